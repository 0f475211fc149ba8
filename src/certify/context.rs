use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use crate::law::InputId;

use super::input_set::InputSet;
use super::outcomes::{OutcomeId, Outcomes};
use super::support::Part;
use super::{Names, Outcome};

/// Inputs bound by `With` and by a walk through doors, by the place among those met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Context(usize);

/// All contexts met on a path, and all outcomes. Equal ones are the same.
#[derive(Debug)]
pub(super) struct Contexts {
    met: IndexSet<Vec<(InputId, OutcomeId)>, FxBuildHasher>,
    outcomes: Outcomes,
    restricted: IndexMap<(Context, Part), Context, FxBuildHasher>,
}

impl Context {
    /// Nothing is bound.
    pub const OUTERMOST: Self = Self(0);
}

impl Contexts {
    pub fn new() -> Self {
        let mut met = IndexSet::default();
        met.insert(Vec::new());
        Self {
            met,
            outcomes: Outcomes::default(),
            restricted: IndexMap::default(),
        }
    }

    /// The place of an outcome.
    pub fn note(&mut self, outcome: Outcome) -> OutcomeId {
        self.outcomes.note(outcome)
    }

    /// The outcome at a place.
    pub fn outcome(&self, id: OutcomeId) -> Option<&Outcome> {
        self.outcomes.at(id)
    }

    /// What an input is bound to.
    pub fn binding(&self, context: Context, input: InputId) -> Option<&Outcome> {
        let bindings = self.met.get_index(context.0)?;
        let at = bindings
            .binary_search_by_key(&input, |(bound, _)| *bound)
            .ok()?;
        bindings.get(at).and_then(|(_, id)| self.outcome(*id))
    }

    /// The context with these bindings over it; a later binding of an input replaces an earlier.
    pub fn bind(&mut self, context: Context, more: Vec<(InputId, Outcome)>) -> Context {
        let mut bindings = self.met.get_index(context.0).cloned().unwrap_or_default();
        for (input, outcome) in more {
            let outcome = self.note(outcome);
            match bindings.binary_search_by_key(&input, |(bound, _)| *bound) {
                Ok(at) => {
                    if let Some(binding) = bindings.get_mut(at) {
                        binding.1 = outcome;
                    }
                }
                Err(at) => bindings.insert(at, (input, outcome)),
            }
        }
        Context(self.met.insert_full(bindings).0)
    }

    /// The context without bindings of these inputs.
    pub fn without(&mut self, context: Context, freed: impl Fn(InputId) -> bool) -> Context {
        let bindings = || self.met.get_index(context.0).into_iter().flatten();
        if bindings().all(|(input, _)| !freed(*input)) {
            return context;
        }
        let kept = bindings().filter(|(input, _)| !freed(*input));
        let kept: Vec<_> = kept.copied().collect();
        Context(self.met.insert_full(kept).0)
    }

    /// The context without the bindings of inputs that a part does not read, if that was found
    /// before.
    pub fn restricted(&self, context: Context, part: Part) -> Option<Context> {
        if context == Context::OUTERMOST {
            return Some(context);
        }
        self.restricted.get(&(context, part)).copied()
    }

    /// The context without the bindings of inputs that a part does not read; it reads these.
    pub fn restrict(&mut self, context: Context, part: Part, read: &InputSet) -> Context {
        let is_read = |(input, _): &&(InputId, OutcomeId)| read.contains(input.index());
        let within = match self.met.get_index(context.0) {
            Some(bindings) if !bindings.iter().all(|binding| is_read(&binding)) => {
                let kept = bindings.iter().filter(is_read).copied().collect();
                Context(self.met.insert_full(kept).0)
            }
            _ => context,
        };
        self.restricted.insert((context, part), within);
        within
    }

    /// Of the inputs that a part reads, those that are not bound; and those that the names of
    /// bindings speak of, since what was decided on these says something on the bindings.
    pub fn open(&self, context: Context, read: &Rc<InputSet>, names: &Names) -> Rc<InputSet> {
        if context == Context::OUTERMOST {
            return Rc::clone(read);
        }
        let mut open = read.as_ref().clone();
        let bindings = self.met.get_index(context.0).into_iter().flatten();
        for (input, _) in bindings.clone() {
            open.remove(input.index());
        }
        let symbols = bindings.filter_map(|(_, id)| self.outcome(*id)?.symbol);
        for input in symbols.flat_map(|symbol| names.inputs_of(symbol)) {
            open.insert(input.index());
        }
        Rc::new(open)
    }
}
