//! The first and the last of some days. Between the two, any may be missing: a stretch is never
//! told of them, nor how many they are.

use crate::calendar::Interval;

use super::columns::unbounded;

/// "first on 1 January 2026 and last on 31 January 2028", "on 1 January 2024 alone", "with no
/// first day and no last day".
pub fn words(days: Interval) -> String {
    let days = unbounded(days);
    match (days.from, days.last_day()) {
        (None, None) => "with no first day and no last day".to_owned(),
        (Some(first), Some(last)) if first == last => format!("on {} alone", first.in_words()),
        (Some(first), Some(last)) => {
            format!(
                "first on {} and last on {}",
                first.in_words(),
                last.in_words()
            )
        }
        (Some(first), None) => format!("first on {}, with no last day", first.in_words()),
        (None, Some(last)) => format!("last on {}, with no first day", last.in_words()),
    }
}

/// The days of a window on which it is otherwise for certain: those ahead of the first, and those
/// past the last. "up to 31 December 2025".
pub fn outside(days: Interval, window: Interval) -> Vec<String> {
    let days = unbounded(days);
    let before = days.from.map(|_| Interval {
        from: None,
        until: days.from,
    });
    let after = days.until.map(|_| Interval {
        from: days.until,
        until: None,
    });
    before
        .into_iter()
        .chain(after)
        .map(|side| window.intersect(&side))
        .filter(|side| !side.is_empty())
        .map(|side| side.in_words())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;

    fn days(from: &str, until: &str) -> Interval {
        Interval {
            from: Day::parse_iso(from),
            until: Day::parse_iso(until),
        }
    }

    #[test]
    fn no_stretch_is_told() {
        for (from, until, told) in [
            ("", "", "with no first day and no last day"),
            ("2024-01-01", "2024-01-02", "on 1 January 2024 alone"),
            (
                "2026-01-01",
                "2028-02-01",
                "first on 1 January 2026 and last on 31 January 2028",
            ),
            ("2025-03-01", "", "first on 1 March 2025, with no last day"),
            (
                "",
                "2025-03-01",
                "last on 28 February 2025, with no first day",
            ),
        ] {
            assert_eq!(words(days(from, until)), told);
        }
    }

    #[test]
    fn outside_is_within_the_window() {
        let failing = days("2026-01-01", "2028-02-01");
        assert_eq!(
            outside(failing, Interval::ALWAYS),
            ["up to 31 December 2025", "from 1 February 2028"]
        );
        assert_eq!(
            outside(failing, days("2025-06-01", "2028-02-01")),
            ["from 1 June 2025 to 31 December 2025"]
        );
        assert!(outside(failing, failing).is_empty());
    }
}
