//! A line of a case as it is stored, taken apart: what came out, with which answers, and by which rules.

use std::collections::BTreeSet;

use crate::report::cases::Asked;
use crate::report::stored::stored_line;

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

    /// The place of the question that it answers among those of a case; none where the words do not tell, as
    /// of what is undetermined.
    fn question(&self, asked: &[Asked]) -> Option<usize> {
        asked.iter().position(|asked| {
            let under = asked.under.as_deref().map(stored_line);
            let says = |clause: &String| {
                let rest = self.outcome.strip_prefix(stored_line(clause).as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(": "))
            };
            under.as_deref() == self.under && asked.clauses.iter().any(says)
        })
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

/// A line that is stored beside the one that came out instead; none on a side that has none.
pub type Pair<'t> = (Option<Line<'t>>, Option<Line<'t>>);

/// Lines that are stored beside those that came out instead, the same of both left out, in the order of
/// what the case asks. Where the words do not tell the question, a line of the same answers is taken that
/// shares the most words.
pub fn paired<'t>(
    before: &'t BTreeSet<String>,
    after: &'t BTreeSet<String>,
    asked: &[Asked],
) -> Vec<Pair<'t>> {
    let differs = |one: &'t BTreeSet<String>, other: &'t BTreeSet<String>| {
        let lines = one.difference(other).map(|line| Line::of(line));
        lines
            .map(|line| (line.question(asked), line))
            .collect::<Vec<_>>()
    };
    let (mut stored, mut came) = (differs(before, after), differs(after, before));
    // Whose question is known first, so that no other takes its line.
    stored.sort_by_key(|(question, _)| question.map_or(asked.len(), |at| at));
    let known: BTreeSet<usize> = stored.iter().filter_map(|(at, _)| *at).collect();
    let answered: BTreeSet<usize> = came.iter().filter_map(|(at, _)| *at).collect();
    let mut pairs = Vec::new();
    for (question, stored) in stored {
        let fits = |of: Option<usize>| match question.filter(|at| answered.contains(at)) {
            Some(at) => of == Some(at),
            None => of.is_none_or(|of| !known.contains(&of) && question.is_none()),
        };
        let alike = came.iter().enumerate();
        let alike = alike
            .filter(|(_, (of, line))| fits(*of) && line.under == stored.under)
            .max_by_key(|(at, (_, line))| (shared(stored.outcome, line.outcome), came.len() - at))
            .map(|(at, _)| at);
        let is = alike.map(|at| came.remove(at));
        let question = question.or(is.as_ref().and_then(|(of, _)| *of));
        pairs.push((question, (Some(stored), is.map(|(_, line)| line))));
    }
    pairs.extend(came.into_iter().map(|(of, line)| (of, (None, Some(line)))));
    pairs.sort_by_key(|(question, _)| question.map_or(asked.len(), |at| at));
    pairs.into_iter().map(|(_, pair)| pair).collect()
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
        let told: Vec<(Option<&str>, Option<&str>)> = paired(&before, &after, &[])
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

    #[test]
    fn lines_of_one_question_are_held_together() {
        let lines = |all: &[&str]| all.iter().map(|line| (*line).to_owned()).collect();
        let before = lines(&[
            "the fee is 10, by ten",
            "the fee is more than 5: the fee is 10",
        ]);
        let after = lines(&[
            "the fee is 5 or less: the fee is 0",
            "the fee is not 10: the fee is 0",
        ]);
        let asked = |so: &str, not: &str| Asked {
            clauses: [so, not].map(str::to_owned),
            under: None,
        };
        let more = asked("the fee is more than 5", "the fee is 5 or less");
        let asked = [more, asked("the fee is 10", "the fee is not 10")];
        let pairs = paired(&before, &after, &asked);
        let told: Vec<[&str; 2]> = pairs
            .iter()
            .map(|(was, is)| [was, is].map(|line| line.as_ref().map_or("", |line| line.outcome)))
            .collect();
        let expected = [
            [
                "the fee is more than 5: the fee is 10",
                "the fee is 5 or less: the fee is 0",
            ],
            ["the fee is 10", "the fee is not 10: the fee is 0"],
        ];
        assert_eq!(told, expected);
    }
}
