//! The strict operations on values.

use crate::calendar::{Period, Rounding, Unit, full_years};
use crate::law::{ExprId, Op, Ratio, Value};

use super::outcome::{Cause, Fault, Outcome};

/// Applies the operation of the expression `site` to values.
pub(super) fn apply(op: Op, site: ExprId, operands: &[Value]) -> Outcome {
    let result = match op {
        Op::Equal => equal(operands),
        Op::Less => less(operands),
        Op::Add => sum(operands, i64::checked_add, Ratio::plus),
        Op::Subtract => sum(operands, i64::checked_sub, Ratio::minus),
        Op::Multiply => product(operands),
        Op::Divide => quotient(operands),
        Op::Round(mode, step) => one(operands, |number| {
            number.rounded(mode, step).ok_or(Fault::TooLarge)
        }),
        Op::Exact(places) => one(operands, |number| match number.units(places) {
            Some(_) => Ok(number),
            None => Err(Fault::NotWhole),
        }),
        Op::Widen => match operands {
            [Value::Int(number)] => Ok(Value::Decimal(Ratio::whole(*number))),
            _ => Err(Fault::IllTyped),
        },
        Op::Plus(period, rounding) => later(operands, period, rounding),
        Op::Move(unit, rounding) => moved(operands, unit, rounding),
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
        [Value::Period(of, one), Value::Period(other, two)] if of == other => {
            Ok(Value::Bool(one < two))
        }
        [Value::Decimal(one), Value::Decimal(two)] => Ok(Value::Bool(one < two)),
        [Value::Money(of, one), Value::Money(other, two)] if of == other => {
            Ok(Value::Bool(one < two))
        }
        _ => Err(Fault::IllTyped),
    }
}

/// A sum or difference: of two numbers, amounts or periods of one type.
fn sum(
    operands: &[Value],
    whole: fn(i64, i64) -> Option<i64>,
    exact: fn(Ratio, Ratio) -> Option<Ratio>,
) -> Result<Value, Fault> {
    match operands {
        [Value::Int(one), Value::Int(two)] => {
            whole(*one, *two).map(Value::Int).ok_or(Fault::Overflow)
        }
        [Value::Period(of, one), Value::Period(other, two)] if of == other => {
            let sum = whole(*one, *two).ok_or(Fault::Overflow)?;
            Ok(Value::Period(*of, sum))
        }
        [Value::Decimal(one), Value::Decimal(two)] => {
            exact(*one, *two).map(Value::Decimal).ok_or(Fault::TooLarge)
        }
        [Value::Money(of, one), Value::Money(other, two)] if of == other => {
            let sum = exact(*one, *two).ok_or(Fault::TooLarge)?;
            Ok(Value::Money(*of, sum))
        }
        _ => Err(Fault::IllTyped),
    }
}

fn product(operands: &[Value]) -> Result<Value, Fault> {
    let times = |one: &Ratio, two: &Ratio| one.times(*two).ok_or(Fault::TooLarge);
    match operands {
        [Value::Int(one), Value::Int(two)] => {
            one.checked_mul(*two).map(Value::Int).ok_or(Fault::Overflow)
        }
        [Value::Period(of, one), Value::Int(two)] | [Value::Int(two), Value::Period(of, one)] => {
            let product = one.checked_mul(*two).ok_or(Fault::Overflow)?;
            Ok(Value::Period(*of, product))
        }
        [Value::Decimal(one), Value::Decimal(two)] => times(one, two).map(Value::Decimal),
        [Value::Money(of, one), Value::Decimal(two)]
        | [Value::Decimal(two), Value::Money(of, one)] => Ok(Value::Money(*of, times(one, two)?)),
        _ => Err(Fault::IllTyped),
    }
}

fn quotient(operands: &[Value]) -> Result<Value, Fault> {
    let over = |one: &Ratio, two: &Ratio| {
        if *two == Ratio::ZERO {
            return Err(Fault::DivisionByZero);
        }
        one.over(*two).ok_or(Fault::TooLarge)
    };
    match operands {
        [Value::Decimal(one), Value::Decimal(two)] => over(one, two).map(Value::Decimal),
        [Value::Money(of, one), Value::Decimal(two)] => Ok(Value::Money(*of, over(one, two)?)),
        [Value::Money(of, one), Value::Money(other, two)] if of == other => {
            over(one, two).map(Value::Decimal)
        }
        _ => Err(Fault::IllTyped),
    }
}

