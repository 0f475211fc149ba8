//! What a verdict rests on that is known at second hand.

use std::collections::BTreeSet;

use crate::calendar::Interval;
use crate::law::{
    ClaimId, Expr, ExprId, Ground, Law, RuleId, SourceId, WrittenId, cone_with_gates,
};
use crate::report::layout::{Ending, Page};
use crate::report::words::reports;

/// The facts known at second hand behind a claim, in the order of the files.
pub fn of(law: &Law, claim: ClaimId) -> Vec<(SourceId, &str)> {
    let claim = &law[claim];
    let roots = claim.for_whom.iter().copied();
    let mut found = cone_with_gates(law, roots.chain([claim.under, claim.claim]));
    // What is in force on other days matters where a rule asks for the law of another day.
    let elsewhere = law.law_day().is_some_and(|law_day| {
        let moves = |id: &ExprId| match law.exprs.get(*id) {
            Expr::With(bound, _) => bound.iter().any(|(input, _)| *input == law_day),
            _ => false,
        };
        found.exprs.iter().any(moves)
    });
    let window = Interval {
        from: claim.from,
        until: claim.until,
    };
    found
        .rules
        .retain(|rule| elsewhere || meets(law, *rule, window));
    let mut grounds: Vec<&Ground> = Vec::new();
    grounds.extend(found.terms.iter().flat_map(|term| &law[*term].grounds));
    let written: BTreeSet<WrittenId> = found.rules.iter().map(|rule| law[*rule].written).collect();
    for id in written {
        let written = &law[id];
        grounds.extend(&written.grounds);
        let amended = written.begins_by.into_iter().chain(written.ends_by);
        grounds.extend(amended.flat_map(|by| &law[by].grounds));
        let in_force = written.act.and_then(|act| law[act].in_force.as_ref());
        grounds.extend(in_force.into_iter().flat_map(|(_, grounds)| grounds));
    }
    reports(grounds)
}

/// Whether a rule may be in force on a day of an interval.
fn meets(law: &Law, rule: RuleId, window: Interval) -> bool {
    let days = |bound: Option<ExprId>| law.exprs.days_of(bound?);
    let too_late = match (days(law[rule].from), window.until) {
        (Some(first), Some(end)) => first.iter().all(|day| *day >= end),
        _ => false,
    };
    let over = match (days(law[rule].until), window.from) {
        (Some(last), Some(start)) => last.iter().all(|day| *day <= start),
        _ => false,
    };
    !too_late && !over
}

/// They are told with every verdict that rests on them.
pub fn tell(page: &mut Page, law: &Law, claim: ClaimId) {
    let items: Vec<String> = of(law, claim)
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
