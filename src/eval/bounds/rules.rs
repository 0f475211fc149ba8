//! Between what the value of a term lies, by the rules that may give it one.

use crate::law::{RuleId, TermId, Value};

#[cfg(doc)]
use super::super::interpreter::Interpreter;
use super::super::interpreter::Node;
use super::super::outcome::Outcome;
use super::{Bounds, Range, all};

/// The most rules of one term that are compared with one another.
const CANDIDATES_LIMIT: usize = 1_000;

impl Bounds<'_> {
    /// As [`Interpreter::rule_stands`].
    pub(super) fn stands(&mut self, rule: RuleId) -> Range {
        let law = self.law;
        match self.interpreter.stands(rule) {
            Outcome::Value(value) => return Range::exactly(value),
            Outcome::Fail(_) => return Range::UNKNOWN,
            Outcome::Open(_) => {}
        }
        let in_force = [
            self.interpreter.is_off(rule).negated(),
            self.interpreter.has_begun(rule),
            self.interpreter.has_not_ended(rule),
        ];
        let mut parts: Vec<Range> = in_force
            .iter()
            .map(|outcome| match outcome.value() {
                Some(value) => Range::exactly(value),
                None => Range::YES_OR_NO.failing(true),
            })
            .collect();
        for condition in &law[rule].conditions {
            parts.push(self.expr(*condition));
        }
        for lifter in &law[rule].lifted_by {
            parts.push(self.node(Node::Stands(*lifter)).negated());
        }
        all(&parts)
    }

    /// As [`Interpreter::wins`].
    fn wins(&mut self, rule: RuleId) -> Range {
        let law = self.law;
        let mut parts = vec![self.node(Node::Stands(rule))];
        for above in &law[rule].below {
            parts.push(self.node(Node::Stands(*above)).negated());
        }
        all(&parts)
    }

    /// As the term by default: a gap and a conflict are failures.
    pub(super) fn term(&mut self, term: TermId) -> Range {
        let law = self.law;
        let declared = &law[term];
        let (mut some_stands, mut fails) = (false, false);
        let mut candidates: Vec<(RuleId, Range)> = Vec::new();
        for rule in &declared.rules {
            some_stands |= self.node(Node::Stands(*rule)).value() == Some(Value::Bool(true));
            let wins = self.wins(*rule);
            fails |= wins.fails;
            if wins.may_be(true)
                && let Some(value) = law[*rule].value()
            {
                candidates.push((*rule, self.expr(value)));
            }
        }
        let otherwise = match (some_stands, declared.otherwise) {
            (true, _) => None,
            (false, Some(otherwise)) => Some(self.expr(otherwise)),
            (false, None) => Some(Range::UNKNOWN),
        };
        let agree = |(one, first): &(RuleId, Range), (two, second): &(RuleId, Range)| {
            (first.only().is_some() && first.only() == second.only())
                || law[*one].below.contains(two)
                || law[*two].below.contains(one)
        };
        // Of more candidates than can be compared with one another some may differ.
        let many = candidates.len() > CANDIDATES_LIMIT;
        let conflict = many
            || candidates.iter().enumerate().any(|(at, one)| {
                let mut rest = candidates.iter().skip(at + 1);
                rest.any(|two| !agree(one, two))
            });
        let values = candidates.into_iter().map(|(_, value)| value);
        values
            .chain(otherwise)
            .reduce(Range::or)
            .unwrap_or(Range::UNKNOWN)
            .failing(fails || conflict)
    }
}
