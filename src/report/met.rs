//! What the sides of a comparison come to, where the comparison alone does not say it.

use crate::eval::{Explanation, Outcome, Reason};
use crate::law::{Expr, InputKind, Law, Op, TermRole, Value};

use super::words::comes_to;

/// So many sides are told of one sentence.
const SIDES_LIMIT: usize = 4;

/// The numbers, days, amounts and values that decide what a yes-or-no expression comes to, in the
/// comparisons it consists of: "the fee is 10". Nothing is told of what is behind rules.
pub fn met(law: &Law, explanation: &Explanation) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut next = vec![explanation];
    while let Some(part) = next.pop() {
        match law.exprs.get(part.expr) {
            Expr::Op(op @ (Op::Less | Op::Equal), _) => {
                let says_it = *op == Op::Equal && part.outcome.is_true();
                for side in sides(law, part) {
                    if !says_it && !found.contains(&side) && found.len() < SIDES_LIMIT {
                        found.push(side);
                    }
                }
            }
            Expr::Not(_) | Expr::And(_) | Expr::Or(_) | Expr::With(..) => {
                next.extend(part.because.iter().rev().filter_map(inner));
            }
            _ => {}
        }
    }
    found
}

fn inner(reason: &Reason) -> Option<&Explanation> {
    match reason {
        Reason::Operand(inner) | Reason::Bound(_, inner) => Some(inner),
        _ => None,
    }
}

/// The sides that are no constants.
fn sides(law: &Law, comparison: &Explanation) -> Vec<String> {
    let operands = comparison.because.iter().filter_map(inner);
    operands
        .filter_map(|side| match (law.exprs.get(side.expr), &side.outcome) {
            (Expr::Lit(_), _) | (_, Outcome::Value(Value::Bool(_))) => None,
            (Expr::In(input), _) if !is_of_case(law[*input].kind) => None,
            (Expr::Call(term), _) if matches!(law[*term].role, TermRole::Norm(_)) => None,
            (_, Outcome::Value(value)) => Some(comes_to(law, side.expr, *value)),
            _ => None,
        })
        .collect()
}

/// Whether it is a fact; a step taken, a day asked about and a reading are told by themselves.
fn is_of_case(kind: InputKind) -> bool {
    matches!(
        kind,
        InputKind::Fact | InputKind::Length(_) | InputKind::Slot(..)
    )
}
