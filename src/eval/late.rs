//! By which rules something is overdue.

use std::collections::BTreeSet;

use crate::law::{StepId, TermId, TermRole, WrittenId};

use super::interpreter::Interpreter;

impl Interpreter<'_> {
    /// The terms of the deadlines of a step that have passed.
    pub(super) fn passed(&mut self, step: StepId) -> Vec<TermId> {
        let law = self.law;
        let all = (0..law.terms.len()).map(TermId::at);
        let of_step = all.filter(|term| law[*term].role == TermRole::Deadline(step));
        of_step.filter(|term| self.term(*term).is_true()).collect()
    }

    /// The rules that set these deadlines. Whoever must do a step by another rule as well, which sets no
    /// last day or a later one, is not late by that rule.
    pub(super) fn late_by(&mut self, passed: &[TermId]) -> BTreeSet<WrittenId> {
        let law = self.law;
        let mut late = BTreeSet::new();
        for term in passed {
            for rule in self.candidates(*term) {
                if self.wins(rule).is_true() {
                    late.insert(law[rule].written);
                }
            }
        }
        late
    }
}
