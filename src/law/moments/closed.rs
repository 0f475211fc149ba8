use indexmap::IndexMap;

use super::super::{Expr, ExprId, InputId, Law, Op, cone};
use crate::calendar::{Period, Rounding};

use super::scopes::{Scope, Scopes};
use super::walk::{Met, Walked};
use super::{Moment, Moments, Own};

/// By what days are told to be one: where a day that the calendar lacks is replaced makes no
/// difference, and neither does of which element of a list it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Name {
    Moved(Period, ExprId, bool),
    Bound(ExprId, bool),
    Turning(ExprId),
}

/// The days that were met, each as an expression that stands for itself.
pub fn closed(law: &mut Law, walked: Walked) -> Moments {
    let mut found = Moments {
        moving: walked.moving,
        cut: walked.cut,
        ..Moments::default()
    };
    let mut own: IndexMap<Name, Own> = IndexMap::new();
    for met in walked.met {
        let (scope, of, after) = match met {
            Met::Day(day) => {
                found.days.push(day);
                continue;
            }
            Met::Bound { scope, of, after } => (scope, of, Some(after)),
            Met::Age {
                scope,
                birth,
                years,
            } => (scope, anniversary(law, birth, years), Some(false)),
            Met::Comparison { scope, op, sides } => {
                let of = law.exprs.add(Expr::Op(op, sides.to_vec()));
                (scope, of, None)
            }
        };
        let (moment, name) = match after {
            None => (Moment::Turning(of), Name::Turning(of)),
            Some(after) => {
                let moment = if after {
                    Moment::After(of)
                } else {
                    Moment::Own(of)
                };
                let name = match law.exprs.get(of) {
                    Expr::Op(Op::Plus(period, _), parts) => match parts.as_slice() {
                        [base] => Name::Moved(*period, *base, after),
                        _ => Name::Bound(of, after),
                    },
                    _ => Name::Bound(of, after),
                };
                (moment, name)
            }
        };
        let of = close(law, &walked.scopes, scope, of);
        let known = own.entry(name).or_insert_with(|| Own {
            moment,
            of: Vec::new(),
        });
        if !known.of.contains(&of) {
            known.of.push(of);
        }
    }
    found.days.sort_unstable();
    found.days.dedup();
    found.own = own.into_values().collect();
    found
}

/// The day on which somebody is so many years old; the day of birth for none.
fn anniversary(law: &mut Law, birth: ExprId, years: i32) -> ExprId {
    match Period::years(years) {
        // An age is reached on the day after 28 February where the year lacks the day.
        Some(period) if years > 0 => {
            let op = Op::Plus(period, Rounding::Up);
            law.exprs.add(Expr::Op(op, vec![birth]))
        }
        _ => birth,
    }
}

/// An expression with what its inputs are bound to where it stands.
fn close(law: &mut Law, scopes: &Scopes, scope: Scope, of: ExprId) -> ExprId {
    let mut closed = of;
    let mut free = cone(law, [closed]).inputs;
    for (_, bindings) in scopes.around(scope) {
        let own: Vec<(InputId, ExprId)> = bindings
            .iter()
            .filter(|(input, _)| free.contains(input))
            .copied()
            .collect();
        if !own.is_empty() {
            closed = law.exprs.add(Expr::With(own, closed));
            free = cone(law, [closed]).inputs;
        }
    }
    closed
}
