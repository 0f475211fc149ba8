//! Days of provisions that are written into the rules in them. Where amendments made the days of a rule,
//! or moved those of its provision, the printed rule must not go beyond the printed provision: of what
//! amendments make of a rule nothing is said, but the printed law has no amendments.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Clause, ClauseKind};
use crate::text::Span;

use super::super::corpus::day_after;
use super::super::fixed::Fixed;
use super::super::history::Version;
use super::Consolidation;
use super::because::Because;
use super::standing::{Standing, Standings};

/// One end of a life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    First,
    Last,
}

impl End {
    pub const BOTH: [Self; 2] = [Self::First, Self::Last];

    /// The clauses that say so.
    pub fn kinds(self) -> &'static [ClauseKind] {
        match self {
            Self::First => &[ClauseKind::From],
            Self::Last => &[ClauseKind::Until, ClauseKind::Through],
        }
    }

    /// The clause among others that says so.
    pub fn clause(self, clauses: &[Clause]) -> Option<&Clause> {
        clauses.iter().find(|one| self.kinds().contains(&one.kind))
    }
}

/// What provisions hand down.
#[derive(Default)]
pub struct HandedDown<'c> {
    /// The clauses that go.
    pub gone: BTreeSet<Span>,
    /// The clauses that rules get.
    pub rules: BTreeMap<(&'c str, End), &'c Clause>,
}

/// What stands in the way of days that amendments made.
#[derive(Default)]
struct InTheWay<'c> {
    /// The clauses of provisions that must go.
    clauses: BTreeSet<Span>,
    /// The rules that go beyond clauses which must stay.
    rules: BTreeSet<&'c str>,
}

