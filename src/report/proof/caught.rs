//! Who is caught, and since when; and who is not eligible.

use crate::certify::bounds::LAST_DAY;
use crate::law::Law;
use crate::report::layout::Page;
use crate::report::words::{Phrase, Relatives, condition_phrase, noun};
use crate::verdict::{Column, DeadEnd};

use super::blocks::{Row, rows, stem};
use super::columns::{readings, unbounded};
use super::days;
use super::kinds::{cell, in_column, list, table};
use super::persons;

/// How one side of those who cannot have a holding is told.
pub struct Told {
    title: &'static str,
    /// "Caught"
    are: &'static str,
    /// "is caught"
    is: &'static str,
    /// "every person is caught"
    pub every: &'static str,
    /// Of days on which nobody of a row is one of them.
    pub otherwise: &'static str,
    /// There are others.
    further: bool,
}

/// Who is caught on which days, in each column; and who could not have it even if no circle stood in
/// the way.
pub fn tell(page: &mut Page, law: &Law, found: &DeadEnd) {
    let caught = Told {
        title: match found.for_good {
            Some(_) => "Who is caught for good, and since when",
            None => "Who is caught, and since when",
        },
        are: "Caught",
        is: "is caught",
        every: "every person is caught",
        otherwise: "not caught",
        further: found.further.caught,
    };
    let not_eligible = Told {
        title: "Who is not eligible, and on which days",
        are: "Not eligible",
        is: "is not eligible",
        every: "nobody is eligible",
        otherwise: "not so",
        further: found.further.not_eligible,
    };
    let columns: Vec<Column> = found.columns.iter().map(of_not_eligible).collect();
    let is_told = |columns: &[Column], told: &Told| {
        told.further || columns.iter().any(|column| !column.caught.is_empty())
    };
    if is_told(&found.columns, &caught) {
        side(page, law, found, &found.columns, &caught);
        let all: Vec<&Column> = found.columns.iter().chain(&columns).collect();
        days::tell(page, law, found, &all);
        if found.for_good.is_none() && found.columns.iter().all(|column| column.circles.is_empty())
        {
            page.paragraph(
                1,
                "The circle behind that is one of persons whom this claim is not about.",
            );
        }
        let mut days = found.columns.iter().flat_map(|column| &column.caught);
        let lasts = days.all(|caught| unbounded(caught.days).until.is_none());
        if lasts && !found.further.caught {
            page.paragraph(1, "Nothing in this text ends the dead end.");
        }
    }
    if is_told(&columns, &not_eligible) {
        side(page, law, found, &columns, &not_eligible);
        if !is_told(&found.columns, &caught) {
            days::tell(page, law, found, &columns.iter().collect::<Vec<_>>());
        }
        page.paragraph(1, &no_circle_to_blame(law, found));
    }
    if !found.complete {
        page.paragraph(
            1,
            "For others who have no way out below, the rules give no answer.",
        );
    }
}

/// One column for all, where the same persons are in each on the same days.
fn alike(columns: &[Column]) -> Option<Column> {
    let (first, rest) = columns.split_first()?;
    rest.iter()
        .all(|column| column.caught == first.caught)
        .then(|| Column {
            choices: Vec::new(),
            ..first.clone()
        })
}

/// A column of those who are not eligible.
fn of_not_eligible(column: &Column) -> Column {
    Column {
        caught: column.not_eligible.clone(),
        not_eligible: Vec::new(),
        ..column.clone()
    }
}

/// What it is not to be eligible.
fn no_circle_to_blame(law: &Law, found: &DeadEnd) -> String {
    let holding = noun(law, found.goal);
    let is_circle = |column: &Column| !column.circles.is_empty() || !column.caught.is_empty();
    match found.columns.iter().any(is_circle) {
        true => format!(
            "For them no circle is to blame: {holding} would be out of reach even if whatever the circles \
             require of one another could be had."
        ),
        false => {
            format!("No circle is to blame: nothing that the rules know gives them {holding}.")
        }
    }
}

