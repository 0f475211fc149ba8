use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::text::Span;

use super::{EnumId, Phrases};

/// The types of inputs and terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Type {
    /// Yes or no.
    Bool,
    /// A whole number of 64 bits; what does not fit is a failure, never wrapped.
    Int,
    /// A day of the calendar.
    Date,
    /// One of a closed list.
    Enum(EnumId),
}

/// A value of one of the types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A day.
    Day(Day),
    /// The member of an enumeration at this place.
    Member(EnumId, u32),
}

impl Value {
    /// The type of the value.
    pub fn ty(self) -> Type {
        match self {
            Self::Bool(_) => Type::Bool,
            Self::Int(_) => Type::Int,
            Self::Day(_) => Type::Date,
            Self::Member(id, _) => Type::Enum(id),
        }
    }

    /// The place of the value in an enumerated type: no is 0, yes is 1. `None` for others.
    pub fn place(self) -> Option<usize> {
        match self {
            Self::Bool(value) => Some(usize::from(value)),
            Self::Member(_, place) => usize::try_from(place).ok(),
            Self::Int(_) | Self::Day(_) => None,
        }
    }

    /// The value at a place of an enumerated type; `None` for types that are not enumerated.
    pub fn at_place(ty: Type, place: usize) -> Option<Self> {
        match ty {
            Type::Bool => Some(Self::Bool(place == 1)),
            Type::Enum(id) => Some(Self::Member(id, u32::try_from(place).ok()?)),
            Type::Int | Type::Date => None,
        }
    }
}

/// A closed list of values.
#[derive(Debug, Clone)]
pub struct EnumType {
    /// Its name; readings, occasions and norms have the name of what they belong to.
    pub name: String,
    /// Its place in the files.
    pub span: Option<Span>,
    /// The names of the values and their words, in the order declared.
    pub members: Vec<(String, Phrases)>,
}
