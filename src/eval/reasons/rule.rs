//! Why a rule applies, does not, or waits.

use crate::law::{ExprId, InputKind, RuleId, cone, with_stack};

use super::super::interpreter::Node;
use super::super::outcome::Outcome;
use super::super::standing::Standing;
use super::decisive::Decisive;
use super::search::Search;

impl Search<'_> {
    /// A rule that applies: its names, the readings its life depends on, its conditions, its
    /// value, and what would lift it if that were not lifted itself.
    pub(super) fn applies(&mut self, rule: RuleId) {
        if !self.is_new(Node::Stands(rule)) {
            return;
        }
        let law = self.law;
        self.name(rule);
        self.life(rule);
        let stated: Vec<ExprId> = law.stated(rule).collect();
        self.expressions(&stated);
        if let Some(value) = law[rule].value() {
            self.expression(value);
        }
        for lifter in &law[rule].lifted_by {
            if self.is_new(Node::Stands(*lifter)) {
                with_stack(|| self.why_not(*lifter, false));
                self.kept_off(*lifter);
            }
        }
    }

    /// What keeps an exception off that is in force, where that is wanted.
    pub(super) fn kept_off(&mut self, exception: RuleId) {
        if !self.with_exceptions
            || self
                .relevance
                .about_another_step(&self.interpreter, exception)
        {
            return;
        }
        let Standing::ConditionFalse { conditions } = self.interpreter.standing(exception) else {
            return;
        };
        let law = self.law;
        let is_of_readings = |condition: &ExprId| {
            let inputs = cone(law, [*condition]).inputs;
            let mut kinds = inputs.iter().map(|input| law[*input].kind);
            kinds.all(|kind| matches!(kind, InputKind::Reading))
        };
        // Each of them keeps it off by itself.
        let given = conditions.iter().find(|one| !is_of_readings(one));
        if let Some(condition) = given.or(conditions.first()) {
            self.expression(*condition);
        }
    }

    /// Why a rule does not apply. Whatever is wrong with the rule itself comes first: a rule
    /// without its conditions is not lifted.
    pub(super) fn why_not(&mut self, rule: RuleId, conditions_matter: bool) {
        let conditions = self.interpreter.conditions(rule, Outcome::is_false);
        match self.interpreter.standing(rule) {
            Standing::Lifted { by } => {
                self.name(rule);
                for lifter in by {
                    self.applies(lifter);
                }
            }
            Standing::NotInForce(_) if conditions_matter => {
                self.name(rule);
                self.life(rule);
                self.expressions(&conditions);
            }
            Standing::ConditionFalse { .. } if conditions_matter => {
                self.expressions(&conditions);
            }
            _ => {}
        }
    }

    pub(super) fn whether_it_stands(&mut self, rule: RuleId) {
        let outcome = self.interpreter.stands(rule);
        self.missing(&outcome);
        if outcome.is_true() {
            self.applies(rule);
        } else if outcome.is_false() {
            self.why_not(rule, true);
        } else {
            self.waits(rule);
        }
    }

    /// A rule of which it is open whether it applies, or what it gives.
    pub(super) fn waits(&mut self, rule: RuleId) {
        self.name(rule);
        let open = self.interpreter.conditions(rule, Outcome::is_open);
        self.expressions(&open);
        for lifter in &self.law[rule].lifted_by {
            if self.interpreter.stands(*lifter).is_open() && self.is_new(Node::Stands(*lifter)) {
                with_stack(|| self.waits(*lifter));
            }
        }
    }

    fn life(&mut self, rule: RuleId) {
        let (from, until) = (self.law[rule].from, self.law[rule].until);
        self.expressions(from.as_slice());
        self.expressions(until.as_slice());
    }

    pub(super) fn name(&mut self, rule: RuleId) {
        let written = self.law[rule].written;
        self.names.insert(Decisive::Written(written));
        self.names.extend(self.law[written].act.map(Decisive::Act));
        let mut around = self.law[written].provision;
        while let Some(provision) = around {
            // A provision met before brought those around it.
            if !self.names.insert(Decisive::Provision(provision)) {
                break;
            }
            around = self.law[provision].parent;
        }
    }
}
