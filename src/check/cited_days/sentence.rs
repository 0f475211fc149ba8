//! What the words before a day say of it: that something begins there, or ends.

use crate::calendar::{Day, month_in_words};
use crate::text::Span;

/// Whether a sentence says of a day that something begins or ends there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    First,
    Last,
    /// The first day on which it no longer holds.
    End,
    Unclear,
}

/// A day named in a source, with the words before it that tell its role.
#[derive(Debug, Clone, Copy)]
pub struct Cited {
    pub day: Day,
    pub role: Role,
    pub span: Span,
}

impl Cited {
    /// The first or the last day that the sentence means.
    pub fn bound(self) -> Option<Day> {
        match self.role {
            Role::End => self.day.previous(),
            _ => Some(self.day),
        }
    }
}

/// The days written as "1 July 2025" in a text; their places are counted from its beginning.
pub fn days_in(text: &str) -> Vec<Cited> {
    let words = words(text);
    let mut found = Vec::new();
    for (at, window) in words.windows(3).enumerate() {
        let [day, month, year] = window else { continue };
        let Some(date) = parse_day(day.1, month.1, year.1) else {
            continue;
        };
        let before = words.get(..at).unwrap_or_default();
        let (role, first) = role(before);
        let behind = words.get(at + 3).map(|word| word.1);
        let role = match behind.is_some_and(|word| word.eq_ignore_ascii_case("inclusive")) {
            true if role == Role::End => Role::Last,
            _ => role,
        };
        let start = first.map_or(day.0, |word| word.0);
        let end = year.0 + year.1.len();
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        found.push(Cited {
            day: date,
            role,
            span: Span {
                start: offset(start),
                end: offset(end),
                ..Span::default()
            },
        });
    }
    found
}

/// The words of a text with their places, without marks around them.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut at = 0;
    for piece in text.split(|c: char| !c.is_alphanumeric()) {
        if !piece.is_empty() {
            words.push((at, piece));
        }
        // The sign that ended the piece follows it.
        at += piece.len();
        at += text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
    }
    words
}

fn parse_day(day: &str, month: &str, year: &str) -> Option<Day> {
    let number = |text: &str, digits: usize| {
        (text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    };
    let month = (1..=12).find(|number| month_in_words(*number) == Some(month))?;
    Day::new(number(year, 4)?, month, number(day, 2)?)
}

/// What the words before a day say of it, and the first of these words.
fn role<'w, 't>(before: &'w [(usize, &'t str)]) -> (Role, Option<&'w (usize, &'t str)>) {
    let mut words = before.iter().rev().peekable();
    let mut inclusive = false;
    while let Some(word) = words.next() {
        let first = Some(word);
        return match word.1.to_lowercase().as_str() {
            "and" | "the" | "on" if inclusive => continue,
            "including" | "inclusive" | "to" => {
                inclusive = true;
                continue;
            }
            "through" => (Role::Last, first),
            "up" | "until" | "till" if inclusive => (Role::Last, first),
            "until" | "till" | "before" => (Role::End, first),
            "from" | "since" | "starting" => (Role::First, first),
            "of" if words
                .peek()
                .is_some_and(|word| word.1.eq_ignore_ascii_case("as")) =>
            {
                (Role::First, words.next())
            }
            "on" if words
                .peek()
                .is_some_and(|word| matches!(word.1, "effect" | "force")) =>
            {
                (Role::First, first)
            }
            _ => (Role::Unclear, None),
        };
    }
    (Role::Unclear, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, Role, &str)]) {
        let found: Vec<(String, Role, &str)> = days_in(text)
            .iter()
            .map(|cited| {
                let (start, end) = (cited.span.start as usize, cited.span.end as usize);
                (
                    cited.day.to_string(),
                    cited.role,
                    text.get(start..end).unwrap(),
                )
            })
            .collect();
        let found: Vec<(&str, Role, &str)> = found
            .iter()
            .map(|(day, role, words)| (day.as_str(), *role, *words))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn days_and_what_is_said_of_them() {
        let july = "2025-07-01";
        check(
            "is suspended until 1 July\n2025.",
            &[(july, Role::End, "until 1 July\n2025")],
        );
        check(
            "up to and including 1 July 2025",
            &[(july, Role::Last, "up to and including 1 July 2025")],
        );
        check(
            "until 1 July 2025 (inclusive)",
            &[(july, Role::Last, "until 1 July 2025")],
        );
        check(
            "up to but not including 1 July 2025",
            &[(july, Role::Unclear, "1 July 2025")],
        );
        check(
            "(from 1 July 2025)",
            &[(july, Role::First, "from 1 July 2025")],
        );
        check(
            "As of 1 July 2025",
            &[(july, Role::First, "As of 1 July 2025")],
        );
        check(
            "into effect on 1 July 2025",
            &[(july, Role::First, "on 1 July 2025")],
        );
        check(
            "adopted on 1 July 2025",
            &[(july, Role::Unclear, "1 July 2025")],
        );
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "31 June 2025",
            "1 Juli 2025",
            "1 July",
            "July 2025",
            "1.7.2025",
            "",
        ] {
            check(text, &[]);
        }
    }
}
