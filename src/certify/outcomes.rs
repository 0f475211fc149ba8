use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::Outcome;

/// An outcome, by the place among those met: outcomes are large, and few are different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct OutcomeId(usize);

/// All outcomes met on a path. Equal ones are the same.
#[derive(Debug, Default)]
pub(super) struct Outcomes(IndexSet<Outcome, FxBuildHasher>);

impl Outcomes {
    /// The place of an outcome.
    pub fn note(&mut self, outcome: Outcome) -> OutcomeId {
        OutcomeId(self.0.insert_full(outcome).0)
    }

    /// The outcome at a place.
    pub fn at(&self, id: OutcomeId) -> Option<&Outcome> {
        self.0.get_index(id.0)
    }
}
