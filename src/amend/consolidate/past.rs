//! What became of rules: told above those that are in force, and kept of those that are not.

use crate::calendar::Day;
use crate::syntax::{ItemKind, Name};
use crate::text::Span;

use super::super::aside::aside;
use super::super::corpus::Life;
use super::super::fixed::Fixed;
use super::Consolidation;
use super::standing::{Standing, Standings};

impl<'c> Consolidation<'c> {
    /// What became of a rule up to a version, as comments.
    pub fn told(&self, name: &str, version: usize) -> String {
        let Some(history) = self.histories.get(name) else {
            return String::new();
        };
        let mut lines = String::new();
        for (at, one) in history.versions.iter().enumerate() {
            let act = one.rule.act.as_ref().or_else(|| {
                let standing = self.corpus.rules.get(name);
                standing.and_then(|standing| standing.act)
            });
            let enacted = if at == 0 { "enacted" } else { "restated" };
            let by = act.map_or(String::new(), |act| format!(" by {}", self.title(act)));
            let life = if one.never {
                "never in force".to_owned()
            } else {
                lived(&one.life)
            };
            let here = if at == version { ", as below" } else { "" };
            lines.push_str(&format!("// {name}: {enacted}{by}, {life}{here}.\n"));
            for moved in &one.moved {
                let by = self.act_at(*moved).map(|act| self.title(act));
                let by = by.map_or(String::new(), |by| format!(" by {by}"));
                lines.push_str(&format!("// {name}: its days moved{by}.\n"));
            }
        }
        if let Some((day, span)) = history.repealed {
            let by = self.act_at(span).map(|act| self.title(act));
            let by = by.map_or(String::new(), |by| format!(" by {by}"));
            lines.push_str(&format!("// {name}: repealed{by} from {day}.\n"));
        }
        lines
    }

    /// The title of an act, without what would end a comment or string.
    fn title(&self, act: &Name) -> String {
        let title = match self.corpus.acts.get(act.own()) {
            Some(act) => &act.title.text,
            None => &act.text,
        };
        title.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The act of the amendment at a place.
    fn act_at(&self, span: Span) -> Option<&'c Name> {
        self.by_place.get(&span)?.act()
    }

    /// Passages that state what is not in force on the day: set aside, so that each word of the
    /// texts stays claimed, with what became of it.
    pub fn past(&self, standings: &Standings<'c>) -> String {
        let mut out = String::new();
        for item in self.files.iter().flat_map(|(_, parsed)| &parsed.items) {
            self.past_of(&item.kind, standings, &mut out);
        }
        out
    }

    fn past_of(&self, kind: &'c ItemKind, standings: &Standings<'c>, out: &mut String) {
        match kind {
            ItemKind::Provision(provision) => {
                for member in &provision.members {
                    self.past_of(&member.kind, standings, out);
                }
            }
            ItemKind::Rule(rule) => {
                let name = rule.name.own();
                let standing = standings.get(name);
                if standing == Standing::Kept || standing == Standing::Version(0) {
                    return;
                }
                let why = self.why(name);
                if standing == Standing::Past {
                    match self.told(name, usize::MAX) {
                        told if told.is_empty() => out.push_str(&format!("// {why}.\n")),
                        told => out.push_str(&told),
                    }
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
                    aside(&rule.grounds, &self.why(name), out);
                }
            }
            ItemKind::Repeal(repeal) if !repeal.names.iter().any(|one| standings.keeps(one)) => {
                let names: Vec<&str> = repeal.names.iter().map(|n| n.own()).collect();
                let names = names.join(", ");
                aside(&repeal.grounds, &format!("the repeal of {names}"), out);
            }
            ItemKind::Move(moved) if !standings.keeps(&moved.of) => {
                let of = &moved.of.text;
                aside(&moved.grounds, &format!("a day of {of} is moved"), out);
            }
            _ => {}
        }
    }

    /// Why a rule, or its first version, is not in force.
    fn why(&self, name: &str) -> String {
        let life = match self
            .histories
            .get(name)
            .and_then(|one| one.versions.first())
        {
            Some(version) => Some(version.life.clone()),
            None => self.life(name),
        };
        let repealed = self.histories.get(name).and_then(|one| one.repealed);
        match (repealed, life) {
            (Some((day, _)), _) if day <= self.day => format!("{name}: repealed from {day}"),
            (_, Some(life)) => format!("{name}: {}", lived(&life)),
            (_, None) => format!("{name}: not in force"),
        }
    }
}

/// From when to when, in the notation of the language.
fn lived(life: &Life) -> String {
    let days = |bound: &Option<Fixed>| {
        bound.as_ref().map(|bound| {
            let days: Vec<String> = bound.days().iter().map(Day::to_string).collect();
            days.join(" or ")
        })
    };
    match (days(&life.from), days(&life.until)) {
        (Some(from), Some(until)) => format!("in force from {from} until {until}"),
        (Some(from), None) => format!("in force from {from}"),
        (None, Some(until)) => format!("in force until {until}"),
        (None, None) => "in force".to_owned(),
    }
}
