//! The one place that asks Z3.

use std::cell::{Cell, Ref, RefCell};

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use z3::ast::{Ast, Bool, Int};
use z3::{DeclKind, Params, SatResult};

use crate::law::{ListId, TooManyTries, figure};
use crate::verdict::Lack;

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
    #[error("the limit of {} for one question was reached; `--effort` raises it", steps(*.0))]
    Effort(u32),
    /// More cases than a reader could use, or than can be gone through.
    #[error("{0}")]
    TooMany(String),
    /// It hangs on a passage of this name.
    #[error("it depends on `{0}`, a passage that is not modelled")]
    Unmodelled(String),
    /// The days of a claim are not among those that a proof covers.
    #[error("{0}")]
    Days(String),
    /// A list has no bound in the rules.
    #[error("{1}")]
    Most(ListId, String),
    /// The encoding or the solver is not as it must be: a mistake of this program.
    #[error("{0}")]
    Internal(&'static str),
    /// Something the encoding does not cover.
    #[error("{0}")]
    Unsupported(String),
}

impl Undecided {
    /// For want of what nothing is certain. Of whom it hangs on a passage is not known here.
    pub fn lacks(&self) -> Lack {
        match self {
            Self::Effort(limit) => Lack::Steps(*limit),
            Self::TooMany(_) => Lack::FewerReadings,
            Self::Days(_) => Lack::Days,
            Self::Most(list, _) => Lack::Most(*list),
            Self::Unmodelled(_) | Self::Internal(_) | Self::Unsupported(_) => Lack::AnotherForm,
        }
    }
}

fn steps(limit: u32) -> String {
    match limit {
        1 => "1 step".to_owned(),
        _ => format!("{} steps", figure(limit)),
    }
}

impl From<TooManyTries> for Undecided {
    fn from(error: TooManyTries) -> Self {
        Self::TooMany(error.to_string())
    }
}

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

/// What a solver is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Anything.
    Anything,
    /// The chain of days that somebody may wait for.
    Chains,
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

    /// As [`Self::possible`], of persons of whom the assumptions of the law may not hold.
    ///
    /// # Errors
    /// [`Undecided::Effort`] where the limit is reached first.
    pub fn of_anybody(&self, assumptions: &[Bool]) -> Result<bool, Undecided> {
        let always = self.always.take();
        let answer = self.possible(assumptions);
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
        Example(self.last().z3.get_model())
    }

    /// After a question that was impossible: the assumptions that suffice for that.
    pub fn core(&self) -> Vec<Bool> {
        self.last().core()
    }
}

/// One solver of Z3.
///
/// A formula that is assumed gets a name, a variable that implies it, asserted once. Z3 would do
/// the same for every formula of every question anew, and rewrite it each time.
struct Engine {
    z3: z3::Solver,
    names: RefCell<IndexMap<Bool, Bool, FxBuildHasher>>,
    named: RefCell<IndexMap<Bool, Bool, FxBuildHasher>>,
}

impl Engine {
    fn new(effort: Effort, about: About) -> Self {
        let z3 = z3::Solver::new_for_logic("QF_LIA").unwrap_or_default();
        let mut params = Params::new();
        params.set_u32("rlimit", effort.steps);
        params.set_u32("random_seed", effort.seed);
        // Z3 would take an interrupt for itself and give up on the question at hand alone: the program
        // would go on, with a verdict that is none.
        params.set_bool("ctrl_c", false);
        // Making models small costs more than asking them for a value.
        params.set_bool("compact", false);
        // Z3's older arithmetic: a third quicker here, where most is order between few days.
        params.set_u32("arith.solver", 2);
        if about == About::Chains {
            // What Z3 sets up for this logic takes twice as long where each of many days is asked the same;
            // of other questions it decides some that it does not decide without.
            params.set_bool("auto_config", false);
            params.set_u32("relevancy", 0);
        }
        z3.set_params(&params);
        Self {
            z3,
            names: RefCell::default(),
            named: RefCell::default(),
        }
    }

    /// After a question that was not answered: whether no number of steps would do.
    fn is_beyond(&self) -> bool {
        let reason = self.z3.get_reason_unknown();
        reason.is_some_and(|reason| reason.starts_with("(incomplete"))
    }

    fn check(&self, assumptions: &[Bool]) -> SatResult {
        let literals: Vec<Bool> = assumptions.iter().map(|one| self.literal(one)).collect();
        self.z3.check_assumptions(&literals)
    }

    /// A literal that implies a formula.
    fn literal(&self, formula: &Bool) -> Bool {
        if let Some(known) = self.names.borrow().get(formula) {
            return known.clone();
        }
        let literal = if is_literal(formula) {
            formula.clone()
        } else {
            let name = Bool::fresh_const("assumed");
            self.z3.assert(any([name.not(), formula.clone()]));
            self.named
                .borrow_mut()
                .insert(name.clone(), formula.clone());
            name
        };
        self.names
            .borrow_mut()
            .insert(formula.clone(), literal.clone());
        literal
    }

    /// After a question that was impossible: the assumptions that suffice for that.
    fn core(&self) -> Vec<Bool> {
        let named = self.named.borrow();
        let formula = |literal: Bool| named.get(&literal).cloned().unwrap_or(literal);
        self.z3.get_unsat_core().into_iter().map(formula).collect()
    }
}

/// A variable or the negation of one.
fn is_literal(formula: &Bool) -> bool {
    let inner = match formula.decl().kind() {
        DeclKind::Not => formula.nth_child(0),
        _ => return formula.is_const(),
    };
    inner.is_some_and(|inner| inner.is_const())
}

/// A model of what was found possible: an accident of the solver's version and seed. Only ever
/// used to save a question whose answer must then be yes.
pub struct Example(Option<z3::Model>);

impl Example {
    /// Whether `formula` happens to hold.
    pub fn satisfies(&self, formula: &Bool) -> bool {
        let value = self.0.as_ref().and_then(|model| model.eval(formula, true));
        value.and_then(|value| value.as_bool()).unwrap_or(false)
    }

    /// The number that a variable happens to be.
    pub fn number(&self, variable: &Int) -> Option<i64> {
        let value = self.0.as_ref().and_then(|model| model.eval(variable, true));
        value.and_then(|value| value.as_i64())
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
