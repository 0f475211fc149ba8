//! Who is caught, and since when.

use crate::calendar::Interval;
use crate::law::Law;
use crate::report::layout::{Ending, Page, Table};
use crate::report::words::{Phrase, capitalized, condition, joined};
use crate::verdict::{Condition, DeadEnd};

use super::blocks::{Block, Row, merged, rows};
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
        stem_of(page, &stem);
        table(page, law, found, &rows.rows);
    }
    page.gap();
    page.paragraph(
        1,
        if found.complete {
            "Caught are these persons and no others."
        } else {
            "For persons who are neither caught nor have a way out below, the rules give no answer."
        },
    );
    days::tell(page, law, found);
    let mut caught = found.columns.iter().flat_map(|column| &column.caught);
    if caught.all(|caught| unbounded(caught.days).until.is_none()) {
        page.paragraph(1, "Nothing in this text ends the dead end.");
    }
}

/// What all who are caught have in common.
fn stem_of(page: &mut Page, stem: &[String]) {
    match stem {
        [] => page.paragraph(1, "On these days, every person is caught who"),
        [_] | [_, _] => {
            let stem = joined(stem, "and");
            page.paragraph(
                1,
                &format!("Caught is, on these days, every person who {stem}:"),
            );
        }
        _ => {
            page.paragraph(1, "Caught is, on the days below, every person who");
            page.list(2, stem, Ending::Joined("and", "."));
        }
    }
    page.gap();
}

fn table(page: &mut Page, law: &Law, found: &DeadEnd, rows: &[Row]) {
    let mut table = Table::new();
    if !found.deciding.is_empty() {
        let names = found.columns.iter().map(|column| name(law, column));
        table.row(
            std::iter::once("Such a person who".to_owned()).chain(names),
            "",
        );
    }
    for row in rows {
        let days = row.days.iter().map(|days| cell(days));
        table.row(std::iter::once(label(law, row)).chain(days), "");
    }
    page.table(2, &table);
}

/// The conditions of a row beside the stem.
fn label(law: &Law, row: &Row) -> String {
    let manifold = row
        .blocks
        .iter()
        .filter(|(block, _)| phrase(law, block, true).1 > 1)
        .count();
    let words: Vec<String> = row
        .blocks
        .iter()
        .map(|(block, holds)| match phrase(law, block, *holds) {
            // The row above has all of it; its opposite in full would be harder to read.
            (_, 2..) if !holds && manifold == 1 => "does not meet all of that".to_owned(),
            (phrase, _) => phrase.words(),
        })
        .collect();
    match words.as_slice() {
        [] => "meets these conditions".to_owned(),
        [one] => one.clone(),
        _ => words.join(", and "),
    }
}

/// A block as a phrase, and how many conditions are in it.
fn phrase(law: &Law, block: &Block, holds: bool) -> (Phrase, usize) {
    let one = |condition: &Condition| {
        let condition = Condition {
            holds: condition.holds == holds,
            ..*condition
        };
        Phrase::one(crate::report::words::condition(law, condition))
    };
    let parts: Vec<Phrase> = block
        .iter()
        .map(|clause| {
            let parts = clause.iter().map(one).collect();
            if holds {
                Phrase::any(parts)
            } else {
                Phrase::all(parts)
            }
        })
        .collect();
    let count = block.iter().map(Vec::len).sum();
    let phrase = if holds {
        Phrase::all(parts)
    } else {
        Phrase::any(parts)
    };
    (phrase, count)
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
        let on = on(law, column).map_or_else(String::new, |on| format!("{on}, "));
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
