//! Rules: every written rule becomes one kernel rule for each of its effects and steps.

mod add_rule;
mod conditions;
mod deadline;
mod effects;
mod in_place;
mod life;
mod requirement;
mod twice;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::StepId;

use super::context::{Checker, PendingRule};

pub use deadline::{Deadlines, declare_overdue};
pub use effects::Effects;
pub use in_place::InPlace;

impl<'c> Checker<'c> {
    /// Lowers all rules that are no exceptions; the exceptions follow in `lower_exceptions`.
    pub fn lower_rules(&mut self) {
        let pending = self.pending.rules.clone();
        for rule in &pending {
            let told = self.diagnostics.len();
            let life = self.life(rule);
            if let Some(life) = life {
                self.law[rule.id].from = life.from;
                self.law[rule.id].until = life.until;
            }
            if rule.rule.lifts.is_empty() && !rule.prevails() {
                self.lower_plain(rule);
            }
            if self.is_wrong_since(told) || self.is_act_broken(rule) {
                self.broken.insert(rule.id);
                if rule.dated {
                    self.forget_lives(rule);
                }
            }
        }
    }

    /// Whether a rule has its life from an act of which the first day is not known for a mistake.
    fn is_act_broken(&self, pending: &PendingRule<'c>) -> bool {
        let act = self.law[pending.id].act;
        act.map_or(pending.adrift, |act| {
            self.symbols.is_broken(&self.law[act].name)
        })
    }

    fn lower_plain(&mut self, pending: &PendingRule<'c>) {
        if pending.rule.effects.is_empty() {
            let name = &pending.rule.name;
            self.report(
                Diagnostic::new(Code::BadEffect, format!("the rule `{}` does nothing", name.text))
                    .at(name.span, "")
                    .help("say what follows (`then open`, `requires …`, `must …`, `NAME = …`), or what it `lifts`"),
            );
            return;
        }
        if pending.headless {
            return self.check_names(pending);
        }
        let steps = self.law[pending.id].on.clone();
        for_each_step(&steps, |step| {
            self.lower_effects(pending, step, &[], Effects::All);
        });
    }
}

/// Once for each step, or once without any.
pub fn for_each_step(steps: &[StepId], mut act: impl FnMut(Option<StepId>)) {
    if steps.is_empty() {
        act(None);
    }
    for step in steps {
        act(Some(*step));
    }
}
