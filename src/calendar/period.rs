//! Lengths of calendar time, and days reached by adding them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::day::{Day, PACKED_MONTH};

/// A length of calendar time: whole months or whole days, never mixed (a month has no fixed
/// number of days). Years are twelve months. May be negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Calendar months.
    Months(i32),
    /// Days.
    Days(i32),
}

/// What a period is counted in. Years are twelve months, weeks seven days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Calendar months.
    Months,
    /// Days.
    Days,
}

/// Which day stands in for an anniversary that the calendar does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// The first of the next month: 29 February and a year is 1 March.
    Up,
    /// The last day of the month: 29 February and a year is 28 February.
    Down,
}

impl Unit {
    /// So many of them; `None` beyond `i32`, which is farther than the calendar reaches.
    #[must_use]
    pub fn period(self, count: i64) -> Option<Period> {
        let count = i32::try_from(count).ok()?;
        Some(match self {
            Self::Months => Period::Months(count),
            Self::Days => Period::Days(count),
        })
    }

    /// As in "16 years", "18 months", "1 day".
    #[must_use]
    pub fn in_words(self, count: i64) -> String {
        let (count, unit) = self.named(count);
        format!("{count} {unit}")
    }

    /// How many years, months or days so many of it are, and what these are called.
    #[must_use]
    pub fn named(self, count: i64) -> (i64, String) {
        let (count, unit) = match self {
            Self::Months if count != 0 && count % 12 == 0 => (count / 12, "year"),
            Self::Months => (count, "month"),
            Self::Days => (count, "day"),
        };
        let plural = if count == 1 { "" } else { "s" };
        (count, format!("{unit}{plural}"))
    }
}

impl Period {
    /// What it is counted in, and how many of them it is.
    #[must_use]
    pub fn counted(self) -> (Unit, i64) {
        match self {
            Period::Months(months) => (Unit::Months, i64::from(months)),
            Period::Days(days) => (Unit::Days, i64::from(days)),
        }
    }

    /// So many years, as months; `None` if that many months are beyond `i32`.
    #[must_use]
    pub const fn years(years: i32) -> Option<Period> {
        match years.checked_mul(12) {
            Some(months) => Some(Period::Months(months)),
            None => None,
        }
    }

    /// A period as it is written, `16 years` or `2 weeks`; `None` for what is none, or is beyond
    /// `i32`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Period> {
        let (count, unit) = text.split_once(' ')?;
        let count: i32 = count.parse().ok()?;
        match unit.strip_suffix('s').unwrap_or(unit) {
            "year" => Period::years(count),
            "month" => Some(Period::Months(count)),
            "week" => count.checked_mul(7).map(Period::Days),
            "day" => Some(Period::Days(count)),
            _ => None,
        }
    }

    /// The period without its sign, and whether it leads back.
    pub fn unsigned(self) -> (Period, bool) {
        match self {
            Period::Months(months) => (Period::Months(months.saturating_abs()), months < 0),
            Period::Days(days) => (Period::Days(days.saturating_abs()), days < 0),
        }
    }

    /// As in "16 years", "18 months", "1 day".
    #[must_use]
    pub fn in_words(self) -> String {
        let (unit, count) = self.counted();
        unit.in_words(count)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.in_words())
    }
}

