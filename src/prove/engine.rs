//! One solver of Z3, as it is set up and as it answers.

use std::cell::RefCell;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use z3::ast::{Ast, Bool, Int};
use z3::{DeclKind, Params, SatResult};

use super::formula::any;

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

/// What a solver is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Anything.
    Anything,
    /// The chain of days that somebody may wait for.
    Chains,
}

/// One solver of Z3.
///
/// A formula that is assumed gets a name, a variable that implies it, asserted once. Z3 would do
/// the same for every formula of every question anew, and rewrite it each time.
pub(super) struct Engine {
    pub z3: z3::Solver,
    names: RefCell<IndexMap<Bool, Bool, FxBuildHasher>>,
    named: RefCell<IndexMap<Bool, Bool, FxBuildHasher>>,
}

impl Engine {
    pub fn new(effort: Effort, about: About) -> Self {
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
    pub fn is_beyond(&self) -> bool {
        let reason = self.z3.get_reason_unknown();
        reason.is_some_and(|reason| reason.starts_with("(incomplete"))
    }

    pub fn check(&self, assumptions: &[Bool]) -> SatResult {
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

    /// After a question that was possible: an example of it.
    pub fn example(&self) -> Example {
        Example(self.z3.get_model())
    }

    /// After a question that was impossible: the assumptions that suffice for that.
    pub fn core(&self) -> Vec<Bool> {
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
