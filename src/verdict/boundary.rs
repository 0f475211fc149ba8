use crate::law::{ClaimId, ExprId, Moment};

use super::{Affected, Region, Turn, Witness};

/// An outcome that is otherwise on a day than on the day before, for somebody, whose facts are the
/// same.
#[derive(Debug, Clone)]
pub struct DayChange {
    /// What changes.
    pub about: Affected,
    /// Which way.
    pub turn: Turn,
    /// On which day. No other day that might matter falls on it for the person of the example.
    pub moment: Moment,
    /// The expression that comes to it, on the day and on the day before.
    pub is: ExprId,
    /// The question whose answer this is.
    pub claim: ClaimId,
    /// The readings on which there is such a person.
    pub region: Region,
    /// One of them, on the day.
    pub example: Witness,
}

/// A change that could not be decided on.
#[derive(Debug, Clone)]
pub struct Unsettled {
    /// What may change.
    pub about: Affected,
    /// Which way.
    pub turn: Turn,
    /// On which day; on a day other than those told where it is none of these.
    pub moment: Option<Moment>,
    /// Why.
    pub reason: String,
}

/// All days on which outcomes change.
#[derive(Debug, Clone, Default)]
pub struct Boundaries {
    /// Each change on each day, in the order of the outcomes.
    pub found: Vec<DayChange>,
    /// What could not be decided.
    pub unsettled: Vec<Unsettled>,
    /// Outcomes that are a number of days or years up to the day, or a day counted from it: they
    /// change with the day itself.
    pub moving: Vec<Affected>,
}
