//! Days counted from 1970-01-01, and the weekday that follows from it.

use super::day::Day;
use super::weekday::Weekday;

/// Days from 0000-03-01 to 1970-01-01: the era arithmetic below counts from a 1 March, so that
/// the leap day is the last day of its year.
const EPOCH_FROM_MARCH_0: i32 = 719_468;

/// Days in 400 Gregorian years.
const ERA: i32 = 146_097;

impl Day {
    /// The number of days since 1970-01-01 (negative before it).
    #[must_use]
    pub const fn number(self) -> i32 {
        let month = self.month();
        let (year, from_march) = if month > 2 {
            (self.year(), month - 3)
        } else {
            (self.year() - 1, month + 9)
        };
        let day_of_year = (153 * from_march + 2) / 5 + self.day_of_month() - 1;
        365 * year + year / 4 - year / 100 + year / 400 + day_of_year - EPOCH_FROM_MARCH_0
    }

    /// The day that lies so many days after 1970-01-01; `None` outside the calendar.
    #[must_use]
    pub const fn from_number(number: i32) -> Option<Day> {
        if number < Day::MIN.number() || number > Day::MAX.number() {
            return None;
        }
        let from_march_0 = number + EPOCH_FROM_MARCH_0;
        let era = from_march_0 / ERA;
        let day_of_era = from_march_0 % ERA;
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / (ERA - 1)) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let day_of_month = day_of_year - (153 * from_march + 2) / 5 + 1;
        let year = era * 400 + year_of_era;
        if from_march < 10 {
            Day::new(year, from_march + 3, day_of_month)
        } else {
            Day::new(year + 1, from_march - 9, day_of_month)
        }
    }

    /// The day of the week.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        Weekday::of_number(self.number())
    }

    /// How many days later `other` is (negative if earlier, 0 for the same day).
    #[must_use]
    pub const fn days_until(self, other: Day) -> i32 {
        other.number() - self.number()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn weekdays() {
        for (text, weekday) in [
            ("1801-01-01", Weekday::Thursday),
            ("1970-01-01", Weekday::Thursday),
            ("2000-02-29", Weekday::Tuesday),
            ("2024-01-01", Weekday::Monday),
            ("2024-02-24", Weekday::Saturday),
            ("2025-07-01", Weekday::Tuesday),
        ] {
            assert_eq!(day(text).weekday(), weekday, "{text}");
        }
    }

    #[test]
    fn numbers() {
        assert_eq!(day("1970-01-01").number(), 0);
        assert_eq!(day("1969-12-31").number(), -1);
        assert_eq!(day("2000-03-01").number(), 11_017);
        assert_eq!(day("2024-01-01").days_until(day("2024-02-24")), 54);
        assert_eq!(day("2024-02-24").days_until(day("2024-01-01")), -54);
    }
}
