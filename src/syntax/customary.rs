//! Days and numbers as people write them, `01.02.2024` or `1 000,50`, where the language writes
//! them otherwise.

use std::ops::Range;

use crate::calendar::{Customary, Day, month_named};
use crate::diagnostic::instead_of_day;

use super::figure::Figure;
use super::scan::is_word_char;

/// What stands between the digits of one day or number.
const BETWEEN: [char; 10] = [
    '.', ',', '/', '-', '\'', '_', ' ', '\u{a0}', '\u{202f}', '\u{2009}',
];

/// A day or number in such a notation.
#[derive(Debug, PartialEq, Eq)]
pub struct Written {
    pub place: Range<usize>,
    /// What is wrong with it.
    pub message: &'static str,
    /// What to write instead.
    pub help: String,
}

/// The day or number around a place of a text that the language writes otherwise.
pub fn customary(text: &str, at: usize) -> Option<Written> {
    if let Some(written) = without_whole(text, at) {
        return Some(written);
    }
    let place = cluster(text, at)?;
    let written = text.get(place.clone())?;
    if written.parse::<Day>().is_ok() || Figure::parse(written).is_some() {
        return None;
    }
    let (message, help) = match Customary::read(written) {
        Some(_) => {
            let unsure = "write it as YYYY-MM-DD: the year, the month, the day";
            let help = instead_of_day(written, unsure);
            ("a day is not written like this", help)
        }
        None => (
            "a number is not written like this",
            instead_of_number(written)?,
        ),
    };
    Some(Written {
        place,
        message,
        help,
    })
}

/// A number that begins with its point, `.5`.
fn without_whole(text: &str, at: usize) -> Option<Written> {
    let (before, rest) = text.split_at_checked(at)?;
    let decimals = rest.strip_prefix('.')?;
    let length = decimals
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(decimals.len());
    let (digits, behind) = decimals.split_at_checked(length)?;
    let goes_on = |c: char| is_word_char(c) || c == '.';
    let is_joined = before.ends_with(|c| goes_on(c) || matches!(c, '\'' | ')' | ']'));
    if digits.is_empty() || is_joined || behind.starts_with(goes_on) {
        return None;
    }
    Some(Written {
        place: at..at + 1 + length,
        message: "a number is not written like this",
        help: format!(
            "write `{}`: digits, and a point before the decimals",
            with_decimals("0", digits)
        ),
    })
}

/// A day or number in quotation marks, without them.
pub fn quoted(string: &str) -> Option<&str> {
    let inner = string.strip_prefix('"')?.strip_suffix('"')?.trim();
    let is_day = inner.parse::<Day>().is_ok();
    (is_day || Figure::parse(inner).is_some()).then_some(inner)
}

/// The digits around a place with all that stands between them on their line, a month's name too.
fn cluster(text: &str, at: usize) -> Option<Range<usize>> {
    let line = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text.get(line..)?.lines().next()?;
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut from = None;
    for (index, c) in rest.char_indices().chain([(rest.len(), ' ')]) {
        match (c.is_ascii_digit(), from) {
            (true, None) => from = Some(index),
            (false, Some(start)) => {
                runs.push(line + start..line + index);
                from = None;
            }
            _ => {}
        }
    }
    let mut joined: Vec<Range<usize>> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last) if text.get(last.end..run.start).is_some_and(joins) => {
                last.end = run.end;
            }
            _ => joined.push(run),
        }
    }
    joined
        .into_iter()
        .find(|one| one.start <= at && at <= one.end)
}

fn joins(gap: &str) -> bool {
    let mut signs = gap.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) => BETWEEN.contains(&sign),
        _ => month_named(gap.trim()).is_some(),
    }
}

