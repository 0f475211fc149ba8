//! The walk through the doors that are open to a person.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::law::{DoorId, InputId};

use super::context::ContextId;
use super::interpreter::Interpreter;
use super::outcome::Outcome;

/// How many ways to hold some holdings and not others are tried at one gate.
const TRIES_LIMIT: usize = 256;

/// Both sets, and where they were found.
#[derive(Debug)]
pub(super) struct Walk {
    /// What is held at the start: each holding definitely held.
    pub held: BTreeSet<InputId>,
    /// Holdings of which it is not known whether they are held at the start.
    pub unknown: BTreeMap<InputId, Outcome>,
    /// Definitely within reach.
    pub lower: BTreeSet<InputId>,
    /// Not definitely out of reach.
    pub upper: BTreeSet<InputId>,
    /// The doors taken, each with the context in which its gate is true.
    pub steps: Vec<(DoorId, ContextId)>,
    /// The context at the end of both: what is between the sets is open, what is beyond is not
    /// held.
    pub end: ContextId,
}

impl Interpreter<'_> {
    /// The walk under the bindings in force.
    pub(super) fn walk(&mut self) -> Rc<Walk> {
        if let Some(known) = self.walks.get(&self.context) {
            return Rc::clone(known);
        }
        let mut walk = self.start();
        self.walk_lower(&mut walk);
        self.walk_upper(&mut walk);
        let walk = Rc::new(walk);
        self.walks.insert(self.context, Rc::clone(&walk));
        walk
    }

    fn start(&mut self) -> Walk {
        let mut held = BTreeSet::new();
        let mut unknown = BTreeMap::new();
        let needs = self.needs();
        for holding in needs.holdings() {
            let outcome = self.input(*holding);
            if outcome.is_true() {
                held.insert(*holding);
            } else if !outcome.is_false() {
                unknown.insert(*holding, outcome);
            }
        }
        let (lower, upper) = (held.clone(), held.clone());
        Walk {
            held,
            unknown,
            lower,
            upper,
            steps: Vec::new(),
            end: self.context,
        }
    }

    fn walk_lower(&mut self, walk: &mut Walk) {
        let needs = self.needs();
        // The doors whose gate may pass now and did not before.
        let mut stale: BTreeSet<DoorId> = needs.doors().iter().copied().collect();
        while !stale.is_empty() {
            let mut ready = Vec::new();
            for door in std::mem::take(&mut stale) {
                if self.grants_beyond(door, &walk.lower) {
                    let now = self.at_door(door, &walk.lower, |holding| {
                        walk.unknown.contains_key(holding)
                    });
                    if self.gate(door, now).is_true() {
                        ready.push(door);
                    }
                }
            }
            for door in ready {
                // A step of this round may have brought what this one grants, or closed its gate.
                if !self.grants_beyond(door, &walk.lower) {
                    continue;
                }
                let now = self.at_door(door, &walk.lower, |holding| {
                    walk.unknown.contains_key(holding)
                });
                if self.gate(door, now).is_true() {
                    walk.steps.push((door, now));
                    for granted in self.law.grants(door) {
                        walk.lower.insert(*granted);
                        stale.extend(needs.looking(*granted));
                    }
                }
            }
        }
    }

    fn walk_upper(&mut self, walk: &mut Walk) {
        let needs = self.needs();
        walk.upper = walk
            .lower
            .iter()
            .chain(walk.unknown.keys())
            .copied()
            .collect();
        let mut stale: BTreeSet<DoorId> = needs.doors().iter().copied().collect();
        while !stale.is_empty() {
            let mut possible = Vec::new();
            for door in std::mem::take(&mut stale) {
                if self.grants_beyond(door, &walk.upper) {
                    let most = self.at_door(door, &walk.upper, |_| false);
                    if !self.gate(door, most).is_false() || self.opens_with_less(door, walk) {
                        possible.push(door);
                    }
                }
            }
            for door in possible {
                for granted in self.law.grants(door) {
                    if walk.upper.insert(*granted) {
                        stale.extend(needs.looking(*granted));
                    }
                }
            }
        }
        walk.end = self.holding(&walk.lower, walk.upper.difference(&walk.lower));
    }

    /// Whether a gate that is shut with all holdings of the upper set may open with fewer of
    /// them, as it does where it asks that one is missing. True if that takes too long to tell.
    fn opens_with_less(&mut self, door: DoorId, walk: &Walk) -> bool {
        let mut tries = TRIES_LIMIT;
        let mut next = vec![(walk.held.clone(), BTreeSet::<InputId>::new())];
        while let Some((with, without)) = next.pop() {
            let context = self.at_door(door, &with, |holding| {
                walk.upper.contains(holding) && !without.contains(holding)
            });
            let missing = match self.gate(door, context) {
                Outcome::Open(missing) => missing,
                shut if shut.is_false() => continue,
                Outcome::Value(_) | Outcome::Fail(_) => return true,
            };
            let is_open = |input: &&InputId| {
                walk.upper.contains(*input) && !with.contains(*input) && !without.contains(*input)
            };
            let Some(holding) = missing.iter().find(is_open).copied() else {
                return true;
            };
            if tries == 0 {
                return true;
            }
            tries -= 1;
            let (mut held, mut lacking) = (with.clone(), without.clone());
            held.insert(holding);
            lacking.insert(holding);
            next.push((held, without));
            next.push((with, lacking));
        }
        false
    }

    /// The context of a gate: of the holdings that it looks at, these are held, the open ones
    /// unknown, all others not held. What it does not look at is left out, so that the outcome is
    /// found again as long as nothing changes for this gate.
    pub(super) fn at_door(
        &mut self,
        door: DoorId,
        held: &BTreeSet<InputId>,
        is_open: impl Fn(&InputId) -> bool,
    ) -> ContextId {
        let needs = self.needs();
        let mut context = self.contexts.copy(self.context);
        context.walking = true;
        for holding in needs.of(self.law[door].step) {
            let outcome = if is_open(&holding) && !held.contains(&holding) {
                Outcome::missing(holding)
            } else {
                Outcome::truth(held.contains(&holding))
            };
            context.bindings.insert(holding, outcome);
        }
        self.contexts.id(context)
    }

    /// The context in which these holdings are held, the open ones unknown, all others not held.
    fn holding<'i>(
        &mut self,
        held: &BTreeSet<InputId>,
        open: impl Iterator<Item = &'i InputId>,
    ) -> ContextId {
        let mut context = self.contexts.copy(self.context);
        context.walking = true;
        for holding in self.needs().holdings() {
            context
                .bindings
                .insert(*holding, Outcome::truth(held.contains(holding)));
        }
        for holding in open.filter(|holding| !held.contains(holding)) {
            context
                .bindings
                .insert(*holding, Outcome::missing(*holding));
        }
        self.contexts.id(context)
    }

    pub(super) fn gate(&mut self, door: DoorId, context: ContextId) -> Outcome {
        let outer = self.enter(context);
        let outcome = self.evaluate(self.law[door].gate);
        self.enter(outer);
        outcome
    }

    fn grants_beyond(&self, door: DoorId, known: &BTreeSet<InputId>) -> bool {
        self.law
            .grants(door)
            .iter()
            .any(|holding| !known.contains(holding))
    }
}
