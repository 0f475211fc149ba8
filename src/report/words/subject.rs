//! Of whom something is said: the person, or the element spoken of.

use std::collections::BTreeSet;

use crate::law::{Effect, Expr, ExprId, InputKind, Law, RecordId, RuleId};

use super::element::{bare, bound_element};

/// "the person", "the child".
pub(super) fn subject(law: &Law, expr: ExprId) -> String {
    match said_of_element(law, expr) {
        Some(record) => format!("the {}", bare(law, record)),
        None => "the person".to_owned(),
    }
}

/// The record of whose element an expression says something, by its fields or by terms of it, where
/// nothing in it says which element.
pub fn said_of_element(law: &Law, expr: ExprId) -> Option<RecordId> {
    let (mut seen, mut next) = (BTreeSet::new(), vec![expr]);
    while let Some(expr) = next.pop() {
        if !seen.insert(expr) {
            continue;
        }
        match law.exprs.get(expr) {
            Expr::In(input) => {
                if let InputKind::Field(record) = law[*input].kind {
                    return Some(record);
                }
            }
            Expr::Call(term) => {
                if let Some(record) = law[*term].of {
                    return Some(record);
                }
            }
            Expr::Stands(rule) => {
                if let Some(record) = rule_of_element(law, *rule) {
                    return Some(record);
                }
            }
            Expr::Lit(_) | Expr::Reach(_) => {}
            Expr::Op(_, parts) | Expr::And(parts) | Expr::Or(parts) => next.extend(parts),
            Expr::Not(inner) => next.push(*inner),
            Expr::If(condition, yes, no) => next.extend([*condition, *yes, *no]),
            Expr::With(bindings, inner) => {
                next.extend(bindings.iter().map(|(_, to)| *to));
                if bound_element(law, bindings.iter().copied()).is_none() {
                    next.push(*inner);
                }
            }
        }
    }
    None
}

/// The record of whose element a rule gives a term its value, or lifts a rule that does.
pub fn rule_of_element(law: &Law, rule: RuleId) -> Option<RecordId> {
    let (mut seen, mut next) = (BTreeSet::new(), vec![rule]);
    while let Some(rule) = next.pop() {
        match law[rule].effect {
            Effect::Value(term, _) if law[term].of.is_some() => return law[term].of,
            Effect::Lift if seen.insert(rule) => {
                let lifted = (0..law.rules.len()).map(RuleId::at);
                next.extend(lifted.filter(|below| law[*below].lifted_by.contains(&rule)));
            }
            Effect::Value(..) | Effect::Lift => {}
        }
    }
    None
}
