use crate::law::{ExprId, InputId, TermId};

use super::Places;

/// Something undecided that an outcome depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atom {
    /// Whether an enumerated input has one of these values.
    Member(InputId, Places),
    /// Which value an input has that is enumerated, or by which a day is moved.
    Value(InputId),
    /// Whether a comparison over inputs is true. Neither side can fail.
    Compare(ExprId),
    /// Whether a yes-or-no define is true, with nothing bound that it reads. It cannot fail.
    Define(TermId),
    /// Whether an operation over inputs fails.
    Failing(ExprId),
}
