//! Deadlines that something asks for: `P is overdue` needs a rule that gives `P` one.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Effect, words};
use crate::text::Span;

use super::Consolidation;
use super::because::Because;
use super::standing::{Standing, Standings};

impl<'c> Standings<'c> {
    /// Where something asks whether a step is overdue and no rule with a deadline for it is in
    /// force, one that is not stands with its days: it says that the step is not overdue.
    pub(super) fn keep_deadlines(&mut self, of: &Consolidation<'c>) {
        let deadlines = of.deadlines();
        if deadlines.is_empty() {
            return;
        }
        let mut asked = of.overdue(of.outside_rules().map(|item| item.span).collect());
        for rule in of.corpus.rules.keys() {
            asked.extend(self.asks(of, rule));
        }
        let mut open: Vec<String> = asked.iter().cloned().collect();
        while let Some(step) = open.pop() {
            let of_step = deadlines.get(step.as_str()).map_or(&[][..], Vec::as_slice);
            let there = of_step.iter().any(|(rule, place)| match self.get(rule) {
                Standing::Kept => true,
                Standing::Version(standing) => standing == *place,
                Standing::Past => false,
            });
            if there {
                continue;
            }
            let past = |(rule, _): &&(&str, usize)| self.get(rule) == Standing::Past;
            let Some((rule, place)) = of_step.iter().rfind(past).or(of_step.last()) else {
                continue;
            };
            self.keep_version(of, rule, *place, Because::Overdue(step));
            for step in self.asks(of, rule) {
                if asked.insert(step.clone()) {
                    open.push(step);
                }
            }
        }
    }

    /// The steps of which a rule that stands asks whether they are overdue.
    fn asks(&self, of: &Consolidation<'c>, rule: &str) -> BTreeSet<String> {
        match self.get(rule) {
            Standing::Past => BTreeSet::new(),
            Standing::Version(place) => of.overdue(of.said_in(rule, Some(place))),
            Standing::Kept => of.overdue(of.said_in(rule, None)),
        }
    }
}

impl<'c> Consolidation<'c> {
    /// For each procedure the versions of rules that give it a deadline.
    fn deadlines(&self) -> BTreeMap<&str, Vec<(&'c str, usize)>> {
        let mut all: BTreeMap<&str, Vec<(&'c str, usize)>> = BTreeMap::new();
        for name in self.corpus.rules.keys() {
            for (place, rule) in self.rules(name) {
                for effect in &rule.effects {
                    if let Effect::Must(step, Some(_)) = effect {
                        all.entry(step.own()).or_default().push((name, place));
                    }
                }
            }
        }
        all
    }

    /// The names of which it is asked whether they are overdue.
    fn overdue(&self, spans: Vec<Span>) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for span in spans {
            let mut named = String::new();
            for word in words(self.library.slice(span)) {
                match word.as_ref() {
                    "is" | "not" => {}
                    "overdue" => {
                        found.insert(named.clone());
                    }
                    word => named = word.to_owned(),
                }
            }
        }
        found
    }
}
