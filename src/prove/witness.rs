//! Ordinary persons and days. No model of the solver is ever shown: every value is chosen by
//! asking which preferred value is possible, so that any solver gives the same person.

use z3::ast::{Bool, Int};

use crate::calendar::Day;
use crate::certify::bounds::{FIRST_DAY, GREATEST_NUMBER, LAST_DAY};
use crate::law::{InputId, InputKind, Law, Value};
use crate::verdict::Witness;

use super::encode::Encoded;
use super::readings::Choices;
use super::session::Session;
use super::solver::{Calendar, Undecided, all, not};

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
        if !self.solver.plausible(&fixed)? {
            return Ok(None);
        }
        if let Some(witness) = self.choose(&fixed, choices, anchor, Calendar::Ignored)? {
            let mut all = fixed.clone();
            all.extend(self.person_literals(&witness));
            if self.solver.possible(&all)? {
                return Ok(Some(witness));
            }
        }
        if !self.solver.possible(&fixed)? {
            return Ok(None);
        }
        self.choose(&fixed, choices, anchor, Calendar::Kept)
    }

    /// Whether the assumptions are possible on some real day: as [`Self::witness`], where the
    /// person does not matter.
    ///
    /// # Errors
    /// Where the solver gives up.
    pub fn real(&mut self, assumptions: &[Bool], choices: &Choices) -> Result<bool, Undecided> {
        Ok(self
            .witness(assumptions, choices, Anchor::Boundary)?
            .is_some())
    }

    /// A person and a day, value by value; `None` where a number is no real day.
    fn choose(
        &mut self,
        assumptions: &[Bool],
        choices: &Choices,
        anchor: Anchor,
        calendar: Calendar,
    ) -> Result<Option<Witness>, Undecided> {
        let mut fixed = assumptions.to_vec();
        let given = self.finite_values(&mut fixed, calendar)?;
        self.with_days(given, fixed, choices, anchor, calendar)
    }

    /// Values of the inputs that are neither days nor numbers.
    fn finite_values(
        &mut self,
        fixed: &mut Vec<Bool>,
        calendar: Calendar,
    ) -> Result<Vec<(InputId, Value)>, Undecided> {
        // A first model, so that values which happen to be preferred need no question.
        self.solver.can_be(fixed, calendar)?;
        let mut given = Vec::new();
        for input in personal(self.law) {
            if self.law.size_of(self.law[input].ty) > 0 {
                let value = self.prefer(input, fixed, calendar)?;
                given.push((input, value));
            }
        }
        Ok(given)
    }

    /// The person with a day, and with all dates and numbers.
    fn with_days(
        &mut self,
        mut given: Vec<(InputId, Value)>,
        mut fixed: Vec<Bool>,
        choices: &Choices,
        anchor: Anchor,
        calendar: Calendar,
    ) -> Result<Option<Witness>, Undecided> {
        let law = self.law;
        let Some(day) = self.prefer_day(&mut fixed, anchor, calendar)? else {
            return Ok(None);
        };
        for input in personal(law) {
            if law.size_of(law[input].ty) > 0 {
                continue;
            }
            let anchor = match law[input].usually {
                Some(Value::Int(value)) => value,
                Some(Value::Day(day)) => super::dates::packed(day),
                _ if law[input].ty == crate::law::Type::Int => 0,
                _ => {
                    let (year, month, day) = ORDINARY_DAY;
                    Day::new(year, month, day).map_or(0, super::dates::packed)
                }
            };
            let Encoded::Number(variable, _) = self.encoder.variable(input) else {
                continue;
            };
            let found = self.nearest(&variable, anchor, &mut fixed, calendar)?;
            let value = match (law[input].ty, as_day(found)) {
                (crate::law::Type::Int, _) => Value::Int(found),
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
                (Encoded::Number(variable, _), Value::Day(day)) => {
                    variable.eq(super::dates::packed(day))
                }
                (_, value) => self.is(*input, value.place().unwrap_or(0)),
            });
        }
        if let Some(Encoded::Number(day, _)) = self.law.day().map(|day| self.encoder.variable(day))
        {
            literals.push(day.eq(super::dates::packed(witness.day)));
        }
        literals
    }

    /// The preferred value of an enumerated input, else the first possible in the order declared.
    fn prefer(
        &mut self,
        input: InputId,
        fixed: &mut Vec<Bool>,
        calendar: Calendar,
    ) -> Result<Value, Undecided> {
        let known = &self.law[input];
        let usual = known.usually.and_then(Value::place).unwrap_or(0);
        let size = self.law.size_of(known.ty);
        let order = std::iter::once(usual).chain((0..size).filter(|place| *place != usual));
        let mut last = usual;
        for place in order {
            last = place;
            let literal = self.is(input, place);
            if self.solver.happens(&literal) {
                fixed.push(literal);
                break;
            }
            fixed.push(literal);
            if self.solver.can_be(fixed, calendar)? {
                break;
            }
            fixed.pop();
            // The model is lost with the refusal; the next value asks again.
            self.solver.can_be(fixed, calendar)?;
        }
        Ok(Value::at_place(known.ty, last).unwrap_or(Value::Bool(false)))
    }

    fn prefer_day(
        &mut self,
        fixed: &mut Vec<Bool>,
        anchor: Anchor,
        calendar: Calendar,
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
                    fixed.push(variable.eq(super::dates::packed(*day)));
                    if self.solver.can_be(fixed, calendar)? {
                        return Ok(Some(*day));
                    }
                    fixed.pop();
                }
                boundaries.first().copied().unwrap_or(FIRST_DAY)
            }
        };
        let near = super::dates::packed(near);
        Ok(as_day(self.nearest(&variable, near, fixed, calendar)?))
    }

    /// The possible value nearest to `anchor`, the later one of two; found by doubling and
    /// halving the distance.
    fn nearest(
        &mut self,
        variable: &Int,
        anchor: i64,
        fixed: &mut Vec<Bool>,
        calendar: Calendar,
    ) -> Result<i64, Undecided> {
        let near = |distance: i64| {
            all([
                variable.ge(anchor - distance),
                variable.le(anchor + distance),
            ])
        };
        let ask = |formula: Bool, fixed: &mut Vec<Bool>| {
            fixed.push(formula);
            let answer = self.solver.can_be(fixed, calendar);
            fixed.pop();
            answer
        };
        let mut low = -1;
        let mut high = 0;
        while !ask(near(high), fixed)? {
            low = high;
            high = if high == 0 { 1 } else { high * 2 };
            if high > 4 * GREATEST_NUMBER {
                break;
            }
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if ask(near(middle), fixed)? {
                high = middle;
            } else {
                low = middle;
            }
        }
        let later = anchor + high;
        let value = if ask(variable.eq(later), fixed)? {
            later
        } else {
            anchor - high
        };
        fixed.push(variable.eq(value));
        Ok(value)
    }

    /// The first and last day on which the assumptions are possible; `None` for a day at the
    /// bound of the proof.
    ///
    /// # Errors
    /// Where the solver gives up. The assumptions must be possible.
    pub fn first_and_last_day(
        &mut self,
        assumptions: &[Bool],
        choices: &Choices,
    ) -> Result<(Option<Day>, Option<Day>), Undecided> {
        let mut fixed = assumptions.to_vec();
        fixed.extend(self.choice_literals(choices));
        let assumptions = &fixed;
        // Found without the calendar, and right if both days are possible with it.
        let quick = self.search_days(assumptions, Calendar::Ignored)?;
        let since = self.since_packed(quick.1);
        let after = self.since_packed(quick.0 + 1);
        let mut last = assumptions.to_vec();
        last.push(since);
        let mut first = assumptions.to_vec();
        first.push(not(&after));
        let (first, last) = if self.real(&first, choices)? && self.real(&last, choices)? {
            quick
        } else {
            self.search_days(assumptions, Calendar::Kept)?
        };
        let inside = |value: i64| as_day(value).filter(|day| *day != FIRST_DAY && *day != LAST_DAY);
        Ok((inside(real_from(first)), inside(last)))
    }

    fn since_packed(&mut self, packed: i64) -> Bool {
        match self.law.day().map(|day| self.encoder.variable(day)) {
            Some(Encoded::Number(day, _)) => day.ge(packed),
            _ => Bool::from_bool(true),
        }
    }

    /// The ordinals of the first and last day. The regimes between boundaries narrow both searches
    /// to one regime each.
    fn search_days(
        &mut self,
        assumptions: &[Bool],
        calendar: Calendar,
    ) -> Result<(i64, i64), Undecided> {
        let bounds = (
            super::dates::packed(FIRST_DAY),
            super::dates::packed(LAST_DAY),
        );
        let boundaries: Vec<i64> = boundaries(self.law)
            .into_iter()
            .map(super::dates::packed)
            .collect();
        let mut first = (bounds.0 - 1, bounds.1);
        for boundary in &boundaries {
            if self.before(assumptions, *boundary, calendar)? {
                first.1 = boundary - 1;
                break;
            }
            first.0 = boundary - 1;
        }
        if first.0 < first.1 && self.before(assumptions, first.0 + 2, calendar)? {
            first.1 = first.0 + 1;
        }
        while first.1 - first.0 > 1 {
            let middle = first.0 + (first.1 - first.0) / 2;
            if self.before(assumptions, middle + 1, calendar)? {
                first.1 = middle;
            } else {
                first.0 = middle;
            }
        }
        let mut last = (bounds.0, bounds.1 + 1);
        for boundary in boundaries.iter().rev() {
            if self.from(assumptions, *boundary, calendar)? {
                last.0 = *boundary;
                break;
            }
            last.1 = *boundary;
        }
        // Ordinals have gaps where months are short: the last real day before a boundary.
        let mut candidate = last.1 - 1;
        while as_day(candidate).is_none() && candidate > last.0 {
            candidate -= 1;
        }
        if self.from(assumptions, candidate, calendar)? {
            last.0 = candidate;
        } else {
            last.1 = candidate;
        }
        while last.1 - last.0 > 1 {
            let middle = last.0 + (last.1 - last.0) / 2;
            if self.from(assumptions, middle, calendar)? {
                last.0 = middle;
            } else {
                last.1 = middle;
            }
        }
        Ok((first.1, last.0))
    }

    fn from(
        &mut self,
        assumptions: &[Bool],
        day: i64,
        calendar: Calendar,
    ) -> Result<bool, Undecided> {
        let mut ask = assumptions.to_vec();
        ask.push(self.since_packed(day));
        self.solver.can_be(&ask, calendar)
    }

    fn before(
        &mut self,
        assumptions: &[Bool],
        day: i64,
        calendar: Calendar,
    ) -> Result<bool, Undecided> {
        let mut ask = assumptions.to_vec();
        ask.push(not(&self.since_packed(day)));
        self.solver.can_be(&ask, calendar)
    }
}