impl<'c> Consolidation<'c> {
    /// The clauses of provisions that go, and the rules that need them.
    pub(super) fn handed_down(&self, standings: &Standings<'c>) -> HandedDown<'c> {
        let gone = self.in_the_way(standings).clauses;
        let mut rules = BTreeMap::new();
        for (rule, end, clause) in self.heirs(standings) {
            if gone.contains(&clause.span) {
                rules.insert((rule, end), clause);
            }
        }
        HandedDown { gone, rules }
    }

    /// What must go so that no rule whose days amendments made goes beyond its provision, nor a provision
    /// around it beyond another one. Where either of two clauses could go, it is one from which no rule has
    /// its days. What is kept is kept with the amendments of its provision, which need its clause.
    fn in_the_way(&self, standings: &Standings<'c>) -> InTheWay<'c> {
        let mut found = InTheWay::default();
        let kept = standings.all.keys().copied();
        let kept = kept.filter(|rule| standings.get(rule) == Standing::Kept);
        let ends =
            kept.flat_map(|rule| End::BOTH.map(|end| self.around(rule, end).last().copied()));
        let held: BTreeSet<Span> = ends.flatten().map(|clause| clause.span).collect();
        let heirs = self.heirs(standings).into_iter();
        let used: BTreeSet<Span> = heirs.map(|(_, _, clause)| clause.span).collect();
        for (rule, end, own) in self.made_ends(standings) {
            let around = self.around(rule, end);
            loop {
                let stands = |clause: &&&Clause| !found.clauses.contains(&clause.span);
                let around: Vec<&Clause> = around.iter().filter(stands).copied().collect();
                let Some((outer, inner)) = self.beyond(end, &around, own.as_ref()) else {
                    break;
                };
                let may_go = |clause: &&Clause| !held.contains(&clause.span);
                let inner = inner.filter(may_go);
                let idle = inner.filter(|inner| !used.contains(&inner.span));
                match idle.or(Some(outer).filter(may_go)).or(inner) {
                    Some(clause) => found.clauses.insert(clause.span),
                    None => {
                        found.rules.insert(rule);
                        break;
                    }
                };
            }
        }
        found
    }

    /// The clauses of provisions around a rule that say when it begins or ends, outermost first.
    fn around(&self, rule: &str, end: End) -> Vec<&'c Clause> {
        let standing = self.corpus.rules.get(rule);
        let around = standing.into_iter().flat_map(|one| &one.around).copied();
        around
            .filter(|clause| end.kinds().contains(&clause.kind))
            .collect()
    }

    /// The rules that stand in one version and have their days from a provision, each with the clause.
    fn heirs(&self, standings: &Standings<'c>) -> Vec<(&'c str, End, &'c Clause)> {
        let mut heirs = Vec::new();
        for (rule, place) in standings.versions() {
            for end in End::BOTH {
                let says = self.version_of(rule, place);
                let says = says.is_some_and(|one| end.clause(&one.clauses).is_some());
                let made = self.version(rule, place);
                let made = made.is_some_and(|version| bound_by(version, end).is_some());
                if !says && !made {
                    let clause = self.around(rule, end).last().copied();
                    heirs.extend(clause.map(|clause| (rule, end, clause)));
                }
            }
        }
        heirs
    }

    /// The ends, as far as they are told by written days, of the rules that stand in one version and
    /// have them from an amendment, or say them in a provision of which the end was moved.
    fn made_ends(&self, standings: &Standings<'c>) -> Vec<(&'c str, End, Option<Fixed>)> {
        let mut ends = Vec::new();
        for (rule, place) in standings.versions() {
            for end in End::BOTH {
                let made = self.version(rule, place);
                let made = made.and_then(|version| bound_by(version, end));
                let moved = end == End::Last && self.moved_ends.contains_key(rule);
                let own = self.version_of(rule, place).filter(|_| moved);
                let own = own.and_then(|one| end.clause(&one.clauses));
                match (made, own) {
                    (Some(day), _) => ends.push((rule, end, Some(day.clone()))),
                    (None, Some(clause)) => ends.push((rule, end, self.said(clause))),
                    (None, None) => {}
                }
            }
        }
        ends
    }

    /// The innermost clause, of those around a rule, beyond which the one inside it goes on some readings,
    /// with that one, if it is not the rule's own. What is not known may go beyond.
    fn beyond(
        &self,
        end: End,
        around: &[&'c Clause],
        own: Option<&Fixed>,
    ) -> Option<(&'c Clause, Option<&'c Clause>)> {
        let mut inner = (None, own.cloned());
        for outer in around.iter().rev() {
            let day = self.said(outer);
            let beyond = match (&day, &inner.1) {
                (Some(outer), Some(inner)) => match end {
                    End::First => inner.may_precede(outer),
                    End::Last => outer.may_precede(inner),
                },
                _ => true,
            };
            if beyond {
                return Some((outer, inner.0));
            }
            inner = (Some(*outer), day);
        }
        None
    }

    /// The bound that a clause says, as far as it is told by written days.
    fn said(&self, clause: &Clause) -> Option<Fixed> {
        let day = self.corpus.days.fixed(&clause.expr)?;
        match clause.kind {
            ClauseKind::Through => day_after(&day),
            _ => Some(day),
        }
    }

    /// The names under which ends of provisions were moved, for a rule that says an end beyond the
    /// written one.
    pub(super) fn moves_around(&self, rule: &str) -> &[Span] {
        let Some((_, moves)) = self.moved_ends.get(rule) else {
            return &[];
        };
        let around = self.around(rule, End::Last);
        let around = around.last().map_or(&[][..], std::slice::from_ref);
        let mut said = self
            .rules(rule)
            .filter_map(|(_, one)| End::Last.clause(&one.clauses));
        match said.any(|own| {
            self.beyond(End::Last, around, self.said(own).as_ref())
                .is_some()
        }) {
            true => moves,
            false => &[],
        }
    }
}

impl<'c> Standings<'c> {
    /// Keeps the rules that go beyond a provision of which another rule is kept: this needs the days
    /// of the provision, and the amendments that moved them. Returns whether there was one.
    pub(super) fn keep_beyond(&mut self, of: &Consolidation<'c>) -> bool {
        let beyond = of.in_the_way(self).rules;
        for rule in &beyond {
            self.keep(rule, Because::Beyond);
        }
        !beyond.is_empty()
    }
}

/// The end of a version, where an amendment made it.
pub(super) fn bound_by(version: &Version, end: End) -> Option<&Fixed> {
    let (by, day) = match end {
        End::First => (version.from_by, &version.life.from),
        End::Last => (version.until_by, &version.life.until),
    };
    day.as_ref().filter(|_| by.is_some())
}
