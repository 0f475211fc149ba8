//! The conditions of a rule, and the names they may use.

use crate::diagnostic::Code;
use crate::law::{ExprId, InputId, StepId};
use crate::syntax::ClauseKind;

use super::super::context::{Checker, PendingRule};
use super::super::lower::{Lower, Place};

/// The parameters of a step, by name.
pub type Scope = Vec<(String, InputId)>;

impl<'c> Checker<'c> {
    /// The parameters of a step, by name.
    pub fn scope(&self, step: Option<StepId>) -> Scope {
        let Some(step) = step else { return Vec::new() };
        self.law[step]
            .choices
            .iter()
            .map(|id| (self.law[*id].name.clone(), *id))
            .collect()
    }

    /// The conditions of a rule, those of its provisions first. `None` after a mistake.
    pub fn conditions(&mut self, pending: &PendingRule<'c>, scope: &Scope) -> Option<Vec<ExprId>> {
        let mut conditions = Vec::new();
        let mut sound = true;
        for clause in pending
            .clauses()
            .filter(|clause| clause.kind == ClauseKind::When)
        {
            match self.lower_of(pending, scope).condition(&clause.expr) {
                Some(id) => conditions.extend(self.law.exprs.conjuncts(id)),
                None => sound = false,
            }
        }
        sound.then_some(conditions)
    }

    /// A lowering of what a rule says: of its element, if it is about one.
    pub fn lower_of<'s>(&'s mut self, pending: &PendingRule<'c>, scope: &'s Scope) -> Lower<'s> {
        let mut lower = self.lower(scope, Place::Law);
        lower.elements.extend(pending.of);
        lower
    }

    /// Looks the names up in the conditions of a rule whose procedure is not known: the parameters
    /// may be those of any. Other mistakes may be consequences.
    pub fn check_names(&mut self, pending: &PendingRule<'c>) {
        let steps = (0..self.law.steps.len()).map(StepId::at);
        let scope: Scope = steps.flat_map(|step| self.scope(Some(step))).collect();
        let told = self.diagnostics.len();
        self.conditions(pending, &scope);
        let found = self.diagnostics.split_off(told);
        let names = found.into_iter().filter(|d| d.code == Code::UnknownName);
        self.diagnostics.extend(names);
    }

    /// What is said on the occasion of a step applies only while that step is taken.
    pub fn occasional(&mut self, step: Option<StepId>, conditions: &[ExprId]) -> Vec<ExprId> {
        let mut all = Vec::new();
        if let Some(step) = step {
            all.push(self.on_occasion(step));
        }
        let said = conditions.iter().filter(|one| !all.contains(one));
        let said: Vec<ExprId> = said.copied().collect();
        all.extend(said);
        all
    }
}