/// The inputs that make a person and what the person does.
fn personal(law: &Law) -> Vec<InputId> {
    law.inputs_of(|kind| {
        matches!(
            kind,
            InputKind::Fact | InputKind::Holding | InputKind::Choice(_) | InputKind::Occasion
        )
    })
    .collect()
}

/// The first real day at or after an ordinal.
fn real_from(mut packed: i64) -> i64 {
    while as_day(packed).is_none() && packed < super::dates::packed(LAST_DAY) {
        packed += 1;
    }
    packed
}

/// The days on which a rule begins or ceases to be in force, ascending.
pub fn boundaries(law: &Law) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for rule in &law.rules {
        for bound in rule.from.iter().chain(&rule.until) {
            days_in(law, *bound, &mut days);
        }
    }
    days.sort_unstable();
    days.dedup();
    days.retain(|day| *day > FIRST_DAY && *day < LAST_DAY);
    days
}

/// The constant days that an expression may be.
pub fn days_in(law: &Law, id: crate::law::ExprId, days: &mut Vec<Day>) {
    match law.exprs.get(id) {
        crate::law::Expr::Lit(Value::Day(day)) => days.push(*day),
        crate::law::Expr::If(_, yes, no) => {
            days_in(law, *yes, days);
            days_in(law, *no, days);
        }
        _ => {}
    }
}

fn as_day(packed: i64) -> Option<Day> {
    i32::try_from(packed).ok().and_then(Day::from_packed)
}
