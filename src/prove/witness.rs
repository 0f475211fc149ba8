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
use super::solver::{Undecided, all};

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
    /// The most ordinary person and day possible under the assumptions and readings.
    ///
    /// # Errors
    /// Where the solver gives up. The assumptions must be possible.
    pub fn witness(
        &mut self,
        assumptions: &[Bool],
        choices: &Choices,
        anchor: Anchor,
    ) -> Result<Witness, Undecided> {
        let law = self.law;
        let mut fixed = assumptions.to_vec();
        fixed.extend(self.choice_literals(choices));
        // A first model, so that values which happen to be preferred need no question.
        self.solver.possible(&fixed)?;
        let mut given: Vec<(InputId, Value)> = Vec::new();
        let (finite, numbers): (Vec<InputId>, Vec<InputId>) = law
            .inputs_of(|kind| {
                matches!(
                    kind,
                    InputKind::Fact
                        | InputKind::Holding
                        | InputKind::Choice(_)
                        | InputKind::Occasion
                )
            })
            .partition(|input| law.size_of(law[*input].ty) > 0);
        for input in finite {
            let value = self.prefer(input, &mut fixed)?;
            given.push((input, value));
        }
        let day = self.prefer_day(&mut fixed, anchor)?;
        for input in numbers {
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
            let found = self.nearest(&variable, anchor, &mut fixed)?;
            let value = match law[input].ty {
                crate::law::Type::Int => Value::Int(found),
                _ => Value::Day(as_day(found).unwrap_or(FIRST_DAY)),
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
        Ok(Witness {
            day,
            given,
            readings,
        })
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
    fn prefer(&mut self, input: InputId, fixed: &mut Vec<Bool>) -> Result<Value, Undecided> {
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
            if self.solver.possible(fixed)? {
                break;
            }
            fixed.pop();
            // The model is lost with the refusal; the next value asks again.
            self.solver.possible(fixed)?;
        }
        Ok(Value::at_place(known.ty, last).unwrap_or(Value::Bool(false)))
    }

    fn prefer_day(&mut self, fixed: &mut Vec<Bool>, anchor: Anchor) -> Result<Day, Undecided> {
        let Some(Encoded::Number(variable, _)) =
            self.law.day().map(|day| self.encoder.variable(day))
        else {
            return Ok(FIRST_DAY);
        };
        let near = match anchor {
            Anchor::Near(day) => day,
            Anchor::Boundary => {
                let boundaries = boundaries(self.law);
                for day in &boundaries {
                    fixed.push(variable.eq(super::dates::packed(*day)));
                    if self.solver.possible(fixed)? {
                        return Ok(*day);
                    }
                    fixed.pop();
                }
                boundaries.first().copied().unwrap_or(FIRST_DAY)
            }
        };
        let found = self.nearest(&variable, super::dates::packed(near), fixed)?;
        Ok(as_day(found).unwrap_or(near))
    }

    /// The possible value nearest to `anchor`, the later one of two; found by doubling and
    /// halving the distance.
    fn nearest(
        &mut self,
        variable: &Int,
        anchor: i64,
        fixed: &mut Vec<Bool>,
    ) -> Result<i64, Undecided> {
        let near = |distance: i64| {
            all([
                variable.ge(anchor - distance),
                variable.le(anchor + distance),
            ])
        };
        let mut ask = |formula: Bool, fixed: &mut Vec<Bool>| {
            fixed.push(formula);
            let answer = self.solver.possible(fixed);
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
        self.solver.possible(fixed)?;
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
    ) -> Result<(Option<Day>, Option<Day>), Undecided> {
        let Some(Encoded::Number(day, _)) = self.law.day().map(|day| self.encoder.variable(day))
        else {
            return Ok((None, None));
        };
        let bounds = (
            super::dates::packed(FIRST_DAY),
            super::dates::packed(LAST_DAY),
        );
        let boundaries: Vec<i64> = boundaries(self.law)
            .into_iter()
            .map(super::dates::packed)
            .collect();
        let before = |end: i64| day.lt(end);
        let since = |start: i64| day.ge(start);
        let mut ask = |formula: Bool| {
            let mut all = assumptions.to_vec();
            all.push(formula);
            self.solver.possible(&all)
        };
        // The regimes between boundaries narrow both searches to one regime each.
        let mut first = (bounds.0 - 1, bounds.1);
        for boundary in &boundaries {
            if ask(before(*boundary))? {
                first.1 = boundary - 1;
                break;
            }
            first.0 = boundary - 1;
        }
        if first.0 + 1 <= first.1 && ask(before(first.0 + 2))? {
            first.1 = first.0 + 1;
        }
        while first.1 - first.0 > 1 {
            let middle = first.0 + (first.1 - first.0) / 2;
            if ask(before(middle + 1))? {
                first.1 = middle
            } else {
                first.0 = middle
            }
        }
        let mut last = (bounds.0, bounds.1 + 1);
        for boundary in boundaries.iter().rev() {
            if ask(since(*boundary))? {
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
        if ask(since(candidate))? {
            last.0 = candidate;
        } else {
            last.1 = candidate;
        }
        while last.1 - last.0 > 1 {
            let middle = last.0 + (last.1 - last.0) / 2;
            if ask(since(middle))? {
                last.0 = middle
            } else {
                last.1 = middle
            }
        }
        let inside = |value: i64| as_day(value).filter(|day| *day != FIRST_DAY && *day != LAST_DAY);
        Ok((inside(real_from(first.1)), inside(last.0)))
    }
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
