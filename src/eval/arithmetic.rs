//! The strict operations on values.

use crate::calendar::{Period, Rounding, full_years};
use crate::law::{ExprId, Op, Value};

use super::outcome::{Cause, Fault, Outcome};

/// Applies the operation of the expression `site` to values.
pub(super) fn apply(op: Op, site: ExprId, operands: &[Value]) -> Outcome {
    let result = match op {
        Op::Equal => equal(operands),
        Op::Less => less(operands),
        Op::Add => whole(operands, i64::checked_add),
        Op::Subtract => whole(operands, i64::checked_sub),
        Op::Multiply => whole(operands, i64::checked_mul),
        Op::Plus(period, rounding) => later(operands, period, rounding),
        Op::Age => age(operands),
        Op::Days => days(operands),
    };
    match result {
        Ok(value) => Outcome::Value(value),
        Err(fault) => Outcome::failed(Cause::Arithmetic(site, fault)),
    }
}

fn equal(operands: &[Value]) -> Result<Value, Fault> {
    match operands {
        [one, two] if one.ty() == two.ty() => Ok(Value::Bool(one == two)),
        _ => Err(Fault::IllTyped),
    }
}

fn less(operands: &[Value]) -> Result<Value, Fault> {
    match operands {
        [Value::Int(one), Value::Int(two)] => Ok(Value::Bool(one < two)),
        [Value::Day(one), Value::Day(two)] => Ok(Value::Bool(one < two)),
        _ => Err(Fault::IllTyped),
    }
}

fn whole(operands: &[Value], exact: fn(i64, i64) -> Option<i64>) -> Result<Value, Fault> {
    match operands {
        [Value::Int(one), Value::Int(two)] => {
            exact(*one, *two).map(Value::Int).ok_or(Fault::Overflow)
        }
        _ => Err(Fault::IllTyped),
    }
}

fn later(operands: &[Value], period: Period, rounding: Rounding) -> Result<Value, Fault> {
    match operands {
        [Value::Day(day)] => day
            .plus(period, rounding)
            .map(Value::Day)
            .ok_or(Fault::OutsideCalendar),
        _ => Err(Fault::IllTyped),
    }
}

fn days(operands: &[Value]) -> Result<Value, Fault> {
    match operands {
        [Value::Day(from), Value::Day(to)] => Ok(Value::Int(
            i64::from(to.number()) - i64::from(from.number()),
        )),
        _ => Err(Fault::IllTyped),
    }
}

fn age(operands: &[Value]) -> Result<Value, Fault> {
    match operands {
        [Value::Day(birth), Value::Day(day)] => full_years(*birth, *day)
            .map(|years| Value::Int(i64::from(years)))
            .ok_or(Fault::BeforeBirth),
        _ => Err(Fault::IllTyped),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;

    fn day(text: &str) -> Value {
        Value::Day(Day::parse_iso(text).unwrap())
    }

    fn result(op: Op, operands: &[Value]) -> Result<Value, Fault> {
        match apply(op, ExprId::at(0), operands) {
            Outcome::Value(value) => Ok(value),
            Outcome::Fail(causes) => match causes.first() {
                Some(Cause::Arithmetic(_, fault)) => Err(*fault),
                other => panic!("{other:?}"),
            },
            Outcome::Open(_) => panic!("open"),
        }
    }

    #[test]
    fn nothing_wraps_around() {
        let (max, min, one) = (Value::Int(i64::MAX), Value::Int(i64::MIN), Value::Int(1));
        assert_eq!(result(Op::Add, &[max, one]), Err(Fault::Overflow));
        assert_eq!(result(Op::Subtract, &[min, one]), Err(Fault::Overflow));
        assert_eq!(
            result(Op::Multiply, &[min, Value::Int(-1)]),
            Err(Fault::Overflow)
        );
        assert_eq!(
            result(Op::Subtract, &[one, max]),
            Ok(Value::Int(1 - i64::MAX))
        );
    }

    #[test]
    fn days() {
        let sixteen = |rounding| Op::Plus(Period::Months(192), rounding);
        let born = [day("2084-02-29")];
        assert_eq!(
            result(sixteen(Rounding::Down), &born),
            Ok(day("2100-02-28"))
        );
        assert_eq!(result(sixteen(Rounding::Up), &born), Ok(day("2100-03-01")));
        let last = [day("2299-12-31")];
        assert_eq!(
            result(sixteen(Rounding::Up), &last),
            Err(Fault::OutsideCalendar)
        );
        assert_eq!(
            result(Op::Less, &[day("2024-01-01"), last[0]]),
            Ok(Value::Bool(true))
        );
    }

    #[test]
    fn ages() {
        let born = day("2008-02-29");
        assert_eq!(
            result(Op::Age, &[born, day("2025-02-28")]),
            Ok(Value::Int(16))
        );
        assert_eq!(
            result(Op::Age, &[born, day("2008-02-28")]),
            Err(Fault::BeforeBirth)
        );
    }

    #[test]
    fn ill_typed_operands_fail() {
        let (one, yes) = (Value::Int(1), Value::Bool(true));
        let days = Op::Plus(Period::Days(1), Rounding::Up);
        for op in [Op::Equal, Op::Less, Op::Add, Op::Age, days] {
            assert_eq!(result(op, &[one, yes]), Err(Fault::IllTyped), "{op:?}");
            assert_eq!(result(op, &[]), Err(Fault::IllTyped), "{op:?}");
        }
    }
}
