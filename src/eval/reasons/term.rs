//! Why a term has its value, or none.

use std::collections::BTreeSet;

use crate::law::{RuleId, StepId, TermId, TermRole};

use super::super::interpreter::Node;
use super::super::outcome::{Cause, Outcome};
use super::decisive::Decisive;
use super::search::Search;

impl Search<'_> {
    pub(super) fn term(&mut self, term: TermId) {
        self.names.insert(Decisive::Term(term));
        if !self.is_new(Node::Term(term)) {
            return;
        }
        let outcome = self.interpreter.term(term);
        self.missing(&outcome);
        match &outcome {
            Outcome::Value(_) => self.value(term, &outcome),
            Outcome::Open(_) => self.waiting(term),
            Outcome::Fail(causes) => self.failure(term, causes),
        }
    }

    fn value(&mut self, term: TermId, outcome: &Outcome) {
        match self.law[term].role {
            TermRole::Overdue(step) if outcome.is_true() => self.overdue(step),
            _ => {
                let givers = self.givers(term);
                self.given(term, outcome, &givers);
            }
        }
    }

    /// A step is overdue by the rules alone that set a last day which is past.
    fn overdue(&mut self, step: StepId) {
        let law = self.law;
        let norm = law[step].norm;
        let outcome = self.interpreter.term(norm);
        let givers = self.givers(norm);
        let late = self.interpreter.late_among(step, &givers);
        self.names.insert(Decisive::Term(norm));
        self.given(norm, &outcome, &late);
        for term in self.interpreter.passed(step) {
            self.term(term);
        }
    }

    /// The rules that win, and rules lifted that would have given another value.
    fn given(&mut self, term: TermId, outcome: &Outcome, givers: &[RuleId]) {
        let law = self.law;
        for rule in givers {
            self.applies(*rule);
        }
        if givers.is_empty() {
            self.expressions(law[term].otherwise.as_slice());
        }
        for rule in &law[term].rules {
            if self.interpreter.is_silent(*rule) {
                continue;
            }
            let other = self
                .interpreter
                .value_of(*rule)
                .is_some_and(|value| value != *outcome);
            if other && !self.relevance.about_another_step(&self.interpreter, *rule) {
                self.why_not(*rule, givers.is_empty());
                if givers.iter().any(|giver| law[*giver].below.contains(rule)) {
                    self.kept_off(*rule);
                }
            }
        }
    }

    /// The rules that give a term its value: those that win; where that is open, those that apply.
    fn givers(&mut self, term: TermId) -> Vec<RuleId> {
        let candidates = self.interpreter.candidates(term);
        let wins = |rule: &&RuleId| self.interpreter.wins(**rule).is_true();
        let winners: Vec<RuleId> = candidates.iter().filter(wins).copied().collect();
        if winners.is_empty() {
            self.interpreter.applying(&candidates)
        } else {
            winners
        }
    }

    fn waiting(&mut self, term: TermId) {
        for rule in self.interpreter.candidates(term) {
            self.waits(rule);
        }
        self.expressions(self.law[term].otherwise.as_slice());
    }

    fn failure(&mut self, term: TermId, causes: &BTreeSet<Cause>) {
        for rule in self.interpreter.candidates(term) {
            self.name(rule);
        }
        for cause in causes {
            match cause {
                Cause::Conflict(_, rules) => rules.iter().for_each(|rule| self.name(*rule)),
                Cause::Gap(gap) if *gap == term => self.gap(term),
                _ => {}
            }
        }
    }

    /// Any rule could have filled the gap, one about another step as well.
    fn gap(&mut self, term: TermId) {
        let law = self.law;
        for rule in &law[term].rules {
            if !self.interpreter.is_silent(*rule) {
                self.why_not(*rule, true);
            }
        }
    }
}