/// What to write for a number such as `1 000,50`, `1,5` or `1'000`.
fn instead_of_number(written: &str) -> Option<String> {
    if written.contains(['/', '-']) || written.contains(char::is_alphabetic) {
        return None;
    }
    let separators: Vec<char> = written.chars().filter(|c| !c.is_ascii_digit()).collect();
    let parts: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).collect();
    let (first, last) = (*separators.first()?, *separators.last()?);
    let groups_of_three = |parts: &[&str]| {
        matches!(parts, [first, rest @ ..]
            if (1..=3).contains(&first.len()) && rest.iter().all(|part| part.len() == 3))
    };
    let (decimals, whole) = parts.split_last()?;
    let plain = |figure: &str| format!("write `{figure}`: digits, and a point before the decimals");
    // The last separator stands before the decimals where it is another than the rest.
    if matches!(last, ',' | '.') && (separators.len() == 1 || first != last) {
        let all_alike = separators.iter().rev().skip(1).all(|one| *one == first);
        if !all_alike || !groups_of_three(whole) && separators.len() > 1 {
            return None;
        }
        let with_point = with_decimals(&whole.concat(), decimals);
        let may_be_thousands = last == ',' && separators.len() == 1 && groups_of_three(&parts);
        if !may_be_thousands || written.starts_with('0') {
            return Some(plain(&with_point));
        }
        // One thousand, or one and no thousandths.
        return Some(format!(
            "write `{}` or `{with_point}`, whichever is meant",
            parts.concat()
        ));
    }
    let all_alike = separators.iter().all(|one| *one == first);
    (all_alike && groups_of_three(&parts)).then(|| plain(&parts.concat()))
}

/// A number with its point. Zeros that count nothing are left out where an amount may have no room for them.
fn with_decimals(whole: &str, decimals: &str) -> String {
    match decimals.trim_end_matches('0') {
        "" => whole.to_owned(),
        counting if decimals.len() > 2 => format!("{whole}.{counting}"),
        _ => format!("{whole}.{decimals}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(text: &str) -> Option<String> {
        customary(text, 0).map(|found| found.help)
    }

    #[test]
    fn numbers() {
        for (written, instead) in [
            ("1 000", "1000"),
            ("1'000'000", "1000000"),
            ("1\u{a0}000,50", "1000.50"),
            ("1,000.50", "1000.50"),
            ("1.000,50", "1000.50"),
            ("1,5", "1.5"),
            ("0,500", "0.5"),
            ("0,000", "0"),
            ("1'000,500", "1000.5"),
            ("1'000,00", "1000"),
        ] {
            let wanted = format!("write `{instead}`: digits, and a point before the decimals");
            assert_eq!(help(written), Some(wanted), "{written}");
        }
        let both = "write `1000` or `1`, whichever is meant";
        assert_eq!(help("1,000").as_deref(), Some(both));
        let both = "write `1250` or `1.25`, whichever is meant";
        assert_eq!(help("1,250").as_deref(), Some(both));
        for written in ["12 34", "1,2,3", "1 000 00", "5", "1 of 2", "10/3"] {
            assert_eq!(help(written), None, "{written}");
        }
    }

    #[test]
    fn numbers_that_begin_with_their_point() {
        for (text, wanted) in [
            ("fee = .25 * income", Some("0.25")),
            ("(.05)", Some("0.05")),
            ("> -.5 %", Some("0.5")),
            ("kid.5", None),
            ("1 = .5.2", None),
            (". 5", None),
            (".500 crown", Some("0.5")),
        ] {
            let found = customary(text, text.find('.').unwrap());
            let help = found.map(|found| found.help);
            let wanted =
                wanted.map(|one| format!("write `{one}`: digits, and a point before the decimals"));
            assert_eq!(help, wanted, "{text}");
        }
    }

    #[test]
    fn days() {
        for written in ["1.2.2024", "2024/2/1", "1 February 2024"] {
            let wanted = "write `2024-02-01`: the year, the month, the day";
            assert_eq!(help(written).as_deref(), Some(wanted), "{written}");
        }
    }

    #[test]
    fn only_the_figure_at_the_place() {
        let text = "from 01.02.2024 when n > 1 000 then";
        let at = |sign: &str| text.find(sign).unwrap();
        let found = customary(text, at(".2024")).unwrap();
        assert_eq!(text.get(found.place).unwrap(), "01.02.2024");
        let found = customary(text, at("000 then")).unwrap();
        assert_eq!(text.get(found.place).unwrap(), "1 000");
        assert_eq!(customary(text, at("when")), None);
        for written in ["2024-02-01", "1_000.50", "1.5"] {
            assert_eq!(customary(written, written.len()), None);
        }
    }

    #[test]
    fn in_quotation_marks() {
        assert_eq!(quoted("\"2024-02-01\""), Some("2024-02-01"));
        assert_eq!(quoted("\"1.5\""), Some("1.5"));
        for string in ["\"\"", "\"", "\"one\"", "\"2024-13-01\""] {
            assert_eq!(quoted(string), None);
        }
    }
}
