//! The one place that asks Z3.

use z3::ast::Bool;
use z3::{Params, SatResult};

/// How hard the solver may try, and what it starts from.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Solver steps for one question (Z3's resource units, which do not depend on the machine).
    pub steps: u32,
    /// The seed of the solver. Verdicts, witnesses and texts do not depend on it.
    pub seed: u32,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            steps: 20_000_000,
            seed: 0,
        }
    }
}

/// The solver gave up on a question: the verdict is undecided.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undecided {
    /// The limit on steps was reached.
    #[error("the limit of {0} solver steps was reached; `--effort` raises it")]
    Effort(u32),
    /// More cases than a reader could use.
    #[error("{0}")]
    TooMany(&'static str),
    /// Something the encoding does not cover.
    #[error("{0}")]
    Unsupported(String),
}

/// Z3 with a limit, answering yes or no.
pub struct Solver {
    inner: z3::Solver,
    effort: Effort,
    /// Assumed, it makes every ordinal a real day. Most questions are answered no without it, and
    /// far quicker; an answer yes counts only with it.
    calendar: Bool,
}

impl Solver {
    pub fn new(effort: Effort) -> Self {
        let inner = z3::Solver::new_for_logic("QF_LIA").unwrap_or_else(z3::Solver::new);
        let mut params = Params::new();
        params.set_u32("rlimit", effort.steps);
        params.set_u32("random_seed", effort.seed);
        inner.set_params(&params);
        Self {
            inner,
            effort,
            calendar: Bool::new_const("calendar"),
        }
    }

    pub fn assert(&self, formula: &Bool) {
        self.inner.assert(formula);
    }

    /// Asserts what makes ordinals real days.
    pub fn assert_calendar(&self, ties: &[Bool]) {
        for tie in ties {
            self.inner.assert(any([self.calendar.not(), tie.clone()]));
        }
    }

    /// Whether all assertions and assumptions can hold together.
    ///
    /// # Errors
    /// [`Undecided::Effort`] where the limit is reached first.
    pub fn possible(&self, assumptions: &[Bool]) -> Result<bool, Undecided> {
        if !self.ask(assumptions)? {
            return Ok(false);
        }
        if self.happens(&self.calendar) {
            return Ok(true);
        }
        let mut exact = assumptions.to_vec();
        exact.push(self.calendar.clone());
        self.ask(&exact)
    }

    /// Whether all assertions and assumptions can hold together, if ordinals need not be real days.
    /// A "no" is a "no"; a "yes" may be mistaken, and is far quicker to have. For what stays right
    /// where it is mistaken: shortening a cube, finding one more.
    pub fn plausible(&self, assumptions: &[Bool]) -> Result<bool, Undecided> {
        self.ask(assumptions)
    }

    fn ask(&self, assumptions: &[Bool]) -> Result<bool, Undecided> {
        match self.inner.check_assumptions(assumptions) {
            SatResult::Sat => Ok(true),
            SatResult::Unsat => Ok(false),
            SatResult::Unknown => Err(Undecided::Effort(self.effort.steps)),
        }
    }

    /// After a question that was possible: whether `formula` happens to hold in the solver's
    /// model. Only ever used to save a question whose answer must then be yes.
    pub fn happens(&self, formula: &Bool) -> bool {
        self.inner
            .get_model()
            .and_then(|model| model.eval(formula, true))
            .and_then(|value| value.as_bool())
            .unwrap_or(false)
    }

    /// After a question that was impossible: the assumptions that suffice for that.
    pub fn core(&self) -> Vec<Bool> {
        self.inner.get_unsat_core()
    }
}

/// The conjunction; constants are dropped.
pub fn all(parts: impl IntoIterator<Item = Bool>) -> Bool {
    let mut kept: Vec<Bool> = Vec::new();
    for part in parts {
        match part.as_bool() {
            Some(true) => {}
            Some(false) => return part,
            None => kept.push(part),
        }
    }
    match kept.as_slice() {
        [] => Bool::from_bool(true),
        [only] => only.clone(),
        _ => Bool::and(&kept),
    }
}

/// The disjunction; constants are dropped.
pub fn any(parts: impl IntoIterator<Item = Bool>) -> Bool {
    let mut kept: Vec<Bool> = Vec::new();
    for part in parts {
        match part.as_bool() {
            Some(false) => {}
            Some(true) => return part,
            None => kept.push(part),
        }
    }
    match kept.as_slice() {
        [] => Bool::from_bool(false),
        [only] => only.clone(),
        _ => Bool::or(&kept),
    }
}

/// The negation; constants are computed.
pub fn not(part: &Bool) -> Bool {
    match part.as_bool() {
        Some(value) => Bool::from_bool(!value),
        None => part.not(),
    }
}
