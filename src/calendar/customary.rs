//! Days as people write them, where only `2024-02-01` is taken.

use super::day::Day;
use super::month::month_named;

/// A day in a notation that people use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Customary {
    /// It can only be this one.
    Sure(Day),
    /// It may be one or another, or is none of the calendar.
    Unsure,
}

impl Customary {
    /// Reads `1.2.2024`, `2024/2/1`, `1 February 2024` and their like; `None` of anything else.
    #[must_use]
    pub fn read(written: &str) -> Option<Customary> {
        let parts = |is_part: fn(char) -> bool| written.split(move |c: char| !is_part(c));
        let mut digits = parts(|c| c.is_ascii_digit()).filter(|part| !part.is_empty());
        let numbers = [digits.next(), digits.next(), digits.next(), digits.next()];
        let mut words = parts(char::is_alphabetic).filter(|part| !part.is_empty());
        let (word, more) = (words.next(), words.next().is_some());
        let is_year = |part: &str| part.len() == 4;
        let (year, month, day, is_sure) = match (numbers, word) {
            _ if more => return None,
            ([Some(day), Some(year), None, None], Some(word)) if is_year(year) => {
                (year, month_named(word)?, day, true)
            }
            ([Some(year), Some(month), Some(day), None], None) if is_year(year) => {
                (year, month.parse().ok()?, day, true)
            }
            ([Some(day), Some(month), Some(year), None], None) if is_year(year) => {
                // Behind a stroke the month may stand first.
                let is_sure = !written.contains('/') || day.parse::<u32>().ok()? > 12;
                (year, month.parse().ok()?, day, is_sure)
            }
            _ => return None,
        };
        let day = Day::new(year.parse().ok()?, month, day.parse().ok()?);
        Some(match day {
            Some(day) if is_sure => Customary::Sure(day),
            _ => Customary::Unsure,
        })
    }

    /// What to write instead.
    #[must_use]
    pub fn instead(self) -> String {
        match self {
            Customary::Sure(day) => format!("write `{day}`: the year, the month, the day"),
            Customary::Unsure => "write it as YYYY-MM-DD: the year, the month, the day".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        let day = Day::parse_iso("2024-02-13").unwrap();
        for written in [
            "13.2.2024",
            "13.02.2024",
            "2024/2/13",
            "2024.02.13",
            "2024-2-13",
            "13/02/2024",
            "13 February 2024",
        ] {
            assert_eq!(
                Customary::read(written),
                Some(Customary::Sure(day)),
                "{written}"
            );
        }
        // The first of February or the second of January; a day and a month that are none.
        for written in ["01/02/2024", "31.02.2024", "32.13.2024"] {
            assert_eq!(
                Customary::read(written),
                Some(Customary::Unsure),
                "{written}"
            );
        }
        for written in [
            "",
            "5",
            "1.5",
            "1 000 000",
            "1.2.24",
            "13 guests 2024",
            "2024",
        ] {
            assert_eq!(Customary::read(written), None, "{written}");
        }
    }
}
