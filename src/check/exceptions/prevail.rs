//! `despite` and `subject to`: one rule prevails over another.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{ExprId, RuleId, StepId, Told, Value, WrittenId};

use super::super::context::{Checker, PendingRule};
use super::super::rules::{Effects, for_each_step};
use super::lives::{are_apart, is_lived, while_in_force};

impl<'c> Checker<'c> {
    /// Hands what a version of a rule is `subject to` over to the rule that prevails, so that there is
    /// one way to be an exception.
    pub fn reverse_subjections(&mut self) {
        for pending in self.pending.rules.clone() {
            for name in &pending.rule.subject_to {
                for target in self.targets(std::slice::from_ref(name)) {
                    let known_as = self.symbols.key(&pending.rule.name);
                    self.law[target].despite.push(known_as);
                    // Written rules and pending rules are declared together.
                    if let Some(winner) = self.pending.rules.get_mut(target.index()) {
                        winner.subjected.push(pending.id);
                    }
                }
            }
        }
    }

    pub(super) fn lower_prevailing(&mut self, pending: &PendingRule<'c>) {
        if pending.headless {
            return self.check_names(pending);
        }
        if pending.rule.effects.is_empty() {
            self.report(
                Diagnostic::new(
                    Code::BadEffect,
                    "a rule that prevails says what holds instead",
                )
                .at(pending.rule.name.span, "")
                .help("write `then …`; where nothing holds instead, write `lifts`"),
            );
            return;
        }
        let mut targets = self.targets_silently(&pending.rule.despite);
        targets.extend(&pending.subjected);
        let targets = self.without_apart(pending.id, targets);
        let (before, told) = (self.law.rules.len(), self.diagnostics.len());
        let declared = self.law[pending.id].on.clone();
        if declared.is_empty() {
            self.lower_where_targets_are(pending, &targets);
        } else {
            for_each_step(&declared, |step| {
                self.lower_effects(pending, step, &targets, Effects::All);
            });
        }
        // What could not be read of a rule, for a mistake here or in what it uses, decides nothing.
        let is_wrong = self.is_wrong_since(told) || self.broken.contains(&pending.id);
        if is_wrong || self.is_any_broken(&targets) {
            return;
        }
        let new = before..self.law.rules.len();
        for name in &pending.rule.despite {
            let named = self.targets_silently(std::slice::from_ref(name));
            let named = self.without_apart(pending.id, named);
            let gives_way = |target: &WrittenId| {
                let mut rules = self.law[*target].rules.iter();
                rules.any(|rule| {
                    self.law[*rule]
                        .below
                        .iter()
                        .any(|above| new.contains(&above.index()))
                })
            };
            if !named.is_empty() && !named.iter().any(gives_way) {
                self.report_idle((&name.text, name.span), &pending.rule.name.text);
            }
        }
    }

    /// A rule that names no step says of those of the rules that it prevails over whether they are
    /// open and what they require, and everything else everywhere. So it stays what it is when a
    /// later act makes others of these rules. What asks for a choice of a step can hold for that step
    /// only.
    fn lower_where_targets_are(&mut self, pending: &PendingRule<'c>, targets: &[WrittenId]) {
        // What is never in force speaks of nothing.
        let of_targets = targets
            .iter()
            .filter(|target| self.is_ever(**target))
            .flat_map(|target| self.law[*target].rules.clone());
        let of_targets: Vec<RuleId> = of_targets.collect();
        let mut steps: Vec<StepId> = Vec::new();
        for step in of_targets.iter().filter_map(|rule| self.step_of.get(rule)) {
            if !steps.contains(step) {
                steps.push(*step);
            }
        }
        if !steps.is_empty() && !self.lowers_without_step(pending) {
            self.lower_on_steps(pending, &steps, targets, Effects::All);
            return;
        }
        if Effects::OfSteps.has_some(&pending.rule.effects) {
            self.lower_on_steps(pending, &steps, targets, Effects::OfSteps);
        }
        if Effects::OfNoStep.has_some(&pending.rule.effects) {
            self.lower_effects(pending, None, targets, Effects::OfNoStep);
        }
    }

