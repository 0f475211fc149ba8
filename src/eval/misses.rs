//! The nearest misses: what one thing alone would have to be otherwise for a question to be answered
//! with yes.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::law::{Expr, ExprId, InputId, InputKind, Law, Ratio, Type, Value, power_of_ten};

use super::by_reading::by_reading;
use super::explain::Explaining;
use super::situation::Situation;
use super::worked::unlike_any;

/// The most situations that are tried for one question.
const TRIES_LIMIT: usize = 1_500;

/// The most days on which the law may change that are tried on either side of the day.
const DAYS_LIMIT: usize = 24;

/// Numbers and days are tried up to two to this power away.
const DOUBLINGS: u32 = 40;

/// One thing that is otherwise: a fact, a holding, or the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// What is otherwise.
    pub input: InputId,
    /// What it would be, instead of what it is.
    pub value: Value,
    /// Readings that the case leaves open, and on which the answer then is yes; none where it is on
    /// all of them.
    pub readings: Vec<(InputId, Value)>,
}

impl Miss {
    /// The situation in which it is so.
    pub fn applied(&self, case: &Situation) -> Situation {
        let changed = case.clone().with(self.input, self.value);
        let taken = self.readings.iter();
        taken.fold(changed, |changed, (reading, choice)| {
            changed.with(*reading, *choice)
        })
    }
}

impl Explaining {
    /// Of a question that is answered with no: each single change found by which the answer is yes,
    /// the days first, then facts and holdings in the order declared. Of numbers and days it is the
    /// nearest one found in either direction, where what is nearer does not answer it.
    ///
    /// Each has been tried, so that all of them hold; there may be others. The step being taken, the
    /// readings that are fixed and how many elements a list has stay as they are.
    pub fn misses(&mut self, law: &Law, case: &Situation, expr: ExprId) -> Vec<Miss> {
        let mut search = Search {
            unlike: unlike_any(law, case).len(),
            explaining: self,
            law,
            case,
            expr,
            room: TRIES_LIMIT,
        };
        if !search.outcome_is_no(case) {
            return Vec::new();
        }
        let mut found = search.days();
        for input in search.what_matters() {
            found.extend(search.of_input(input));
        }
        found
    }
}

struct Search<'s> {
    explaining: &'s mut Explaining,
    law: &'s Law,
    case: &'s Situation,
    expr: ExprId,
    /// How many assumptions the case itself does not meet.
    unlike: usize,
    room: usize,
}

