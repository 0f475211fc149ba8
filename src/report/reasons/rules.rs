//! The rules behind an answer: those that apply, and why others do not.

use crate::calendar::Day;
use crate::eval::{Explanation, Interpreter, Outcome, RuleStatus, Standing, TermExplanation};
use crate::law::{Effect, ExprId, ProvisionId, RuleId, TermRole, Value};
use crate::report::last_day::{LastDay, last_days};
use crate::report::outline::Line;
use crate::report::rule_words::{depends_of, does_not_apply, headings, lacking, why};
use crate::report::words::{
    capitalized, element, heading, joined, requires, said_together, term_comes_to, thing_called,
};

use super::Reasons;
use super::closing::another_choice;
use super::conditions::{around, is_reading, shared_conditions};

impl<'l> Reasons<'l> {
    /// The rules that determine a term: those that apply, else those that could and do not.
    pub(super) fn term<'e: 'l>(&mut self, term: &'e TermExplanation) {
        for status in &term.rules {
            if !status.about_another_step {
                self.rule_of(term, status);
            }
        }
        let is_norm = matches!(self.law[term.term].role, TermRole::Norm(_));
        let binds = |status: &&RuleStatus| !is_norm || self.law.is_binding(status.rule);
        let binding = || term.rules.iter().filter(binds);
        if binding().all(|status| status.about_another_step) {
            let written = binding().map(|status| self.law[status.rule].written);
            self.of_other_steps.extend(written);
        }
        if let Some(otherwise) = &term.otherwise {
            self.walk(otherwise);
        }
        self.comes_to(term);
    }

    /// What a value is where no rule gives one, or whether those that are open apply or not; of a thing that
    /// elements have, each is told by itself.
    fn comes_to(&mut self, term: &TermExplanation) {
        let (law, declared) = (self.law, &self.law[term.term]);
        let Outcome::Value(value) = term.outcome else {
            return;
        };
        let is_told = declared.role == TermRole::Value && declared.of.is_none();
        if !is_told || matches!(value, Value::Bool(_)) || !term.winners.is_empty() {
            return;
        }
        let of_this = |status: &&RuleStatus| !status.about_another_step;
        let is_open = |status: &RuleStatus| matches!(status.standing, Standing::Open { .. });
        let comes_to = term_comes_to(law, term.term, "", value);
        if term.rules.iter().filter(of_this).any(is_open) {
            self.item(Line::new(&format!("Either way, {comes_to}")));
        } else if term.otherwise.is_some() {
            let line = Line::new(&format!("Where no rule gives one, {comes_to}"));
            let otherwise = term.otherwise.as_ref();
            let computed = otherwise.and_then(|value| self.computed(value));
            self.item(line.resting_on(&declared.grounds).computed(computed));
        }
    }

    /// Where nothing else is a reason: the rules that are about steps that are not taken.
    pub(super) fn other_steps(&mut self) {
        if !self.lines.is_empty() || self.of_other_steps.is_empty() {
            return;
        }
        let rules = self.of_other_steps.iter();
        let rules: Vec<String> = rules
            .map(|rule| format!("“{}”", heading(self.law, *rule)))
            .collect();
        let each = match rules.as_slice() {
            [_] => "The rule on this is",
            _ => "The rules on this are",
        };
        let told = format!(
            "{each} about another step, or about another choice: {}",
            joined(&rules, "and")
        );
        self.item(Line::new(&told));
    }

    fn rule_of<'e: 'l>(&mut self, term: &'e TermExplanation, status: &'e RuleStatus) {
        if term.winners.contains(&status.rule) {
            self.applies(status);
            if self.level <= self.depth {
                self.note_prevailing(term, status);
            }
            return;
        }
        let set_aside = matches!(
            status.standing,
            Standing::Lifted { .. } | Standing::Defeated { .. }
        );
        // Where nothing is required, what is merely allowed is no reason.
        let allows = matches!(self.law[term.term].role, TermRole::Norm(_))
            && !self.law.is_binding(status.rule);
        // Although another applies, it is what the answer waits for, or by what there is none.
        let is_missed = match status.standing {
            Standing::Failed { .. } => matches!(term.outcome, Outcome::Fail(_)),
            Standing::Open { .. } => matches!(term.outcome, Outcome::Open(_)),
            _ => false,
        };
        if set_aside || ((is_missed || term.winners.is_empty()) && !allows) {
            self.does_not_apply(status);
        }
    }

