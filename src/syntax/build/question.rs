//! Cases and claims: what is asked of a law.

use super::super::expr::Binding;
use super::super::expression::{ExprBuilder, applied, became, day, name};
use super::super::node::{Node, Rule};
use super::super::{
    Applied, Claimed, Expectation, Expected, ItemKind, NewLaw, Taken, Towards, When,
};
use super::builder::Builder;
use super::parts::{grounds, named, words};

impl Builder<'_> {
    pub fn case(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let on = day(self.found, &node.child(Rule::on_day)?.child(Rule::date)?)?;
        let under = self.optional(node, Rule::under)?;
        let given = node.child(Rule::given);
        let bindings: Option<Vec<Binding>> = given
            .iter()
            .flat_map(|given| given.all(Rule::binding))
            .map(|binding| ExprBuilder::new(self.found).binding(&binding))
            .collect();
        let step = match node.child(Rule::step) {
            Some(step) => Some(Taken {
                step: applied(self.found, &step.child(Rule::applied)?)?,
                became: step
                    .child(Rule::became)
                    .and_then(|node| Some((became(&node)?, node.span()))),
            }),
            None => None,
        };
        let expect: Option<Vec<Expectation>> = node
            .all(Rule::expect)
            .map(|expect| self.expectation(&expect))
            .collect();
        Some(ItemKind::Case {
            name: named(node)?,
            heading: words(node),
            grounds: grounds(node),
            on,
            under,
            given: bindings?,
            closed: given.is_some_and(|given| given.has(Rule::closing)),
            step,
            expect: expect?,
        })
    }

    fn expectation(&mut self, node: &Node<'_>) -> Option<Expectation> {
        let outcome = node.child(Rule::outcome)?;
        Some(Expectation {
            under: self.expr_in_optional(node)?,
            outcome: self.expr_in(&outcome)?,
            undetermined: outcome.has(Rule::undetermined),
            by: node
                .child(Rule::reasons)
                .map(|reasons| reasons.all(Rule::name).map(|n| name(&n)).collect())
                .unwrap_or_default(),
            span: node.span(),
        })
    }

    pub fn prove(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        let expected = match node.child(Rule::expected) {
            Some(expected) if expected.has(Rule::kw_refuted) => Expected::Refuted,
            Some(expected) => Expected::Proved(self.optional(&expected, Rule::under)?),
            None => Expected::Proved(None),
        };
        Some(ItemKind::Prove {
            name: named(node)?,
            heading: words(node),
            grounds: grounds(node),
            under: self.optional(node, Rule::under)?,
            for_whom: self.optional(node, Rule::for_whom)?,
            from: self.optional(node, Rule::from)?,
            until: self.optional(node, Rule::until)?,
            claim: Box::new(self.claimed(&node.child(Rule::claim)?)?),
            expected,
        })
    }

    fn claimed(&mut self, node: &Node<'_>) -> Option<Claimed> {
        if let Some(kept) = node.child(Rule::kept) {
            let by = self.new_law(&kept.child(Rule::by_law)?)?;
            return Some(Claimed::Kept(self.expr_in(&kept)?, by));
        }
        let outcome = self.expr_in(node)?;
        if let Some(never) = node.child(Rule::never) {
            let rises = never.child(Rule::towards)?.has(Rule::kw_rises);
            return Some(Claimed::Never {
                outcome,
                towards: if rises { Towards::Up } else { Towards::Down },
                limit: self.optional(&never, Rule::by_more)?,
                when: self.when(&never)?,
            });
        }
        Some(match node.child(Rule::independent) {
            Some(of) => Claimed::Independent(outcome, self.applied_to(&of)?),
            None => Claimed::So(outcome),
        })
    }

    fn when(&mut self, never: &Node<'_>) -> Option<When> {
        if let Some(by) = never.child(Rule::by_law) {
            return self.new_law(&by).map(When::Law);
        }
        let rising = never.child(Rule::rising)?;
        let fact = applied(self.found, &rising.child(Rule::applied)?)?;
        Some(When::Rises(fact, self.expr_in_optional(&rising)?))
    }

    fn new_law(&mut self, node: &Node<'_>) -> Option<NewLaw> {
        match named(node) {
            Some(act) => Some(NewLaw::Act(act)),
            None => self.expr_in(node).map(NewLaw::Day),
        }
    }

    fn applied_to(&mut self, node: &Node<'_>) -> Option<Vec<Applied>> {
        let all = node.all(Rule::applied);
        all.map(|one| applied(self.found, &one)).collect()
    }
}
