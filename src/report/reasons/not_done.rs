//! What was not done by its last day.

use crate::eval::{Reason, RuleStatus};
use crate::law::{Effect, Expr, TermRole};
use crate::report::outline::Line;
use crate::report::values_seen::values_seen;
use crate::report::words::{capitalized, joined};

use super::Reasons;

impl<'l> Reasons<'l> {
    /// That something was not done by its last day, where that makes it late: whoever has it by now may
    /// have got it afterwards.
    pub(super) fn not_done_by_then<'e: 'l>(&mut self, status: &'e RuleStatus) {
        let law = self.law;
        let (Effect::Value(term, value), Some(late)) = (law[status.rule].effect, &status.value)
        else {
            return;
        };
        let is_deadline = matches!(law[term].role, TermRole::Deadline(_));
        let last = law.last_days.get(&value).and_then(|day| self.day(*day));
        let Some(last) = last.filter(|_| is_deadline && late.outcome.is_true()) else {
            return;
        };
        let parts = late.because.iter().filter_map(|reason| match reason {
            Reason::Operand(part) => Some(part),
            _ => None,
        });
        for part in parts {
            let Expr::Not(by_then) = law.exprs.get(part.expr) else {
                continue;
            };
            let Expr::With(_, done) = law.exprs.get(*by_then) else {
                continue;
            };
            if self.told.condition(part) {
                let so = capitalized(&self.stated(*done, false));
                let facts = self.facts(&[part]);
                let here = self.here(false, [joined(&values_seen(law, part), "and")]);
                let line = Line::new(&format!("{so} on {}", last.in_words()));
                self.item(line.here(here).seeing(facts.seen()));
            }
        }
    }
}
