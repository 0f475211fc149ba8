//! Days of provisions that are written into the rules in them: where an amendment made a rule last
//! longer than its provision says, the printed rule must not go beyond the printed provision.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Clause, ClauseKind, Item, ItemKind, Provision};
use crate::text::Span;

use super::super::corpus::day_after;
use super::super::fixed::Fixed;
use super::super::history::Version;
use super::Consolidation;
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

impl<'c> Consolidation<'c> {
    /// The clauses of provisions beyond which rules in them go, and the rules that need them.
    pub(super) fn handed_down(&self, standings: &Standings<'c>) -> HandedDown<'c> {
        let mut handed = HandedDown::default();
        self.each_clause(&mut |end, clause, inside| {
            let beyond = |rule: &&str| match standings.get(rule) {
                Standing::Version(place) => self.beyond(rule, place, end, clause),
                Standing::Kept | Standing::Past => false,
            };
            let kept = |rule: &&str| standings.get(rule) == Standing::Kept;
            // What is kept is kept with the amendments of the provision.
            if inside.iter().any(kept) || !inside.iter().any(beyond) {
                return;
            }
            handed.gone.insert(clause.span);
            for rule in inside {
                if let Standing::Version(place) = standings.get(rule) {
                    let says = self.version_of(rule, place);
                    let says = says.is_some_and(|one| end.clause(&one.clauses).is_some());
                    let made = self.version(rule, place);
                    let made = made.is_some_and(|version| bound_by(version, end).is_some());
                    if !says && !made {
                        handed.rules.insert((rule, end), clause);
                    }
                }
            }
        });
        handed
    }

    /// Visits the clauses of provisions that say when these begin and end, with the rules that have
    /// their days from them, if not from themselves.
    fn each_clause(&self, take: &mut impl FnMut(End, &'c Clause, &[&'c str])) {
        for item in self.files.iter().flat_map(|(_, parsed)| &parsed.items) {
            each_clause_of(item, take);
        }
    }

    /// Whether an amendment made a version go beyond a clause of its provision, on some readings at
    /// least.
    fn beyond(&self, rule: &str, place: usize, end: End, clause: &Clause) -> bool {
        let Some(version) = self.version(rule, place) else {
            return false;
        };
        let Some(own) = bound_by(version, end) else {
            return false;
        };
        let around = self.corpus.days.fixed(&clause.expr);
        let around = match clause.kind {
            ClauseKind::Through => around.and_then(|day| day_after(&day)),
            _ => around,
        };
        around.is_some_and(|around| match end {
            End::First => own.earliest() < around.latest(),
            End::Last => own.latest() > around.earliest(),
        })
    }
}

impl<'c> Standings<'c> {
    /// Keeps the rules that go beyond a provision of which another rule is kept: this needs the days
    /// of the provision, and the amendments that moved them. Returns whether there was one.
    pub(super) fn keep_beyond(&mut self, of: &Consolidation<'c>) -> bool {
        let mut beyond: BTreeSet<&str> = BTreeSet::new();
        of.each_clause(&mut |end, clause, inside| {
            if inside.iter().any(|rule| self.get(rule) == Standing::Kept) {
                beyond.extend(inside.iter().filter(|rule| match self.get(rule) {
                    Standing::Version(place) => of.beyond(rule, place, end, clause),
                    Standing::Kept | Standing::Past => false,
                }));
            }
        });
        for rule in &beyond {
            self.set(rule, Standing::Kept);
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

fn each_clause_of<'c>(item: &'c Item, take: &mut impl FnMut(End, &'c Clause, &[&'c str])) {
    let ItemKind::Provision(provision) = &item.kind else {
        return;
    };
    for end in End::BOTH {
        if let Some(clause) = end.clause(&provision.clauses) {
            let mut inside = Vec::new();
            handed_to(provision, end, &mut inside);
            take(end, clause, &inside);
        }
    }
    for member in &provision.members {
        each_clause_of(member, take);
    }
}

/// The rules that a provision hands its days down to.
fn handed_to<'c>(provision: &'c Provision, end: End, rules: &mut Vec<&'c str>) {
    for member in &provision.members {
        match &member.kind {
            ItemKind::Rule(rule) => rules.push(rule.name.own()),
            ItemKind::Provision(inner) if end.clause(&inner.clauses).is_none() => {
                handed_to(inner, end, rules);
            }
            _ => {}
        }
    }
}
