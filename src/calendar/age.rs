//! Ages in full years.

use super::day::{Day, PACKED_YEAR};
use super::period::{Period, Rounding};

/// The full years of age on a day of a person born on `birth`; `None` before the birth.
///
/// A year of age is attained on the birthday itself. Someone born on 29 February attains it on
/// 1 March where the year has no 29 February.
#[must_use]
pub const fn full_years(birth: Day, day: Day) -> Option<i32> {
    let packed = day.packed() - birth.packed();
    if packed < 0 {
        None
    } else {
        Some(packed / PACKED_YEAR)
    }
}

/// The first day on which a person born on `birth` has so many full years; `None` if that day is
/// outside the calendar or `years` is negative.
#[must_use]
pub fn day_of_age(birth: Day, years: i32) -> Option<Day> {
    if years < 0 {
        return None;
    }
    birth.plus(Period::years(years)?, Rounding::Up)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn attained_on_the_birthday() {
        let birth = day("2008-01-01");
        assert_eq!(full_years(birth, day("2023-12-31")), Some(15));
        assert_eq!(full_years(birth, day("2024-01-01")), Some(16));
        assert_eq!(full_years(birth, birth), Some(0));
        assert_eq!(full_years(birth, day("2007-12-31")), None);
    }

    #[test]
    fn born_on_a_leap_day() {
        let birth = day("2008-02-29");
        assert_eq!(full_years(birth, day("2024-02-28")), Some(15));
        assert_eq!(full_years(birth, day("2024-02-29")), Some(16));
        assert_eq!(full_years(birth, day("2025-02-28")), Some(16));
        assert_eq!(full_years(birth, day("2025-03-01")), Some(17));
        assert_eq!(full_years(day("2084-02-29"), day("2100-02-28")), Some(15));
        assert_eq!(full_years(day("2084-02-29"), day("2100-03-01")), Some(16));
    }

    #[test]
    fn the_day_of_an_age_is_the_first_with_it() {
        let mut birth = day("2080-01-01");
        while birth < day("2088-03-02") {
            for years in [0, 1, 14, 16, 18, 100] {
                let first = day_of_age(birth, years).unwrap();
                assert_eq!(full_years(birth, first), Some(years));
                assert_eq!(
                    full_years(birth, first.previous().unwrap()),
                    (years > 0).then_some(years - 1)
                );
            }
            birth = birth.next().unwrap();
        }
    }

    #[test]
    fn no_age_outside_the_calendar() {
        assert_eq!(day_of_age(day("2290-05-05"), 16), None);
        assert_eq!(day_of_age(day("2000-05-05"), -1), None);
        assert_eq!(day_of_age(day("2000-05-05"), i32::MAX), None);
    }
}
