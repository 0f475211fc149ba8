//! What a verdict may rest on that no provision of the text says: what is assumed, what the authors of
//! the source remark, and what is known at second hand.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use indexmap::IndexSet;

use crate::calendar::Interval;
use crate::law::{
    Citation, Expr, ExprId, Ground, Law, RuleId, SourceId, TermId, WrittenId, cone_with_ways,
};
use crate::report::layout::{Ending, Page};
use crate::report::words::{assumptions, constant, joined, reference, remarks, reports};
use crate::verdict::{DeadEnd, Verdict};

use super::grounds::assumed as told_assumed;
use super::verdict::told;

/// Where numbers of assumptions stand, and what they say.
const NUMBER: usize = 4;
const WORDS: usize = 8;

/// So many assumptions are told with a verdict; of more their numbers, and what they say once for all
/// verdicts.
const FEW: usize = 2;

/// The numbers of what is assumed behind verdicts that tell it by numbers, in the order of the files. They
/// are counted when first asked for, and once for all verdicts.
pub struct Numbers<'l> {
    law: &'l Law,
    /// The verdicts that are told together.
    told: &'l [Verdict],
    all: OnceCell<IndexSet<&'l str>>,
}

impl<'l> Numbers<'l> {
    pub const fn new(law: &'l Law, told: &'l [Verdict]) -> Self {
        Self {
            law,
            told,
            all: OnceCell::new(),
        }
    }

    fn all(&self) -> &IndexSet<&'l str> {
        self.all.get_or_init(|| {
            let supports = self.told.iter().map(|verdict| {
                let support = Support::of(self.law, verdict);
                match told(verdict) {
                    Some(found) => support.beside(found),
                    None => support,
                }
            });
            let by_number = supports.filter(|support| support.assumed().len() > FEW);
            let by_number: Vec<Support> = by_number.collect();
            let wanted: BTreeSet<&str> = by_number.iter().flat_map(Support::assumed).collect();
            let terms = (0..self.law.terms.len()).map(TermId::at);
            let written = (0..self.law.written.len()).map(WrittenId::at);
            let all = grounds(self.law, terms, written).filter_map(|ground| match ground {
                Ground::Assumed(words) => Some(words.as_str()),
                Ground::Cited(_) | Ground::Reported(..) => None,
            });
            all.filter(|words| wanted.contains(words)).collect()
        })
    }

    /// Of some assumptions, in their order.
    fn of(&self, assumed: &[&str]) -> Vec<usize> {
        let places = assumed
            .iter()
            .filter_map(|one| self.all().get_index_of(one));
        let mut numbers: Vec<usize> = places.map(|place| place + 1).collect();
        numbers.sort_unstable();
        numbers
    }
}

/// What stands behind a verdict beside the provisions of the text, in the order of the files.
pub struct Support {
    grounds: Vec<Ground>,
}

impl Support {
    /// Of everything that the claim can look at on the days that it is about: its own conditions and
    /// what is claimed, and behind what is within reach the gates on the ways to it. Linear in the size
    /// of that and in the number of doors, for each holding that is asked for. What is not decided rests
    /// on nothing, nor what is so in every case.
    pub fn of(law: &Law, verdict: &Verdict) -> Self {
        let claim = &law[verdict.claim];
        if verdict.undecided.is_some() || constant(law, claim.claim) == Some(true) {
            return Self {
                grounds: Vec::new(),
            };
        }
        let roots = claim.for_whom.iter().copied();
        let assumed = law.assumes.iter().map(|assumption| assumption.holds);
        let roots = roots.chain([claim.under, claim.claim]).chain(assumed);
        let found = cone_with_ways(law, roots);
        let window = match looks_elsewhere(law, &found.exprs) {
            true => Interval::ALWAYS,
            false => claim.window(),
        };
        let in_force = |rule: &RuleId| law.may_be_in_force(*rule, window);
        let (in_force, others): (Vec<RuleId>, Vec<RuleId>) =
            found.rules.into_iter().partition(in_force);
        let written = |rules: Vec<RuleId>| -> BTreeSet<WrittenId> {
            rules.into_iter().map(|rule| law[rule].written).collect()
        };
        let grounds = grounds(law, found.terms, written(in_force));
        let mut grounds: Vec<Ground> = grounds.cloned().collect();
        // That a rule is not in force rests on what says so.
        for rule in written(others) {
            grounds.extend(law.grounds_of_days(rule).cloned());
        }
        Self { grounds }
    }

    /// Of several verdicts together, each ground once.
    pub fn of_several(law: &Law, verdicts: &[Verdict]) -> Self {
        let all = verdicts.iter().flat_map(|one| Self::of(law, one).grounds);
        Self {
            grounds: Vec::from_iter(IndexSet::<_>::from_iter(all)),
        }
    }

    /// What is assumed, each once.
    pub fn assumed(&self) -> Vec<&str> {
        assumptions(&self.grounds)
    }

    /// The remarks, each once.
    pub fn remarks(&self) -> Vec<&Citation> {
        remarks(&self.grounds)
    }

    /// What is known at second hand, each once.
    pub fn reported(&self) -> Vec<(SourceId, &str)> {
        reports(&self.grounds)
    }

    /// Without what is assumed of the requirements of a dead end and of the ways out: that is told with
    /// these.
    pub fn beside(&self, found: &DeadEnd) -> Self {
        let told = of_dead_end(found);
        let mut grounds = self.grounds.clone();
        grounds.retain(|one| !matches!(one, Ground::Assumed(_)) || !told.contains(one));
        Self { grounds }
    }

