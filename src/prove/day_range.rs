//! The first and the last day on which something is possible.

use std::rc::Rc;

use z3::ast::Bool;

use crate::calendar::{Day, Interval};
use crate::certify::bounds::{FIRST_DAY, LAST_DAY};
use crate::law::{Choices, Expr, ExprId, Law, Type, Value};

use super::dates::packed;
use super::encode::Encoded;
use super::formula::not;
use super::session::Session;
use super::solver::Calendar;
use super::undecided::Undecided;

/// What is known of the days on which something is possible before they are looked for.
#[derive(Clone, Copy)]
pub struct KnownDays<'k> {
    /// None is outside.
    pub within: Interval,
    /// One of them, a real day.
    pub one: Option<Day>,
    /// What tells without the solver of some of them that they are such days.
    pub is_one: Option<&'k dyn Fn(Day) -> bool>,
}

impl KnownDays<'_> {
    /// Nothing is known.
    pub const NOTHING: Self = Self {
        within: Interval::ALWAYS,
        one: None,
        is_one: None,
    };

    /// Whether a day is known to be one.
    fn has(&self, day: Day) -> bool {
        self.one == Some(day) || self.is_one.is_some_and(|is_one| is_one(day))
    }
}

impl Session<'_> {
    /// The first and last day on which the assumptions are possible; `None` for a day at the
    /// bound of the proof.
    ///
    /// # Errors
    /// Where the solver gives up. The assumptions must be possible.
    pub fn first_and_last_day(
        &mut self,
        assumptions: &[Bool],
        choices: &Choices,
        known: KnownDays<'_>,
    ) -> Result<(Option<Day>, Option<Day>), Undecided> {
        let mut fixed = assumptions.to_vec();
        fixed.extend(self.choice_literals(choices));
        let assumptions = &fixed;
        // Found without the calendar, and right if both days are possible with it.
        let quick = self.search_days(assumptions, Calendar::Ignored, known)?;
        let mut real = true;
        for (day, bound) in [
            (quick.0, self.up_to(quick.0)),
            (quick.1, self.since(quick.1)),
        ] {
            if real && !known.has(day) {
                let mut ask = assumptions.clone();
                ask.push(bound);
                real = self.real(&ask, choices)?;
            }
        }
        let (first, last) = if real {
            quick
        } else {
            self.search_days(assumptions, Calendar::Kept, known)?
        };
        let inside = |day: Day| Some(day).filter(|day| *day != FIRST_DAY && *day != LAST_DAY);
        Ok((inside(first), inside(last)))
    }

    /// The first and last day without those that come of the first and last date covered alone: whoever is
    /// 16 in a proof is so from 1916 on, because nobody in it is born before 1900.
    ///
    /// # Errors
    /// Where the solver gives up.
    pub fn without_edge(
        &mut self,
        assumptions: &[Bool],
        choices: &Choices,
        window: Interval,
        (first, last): (Option<Day>, Option<Day>),
    ) -> Result<(Option<Day>, Option<Day>), Undecided> {
        let begins = |day: Day| self.boundaries.contains(&day) || window.from == Some(day);
        let ends = |day: Day| {
            let next = day.next();
            next.is_some_and(|next| self.boundaries.contains(&next) || window.until == Some(next))
        };
        let (first_is_of_law, last_is_of_law) = (first.is_some_and(begins), last.is_some_and(ends));
        let mut kept = (first, last);
        if let Some(day) = first.filter(|_| !first_is_of_law) {
            let mut ask = self.off_the_edge(FIRST_DAY);
            ask.push(self.up_to(day));
            ask.extend_from_slice(assumptions);
            kept.0 = self.real(&ask, choices)?.then_some(day);
        }
        if let Some(day) = last.filter(|_| !last_is_of_law) {
            let mut ask = self.off_the_edge(LAST_DAY);
            ask.push(self.since(day));
            ask.extend_from_slice(assumptions);
            kept.1 = self.real(&ask, choices)?.then_some(day);
        }
        Ok(kept)
    }

    /// That no date of a person is that of the edge.
    fn off_the_edge(&mut self, edge: Day) -> Vec<Bool> {
        let law = self.law;
        let person = Rc::clone(&self.person);
        let dates = person.iter().filter(|input| law[**input].ty == Type::Date);
        let variables = dates.map(|input| self.encoder.variable(*input));
        let is_edge = variables.filter_map(|variable| match variable {
            Encoded::Number(date, _) => Some(date.eq(packed(edge))),
            _ => None,
        });
        is_edge.map(|is_edge| not(&is_edge)).collect()
    }

    /// The first and last day. Both are nearly always days on which a rule begins or the days
    /// ahead of them, or the first and last that there may be, which are tried first.
    fn search_days(
        &mut self,
        assumptions: &[Bool],
        calendar: Calendar,
        known: KnownDays<'_>,
    ) -> Result<(Day, Day), Undecided> {
        let earliest = known
            .within
            .from
            .map_or(FIRST_DAY, |day| day.max(FIRST_DAY));
        let latest = known
            .within
            .last_day()
            .map_or(LAST_DAY, |day| day.min(LAST_DAY));
        let boundaries = Rc::clone(&self.boundaries);
        let firsts: Vec<i32> = std::iter::once(earliest)
            .chain(boundaries.iter().copied().filter(|day| *day > earliest))
            .map(Day::number)
            .collect();
        let eves = boundaries.iter().filter_map(|day| day.previous());
        let lasts: Vec<i32> = std::iter::once(latest)
            .chain(eves.rev().filter(|day| *day < latest))
            .map(|day| -day.number())
            .collect();
        let one = (known.one.unwrap_or(latest), known.one.unwrap_or(earliest));
        let first = least(&firsts, one.0.number(), |number| {
            let day = Day::from_number(number).unwrap_or(Day::MAX);
            if known.has(day) {
                return Ok(true);
            }
            let mut ask = assumptions.to_vec();
            ask.push(self.up_to(day));
            self.solver.can_be(&ask, calendar)
        })?;
        let last = least(&lasts, -one.1.number(), |number| {
            let day = Day::from_number(-number).unwrap_or(Day::MIN);
            if known.has(day) {
                return Ok(true);
            }
            let mut ask = assumptions.to_vec();
            ask.push(self.since(day));
            self.solver.can_be(&ask, calendar)
        })?;
        let day = |number| Day::from_number(number).unwrap_or(FIRST_DAY);
        Ok((day(first), day(-last)))
    }
}

