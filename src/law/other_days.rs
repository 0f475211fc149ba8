use std::collections::BTreeSet;

use super::{Expr, ExprId, Law, Rule, RuleId, WrittenId, cone};

impl Law {
    /// The rules that matter on days on which they are not in force, since a rule or define asks
    /// what holds under the law of another day.
    pub fn asked_of_other_days(&self) -> BTreeSet<WrittenId> {
        let Some(law_day) = self.law_day() else {
            return BTreeSet::new();
        };
        let of_rules = self.rules.iter().flat_map(Rule::exprs);
        let of_terms = self.terms.iter().filter_map(|term| term.otherwise);
        let assumed = self.assumes.iter().map(|one| one.holds);
        let all = cone(self, of_rules.chain(of_terms).chain(assumed));
        let moved: Vec<ExprId> = all
            .exprs
            .iter()
            .filter_map(|id| match self.exprs.get(*id) {
                Expr::With(bound, inner) => bound
                    .iter()
                    .any(|(input, _)| *input == law_day)
                    .then_some(*inner),
                _ => None,
            })
            .collect();
        let asked = cone(self, moved);
        let lifts = |rule: &RuleId| self[*rule].written;
        asked.rules.iter().map(lifts).collect()
    }
}
