//! Lengths and names of the months.

/// The first year of the calendar.
pub const FIRST_YEAR: i32 = 1801;

/// The last year of the calendar.
pub const LAST_YEAR: i32 = 2299;

/// Whether the year has a 29 February, by the Gregorian rule (any year, also outside the calendar).
#[must_use]
pub const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The number of days in a month (1 to 12) of a year of the calendar; `None` for any other.
#[must_use]
pub const fn month_length(year: i32, month: i32) -> Option<i32> {
    if year < FIRST_YEAR || year > LAST_YEAR {
        return None;
    }
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if is_leap(year) => Some(29),
        2 => Some(28),
        _ => None,
    }
}

/// The English name of a month (1 to 12); `None` for any other number.
#[must_use]
pub const fn month_in_words(month: i32) -> Option<&'static str> {
    Some(match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        12 => "December",
        _ => return None,
    })
}

/// The month (1 to 12) with an English name, in whatever case.
#[must_use]
pub fn month_named(name: &str) -> Option<i32> {
    (1..=12)
        .find(|month| month_in_words(*month).is_some_and(|known| known.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn centuries_are_leap_only_every_four_hundred_years() {
        assert!(is_leap(2000) && is_leap(2024));
        assert!(!is_leap(1900) && !is_leap(2100) && !is_leap(2200) && !is_leap(2023));
    }

    #[test]
    fn lengths() {
        assert_eq!(month_length(2024, 2), Some(29));
        assert_eq!(month_length(2100, 2), Some(28));
        assert_eq!(month_length(2024, 4), Some(30));
        assert_eq!(month_length(2024, 12), Some(31));
    }

    #[test]
    fn no_length_outside_the_calendar() {
        for (year, month) in [
            (1800, 1),
            (2300, 1),
            (2024, 0),
            (2024, 13),
            (i32::MIN, 1),
            (i32::MAX, i32::MAX),
        ] {
            assert_eq!(month_length(year, month), None);
        }
    }

    #[test]
    fn names() {
        assert_eq!(month_in_words(7), Some("July"));
        assert_eq!(month_in_words(0), None);
        assert_eq!(month_in_words(13), None);
    }
}
