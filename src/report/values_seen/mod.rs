//! The values by which a condition fails or holds: an age, an amount, a day that has passed.

mod compared;
mod seen;

use crate::eval::{Explanation, Reason};
use crate::law::{Expr, ExprId, InputId, Law, Op};

use super::words::bound_element;

use compared::Compared;
use seen::{Seen, add};

/// What the comparisons that decide a condition met, where the condition does not say it itself:
/// "42 square metres", "16 since 15 June 2001", "last day 5 March 2025, 12 days late". What rules say
/// is told by themselves.
pub fn values_seen(law: &Law, condition: &Explanation) -> Vec<String> {
    seen(law, condition, |compared| compared.words())
}

/// Of that, the days that are counted from a fact: "16 since 15 June 2001".
pub fn days_seen(law: &Law, condition: &Explanation) -> Vec<String> {
    seen(law, condition, |compared| compared.counted_day())
}

fn seen(law: &Law, condition: &Explanation, told: fn(&Compared<'_>) -> Vec<Seen>) -> Vec<String> {
    let fails = condition.outcome.is_false();
    let alone = stripped(law, condition.expr);
    let mut found: Vec<Seen> = Vec::new();
    let of_one_kind = is_of_one_kind(law, condition);
    // Each part with the conditional around it whose branches both decide, since it is left open which one is
    // taken.
    let mut next: Vec<(&Explanation, Option<ExprId>)> = vec![(condition, None)];
    while let Some((part, either)) = next.pop() {
        let expr = law.exprs.get(part.expr);
        match expr {
            Expr::Op(op @ (Op::Less | Op::Equal), _) => {
                let sides: Vec<&Explanation> = part.because.iter().filter_map(inner).collect();
                let [left, right] = sides.as_slice() else {
                    continue;
                };
                let compared = Compared {
                    law,
                    op: *op,
                    left,
                    right,
                    fails,
                    alone: part.expr == alone,
                    of_one_kind,
                };
                // That something is this value is said already.
                let says_it = *op == Op::Equal && part.outcome.is_true();
                for seen in told(&compared).into_iter().filter(|_| !says_it) {
                    add(&mut found, seen, either);
                }
            }
            Expr::Op(..) => {}
            // What is so of one element and not of another is told by what is said of the list.
            Expr::With(bindings, _) if bound_element(law, bindings.iter().copied()).is_some() => {}
            _ => {
                let parts: Vec<&Explanation> = part.because.iter().filter_map(inner).collect();
                let is_open = match (expr, parts.as_slice()) {
                    (Expr::If(_, yes, no), [one, other]) => (one.expr, other.expr) == (*yes, *no),
                    _ => false,
                };
                let either = either.or(is_open.then_some(part.expr));
                next.extend(parts.into_iter().rev().map(|part| (part, either)));
            }
        }
    }
    found.into_iter().map(Seen::words).collect()
}

fn inner(reason: &Reason) -> Option<&Explanation> {
    match reason {
        Reason::Operand(inner) | Reason::Bound(_, inner) | Reason::Define(_, inner) => Some(inner),
        _ => None,
    }
}

/// Whether a condition asks for nothing but of what kind one thing is, be it of one kind or of another.
fn is_of_one_kind(law: &Law, condition: &Explanation) -> bool {
    let mut of: Option<InputId> = None;
    let mut next = vec![condition];
    while let Some(part) = next.pop() {
        let inner: Vec<&Explanation> = part.because.iter().filter_map(inner).collect();
        match law.exprs.get(part.expr) {
            Expr::Op(Op::Equal, sides) => {
                let mut inputs = sides.iter().filter_map(|side| match law.exprs.get(*side) {
                    Expr::In(input) => Some(*input),
                    _ => None,
                });
                let input = inputs.next();
                if input.is_none() || of.is_some_and(|of| Some(of) != input) {
                    return false;
                }
                of = input;
            }
            _ if inner.is_empty() => return false,
            _ => next.extend(inner),
        }
    }
    true
}

/// A condition without what denies it.
fn stripped(law: &Law, mut expr: ExprId) -> ExprId {
    while let Expr::Not(inner) = law.exprs.get(expr) {
        expr = *inner;
    }
    expr
}