fn side(page: &mut Page, law: &Law, found: &DeadEnd, columns: &[Column], told: &Told) {
    page.section(told.title, None);
    let alike = alike(columns);
    let columns: Vec<&Column> = match &alike {
        Some(alike) => vec![alike],
        None => columns.iter().collect(),
    };
    if told.further && columns.iter().any(|column| column.caught.is_empty()) {
        page.paragraph(
            1,
            &format!("To tell who {} takes too many conditions.", told.is),
        );
        return;
    }
    let stem = stem(&columns);
    // More columns side by side are too narrow for words.
    let mut groups: Vec<&[&Column]> = if columns.len() > 2 {
        columns.chunks(1).collect()
    } else {
        vec![&columns]
    };
    let is_anybody = |group: &&[&Column]| group.iter().any(|column| !column.caught.is_empty());
    groups.retain(is_anybody);
    let rows_of = |group: &&[&Column]| rows(group, &stem, &found.unanswered);
    let tables: Vec<Vec<Row>> = groups.iter().map(rows_of).collect();
    if let [rows] = tables.as_slice()
        && let [Row { blocks, days }] = rows.as_slice()
        && let ([], [days]) = (blocks.as_slice(), days.as_slice())
    {
        let stem: Vec<Phrase> = stem.iter().map(|one| condition_phrase(law, *one)).collect();
        everybody(page, &stem, &cell(days, told), told);
    } else if tables.iter().any(Vec::is_empty) {
        list(page, law, &columns, told);
    } else {
        let stem: Vec<Phrase> = stem.iter().map(|one| condition_phrase(law, *one)).collect();
        stem_of(page, &stem, told);
        for (group, rows) in groups.iter().zip(&tables) {
            page.gap();
            match group {
                [column] => {
                    let mut own = Page::new();
                    in_column(&mut own, law, column, rows, told);
                    page.append_on(readings([*column]), own);
                }
                _ => table(page, law, group, rows, told),
            }
        }
    }
    page.gap();
    if told.further {
        let are = told.are;
        let others =
            format!("{are} are these persons and others: to tell all takes too many conditions.");
        page.paragraph(1, &others);
    } else if found.complete {
        page.paragraph(1, &no_others(law, found, told));
    }
}

/// That nobody else is caught: where there are days of a person’s own to wait for, of whom that is told.
fn no_others(law: &Law, found: &DeadEnd, told: &Told) -> String {
    let are = told.are;
    let waiting = found.for_good.and_then(|some_day| law.waiting(some_day));
    match waiting {
        Some(waiting) if !law.exprs.is_bool(waiting.covered, true) => format!(
            "{are} are these persons and no others, of all for whom no day that matters lies behind {}.",
            LAST_DAY.in_words()
        ),
        _ => format!("{are} are these persons and no others."),
    }
}

/// What all who are caught have in common.
fn stem_of(page: &mut Page, stem: &[Phrase], told: &Told) {
    let are = told.are;
    match stem {
        [] => page.paragraph(1, &format!("On these days, {} who", told.every)),
        [_] | [_, _] => {
            let who = Relatives::OF_A_PERSON.behind(stem);
            page.paragraph(1, &format!("{are} is, on these days, every person {who}:"));
        }
        _ => {
            let every = format!("{are} is, on the days below, every person");
            persons::each(page, &every, Relatives::OF_A_PERSON, stem, "");
        }
    }
    page.gap();
}

/// The same days for everybody, who may have something in common.
fn everybody(page: &mut Page, stem: &[Phrase], days: &str, told: &Told) {
    let are = told.are;
    match stem {
        [] => page.paragraph(1, &format!("{are} is, {days}, everybody.")),
        [_] | [_, _] => {
            let who = Relatives::OF_A_PERSON.behind(stem);
            page.paragraph(1, &format!("{are} is, {days}, every person {who}."));
        }
        _ => {
            let every = format!("{are} is, {days}, every person");
            persons::each(page, &every, Relatives::OF_A_PERSON, stem, "");
        }
    }
}