    fn lower_on_steps(
        &mut self,
        pending: &PendingRule<'c>,
        steps: &[StepId],
        targets: &[WrittenId],
        effects: Effects,
    ) {
        for_each_step(steps, |step| {
            let before = self.law.rules.len();
            self.lower_effects(pending, step, targets, effects);
            let new = before..self.law.rules.len();
            if let Some(step) = step.filter(|_| !new.is_empty()) {
                let named = self.while_named(pending.id, step, targets);
                if let Some(named) = named {
                    self.law.told.insert(named, Told::Unsaid);
                    self.speaks_while.insert((pending.id, step), named);
                }
                for rule in new.map(RuleId::at) {
                    self.law[rule].conditions.extend(named);
                }
            }
        });
    }

    /// Whether a rule is in force on any day, on any reading.
    fn is_ever(&self, rule: WrittenId) -> bool {
        let life = self.law[rule].life();
        !are_apart(&self.law, life, life)
    }

    /// When a rule says something of a step that it has from others: once one of these is in force, and
    /// until an amendment puts another text in the place of the last. `None` where that is so throughout
    /// its life.
    fn while_named(
        &mut self,
        rule: WrittenId,
        step: StepId,
        targets: &[WrittenId],
    ) -> Option<ExprId> {
        let is_about = |target: &&WrittenId| {
            let mut rules = self.law[**target].rules.iter();
            rules.any(|rule| self.step_of.get(rule) == Some(&step)) && self.is_ever(**target)
        };
        let about: BTreeSet<WrittenId> = targets.iter().filter(is_about).copied().collect();
        let always = self.law.exprs.lit(Value::Bool(true));
        let own = self.law[rule].life();
        let mut ways = Vec::new();
        for target in &about {
            let next = self.symbols.next_version(*target);
            let is_other = |next: WrittenId| {
                let on = &self.law[next].on;
                !about.contains(&next) && !on.contains(&step) && !self.apart.contains(&(rule, next))
            };
            // A version may have ended long before another text takes its place.
            let next = next.filter(|next| is_other(*next) && self.is_ever(*next));
            let ends = next.and_then(|next| self.law[next].from);
            let (begins, until) = self.law[*target].life();
            let lasts = while_in_force(&mut self.law, (begins, ends), own);
            // On some readings it may never be in force.
            let is_ever = is_lived(&mut self.law, (begins, until));
            let speaks = self.speaks_while.get(&(*target, step)).copied();
            let parts = [lasts, is_ever].into_iter().chain(speaks);
            ways.push(self.law.exprs.and(parts));
        }
        (!ways.contains(&always)).then(|| self.law.exprs.or(ways))
    }

    /// Reports what a rule is `subject to` although that decides nothing of what it does.
    pub(super) fn report_idle_subjections(&mut self, circular: &BTreeSet<usize>) {
        for (at, pending) in self.pending.rules.clone().iter().enumerate() {
            if circular.contains(&at) || self.is_any_broken(&[pending.id]) {
                continue;
            }
            for name in &pending.rule.subject_to {
                let mut winners = self.targets_silently(std::slice::from_ref(name));
                winners.retain(|winner| !self.apart.contains(&(*winner, pending.id)));
                if winners.is_empty() || self.is_any_broken(&winners) {
                    continue;
                }
                let own = self.law[pending.id].rules.iter();
                let above = |rule: &RuleId| {
                    let mut above = self.law[*rule].below.iter();
                    above.any(|other| winners.contains(&self.law[*other].written))
                };
                if !own.copied().any(|rule| above(&rule)) {
                    self.report_idle((&name.text, name.span), &pending.rule.name.text);
                }
            }
        }
    }
}