    pub(super) fn rule<'e: 'l>(&mut self, status: &'e RuleStatus) {
        if status.standing == Standing::Wins {
            self.applies(status);
        } else {
            self.does_not_apply(status);
        }
    }

    /// A rule that applies: its act, its provisions, itself, and then what its conditions rest on.
    fn applies<'e: 'l>(&mut self, status: &'e RuleStatus) {
        let law = self.law;
        let id = law[status.rule].written;
        let of_elements = law.rule_of_element(status.rule).is_some();
        if !self.told.applies(id, of_elements) {
            self.another_last_day(status);
            self.not_done_by_then(status);
            return;
        }
        self.act(status.rule);
        let mut rest: Vec<&Explanation> = status.conditions.iter().collect();
        for provision in around(law, id) {
            let shared = shared_conditions(law, provision);
            let (own, others) = rest
                .into_iter()
                .partition::<Vec<_>, _>(|condition| shared.contains(&condition.expr));
            rest = others;
            if self.told.provision(provision) {
                self.provision(provision, &own);
            }
        }
        self.own_sentence(status, &rest);
        self.not_done_by_then(status);
        self.behind(|reasons| {
            for part in status.conditions.iter().chain(&status.value) {
                reasons.walk_terms(part);
            }
        });
        if self.level <= self.depth {
            self.note_exceptions(status);
        }
    }

    fn act(&mut self, rule: RuleId) {
        let law = self.law;
        let Some(act) = law[law[rule].written].act else {
            return;
        };
        if let Some((first, grounds)) = &law[act].in_force
            && self.told.act(act)
        {
            let line = Line::new(&format!("“{}” is in force", law[act].title));
            let here = match self.day(*first) {
                Some(day) => format!("in force since {}", day.in_words()),
                None => String::new(),
            };
            self.item(line.resting_on(grounds).here(here));
        }
    }

    fn provision(&mut self, provision: ProvisionId, conditions: &[&Explanation]) {
        let law = self.law;
        let grounds = &law[provision].grounds;
        if grounds.is_empty() && conditions.is_empty() {
            return;
        }
        let sentence = self
            .sentence(conditions)
            .or_else(|| law[provision].heading.clone());
        let facts = self.facts(conditions);
        let here = self.here(false, [facts.words(law)]);
        let line = Line::new(&sentence.unwrap_or_default()).resting_on(grounds);
        self.item(line.here(here).seeing(facts.seen()));
    }

    fn own_sentence(&mut self, status: &RuleStatus, conditions: &[&Explanation]) {
        let law = self.law;
        let id = law[status.rule].written;
        let of_provisions: usize = around(law, id)
            .into_iter()
            .map(|provision| law[provision].grounds.len())
            .sum();
        let grounds = law[id].grounds.get(of_provisions..).unwrap_or_default();
        // The conditions alone do not say what an exception lifts, what a rule requires or which way it opens.
        let sentence = match law[status.rule].effect {
            Effect::Value(term, value) => match law[term].role {
                TermRole::Requirement(step) => Some(requires(law, status.rule, step, value)),
                TermRole::Open(_) => None,
                _ => self.sentence(conditions),
            },
            Effect::Lift => None,
        };
        let sentence = sentence.unwrap_or_else(|| self.by_heading(status.rule));
        let behind: Vec<&Explanation> = conditions.iter().copied().chain(&status.value).collect();
        let facts = self.facts(&behind);
        let told = [
            self.given(status),
            self.open_value(status),
            Some(facts.words(law)),
            self.life(status.rule),
        ];
        let last_days = self.until_when(status);
        let seen = facts.seen();
        let until_when = last_days.iter().flat_map(|last| last.words_beside(&seen));
        let here = self.here(true, told.into_iter().flatten().chain(until_when));
        let line = Line::new(&capitalized(&sentence))
            .of(id)
            .resting_on(grounds);
        let given = status.value.as_ref();
        let computed = given.and_then(|value| self.computed(value));
        let line = line.here(here).computed(computed).seeing(seen);
        self.item(line.until(last_days));
    }

