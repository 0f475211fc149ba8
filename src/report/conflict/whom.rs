//! Who meets two rules at once, in words.

use std::collections::BTreeSet;

use crate::law::{Expr, ExprId, Law, RuleId};
use crate::report::proof::witness::inputs;
use crate::report::words::{Phrase, conditions, constant, heading, joined, phrase};

/// The conditions of both rules, each once, and that nothing stands above either. On which readings
/// and days that is so is told beside.
pub(super) fn meets_both(law: &Law, one: RuleId, other: RuleId) -> Vec<Phrase> {
    let mut parts: Vec<ExprId> = Vec::new();
    for part in law.conjuncts(one).chain(law.conjuncts(other)) {
        if !parts.contains(&part) && constant(law, part).is_none() && is_of_somebody(law, part) {
            parts.push(part);
        }
    }
    let mut told: Vec<Phrase> = Vec::new();
    let phrases = parts.iter().flat_map(|part| conditions(law, *part, true));
    for phrase in phrases {
        if !told.contains(&phrase) {
            told.push(phrase);
        }
    }
    let mut named: Vec<String> = Vec::new();
    for above in above(law, one).chain(above(law, other)) {
        if is_excluded(law, above, &parts) {
            continue;
        }
        if let Some(words) = outside(law, above) {
            if !told.contains(&words) {
                told.push(words);
            }
            continue;
        }
        let heading = format!("“{}”", heading(law, law[above].written));
        if !named.contains(&heading) {
            named.push(heading);
        }
    }
    if !named.is_empty() {
        let plural = if named.len() == 1 { "" } else { "s" };
        let named = joined(&named, "or");
        told.push(Phrase::one(format!(
            "does not come under the exception{plural} {named}"
        )));
    }
    if !is_settled(law, one, other) {
        told.push(Phrase::one("gets two different answers by the two"));
    }
    told
}

fn above(law: &Law, rule: RuleId) -> impl Iterator<Item = RuleId> + '_ {
    law[rule].lifted_by.iter().chain(&law[rule].below).copied()
}

/// What hangs on readings alone says nothing of a person: it is told which readings these are.
fn is_of_somebody(law: &Law, expr: ExprId) -> bool {
    !inputs(law, &[expr]).is_empty()
}

/// Whether a condition of a rule above is denied by what the two ask: that it does not apply then goes
/// without saying.
fn is_excluded(law: &Law, above: RuleId, parts: &[ExprId]) -> bool {
    let denied = |expr: ExprId| match law.exprs.get(expr) {
        Expr::Not(inner) => Some(*inner),
        _ => law.exprs.find(&Expr::Not(expr)),
    };
    law.conjuncts(above)
        .any(|part| denied(part).is_some_and(|denied| parts.contains(&denied)))
}

/// Of a rule above with one condition, for all days, that it is not met.
fn outside(law: &Law, above: RuleId) -> Option<Phrase> {
    let rule = &law[above];
    let of_every_day = rule.from.is_none() && rule.until.is_none();
    let alone = rule.lifted_by.is_empty() && rule.below.is_empty();
    let mut parts = law.conjuncts(above);
    match (parts.next(), parts.next()) {
        (Some(only), None) if of_every_day && alone && is_of_somebody(law, only) => {
            Some(phrase(law, only, false))
        }
        _ => None,
    }
}

/// Whether what the two give differs whoever it is: each is a constant.
fn is_settled(law: &Law, one: RuleId, other: RuleId) -> bool {
    let values: BTreeSet<ExprId> = [one, other]
        .iter()
        .filter_map(|rule| law[*rule].value())
        .filter(|value| matches!(law.exprs.get(*value), Expr::Lit(_)))
        .collect();
    values.len() == 2
}
