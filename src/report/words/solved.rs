//! Comparisons of a day that is counted from a fact: what they say of the fact itself.

use crate::calendar::Day;
use crate::law::{Expr, ExprId, InputId, Law, Op};

use super::comparison::is_day;

/// A day counted from a fact by written periods is this one or a later one just if the fact is the
/// day returned or a later one: a later day is never counted to an earlier one. `None` of other days, of
/// such as have words of their own, and where the calendar has no such day.
pub fn since(law: &Law, counted: ExprId, day: Day) -> Option<(InputId, Day)> {
    let Expr::Op(Op::Plus(period, rounding), of) = law.exprs.get(counted) else {
        return None;
    };
    let [of] = of.as_slice() else {
        return None;
    };
    if law.told.contains_key(&counted) {
        return None;
    }
    // Days that lead out of the calendar lie on the side that the period leads to.
    let back = period.unsigned().1;
    let reaches = |from: Day| from.plus(*period, *rounding).map_or(!back, |to| to >= day);
    let (mut before, mut from) = (Day::MIN.number(), Day::MAX.number());
    if reaches(Day::MIN) || !reaches(Day::MAX) {
        return None;
    }
    while from - before > 1 {
        let middle = before + (from - before) / 2;
        match reaches(Day::from_number(middle)?) {
            true => from = middle,
            false => before = middle,
        }
    }
    let from = Day::from_number(from)?;
    match law.exprs.get(*of) {
        Expr::In(input) if !is_day(law, *input) => Some((*input, from)),
        _ => since(law, *of, from),
    }
}
