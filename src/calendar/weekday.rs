//! The seven days of the week.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A day of the week, Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    /// The first day of the week, as in ISO 8601.
    Monday,
    /// The second.
    Tuesday,
    /// The third.
    Wednesday,
    /// The fourth.
    Thursday,
    /// The fifth.
    Friday,
    /// The sixth.
    Saturday,
    /// The seventh.
    Sunday,
}

impl Weekday {
    /// The weekday of the day that lies `number` days after 1970-01-01, a Thursday.
    pub(super) const fn of_number(number: i32) -> Weekday {
        match number.rem_euclid(7) {
            0 => Weekday::Thursday,
            1 => Weekday::Friday,
            2 => Weekday::Saturday,
            3 => Weekday::Sunday,
            4 => Weekday::Monday,
            5 => Weekday::Tuesday,
            _ => Weekday::Wednesday,
        }
    }

    /// The English name, as in "Tuesday".
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        }
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.in_words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_from_a_thursday_both_ways() {
        assert_eq!(Weekday::of_number(0), Weekday::Thursday);
        assert_eq!(Weekday::of_number(6), Weekday::Wednesday);
        assert_eq!(Weekday::of_number(-1), Weekday::Wednesday);
        assert_eq!(Weekday::of_number(-7), Weekday::Thursday);
    }

    #[test]
    fn printed_by_name() {
        assert_eq!(Weekday::Sunday.to_string(), "Sunday");
        assert_eq!(format!("{:<8}|", Weekday::Friday), "Friday  |");
    }
}
