//! What became of rules that are not in force.

use std::collections::BTreeSet;

use crate::syntax::ItemKind;
use crate::text::Span;

use super::super::aside::aside;
use super::Consolidation;
use super::events::{Events, What};
use super::standing::{Standing, Standings};
use super::told::{lived, told};

/// What is left out of the law of a day: passages that are set aside, so that each word of the texts
/// stays claimed, with what became of the rules.
#[derive(Default)]
pub struct Past {
    /// Of what is not in force on the day.
    pub not_in_force: String,
    /// Of rules that are, and have nothing to lift.
    pub idle: String,
}

impl<'c> Consolidation<'c> {
    /// What is left out of the law of the day.
    pub(super) fn past(&self, standings: &Standings<'c>, events: &Events) -> Past {
        let mut past = Past::default();
        let moves = self.moves_of_what_stands(standings);
        for item in self.files.iter().flat_map(|(_, parsed)| &parsed.items) {
            self.past_of(&item.kind, &moves, standings, events, &mut past);
        }
        past
    }

    fn past_of(
        &self,
        kind: &'c ItemKind,
        moves: &BTreeSet<Span>,
        standings: &Standings<'c>,
        events: &Events,
        past: &mut Past,
    ) {
        match kind {
            ItemKind::Provision(provision) => {
                for member in &provision.members {
                    self.past_of(&member.kind, moves, standings, events, past);
                }
            }
            ItemKind::Rule(rule) => {
                let name = rule.name.own();
                let standing = standings.get(name);
                if standing == Standing::Kept || standing == Standing::Version(0) {
                    return;
                }
                let why = self.why(name, events);
                let out = self.part_of(name, standings, past);
                if standing == Standing::Past {
                    let events = events.get(name).map_or(&[][..], Vec::as_slice);
                    out.push_str(&told(name, events));
                }
                aside(&rule.grounds, &why, out);
                out.push('\n');
            }
            ItemKind::Restate(restate) => {
                let rule = &restate.rule;
                let name = rule.name.own();
                let here = match standings.get(name) {
                    Standing::Kept => standings.keeps(&rule.name),
                    Standing::Version(at) => self
                        .version_of(name, at)
                        .is_some_and(|one| one.name.span == rule.name.span),
                    Standing::Past => false,
                };
                if !here {
                    let out = self.part_of(name, standings, past);
                    aside(&rule.grounds, &self.why(name, events), out);
                }
            }
            ItemKind::Repeal(repeal) if !repeal.names.iter().any(|one| standings.keeps(one)) => {
                let names: Vec<&str> = repeal.names.iter().map(|n| n.own()).collect();
                let names = names.join(", ");
                let out = &mut past.not_in_force;
                aside(&repeal.grounds, &format!("the repeal of {names}"), out);
            }
            // Where what is moved stands, so do the words by which it is.
            ItemKind::Move(moved)
                if !standings.keeps(&moved.of) && !moves.contains(&moved.span) =>
            {
                let of = &moved.of.text;
                let out = &mut past.not_in_force;
                aside(&moved.grounds, &format!("a day of {of} is moved"), out);
            }
            _ => {}
        }
    }

    /// Where a rule is told that is left out.
    fn part_of<'p>(
        &self,
        rule: &str,
        standings: &Standings<'c>,
        past: &'p mut Past,
    ) -> &'p mut String {
        let left_out = standings.get(rule) == Standing::Past;
        match left_out && self.on_the_day(rule) != Standing::Past {
            true => &mut past.idle,
            false => &mut past.not_in_force,
        }
    }

    /// The moves that made the first day of an act, or a day of a rule that stands.
    fn moves_of_what_stands(&self, standings: &Standings<'c>) -> BTreeSet<Span> {
        let of_acts = self.moved.values().flatten().map(|(_, one)| one.span);
        let of_rules = self.histories.keys().flat_map(|rule| {
            let version = match standings.get(rule) {
                Standing::Version(place) => self.version(rule, place),
                Standing::Kept | Standing::Past => None,
            };
            version.into_iter().flat_map(|version| &version.moved)
        });
        of_acts.chain(of_rules.copied()).collect()
    }

    /// Why a rule, or its first version, is not in force.
    fn why(&self, name: &str, events: &Events) -> String {
        let history = self.histories.get(name);
        let repealed = history.and_then(|one| one.repealed.as_ref());
        let first = events.get(name).and_then(|events| events.first());
        match (repealed, first.map(|first| &first.what)) {
            (Some((day, _)), _) if day.latest() <= self.day => {
                format!("{name}: repealed from {day}")
            }
            (_, Some(What::Enacted(days))) => format!("{name}: {}", lived(days)),
            _ => format!("{name}: not in force"),
        }
    }
}