    /// A rule by its heading. Below a provision that is called alike, an exception is told by what it lifts.
    fn by_heading(&self, rule: RuleId) -> String {
        let law = self.law;
        let id = law[rule].written;
        let own = heading(law, id);
        let called = |provision: &ProvisionId| law[*provision].heading.as_ref() == Some(&own);
        let lifted = (0..law.rules.len()).map(RuleId::at);
        let lifted: Vec<RuleId> = lifted
            .filter(|below| law[*below].lifted_by.contains(&rule))
            .collect();
        match lifted.is_empty() || !around(law, id).iter().any(called) {
            true => own,
            false => format!("“{own}” is an exception to {}", headings(law, &lifted)),
        }
    }

    /// The number, day, amount or value that a rule gives a term: "the levy is 99.00 crowns".
    fn given(&self, status: &RuleStatus) -> Option<String> {
        let Effect::Value(term, _) = self.law[status.rule].effect else {
            return None;
        };
        match status.value.as_ref()?.outcome {
            Outcome::Value(Value::Bool(_)) => None,
            Outcome::Value(given) if self.law[term].is_given_values() => {
                let of = match self.told.element {
                    Some(_) if self.law[term].of.is_some() => format!(" of {}", self.subject(true)),
                    _ => String::new(),
                };
                Some(term_comes_to(self.law, term, &of, given))
            }
            _ => None,
        }
    }

    /// On what the value depends that a rule gives a term: "the levy depends on the payment".
    fn open_value(&self, status: &RuleStatus) -> Option<String> {
        let Effect::Value(term, _) = self.law[status.rule].effect else {
            return None;
        };
        match &status.value.as_ref()?.outcome {
            Outcome::Open(missing) if self.law[term].is_given_values() => {
                let missing = lacking(self.law, self.case, missing);
                let thing = thing_called(self.law, term);
                Some(depends_of(self.law, &thing, &missing))
            }
            _ => None,
        }
    }

    /// Until when what a rule makes due must be done, where that is not told yet.
    fn until_when(&mut self, status: &RuleStatus) -> Vec<LastDay> {
        let id = self.law[status.rule].written;
        let mut all = last_days(self.law, self.case, status.rule);
        all.retain(|last| !self.told.last_day(id, last.step));
        if let Some(last) = all.first() {
            self.told.tell_last_day(id, last.step);
        }
        all
    }

    /// The last day that a rule which is told already sets for something else.
    fn another_last_day(&mut self, status: &RuleStatus) {
        let last_days = self.until_when(status);
        if !last_days.is_empty() {
            let law = self.law;
            let id = law[status.rule].written;
            let sentence = capitalized(&self.by_heading(status.rule));
            let here = self.here(
                true,
                last_days.iter().flat_map(|last| last.words_beside(&[])),
            );
            let line = Line::new(&sentence).of(id).resting_on(law.own_grounds(id));
            self.item(line.here(here).until(last_days));
        }
    }

    /// A day of the law on the readings of the case; `None` where they leave it open.
    pub(super) fn day(&self, day: ExprId) -> Option<Day> {
        let outcome = Interpreter::new(self.law, self.case).evaluate(day);
        match outcome.value() {
            Some(Value::Day(day)) => Some(day),
            _ => None,
        }
    }

    /// The days of a rule that are not those of its act.
    fn life(&self, rule: RuleId) -> Option<String> {
        let law = self.law;
        let life = Interpreter::new(law, self.case).life(rule);
        let day = |outcome: &Option<Outcome>| match outcome {
            Some(Outcome::Value(Value::Day(day))) => Some(*day),
            _ => None,
        };
        let act = law[law[rule].written].act;
        let of_act = act.and_then(|act| law[act].in_force.as_ref());
        let of_act = of_act.and_then(|(first, _)| self.day(*first));
        let from = day(&life.from).filter(|from| Some(*from) != of_act);
        let last = day(&life.until).and_then(Day::previous);
        match (from, last) {
            (Some(from), Some(last)) => Some(format!(
                "in force from {} to {}",
                from.in_words(),
                last.in_words()
            )),
            (Some(from), None) => Some(format!("in force since {}", from.in_words())),
            (None, Some(last)) => Some(format!("in force up to {}", last.in_words())),
            (None, None) => None,
        }
    }

