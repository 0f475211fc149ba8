use crate::law::{Effect, ExprId, Rule, RuleId, StepId, WrittenId};

use super::super::context::Checker;

impl Checker<'_> {
    /// Adds a kernel rule; it prevails over the rules of the same term that come from `above`.
    pub fn add_rule(
        &mut self,
        written: WrittenId,
        step: Option<StepId>,
        conditions: Vec<ExprId>,
        effect: Effect,
        above: &[WrittenId],
    ) -> RuleId {
        let id = RuleId::at(self.law.rules.len());
        let Self { law, step_of, .. } = self;
        let (from, until) = (law[written].from, law[written].until);
        law.rules.push(Rule {
            written,
            from,
            until,
            conditions,
            effect,
            lifted_by: Vec::new(),
            below: Vec::new(),
        });
        law[written].rules.push(id);
        if let Some(step) = step {
            step_of.insert(id, step);
        }
        if let Effect::Value(term, _) = effect {
            if !above.is_empty() {
                let others = law[term].rules.clone();
                for other in others {
                    if above.contains(&law[other].written) {
                        law[other].below.push(id);
                    }
                }
            }
            law[term].rules.push(id);
        }
        id
    }
}
