//! Days as they are written: in ISO format and in words.

use std::fmt;
use std::str::FromStr;

use super::day::Day;
use super::month::month_in_words;

/// The text is not a day "YYYY-MM-DD" of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a day (YYYY-MM-DD, from 1801-01-01 to 2299-12-31)")]
pub struct NotADay(pub String);

impl Day {
    /// The day written as exactly "YYYY-MM-DD" in ASCII digits, nothing before or after.
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Day> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
            return None;
        };
        Day::new(
            decimal(&[y1, y2, y3, y4])?,
            decimal(&[m1, m2])?,
            decimal(&[d1, d2])?,
        )
    }

    /// As in "1 July 2025".
    #[must_use]
    pub fn in_words(self) -> String {
        let month = month_in_words(self.month()).unwrap_or_default();
        format!("{} {month} {}", self.day_of_month(), self.year())
    }

    /// As in "Tuesday, 1 July 2025".
    #[must_use]
    pub fn weekday_in_words(self) -> String {
        format!("{}, {}", self.weekday(), self.in_words())
    }
}

/// The value of at most four ASCII digits; `None` if one of them is something else.
fn decimal(digits: &[u8]) -> Option<i32> {
    digits.iter().try_fold(0, |value: i32, digit| {
        digit
            .is_ascii_digit()
            .then(|| value * 10 + i32::from(digit - b'0'))
    })
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!(
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day_of_month()
        ))
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Day, NotADay> {
        Day::parse_iso(text).ok_or_else(|| NotADay(text.to_owned()))
    }
}

impl TryFrom<String> for Day {
    type Error = NotADay;

    fn try_from(text: String) -> Result<Day, NotADay> {
        Day::parse_iso(&text).ok_or(NotADay(text))
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn only_exact_iso_is_read() {
        for text in [
            "",
            "2024-1-01",
            "2024-01-1",
            "2024-01-01 ",
            " 2024-01-01",
            "2024/01/01",
            "20240101",
            "2024-02-30",
            "1800-12-31",
            "2300-01-01",
            "+024-01-01",
            "２０２４-01-01",
            "2024-13-01",
            "2024-00-01",
            "2024-01-00",
        ] {
            assert_eq!(Day::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn words() {
        assert_eq!(day("2025-07-01").in_words(), "1 July 2025");
        assert_eq!(day("2025-07-01").weekday_in_words(), "Tuesday, 1 July 2025");
        assert_eq!(format!("{:>12}", day("2025-07-01")), "  2025-07-01");
    }

    #[test]
    fn error_names_the_text() {
        let error = "1 July".parse::<Day>().unwrap_err();
        assert!(error.to_string().starts_with("\"1 July\" is not a day"));
        assert_eq!(
            Day::try_from("2025-07-01".to_owned()),
            Ok(day("2025-07-01"))
        );
        assert_eq!(String::from(day("2025-07-01")), "2025-07-01");
    }
}
