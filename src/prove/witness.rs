//! Ordinary persons and days. No model of the solver is ever shown: every value is chosen by
//! asking which preferred value is possible, so that any solver gives the same person.

use z3::ast::Bool;

use crate::calendar::Day;
use crate::certify::bounds::FIRST_DAY;
use crate::law::{Choices, InputId, InputKind, Law, Type, Value};
use crate::verdict::Witness;

use super::chooser::Chooser;
use super::dates::{as_day, packed};
use super::day_range::boundaries;
use super::encode::Encoded;
use super::session::Session;
use super::solver::{Calendar, Undecided};

/// The birthday of a person about whom the rules say nothing more ordinary.
const ORDINARY_DAY: (i32, i32, i32) = (1985, 6, 15);

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
        let mut fixed = assumptions.to_vec();
        fixed.extend(self.choice_literals(choices));
        let Some(chooser) = Chooser::new(self.solver, &fixed, Calendar::Ignored)? else {
            return Ok(None);
        };
        if let Some(witness) = self.choose(chooser, choices, anchor)? {
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
        let Some(mut chooser) = Chooser::new(self.solver, &fixed, Calendar::Ignored)? else {
            return Ok(false);
        };
        // With ordinary dates the solver's own example is nearly always real; left alone, it takes
        // days at the edge of what is possible without the calendar.
        let inputs = personal(self.law);
        for input in &inputs {
            if let Encoded::Number(variable, _) = self.encoder.variable(*input) {
                chooser.nearest(&variable, ordinary(self.law, *input))?;
            }
        }
        for input in inputs.into_iter().chain(self.law.day()) {
            fixed.extend(match self.encoder.variable(input) {
                Encoded::Number(variable, _) => {
                    let happens = chooser.example().number(&variable);
                    happens.map(|value| variable.eq(value))
                }
                Encoded::Finite(places) => {
                    let mut places = places.into_iter();
                    places.find(|place| chooser.example().satisfies(place))
                }
            });
        }
        Ok(self.solver.confirmed(&fixed)?
            || self
                .witness(assumptions, choices, Anchor::Boundary)?
                .is_some())
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
        let mut lengths = Vec::new();
        for list in &law.lists {
            if let Encoded::Number(variable, _) = self.encoder.variable(list.length) {
                let length = chooser.nearest(&variable, 0)?;
                lengths.push(length);
                given.push((list.length, Value::Int(length)));
            }
        }
        let is_told = |input: &InputId| match law[*input].kind {
            InputKind::Slot(list, place) => lengths
                .get(list.index())
                .is_some_and(|length| i64::from(place) < *length),
            _ => true,
        };
        let inputs: Vec<InputId> = personal(law).into_iter().filter(is_told).collect();
        for input in &inputs {
            if law.size_of(law[*input].ty) > 0 {
                given.push((*input, self.prefer(*input, &mut chooser)?));
            }
        }
        let Some(day) = self.prefer_day(&mut chooser, anchor)? else {
            return Ok(None);
        };
        for input in inputs {
            let Encoded::Number(variable, _) = self.encoder.variable(input) else {
                continue;
            };
            let found = chooser.nearest(&variable, ordinary(law, input))?;
            let value = match (law[input].ty, as_day(found)) {
                (Type::Int, _) => Value::Int(found),
                (_, Some(day)) => Value::Day(day),
                (_, None) => return Ok(None),
            };
            given.push((input, value));
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

    /// The literals that fix a person and a day, readings aside.
    pub fn person_literals(&mut self, witness: &Witness) -> Vec<Bool> {
        let mut literals = Vec::new();
        for (input, value) in &witness.given {
            literals.push(match (self.encoder.variable(*input), *value) {
                (Encoded::Number(variable, _), Value::Int(number)) => variable.eq(number),
                (Encoded::Number(variable, _), Value::Day(day)) => variable.eq(packed(day)),
                (_, value) => self.is(*input, value.place().unwrap_or(0)),
            });
        }
        if let Some(Encoded::Number(day, _)) = self.law.day().map(|day| self.encoder.variable(day))
        {
            literals.push(day.eq(packed(witness.day)));
        }
        literals
    }

    /// The preferred value of an enumerated input, else the first possible in the order declared.
    fn prefer(&mut self, input: InputId, chooser: &mut Chooser<'_>) -> Result<Value, Undecided> {
        let known = &self.law[input];
        let usual = known.usually.and_then(Value::place).unwrap_or(0);
        let size = self.law.size_of(known.ty);
        let order = std::iter::once(usual).chain((0..size).filter(|place| *place != usual));
        let mut last = usual;
        for place in order {
            last = place;
            if chooser.take(self.is(input, place))? {
                break;
            }
        }
        Ok(Value::at_place(known.ty, last).unwrap_or(Value::Bool(false)))
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
                let boundaries = boundaries(self.law);
                for day in &boundaries {
                    if chooser.take(variable.eq(packed(*day)))? {
                        return Ok(Some(*day));
                    }
                }
                boundaries.first().copied().unwrap_or(FIRST_DAY)
            }
        };
        Ok(as_day(chooser.nearest(&variable, packed(near))?))
    }
}

/// The value of a number or date that needs no explanation.
fn ordinary(law: &Law, input: InputId) -> i64 {
    match law[input].usually {
        Some(Value::Int(value)) => value,
        Some(Value::Day(day)) => packed(day),
        _ if law[input].ty == Type::Int => 0,
        _ => {
            let (year, month, day) = ORDINARY_DAY;
            Day::new(year, month, day).map_or(0, packed)
        }
    }
}

/// The inputs that make a person and what the person does.
fn personal(law: &Law) -> Vec<InputId> {
    law.inputs_of(|kind| {
        matches!(
            kind,
            InputKind::Fact
                | InputKind::Holding
                | InputKind::Choice(_)
                | InputKind::Occasion
                | InputKind::Slot(..)
        )
    })
    .collect()
}
