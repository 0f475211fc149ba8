//! What stands in the law of a day and refers to acts that are repealed.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Item, ItemKind, Name, words};
use crate::text::Span;

use super::Consolidation;
use super::standing::{Standing, Standings};

/// For each act that is repealed the names of what refers to it, in the order of the files.
pub type Referring<'c> = BTreeMap<&'c str, Vec<&'c str>>;

/// Acts, each with the name of what refers to it.
type Found<'c> = Vec<(&'c str, &'c str)>;

impl<'c> Consolidation<'c> {
    /// What refers to acts that are repealed.
    pub(super) fn referring(&self, standings: &Standings<'c>) -> Referring<'c> {
        let mut found = Vec::new();
        if !self.ended.is_empty() {
            for item in self.files.iter().flat_map(|(_, parsed)| &parsed.items) {
                self.item_refers(item, standings, &mut found);
            }
        }
        let mut referring: Referring<'c> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        found.retain(|one| seen.insert(*one));
        for (act, name) in found {
            referring.entry(act).or_default().push(name);
        }
        referring
    }

    fn item_refers(&self, item: &'c Item, standings: &Standings<'c>, found: &mut Found<'c>) {
        let Some(name) = item.kind.name().map(|name| name.own()) else {
            return;
        };
        let mut acts = BTreeSet::new();
        match &item.kind {
            ItemKind::Provision(provision) => {
                let before = found.len();
                for member in &provision.members {
                    self.item_refers(member, standings, found);
                }
                // Where a member refers to the act of the provision, it alone is told.
                acts.extend(self.repealed(&provision.act));
                let members = found.get(before..).unwrap_or_default();
                acts.retain(|act| members.iter().all(|(one, _)| one != act));
            }
            ItemKind::Rule(_) => {
                let place = match standings.get(name) {
                    Standing::Past => return,
                    Standing::Kept => None,
                    Standing::Version(place) => Some(place),
                };
                let rules = self.rules(name);
                let rules = rules.filter(|(at, _)| place.is_none_or(|place| place == *at));
                let standing = self.corpus.rules.get(name);
                let around = standing.and_then(|standing| standing.act);
                for (_, rule) in rules {
                    acts.extend(self.repealed(rule.act.as_ref().or(around)));
                }
                self.acts_in(&self.said_in(name, place), &mut acts);
            }
            ItemKind::Act(other) => {
                acts.extend(self.repealed(other.after.iter().chain(&other.special_to)));
                let days = other.in_force.as_ref().map(|in_force| in_force.span);
                self.acts_in(days.as_slice(), &mut acts);
            }
            ItemKind::Parameter { values, .. } => {
                acts.extend(self.repealed(values.iter().filter_map(|value| value.act.as_ref())));
                self.acts_in(&[item.span], &mut acts);
            }
            ItemKind::Restate(_)
            | ItemKind::Repeal(_)
            | ItemKind::Move(_)
            | ItemKind::Case { .. }
            | ItemKind::Prove { .. }
            | ItemKind::Intended { .. } => {}
            _ => self.acts_in(&[item.span], &mut acts),
        }
        found.extend(acts.into_iter().map(|act| (act, name)));
    }

    /// The acts among some names that are repealed.
    fn repealed<'n>(
        &self,
        names: impl IntoIterator<Item = &'n Name>,
    ) -> impl Iterator<Item = &'c str> {
        let names = names.into_iter();
        names.filter_map(|name| Some(*self.ended.get_key_value(name.own())?.0))
    }

    /// The acts of which a day is asked for, if they are repealed: `commencement of A`.
    fn acts_in(&self, spans: &[Span], acts: &mut BTreeSet<&'c str>) {
        for span in spans {
            let mut of = false;
            for word in words(self.library.slice(*span)) {
                let act = self.ended.get_key_value(word.as_ref()).filter(|_| of);
                acts.extend(act.map(|(act, _)| *act));
                of = word.as_ref() == "of";
            }
        }
    }
}
