//! Who is caught, and since when.

use crate::calendar::Interval;
use crate::certify::bounds::LAST_DAY;
use crate::law::Law;
use crate::report::layout::{Ending, Page, Table};
use crate::report::words::{Phrase, capitalized, condition, joined};
use crate::verdict::{Column, Condition, DeadEnd, Region};

use super::absorption::absorbed;
use super::blocks::{Block, Row, merged, rows, stem};
use super::columns::{lasting, name, on, readings, unbounded};
use super::days;

/// Who is caught on which days, in each column.
pub fn tell(page: &mut Page, law: &Law, found: &DeadEnd) {
    let title = match found.for_good {
        Some(_) => "Who is caught for good, and since when",
        None => "Who is caught, and since when",
    };
    page.section(title, None);
    let columns: Vec<&Column> = found.columns.iter().collect();
    if found.further.caught && columns.iter().any(|column| column.caught.is_empty()) {
        page.paragraph(1, "To tell who is caught takes too many conditions.");
        return;
    }
    let stem = stem(&columns);
    // More columns side by side are too narrow for words.
    let groups: Vec<&[&Column]> = if columns.len() > 2 {
        columns.chunks(1).collect()
    } else {
        vec![&columns]
    };
    let tables: Vec<Vec<Row>> = groups.iter().map(|group| rows(group, &stem)).collect();
    if tables.iter().any(Vec::is_empty) {
        list(page, law, found);
    } else {
        let stem: Vec<String> = stem.iter().map(|one| condition(law, *one)).collect();
        stem_of(page, &stem);
        for (group, rows) in groups.iter().zip(&tables) {
            page.gap();
            match group {
                [column] => {
                    let mut own = Page::new();
                    in_column(&mut own, law, column, rows);
                    page.append_on(readings([*column]), own);
                }
                _ => table(page, law, group, rows),
            }
        }
    }
    page.gap();
    let no_others = no_others(law, found);
    page.paragraph(
        1,
        if found.further.caught {
            "Caught are these persons and others: to tell all takes too many conditions."
        } else if found.complete {
            &no_others
        } else {
            "For persons who are neither caught nor have a way out below, the rules give no answer."
        },
    );
    days::tell(page, law, found);
    let mut caught = found.columns.iter().flat_map(|column| &column.caught);
    let lasts = caught.all(|caught| unbounded(caught.days).until.is_none());
    if lasts && !found.further.caught {
        page.paragraph(1, "Nothing in this text ends the dead end.");
    }
}

/// That nobody else is caught: where there are days of a person’s own to wait for, of whom that is told.
fn no_others(law: &Law, found: &DeadEnd) -> String {
    let waiting = found.for_good.and_then(|some_day| law.waiting(some_day));
    match waiting {
        Some(waiting) if !law.exprs.is_bool(waiting.covered, true) => format!(
            "Caught are these persons and no others, of all for whom no day that matters lies behind {}.",
            LAST_DAY.in_words()
        ),
        _ => "Caught are these persons and no others.".to_owned(),
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

/// One column alone: what holds of everybody who is caught in it comes first.
fn in_column(page: &mut Page, law: &Law, column: &Column, rows: &[Row]) {
    let Some(on) = on(law, column) else {
        table(page, law, &[column], rows);
        return;
    };
    let in_all = |block: &(Block, bool)| rows.iter().all(|row| row.blocks.contains(block));
    let always: Vec<(Block, bool)> = rows
        .first()
        .map(|row| {
            row.blocks
                .iter()
                .filter(|block| in_all(block))
                .cloned()
                .collect()
        })
        .unwrap_or_default();
    let also: Vec<String> = always
        .iter()
        .map(|(block, holds)| phrase(law, block, *holds).0.words())
        .collect();
    let on = capitalized(&on);
    if also.is_empty() {
        page.paragraph(1, &format!("{on}, whoever"));
    } else {
        page.paragraph(1, &format!("{on}, whoever {} and", joined(&also, "and")));
    }
    let rest: Vec<Row> = rows
        .iter()
        .map(|row| Row {
            blocks: row
                .blocks
                .iter()
                .filter(|block| !always.contains(block))
                .cloned()
                .collect(),
            days: row.days.clone(),
        })
        .collect();
    let plain = Column {
        choices: Vec::new(),
        ..column.clone()
    };
    table(page, law, &[&plain], &rest);
}

fn table(page: &mut Page, law: &Law, columns: &[&Column], rows: &[Row]) {
    let mut table = Table::new();
    if columns.iter().any(|column| !column.choices.is_empty()) {
        let names = columns
            .iter()
            .map(|column| (name(law, column), readings([*column])));
        table.head(std::iter::once((String::new(), Region::everything())).chain(names));
    }
    let manifold = manifold(law, rows);
    for (at, row) in rows.iter().enumerate() {
        let days = row.days.iter().map(|days| cell(days));
        let Some(block) = &manifold else {
            table.row(std::iter::once(label(law, row, None)).chain(days), "");
            continue;
        };
        let own = row.blocks.iter().find(|(known, _)| known == block);
        let holds = own.is_some_and(|(_, holds)| *holds);
        let above = at.checked_sub(1).and_then(|above| rows.get(above));
        let is_first = above.is_none_or(|above| !above.blocks.contains(&(block.clone(), holds)));
        let heading = if holds {
            phrase(law, block, true).0.words()
        } else {
            "does not meet all of that".to_owned()
        };
        let rest = label(law, row, Some(block));
        if rest.is_empty() {
            table.row(std::iter::once(heading).chain(days), "");
            continue;
        }
        if is_first {
            table.row([heading], "");
        }
        table.row(std::iter::once(format!("– and {rest}")).chain(days), "");
    }
    page.table(2, &table);
}

/// The only block of several conditions, where all rows say whether it holds.
fn manifold(law: &Law, rows: &[Row]) -> Option<Block> {
    let mut found: Option<&Block> = None;
    for row in rows {
        let mut own = row
            .blocks
            .iter()
            .filter(|(block, _)| phrase(law, block, true).1 > 1);
        let (block, _) = own.next()?;
        if own.next().is_some() || found.is_some_and(|known| known != block) {
            return None;
        }
        found = Some(block);
    }
    found.cloned()
}

/// The conditions of a row beside the stem and one block.
fn label(law: &Law, row: &Row, beside: Option<&Block>) -> String {
    let words: Vec<String> = absorbed(&row.blocks)
        .iter()
        .filter(|(block, _)| Some(block) != beside)
        .map(|(block, holds)| phrase(law, block, *holds).0.words())
        .collect();
    match (words.as_slice(), beside) {
        ([], None) => "meets these conditions".to_owned(),
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
        let mut own = Page::new();
        let on = on(law, column).map_or_else(String::new, |on| format!("{on}, "));
        own.paragraph(1, &capitalized(&format!("{on}every person is caught who")));
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
        own.list(2, &items, Ending::Apart);
        page.append_on(readings([column]), own);
    }
}
