use serde::{Deserialize, Serialize};

use crate::calendar::{Day, Unit};
use crate::text::Span;

use super::{CurrencyId, EnumId, Phrases, Ratio};

/// The types of inputs and terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Type {
    /// Yes or no.
    Bool,
    /// A whole number of 64 bits; what does not fit is a failure, never wrapped.
    Int,
    /// An exact number, with or without a finite number of decimal places.
    Decimal,
    /// An amount of a currency; exact, and in a fact or the value of a term a whole number of the
    /// currency's minor units.
    Money(CurrencyId),
    /// A day of the calendar.
    Date,
    /// A length of calendar time, counted in months or in days. The two never mix: a month has no
    /// fixed number of days.
    Period(Unit),
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
    /// An exact number.
    Decimal(Ratio),
    /// An amount of a currency, in its major unit.
    Money(CurrencyId, Ratio),
    /// A day.
    Day(Day),
    /// So many months or days; fewer than none lead back.
    Period(Unit, i64),
    /// The member of an enumeration at this place.
    Member(EnumId, u32),
}

impl Value {
    /// The type of the value.
    pub fn ty(self) -> Type {
        match self {
            Self::Bool(_) => Type::Bool,
            Self::Int(_) => Type::Int,
            Self::Decimal(_) => Type::Decimal,
            Self::Money(currency, _) => Type::Money(currency),
            Self::Day(_) => Type::Date,
            Self::Period(unit, _) => Type::Period(unit),
            Self::Member(id, _) => Type::Enum(id),
        }
    }

    /// The place of the value in an enumerated type: no is 0, yes is 1. `None` for others.
    pub fn place(self) -> Option<usize> {
        match self {
            Self::Bool(value) => Some(usize::from(value)),
            Self::Member(_, place) => usize::try_from(place).ok(),
            Self::Int(_) | Self::Decimal(_) | Self::Money(..) | Self::Day(_) | Self::Period(..) => {
                None
            }
        }
    }

    /// The value at a place of an enumerated type; `None` for types that are not enumerated.
    pub fn at_place(ty: Type, place: usize) -> Option<Self> {
        match ty {
            Type::Bool => Some(Self::Bool(place == 1)),
            Type::Enum(id) => Some(Self::Member(id, u32::try_from(place).ok()?)),
            Type::Int | Type::Decimal | Type::Money(_) | Type::Date | Type::Period(_) => None,
        }
    }

    /// The exact number of a decimal or an amount of money.
    pub fn ratio(self) -> Option<Ratio> {
        match self {
            Self::Decimal(number) | Self::Money(_, number) => Some(number),
            Self::Bool(_) | Self::Int(_) | Self::Day(_) | Self::Period(..) | Self::Member(..) => {
                None
            }
        }
    }
}

/// A currency.
#[derive(Debug, Clone)]
pub struct Currency {
    /// Its name.
    pub name: String,
    /// Its place in the files.
    pub span: Option<Span>,
    /// Its words: the noun, and what is written behind amounts.
    pub phrases: Phrases,
    /// The decimal places of its minor unit: 2 where a hundredth is the least amount paid.
    pub places: u32,
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
