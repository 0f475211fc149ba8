//! Values chosen one after the other, each the preferred one that is still possible.
//!
//! No model of the solver is ever shown: what is chosen is decided by asking what is possible,
//! so that any solver chooses the same. A model only saves questions whose answer must be yes.

use z3::ast::{Bool, Int};

use crate::certify::bounds::GREATEST_NUMBER;

use super::solver::{Calendar, Example, Solver, Undecided, all};

/// What is settled so far, with an example of it.
pub struct Chooser<'l> {
    solver: &'l Solver,
    calendar: Calendar,
    settled: Vec<Bool>,
    /// Satisfies everything settled.
    example: Example,
}

impl<'l> Chooser<'l> {
    /// Begins with assumptions; `None` where they are impossible.
    ///
    /// # Errors
    /// Where the solver gives up.
    pub fn new(
        solver: &'l Solver,
        assumptions: &[Bool],
        calendar: Calendar,
    ) -> Result<Option<Self>, Undecided> {
        if !solver.can_be(assumptions, calendar)? {
            return Ok(None);
        }
        Ok(Some(Self {
            solver,
            calendar,
            settled: assumptions.to_vec(),
            example: solver.example(),
        }))
    }

    /// Settles a formula if it is possible with what is settled already.
    ///
    /// # Errors
    /// Where the solver gives up.
    pub fn take(&mut self, formula: Bool) -> Result<bool, Undecided> {
        if !self.example.satisfies(&formula) {
            self.settled.push(formula);
            if !self.solver.can_be(&self.settled, self.calendar)? {
                self.settled.pop();
                return Ok(false);
            }
            self.example = self.solver.example();
        } else {
            self.settled.push(formula);
        }
        Ok(true)
    }

    /// Settles the possible value nearest to `anchor`, the later one of two; found by doubling and
    /// halving the distance.
    ///
    /// # Errors
    /// Where the solver gives up.
    pub fn nearest(&mut self, variable: &Int, anchor: i64) -> Result<i64, Undecided> {
        let anchor = anchor.clamp(-GREATEST_NUMBER, GREATEST_NUMBER);
        // Farther than `low`, not farther than `high`.
        let mut low = -1;
        let mut high = self.distance(variable, anchor);
        let mut step = 0;
        while high - low > 1 {
            let middle = (low + (high - low) / 2).min(step);
            if self.possible(all([
                variable.ge(anchor - middle),
                variable.le(anchor + middle),
            ]))? {
                high = self.distance(variable, anchor).min(middle);
            } else {
                low = middle;
                step = if step == 0 { 1 } else { step * 2 };
            }
        }
        let (later, earlier) = (anchor + high, anchor - high);
        if self.take(variable.eq(later))? {
            return Ok(later);
        }
        self.settled.push(variable.eq(earlier));
        Ok(earlier)
    }

    /// How far the example is from `anchor`.
    fn distance(&self, variable: &Int, anchor: i64) -> i64 {
        match self.example.number(variable) {
            Some(value) => (value - anchor).abs(),
            // What the solver does not tell may be anything.
            None => 2 * GREATEST_NUMBER,
        }
    }

    /// Whether a formula is possible with what is settled; if so, the example satisfies it.
    fn possible(&mut self, formula: Bool) -> Result<bool, Undecided> {
        let taken = self.take(formula)?;
        if taken {
            self.settled.pop();
        }
        Ok(taken)
    }

    /// An example of everything settled: an accident of the solver, never to be shown.
    pub fn example(&self) -> &Example {
        &self.example
    }
}
