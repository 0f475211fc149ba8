use crate::law::{FoldKind, Type};

/// What is ordered, by the words in which it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// Numbers and amounts.
    Number,
    /// Days.
    Day,
    /// Periods.
    Length,
}

impl Scale {
    /// That of a type.
    pub fn of(ty: Type) -> Self {
        match ty {
            Type::Date => Self::Day,
            Type::Period(_) => Self::Length,
            Type::Bool | Type::Int | Type::Decimal | Type::Money(_) | Type::Enum(_) => Self::Number,
        }
    }

    /// "is … than", "… or …".
    pub fn less(self) -> &'static str {
        match self {
            Self::Number => "less",
            Self::Day => "earlier",
            Self::Length => "shorter",
        }
    }

    /// "is … than", "… or …".
    pub fn more(self) -> &'static str {
        match self {
            Self::Number => "more",
            Self::Day => "later",
            Self::Length => "longer",
        }
    }

    /// One of two, or of several: "the … of a and b".
    pub fn extreme(self, kind: FoldKind, several: bool) -> &'static str {
        match (self, kind == FoldKind::Min, several) {
            (Self::Number, true, false) => "lesser",
            (Self::Number, true, true) => "least",
            (Self::Number, false, false) => "greater",
            (Self::Number, false, true) => "greatest",
            (Self::Day, true, false) => "earlier",
            (Self::Day, true, true) => "earliest",
            (Self::Day, false, false) => "later",
            (Self::Day, false, true) => "latest",
            (Self::Length, true, false) => "shorter",
            (Self::Length, true, true) => "shortest",
            (Self::Length, false, false) => "longer",
            (Self::Length, false, true) => "longest",
        }
    }
}
