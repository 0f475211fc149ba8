//! Ordinary persons and days. No model of the solver is ever shown: every value is chosen by
//! asking which preferred value is possible, so that any solver gives the same person.

use std::rc::Rc;

use z3::ast::{Bool, Int};

use crate::calendar::Day;
use crate::certify::bounds::FIRST_DAY;
use crate::law::{Choices, InputId, InputKind, Law, Ratio, Type, Value};
use crate::verdict::Witness;

use super::amount::Amount;
use super::chooser::Chooser;
use super::dates::{as_day, packed};
use super::encode::Encoded;
use super::session::Session;
use super::solver::Calendar;
use super::undecided::Undecided;

/// The birthday of a person about whom the rules say nothing more ordinary.
const BIRTHDAY: (i32, i32, i32) = (1985, 6, 15);

/// Each input of a person that is possible has one of its values.
const NO_VALUE: Undecided = Undecided::Internal("an input of a possible person has no value");

/// Which day is told: the nearest to one that matters.
#[derive(Debug, Clone, Copy)]
pub enum Anchor {
    /// As near as possible to this day.
    Near(Day),
    /// The first of the days on which rules begin or end that is possible.
    Boundary,
}

impl Session<'_> {
    /// The most ordinary person and day possible under the assumptions and readings; `None` where
    /// they are impossible.
    ///
    /// Everything is chosen without the calendar first, which hardly ever makes a difference, and
    /// then confirmed with it, which is quick once everything is fixed. Where the calendar does
    /// make a difference, everything is chosen again with it.
    ///
    /// # Errors
    /// Where the solver gives up.
    pub fn witness(
        &mut self,
        assumptions: &[Bool],
        choices: &Choices,
        anchor: Anchor,
    ) -> Result<Option<Witness>, Undecided> {
        self.witness_by(assumptions, choices, anchor, |_| false)
    }

    /// The same, where it may be known of a person without the solver that the assumptions are so.
    ///
    /// # Errors
    /// Where the solver gives up.
    pub fn witness_by(
        &mut self,
        assumptions: &[Bool],
        choices: &Choices,
        anchor: Anchor,
        is_one: impl Fn(&Witness) -> bool,
    ) -> Result<Option<Witness>, Undecided> {
        let mut fixed = assumptions.to_vec();
        fixed.extend(self.choice_literals(choices));
        let Some(chooser) = Chooser::new(self.solver, &fixed, Calendar::Ignored)? else {
            return Ok(None);
        };
        if let Some(witness) = self.choose(chooser, choices, anchor)? {
            if is_one(&witness) {
                return Ok(Some(witness));
            }
            let mut all = fixed.clone();
            all.extend(self.person_literals(&witness));
            if self.solver.confirmed(&all)? {
                return Ok(Some(witness));
            }
        }
        match Chooser::new(self.solver, &fixed, Calendar::Kept)? {
            Some(chooser) => self.choose(chooser, choices, anchor),
            None => Ok(None),
        }
    }

    /// Whether the assumptions are possible on some real day: as [`Self::witness`], where the
    /// person does not matter.
    ///
    /// # Errors
    /// Where the solver gives up.
    pub fn real(&mut self, assumptions: &[Bool], choices: &Choices) -> Result<bool, Undecided> {
        let mut fixed = assumptions.to_vec();
        fixed.extend(self.choice_literals(choices));
        let inputs = Rc::clone(&self.person);
        let ordinary = self.ordinary(&inputs);
        // Nearly always somebody with ordinary dates will do, and fixed dates leave the calendar
        // nothing to search for.
        let mut likely = fixed.clone();
        likely.extend(self.ordinary_values());
        if self.solver.confirmed(&likely)? {
            return Ok(true);
        }
        let Some(mut chooser) = Chooser::new(self.solver, &fixed, Calendar::Ignored)? else {
            return Ok(false);
        };
        // The solver's own example, left alone, takes days at the edge of what is possible without
        // the calendar.
        chooser.nearest_of_each(&ordinary)?;
        for input in inputs.iter().copied().chain(self.law.day()) {
            fixed.extend(match self.encoder.variable(input) {
                Encoded::Number(variable, _) | Encoded::Amount(Amount { num: variable, .. }) => {
                    let happens = chooser.example().number(&variable);
                    happens.map(|value| variable.eq(value))
                }
                Encoded::Finite(places) => {
                    let mut places = places.iter();
                    places.find(|place| chooser.example().satisfies(place))
                }
            });
        }
        Ok(self.solver.confirmed(&fixed)?
            || self
                .witness(assumptions, choices, Anchor::Boundary)?
                .is_some())
    }

    /// That all numbers, dates and amounts of the person are ordinary.
    pub fn ordinary_values(&mut self) -> Vec<Bool> {
        let inputs = Rc::clone(&self.person);
        let ordinary = self.ordinary(&inputs).into_iter();
        ordinary
            .map(|(variable, value)| variable.eq(value))
            .collect()
    }

    /// A person and a day, value by value; `None` where a number is no real day.
    fn choose(
        &mut self,
        mut chooser: Chooser<'_>,
        choices: &Choices,
        anchor: Anchor,
    ) -> Result<Option<Witness>, Undecided> {
        let law = self.law;
        let mut given = Vec::new();
        // The shortest lists first; what no element is at is not told.
        let lists: Vec<InputId> = law.lists.iter().map(|list| list.length).collect();
        let shortest = self.ordinary(&lists);
        let lengths = chooser.nearest_of_each(&shortest)?;
        for (list, length) in lists.into_iter().zip(&lengths) {
            given.push((list, Value::Int(*length)));
        }
        let is_told = |input: &InputId| match law[*input].kind {
            InputKind::Slot(list, place) => lengths
                .get(list.index())
                .is_some_and(|length| i64::from(place) < *length),
            _ => true,
        };
        // Neighbours are as near to one another as they can be.
        let apart = self.apart();
        chooser.nearest_of_each(&apart)?;
        let person = Rc::clone(&self.person);
        let (finite, numbers): (Vec<InputId>, Vec<InputId>) = person
            .iter()
            .copied()
            .filter(is_told)
            .partition(|input| law.size_of(law[*input].ty) > 0);
        let orders: Vec<Vec<usize>> = finite.iter().map(|input| order(law, *input)).collect();
        let mut lists = Vec::new();
        for (input, order) in finite.iter().zip(&orders) {
            lists.push(order.iter().map(|place| self.is(*input, *place)).collect());
        }
        let chosen = chooser.first_of_each(&lists)?;
        for ((input, order), chosen) in finite.into_iter().zip(orders).zip(chosen) {
            let place = chosen.and_then(|chosen| order.get(chosen).copied());
            let value = place.and_then(|place| Value::at_place(law[input].ty, place));
            given.push((input, value.ok_or(NO_VALUE)?));
        }
        let Some(day) = self.prefer_day(&mut chooser, anchor)? else {
            return Ok(None);
        };
        let ordinary = self.ordinary(&numbers);
        let found = chooser.nearest_of_each(&ordinary)?;
        for (input, found) in numbers.into_iter().zip(found) {
            match value_of(law, input, found) {
                Some(value) => given.push((input, value)),
                None if law[input].ty == Type::Date => return Ok(None),
                None => return Err(NO_VALUE),
            }
        }
        given.sort_by_key(|(input, _)| *input);
        let readings = choices
            .iter()
            .filter_map(|(reading, place)| {
                Some((
                    *reading,
                    Value::at_place(law[*reading].ty, *place as usize)?,
                ))
            })
            .collect();
        Ok(Some(Witness {
            day,
            given,
            readings,
        }))
    }

    /// The literals that fix readings.
    pub fn choice_literals(&mut self, choices: &Choices) -> Vec<Bool> {
        choices
            .iter()
            .map(|(reading, place)| self.is(*reading, *place as usize))
            .collect()
    }

    /// The literals that fix a person and a day, readings aside. A value that an input cannot have
    /// makes them impossible.
    pub fn person_literals(&mut self, witness: &Witness) -> Vec<Bool> {
        let mut literals = Vec::new();
        for (input, value) in &witness.given {
            literals.push(match (self.encoder.variable(*input), *value) {
                (Encoded::Number(variable, _), Value::Int(number) | Value::Period(_, number)) => {
                    variable.eq(number)
                }
                (Encoded::Number(variable, _), Value::Day(day)) => variable.eq(packed(day)),
                (Encoded::Amount(amount), value) => match units(self.law, *input, value) {
                    Some(units) => amount.num.eq(units),
                    None => Bool::from_bool(false),
                },
                (_, value) => match value.place() {
                    Some(place) => self.is(*input, place),
                    None => Bool::from_bool(false),
                },
            });
        }
        if let Some(Encoded::Number(day, _)) = self.law.day().map(|day| self.encoder.variable(day))
        {
            literals.push(day.eq(packed(witness.day)));
        }
        literals
    }

    /// How far the numbers, dates and amounts of neighbours are apart, each with 0.
    fn apart(&mut self) -> Vec<(Int, i64)> {
        let law = self.law;
        let mut found = Vec::new();
        for twin in law.inputs_of(|kind| matches!(kind, InputKind::Twin(_))) {
            let InputKind::Twin(of) = law[twin].kind else {
                continue;
            };
            let pair = self.ordinary(&[of, twin]);
            if let [(one, _), (other, _)] = pair.as_slice() {
                found.push((Int::sub(&[other, one]), 0));
            }
        }
        found
    }

    /// The variables of numbers, dates and amounts, each with its ordinary value.
    fn ordinary(&mut self, numbers: &[InputId]) -> Vec<(Int, i64)> {
        let mut found = Vec::new();
        for input in numbers {
            let counted = match self.encoder.variable(*input) {
                Encoded::Number(variable, _) => Some(variable),
                Encoded::Amount(amount) => Some(amount.num),
                Encoded::Finite(_) => None,
            };
            if let Some(variable) = counted {
                found.push((variable, ordinary(self.law, *input)));
            }
        }
        found
    }

    fn prefer_day(
        &mut self,
        chooser: &mut Chooser<'_>,
        anchor: Anchor,
    ) -> Result<Option<Day>, Undecided> {
        let Some(Encoded::Number(variable, _)) =
            self.law.day().map(|day| self.encoder.variable(day))
        else {
            return Ok(Some(FIRST_DAY));
        };
        let near = match anchor {
            Anchor::Near(day) => day,
            Anchor::Boundary => {
                let boundaries = Rc::clone(&self.boundaries);
                let begins = boundaries.iter().map(|day| variable.eq(packed(*day)));
                let first = chooser.first_of_each(&[begins.collect()])?;
                if let Some(day) = first.first().and_then(|place| boundaries.get((*place)?)) {
                    return Ok(Some(*day));
                }
                boundaries.first().copied().unwrap_or(FIRST_DAY)
            }
        };
        let found = chooser.nearest_of_each(&[(variable, packed(near))])?;
        Ok(found.first().and_then(|found| as_day(*found)))
    }
}

