use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::law::InputId;

use super::input_set::InputSet;
use super::{Names, Outcome};

/// Inputs bound by `With` and by a walk through doors, by the place among those met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Context(usize);

/// All contexts met on a path. Equal ones are the same.
#[derive(Debug)]
pub(super) struct Contexts {
    met: IndexSet<Vec<(InputId, Outcome)>, FxBuildHasher>,
}

impl Context {
    /// Nothing is bound.
    pub const OUTERMOST: Self = Self(0);
}

impl Contexts {
    pub fn new() -> Self {
        let mut met = IndexSet::default();
        met.insert(Vec::new());
        Self { met }
    }

    /// What an input is bound to.
    pub fn binding(&self, context: Context, input: InputId) -> Option<&Outcome> {
        let bindings = self.met.get_index(context.0)?;
        let at = bindings
            .binary_search_by_key(&input, |(bound, _)| *bound)
            .ok()?;
        bindings.get(at).map(|(_, outcome)| outcome)
    }

    /// The context with these bindings over it; a later binding of an input replaces an earlier.
    pub fn bind(&mut self, context: Context, more: Vec<(InputId, Outcome)>) -> Context {
        let mut bindings = self.met.get_index(context.0).cloned().unwrap_or_default();
        for (input, outcome) in more {
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
        let kept: Vec<_> = kept.cloned().collect();
        Context(self.met.insert_full(kept).0)
    }

    /// The context without the bindings of inputs that are not read.
    pub fn restrict(&mut self, context: Context, read: &InputSet) -> Context {
        let Some(bindings) = self.met.get_index(context.0) else {
            return context;
        };
        if bindings
            .iter()
            .all(|(input, _)| read.contains(input.index()))
        {
            return context;
        }
        let kept = bindings
            .iter()
            .filter(|(input, _)| read.contains(input.index()));
        let kept: Vec<_> = kept.cloned().collect();
        Context(self.met.insert_full(kept).0)
    }

    /// Of the inputs that a part reads, those that are not bound; and those that the names of
    /// bindings speak of, since what was decided on these says something on the bindings.
    pub fn open(&self, context: Context, read: &InputSet, names: &Names) -> InputSet {
        let mut open = read.clone();
        let bindings = self.met.get_index(context.0).into_iter().flatten();
        for (input, _) in bindings.clone() {
            open.remove(input.index());
        }
        let symbols = bindings.filter_map(|(_, outcome)| outcome.symbol);
        for input in symbols.flat_map(|symbol| names.inputs_of(symbol)) {
            open.insert(input.index());
        }
        open
    }
}
