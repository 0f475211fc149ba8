//! Who is caught, and since when.

use crate::calendar::Interval;
use crate::law::Law;
use crate::report::layout::{Ending, Page, Table};
use crate::report::words::{capitalized, condition, joined};
use crate::verdict::{Condition, DeadEnd};

use super::blocks::{Row, merged, rows};
use super::columns::{lasting, name, on, unbounded};
use super::days;

/// Who is caught on which days, in each column.
pub fn tell(page: &mut Page, law: &Law, found: &DeadEnd) {
    page.section("Who is caught, and since when", None);
    let rows = rows(found);
    let stem: Vec<String> = rows.stem.iter().map(|one| condition(law, *one)).collect();
    if rows.rows.is_empty() {
        list(page, law, found);
    } else {
        table(page, law, found, &stem, &rows.rows);
    }
    page.gap();
    page.paragraph(1, if found.complete {
        "Caught are these persons and no others."
    } else {
        "Of persons who are neither caught nor have a way out below, the rules leave it open: they \
         contradict one another or say nothing."
    });
    days::tell(page, law, found);
    if found
        .columns
        .iter()
        .flat_map(|column| &column.caught)
        .all(|caught| unbounded(caught.days).until.is_none())
    {
        page.paragraph(1, "Nothing in this text ends the dead end.");
    }
}

fn table(page: &mut Page, law: &Law, found: &DeadEnd, stem: &[String], rows: &[Row]) {
    match stem {
        [] => page.paragraph(1, "Caught is every person, on these days:"),
        [..] if stem.len() <= 2 => {
            page.paragraph(
                1,
                &format!(
                    "Caught is, on these days, every person who {}:",
                    joined(stem, "and")
                ),
            );
        }
        _ => {
            page.paragraph(1, "Caught is, on the days below, every person who");
            page.list(2, stem, Ending::Joined("and", "."));
        }
    }
    page.gap();
    let mut table = Table::new();
    if found.deciding.is_empty() {
        table.row(["a person who also", "is caught"], "");
    } else {
        let names = found.columns.iter().map(|column| name(law, column));
        table.row(std::iter::once(String::new()).chain(names), "");
    }
    if let ([row], true) = (rows, found.deciding.is_empty())
        && row.blocks.is_empty()
    {
        table = Table::new();
    }
    for row in rows {
        let days = row.days.iter().map(|days| cell(days));
        table.row(std::iter::once(label(law, row)).chain(days), "");
    }
    page.table(2, &table);
}

/// The conditions of a row beside the stem.
fn label(law: &Law, row: &Row) -> String {
    let words: Vec<String> = row
        .blocks
        .iter()
        .map(|(block, holds)| {
            let of = |one: &Condition| {
                condition(
                    law,
                    Condition {
                        holds: one.holds == *holds,
                        ..*one
                    },
                )
            };
            let words: Vec<String> = block.iter().map(of).collect();
            match (words.len(), *holds) {
                (0 | 1, _) | (_, true) => joined(&words, "and"),
                (_, false) => joined(&words, "or"),
            }
        })
        .collect();
    match words.as_slice() {
        [] => "every such person".to_owned(),
        [one] => one.clone(),
        _ => words.join("; "),
    }
}

fn cell(days: &[Interval]) -> String {
    if days.is_empty() {
        return "not caught".to_owned();
    }
    let days: Vec<String> = days.iter().map(|days| lasting(*days)).collect();
    joined(&days, "and")
}

/// Where there are too many kinds of persons for a table: each with its conditions.
fn list(page: &mut Page, law: &Law, found: &DeadEnd) {
    for column in &found.columns {
        page.gap();
        let on = on(law, column).map_or_else(String::new, |on| format!("{}, ", capitalized(&on)));
        page.paragraph(1, &capitalized(&format!("{on}every person is caught who")));
        let mut seen: Vec<&[Condition]> = Vec::new();
        let mut items = Vec::new();
        for caught in &column.caught {
            if seen.contains(&caught.conditions.as_slice()) {
                continue;
            }
            seen.push(&caught.conditions);
            let same = column
                .caught
                .iter()
                .filter(|other| other.conditions == caught.conditions);
            let days = merged(same.map(|other| other.days));
            let words: Vec<String> = caught
                .conditions
                .iter()
                .map(|one| condition(law, *one))
                .collect();
            items.push(format!("{}: {}", joined(&words, "and"), cell(&days)));
        }
        page.list(2, &items, Ending::Apart);
    }
}
