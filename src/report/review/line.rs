//! A line of a case as it is stored, taken apart: what came out, with which answers, and by which rules.

use std::collections::BTreeSet;

/// What came out of an expectation, as the line of it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'t> {
    /// What came out.
    pub outcome: &'t str,
    /// The answers with which it did: "“Which …?” is answered “…”".
    pub under: Option<&'t str>,
    /// The names of the rules that decided it.
    pub rules: BTreeSet<&'t str>,
}

impl<'t> Line<'t> {
    /// Takes a line apart.
    pub fn of(line: &'t str) -> Self {
        // Behind the last “by” stand names alone, and no name has a quotation mark.
        let (said, rules) = match line.rsplit_once(", by ") {
            Some((said, by)) if !by.contains('”') => (said, names(by)),
            _ => (line, BTreeSet::new()),
        };
        let (outcome, under) = match said.split_once(", where “") {
            // The mark belongs to the question.
            Some((outcome, _)) => {
                let under = said.get(outcome.len() + ", where ".len()..);
                (outcome, under)
            }
            None => (said, None),
        };
        Self {
            outcome,
            under,
            rules,
        }
    }

    /// Whether the same came out, by whatever rules.
    pub fn says_as(&self, other: &Self) -> bool {
        (self.outcome, self.under) == (other.outcome, other.under)
    }
}

/// The names of a list: "a, b, and c", "a and b".
fn names(list: &str) -> BTreeSet<&str> {
    let parts = list.split(", ").flat_map(|part| part.split(" and "));
    parts
        .map(|name| name.strip_prefix("and ").unwrap_or(name))
        .collect()
}

/// Lines that are stored beside those that came out instead, the same of both left out. Of the same
/// answers is one that shares the most words.
pub fn paired<'t>(
    before: &'t BTreeSet<String>,
    after: &'t BTreeSet<String>,
) -> Vec<(Option<Line<'t>>, Option<Line<'t>>)> {
    let differs = |one: &'t BTreeSet<String>, other: &'t BTreeSet<String>| -> Vec<Line<'t>> {
        one.difference(other).map(|line| Line::of(line)).collect()
    };
    let mut came = differs(after, before);
    let mut pairs = Vec::new();
    for stored in differs(before, after) {
        let alike = came.iter().enumerate();
        let alike = alike
            .filter(|(_, line)| line.under == stored.under)
            .max_by_key(|(at, line)| (shared(stored.outcome, line.outcome), came.len() - at))
            .map(|(at, _)| at);
        pairs.push((Some(stored), alike.map(|at| came.remove(at))));
    }
    pairs.extend(came.into_iter().map(|line| (None, Some(line))));
    pairs
}

/// How many words two lines begin with alike, and how many they share.
fn shared(one: &str, other: &str) -> (usize, usize) {
    let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<String>>();
    let (one, other) = (words(one), words(other));
    let pairs = one.iter().zip(&other);
    let alike = pairs.take_while(|(one, other)| one == other).count();
    let common = one.iter().filter(|word| other.contains(word)).count();
    (alike, common)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart() {
        let line = Line::of("the fee is 5, where “Who, by law?” is answered “all”, by a, b, and c");
        assert_eq!(line.outcome, "the fee is 5");
        assert_eq!(line.under, Some("“Who, by law?” is answered “all”"));
        assert_eq!(line.rules, BTreeSet::from(["a", "b", "c"]));
        let two = Line::of("the levy is 1.00, by cap from 2024-01-01 and long_stays");
        let named = BTreeSet::from(["cap from 2024-01-01", "long_stays"]);
        assert_eq!((two.outcome, two.rules), ("the levy is 1.00", named));
        let none = Line::of("it is so, where “Who?” is answered “him, by name”");
        assert_eq!(none.under, Some("“Who?” is answered “him, by name”"));
        assert!(none.rules.is_empty());
    }

    #[test]
    fn lines_of_the_same_answers_are_held_together() {
        let lines = |all: &[&str]| all.iter().map(|line| (*line).to_owned()).collect();
        let before: BTreeSet<String> =
            lines(&["a is in, by x", "a is in, where “Q” is answered “r”"]);
        let after = lines(&[
            "a is out, where “Q” is answered “r”",
            "a is in, by y",
            "b is in",
        ]);
        let told: Vec<(Option<&str>, Option<&str>)> = paired(&before, &after)
            .iter()
            .map(|(was, is)| {
                (
                    was.as_ref().map(|line| line.outcome),
                    is.as_ref().map(|line| line.outcome),
                )
            })
            .collect();
        let expected = [
            (Some("a is in"), Some("a is in")),
            (Some("a is in"), Some("a is out")),
            (None, Some("b is in")),
        ];
        assert_eq!(told, expected);
    }
}
