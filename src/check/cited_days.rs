//! The lint on rules that begin or end on another day than the sentence they cite.

use crate::calendar::{Day, month_in_words};
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Ground, Written};
use crate::syntax::{Clause, ClauseKind, Expr, ExprKind};
use crate::text::{Library, Span};

use super::context::{Checker, PendingRule};

/// Whether a sentence says of a day that something begins or ends there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    First,
    Last,
    /// The first day on which it no longer holds.
    End,
    Unclear,
}

/// The days that a bound may be.
fn days_written(expr: &Expr, days: &mut Vec<Day>) {
    match &expr.kind {
        ExprKind::Day(day) => days.push(*day),
        ExprKind::If(_, yes, no) => {
            days_written(yes, days);
            days_written(no, days);
        }
        _ => {}
    }
}

/// A day named in a source, with the words before it that tell its role.
#[derive(Debug, Clone, Copy)]
struct Cited {
    day: Day,
    role: Role,
    span: Span,
}

impl Checker<'_> {
    /// Compares the days of each rule with the only day that the sentences it cites name. What stands
    /// behind that sentence and names no day may be what moves it.
    pub fn lint_cited_days(&mut self) {
        let mut found = Vec::new();
        for pending in &self.pending.rules {
            // The days of an amended rule come from other sentences.
            if self.amended.contains_key(&pending.rule.name.span) {
                continue;
            }
            let own = self.own_grounds(&self.law[pending.id]);
            let mut cited = days_cited(self.library, own);
            cited.dedup_by_key(|cited| cited.day);
            let last = own.last().map(std::slice::from_ref).unwrap_or_default();
            if let [cited] = cited.as_slice()
                && !days_cited(self.library, last).is_empty()
            {
                found.extend(self.other_day(pending, *cited));
            }
        }
        self.diagnostics.append(&mut found);
    }

    /// The grounds of a rule without those of its provisions, which come first.
    fn own_grounds<'l>(&'l self, written: &'l Written) -> &'l [Ground] {
        let mut inherited = 0;
        let mut around = written.provision;
        while let Some(provision) = around {
            inherited += self.law[provision].grounds.len();
            around = self.law[provision].parent;
        }
        written.grounds.get(inherited..).unwrap_or_default()
    }

    fn other_day(&self, pending: &PendingRule<'_>, cited: Cited) -> Option<Diagnostic> {
        let clauses = &pending.rule.clauses;
        let of = |wanted: &[ClauseKind]| clauses.iter().find(|c| wanted.contains(&c.kind));
        let begins = || of(&[ClauseKind::From]);
        let ends = || of(&[ClauseKind::Until, ClauseKind::Through]);
        let clause = match cited.role {
            Role::First => begins()?,
            Role::Last | Role::End => ends()?,
            Role::Unclear => return None,
        };
        let mut written = Vec::new();
        days_written(&clause.expr, &mut written);
        let named = cited.bound()?;
        let own: Vec<Day> = written
            .iter()
            .filter_map(|day| bound(clause, *day))
            .collect();
        // A day that depends on a reading is the cited one on one of the readings.
        if own.contains(&named) {
            return None;
        }
        let own = *own.first()?;
        let (verb, which) = match cited.role {
            Role::First => ("begins", "first"),
            _ => ("ends", "last"),
        };
        let day_to_write = match clause.kind {
            ClauseKind::From => format!("from {named}"),
            ClauseKind::Through => format!("through {named}"),
            _ => format!("until {}", named.next()?),
        };
        let mut help = format!("write the day the sentence names: {day_to_write}");
        if cited.role == Role::End {
            help.push_str(
                "\n`until` does not include the day it names; if the law does, declare that as a reading",
            );
        }
        let line = self.library.line_of(cited.span.file, cited.span.start);
        Some(
            Diagnostic::new(
                Code::OtherDayThanCited,
                format!("the rule {verb} on another day than the sentence it cites"),
            )
            .at(clause.expr.span, format!("{which} day {}", own.in_words()))
            .note(
                format!("the cited sentence, line {line}"),
                cited.span,
                format!("{which} day {}", named.in_words()),
            )
            .help(help),
        )
    }
}

impl Cited {
    /// The first or the last day that the sentence means.
    fn bound(self) -> Option<Day> {
        match self.role {
            Role::End => self.day.previous(),
            _ => Some(self.day),
        }
    }
}

/// The first or the last day that a clause means.
fn bound(clause: &Clause, day: Day) -> Option<Day> {
    match clause.kind {
        ClauseKind::Until => day.previous(),
        _ => Some(day),
    }
}

fn days_cited(library: &Library, grounds: &[Ground]) -> Vec<Cited> {
    let mut cited = Vec::new();
    for ground in grounds {
        let Ground::Cited(citation) = ground else {
            continue;
        };
        for span in &citation.spans {
            cited.extend(days_in(library.slice(*span)).into_iter().map(|day| Cited {
                span: Span::new(
                    span.file,
                    span.start.saturating_add(day.span.start),
                    span.start.saturating_add(day.span.end),
                ),
                ..day
            }));
        }
    }
    cited.sort_by_key(|cited| cited.day);
    cited
}

/// The days written as "1 July 2025" in a text; their places are counted from its beginning.
fn days_in(text: &str) -> Vec<Cited> {
    let words = words(text);
    let mut found = Vec::new();
    for (at, window) in words.windows(3).enumerate() {
        let [day, month, year] = window else { continue };
        let Some(date) = parse_day(day.1, month.1, year.1) else {
            continue;
        };
        let before = words.get(..at).unwrap_or_default();
        let (role, first) = role(before);
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
