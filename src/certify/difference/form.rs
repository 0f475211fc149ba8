//! Values as differences of inputs.

use crate::calendar::{PACKED_MONTH, Period, Rounding};
use crate::law::{Expr, ExprId, InputId, Op, Type, Value};

use super::super::Names;
use super::super::range::packed;
use super::super::stack::with_stack;

/// A value that is one input less another (each may be missing) plus something from `low` to
/// `high`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub base: Option<InputId>,
    pub less: Option<InputId>,
    pub low: i128,
    pub high: i128,
    /// For a day that was rounded: how, and what it is plus before rounding.
    pub before: Option<(Rounding, i128, i128)>,
}

/// The difference of two values; `None` if it is of too many inputs.
pub(super) fn minus(one: &Form, two: &Form) -> Option<Form> {
    let negative = Form {
        base: two.less,
        less: two.base,
        low: -two.high,
        high: -two.low,
        before: None,
    };
    plus(one, &negative)
}

fn plus(one: &Form, two: &Form) -> Option<Form> {
    let mut added: Vec<InputId> = one.base.into_iter().chain(two.base).collect();
    let mut taken: Vec<InputId> = one.less.into_iter().chain(two.less).collect();
    taken.retain(
        |input| match added.iter().position(|other| other == input) {
            Some(at) => {
                added.remove(at);
                false
            }
            None => true,
        },
    );
    let (low, high) = (one.low + two.low, one.high + two.high);
    let is_difference = added.len() <= 1 && taken.len() <= 1;
    let (base, less) = (added.first().copied(), taken.first().copied());
    is_difference.then_some(Form {
        base,
        less,
        low,
        high,
        before: None,
    })
}

/// The form of a symbol; `None` if it has none.
pub(super) fn form(names: &Names, symbol: ExprId) -> Option<Form> {
    let constant = |value| Form {
        base: None,
        less: None,
        low: value,
        high: value,
        before: None,
    };
    let (op, operands) = match names.expr(symbol) {
        Expr::Lit(Value::Int(value) | Value::Period(_, value)) => {
            return Some(constant(i128::from(*value)));
        }
        Expr::Lit(Value::Day(day)) => return Some(constant(i128::from(packed(*day)))),
        // Amounts are counted in units of their own: see `linear`.
        Expr::In(input) if matches!(names.ty(*input), Type::Decimal | Type::Money(_)) => {
            return None;
        }
        Expr::In(input) => {
            return Some(Form {
                base: Some(*input),
                ..constant(0)
            });
        }
        Expr::Op(op, operands) => (*op, operands.as_slice()),
        _ => return None,
    };
    // Operands are stored before what uses them: the way down ends, and it is not long, since
    // symbols are made along evaluations of bounded depth.
    let below = |symbol| with_stack(|| form(names, symbol));
    match (op, operands) {
        (Op::Plus(period, rounding), [day]) => Some(moved(below(*day)?, period, rounding)),
        (Op::Add, [one, two]) => plus(&below(*one)?, &below(*two)?),
        (Op::Subtract, [one, two]) => minus(&below(*one)?, &below(*two)?),
        _ => None,
    }
}

fn moved(day: Form, period: Period, rounding: Rounding) -> Form {
    match period {
        Period::Months(months) => {
            let by = i128::from(PACKED_MONTH) * i128::from(months);
            let (low, high) = (day.low + by, day.high + by);
            let (down, up) = match rounding {
                Rounding::Up => (0, 3),
                Rounding::Down => (if months % 12 == 0 { 1 } else { 3 }, 0),
            };
            let before = Some((rounding, low, high));
            Form {
                low: low - down,
                high: high + up,
                before,
                ..day
            }
        }
        Period::Days(0) => day,
        Period::Days(days) => {
            let by = i128::from(days);
            let gaps = 7 * (by.abs() / 365 + 1);
            let (low, high) = if days > 0 {
                (by, by + gaps)
            } else {
                (by - gaps, by)
            };
            Form {
                low: day.low + low,
                high: day.high + high,
                before: None,
                ..day
            }
        }
    }
}
