//! Days, periods, ages and stretches of days, exact in the Gregorian calendar of 1801 to 2299.
//!
//! A day outside these years does not exist here: whatever would lead to one answers `None`,
//! and nothing ever wraps around.

mod age;
mod customary;
mod day;
mod interval;
mod month;
mod number;
mod period;
mod weekday;
mod written;

pub use age::{day_of_age, full_years};
pub use customary::Customary;
pub use day::{Day, PACKED_MONTH, PACKED_YEAR};
pub use interval::Interval;
pub use month::{FIRST_YEAR, LAST_YEAR, is_leap, month_in_words, month_length, month_named};
pub use period::{Period, Rounding, Unit};
pub use weekday::Weekday;
pub use written::NotADay;
