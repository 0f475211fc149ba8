//! Which rules are in force on a day, and which are kept although they are not.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Name, Rule};
use crate::text::Span;

use super::super::corpus::Life;
use super::super::fixed::Fixed;
use super::super::history::Version;
use super::Consolidation;
use super::because::Because;
use super::ties::{Ties, VersionAt};

/// What becomes of a rule in the law of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It stays as it is written, with all amendments of it: another day matters as well.
    Kept,
    /// This version is in force, or is on some readings; or something must be there to be asked
    /// for, and it stands with its days.
    Version(usize),
    /// It is not in force on the day.
    Past,
}

/// What becomes of all rules, by name.
pub struct Standings<'c> {
    pub(super) all: BTreeMap<&'c str, Standing>,
    /// Why rules were kept, the first reason of each.
    pub(super) because: BTreeMap<&'c str, Because<'c>>,
    /// The places of the names under which amendments did something to a rule that is kept with
    /// them.
    amendments: BTreeSet<Span>,
    /// The places of the names in heads under which there is nothing to prevail over.
    pub(super) idle_names: BTreeSet<Span>,
}

impl<'c> Standings<'c> {
    pub fn of(of: &Consolidation<'c>, ties: &Ties) -> Self {
        let mut all: BTreeMap<&str, Standing> = BTreeMap::new();
        let mut because: BTreeMap<&str, Because<'_>> = BTreeMap::new();
        for name in of.corpus.rules.keys() {
            let standing = if ties.asked.contains(*name) {
                because.insert(name, Because::OtherDay);
                Standing::Kept
            } else {
                of.on_the_day(name)
            };
            if standing == Standing::Kept {
                because.entry(name).or_insert(Because::Readings);
            }
            all.insert(name, standing);
        }
        let mut standings = Self {
            all,
            because,
            amendments: BTreeSet::new(),
            idle_names: BTreeSet::new(),
        };
        let mentions = of.mentions();
        standings.keep_mentioned(&mentions);
        standings.drop_idle(of);
        loop {
            standings.keep_deadlines(of);
            let mentioned = standings.keep_mentioned(&mentions);
            let beyond = standings.keep_beyond(of);
            let tied = standings.keep_tied(of, ties);
            let above = standings.keep_above(of, ties);
            let subject = standings.keep_subject(of);
            let unrepealed = standings.keep_unrepealed(of);
            let lifted = standings.keep_lifted(of);
            let placed = standings.keep_placed(of, ties);
            if !(lifted || tied || above || subject || unrepealed || mentioned || beyond || placed)
            {
                break;
            }
        }
        standings.drop_idle_names(of, ties);
        let kept = standings.all.iter();
        let kept = kept.filter(|(_, standing)| **standing == Standing::Kept);
        let amendments = kept.flat_map(|(name, _)| {
            let by = of.histories.get(name).map(|history| &history.by);
            by.into_iter().flatten().chain(of.moves_around(name))
        });
        standings.amendments = amendments.copied().collect();
        // With an act its values of parameters end, which stand as they are written.
        for value in &of.corpus.values {
            let act = value.dated.act.as_ref();
            let repeal = act.and_then(|act| of.ended.get(of.corpus.key(act)));
            standings
                .amendments
                .extend(repeal.map(|(_, (_, name))| *name));
        }
        standings
    }

    /// Keeps a rule with all amendments of it.
    pub fn keep(&mut self, rule: &'c str, because: Because<'c>) {
        self.because.entry(rule).or_insert(because);
        self.set(rule, Standing::Kept);
    }

    /// Lets a rule stand as something else.
    pub fn set(&mut self, rule: &'c str, standing: Standing) {
        self.all.insert(rule, standing);
    }

    pub fn get(&self, rule: &str) -> Standing {
        self.all.get(rule).copied().unwrap_or(Standing::Kept)
    }

    /// The rules of which one version stands, with its place.
    pub fn versions(&self) -> impl Iterator<Item = (&'c str, usize)> {
        self.all
            .iter()
            .filter_map(|(name, standing)| match standing {
                Standing::Version(place) => Some((*name, *place)),
                Standing::Kept | Standing::Past => None,
            })
    }

    /// Whether a rule of this name is there in the law of the day; other names are.
    pub fn is_there(&self, name: &Name) -> bool {
        self.all.get(name.own()) != Some(&Standing::Past)
    }

    /// Whether there is nothing to prevail over under a name where it stands.
    pub fn is_idle(&self, name: &Name) -> bool {
        self.idle_names.contains(&name.span)
    }

