//! Facts given to a person that is tried, so that an expression has a value.

use crate::calendar::{Day, Period, Rounding, day_of_age};
use crate::certify::bounds::{FIRST_DAY, GREATEST_NUMBER, LAST_DAY, day_or};
use crate::law::{Expr, ExprId, Input, InputId, InputKind, Op, Ratio, Type, Value};

use super::Trial;

/// The day of persons of whom nothing says on which day they are looked at.
const SOME_DAY: Day = day_or(2000, 1, 1, FIRST_DAY);

impl Trial<'_> {
    /// Another value of the same type.
    pub(super) fn another(&self, value: Value) -> Option<Value> {
        let Some(place) = value.place() else {
            return next(value, 1);
        };
        let others = self.law.size_of(value.ty()).checked_sub(1)?;
        let shift = 1 + self.turn.checked_rem(others)?;
        Value::at_place(value.ty(), (place + shift) % (others + 1))
    }

    /// A value for an input of which nothing is known.
    pub(super) fn ordinary(&self, input: InputId) -> Option<Value> {
        let known = &self.law[input];
        match known.usually {
            Some(value) => Some(value),
            None => Value::at_place(known.ty, 0).or_else(|| match known.ty {
                Type::Int => Some(Value::Int(1)),
                Type::Date => self.person.get(self.clock?),
                _ => None,
            }),
        }
    }

    /// The day is this one, or some day, if it is not set already.
    pub(super) fn put_day(&mut self, day: Option<Day>) {
        if let Some(clock) = self.clock
            && self.person.get(clock).is_none()
        {
            let mut lives = self.law.rules.iter().filter_map(|rule| rule.from);
            let some = || self.law.exprs.days_of(lives.next()?)?.first().copied();
            let day = day.or_else(some).unwrap_or(SOME_DAY);
            self.give(clock, Value::Day(day));
        }
    }

    /// Gives facts so that an expression is this value, if that is easily done.
    pub(super) fn put(&mut self, id: ExprId, value: Value) {
        match (self.law.exprs.get(id), value) {
            (Expr::In(input), _) => match self.binding(*input, self.bound.len()) {
                Some((bound, around)) => {
                    let inner = self.bound.split_off(around);
                    self.put(bound, value);
                    self.bound.extend(inner);
                }
                None => self.put_input(*input, value),
            },
            (Expr::Op(op, operands), _) => match (op, operands.as_slice(), value) {
                (Op::Age, [birth, day], Value::Int(years)) => self.put_age(*birth, *day, years),
                (Op::Plus(period, rounding), [day], Value::Day(to)) => {
                    let back = reverse(*period);
                    if let Some(from) = back.and_then(|back| to.plus(back, *rounding)) {
                        self.put(*day, Value::Day(from));
                    }
                }
                (Op::Widen, [number], Value::Decimal(to)) => {
                    if let Some(whole) = to.units(0).and_then(|whole| i64::try_from(whole).ok()) {
                        self.put(*number, Value::Int(whole));
                    }
                }
                _ => {}
            },
            (Expr::Call(_) | Expr::Stands(_), Value::Bool(truth)) => self.want(id, truth),
            _ => {}
        }
    }

    /// Gives the birth by the day, or the day by the birth.
    fn put_age(&mut self, birth: ExprId, day: ExprId, years: i64) {
        let Ok(years) = i32::try_from(years) else {
            return;
        };
        if let (Some(Value::Day(born)), None) = (self.value(birth), self.value(day)) {
            if let Some(of_age) = day_of_age(born, years) {
                self.put(day, Value::Day(of_age));
            }
            return;
        }
        self.put_day(None);
        let period = years.checked_neg().and_then(Period::years);
        if let Some(Value::Day(day)) = self.value(day)
            && let Some(born) = period.and_then(|period| day.plus(period, Rounding::Down))
        {
            self.put(birth, Value::Day(born));
        }
    }

    pub(super) fn put_input(&mut self, input: InputId, value: Value) {
        let known = &self.law[input];
        let may_be_given = match known.kind {
            InputKind::LawDay
            | InputKind::Field(_)
            | InputKind::Unmodelled
            | InputKind::Version
            | InputKind::Twin(_)
            | InputKind::Switch(_) => false,
            _ => known.history.is_none(),
        };
        if may_be_given && self.person.get(input).is_none() && self.is_covered(known, value) {
            self.give(input, value);
        }
    }

    /// Whether the value is one of those that a proof is about.
    fn is_covered(&self, input: &Input, value: Value) -> bool {
        let within = |number: i64| number.unsigned_abs() <= GREATEST_NUMBER.unsigned_abs();
        let units = |number: Ratio| number.units(input.places);
        match value {
            _ if value.ty() != input.ty => false,
            Value::Int(number) => match input.kind {
                InputKind::Length(list) => {
                    usize::try_from(number).is_ok_and(|number| number <= self.law[list].most)
                }
                _ => within(number),
            },
            Value::Day(day) => (FIRST_DAY..=LAST_DAY).contains(&day),
            Value::Period(_, count) => input
                .range
                .is_some_and(|(least, most)| (least..=most).contains(&count)),
            Value::Decimal(number) | Value::Money(_, number) => units(number)
                .and_then(|units| i64::try_from(units).ok())
                .is_some_and(within),
            Value::Bool(_) | Value::Member(..) => true,
        }
    }

    fn give(&mut self, input: InputId, value: Value) {
        self.person.set(input, value);
        self.given.push(input);
    }
}

/// The value so many whole numbers, days, units of currency or of time away.
pub(super) fn next(value: Value, away: i64) -> Option<Value> {
    Some(match value {
        Value::Int(number) => Value::Int(number.checked_add(away)?),
        Value::Decimal(number) => Value::Decimal(number.plus(Ratio::whole(away))?),
        Value::Money(currency, number) => Value::Money(currency, number.plus(Ratio::whole(away))?),
        Value::Day(day) => Value::Day(Day::from_number(
            day.number().checked_add(i32::try_from(away).ok()?)?,
        )?),
        Value::Period(unit, count) => Value::Period(unit, count.checked_add(away)?),
        Value::Bool(_) | Value::Member(..) => return None,
    })
}

/// The same period backwards; `None` where there is none so long.
fn reverse(period: Period) -> Option<Period> {
    match period {
        Period::Days(days) => days.checked_neg().map(Period::Days),
        Period::Months(months) => months.checked_neg().map(Period::Months),
    }
}
