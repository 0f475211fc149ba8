//! Days between two values of a parameter on which it has none: the first of them ended with its act.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Effect, ExprId, Law, Rule, RuleId, TermId};

use super::context::Checker;
use super::days::on_some_reading;
use super::declare::rule_in_words;
use super::parameters::{Asked, asked};

/// The day on which a value ends, and the first day of the next.
type Gap = (ExprId, ExprId);

impl Checker<'_> {
    /// Asks rules that use a parameter on days between two of its values.
    pub fn lint_value_gaps(&mut self) {
        let mut gaps: Vec<(TermId, Gap)> = Vec::new();
        for term in &self.pending.parameters {
            let values = &self.law[*term].rules;
            for (one, next) in values.iter().zip(values.iter().skip(1)) {
                if let (Some(end), Some(begins)) = (self.law[*one].until, self.law[*next].from)
                    && end != begins
                {
                    gaps.push((*term, (end, begins)));
                }
            }
        }
        if gaps.is_empty() {
            return;
        }
        let mut told = BTreeSet::new();
        let mut found = Vec::new();
        for (at, rule) in self.law.rules.iter().enumerate() {
            for (term, by) in asked(&self.law, RuleId::at(at)) {
                let own = matches!(rule.effect, Effect::Value(of, _) if of == term);
                for (_, gap) in gaps.iter().filter(|(of, _)| *of == term && !own) {
                    if let Some(days) = within(&self.law, rule, by, *gap)
                        && told.insert((term, *gap, rule.written))
                    {
                        found.push(self.used_between(rule, term, days));
                    }
                }
            }
        }
        self.diagnostics.append(&mut found);
    }

    fn used_between(&self, rule: &Rule, term: TermId, (end, begins): (Day, Day)) -> Diagnostic {
        let (rule, parameter) = (&self.law[rule.written], &self.law[term]);
        let message = format!(
            "{} uses `{}` on days on which it has no value",
            rule_in_words(&rule.name),
            parameter.name
        );
        let mut found = Diagnostic::new(Code::ParameterTooLate, message).at(rule.span, "");
        if let Some(span) = parameter.span {
            let note = format!("one value ends on {end} with its act, the next is from {begins}");
            found = found.note(note, span, "");
        }
        found.help("give the parameter a value from the day on which the act is repealed")
    }
}

/// The days of a gap that a rule falls into, on some reading.
fn within(law: &Law, rule: &Rule, by: Asked, (end, begins): Gap) -> Option<(Day, Day)> {
    let days: Vec<ExprId> = match by {
        Asked::On(day) => vec![end, begins, day],
        Asked::InForce => [end, begins]
            .into_iter()
            .chain(rule.from)
            .chain(rule.until)
            .collect(),
    };
    let falls = |days: &[Day]| {
        let [end, begins, rest @ ..] = days else {
            return false;
        };
        let (from, until) = match (by, rule.from.is_some()) {
            (Asked::On(_), _) => {
                return rest.first().is_some_and(|day| end <= day && day < begins);
            }
            (Asked::InForce, true) => (rest.first(), rest.get(1)),
            (Asked::InForce, false) => (None, rest.first()),
        };
        end < begins
            && from.is_none_or(|from| from < begins)
            && until.is_none_or(|until| end < until)
    };
    let days = on_some_reading(law, &days, falls).ok()??;
    Some((*days.first()?, *days.get(1)?))
}
