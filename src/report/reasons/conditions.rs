//! The conditions of rules and provisions, and what of a case meets them.

use std::collections::BTreeSet;

use crate::eval::{Explanation, Reason, Situation};
use crate::law::{
    Expr, ExprId, InputId, InputKind, Law, ProvisionId, TermId, TermRole, Value, WrittenId,
};
use crate::report::rule_words::reading_taken;
use crate::report::words::{joined, person, value as value_words};

/// Every input that an explanation names.
pub(super) fn inputs(law: &Law, explanation: &Explanation) -> BTreeSet<InputId> {
    let of = |part: &Explanation| match law.exprs.get(part.expr) {
        Expr::In(input) => Some(*input),
        _ => None,
    };
    explanation.all().into_iter().filter_map(of).collect()
}

pub(super) fn is_of_step(law: &Law, term: TermId) -> bool {
    matches!(law[term].role, TermRole::Open(_) | TermRole::Requirement(_))
}

/// Whether no rule is behind it.
pub(super) fn is_plain(explanation: &Explanation) -> bool {
    explanation.all().iter().all(|part| {
        part.because
            .iter()
            .all(|reason| matches!(reason, Reason::Operand(_)))
    })
}

pub(super) fn is_reading(law: &Law, expr: ExprId) -> bool {
    match law.exprs.get(expr) {
        Expr::In(input) => law[*input].kind == InputKind::Reading,
        Expr::Lit(_) => true,
        Expr::Op(_, operands) => operands.iter().all(|operand| is_reading(law, *operand)),
        _ => false,
    }
}

/// What of the case meets conditions: the facts, holdings and readings in them.
pub(super) fn here(law: &Law, case: &Situation, conditions: &[&Explanation]) -> String {
    let mut given: Vec<(InputId, Value)> = Vec::new();
    let mut readings = Vec::new();
    for condition in conditions {
        for input in own_inputs(law, condition) {
            let Some(value) = case.get(input) else {
                continue;
            };
            match law[input].kind {
                InputKind::Fact | InputKind::Holding if !given.contains(&(input, value)) => {
                    given.push((input, value));
                }
                InputKind::Choice(_) => readings.push(value_words(law, value)),
                InputKind::Reading => readings.push(reading_taken(law, input, value)),
                _ => {}
            }
        }
    }
    let mut told = Vec::new();
    if !given.is_empty() {
        let person = person(law, &given);
        if person.described != "a person" {
            told.push(person.described);
        }
        told.extend(person.conditions);
    }
    told.extend(readings);
    joined(&told, "and")
}

/// The inputs in a condition, not those of rules behind it.
pub(super) fn own_inputs(law: &Law, condition: &Explanation) -> BTreeSet<InputId> {
    let mut found = BTreeSet::new();
    let mut next = vec![condition];
    while let Some(part) = next.pop() {
        if let Expr::In(input) = law.exprs.get(part.expr) {
            found.insert(*input);
        }
        next.extend(part.because.iter().filter_map(|reason| match reason {
            Reason::Operand(inner) | Reason::Define(_, inner) | Reason::Bound(_, inner) => {
                Some(inner)
            }
            _ => None,
        }));
    }
    found
}

/// The provisions of a rule, the outermost first.
pub(super) fn around(law: &Law, id: WrittenId) -> Vec<ProvisionId> {
    let mut found = Vec::new();
    let mut next = law[id].provision;
    while let Some(provision) = next {
        found.push(provision);
        next = law[provision].parent;
    }
    found.reverse();
    found
}

/// The conditions of a provision: those that all its rules have. What the head of a rule says of
/// the step is its own.
pub(super) fn shared_conditions(law: &Law, provision: ProvisionId) -> BTreeSet<ExprId> {
    let inside = law
        .rules
        .iter()
        .filter(|rule| around(law, rule.written).contains(&provision));
    let of_rules = inside.map(|rule| -> BTreeSet<ExprId> {
        let conjuncts = rule
            .conditions
            .iter()
            .flat_map(|id| law.exprs.conjuncts(*id));
        conjuncts
            .filter(|id| !is_about_the_step(law, *id))
            .collect()
    });
    of_rules
        .reduce(|shared, own| &shared & &own)
        .unwrap_or_default()
}

pub(super) fn is_about_the_step(law: &Law, expr: ExprId) -> bool {
    match law.exprs.get(expr) {
        Expr::Op(_, operands) => operands.iter().any(|operand| {
            matches!(law.exprs.get(*operand), Expr::In(input) if matches!(law[*input].kind, InputKind::Occasion | InputKind::Became))
        }),
        _ => false,
    }
}
