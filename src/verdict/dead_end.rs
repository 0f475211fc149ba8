use serde::{Deserialize, Serialize};

use crate::calendar::{Day, Interval};
use crate::law::{DoorId, ExprId, Ground, InputId, TermId, Value};

use super::{Repairs, Witness};

/// What stands behind a claim that a holding is out of reach, on the day or for good: by which
/// circles, for whom, since when, and who has a way out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeadEnd {
    /// The holding that is out of reach.
    pub goal: InputId,
    /// That it is within reach on the day or on a later one, where it is out of reach for good: those
    /// are caught for whom waiting does not help either, and circles are complete on the day and on all
    /// later ones.
    #[serde(skip)]
    pub for_good: Option<ExprId>,
    /// The readings that change which circles there are: the columns differ in them.
    pub deciding: Vec<InputId>,
    /// One for each combination of choices of the deciding readings on which the claim is proved,
    /// in the order declared; at least one.
    pub columns: Vec<Column>,
    /// The choices of all other readings that the columns hold fixed.
    pub held: Vec<(InputId, Value)>,
    /// Everything that one holding requires of another in some circle, numbered from 1.
    pub requirements: Vec<Requirement>,
    /// The ways out: those that all columns have, then those of the same columns together; of
    /// these the shortest first.
    pub ways: Vec<WayOut>,
    /// What another choice of a reading held fixed would change.
    pub others: Vec<OtherReading>,
    /// The smallest changes that lead out of it, where they were asked for; or why they could not be
    /// found.
    #[serde(skip)]
    pub repairs: Option<Result<Repairs, String>>,
    /// Every person is caught, is not eligible or has a way out: nobody is left open by a gap or conflict.
    pub complete: bool,
    /// What there is beyond what is told.
    pub further: Further,
    /// The conditions of those who are out of reach that have no answer of some of them: who does not meet
    /// one of these need not meet its opposite.
    pub unanswered: Vec<Atom>,
}

/// What is left out, since there is too much of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Further {
    /// Circles, in every column.
    pub circles: bool,
    /// Persons who are caught, in some column.
    pub caught: bool,
    /// Persons who are not eligible, in some column.
    pub not_eligible: bool,
    /// Ways out, in some column.
    pub ways: bool,
}

/// One column: some choices of the deciding readings.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Column {
    /// The choices of the deciding readings.
    pub choices: Vec<(InputId, Value)>,
    /// The circles, the shortest first; none where the dead end is no circle.
    pub circles: Vec<Circle>,
    /// Exactly whom a circle keeps from the goal, and on which days: together these are all. Where
    /// waiting is asked about, everybody for whom it does not help.
    pub caught: Vec<Caught>,
    /// Exactly who could not have the goal even if circles stood in nobody's way.
    pub not_eligible: Vec<Caught>,
}

/// Requirements that lead from a holding back to itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circle {
    /// The requirements, by their places in the list: each needs what the next one grants.
    pub requirements: Vec<usize>,
    /// The days on which it is complete for somebody, within the bounds of the proof.
    pub days: Interval,
}

/// One holding cannot be had without another.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Requirement {
    /// The holding.
    pub holding: InputId,
    /// What it requires.
    pub needs: InputId,
    /// What would do instead, and is out of reach itself, beside the circle.
    pub alternatives: Vec<Alternative>,
    /// The sentences and assumptions that make it so, each once, in the order of the rules.
    #[serde(skip)]
    pub grounds: Vec<Ground>,
}

/// What would do in place of a requirement, and is shut off beside the circle.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Alternative {
    /// The holding.
    pub holding: InputId,
    /// The sentences and assumptions that shut it off, while the circle is not open.
    #[serde(skip)]
    pub grounds: Vec<Ground>,
}

/// A condition on a person, in the vocabulary of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Condition {
    /// What is said.
    pub atom: Atom,
    /// Whether it is so.
    pub holds: bool,
}

/// What a condition says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Atom {
    /// A yes-or-no define holds.
    Define(TermId),
    /// A yes-or-no fact is so, or a holding is held at the start.
    Flag(InputId),
    /// A fact has this value.
    Member(InputId, Value),
    /// A comparison that no define names.
    Compare(ExprId),
}

/// Persons whom a dead end, or a difference, concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caught {
    /// All of these hold.
    pub conditions: Vec<Condition>,
    /// On these days.
    pub days: Interval,
}

/// A way out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WayOut {
    /// A person for whom these hold has it.
    pub conditions: Vec<Condition>,
    /// On these days; everything else being as it is.
    pub days: Interval,
    /// The conditions hang on the day of the facts: for each person the way closes or opens on a
    /// day of the person's own.
    pub by_person: bool,
    /// The steps, in order; none where the goal is held already, or where it takes waiting.
    pub plan: Vec<DoorId>,
    /// The goal is out of reach on the day, and within reach on a later one.
    pub wait: Option<Wait>,
    /// On others of its days the steps are others: these are of the day of the person.
    pub varies: bool,
    /// The sentences and assumptions behind it.
    #[serde(skip)]
    pub grounds: Vec<Ground>,
    /// The columns in which it exists, by their places.
    pub columns: Vec<usize>,
    /// A person who has it.
    pub person: Witness,
}

/// What somebody waits for, of the person who has a way out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Wait {
    /// The steps of each day on which there are some.
    pub steps: Vec<(Day, Vec<DoorId>)>,
    /// The last day until which the person may wait and do nothing, where there is one.
    pub last_safe_day: Option<Day>,
    /// What the person has for a time that ends ahead of the last step, each with its last day.
    pub ends: Vec<(InputId, Day)>,
}

/// A reading held fixed, and another choice of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OtherReading {
    /// The reading.
    pub reading: InputId,
    /// The choice that the proof rests on.
    pub held: Value,
    /// The other choice.
    pub other: Value,
    /// What it changes.
    pub change: Change,
}

/// What another choice of a reading changes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Change {
    /// The claim fails; it holds only on the days after this interval of failures, if the
    /// interval ends.
    Fails(Interval),
    /// No circle leads through the holding.
    NoCircle,
    /// The claim stays proved, but ways out (by their places) change.
    Ways {
        /// Those that nobody has any longer.
        closed: Vec<usize>,
        /// Those that fewer persons have, or on fewer days.
        narrowed: Vec<usize>,
        /// Ways out that somebody has who is caught otherwise.
        freed: Vec<WayOut>,
        /// Somebody who is caught is not eligible with it, or is caught who is not eligible otherwise.
        eligibility: bool,
    },
}
