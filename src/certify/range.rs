use crate::calendar::Day;

use super::bounds::{FIRST_DAY, GREATEST_NUMBER, LAST_DAY};

/// Whole numbers from `low` to `high`, both included; empty where `high` is less. Days are their
/// packed ordinals, and both ends are real days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    /// The least.
    pub low: i64,
    /// The greatest.
    pub high: i64,
}

impl Range {
    /// No number.
    pub const EMPTY: Self = Self { low: 0, high: -1 };
    /// All numbers.
    pub const ALL: Self = Self {
        low: i64::MIN,
        high: i64::MAX,
    };
    /// The numbers a proof is about.
    pub const NUMBERS: Self = Self {
        low: -GREATEST_NUMBER,
        high: GREATEST_NUMBER,
    };

    /// The days a proof is about.
    pub fn days() -> Self {
        Self {
            low: packed(FIRST_DAY),
            high: packed(LAST_DAY),
        }
    }

    /// One number.
    pub fn one(value: i64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    /// Whether there is no number in it.
    pub fn is_empty(self) -> bool {
        self.high < self.low
    }

    /// The only number; `None` if there is none or more than one.
    pub fn single(self) -> Option<i64> {
        (self.low == self.high).then_some(self.low)
    }

    /// Whether the number is in it.
    pub fn contains(self, value: i64) -> bool {
        self.low <= value && value <= self.high
    }

    /// The least range with both in it.
    pub fn hull(self, other: Self) -> Self {
        if self.is_empty() {
            other
        } else if other.is_empty() {
            self
        } else {
            Self {
                low: self.low.min(other.low),
                high: self.high.max(other.high),
            }
        }
    }

    /// The numbers in both.
    pub fn intersection(self, other: Self) -> Self {
        Self {
            low: self.low.max(other.low),
            high: self.high.min(other.high),
        }
    }
}

/// The packed ordinal of a day.
pub(super) fn packed(day: Day) -> i64 {
    i64::from(day.packed())
}

/// The day of a packed ordinal, if it is one.
pub(super) fn day(packed: i64) -> Option<Day> {
    Day::from_packed(i32::try_from(packed).ok()?)
}
