use crate::law::{ExprId, InputId};

use super::Places;

/// Something undecided that an outcome depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atom {
    /// Whether an enumerated input has one of these values.
    Member(InputId, Places),
    /// Which value an enumerated input has.
    Value(InputId),
    /// Whether a comparison over inputs is true. Neither side can fail.
    Compare(ExprId),
    /// Whether an operation over inputs fails.
    Failing(ExprId),
}
