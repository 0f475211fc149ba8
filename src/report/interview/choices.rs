//! The answers to choose from.

use crate::eval::Wanted;
use crate::law::{Expr, ExprId, InputId, InputKind, Law, Op, Type, Value, cone};

use super::super::words::{step_to_do, value};

/// The answers to choose from for a question, in the order of their numbers; none where it is a day or a
/// number.
pub fn choices(law: &Law, expr: ExprId, wanted: Wanted) -> Vec<String> {
    let Wanted::Value(input) = wanted else {
        return Vec::new();
    };
    values(law, expr, input)
        .into_iter()
        .map(|of| answered(law, input, of))
        .collect()
}

/// A value as an answer.
pub(super) fn answered(law: &Law, input: InputId, of: Value) -> String {
    match (law[input].kind, law.step_of(of)) {
        (InputKind::Occasion, Some(step)) => step_to_do(law, step),
        (InputKind::Occasion, None) => "none of these".to_owned(),
        _ => value(law, of),
    }
}

/// The values to choose from for a question, in the order of their numbers. Of the steps these are those that
/// some rule behind the question names.
pub fn values(law: &Law, expr: ExprId, input: InputId) -> Vec<Value> {
    let ty = law[input].ty;
    let mut values: Vec<Value> = (0..law.size_of(ty))
        .filter_map(|place| Value::at_place(ty, place))
        .collect();
    match law[input].kind {
        // That it is none of the steps is said behind them.
        InputKind::Occasion if !values.is_empty() => {
            let named = steps_named(law, expr, input);
            values.retain(|of| law.step_of(*of).is_none() || named.contains(of));
            values.rotate_left(1);
        }
        _ if ty == Type::Bool => values.reverse(),
        _ => {}
    }
    values
}

/// The steps with which the one that is about to be taken is compared.
fn steps_named(law: &Law, expr: ExprId, occasion: InputId) -> Vec<Value> {
    let mut named = Vec::new();
    for id in cone(law, [expr]).exprs {
        let Expr::Op(Op::Equal, sides) = law.exprs.get(id) else {
            continue;
        };
        let is_occasion =
            |side: &ExprId| matches!(law.exprs.get(*side), Expr::In(of) if *of == occasion);
        if sides.iter().any(is_occasion) {
            named.extend(sides.iter().filter_map(|side| match law.exprs.get(*side) {
                Expr::Lit(step) => Some(*step),
                _ => None,
            }));
        }
    }
    named
}