/// The places of an enumerated input in the order preferred: the usual value, then the others as
/// declared.
fn order(law: &Law, input: InputId) -> Vec<usize> {
    let known = &law[input];
    let usual = known.usually.and_then(Value::place).unwrap_or(0);
    let others = (0..law.size_of(known.ty)).filter(|place| *place != usual);
    std::iter::once(usual).chain(others).collect()
}

/// The value of an input that is counted so: the place of a value of an enumeration, a number, the
/// ordinal of a day, how many of its least units an amount is.
pub fn value_of(law: &Law, input: InputId, counted: i64) -> Option<Value> {
    let known = &law[input];
    let amount = || Ratio::decimal(i128::from(counted), known.places);
    match known.ty {
        Type::Int => Some(Value::Int(counted)),
        Type::Period(unit) => Some(Value::Period(unit, counted)),
        Type::Decimal => Some(Value::Decimal(amount()?)),
        Type::Money(currency) => Some(Value::Money(currency, amount()?)),
        Type::Date => Some(Value::Day(as_day(counted)?)),
        ty @ (Type::Bool | Type::Enum(_)) => {
            let place = usize::try_from(counted).ok()?;
            let is_one = place < law.size_of(ty);
            Value::at_place(ty, place).filter(|_| is_one)
        }
    }
}

