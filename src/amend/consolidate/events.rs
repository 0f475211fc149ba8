//! What became of rules: by which acts, from when, and where that is said.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Clause, ClauseKind, Ground, Movable, Name};

use super::super::corpus::{Amendment, Life};
use super::super::fixed::Fixed;
use super::Consolidation;
use super::standing::{Standing, Standings};

/// Something that became of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// What.
    pub what: What,
    /// The name and the title of the act by which it did; none where no act is named.
    pub act: Option<(String, String)>,
    /// What says so, and what says from when.
    pub grounds: Vec<Ground>,
    /// What came of it stands in the law of the day.
    pub stands: bool,
}

/// What became of a rule. Days are in the notation of the language; one that depends on readings is
/// all that it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It was enacted.
    Enacted(Days),
    /// It got other words.
    Restated(Days),
    /// One of its days was moved on a day, to another one.
    Moved(Option<String>, String),
    /// Another rule lifts it on all persons.
    Lifted(String, Days),
    /// It was repealed from a day on.
    Repealed(String),
}

/// From when until when something is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Days {
    /// The first day, and the first day no longer.
    Between(Option<String>, Option<String>),
    /// It ended before it began.
    Never,
}

/// What became of all rules, by name.
pub type Events = BTreeMap<String, Vec<Event>>;

