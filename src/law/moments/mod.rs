//! On which days an outcome may change by the day alone.
//!
//! The kernel looks at the day in two ways only: the life of a rule compares the day of the law with
//! a constant, and a comparison may have the day of the facts in it. Between two days on which none
//! of these comes to something else, everything else is the same, since it is made of them. So the
//! days on which a life or a comparison turns are the only ones on which an outcome can, and they
//! are read off the form of the law: a constant is a day for everybody, a day counted from the facts
//! one of the person's own.

mod closed;
mod operand;
mod scopes;
mod walk;

pub use operand::BRANCHES_LIMIT;

use crate::calendar::Day;

use super::{ExprId, Law};

/// A day on which an outcome may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// A day that the law names.
    Day(Day),
    /// The person's own: the day that this comes to. Where it is told of the elements of lists, it
    /// reads the fields of whichever element is meant.
    Own(ExprId),
    /// The day after it.
    After(ExprId),
    /// The day on which this comparison, which hangs on the day by more than its order to other
    /// days, ceases to be as it was.
    Turning(ExprId),
}

/// The days on which an outcome may change.
#[derive(Debug, Clone, Default)]
pub struct Moments {
    /// The days that the law names, ascending.
    pub days: Vec<Day>,
    /// Those of a person's own, in the order of the law.
    pub own: Vec<Own>,
    /// The outcome is counted from the day itself.
    pub moving: bool,
    /// Some operand of a comparison may be one of more than [`BRANCHES_LIMIT`], so that the days are not
    /// known.
    pub cut: bool,
}

/// A day of a person's own.
#[derive(Debug, Clone)]
pub struct Own {
    /// As it is told.
    pub moment: Moment,
    /// What it comes to, or the comparison that turns: one for each element of a list, and one for
    /// each rounding.
    pub of: Vec<ExprId>,
}

/// The days on which an expression may change. Linear in the size of what it hangs on, for each set
/// of bindings in it.
pub fn moments(law: &mut Law, outcome: ExprId) -> Moments {
    let found = walk::walk(law, outcome);
    closed::closed(law, found)
}
