use crate::law::{DoorId, InputId, ListId, StepId, TermId, Value};

use super::{Caught, Region, Verdict, Witness};

/// What of a person a change of the law may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Affected {
    /// The person must take a step.
    Due(StepId),
    /// The person may take it, by a rule that says so.
    Allowed(StepId),
    /// The person must not take it.
    Forbidden(StepId),
    /// The person should have taken it by now.
    Overdue(StepId),
    /// The person can go through a door.
    Possible(DoorId),
    /// A holding is within reach.
    Reach(InputId),
    /// A term of yes or no holds, perhaps of an element of a list.
    Holds(TermId, Option<ListId>),
    /// The value of any other term.
    Value(TermId, Option<ListId>),
}

/// Which way it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// It was certainly not so, and certainly is.
    Begins,
    /// It was certainly so, and certainly is not.
    Ends,
    /// It has another value.
    Differs,
    /// There was certainly an answer, and there is none: a gap, a conflict, an operation without a
    /// result.
    Lapses,
    /// There was none, and certainly is one.
    Arises,
}

impl Turn {
    /// Whether the person has more by it (`Some(true)`), or less; `None` if that is not said.
    #[must_use]
    pub const fn is_gain(self, about: Affected) -> Option<bool> {
        let more = match about {
            Affected::Possible(_) | Affected::Reach(_) | Affected::Allowed(_) => true,
            Affected::Due(_) | Affected::Forbidden(_) | Affected::Overdue(_) => false,
            Affected::Holds(..) | Affected::Value(..) => return None,
        };
        match self {
            Self::Begins => Some(more),
            Self::Ends => Some(!more),
            Self::Differs | Self::Lapses | Self::Arises => None,
        }
    }
}

/// Something that is otherwise by the law of one day than by that of another, for somebody, on the
/// same facts.
#[derive(Debug, Clone)]
pub struct Difference {
    /// What.
    pub about: Affected,
    /// Which way.
    pub turn: Turn,
    /// On which readings it is told here: some of those on which the claim is refuted; nothing
    /// where it could not be decided.
    pub region: Region,
    /// The verdict on the claim that it is so of nobody: on the readings refuted it is of somebody.
    pub verdict: Verdict,
    /// Exactly whom it touches under the readings below; or why that could not be told.
    pub persons: Result<Vec<Caught>, String>,
    /// Readings of the region, one choice of each: where the region leaves a reading open, the first
    /// one that the rules list.
    pub readings: Vec<(InputId, Value)>,
    /// One of them.
    pub example: Option<Witness>,
    /// Others of them, where there is no answer on one side and may be none for another reason.
    pub others: Vec<Witness>,
    /// Why it could not be told whether there are further ones.
    pub others_untold: Option<String>,
}
