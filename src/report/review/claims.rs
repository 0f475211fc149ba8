//! What comes out of a claim otherwise.

use std::collections::BTreeSet;

use crate::law::Law;
use crate::report::layout::{Ending, Page, width};
use crate::report::proof::refuted;
use crate::report::stored::{PROVED_WHERE, PROVED_WITH, stored_line};
use crate::report::words::{joined, question};
use crate::verdict::Verdict;

use super::TEXT;

/// What a claim comes to on two sides.
pub struct Sides<'s> {
    /// What the sides are called.
    pub labels: [&'s str; 2],
    /// What is said of the claim on either side, as it is stored.
    pub before: &'s BTreeSet<String>,
    /// On the newer side.
    pub after: &'s BTreeSet<String>,
    /// The verdict on the newer side, where it is known.
    pub verdict: Option<&'s Verdict>,
}

/// What is otherwise of a claim: the verdict, the answers with which it is proved, and of one that is
/// refuted, the days on which it fails.
pub fn tell(page: &mut Page, law: &Law, sides: &Sides<'_>) {
    let Sides {
        before,
        after,
        verdict,
        labels: [old, new],
    } = *sides;
    let text_at = TEXT.max(labels_width(old, new) + 4);
    let verdict_of = |lines: &BTreeSet<String>| -> String {
        let is_it = |line: &&String| !line.starts_with("Proved w");
        let own: Vec<&String> = lines.iter().filter(is_it).collect();
        lowered(&joined(&own, "and"))
    };
    let (was, is) = (verdict_of(before), verdict_of(after));
    if was != is {
        page.gap();
        page.hanging(2, old, text_at, &was);
        let expected = match verdict.is_none_or(|verdict| verdict.as_expected) {
            true => "",
            false => ", which is not as expected",
        };
        page.hanging(2, new, text_at, &format!("{is}{expected}"));
    }
    let answers = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> Vec<BTreeSet<String>> {
        let own = one.difference(other);
        own.filter_map(|line| Some(taken_apart(law, line.strip_prefix(PROVED_WHERE)?)))
            .collect()
    };
    let (left, come) = (answers(before, after), answers(after, before));
    let one = std::slice::from_ref;
    let was_split = before.iter().any(|line| line.starts_with(PROVED_WHERE));
    match (besides(&left, &come), besides(&come, &left)) {
        (Some(more), _) => told(page, "It is proved only where, besides,", one(&more)),
        (_, Some(less)) => told(page, "It is proved even if it is not so that", one(&less)),
        _ => {
            told(page, "It is no longer proved where", &left);
            let title = match was_split {
                true => "It is proved also where",
                false => "It is proved where",
            };
            told(page, title, &come);
        }
    }
    if left.is_empty() && come.is_empty() && was == is {
        for (label, lines, other) in [(old, before, after), (new, after, before)] {
            for line in lines
                .difference(other)
                .filter(|line| line.starts_with(PROVED_WITH))
            {
                page.hanging(2, label, text_at, &lowered(line));
            }
        }
    }
    if let Some(verdict) = verdict {
        refuted::when(page, law, verdict);
    }
}

fn labels_width(old: &str, new: &str) -> usize {
    width(old).max(width(new))
}

/// Sets of answers: one in the sentence, of several one an item.
fn told(page: &mut Page, title: &str, sets: &[BTreeSet<String>]) {
    if sets.is_empty() {
        return;
    }
    page.gap();
    let sets: Vec<String> = sets
        .iter()
        .map(|set| joined(&set.iter().collect::<Vec<_>>(), "and"))
        .collect();
    if let [only] = sets.as_slice() {
        page.paragraph(1, &format!("{title} {only}."));
        return;
    }
    page.paragraph(1, title);
    page.list(2, &sets, Ending::Joined("or", "."));
}

/// What every set of the one list says besides one of the other, where that is the same of all.
fn besides(fewer: &[BTreeSet<String>], more: &[BTreeSet<String>]) -> Option<BTreeSet<String>> {
    if fewer.len() != more.len() {
        return None;
    }
    let mut left: Vec<&BTreeSet<String>> = more.iter().collect();
    let mut found: Option<BTreeSet<String>> = None;
    for set in fewer {
        let at = left.iter().position(|with| {
            let rest: BTreeSet<String> = with.difference(set).cloned().collect();
            set.is_subset(with) && found.as_ref().is_none_or(|found| *found == rest)
        })?;
        let with = left.remove(at);
        found = Some(with.difference(set).cloned().collect());
    }
    found
}

/// The questions that a line names, each with its answer. Where it begins with none of the law, it is
/// one piece.
fn taken_apart(law: &Law, line: &str) -> BTreeSet<String> {
    let asked = law.readings().filter_map(|reading| {
        let begin = stored_line(&format!("“{}” is answered “", question(law, reading)));
        line.find(&begin)
    });
    let mut begins: Vec<usize> = asked.collect();
    begins.sort_unstable();
    begins.dedup();
    if begins.first() != Some(&0) {
        return BTreeSet::from([line.to_owned()]);
    }
    let ends = begins.iter().skip(1).copied().chain([line.len()]);
    let pieces = begins.iter().zip(ends);
    pieces
        .filter_map(|(begin, end)| line.get(*begin..end))
        .map(|piece| {
            let piece = piece.trim_end().trim_end_matches(" and");
            piece
                .trim_end_matches(", and")
                .trim_end_matches(',')
                .to_owned()
        })
        .collect()
}

/// A line within a sentence.
fn lowered(line: &str) -> String {
    let mut signs = line.chars();
    let first = signs.next().map(|sign| sign.to_lowercase().to_string());
    first.unwrap_or_default() + signs.as_str()
}
