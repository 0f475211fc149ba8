//! Columns: choices of the readings that decide.

use crate::calendar::{Day, Interval};
use crate::certify::bounds::{FIRST_DAY, LAST_DAY};
use crate::law::Law;
use crate::report::words::{choice_name, joined};
use crate::verdict::{Column, DeadEnd, ReadingCube, Region};

/// How a column is headed: "literal".
pub fn name(law: &Law, column: &Column) -> String {
    let names: Vec<String> = column
        .choices
        .iter()
        .map(|(_, of)| choice_name(law, *of))
        .collect();
    names.join(" / ")
}

/// "on the literal reading", or nothing where there is one column for all.
pub fn on(law: &Law, column: &Column) -> Option<String> {
    (!column.choices.is_empty()).then(|| format!("on the {} reading", name(law, column)))
}

/// The readings of columns: those that make a column differ from the others.
pub fn readings<'c>(columns: impl IntoIterator<Item = &'c Column>) -> Region {
    let cube = |column: &Column| {
        let places = column.choices.iter().filter_map(|(reading, of)| {
            let place = u32::try_from(of.place()?).ok()?;
            Some((*reading, vec![place]))
        });
        ReadingCube(places.collect())
    };
    Region(columns.into_iter().map(cube).collect())
}

/// Columns by their places: "on the literal reading", "on the literal and consular readings", "on every
/// reading". Where the claim is proved on some readings alone, or the answer to another question is held
/// fixed, all of them are named; or are "every reading told here" where each is named by several answers.
pub fn on_these(law: &Law, found: &DeadEnd, places: &[usize]) -> String {
    if let Some(every) = on_every(law, found, places) {
        return every.to_owned();
    }
    let names: Vec<String> = places
        .iter()
        .filter_map(|place| found.columns.get(*place))
        .map(|column| name(law, column))
        .collect();
    let noun = if names.len() == 1 {
        "reading"
    } else {
        "readings"
    };
    format!("on the {} {noun}", joined(&names, "and"))
}

/// The same of several columns that are all there are.
fn on_every(law: &Law, found: &DeadEnd, places: &[usize]) -> Option<&'static str> {
    if found.columns.len() < 2 || places.len() < found.columns.len() {
        return None;
    }
    let mut sizes = found
        .deciding
        .iter()
        .map(|reading| law.size_of(law[*reading].ty));
    let combinations = sizes.try_fold(1_usize, |all, size| all.checked_mul(size))?;
    let is_all = combinations == found.columns.len() && found.held.is_empty();
    match (is_all, found.deciding.len()) {
        (true, _) => Some("on every reading"),
        (false, 1) => None,
        (false, _) => Some("on every reading told here"),
    }
}

/// Days, the bounds of the proof taken for open ends.
pub fn unbounded(days: Interval) -> Interval {
    Interval {
        from: days.from.filter(|from| *from > FIRST_DAY),
        until: days.until.filter(|until| *until <= LAST_DAY),
    }
}

/// Days on which a state lasts: "since 1 January 2024", "from … to …", "always".
pub fn lasting(days: Interval) -> String {
    let days = unbounded(days);
    let since = |from: Day| format!("since {}", from.in_words());
    match (days.from, days.until) {
        (None, None) => "always".to_owned(),
        (Some(from), None) => since(from),
        _ => days.in_words(),
    }
}

/// A small number in words.
pub fn number(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(number)
        .map_or_else(|| number.to_string(), |word| (*word).to_owned())
}
