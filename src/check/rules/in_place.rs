//! What prevails over a deadline or a requirement stands in its place; others add up.

use indexmap::{IndexMap, IndexSet};

use crate::law::{StepId, TermId, WrittenId};

/// For each written rule the terms that it gives a value, of a step: its own, or those in whose place it
/// stands.
#[derive(Default)]
pub struct InPlace(IndexMap<(WrittenId, StepId), IndexSet<TermId>>);

impl InPlace {
    /// The terms of rules over which one prevails: it stands in their place.
    pub fn of(&self, rules: &[WrittenId], step: StepId) -> IndexSet<TermId> {
        let of_rule = |rule: &WrittenId| self.0.get(&(*rule, step));
        rules
            .iter()
            .filter_map(of_rule)
            .flatten()
            .copied()
            .collect()
    }

    /// Notes that a rule gives a term its value.
    pub fn note(&mut self, rule: WrittenId, step: StepId, term: TermId) {
        self.0.entry((rule, step)).or_default().insert(term);
    }
}
