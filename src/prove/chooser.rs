//! Values chosen one after the other, each the preferred one that is still possible.
//!
//! No model of the solver is ever shown: what is chosen is decided by asking what is possible,
//! so that any solver chooses the same. A model only saves questions whose answer must be yes.

use z3::ast::{Bool, Int};

use crate::certify::bounds::GREATEST_NUMBER;

use super::engine::Example;
use super::formula::all;
use super::solver::{Calendar, Solver};
use super::undecided::Undecided;

/// What is encoded later says what there may be, never that there is nobody.
const NO_LONGER_POSSIBLE: Undecided =
    Undecided::Internal("what was encoded later leaves nobody of what is settled");

/// What is settled so far, with an example of it.
pub struct Chooser<'l> {
    solver: &'l Solver,
    calendar: Calendar,
    settled: Vec<Bool>,
    /// Satisfies everything settled.
    example: Example,
    /// How often the solver had been told something by then.
    told: usize,
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
            told: solver.told(),
        }))
    }

    /// An example of what is settled that knows all that the solver was told: of a fact that was encoded
    /// after it, it does not know which values it may have.
    fn renew(&mut self) -> Result<(), Undecided> {
        if self.told != self.solver.told() {
            if !self.solver.can_be(&self.settled, self.calendar)? {
                return Err(NO_LONGER_POSSIBLE);
            }
            self.keep_example();
        }
        Ok(())
    }

    /// After a question that was possible.
    fn keep_example(&mut self) {
        self.example = self.solver.example();
        self.told = self.solver.told();
    }

    /// Settles a formula if it is possible with what is settled already.
    ///
    /// # Errors
    /// Where the solver gives up.
    pub fn take(&mut self, formula: Bool) -> Result<bool, Undecided> {
        self.renew()?;
        if !self.example.satisfies(&formula) {
            self.settled.push(formula);
            if !self.solver.can_be(&self.settled, self.calendar)? {
                self.settled.pop();
                return Ok(false);
            }
            self.keep_example();
        } else {
            self.settled.push(formula);
        }
        Ok(true)
    }

    /// For each list in turn, settles the first of its formulas that is possible with what is
    /// settled already: its place, or `None` where all are impossible.
    ///
    /// # Errors
    /// Where the solver gives up.
    pub fn first_of_each(&mut self, lists: &[Vec<Bool>]) -> Result<Vec<Option<usize>>, Undecided> {
        let firsts: Vec<Bool> = lists
            .iter()
            .map_while(|list| list.first().cloned())
            .collect();
        let mut places = Vec::new();
        while places.len() < lists.len() {
            let taken = self.take_while_possible(firsts.get(places.len()..).unwrap_or_default())?;
            places.extend(std::iter::repeat_n(Some(0), taken));
            if let Some(list) = lists.get(places.len()) {
                places.push(self.first_possible(list, 1)?);
            }
        }
        Ok(places)
    }

    /// Settles the first formula from `start` on that is possible.
    fn first_possible(&mut self, list: &[Bool], start: usize) -> Result<Option<usize>, Undecided> {
        for (place, formula) in list.iter().enumerate().skip(start) {
            if self.take(formula.clone())? {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// Settles formulas from the first on, up to one that is impossible with those before it; how
    /// many. Nearly always all are possible, so all are asked at once; where they are not, those
    /// before the last one that the contradiction needs are.
    fn take_while_possible(&mut self, formulas: &[Bool]) -> Result<usize, Undecided> {
        self.renew()?;
        let settled = self.settled.len();
        let happen = |formula: &&Bool| self.example.satisfies(formula);
        let known = formulas.iter().take_while(happen).count();
        let mut tried = formulas.len();
        loop {
            self.settled.truncate(settled);
            self.settled.extend(formulas.iter().take(tried).cloned());
            if tried <= known {
                return Ok(tried);
            }
            if self.solver.can_be(&self.settled, self.calendar)? {
                self.keep_example();
                return Ok(tried);
            }
            let core = self.solver.core();
            let mut needed = formulas.iter().take(tried);
            let last = needed.rposition(|formula| core.contains(formula));
            tried = last.map_or(known, |last| last.max(known));
        }
    }

    /// Settles each number, in turn, to the possible value nearest to its anchor.
    ///
    /// # Errors
    /// Where the solver gives up.
    pub fn nearest_of_each(&mut self, numbers: &[(Int, i64)]) -> Result<Vec<i64>, Undecided> {
        let anchored: Vec<Bool> = numbers
            .iter()
            .map(|(variable, anchor)| variable.eq(within_bounds(*anchor)))
            .collect();
        let mut values = Vec::new();
        while values.len() < numbers.len() {
            let open = anchored.get(values.len()..).unwrap_or_default();
            let taken = self.take_while_possible(open)?;
            let next = numbers.iter().skip(values.len());
            values.extend(next.take(taken).map(|(_, anchor)| within_bounds(*anchor)));
            if let Some((variable, anchor)) = numbers.get(values.len()) {
                values.push(self.beside(variable, within_bounds(*anchor))?);
            }
        }
        Ok(values)
    }

    /// Settles the possible value nearest to `anchor`, which is impossible itself, the later one
    /// of two; found by doubling and halving the distance. The solver's examples mostly lie at the edge
    /// of what is possible, so that it is asked first whether there are nearer ones than the last.
    fn beside(&mut self, variable: &Int, anchor: i64) -> Result<i64, Undecided> {
        // Farther than `low`, not farther than `high`.
        let mut low = 0;
        let mut high = self.distance(variable, anchor);
        let mut step = 1;
        let mut at_the_edge = true;
        while high - low > 1 {
            let middle = match at_the_edge {
                true => high - 1,
                false => (low + (high - low) / 2).min(step),
            };
            let nearer = self.possible(all([
                variable.ge(anchor - middle),
                variable.le(anchor + middle),
            ]))?;
            if nearer {
                high = self.distance(variable, anchor).min(middle);
            } else {
                low = middle;
                if !at_the_edge {
                    // Halving may go on for longer than doubling can.
                    step = step.saturating_mul(2);
                }
            }
            at_the_edge = nearer && !at_the_edge;
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

/// The number nearest to one among those that a proof covers.
fn within_bounds(number: i64) -> i64 {
    number.clamp(-GREATEST_NUMBER, GREATEST_NUMBER)
}