impl Search<'_> {
    fn outcome_is_no(&mut self, situation: &Situation) -> bool {
        let mut interpreter = self.explaining.interpreter(self.law, situation);
        let is_no = interpreter.evaluate(self.expr).is_false();
        self.explaining.learn(interpreter);
        is_no
    }

    /// Whether the answer is yes with this one change, and on which readings: the first of several
    /// sets; on all, if there are none in it.
    fn so(&mut self, input: InputId, value: Value) -> Change {
        let Some(room) = self.room.checked_sub(1) else {
            return Change::Untried;
        };
        self.room = room;
        let mut miss = Miss {
            input,
            value,
            readings: Vec::new(),
        };
        let changed = miss.applied(self.case);
        if !self.law.assumes.is_empty() && unlike_any(self.law, &changed).len() > self.unlike {
            return Change::Nobody;
        }
        let mut interpreter = self.explaining.interpreter(self.law, &changed);
        let outcome = interpreter.evaluate(self.expr);
        self.explaining.learn(interpreter);
        if !outcome.is_open() {
            return match outcome.is_true() {
                true => Change::So(miss),
                false => Change::NotSo,
            };
        }
        let Ok(branches) = by_reading(self.law, &changed, self.expr) else {
            return Change::NotSo;
        };
        self.room = self.room.saturating_sub(branches.len());
        let everywhere = branches.iter().all(|branch| branch.outcome.is_true());
        match branches.into_iter().find(|branch| branch.outcome.is_true()) {
            Some(_) if everywhere => Change::So(miss),
            Some(branch) => {
                miss.readings = branch.readings;
                Change::So(miss)
            }
            None => Change::NotSo,
        }
    }

    /// The nearest day before and the nearest after on which it is so, of those next to a day that
    /// the rules name, and of those found as the nearest value of a fact is.
    fn days(&mut self) -> Vec<Miss> {
        let Some(clock) = self.law.day() else {
            return Vec::new();
        };
        let Some(Value::Day(today)) = self.case.get(clock) else {
            return Vec::new();
        };
        let named = self.law.exprs.iter().filter_map(|(_, expr)| match expr {
            Expr::Lit(Value::Day(day)) => Some(*day),
            _ => None,
        });
        let turns: BTreeSet<Day> = named
            .flat_map(|day| [day.previous(), Some(day), day.next()])
            .flatten()
            .collect();
        let before = turns.range(..today).rev().take(DAYS_LIMIT).copied();
        let after = turns.range(today..).skip_while(|day| **day == today);
        let after = after.take(DAYS_LIMIT).copied();
        let mut found = Vec::new();
        for (side, turns) in [(-1, before.collect::<Vec<_>>()), (1, after.collect())] {
            let by_turns = turns
                .into_iter()
                .find_map(|day| self.so(clock, Value::Day(day)).found());
            let by_halves = self.nearest(clock, Value::Day(today), side, false);
            let away = |miss: &Miss| match miss.value {
                Value::Day(day) => today.days_until(day).abs(),
                _ => i32::MAX,
            };
            found.extend(by_turns.into_iter().chain(by_halves).min_by_key(away));
        }
        found
    }

    /// The facts and holdings without which the answer is not certain. Whatever can be forgotten may
    /// be anything, so that nothing comes of changing it.
    fn what_matters(&mut self) -> Vec<InputId> {
        let parts: BTreeSet<InputId> = self
            .law
            .histories()
            .flat_map(|(_, history)| history.inputs())
            .collect();
        // To have what is asked for is no way to it.
        let waiting = self.law.waiting(self.expr).map(|waiting| waiting.holding);
        let goal = waiting.or(match self.law.exprs.get(self.expr) {
            Expr::Reach(input) | Expr::In(input) => Some(*input),
            _ => None,
        });
        let own = (0..self.law.inputs.len()).map(InputId::at).filter(|input| {
            let kind = &self.law[*input].kind;
            let of_person = matches!(
                kind,
                InputKind::Fact | InputKind::Holding | InputKind::Slot(..)
            );
            let is_told = self.case.get(*input).is_some() || self.law[*input].history.is_some();
            of_person && is_told && !parts.contains(input) && goal != Some(*input)
        });
        let mut mattering = Vec::new();
        let mut next = vec![own.collect::<Vec<InputId>>()];
        while let Some(together) = next.pop() {
            let mut without = self.case.clone();
            for input in &together {
                let history = self.law[*input].history.into_iter();
                let times = history.flat_map(|history| history.inputs());
                times.chain([*input]).for_each(|part| without.forget(part));
            }
            if together.is_empty() || self.outcome_is_no(&without) {
                continue;
            }
            if let [only] = together.as_slice() {
                mattering.push(*only);
            } else {
                let (first, second) = together.split_at(together.len() / 2);
                next.extend([second.to_vec(), first.to_vec()]);
            }
        }
        mattering
    }

    fn of_input(&mut self, input: InputId) -> Vec<Miss> {
        let ty = self.law[input].ty;
        let is = self.case.get(input);
        let places = match (ty, is) {
            (Type::Bool, None) => 1..2,
            _ => 0..self.law.size_of(ty),
        };
        let others = places.filter_map(|place| Value::at_place(ty, place));
        let others: Vec<Value> = others.filter(|other| Some(*other) != is).collect();
        if !others.is_empty() {
            let found = others.into_iter();
            return found
                .filter_map(|other| self.so(input, other).found())
                .collect();
        }
        let Some(from) = is else { return Vec::new() };
        let mut found = Vec::new();
        for side in [-1, 1] {
            let nearest = self.nearest(input, from, side, false);
            let only_on_some = nearest
                .as_ref()
                .is_some_and(|miss| !miss.readings.is_empty());
            found.extend(nearest);
            if only_on_some {
                found.extend(self.nearest(input, from, side, true));
            }
        }
        found
    }

    /// The nearest value found on one side: twice as far each time, and then halved back. With
    /// `everywhere` the nearest by which the answer is yes on all readings.
    fn nearest(
        &mut self,
        input: InputId,
        from: Value,
        side: i64,
        everywhere: bool,
    ) -> Option<Miss> {
        let (places, range) = (self.law[input].places, self.law[input].range);
        let at = |steps: i64| {
            let value = moved(from, side.checked_mul(steps)?, places)?;
            let within = match (value, range) {
                (Value::Period(_, length), Some((least, most))) => (least..=most).contains(&length),
                _ => true,
            };
            within.then_some(value)
        };
        let mut tried = |steps: i64| match at(steps).map(|value| self.so(input, value)) {
            Some(Change::So(miss)) if everywhere && !miss.readings.is_empty() => Change::NotSo,
            Some(tried) => tried,
            None => Change::Nobody,
        };
        let (mut no, mut yes) = (0, None);
        // The nearest value of which it is known that there is no such person.
        let mut beyond: Option<i64> = None;
        for _ in 0..2 * DOUBLINGS {
            let steps = match beyond {
                Some(beyond) => no + (beyond - no) / 2,
                None => (no * 2).max(1),
            };
            if steps == no || steps > 1 << DOUBLINGS {
                return None;
            }
            match tried(steps) {
                Change::So(miss) => {
                    yes = Some((steps, miss));
                    break;
                }
                Change::NotSo => no = steps,
                Change::Nobody => beyond = Some(steps),
                Change::Untried => return None,
            }
        }
        let (mut so, mut found) = yes?;
        while so - no > 1 {
            let middle = no + (so - no) / 2;
            match tried(middle) {
                Change::So(miss) => (so, found) = (middle, miss),
                Change::NotSo | Change::Nobody => no = middle,
                // What is nearer may answer it.
                Change::Untried => return None,
            }
        }
        Some(found)
    }
}

/// What comes of trying one change.
enum Change {
    So(Miss),
    NotSo,
    /// There is no such person.
    Nobody,
    /// Enough has been tried.
    Untried,
}

impl Change {
    fn found(self) -> Option<Miss> {
        match self {
            Self::So(miss) => Some(miss),
            Self::NotSo | Self::Nobody | Self::Untried => None,
        }
    }
}

/// A number, amount, period or day, so many of its least units further. `None` for others, and where
/// there is none.
fn moved(from: Value, steps: i64, places: u32) -> Option<Value> {
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
