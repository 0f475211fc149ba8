//! By which rules something is overdue.

use std::collections::BTreeSet;

use crate::law::{RuleId, StepId, TermId, TermRole, WrittenId};

use super::interpreter::Interpreter;

impl Interpreter<'_> {
    /// The terms of the deadlines of a step that have passed.
    pub(super) fn passed(&mut self, step: StepId) -> Vec<TermId> {
        let law = self.law;
        let all = (0..law.terms.len()).map(TermId::at);
        let of_step = all.filter(|term| law[*term].role == TermRole::Deadline(step));
        of_step.filter(|term| self.term(*term).is_true()).collect()
    }

    /// Of the rules by which a step is due, those by which it is late, if any: whoever must do it by another
    /// rule as well, which sets no last day or a later one, is not late by that rule.
    pub(super) fn late_among(&mut self, step: StepId, givers: &[RuleId]) -> Vec<RuleId> {
        let law = self.law;
        let late = self.late_by(step);
        let is_late = |rule: &&RuleId| late.contains(&law[**rule].written);
        match givers.iter().any(|rule| is_late(&rule)) {
            true => givers.iter().filter(is_late).copied().collect(),
            false => givers.to_vec(),
        }
    }

    /// The rules that set the deadlines of a step that have passed.
    fn late_by(&mut self, step: StepId) -> BTreeSet<WrittenId> {
        let law = self.law;
        let mut late = BTreeSet::new();
        for term in self.passed(step) {
            for rule in self.candidates(term) {
                if self.wins(rule).is_true() {
                    late.insert(law[rule].written);
                }
            }
        }
        late
    }
}
