//! How far a proof reaches, and how large a certificate may be.

use crate::calendar::Day;
use crate::law::History;

/// A day of the calendar; the other one where there is no such day.
pub const fn day_or(year: i32, month: i32, day: i32, other: Day) -> Day {
    match Day::new(year, month, day) {
        Some(day) => day,
        None => other,
    }
}

/// A claim is proved for days, and births and other dates, from this one on.
pub const FIRST_DAY: Day = day_or(1900, 1, 1, Day::MIN);

/// A claim is proved for days, and births and other dates, up to this one.
pub const LAST_DAY: Day = History::NO_END;

/// A claim is proved for numbers from minus this to this.
pub const GREATEST_NUMBER: i64 = 1_000_000_000_000;

/// An enumeration with more values is beyond the checker.
pub const VALUES_LIMIT: usize = 256;

/// Calls of terms, rules and operands nested deeper than this are taken to have any outcome.
pub(super) const NESTING_LIMIT: usize = 20_000;

/// An outcome remembers at most so many reasons why it is not settled.
pub(super) const REASONS_LIMIT: usize = 48;

/// More cubes of readings than this are not looked at.
pub(super) const CUBES_LIMIT: usize = 2_000;

/// Splitting readings further than this is given up.
pub(super) const READING_SPLITS_LIMIT: usize = 100_000;