    /// In a line or two what is assumed, where that is not told above, and where the remarks stand but for those `told` already.
    pub fn tell_assumed(&self, page: &mut Page, numbers: &Numbers<'_>, told: &[&Citation]) {
        let assumed = self.assumed();
        let remarks = self.remarks();
        if assumed.is_empty() && remarks.is_empty() {
            return;
        }
        page.gap();
        if assumed.len() > FEW {
            let numbers = numbers.of(&assumed);
            let text = format!(
                "It may rest on what is assumed, under these numbers at the end: {}.",
                joined(&stretches(&numbers), "and")
            );
            page.paragraph(1, &text);
        } else if !assumed.is_empty() {
            let (above, others): (Vec<&str>, Vec<&str>) = assumed
                .into_iter()
                .partition(|words| page.has_said(&told_assumed(words)));
            let what = if above.is_empty() {
                "what"
            } else {
                "what else"
            };
            if !others.is_empty() {
                let text = format!("It may rest on {what} is assumed: {}.", others.join("; "));
                page.paragraph(1, &text);
            }
        }
        self.tell_remarks(page, numbers.law, told);
    }

    /// Everything in full, in a section with this title; nothing where there is nothing.
    pub fn tell_in_full(&self, page: &mut Page, law: &Law, title: &str) {
        let mut own = Page::new();
        assumed_in_full(&mut own, &self.assumed());
        self.tell_remarks(&mut own, law, &[]);
        self.tell_reported(&mut own, law);
        if !own.is_empty() {
            page.section(title, None);
            page.append(own);
        }
    }

    fn tell_remarks(&self, page: &mut Page, law: &Law, told: &[&Citation]) {
        let mut remarks = self.remarks();
        remarks.retain(|one| !told.contains(one));
        if remarks.is_empty() {
            return;
        }
        let text = match remarks.as_slice() {
            [_] => "It may rest on a remark of the source’s authors, not on a provision.",
            _ => "It may rest on remarks of the source’s authors, not on provisions.",
        };
        page.noted(2, text, reference(law, &remarks));
    }

    /// The assumptions of which verdicts give the numbers.
    pub fn tell_numbered(page: &mut Page, numbers: &Numbers<'_>) {
        if numbers.all().is_empty() {
            return;
        }
        page.paragraph(
            1,
            "No line of the text says this; it is assumed, and verdicts give the numbers:",
        );
        for (number, words) in (1..).zip(numbers.all()) {
            page.hanging(NUMBER, &number.to_string(), WORDS, words);
        }
        page.gap();
    }

    /// What is known at second hand, told with every verdict that may rest on it.
    pub fn tell_reported(&self, page: &mut Page, law: &Law) {
        let items: Vec<String> = self
            .reported()
            .into_iter()
            .map(|(source, words)| format!("{words} ({})", law[source].title))
            .collect();
        if items.is_empty() {
            return;
        }
        page.gap();
        page.paragraph(
            1,
            "No text says this; it is reported, and the verdict may rest on it:",
        );
        page.list(2, &items, Ending::Apart);
    }
}

/// What is assumed, in full; nothing where nothing is.
pub(super) fn assumed_in_full(page: &mut Page, assumed: &[&str]) {
    if assumed.is_empty() {
        return;
    }
    page.paragraph(1, "No line of the text says this; it is assumed:");
    let items: Vec<String> = assumed.iter().map(|words| (*words).to_owned()).collect();
    page.list(2, &items, Ending::Joined("and", "."));
}

/// The grounds of the requirements of a dead end and of the ways out.
pub fn of_dead_end(found: &DeadEnd) -> Vec<Ground> {
    let requirements = found.requirements.iter().flat_map(|one| {
        let others = one.alternatives.iter().map(|other| &other.grounds);
        std::iter::once(&one.grounds).chain(others)
    });
    let ways = found.ways.iter().map(|way| &way.grounds);
    requirements.chain(ways).flatten().cloned().collect()
}

/// Whether some of these expressions asks for the law of another day than the one at hand: rules matter
/// that are in force then.
pub fn looks_elsewhere(law: &Law, exprs: &BTreeSet<ExprId>) -> bool {
    let law_day = law.law_day();
    exprs.iter().any(|id| match law.exprs.get(*id) {
        Expr::With(bound, _) => bound.iter().any(|(input, _)| Some(*input) == law_day),
        _ => false,
    })
}

/// The grounds of terms and rules, and of what gave these their days.
fn grounds(
    law: &Law,
    terms: impl IntoIterator<Item = TermId>,
    written: impl IntoIterator<Item = WrittenId>,
) -> impl Iterator<Item = &Ground> {
    let of_terms = terms.into_iter().flat_map(|term| &law[term].grounds);
    let of_rules = written.into_iter().flat_map(|id| {
        let own = law[id].grounds.iter();
        own.chain(law.grounds_of_days(id))
    });
    of_terms.chain(of_rules)
}

/// Numbers in their order as people write them: "1–3", "5".
fn stretches(numbers: &[usize]) -> Vec<String> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match found.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => found.push((*number, *number)),
        }
    }
    let mut told = Vec::new();
    for (first, last) in found {
        match last - first {
            0 => told.push(first.to_string()),
            1 => told.extend([first.to_string(), last.to_string()]),
            _ => told.push(format!("{first}–{last}")),
        }
    }
    told
}
