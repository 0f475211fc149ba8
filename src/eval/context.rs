//! What is bound by `With` and by a walk through steps while an expression is evaluated.

use std::collections::BTreeMap;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use crate::law::InputId;

use super::outcome::Outcome;

/// A context, by its place among those met. Equal contexts have equal ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ContextId(usize);

/// Inputs that stand for something else than what the situation gives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Context {
    /// What they stand for.
    pub bindings: BTreeMap<InputId, Outcome>,
    /// The gate of a door is evaluated: the holdings are those of a walk, and asking again what
    /// is within reach would go round in circles.
    pub walking: bool,
}

/// All contexts met.
#[derive(Debug)]
pub(super) struct Contexts {
    met: IndexSet<Context, FxBuildHasher>,
    /// For each context those that bindings within it led to.
    within: BTreeMap<ContextId, LeadsTo>,
}

/// The contexts that bindings lead to.
type LeadsTo = IndexMap<Vec<(InputId, Outcome)>, ContextId, FxBuildHasher>;

impl Contexts {
    /// The context without bindings.
    pub const OUTERMOST: ContextId = ContextId(0);

    pub fn new() -> Self {
        Self {
            met: std::iter::once(Context::default()).collect(),
            within: BTreeMap::new(),
        }
    }

    pub fn id(&mut self, context: Context) -> ContextId {
        ContextId(self.met.insert_full(context).0)
    }

    /// Where bindings led to within a context, if they were met there before.
    pub fn within(&self, id: ContextId, bindings: &[(InputId, Outcome)]) -> Option<ContextId> {
        self.within.get(&id)?.get(bindings).copied()
    }

    /// Keeps where bindings lead to within a context.
    pub fn keep(&mut self, id: ContextId, bindings: Vec<(InputId, Outcome)>, leads_to: ContextId) {
        self.within
            .entry(id)
            .or_default()
            .insert(bindings, leads_to);
    }

    /// A copy to derive another context from.
    pub fn copy(&self, id: ContextId) -> Context {
        self.met.get_index(id.0).cloned().unwrap_or_default()
    }

    pub fn binding(&self, id: ContextId, input: InputId) -> Option<&Outcome> {
        self.met.get_index(id.0)?.bindings.get(&input)
    }

    pub fn is_walking(&self, id: ContextId) -> bool {
        self.met
            .get_index(id.0)
            .is_some_and(|context| context.walking)
    }
}
