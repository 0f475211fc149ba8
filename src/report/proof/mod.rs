//! Verdicts and proofs in words.

mod absorption;
pub(super) mod bar;
pub(super) mod beside;
mod blocks;
mod caught;
pub(super) mod checked;
mod circles;
pub(super) mod claim;
pub(super) mod columns;
pub(super) mod considered;
mod days;
mod first_and_last;
pub(super) mod grounds;
pub mod head;
mod kinds;
pub(super) mod matters;
mod missing;
mod obstacles;
pub(super) mod open;
mod openings;
pub(super) mod persons;
mod reached;
pub(super) mod read_from;
pub(super) mod refuted;
pub(super) mod region;
pub(super) mod repairs;
pub(super) mod rests;
pub(super) mod sets;
mod steps;
pub(super) mod support;
mod unanswered;
mod unsettled;
pub(super) mod verdict;
pub mod waiting;
pub(super) mod ways;
pub(super) mod why_not;
pub(super) mod witness;

#[cfg(test)]
mod tests;

use std::path::Path;

pub use bar::words as bar_words;
pub use matters::what_matters;
use support::Numbers;

use crate::law::Law;
use crate::report::counted;
use crate::report::layout::Page;
use crate::verdict::{Outcome, Verdict};

/// The verdicts as a page of text. `certificates` is the folder they are written to, if any.
pub fn text(law: &Law, verdicts: &[Verdict], certificates: Option<&Path>) -> String {
    let mut page = Page::new();
    head::tell(&mut page, law, verdicts);
    let numbers = Numbers::new(law, verdicts);
    let mut first = true;
    for verdict in verdicts {
        if first {
            page.gap();
        } else {
            page.wide_gap();
        }
        first = false;
        verdict::tell(&mut page, law, verdict, &numbers);
    }
    rests::of_all(&mut page, (law, &numbers), verdicts);
    checked::repeat(&mut page, verdicts, certificates);
    page.gap();
    page.bar();
    page.paragraph(0, &summary(verdicts));
    page.finish()
}

/// "2 claims: 1 proved, 1 refuted as expected."
pub fn summary(verdicts: &[Verdict]) -> String {
    let count = |outcome: Outcome, expected: bool| {
        verdicts
            .iter()
            .filter(|verdict| verdict.outcome() == outcome && verdict.as_expected == expected)
            .count()
    };
    let kinds = [
        (Outcome::Proved, "proved", "proved"),
        (
            Outcome::Split,
            "proved on some readings",
            "proved on some readings",
        ),
        (Outcome::Refuted, "refuted", "refuted as expected"),
        (Outcome::Undecided, "undecided", "undecided"),
    ];
    let mut told = Vec::new();
    for (outcome, words, expected) in kinds {
        match count(outcome, true) {
            0 => {}
            number => told.push(format!("{number} {expected}")),
        }
        match (count(outcome, false), outcome) {
            (0, _) => {}
            (number, Outcome::Undecided) => told.push(format!("{number} {words}")),
            (number, _) => told.push(format!("{number} {words}, which is not as expected")),
        }
    }
    let claims = counted(verdicts.len(), "claim", "claims");
    if told.is_empty() {
        format!("{claims}.")
    } else {
        format!("{claims}: {}.", told.join(", "))
    }
}
