//! The trees with their amendments: versions beside one another, each with its days.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Clause, ClauseKind, FirstDay, Ground, InForce, Item, ItemKind, Parsed, Rule};
use crate::text::{FileId, Span};

use super::About;
use super::corpus::{Amendment, Corpus};
use super::fixed::Fixed;
use super::history::{Histories, History, Version};
use super::timeline::Moved;
use super::values::Values;

/// What changes in the trees of a corpus.
pub struct Rewrite {
    /// The amended rules, by the places of their names as they were enacted.
    histories: BTreeMap<Span, History>,
    /// The acts with another first day, by the places of their names.
    acts: BTreeMap<Span, InForce>,
    /// The grounds of the amendments that move days, by place.
    grounds: BTreeMap<Span, Vec<Ground>>,
    /// The versions, by the places of their names: they stand beside one another.
    restated: BTreeSet<Span>,
}

impl Rewrite {
    /// From what amendments have come to.
    pub fn new(corpus: &Corpus<'_>, moved: &Moved<'_>, histories: Histories<'_>) -> Self {
        let mut grounds = BTreeMap::new();
        for amendment in &corpus.amendments {
            if let Amendment::Move(one) = amendment {
                grounds.insert(one.span, one.grounds.clone());
            }
        }
        let versions = histories.values().flat_map(|history| &history.versions);
        let restated = versions.map(|version| version.rule.name.span).collect();
        let acts = moved.iter().filter_map(|(name, moves)| {
            let act = corpus.acts.get(name)?;
            let (day, last) = moves.last()?;
            let own = act.in_force.iter().flat_map(|in_force| &in_force.grounds);
            let moving = moves.iter().flat_map(|(_, one)| &one.grounds);
            let in_force = InForce {
                first: FirstDay::On(day.expr(last.to.span)),
                span: last.to.span,
                grounds: own.chain(moving).cloned().collect(),
            };
            Some((act.name.span, in_force))
        });
        Self {
            acts: acts.collect(),
            histories: histories
                .into_iter()
                .filter_map(|(name, history)| {
                    let place = corpus.rules.get(name)?.rule.name.span;
                    Some((place, history))
                })
                .collect(),
            grounds,
            restated,
        }
    }

    /// What is special about the versions, and about values of parameters.
    pub fn versions(&self, values: &Values) -> BTreeMap<Span, About> {
        let never = About {
            never: true,
            ..About::default()
        };
        let mut all: BTreeMap<Span, About> =
            values.never.iter().map(|value| (*value, never)).collect();
        all.extend(values.ended_by.iter().map(|(value, by)| {
            let about = About {
                ends_by: Some(*by),
                ..About::default()
            };
            (*value, about)
        }));
        for history in self.histories.values() {
            for (at, version) in history.versions.iter().enumerate() {
                let about = About {
                    later: at > 0,
                    never: version.never && version.is_amended(),
                    begins_by: version.from_by,
                    ends_by: version.until_by,
                    begins_later: version.from_later,
                    ends_later: version.until_later,
                };
                all.insert(version.rule.name.span, about);
            }
        }
        all
    }

    /// The files with all versions in the places of the rules.
    pub fn files(&self, files: Vec<(FileId, Parsed)>) -> Vec<(FileId, Parsed)> {
        let rewritten = files.into_iter().map(|(file, parsed)| {
            let items = self.items(parsed.items);
            (file, Parsed { items, ..parsed })
        });
        rewritten.collect()
    }

    fn items(&self, items: Vec<Item>) -> Vec<Item> {
        let mut all = Vec::with_capacity(items.len());
        for item in items {
            let Item { kind, span } = item;
            match kind {
                ItemKind::Rule(rule) => match self.histories.get(&rule.name.span) {
                    Some(history) => {
                        all.extend(history.versions.iter().map(|version| Item {
                            kind: ItemKind::Rule(self.version(version)),
                            span: version.span,
                        }));
                    }
                    None => all.push(Item {
                        kind: ItemKind::Rule(rule),
                        span,
                    }),
                },
                ItemKind::Provision(mut provision) => {
                    provision.members = self.items(provision.members);
                    all.push(Item {
                        kind: ItemKind::Provision(provision),
                        span,
                    });
                }
                ItemKind::Act(mut act) => {
                    if let Some(in_force) = self.acts.get(&act.name.span) {
                        act.in_force = Some(in_force.clone());
                    }
                    all.push(Item {
                        kind: ItemKind::Act(act),
                        span,
                    });
                }
                // One that came to nothing stays: its words belong to the law as well.
                ItemKind::Restate(one) if self.restated.contains(&one.rule.name.span) => {}
                kind => all.push(Item { kind, span }),
            }
        }
        all
    }

    /// A version as a rule: the days that amendments say are its own.
    fn version(&self, version: &Version) -> Rule {
        let mut rule = version.rule.clone();
        let life = &version.life;
        if let (Some(by), Some(from)) = (version.from_by, &life.from) {
            rule.clauses
                .retain(|clause| clause.kind != ClauseKind::From);
            rule.clauses.push(clause(ClauseKind::From, from, by));
        }
        if let (Some(by), Some(until)) = (version.until_by, &life.until) {
            let ends = [ClauseKind::Until, ClauseKind::Through];
            rule.clauses.retain(|clause| !ends.contains(&clause.kind));
            rule.clauses.push(clause(ClauseKind::Until, until, by));
        }
        for moved in &version.moved {
            let words = self.grounds.get(moved);
            rule.grounds.extend(words.into_iter().flatten().cloned());
        }
        rule
    }
}

fn clause(kind: ClauseKind, day: &Fixed, span: Span) -> Clause {
    Clause {
        kind,
        expr: day.expr(span),
        span,
    }
}
