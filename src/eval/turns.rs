//! Where an answer may turn while one number or day of a case is moved.

use crate::calendar::Day;
use crate::law::{Input, Ratio, Value, power_of_ten};

use super::outcome::Outcome;
use super::trace::Trace;

/// Numbers and days are tried up to two to this power away.
const DOUBLINGS: u32 = 40;

/// What came of one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tried {
    /// What it is answered.
    pub outcome: Outcome,
    /// Whether there may be such a person.
    pub is_somebody: bool,
    /// How everything that was compared lay to one another.
    pub trace: Trace,
}

/// The values of an input on one side of the one that it has, from the nearest on, at which something
/// turns: it is looked twice as far away each time, and in between where not everything is as it was
/// before. Between two of them the answer is the same.
#[derive(Debug)]
pub(super) struct Turns<'l> {
    input: &'l Input,
    from: Value,
    side: i64,
    /// How far it is passed.
    passed: Away,
    /// What has been tried farther on, the nearest last.
    ahead: Vec<Away>,
    doubled: u32,
}

/// So many of the least units away, and what came of it; nothing where there is no such value.
#[derive(Debug)]
struct Away {
    steps: i64,
    tried: Option<Tried>,
}

impl<'l> Turns<'l> {
    /// From a value of which this came, downwards for the side -1 and upwards for 1.
    pub fn new(input: &'l Input, from: Value, side: i64, here: Tried) -> Self {
        Self {
            input,
            from,
            side,
            passed: Away {
                steps: 0,
                tried: Some(here),
            },
            ahead: Vec::new(),
            doubled: 0,
        }
    }

    /// The next value at which something turns, and what came of it; nothing where there is none, or
    /// where no more is to be tried.
    pub fn next(
        &mut self,
        mut tried: impl FnMut(Value) -> Option<Tried>,
    ) -> Option<(Value, &Tried)> {
        loop {
            let next = self.ahead.last();
            let apart = next.map(|next| next.steps - self.passed.steps);
            let turns = next.is_some_and(|next| next.tried != self.passed.tried);
            let steps = match apart {
                Some(apart) if turns && apart > 1 => self.passed.steps + apart / 2,
                Some(_) => {
                    self.passed = self.ahead.pop()?;
                    self.passed.tried.as_ref()?;
                    if turns {
                        break;
                    }
                    continue;
                }
                None if self.doubled > DOUBLINGS => return None,
                None => {
                    self.doubled += 1;
                    1 << (self.doubled - 1)
                }
            };
            let tried = match self.at(steps) {
                Some(value) => Some(tried(value)?),
                None => None,
            };
            self.ahead.push(Away { steps, tried });
        }
        let value = self.at(self.passed.steps)?;
        Some((value, self.passed.tried.as_ref()?))
    }

    fn at(&self, steps: i64) -> Option<Value> {
        let value = moved(self.from, self.side.checked_mul(steps)?, self.input.places)?;
        let within = match (value, self.input.range) {
            (Value::Period(_, length), Some((least, most))) => (least..=most).contains(&length),
            _ => true,
        };
        within.then_some(value)
    }
}

/// A number, amount, period or day, so many of its least units further. `None` for others, and where
/// there is none.
pub(super) fn moved(from: Value, steps: i64, places: u32) -> Option<Value> {
    let of_units = |ratio: Ratio| ratio.plus(Ratio::new(steps.into(), power_of_ten(places)?)?);
    Some(match from {
        Value::Int(number) => Value::Int(number.checked_add(steps)?),
        Value::Decimal(number) => Value::Decimal(of_units(number)?),
        Value::Money(currency, amount) => Value::Money(currency, of_units(amount)?),
        Value::Period(unit, length) => Value::Period(unit, length.checked_add(steps)?),
        Value::Day(day) => {
            let number = i64::from(day.number()).checked_add(steps)?;
            Value::Day(Day::from_number(i32::try_from(number).ok()?)?)
        }
        Value::Bool(_) | Value::Member(..) => return None,
    })
}
