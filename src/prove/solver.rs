//! The one place that asks Z3.

use std::cell::{Cell, Ref, RefCell};

use z3::SatResult;
use z3::ast::Bool;

use super::engine::{About, Effort, Engine, Example};
use super::undecided::Undecided;

/// Why nothing is known where more steps would not help.
const BEYOND: &str = "there is no method that always ends where two unknown numbers are multiplied, or the \
    like, so that more steps would not help";

/// Whether ordinals must be real days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calendar {
    /// They must.
    Kept,
    /// They need not: see [`Solver::plausible`].
    Ignored,
}

/// Z3 with a limit, answering yes or no.
///
/// Two engines hold the same assertions, but that only the exact one knows the calendar: which
/// ordinals are real days. Most questions are answered no without it, and far quicker; an answer
/// yes counts only with it.
pub struct Solver {
    quick: RefCell<Engine>,
    exact: RefCell<Engine>,
    /// What the exact engine is told when it is asked next: often it is not asked at all.
    untold: RefCell<Vec<Bool>>,
    about: About,
    effort: Effort,
    /// What every question assumes: what holds of every possible person.
    always: RefCell<Vec<Bool>>,
    /// The exact engine answered last.
    last_exact: Cell<bool>,
    /// A question was not decided.
    gave_up: Cell<bool>,
    /// How often it was told something.
    told: Cell<usize>,
}

impl Solver {
    pub fn new(effort: Effort) -> Self {
        Self::about(effort, About::Anything)
    }

    /// A solver that is set up for what it is asked about.
    pub fn about(effort: Effort, about: About) -> Self {
        Self {
            quick: RefCell::new(Engine::new(effort, about)),
            exact: RefCell::new(Engine::new(effort, about)),
            untold: RefCell::new(Vec::new()),
            about,
            effort,
            always: RefCell::new(Vec::new()),
            last_exact: Cell::new(false),
            gave_up: Cell::new(false),
            told: Cell::new(0),
        }
    }

    /// How hard it may try.
    pub fn effort(&self) -> Effort {
        self.effort
    }

    /// Forgets all that it was told: it is as new.
    pub fn forget(&self) {
        self.quick.replace(Engine::new(self.effort, self.about));
        self.exact.replace(Engine::new(self.effort, self.about));
        self.untold.take();
        self.always.take();
        self.last_exact.set(false);
        self.gave_up.set(false);
    }

    /// A solver of the same effort in which nothing is asserted.
    pub fn another(&self) -> Self {
        Self::new(self.effort)
    }

    pub fn assert(&self, formula: &Bool) {
        self.told.set(self.told.get() + 1);
        self.quick.borrow().z3.assert(formula);
        self.untold.borrow_mut().push(formula.clone());
    }

    /// Makes every question assume a literal, but for [`Self::of_anybody`].
    pub fn assume_always(&self, literal: Bool) {
        self.told.set(self.told.get() + 1);
        self.always.borrow_mut().push(literal);
    }

    /// Asserts what makes ordinals real days.
    pub fn assert_calendar(&self, ties: &[Bool]) {
        self.told.set(self.told.get() + 1);
        self.untold.borrow_mut().extend_from_slice(ties);
    }

    /// Whether all assertions and assumptions can hold together.
    ///
    /// # Errors
    /// [`Undecided::Effort`] where the limit is reached first.
    pub fn possible(&self, assumptions: &[Bool]) -> Result<bool, Undecided> {
        Ok(self.ask(assumptions, false)? && self.ask(assumptions, true)?)
    }

    /// Whether all assertions and assumptions can hold together, if ordinals need not be real days.
    /// A "no" is a "no"; a "yes" may be mistaken, and is far quicker to have. For what stays right
    /// where it is mistaken: shortening a cube, finding one more.
    ///
    /// # Errors
    /// [`Undecided::Effort`] where the limit is reached first.
    pub fn plausible(&self, assumptions: &[Bool]) -> Result<bool, Undecided> {
        self.ask(assumptions, false)
    }

    /// As [`Self::possible`], where it is likely to be possible with something more, which leaves the
    /// calendar little to search for.
    ///
    /// # Errors
    /// [`Undecided::Effort`] where the limit is reached first.
    pub fn likely(&self, assumptions: &[Bool], more: &[Bool]) -> Result<bool, Undecided> {
        if !self.ask(assumptions, false)? {
            return Ok(false);
        }
        let narrow: Vec<Bool> = assumptions.iter().chain(more).cloned().collect();
        Ok(self.ask(&narrow, true)? || self.ask(assumptions, true)?)
    }

    /// One of the two, by whether the calendar counts.
    ///
    /// # Errors
    /// [`Undecided::Effort`] where the limit is reached first.
    pub fn can_be(&self, assumptions: &[Bool], calendar: Calendar) -> Result<bool, Undecided> {
        match calendar {
            Calendar::Kept => self.possible(assumptions),
            Calendar::Ignored => self.plausible(assumptions),
        }
    }

    /// As [`Self::can_be`], of persons of whom the assumptions of the law may not hold.
    ///
    /// # Errors
    /// [`Undecided::Effort`] where the limit is reached first.
    pub fn of_anybody(&self, assumptions: &[Bool], calendar: Calendar) -> Result<bool, Undecided> {
        let always = self.always.take();
        let answer = self.can_be(assumptions, calendar);
        self.always.replace(always);
        answer
    }

    /// After a question that was impossible: whether that was seen without the calendar.
    pub fn was_quick(&self) -> bool {
        !self.last_exact.get()
    }

    fn ask(&self, assumptions: &[Bool], exact: bool) -> Result<bool, Undecided> {
        self.last_exact.set(exact);
        if exact {
            let engine = self.exact.borrow();
            self.untold
                .take()
                .iter()
                .for_each(|told| engine.z3.assert(told));
        }
        let mut assumed = self.always.borrow().clone();
        assumed.extend_from_slice(assumptions);
        match self.last().check(&assumed) {
            SatResult::Sat => Ok(true),
            SatResult::Unsat => Ok(false),
            SatResult::Unknown => {
                self.gave_up.set(true);
                Err(match self.last().is_beyond() {
                    true => Undecided::Unsupported(BEYOND.to_owned()),
                    false => Undecided::Effort(self.effort.steps),
                })
            }
        }
    }

    /// Whether the limit was reached for some question: what was told it for that one may make
    /// others as hard.
    pub fn has_given_up(&self) -> bool {
        self.gave_up.get()
    }

    fn last(&self) -> Ref<'_, Engine> {
        if self.last_exact.get() {
            self.exact.borrow()
        } else {
            self.quick.borrow()
        }
    }

    /// Whether all assertions and assumptions can hold together on real days; for what is known to
    /// be plausible, since the quick solver is not asked.
    ///
    /// # Errors
    /// [`Undecided::Effort`] where the limit is reached first.
    pub fn confirmed(&self, assumptions: &[Bool]) -> Result<bool, Undecided> {
        self.ask(assumptions, true)
    }

    /// How often it was told something: an example knows nothing of what was told after it.
    pub fn told(&self) -> usize {
        self.told.get()
    }

    /// After a question that was possible: an example of it.
    pub fn example(&self) -> Example {
        self.last().example()
    }

    /// After a question that was impossible: the assumptions that suffice for that.
    pub fn core(&self) -> Vec<Bool> {
        self.last().core()
    }
}
