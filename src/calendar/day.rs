//! One day of the calendar.

use serde::{Deserialize, Serialize};

use super::month::{FIRST_YEAR, LAST_YEAR, month_length};

/// How far the packed ordinal of a day moves in a month.
pub const PACKED_MONTH: i32 = 31;

/// How far the packed ordinal of a day moves in a year.
pub const PACKED_YEAR: i32 = 372;

/// A day from 1801-01-01 to 2299-12-31.
///
/// It is kept as the packed ordinal P(y, m, d) = 372·y + 31·(m−1) + (d−1). The ordinal keeps the
/// order of days, and in it every month is 31 and every year 372 long, so that "k months later"
/// is the linear P + 31·k; the price is that some ordinals (30 February) are not days.
/// Serialized as the ISO string "YYYY-MM-DD".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day {
    packed: i32,
}

impl Day {
    /// 1801-01-01.
    pub const MIN: Day = Day {
        packed: FIRST_YEAR * PACKED_YEAR,
    };

    /// 2299-12-31.
    pub const MAX: Day = Day {
        packed: LAST_YEAR * PACKED_YEAR + (PACKED_YEAR - 1),
    };

    /// The day of this year, month (from 1) and day of the month (from 1); `None` if there is none.
    #[must_use]
    pub const fn new(year: i32, month: i32, day_of_month: i32) -> Option<Day> {
        match month_length(year, month) {
            Some(length) if day_of_month >= 1 && day_of_month <= length => Some(Day {
                packed: PACKED_YEAR * year + PACKED_MONTH * (month - 1) + (day_of_month - 1),
            }),
            _ => None,
        }
    }

    /// The year, 1801 to 2299.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.packed / PACKED_YEAR
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> i32 {
        self.packed % PACKED_YEAR / PACKED_MONTH + 1
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub const fn day_of_month(self) -> i32 {
        self.packed % PACKED_MONTH + 1
    }

    /// The packed ordinal 372·y + 31·(m−1) + (d−1).
    #[must_use]
    pub const fn packed(self) -> i32 {
        self.packed
    }

    /// The day with this packed ordinal; `None` if the ordinal is no real day of the calendar.
    #[must_use]
    pub const fn from_packed(packed: i32) -> Option<Day> {
        if packed < Day::MIN.packed || packed > Day::MAX.packed {
            return None;
        }
        let guess = Day { packed };
        Day::new(guess.year(), guess.month(), guess.day_of_month())
    }

    /// The day after; `None` after 2299-12-31.
    #[must_use]
    pub const fn next(self) -> Option<Day> {
        match Day::from_packed(self.packed + 1) {
            Some(day) => Some(day),
            None => Day::from_packed((self.packed / PACKED_MONTH + 1) * PACKED_MONTH),
        }
    }

    /// The day before; `None` before 1801-01-01.
    #[must_use]
    pub const fn previous(self) -> Option<Day> {
        // At most the three ordinals after 28 February have to be skipped.
        let mut packed = self.packed - 1;
        while packed >= Day::MIN.packed {
            if let Some(day) = Day::from_packed(packed) {
                return Some(day);
            }
            packed -= 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_the_calendar_agrees_with_itself() {
        let mut today = Day::MIN;
        let mut count = 1;
        let mut weekday = 4; // 1801-01-01 was a Thursday, the fourth day of the week
        loop {
            assert_eq!(
                Day::new(today.year(), today.month(), today.day_of_month()),
                Some(today)
            );
            assert_eq!(Day::from_packed(today.packed()), Some(today));
            assert_eq!(Day::from_number(today.number()), Some(today));
            assert_eq!(Day::parse_iso(&today.to_string()), Some(today));
            assert_eq!(today.number(), Day::MIN.number() + count - 1);
            assert_eq!(today.number().rem_euclid(7), (weekday + 3) % 7);
            let Some(tomorrow) = today.next() else { break };
            assert!(tomorrow > today && tomorrow.packed() > today.packed());
            assert_eq!(tomorrow.previous(), Some(today));
            today = tomorrow;
            count += 1;
            weekday = weekday % 7 + 1;
        }
        assert_eq!(today, Day::MAX);
        assert_eq!(count, 499 * 365 + 124 - 4 + 1); // 124 fourth years, of the centuries only 2000
    }

    #[test]
    fn every_ordinal_is_a_day_or_none() {
        let real = (Day::MIN.packed()..=Day::MAX.packed())
            .filter_map(Day::from_packed)
            .count();
        assert_eq!(i32::try_from(real), Ok(Day::MIN.days_until(Day::MAX) + 1));
    }

    #[test]
    fn outside_the_calendar_there_is_nothing() {
        assert_eq!(Day::MIN.previous(), None);
        assert_eq!(Day::MAX.next(), None);
        for number in [
            i32::MIN,
            Day::MIN.number() - 1,
            Day::MAX.number() + 1,
            i32::MAX,
        ] {
            assert_eq!(Day::from_number(number), None);
        }
        for packed in [
            i32::MIN,
            -1,
            0,
            Day::MIN.packed() - 1,
            Day::MAX.packed() + 1,
            i32::MAX,
        ] {
            assert_eq!(Day::from_packed(packed), None);
        }
        assert_eq!(Day::new(2023, 2, 29), None);
        assert_eq!(Day::new(i32::MAX, i32::MAX, i32::MAX), None);
    }
}