    fn sentence(&self, conditions: &[&Explanation]) -> Option<String> {
        let said = |of_element: bool| -> Option<String> {
            let said = conditions
                .iter()
                .filter(|condition| !is_reading(self.law, condition.expr))
                .filter(|condition| {
                    let of_one = self.told.element.is_some();
                    (of_one && self.law.said_of_element(condition.expr).is_some()) == of_element
                })
                .map(|condition| condition.expr);
            let said: Vec<ExprId> = said.collect();
            let subject = self.subject(of_element);
            (!said.is_empty()).then(|| said_together(self.law, &said).stated(&subject).words())
        };
        let both: Vec<String> = said(true).into_iter().chain(said(false)).collect();
        (!both.is_empty()).then(|| capitalized(&both.join(", and ")))
    }

    /// A rule that does not apply, and why; what lifts it is told with it.
    fn does_not_apply<'e: 'l>(&mut self, status: &'e RuleStatus) {
        let law = self.law;
        let id = law[status.rule].written;
        // Of no element can it be otherwise.
        let of_all = matches!(status.standing, Standing::NotInForce(_));
        if !self.told.does_not_apply(id, of_all) {
            return;
        }
        let to = match self.told.element {
            Some((list, place)) if !of_all && law.rule_of_element(status.rule).is_some() => {
                format!(" to {}", element(law, list, place))
            }
            _ => String::new(),
        };
        let heading = heading(law, id);
        let sentence = match status.standing {
            Standing::Open { .. } => format!("It is open whether “{heading}” applies{to}"),
            Standing::Failed { .. } => {
                format!("It is not settled whether “{heading}” applies{to}")
            }
            _ => does_not_apply(law, id, &to),
        };
        let why = why(law, self.case, status);
        let here = self.here(true, [why].into_iter().chain(self.open_value(status)));
        let conditions: Vec<&Explanation> = status.conditions.iter().collect();
        let line = Line::new(&sentence).of(id).resting_on(&law[id].grounds);
        self.item(line.here(here).seeing(self.facts(&conditions).seen()));
        self.ended(status);
        self.behind(|reasons| {
            let is_open = matches!(status.standing, Standing::Open { .. });
            for exception in &status.exceptions {
                match exception.standing {
                    Standing::Wins => reasons.applies(exception),
                    Standing::Open { .. } if is_open && !exception.about_another_step => {
                        reasons.does_not_apply(exception);
                    }
                    _ => {}
                }
            }
            for condition in &status.conditions {
                reasons.walk_terms(condition);
            }
        });
    }

    /// The amendment by which a rule is over.
    fn ended(&mut self, status: &RuleStatus) {
        let law = self.law;
        let Standing::NotInForce(life) = &status.standing else {
            return;
        };
        if let Some(by) = law[law[status.rule].written].ends_by
            && life.is_over()
        {
            let act = law[by].act.map(|act| format!("“{}”", law[act].title));
            let act = act.unwrap_or_else(|| "An amendment".to_owned());
            let line = Line::new(&format!("{act} ended it"));
            self.item(line.resting_on(&law[by].grounds));
        }
    }

    /// The rules that would come first, and do not apply.
    fn note_prevailing<'e: 'l>(&mut self, term: &'e TermExplanation, status: &RuleStatus) {
        let above = &self.law[status.rule].below;
        let would_prevail = term.rules.iter().filter(|other| {
            let idle = matches!(
                other.standing,
                Standing::ConditionFalse { .. } | Standing::NotInForce(_)
            );
            idle && above.contains(&other.rule) && !self.law.is_stand_in(other.rule)
        });
        for exception in would_prevail {
            self.note_exception(exception);
        }
    }

    fn note_exceptions<'e: 'l>(&mut self, status: &'e RuleStatus) {
        for exception in &status.exceptions {
            self.note_exception(exception);
        }
    }

    fn note_exception<'e: 'l>(&mut self, exception: &'e RuleStatus) {
        let id = self.law[exception.rule].written;
        let concerns = !exception.about_another_step
            || another_choice(self.law, self.case, exception).is_some();
        if concerns && self.told.exception(id) {
            self.exceptions.push(exception);
        }
    }
}
