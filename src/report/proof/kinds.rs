//! Kinds of persons and their days, as a table of conditions; as a list where these are too many.

use crate::calendar::Interval;
use crate::law::Law;
use crate::report::layout::{Ending, Page, Table};
use crate::report::words::{Phrase, Relatives, capitalized, condition_phrase, joined, whoever};
use crate::verdict::{Column, Condition, Region};

use super::absorption::absorbed;
use super::blocks::{Block, Row, merged};
use super::caught::Told;
use super::columns::{lasting, name, on, readings};

/// One column alone: what holds of everybody who is caught in it comes first.
pub fn in_column(page: &mut Page, law: &Law, column: &Column, rows: &[Row], told: &Told) {
    let Some(on) = on(law, column) else {
        table(page, law, &[column], rows, told);
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
    let also: Vec<Phrase> = always
        .iter()
        .map(|(block, holds)| phrase(law, block, *holds).0)
        .collect();
    let on = capitalized(&on);
    if let [only] = rows
        && only.blocks.len() == also.len()
    {
        let who = match also.as_slice() {
            [] => "everybody of these".to_owned(),
            also => whoever(also),
        };
        let days: Vec<String> = only.days.iter().map(|days| cell(days, told)).collect();
        page.paragraph(1, &format!("{on}, {who}: {}.", joined(&days, "and")));
        return;
    }
    if also.is_empty() {
        page.paragraph(1, &format!("{on}, whoever"));
    } else {
        page.paragraph(
            1,
            &format!("{on}, whoever {} and", Phrase::all(also).words()),
        );
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
    table(page, law, &[&plain], &rest, told);
}

pub fn table(page: &mut Page, law: &Law, columns: &[&Column], rows: &[Row], told: &Told) {
    let mut table = Table::new();
    if columns.iter().any(|column| !column.choices.is_empty()) {
        let names = columns
            .iter()
            .map(|column| (name(law, column), readings([*column])));
        table.head(std::iter::once((String::new(), Region::everything())).chain(names));
    }
    let manifold = manifold(law, rows);
    for (at, row) in rows.iter().enumerate() {
        let days = row.days.iter().map(|days| cell(days, told));
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
        condition_phrase(law, condition)
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

/// The days of a cell.
pub fn cell(days: &[Interval], told: &Told) -> String {
    if days.is_empty() {
        return told.otherwise.to_owned();
    }
    let days: Vec<String> = days.iter().map(|days| lasting(*days)).collect();
    joined(&days, "and")
}

/// Where there are too many kinds of persons for a table: each with its conditions.
pub fn list(page: &mut Page, law: &Law, columns: &[&Column], told: &Told) {
    for column in columns {
        page.gap();
        let mut own = Page::new();
        let on = on(law, column).map_or_else(String::new, |on| format!("{on}, "));
        let every = capitalized(&format!("{on}{}", told.every));
        let mut seen: Vec<&[Condition]> = Vec::new();
        let (mut whom, mut days) = (Vec::new(), Vec::new());
        for caught in &column.caught {
            if seen.contains(&caught.conditions.as_slice()) {
                continue;
            }
            seen.push(&caught.conditions);
            let same = column
                .caught
                .iter()
                .filter(|other| other.conditions == caught.conditions);
            days.push(cell(&merged(same.map(|other| other.days)), told));
            let conditions = caught.conditions.iter();
            let conditions = conditions.map(|one| condition_phrase(law, *one));
            whom.push(Phrase::all(conditions.collect()));
        }
        let (who, lines) = Relatives::OF_A_PERSON.in_lines(&whom);
        let words: Vec<&str> = std::iter::once(every.as_str()).chain(who).collect();
        own.paragraph(1, &words.join(" "));
        let items = lines.iter().zip(days);
        let items: Vec<String> = items.map(|(who, days)| format!("{who}: {days}")).collect();
        own.list(2, &items, Ending::Apart);
        page.append_on(readings([*column]), own);
    }
}
