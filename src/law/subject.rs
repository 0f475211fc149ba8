use std::collections::BTreeSet;

use super::{Effect, Expr, ExprId, InputId, InputKind, Law, RecordId, RuleId};

impl Law {
    /// The record of whose element an expression says something, by its fields or by terms of it, where
    /// nothing in it says which element.
    pub fn said_of_element(&self, expr: ExprId) -> Option<RecordId> {
        let (mut seen, mut next) = (BTreeSet::new(), vec![expr]);
        while let Some(expr) = next.pop() {
            if !seen.insert(expr) {
                continue;
            }
            match self.exprs.get(expr) {
                Expr::In(input) => {
                    if let InputKind::Field(record) = self[*input].kind {
                        return Some(record);
                    }
                }
                Expr::Call(term) => {
                    if let Some(record) = self[*term].of {
                        return Some(record);
                    }
                }
                Expr::Stands(rule) => {
                    if let Some(record) = self.rule_of_element(*rule) {
                        return Some(record);
                    }
                }
                Expr::Lit(_) | Expr::Reach(_) => {}
                Expr::Op(_, parts) | Expr::And(parts) | Expr::Or(parts) => next.extend(parts),
                Expr::Not(inner) => next.push(*inner),
                Expr::If(condition, yes, no) => next.extend([*condition, *yes, *no]),
                Expr::With(bindings, inner) => {
                    next.extend(bindings.iter().map(|(_, to)| *to));
                    let binds = |(input, _): &(InputId, ExprId)| {
                        matches!(self[*input].kind, InputKind::Field(_))
                    };
                    if !bindings.iter().any(binds) {
                        next.push(*inner);
                    }
                }
            }
        }
        None
    }

    /// The record of whose element a rule gives a term its value, or lifts a rule that does.
    pub fn rule_of_element(&self, rule: RuleId) -> Option<RecordId> {
        let (mut seen, mut next) = (BTreeSet::new(), vec![rule]);
        while let Some(rule) = next.pop() {
            match self[rule].effect {
                Effect::Value(term, _) if self[term].of.is_some() => return self[term].of,
                Effect::Lift if seen.insert(rule) => {
                    let lifted = (0..self.rules.len()).map(RuleId::at);
                    next.extend(lifted.filter(|below| self[*below].lifted_by.contains(&rule)));
                }
                Effect::Value(..) | Effect::Lift => {}
            }
        }
        None
    }
}