/// An operation on one decimal or amount.
fn one(operands: &[Value], exact: impl Fn(Ratio) -> Result<Ratio, Fault>) -> Result<Value, Fault> {
    match operands {
        [Value::Decimal(number)] => exact(*number).map(Value::Decimal),
        [Value::Money(of, number)] => Ok(Value::Money(*of, exact(*number)?)),
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

/// A period longer than the calendar leads out of it.
fn moved(operands: &[Value], unit: Unit, rounding: Rounding) -> Result<Value, Fault> {
    match operands {
        [Value::Day(_), Value::Period(of, _)] if *of != unit => Err(Fault::IllTyped),
        [day @ Value::Day(_), Value::Period(_, count)] => match unit.period(*count) {
            Some(period) => later(&[*day], period, rounding),
            None => Err(Fault::OutsideCalendar),
        },
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
    use crate::law::CurrencyId;

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
    fn amounts() {
        let money = |text: &str| Value::Money(CurrencyId::at(0), Ratio::parse(text).unwrap());
        let other = Value::Money(CurrencyId::at(1), Ratio::whole(1));
        let decimal = |text: &str| Value::Decimal(Ratio::parse(text).unwrap());
        for (op, operands, expected) in [
            (
                Op::Add,
                vec![money("0.10"), money("0.20")],
                Ok(money("0.3")),
            ),
            (
                Op::Multiply,
                vec![money("10.10"), decimal("0.125")],
                Ok(money("1.2625")),
            ),
            (
                Op::Multiply,
                vec![decimal("0.5"), money("3")],
                Ok(money("1.5")),
            ),
            (Op::Divide, vec![money("3"), money("2")], Ok(decimal("1.5"))),
            (
                Op::Divide,
                vec![money("3"), decimal("0")],
                Err(Fault::DivisionByZero),
            ),
            (
                Op::Divide,
                vec![money("3"), money("0")],
                Err(Fault::DivisionByZero),
            ),
            (Op::Exact(2), vec![money("12.345")], Err(Fault::NotWhole)),
            (Op::Exact(2), vec![money("12.34")], Ok(money("12.34"))),
            (Op::Widen, vec![Value::Int(-3)], Ok(decimal("-3"))),
            (Op::Add, vec![money("1"), other], Err(Fault::IllTyped)),
            (Op::Less, vec![money("1"), other], Err(Fault::IllTyped)),
            (
                Op::Multiply,
                vec![money("1"), money("1")],
                Err(Fault::IllTyped),
            ),
            (
                Op::Equal,
                vec![money("1.50"), money("1.5")],
                Ok(Value::Bool(true)),
            ),
        ] {
            assert_eq!(result(op, &operands), expected, "{op:?} {operands:?}");
        }
        let most = Value::Decimal(Ratio::new(Ratio::LIMIT, 1).unwrap());
        assert_eq!(
            result(Op::Multiply, &[most, decimal("2")]),
            Err(Fault::TooLarge)
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
    fn periods() {
        let (days, months) = (
            |count| Value::Period(Unit::Days, count),
            |count| Value::Period(Unit::Months, count),
        );
        let two = Value::Int(2);
        for (op, operands, expected) in [
            (Op::Add, [days(10), days(20)], Ok(days(30))),
            (Op::Subtract, [months(1), months(13)], Ok(months(-12))),
            (Op::Multiply, [two, months(6)], Ok(months(12))),
            (Op::Multiply, [months(6), two], Ok(months(12))),
            (Op::Less, [days(29), days(30)], Ok(Value::Bool(true))),
            (Op::Equal, [months(12), months(12)], Ok(Value::Bool(true))),
            (Op::Add, [days(1), months(1)], Err(Fault::IllTyped)),
            (Op::Less, [days(1), months(1)], Err(Fault::IllTyped)),
            (Op::Equal, [days(1), months(1)], Err(Fault::IllTyped)),
            (Op::Add, [days(i64::MAX), days(1)], Err(Fault::Overflow)),
            (Op::Multiply, [days(i64::MAX), two], Err(Fault::Overflow)),
        ] {
            assert_eq!(result(op, &operands), expected, "{op:?} {operands:?}");
        }
        let by = |unit, rounding| Op::Move(unit, rounding);
        for (op, from, by, expected) in [
            (
                by(Unit::Months, Rounding::Down),
                "2024-01-31",
                months(1),
                Ok(day("2024-02-29")),
            ),
            (
                by(Unit::Months, Rounding::Up),
                "2024-01-31",
                months(1),
                Ok(day("2024-03-01")),
            ),
            (
                by(Unit::Days, Rounding::Down),
                "2024-03-01",
                days(-1),
                Ok(day("2024-02-29")),
            ),
            (
                by(Unit::Days, Rounding::Down),
                "2024-03-01",
                days(i64::MAX),
                Err(Fault::OutsideCalendar),
            ),
            (
                by(Unit::Days, Rounding::Down),
                "2024-03-01",
                months(1),
                Err(Fault::IllTyped),
            ),
        ] {
            assert_eq!(result(op, &[day(from), by]), expected, "{op:?} {by:?}");
        }
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
