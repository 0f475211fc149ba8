//! Outcomes found, on a path and on the paths it came from.
//!
//! The checker evaluates each path with a memory of its own, which has one level. The search for
//! trees goes down a path split by split, and keeps what a split does not touch.

use std::rc::Rc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::context::{Context, Contexts};
use super::input_set::InputSet;
use super::outcomes::OutcomeId;
use super::support::Part;
use super::{Ground, Outcome};

/// What evaluators on one path, and on the paths above it, have found.
#[derive(Debug)]
pub struct Memory {
    pub(super) contexts: Contexts,
    slots: IndexMap<(Context, Part), Slot, FxBuildHasher>,
    levels: Vec<Level>,
    /// How many outcomes have been found.
    found: usize,
}

/// All that is known of a part in a context.
#[derive(Debug, Default)]
struct Slot {
    /// The inputs that the outcome may depend on; found when needed.
    reads: Option<Rc<InputSet>>,
    /// The last outcome, and the level it was found on.
    last: Option<(usize, OutcomeId)>,
    /// Those of levels above, which are right again when the path goes back there.
    earlier: Vec<(usize, OutcomeId)>,
}

/// What was found on a part of a path, for when the search comes there again.
#[derive(Debug, Default)]
pub struct Left(Vec<(usize, OutcomeId)>);

/// A path on the way to the present one.
#[derive(Debug, Default)]
struct Level {
    /// What the split above it decides.
    by: InputSet,
    /// What all splits below it decide.
    since: InputSet,
    /// The slots with outcomes of this level.
    found: Vec<usize>,
}

impl Memory {
    /// Nothing is known.
    pub fn new() -> Self {
        Self {
            contexts: Contexts::new(),
            slots: IndexMap::default(),
            levels: vec![Level::default()],
            found: 0,
        }
    }

    /// Goes to a part of the path, in which something on these inputs is decided.
    pub(crate) fn enter(&mut self, decided: InputSet) {
        self.levels.push(Level {
            by: decided,
            ..Level::default()
        });
        self.sum_up();
    }

    /// Goes again to a part of the path that was left: what was found there is known.
    pub(crate) fn enter_again(&mut self, decided: InputSet, left: Left) {
        self.enter(decided);
        for (at, outcome) in left.0.into_iter().rev() {
            self.put(at, outcome);
        }
    }

    /// Goes back to the path before.
    pub(crate) fn leave(&mut self) -> Left {
        let found = self.levels.pop().map(|level| level.found);
        let mut left = Vec::new();
        // What was found last is the last of each.
        for at in found.into_iter().flatten() {
            if let Some((_, slot)) = self.slots.get_index_mut(at) {
                left.extend(slot.last.map(|(_, outcome)| (at, outcome)));
                slot.last = slot.earlier.pop();
            }
        }
        self.sum_up();
        Left(left)
    }

    /// How many outcomes have been found: a measure of the work done.
    pub(crate) fn found(&self) -> usize {
        self.found
    }

    fn sum_up(&mut self) {
        let mut since = InputSet::default();
        for level in self.levels.iter_mut().rev() {
            level.since.clone_from(&since);
            since.add(&level.by);
        }
    }

    /// Where the outcome of a part in a context is kept.
    pub(super) fn slot(&mut self, context: Context, part: Part) -> usize {
        let entry = self.slots.entry((context, part));
        let at = entry.index();
        entry.or_default();
        at
    }

    /// The outcome kept, if it is right for the present path.
    pub(super) fn recall(&mut self, ground: &mut Ground, at: usize) -> Option<Outcome> {
        let (&(context, part), slot) = self.slots.get_index_mut(at)?;
        let (level, outcome) = slot.last?;
        let known = || self.contexts.outcome(outcome).copied();
        if level + 1 == self.levels.len() {
            return known();
        }
        let contexts = &self.contexts;
        let reads = slot.reads.get_or_insert_with(|| {
            let read = ground.support.of(part);
            contexts.open(context, &read, &ground.names)
        });
        let since = &self.levels.get(level)?.since;
        if since.meets(reads) { None } else { known() }
    }

    /// Keeps an outcome.
    pub(super) fn keep(&mut self, at: usize, outcome: Outcome) {
        self.found += 1;
        let outcome = self.contexts.note(outcome);
        self.put(at, outcome);
    }

    fn put(&mut self, at: usize, outcome: OutcomeId) {
        let now = self.levels.len().saturating_sub(1);
        if let (Some((_, slot)), Some(level)) =
            (self.slots.get_index_mut(at), self.levels.last_mut())
        {
            level.found.push(at);
            slot.earlier.extend(slot.last.replace((now, outcome)));
        }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}
