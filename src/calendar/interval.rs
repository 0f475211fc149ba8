//! Stretches of days.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::day::Day;

/// The days from `from` on (included) until `until` (no longer included).
///
/// A missing end is an open end: the stretch runs to the edge of the calendar.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Interval {
    /// The first day; every earlier day belongs to it if absent.
    pub from: Option<Day>,
    /// The first day after it; every later day belongs to it if absent.
    pub until: Option<Day>,
}

impl Interval {
    /// Every day.
    pub const ALWAYS: Interval = Interval {
        from: None,
        until: None,
    };

    /// The days from `first` to `last`, both included. A stretch to 2299-12-31 has no end,
    /// since no day comes after it.
    #[must_use]
    pub const fn closed(first: Day, last: Day) -> Interval {
        Interval {
            from: Some(first),
            until: last.next(),
        }
    }

    /// The same, where either may be missing: it then has no beginning, or no end.
    #[must_use]
    pub fn from_to(first: Option<Day>, last: Option<Day>) -> Interval {
        Interval {
            from: first,
            until: last.and_then(Day::next),
        }
    }

    /// Whether the day belongs to it.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }

    /// Whether no day of the calendar belongs to it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.until
            .is_some_and(|until| until <= self.from.unwrap_or(Day::MIN))
    }

    /// The days that belong to both; possibly none.
    #[must_use]
    pub fn intersect(&self, other: &Interval) -> Interval {
        let until = match (self.until, other.until) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        Interval {
            from: self.from.max(other.from),
            until,
        }
    }

    /// The last day that belongs to it; `None` if it has no end or no days.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        if self.is_empty() {
            None
        } else {
            self.until?.previous()
        }
    }

    /// In words that name only days that belong to it, as in "from 1 January 2024 to 30 June 2025",
    /// "from 1 July 2025", "up to 23 February 2024", "on 1 July 2025", "on every day", "on no day".
    #[must_use]
    pub fn in_words(&self) -> String {
        if self.is_empty() {
            return "on no day".to_owned();
        }
        match (self.from, self.last_day()) {
            (None, None) => "on every day".to_owned(),
            (Some(from), None) => format!("from {}", from.in_words()),
            (None, Some(last)) => format!("up to {}", last.in_words()),
            (Some(from), Some(last)) if from == last => format!("on {}", from.in_words()),
            (Some(from), Some(last)) => format!("from {} to {}", from.in_words(), last.in_words()),
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.in_words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(from: &str, until: &str) -> Interval {
        Interval {
            from: Day::parse_iso(from),
            until: Day::parse_iso(until),
        }
    }

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn the_end_is_not_included() {
        let stretch = interval("2024-01-01", "2025-07-01");
        assert!(!stretch.contains(day("2023-12-31")));
        assert!(stretch.contains(day("2024-01-01")));
        assert!(stretch.contains(day("2025-06-30")));
        assert!(!stretch.contains(day("2025-07-01")));
        assert_eq!(stretch.last_day(), Some(day("2025-06-30")));
    }

    #[test]
    fn words_name_included_days() {
        for (from, until, words) in [
            (
                "2024-01-01",
                "2025-07-01",
                "from 1 January 2024 to 30 June 2025",
            ),
            ("2025-07-01", "", "from 1 July 2025"),
            ("", "2024-02-24", "up to 23 February 2024"),
            ("2025-07-01", "2025-07-02", "on 1 July 2025"),
            ("2025-07-01", "2025-07-01", "on no day"),
            ("2025-07-01", "2024-07-01", "on no day"),
            ("", "1801-01-01", "on no day"),
            ("", "", "on every day"),
        ] {
            assert_eq!(interval(from, until).to_string(), words);
        }
    }

    #[test]
    fn intersections() {
        let one = interval("2024-01-01", "");
        let two = interval("", "2025-07-01");
        assert_eq!(one.intersect(&two), interval("2024-01-01", "2025-07-01"));
        assert_eq!(two.intersect(&one), interval("2024-01-01", "2025-07-01"));
        assert_eq!(one.intersect(&Interval::ALWAYS), one);
        assert!(interval("", "2024-01-01").intersect(&one).is_empty());
        assert_eq!(
            two.intersect(&interval("", "2024-02-24")),
            interval("", "2024-02-24")
        );
    }

    #[test]
    fn empty_means_no_day_of_the_calendar() {
        let near_edges = [
            None,
            Some(Day::MIN),
            Day::MIN.next(),
            Day::MAX.previous(),
            Some(Day::MAX),
        ];
        for from in near_edges {
            for until in near_edges {
                let stretch = Interval { from, until };
                let any = near_edges
                    .into_iter()
                    .flatten()
                    .any(|day| stretch.contains(day));
                assert_eq!(stretch.is_empty(), !any);
            }
        }
    }

    #[test]
    fn closed_at_the_edge() {
        assert!(Interval::closed(Day::MIN, Day::MAX).contains(Day::MAX));
        assert_eq!(
            Interval::closed(Day::MIN, Day::MIN).last_day(),
            Some(Day::MIN)
        );
    }
}