/// How a value of an input is counted: see [`value_of`].
pub fn counted(law: &Law, input: InputId, value: Value) -> Option<i64> {
    match value {
        Value::Int(number) | Value::Period(_, number) => Some(number),
        Value::Day(day) => Some(packed(day)),
        Value::Decimal(_) | Value::Money(..) => units(law, input, value),
        Value::Bool(_) | Value::Member(..) => i64::try_from(value.place()?).ok(),
    }
}

/// How many of its least units an amount is.
fn units(law: &Law, input: InputId, value: Value) -> Option<i64> {
    i64::try_from(value.ratio()?.units(law[input].places)?).ok()
}

/// The value of a number, date or amount that needs no explanation, as it is counted.
fn ordinary(law: &Law, input: InputId) -> i64 {
    match law[input].usually {
        Some(Value::Int(value) | Value::Period(_, value)) => value,
        Some(Value::Day(day)) => packed(day),
        Some(value @ (Value::Decimal(_) | Value::Money(..))) => {
            units(law, input, value).unwrap_or(0)
        }
        _ if law[input].ty != Type::Date => 0,
        _ => {
            let (year, month, day) = BIRTHDAY;
            Day::new(year, month, day).map_or(0, packed)
        }
    }
}

/// The inputs that make a person and what the person does.
pub fn personal(law: &Law) -> Vec<InputId> {
    let inputs = law.inputs_of(|kind| {
        matches!(
            kind,
            InputKind::Fact
                | InputKind::Holding
                | InputKind::Choice(_)
                | InputKind::Occasion
                | InputKind::Became
                | InputKind::Slot(..)
                | InputKind::Twin(_)
        )
    });
    // What has a history is given by that.
    inputs
        .filter(|input| law[*input].history.is_none())
        .collect()
}