impl Day {
    /// The day that lies a period later; `None` outside the calendar.
    ///
    /// A number of months leads to the same day of the month; where that month is too short,
    /// `rounding` says which day is meant. It has no effect on a number of days.
    #[must_use]
    pub fn plus(self, period: Period, rounding: Rounding) -> Option<Day> {
        match period {
            Period::Days(days) => Day::from_number(self.number().checked_add(days)?),
            Period::Months(months) => {
                let packed = self
                    .packed()
                    .checked_add(months.checked_mul(PACKED_MONTH)?)?;
                if packed < Day::MIN.packed() || packed > Day::MAX.packed() {
                    return None;
                }
                let month_start = packed - packed % PACKED_MONTH;
                let missing = || match rounding {
                    Rounding::Up => Day::from_packed(month_start + PACKED_MONTH),
                    Rounding::Down => Day::from_packed(month_start + PACKED_MONTH)?.previous(),
                };
                Day::from_packed(packed).or_else(missing)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn both(text: &str, period: Period) -> (String, String) {
        let text_of = |rounding| day(text).plus(period, rounding).unwrap().to_string();
        (text_of(Rounding::Down), text_of(Rounding::Up))
    }

    fn pair(down: &str, up: &str) -> (String, String) {
        (down.to_owned(), up.to_owned())
    }

    #[test]
    fn a_missing_anniversary_is_rounded() {
        let year = Period::years(1).unwrap();
        assert_eq!(both("2024-02-29", year), pair("2025-02-28", "2025-03-01"));
        assert_eq!(
            both("2023-01-31", Period::Months(1)),
            pair("2023-02-28", "2023-03-01")
        );
        assert_eq!(
            both("2024-01-31", Period::Months(1)),
            pair("2024-02-29", "2024-03-01")
        );
        assert_eq!(
            both("2024-03-31", Period::Months(1)),
            pair("2024-04-30", "2024-05-01")
        );
        assert_eq!(
            both("2024-03-31", Period::Months(-1)),
            pair("2024-02-29", "2024-03-01")
        );
    }

    #[test]
    fn sixteen_years_over_a_century_that_is_not_leap() {
        let sixteen = Period::years(16).unwrap();
        assert_eq!(
            both("2084-02-29", sixteen),
            pair("2100-02-28", "2100-03-01")
        );
        assert_eq!(
            both("2184-02-29", sixteen),
            pair("2200-02-28", "2200-03-01")
        );
        assert_eq!(
            both("1884-02-29", sixteen),
            pair("1900-02-28", "1900-03-01")
        );
        assert_eq!(
            both("1984-02-29", sixteen),
            pair("2000-02-29", "2000-02-29")
        );
        assert_eq!(
            both("2008-02-29", sixteen),
            pair("2024-02-29", "2024-02-29")
        );
    }

    #[test]
    fn a_real_anniversary_is_itself() {
        assert_eq!(
            both("2008-07-01", Period::Months(192)),
            pair("2024-07-01", "2024-07-01")
        );
        assert_eq!(
            both("2024-12-31", Period::Months(2 * 12)),
            pair("2026-12-31", "2026-12-31")
        );
        assert_eq!(
            both("2024-12-15", Period::Months(1)),
            pair("2025-01-15", "2025-01-15")
        );
    }

    #[test]
    fn every_day_and_month_count_rounds_to_neighbours() {
        let mut today = day("2095-12-01");
        while today < day("2104-03-05") {
            for months in -30..=30 {
                let down = today.plus(Period::Months(months), Rounding::Down).unwrap();
                let up = today.plus(Period::Months(months), Rounding::Up).unwrap();
                let exact = today.packed() + 31 * months;
                assert!(down.packed() <= exact && exact <= up.packed());
                assert!(down == up || down.next() == Some(up));
                assert_eq!(down == up, Day::from_packed(exact).is_some());
            }
            today = today.next().unwrap();
        }
    }

    #[test]
    fn days_are_counted() {
        assert_eq!(
            both("2024-02-28", Period::Days(2)),
            pair("2024-03-01", "2024-03-01")
        );
        assert_eq!(
            both("2024-01-01", Period::Days(-1)),
            pair("2023-12-31", "2023-12-31")
        );
    }

    #[test]
    fn nothing_wraps() {
        for period in [
            Period::Months(i32::MAX),
            Period::Months(i32::MIN),
            Period::Days(i32::MAX),
            Period::Days(i32::MIN),
        ] {
            for start in [Day::MIN, day("2024-02-29"), Day::MAX] {
                assert_eq!(start.plus(period, Rounding::Up), None);
            }
        }
        assert_eq!(Day::MAX.plus(Period::Months(1), Rounding::Down), None);
        assert_eq!(Day::MIN.plus(Period::Months(-1), Rounding::Up), None);
        assert_eq!(Period::years(i32::MAX), None);
    }

    #[test]
    fn words() {
        assert_eq!(Period::Months(192).to_string(), "16 years");
        assert_eq!(Period::Months(12).to_string(), "1 year");
        assert_eq!(Period::Months(18).to_string(), "18 months");
        assert_eq!(Period::Months(0).to_string(), "0 months");
        assert_eq!(Period::Days(1).to_string(), "1 day");
        assert_eq!(Unit::Months.in_words(24), "2 years");
        for (text, period) in [
            ("2 weeks", Some(Period::Days(14))),
            ("1 year", Some(Period::Months(12))),
            ("18 months", Some(Period::Months(18))),
            ("-3 days", Some(Period::Days(-3))),
            ("3", None),
            ("3 hours", None),
            ("days", None),
            ("99999999999 days", None),
            ("2000000000 years", None),
        ] {
            assert_eq!(Period::parse(text), period, "{text}");
        }
    }
}
