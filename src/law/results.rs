use std::collections::BTreeSet;

use super::{Effect, ExprId, Law, Rule, TermId, cone_until};

impl Law {
    /// The terms that the law comes to: those of which no rule and no other term makes further use.
    /// What a rule says of the very term that it uses, a share of what it would be without it, is no
    /// further use. A term of an element is none, for its element is not named.
    pub fn results(&self) -> Vec<TermId> {
        let terms = || (0..self.terms.len()).map(TermId::at);
        let mut used = BTreeSet::new();
        for term in terms() {
            let own = &self[term];
            let rules = own.rules.iter().flat_map(|rule| self[*rule].exprs());
            let otherwise = own.otherwise.filter(|_| own.is_given_values());
            let mut found = self.calls(rules.chain(otherwise));
            found.remove(&term);
            used.append(&mut found);
        }
        let lifts = self.rules.iter().filter(|rule| rule.effect == Effect::Lift);
        used.append(&mut self.calls(lifts.flat_map(Rule::exprs)));
        terms()
            .filter(|id| self[*id].is_given_values() && self[*id].of.is_none())
            .filter(|id| !used.contains(id))
            .collect()
    }

    /// The terms that expressions call, those of rules not entered.
    fn calls(&self, roots: impl Iterator<Item = ExprId>) -> BTreeSet<TermId> {
        cone_until(self, roots, |term| !self[term].rules.is_empty()).terms
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::super::{Op, Type};
    use super::*;

    #[test]
    fn a_term_that_builds_on_itself_is_a_result_and_what_it_uses_is_none() {
        let mut draft = Draft::new();
        let terms = ["rate", "levy", "default"];
        let [rate, levy, default] = terms.map(|name| draft.term(name, Type::Int, None));
        let default_called = draft.call(default);
        let unused = draft.term("unused", Type::Int, Some(default_called));
        let (one, rate_called, levy_called) = (draft.int(1), draft.call(rate), draft.call(levy));
        draft.rule("the rate", rate, one, &[]);
        // The levy takes the rate through a define.
        let define = draft.define("share", rate_called);
        let share = draft.call(define);
        let base = draft.rule("base", levy, share, &[]);
        let plus = draft.rule("plus", levy, one, &[]);
        let (switch, yes) = (draft.switch(plus), draft.bool(true));
        let without = draft.with(&[(switch, yes)], levy_called);
        let sum = draft.op(Op::Add, &[without, one]);
        draft.law[plus].effect = Effect::Value(levy, sum);
        draft.despite(plus, base);
        assert_eq!(draft.law.results(), [levy, unused]);
        // An exception that asks for the levy makes further use of it.
        let five = draft.int(5);
        let is_five = draft.op(Op::Equal, &[levy_called, five]);
        draft.lift("exemption", &[base], &[is_five]);
        assert_eq!(draft.law.results(), [unused]);
    }
}
