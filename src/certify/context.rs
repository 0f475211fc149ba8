use std::rc::Rc;

use indexmap::IndexSet;

use crate::law::InputId;

use super::Outcome;
use super::input_set::InputSet;

/// Inputs bound by `With` and by a walk through doors, by the place among those met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Context(usize);

/// All contexts met on a path. Equal ones are the same.
#[derive(Debug)]
pub(super) struct Contexts {
    met: IndexSet<Vec<(InputId, Rc<Outcome>)>>,
}

impl Context {
    /// Nothing is bound.
    pub const OUTERMOST: Self = Self(0);
}

impl Contexts {
    pub fn new() -> Self {
        Self {
            met: IndexSet::from([Vec::new()]),
        }
    }

    /// What an input is bound to.
    pub fn binding(&self, context: Context, input: InputId) -> Option<&Rc<Outcome>> {
        let bindings = self.met.get_index(context.0)?;
        let at = bindings
            .binary_search_by_key(&input, |(bound, _)| *bound)
            .ok()?;
        bindings.get(at).map(|(_, outcome)| outcome)
    }

    /// The context with these bindings over it; a later binding of an input replaces an earlier.
    pub fn bind(&mut self, context: Context, more: Vec<(InputId, Rc<Outcome>)>) -> Context {
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
}
