//! The ways out.

use crate::law::{Door, DoorId, Law, Value};
use crate::report::layout::{Page, Table};
use crate::report::words::{condition, does, joined, short, value};
use crate::verdict::{Condition, DeadEnd, WayOut};

use super::columns::{on_these, unbounded};
use super::grounds::lines;

/// All ways out, those of all columns first.
pub fn tell(page: &mut Page, law: &Law, found: &DeadEnd) {
    page.section("Ways out", None);
    if found.ways.is_empty() {
        page.paragraph(1, "There are none.");
        return;
    }
    let mut table = Table::new();
    table.row(
        ["", "a person who", "obtains, in this order", "last day"],
        "",
    );
    let mut groups: Vec<&[usize]> = Vec::new();
    for way in &found.ways {
        if !groups.contains(&way.columns.as_slice()) {
            groups.push(&way.columns);
        }
    }
    for group in groups {
        if group.len() != found.columns.len() {
            let only = format!("{} also", on_these(law, found, group));
            table.row(["", only.as_str()], "");
        }
        for (at, way) in found.ways.iter().enumerate() {
            if way.columns == group {
                let number = (at + 1).to_string();
                table.row(
                    [number, who(law, way), plan(law, way), last_day(way)],
                    &lines(law, &way.grounds),
                );
            }
        }
    }
    page.table(1, &table);
}

/// Who has it.
fn who(law: &Law, way: &WayOut) -> String {
    let words: Vec<String> = way
        .conditions
        .iter()
        .map(|one: &Condition| condition(law, *one))
        .collect();
    if words.is_empty() {
        "is any person".to_owned()
    } else {
        joined(&words, "and")
    }
}

/// The steps, as what they give.
fn plan(law: &Law, way: &WayOut) -> String {
    if way.plan.is_empty() {
        return "nothing more".to_owned();
    }
    let steps: Vec<String> = way.plan.iter().map(|door| given(law, *door)).collect();
    steps.join(", ")
}

/// What a step gives, and how.
fn given(law: &Law, door: DoorId) -> String {
    let Door { step, choices, .. } = &law[door];
    let Some(first) = law[*step].grants.first() else {
        return does(law, door);
    };
    choices
        .iter()
        .fold(short(law, *first), |words, (_, chosen)| match chosen {
            Value::Bool(_) => words,
            _ => format!("{words} {}", value(law, *chosen)),
        })
}

fn last_day(way: &WayOut) -> String {
    let days = unbounded(way.days);
    match (days.from, days.last_day()) {
        (None, None) if way.by_person => "as long as that holds".to_owned(),
        (None, None) => "no last day".to_owned(),
        (None, Some(last)) => last.in_words(),
        (Some(from), None) => format!("no last day, from {}", from.in_words()),
        (Some(_), Some(_)) => days.in_words(),
    }
}