    /// Whether an amendment stays, as far as it is one of this name, which stands in it.
    pub fn keeps(&self, name: &Name) -> bool {
        self.amendments.contains(&name.span)
    }

    pub fn kept(&self) -> BTreeSet<String> {
        let there = self.all.iter().filter(|(_, one)| **one != Standing::Past);
        there.map(|(name, _)| (*name).to_owned()).collect()
    }

    /// A rule that lifts nothing that is in force does nothing.
    fn drop_idle(&mut self, of: &Consolidation<'c>) {
        loop {
            let mut idle = Vec::new();
            for (name, standing) in &self.all {
                let Standing::Version(place) = standing else {
                    continue;
                };
                let Some(rule) = of.version_of(name, *place) else {
                    continue;
                };
                let lifts = !rule.lifts.is_empty();
                if lifts && !rule.lifts.iter().any(|lifted| self.is_there(lifted)) {
                    idle.push(*name);
                }
            }
            if idle.is_empty() {
                return;
            }
            for name in idle {
                self.all.insert(name, Standing::Past);
            }
        }
    }
}

impl<'c> Consolidation<'c> {
    /// The versions of a rule with their places; the rule itself where it is not amended.
    pub fn rules(&self, name: &str) -> impl Iterator<Item = (usize, &Rule)> {
        let history = self.histories.get(name);
        let versions = history.into_iter().flat_map(|one| &one.versions);
        let written = self.corpus.rules.get(name).filter(|_| history.is_none());
        versions
            .map(|version| &version.rule)
            .chain(written.map(|standing| standing.rule))
            .enumerate()
    }

    /// Whether a name stands for a version: for one of a rule, or of all rules of a provision.
    pub(super) fn is_named(&self, name: &Name, (rule, _): &VersionAt) -> bool {
        let inside = self.corpus.provisions.get(name.own());
        rule == name.own() || inside.is_some_and(|inside| inside.contains(&rule.as_str()))
    }

    /// The name of a rule or provision, as long as the corpus is there.
    pub(super) fn rule_or_provision(&self, name: &str) -> Option<&'c str> {
        let rule = self.corpus.rules.get_key_value(name).map(|(rule, _)| *rule);
        let provision = || self.corpus.provisions.get_key_value(name);
        rule.or_else(|| provision().map(|(provision, _)| *provision))
    }

    /// A version of a rule that is amended.
    pub fn version(&self, name: &str, place: usize) -> Option<&Version> {
        self.histories.get(name)?.versions.get(place)
    }

    /// A version of a rule; the rule itself where it is not amended.
    pub fn version_of(&self, name: &str, place: usize) -> Option<&Rule> {
        match self.histories.get(name) {
            Some(history) => history.versions.get(place).map(|version| &version.rule),
            None => self.corpus.rules.get(name).map(|standing| standing.rule),
        }
    }

    /// What a rule is by its own days.
    pub(super) fn on_the_day(&self, name: &str) -> Standing {
        if let Some(history) = self.histories.get(name) {
            let all = history.versions.iter().enumerate();
            let mut there = all.filter(|(_, version)| self.may_be_in_force(version));
            return match (there.next(), there.next()) {
                // By readings it is the one or the other.
                (Some(_), Some(_)) => Standing::Kept,
                (Some((place, _)), None) => Standing::Version(place),
                (None, _) => Standing::Past,
            };
        }
        match self.life(name) {
            Some(life) if !self.may_hold(&life) => Standing::Past,
            // A rule of which the days are not told here stays with them.
            _ => Standing::Version(0),
        }
    }

    /// The life of a rule that is not amended, where it is told by written days.
    pub fn life(&self, name: &str) -> Option<Life> {
        let standing = self.corpus.rules.get(name)?;
        let around = standing.around.iter().copied();
        let clauses = around.chain(&standing.rule.clauses);
        let act = standing.act.map(|act| act.own());
        self.corpus.written_life(clauses, act).ok()
    }

    /// Whether a version is in force on the day, on some readings at least.
    pub(super) fn may_be_in_force(&self, version: &Version) -> bool {
        !version.never && self.may_hold(&version.life)
    }

    /// Whether the day is in a life, on some readings at least.
    fn may_hold(&self, life: &Life) -> bool {
        let begun = life.from.as_ref().map(Fixed::earliest);
        let over = life.until.as_ref().map(Fixed::latest);
        begun.is_none_or(|day| day <= self.day) && over.is_none_or(|day| day > self.day)
    }
}