/// The least number for which something is possible; it is possible for all greater ones, and known
/// to be for `known`. The `likely` ones, ascending, are tried first, and none is less than the first
/// of them.
fn least(
    likely: &[i32],
    known: i32,
    mut possible: impl FnMut(i32) -> Result<bool, Undecided>,
) -> Result<i32, Undecided> {
    let (mut from, mut to) = (0, likely.partition_point(|number| *number < known));
    while from < to {
        let middle = from.midpoint(to);
        let Some(number) = likely.get(middle) else {
            break;
        };
        if possible(*number)? {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    // Impossible up to `low`, possible at `high`.
    let before = from.checked_sub(1).and_then(|at| likely.get(at));
    let mut high = likely.get(from).map_or(known, |number| known.min(*number));
    let mut low = before.copied().unwrap_or(high - 1);
    if low < high - 1 && !possible(high - 1)? {
        return Ok(high);
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if possible(middle)? {
            high = middle;
        } else {
            low = middle;
        }
    }
    Ok(high)
}

/// The days on which a rule begins or ceases to be in force, ascending.
pub fn boundaries(law: &Law) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for rule in &law.rules {
        for bound in rule.bounds() {
            days_in(law, bound, &mut days);
        }
    }
    days.sort_unstable();
    days.dedup();
    days.retain(|day| *day > FIRST_DAY && *day < LAST_DAY);
    days
}

/// The constant days that an expression may be.
pub fn days_in(law: &Law, id: ExprId, days: &mut Vec<Day>) {
    for branch in law.exprs.branches(id) {
        if let Expr::Lit(Value::Day(day)) = law.exprs.get(branch) {
            days.push(*day);
        }
    }
}
