//! What comes out of a case otherwise.

use std::collections::BTreeSet;

use crate::eval::{Standing, explain, situation_of};
use crate::law::{Case, InputKind, Law};
use crate::report::cases::asked;
use crate::report::counted;
use crate::report::layout::Page;
use crate::report::rules_told::statuses;
use crate::report::words::{capitalized, does_with, joined, person};

use super::line::paired;
use super::rules::Reasons;
use super::{IS, TEXT, WAS};

/// What is otherwise than stored of a case: each outcome that is another one, and the rules that make the
/// difference. Of outcomes that are as before for other reasons only the rules are told, and where others
/// changed as well, not even these.
pub fn tell(
    page: &mut Page,
    (law, case): (&Law, Option<&Case>),
    before: &BTreeSet<String>,
    after: &BTreeSet<String>,
) {
    let asked = case.map_or_else(Vec::new, |case| asked(law, case));
    let pairs = paired(before, after, &asked);
    let (same, changed): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|pair| match pair {
        (Some(was), Some(is)) => was.says_as(is),
        _ => false,
    });
    let none = BTreeSet::new();
    let mut reasons = Reasons::default();
    let told = if changed.is_empty() { &same } else { &changed };
    for (was, is) in told {
        let rules = [was, is].map(|side| side.as_ref().map_or(&none, |line| &line.rules));
        let [before, after] = rules;
        reasons.extend(Reasons::of(before, after));
    }
    if !changed.is_empty()
        && let Some(case) = case
    {
        reasons.leave_out_new(&not_in_force(law, case));
    }
    for (was, is) in &changed {
        page.gap();
        let outcome = |side: &Option<super::line::Line<'_>>| match side {
            Some(line) => line.outcome.to_owned(),
            None => "not asked by the case".to_owned(),
        };
        page.hanging(2, WAS, TEXT, &outcome(was));
        page.hanging(2, IS, TEXT, &outcome(is));
        let under = was.as_ref().or(is.as_ref()).and_then(|line| line.under);
        if let Some(under) = under {
            page.hanging(2, "Where", TEXT, under);
        }
    }
    if changed.is_empty() {
        page.gap();
        page.paragraph(1, "The same comes out, for other reasons.");
    }
    reasons.tell(page, law);
    if !changed.is_empty() && !same.is_empty() {
        page.gap();
        let same = counted(same.len(), "other outcome is", "other outcomes are");
        page.paragraph(
            1,
            &format!("{} as before, for other reasons.", capitalized(&same)),
        );
    }
}

/// The rules that are asked for in a case, and are in force on none of the days of which it asks: they stand
/// among the reasons, and have changed nothing.
fn not_in_force<'l>(law: &'l Law, case: &Case) -> BTreeSet<&'l str> {
    let (mut met, mut in_force) = (BTreeSet::new(), BTreeSet::new());
    for expectation in &case.expect {
        let situation = situation_of(law, case, expectation, &[]);
        let explanation = explain(law, &situation, expectation.outcome);
        for status in statuses(law, &explanation) {
            let name = law[law[status.rule].written].name.as_str();
            met.insert(name);
            if !matches!(status.standing, Standing::NotInForce(_)) {
                in_force.insert(name);
            }
        }
    }
    met.difference(&in_force).copied().collect()
}

/// On which day, and of whom a case is: "On 1 July 2025, a foreigner born on 15 June 1985 has an IIN."
pub fn whom(law: &Law, case: &Case) -> String {
    let told = person(law, &case.given);
    let mut phrases = told.conditions;
    let choices = case.given.iter().copied();
    let choices = choices.filter(|(input, _)| matches!(law[*input].kind, InputKind::Choice(_)));
    let choices: Vec<_> = choices.collect();
    phrases.extend(case.step.map(|step| does_with(law, step, &choices)));
    let told = match phrases.is_empty() {
        true if told.is_anybody => "a person of whom nothing is said".to_owned(),
        true => told.described,
        false => format!("{} {}", told.described, joined(&phrases, "and")),
    };
    format!("On {}: {told}.", case.day.in_words())
}
