//! Why something stands in the law of a day that is not in force on it.

use std::collections::BTreeSet;

use crate::syntax::{Item, ItemKind, words};
use crate::text::Span;

use super::super::aside::ground;
use super::super::corpus::Amendment;
use super::Consolidation;
use super::standing::{Standing, Standings};
use super::told::comment;

/// Why a rule is kept, by the names of what needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because<'c> {
    /// Something asks what holds under the law of another day.
    OtherDay,
    /// Something names it, other than as an exception.
    Named(Option<&'c str>),
    /// It is asked whether a step is overdue, to which it gives a deadline.
    Overdue(String),
    /// A rule prevails over it, or has its steps from it.
    Exception(&'c str),
    /// By way of it a rule prevails over another.
    Between(&'c str, &'c str),
    /// A rule that is kept lifts it alone.
    Lifted(&'c str),
}

impl Because<'_> {
    fn words(&self) -> String {
        match self {
            Self::OtherDay => "something asks for the law of another day".to_owned(),
            Self::Named(Some(by)) => format!("{by} names it"),
            Self::Named(None) => "something names it".to_owned(),
            Self::Overdue(step) => format!("it is asked whether {step} is overdue"),
            Self::Exception(rule) => format!("{rule} is an exception to it"),
            Self::Between(above, below) => format!("{above} prevails over {below} by way of it"),
            Self::Lifted(by) => format!("{by} lifts it"),
        }
    }
}

impl<'c> Consolidation<'c> {
    /// Why a rule stands that is not in force on the day, as a phrase.
    pub(super) fn because(&self, rule: &str, standings: &Standings<'c>) -> Option<String> {
        let stands = standings.get(rule) != Standing::Past;
        let past = stands && self.on_the_day(rule) == Standing::Past;
        let why = standings.because.get(rule).filter(|_| past)?;
        Some(why.words())
    }

    /// That a rule stands which is not in force on the day, as a comment.
    pub(super) fn kept(&self, rule: &str, standings: &Standings<'c>) -> String {
        let mut out = String::new();
        if let Some(why) = self.because(rule, standings) {
            let day = self.day.in_words();
            let words = format!("{rule}: not in force on {day}; kept because {why}.");
            comment(&words, "// ", &mut out);
        }
        out
    }

    /// The repeal of an act, as a comment; and where it is past, what refers to the act.
    pub(super) fn repeal_of(&self, act: &str, standings: &Standings<'c>) -> String {
        const TOLD: usize = 3;
        let mut out = String::new();
        let Some((day, place)) = self.ended.get(act) else {
            return out;
        };
        let named = |one: &&Amendment<'c>| one.names().iter().any(|name| name.span == *place);
        let repeal = self.corpus.amendments.iter().find(named);
        let by = repeal.and_then(|repeal| repeal.act());
        let by = by.map_or(String::new(), |by| format!(" by {}", self.title(by)));
        comment(&format!("{act}: repealed{by} from {day}."), "// ", &mut out);
        for one in repeal.into_iter().flat_map(|repeal| repeal.grounds()) {
            comment(&ground(one), "//     ", &mut out);
        }
        if *day <= self.day {
            let day = self.day.in_words();
            let referring = self.refers_to(act, standings);
            let why = match referring.split_at_checked(TOLD) {
                _ if referring.is_empty() => "for its days alone".to_owned(),
                Some((first, rest)) if !rest.is_empty() => format!(
                    "because these refer to it: {} and {} more",
                    first.join(", "),
                    rest.len()
                ),
                _ if referring.len() == 1 => format!("because {} refers to it", referring.concat()),
                _ => format!("because these refer to it: {}", referring.join(", ")),
            };
            let words = format!("{act}: not in force on {day}; kept {why}.");
            comment(&words, "// ", &mut out);
        }
        out
    }

    /// The names of what stands and refers to an act.
    fn refers_to(&self, act: &str, standings: &Standings<'c>) -> Vec<&'c str> {
        let mut found = Vec::new();
        for item in self.files.iter().flat_map(|(_, parsed)| &parsed.items) {
            self.item_refers(item, act, standings, &mut found);
        }
        let mut seen = BTreeSet::new();
        found.retain(|name| seen.insert(*name));
        found
    }

    fn item_refers(
        &self,
        item: &'c Item,
        act: &str,
        standings: &Standings<'c>,
        found: &mut Vec<&'c str>,
    ) {
        let Some(name) = item.kind.name().map(|name| name.own()) else {
            return;
        };
        let refers = match &item.kind {
            ItemKind::Provision(provision) => {
                let before = found.len();
                for member in &provision.members {
                    self.item_refers(member, act, standings, found);
                }
                let names = provision.act.as_ref().is_some_and(|one| one.own() == act);
                names && found.len() == before
            }
            ItemKind::Rule(_) => {
                let place = match standings.get(name) {
                    Standing::Past => return,
                    Standing::Kept => None,
                    Standing::Version(place) => Some(place),
                };
                let rules = self.rules(name);
                let mut rules = rules.filter(|(at, _)| place.is_none_or(|place| place == *at));
                let around = self
                    .corpus
                    .rules
                    .get(name)
                    .and_then(|standing| standing.act);
                rules.any(|(_, rule)| {
                    rule.act
                        .as_ref()
                        .or(around)
                        .is_some_and(|one| one.own() == act)
                }) || self.names_act(&self.said_in(name, place), act)
            }
            ItemKind::Act(other) => {
                let mut named = other.after.iter().chain(&other.special_to);
                let days = other.in_force.as_ref().map(|in_force| in_force.span);
                named.any(|one| one.own() == act) || self.names_act(days.as_slice(), act)
            }
            ItemKind::Parameter { values, .. } => {
                let mut acts = values.iter().filter_map(|value| value.act.as_ref());
                acts.any(|one| one.own() == act) || self.names_act(&[item.span], act)
            }
            ItemKind::Restate(_)
            | ItemKind::Repeal(_)
            | ItemKind::Move(_)
            | ItemKind::Case { .. }
            | ItemKind::Prove { .. }
            | ItemKind::Intended { .. } => false,
            _ => self.names_act(&[item.span], act),
        };
        if refers {
            found.push(name);
        }
    }

    /// Whether a day of an act is asked for: `commencement of A`.
    fn names_act(&self, spans: &[Span], act: &str) -> bool {
        spans.iter().any(|span| {
            let mut of = false;
            words(self.library.slice(*span)).any(|word| {
                let found = of && word.as_ref() == act;
                of = word.as_ref() == "of";
                found
            })
        })
    }
}