/// The versions that lift a rule on all persons, by the rule.
pub type Lifting<'c> = BTreeMap<&'c str, Vec<(&'c str, usize)>>;

impl<'c> Consolidation<'c> {
    /// What became of all rules, by name.
    pub(super) fn events(&self, standings: &Standings<'c>) -> Events {
        let lifting = self.lifting();
        let rules = self.corpus.rules.keys();
        rules
            .map(|name| {
                (
                    (*name).to_owned(),
                    self.events_of(name, &lifting, standings),
                )
            })
            .collect()
    }

    fn events_of(
        &self,
        name: &'c str,
        lifting: &Lifting<'c>,
        standings: &Standings<'c>,
    ) -> Vec<Event> {
        let mut all = Vec::new();
        let standing = standings.get(name);
        // A move of a provision is told once, of the first version that has its end from it.
        let mut moves = BTreeSet::new();
        for (place, rule) in self.rules(name) {
            let act = rule
                .act
                .as_ref()
                .or_else(|| self.corpus.rules.get(name)?.act);
            let days = self.days_of(name, place);
            let (what, own) = match place {
                0 => (What::Enacted(days), self.begins_by_itself(name)),
                _ => (What::Restated(days), rule.says(ClauseKind::From)),
            };
            let stands = match standing {
                Standing::Kept => true,
                Standing::Version(at) => at == place,
                Standing::Past => false,
            };
            // What stands says itself where it comes from.
            let mut grounds = match stands || place == 0 {
                true => Vec::new(),
                false => rule.grounds.clone(),
            };
            if !own {
                grounds.extend(self.commencement(act));
            }
            all.push(self.event(what, act, grounds, stands));
            let version = self.version(name, place);
            let moved = version.into_iter().flat_map(|version| &version.moved);
            for moved in moved.filter(|moved| moves.insert(**moved)) {
                if let Some(amendment @ Amendment::Move(one)) = self.by_place.get(moved) {
                    let word = match one.bound {
                        Movable::From | Movable::Commencement => "from",
                        Movable::Until => "until",
                        Movable::Through => "through",
                    };
                    let to = format!("{word} {}", self.library.slice(one.to.span));
                    let on = self.corpus.day(*amendment).map(|day| day.to_string());
                    let what = What::Moved(on, to);
                    all.push(self.amended(what, *amendment));
                }
            }
        }
        for (rule, place) in lifting.get(name).into_iter().flatten() {
            let Some(version) = self.version_of(rule, *place) else {
                continue;
            };
            let act = version
                .act
                .as_ref()
                .or_else(|| self.corpus.rules.get(rule)?.act);
            let what = What::Lifted((*rule).to_owned(), self.days_of(rule, *place));
            let mut grounds = version.grounds.clone();
            if !version.says(ClauseKind::From) && !self.begins_by_itself(rule) {
                grounds.extend(self.commencement(act));
            }
            all.push(self.event(what, act, grounds, false));
        }
        let repealed = self
            .histories
            .get(name)
            .and_then(|one| one.repealed.as_ref());
        if let Some((day, span)) = repealed {
            let what = What::Repealed(day.to_string());
            match self.by_place.get(span) {
                Some(amendment) => all.push(self.amended(what, *amendment)),
                None => all.push(self.event(what, None, Vec::new(), false)),
            }
        }
        all
    }

    fn event(&self, what: What, act: Option<&Name>, grounds: Vec<Ground>, stands: bool) -> Event {
        let mut told: Vec<Ground> = Vec::new();
        for one in grounds {
            if !told.contains(&one) {
                told.push(one);
            }
        }
        Event {
            what,
            act: act.map(|act| (self.corpus.key(act).to_owned(), self.title(act))),
            grounds: told,
            stands,
        }
    }

    /// What an amendment did that stands in no rule of its own.
    fn amended(&self, what: What, amendment: Amendment<'_>) -> Event {
        let mut grounds = amendment.grounds().to_vec();
        if amendment.from().is_none() {
            grounds.extend(self.commencement(amendment.act()));
        }
        self.event(what, amendment.act(), grounds, false)
    }

    /// What says when an act is in force.
    fn commencement(&self, act: Option<&Name>) -> Vec<Ground> {
        let name = act.map(|act| self.corpus.key(act));
        let declared = name.and_then(|name| self.corpus.acts.get(name));
        let own = declared.and_then(|act| act.in_force.as_ref());
        let own = own.into_iter().flat_map(|in_force| &in_force.grounds);
        let moves = name.and_then(|name| self.moved.get(name));
        let moves = moves
            .into_iter()
            .flatten()
            .flat_map(|(_, one)| &one.grounds);
        own.chain(moves).cloned().collect()
    }

    /// Whether a rule as it was enacted begins on a day that it or its provision says.
    fn begins_by_itself(&self, name: &str) -> bool {
        let Some(standing) = self.corpus.rules.get(name) else {
            return false;
        };
        let around = standing.around.iter().copied();
        let mut clauses = around.chain(&standing.rule.clauses);
        let moved = self
            .version(name, 0)
            .is_some_and(|first| first.from_by.is_some());
        moved || clauses.any(|clause| clause.kind == ClauseKind::From)
    }

    fn days_of(&self, name: &str, place: usize) -> Days {
        let version = self.version(name, place);
        if version.is_some_and(|version| version.never) {
            return Days::Never;
        }
        let life = version.map(|version| version.life.clone());
        let Life { from, until } = life.or_else(|| self.life(name)).unwrap_or_default();
        let days = |bound: Option<Fixed>| bound.map(|bound| bound.to_string());
        Days::Between(days(from), days(until))
    }

    /// What lifts rules on all persons: a law suspends rules so.
    fn lifting(&self) -> Lifting<'c> {
        let mut lifting = Lifting::new();
        for (name, standing) in &self.corpus.rules {
            let when = |clause: &&Clause| clause.kind == ClauseKind::When;
            if standing.around.iter().any(when) {
                continue;
            }
            for (place, rule) in self.rules(name) {
                if rule.says(ClauseKind::When) {
                    continue;
                }
                for lifted in &rule.lifts {
                    let lifted = self.corpus.key(lifted);
                    let itself = self
                        .corpus
                        .rules
                        .get_key_value(lifted)
                        .map(|(name, _)| *name);
                    let inside = self.corpus.provisions.get(lifted);
                    for one in itself
                        .into_iter()
                        .chain(inside.into_iter().flatten().copied())
                    {
                        lifting.entry(one).or_default().push((name, place));
                    }
                }
            }
        }
        lifting
    }

    /// The title of an act, without what would end a comment or string.
    pub(super) fn title(&self, act: &Name) -> String {
        let title = match self.corpus.acts.get(self.corpus.key(act)) {
            Some(act) => &act.title.text,
            None => &act.text,
        };
        title.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
