use crate::law::{Effect, ExprId, Rule, RuleId, StepId, WrittenId};

use super::super::context::Checker;

impl Checker<'_> {
    /// Adds a kernel rule; it prevails over the rules of the same term that come from those it is `over`.
    /// Takes as long as these have rules, however many there are of the term.
    pub fn add_rule(
        &mut self,
        written: WrittenId,
        step: Option<StepId>,
        conditions: Vec<ExprId>,
        effect: Effect,
        over: &[WrittenId],
    ) -> RuleId {
        let id = RuleId::at(self.law.rules.len());
        let Self { law, step_of, .. } = self;
        if let Effect::Value(term, _) = effect {
            let of_term =
                |other: &RuleId| matches!(law[*other].effect, Effect::Value(of, _) if of == term);
            let others = over.iter().flat_map(|one| law[*one].rules.iter().copied());
            let others: Vec<RuleId> = others.filter(of_term).collect();
            for other in others {
                // What is named twice gives way once.
                let below = &mut law[other].below;
                if below.last() != Some(&id) {
                    below.push(id);
                }
            }
            law[term].rules.push(id);
        }
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
        id
    }
}
