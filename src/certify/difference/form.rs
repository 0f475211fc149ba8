//! Values as differences of inputs.

use crate::calendar::{PACKED_MONTH, Period, Rounding};
use crate::law::{Expr, ExprId, InputId, Op, Type, Value, with_stack};

use super::super::Names;
use super::super::range::packed;

/// A number or ordinal that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unknown {
    /// An input.
    Input(InputId),
    /// A symbol: a day so many days after another. What is known of it is said by `known`.
    Moved(ExprId),
}

/// A value that is one unknown less another (each may be missing) plus something from `low` to
/// `high`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub base: Option<Unknown>,
    pub less: Option<Unknown>,
    pub low: i128,
    pub high: i128,
    /// For a day that was rounded: how, and what it is plus before rounding.
    pub before: Option<(Rounding, i128, i128)>,
}

/// The difference of two values; `None` if it is of too many unknowns.
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
    let mut added: Vec<Unknown> = one.base.into_iter().chain(two.base).collect();
    let mut taken: Vec<Unknown> = one.less.into_iter().chain(two.less).collect();
    taken.retain(
        |unknown| match added.iter().position(|other| other == unknown) {
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
                base: Some(Unknown::Input(*input)),
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
        (Op::Plus(Period::Days(0), _), [day]) => below(*day),
        (Op::Plus(Period::Days(_), _), [_]) => Some(Form {
            base: Some(Unknown::Moved(symbol)),
            ..constant(0)
        }),
        (Op::Plus(Period::Months(months), rounding), [day]) => {
            Some(months_later(below(*day)?, months, rounding))
        }
        (Op::Add, [one, two]) => plus(&below(*one)?, &below(*two)?),
        (Op::Subtract, [one, two]) => minus(&below(*one)?, &below(*two)?),
        _ => None,
    }
}

fn months_later(day: Form, months: i32, rounding: Rounding) -> Form {
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

/// The day that a symbol moves by a number of days, and this number.
pub(super) fn days_later(names: &Names, symbol: ExprId) -> Option<(ExprId, i128)> {
    match names.expr(symbol) {
        Expr::Op(Op::Plus(Period::Days(days), _), operands) => match operands.as_slice() {
            [day] => Some((*day, i128::from(*days))),
            _ => None,
        },
        _ => None,
    }
}

/// How many ordinals so many days are at least and at most.
pub(super) fn ordinals(days: i128) -> (i128, i128) {
    let gaps = 7 * (days.abs() / 365 + 1);
    match days {
        0 => (0, 0),
        1.. => (days, days + gaps),
        _ => (days - gaps, days),
    }
}
