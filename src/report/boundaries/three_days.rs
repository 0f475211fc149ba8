//! An outcome on the day before, on the day itself and on the day after, side by side.

use crate::calendar::Day;
use crate::eval::{Interpreter, Situation};
use crate::law::{Law, Moment, Value};
use crate::report::diff::{named, outcome_words};
use crate::report::layout::{STROKE, Table};
use crate::verdict::{DayChange, Turn};

/// What an outcome is called, and what it is on the three days, for the person of the example. Of a day that the
/// calendar does not have it is what it was on the one before.
pub fn sides(law: &Law, one: &DayChange) -> (String, [String; 3]) {
    let (label, words) = named(law, one.about, one.turn);
    let on = one.example.day;
    let days = [on.previous().unwrap_or(on), on, on.next().unwrap_or(on)];
    let found = days.map(|day| comes_to(law, one, day));
    let words = words.filter(|_| !matches!(one.turn, Turn::Lapses | Turn::Arises));
    let Some([before, after]) = words else {
        return (label, found.map(|of| outcome_words(law, one.about, of)));
    };
    let [eve, day, next] = found;
    let next = match (next, one.turn) {
        (next, _) if next == day => after,
        (next, _) if next == eve => before,
        (Some(_), _) => before,
        (None, _) => "no answer",
    };
    (label, [before, after, next].map(str::to_owned))
}

fn comes_to(law: &Law, one: &DayChange, day: Day) -> Option<Value> {
    let situation = Situation::of(law, day, one.example.values());
    Interpreter::new(law, &situation).evaluate(one.is).value()
}

/// Changes that one person shows, a row each.
pub(super) fn table(law: &Law, group: &[&DayChange]) -> Table {
    let rows: Vec<(String, [String; 3])> = group.iter().map(|one| sides(law, one)).collect();
    let goes_on = rows.iter().all(|(_, [_, on, after])| on == after);
    let mut table = Table::new();
    for heads in heads(group) {
        table.row(cells("", heads, ["", ""], goes_on), "");
    }
    for (label, [before, on, after]) in rows {
        let stroke = |one: &str, other: &str| if one == other { "" } else { STROKE };
        let strokes = [stroke(&before, &on), stroke(&on, &after)];
        table.row(cells(&label, [before, on, after], strokes, goes_on), "");
    }
    table
}

/// Where nothing changes on the day after, there is no column for a stroke ahead of it.
fn cells(label: &str, days: [String; 3], strokes: [&str; 2], goes_on: bool) -> Vec<String> {
    let [before, on, after] = days;
    let [first, second] = strokes.map(str::to_owned);
    let mut cells = vec![label.to_owned(), before, first, on];
    if !goes_on {
        cells.push(second);
    }
    cells.push(after);
    cells
}

/// The weekdays and the days; of a day of a person’s own that it is the day.
fn heads(group: &[&DayChange]) -> Vec<[String; 3]> {
    let Some(first) = group.first() else {
        return Vec::new();
    };
    let on = first.example.day;
    match (first.moment, on.previous(), on.next()) {
        (Moment::Day(_), Some(eve), Some(next)) => {
            let days = [eve, on, next];
            let weekdays = days.map(|day| day.weekday().to_string());
            vec![weekdays, days.map(Day::in_words)]
        }
        _ => vec![["the day before", "the day itself", "the day after"].map(str::to_owned)],
    }
}
