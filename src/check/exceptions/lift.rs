//! `lifts`: the rule does not apply.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Effect, RuleId, StepId};

use super::super::context::{Checker, PendingRule};

/// Where a rule is lifted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lifted {
    /// Wherever it would apply: one about this step, or about none.
    Throughout(Option<StepId>),
    /// While this step is taken, one about none.
    OnOccasion(StepId),
}

impl<'c> Checker<'c> {
    pub(super) fn lower_lift(&mut self, pending: &PendingRule<'c>) {
        if pending.headless {
            return self.check_names(pending);
        }
        if !pending.rule.effects.is_empty() {
            self.report(
                Diagnostic::new(Code::BadEffect, "a rule that lifts another has no `then`")
                    .at(pending.rule.name.span, "")
                    .help("what is lifted does not apply; to put something in its place write `despite … then …`"),
            );
            return;
        }
        if pending.prevails() {
            let both = pending.rule.despite.first();
            let span = both.map_or(pending.rule.name.span, |name| name.span);
            self.report(
                Diagnostic::new(Code::BadEffect, "a rule either lifts or prevails")
                    .at(span, "")
                    .help("write two rules, one with `lifts`, one with `despite`"),
            );
        }
        let targets = self.targets_silently(&pending.rule.lifts);
        let targets = self.without_apart(pending.id, targets);
        if let Some(of) = pending.of
            && let Some(other) = targets
                .iter()
                .find(|target| self.element_of.get(*target) != Some(&of))
        {
            let (name, other) = (&self.law[of].name, &self.law[*other].name);
            let message =
                format!("`{other}` is not about each `{name}`: for which would it be lifted?");
            let help = format!(
                "say when it is lifted for the person: `when any LIST where {name}.…`, without `of {name}`"
            );
            let span = pending
                .rule
                .lifts
                .first()
                .map_or(pending.rule.name.span, |lifts| lifts.span);
            self.report(
                Diagnostic::new(Code::NoElement, message)
                    .at(span, "")
                    .help(help),
            );
            return;
        }
        let own = self.law[pending.id].on.clone();
        // One kernel rule for each step among the rules lifted: it sees that step's parameters.
        // What is said of no step is lifted while a step of its own is taken.
        let mut groups: Vec<(Lifted, Vec<RuleId>)> = Vec::new();
        for target in &targets {
            for rule in self.law[*target].rules.clone() {
                let step = self.step_of.get(&rule).copied();
                let lifted: Vec<Lifted> = match step {
                    _ if own.is_empty() => vec![Lifted::Throughout(step)],
                    Some(step) if own.contains(&step) => vec![Lifted::Throughout(Some(step))],
                    Some(_) => Vec::new(),
                    None => own.iter().map(|step| Lifted::OnOccasion(*step)).collect(),
                };
                for one in lifted {
                    match groups.iter_mut().find(|(known, _)| *known == one) {
                        Some((_, rules)) => rules.push(rule),
                        None => groups.push((one, vec![rule])),
                    }
                }
            }
        }
        if groups.is_empty() {
            // Where the targets themselves are broken, that was reported.
            match pending.rule.lifts.first() {
                Some(first) if !targets.is_empty() && !self.is_any_broken(&targets) => {
                    let rule = &pending.rule.name.text;
                    self.report_idle((&first.text, first.span), rule);
                }
                _ => self.check_names(pending),
            }
            return;
        }
        for (lifted, rules) in groups {
            let step = match lifted {
                Lifted::Throughout(step) => step,
                Lifted::OnOccasion(step) => Some(step),
            };
            let scope = self.scope(step);
            let Some(mut conditions) = self.conditions(pending, &scope) else {
                return;
            };
            if matches!(lifted, Lifted::OnOccasion(_)) {
                conditions = self.occasional(step, &conditions);
            }
            let lift = self.add_rule(pending.id, step, conditions, Effect::Lift, &[]);
            for rule in rules {
                self.law[rule].lifted_by.push(lift);
            }
        }
    }
}
