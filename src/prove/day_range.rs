//! The first and the last day on which something is possible.

use z3::ast::Bool;

use crate::calendar::Day;
use crate::certify::bounds::{FIRST_DAY, LAST_DAY};
use crate::law::{Choices, Expr, ExprId, Law, Value};

use super::dates::{as_day, packed};
use super::encode::Encoded;
use super::session::Session;
use super::solver::{Calendar, Undecided, not};

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
        let bounds = (packed(FIRST_DAY), packed(LAST_DAY));
        let boundaries: Vec<i64> = boundaries(self.law).into_iter().map(packed).collect();
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

/// The first real day at or after an ordinal.
fn real_from(mut ordinal: i64) -> i64 {
    while as_day(ordinal).is_none() && ordinal < packed(LAST_DAY) {
        ordinal += 1;
    }
    ordinal
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
pub fn days_in(law: &Law, id: ExprId, days: &mut Vec<Day>) {
    match law.exprs.get(id) {
        Expr::Lit(Value::Day(day)) => days.push(*day),
        Expr::If(_, yes, no) => {
            days_in(law, *yes, days);
            days_in(law, *no, days);
        }
        _ => {}
    }
}
