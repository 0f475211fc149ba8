//! The outline as text.

use crate::law::Law;
use crate::report::counted;
use crate::report::layout::{Page, Table};
use crate::report::proof::grounds;

use super::{Computed, Exceptions, Line, Misses, Missing, Outline, PlannedStep, Procedure, Way};

/// Where numbers and dashes stand.
const NUMBER: usize = 2;
/// Where the words stand.
const TEXT: usize = 5;
/// Where the words behind "Here:" stand.
const HERE: usize = TEXT + 6;

/// So many misses are told; JSON has all.
const MISSES_LIMIT: usize = 12;

/// Writes the outline.
pub fn write(page: &mut Page, law: &Law, outline: &Outline) {
    if !outline.because.is_empty() {
        page.section("Because", None);
        lines(page, law, &outline.because);
    }
    if let Some(Exceptions { title, lines }) = &outline.exceptions {
        page.section(title, None);
        for one in lines {
            line(page, law, one);
        }
    }
    if let Some(found) = &outline.misses {
        misses(page, found);
    }
    for found in &outline.ways {
        way(page, found);
    }
    let not_needed = &outline.not_needed.words;
    if !not_needed.is_empty() {
        page.section("Not needed for the answer", None);
        for words in not_needed {
            page.paragraph(1, words);
        }
    }
}

/// Lines with those behind them, one after the other.
fn lines(page: &mut Page, law: &Law, first: &[Line]) {
    let mut next: Vec<&Line> = first.iter().rev().collect();
    while let Some(one) = next.pop() {
        line(page, law, one);
        if one.below > 0 {
            let told = counted(one.below, "more reason", "more reasons");
            page.gap();
            page.paragraph(2, &format!("… {told}"));
        }
        next.extend(one.behind.iter().rev());
    }
}

fn line(page: &mut Page, law: &Law, line: &Line) {
    page.gap();
    let label = line
        .number
        .map_or("–".to_owned(), |number| number.to_string());
    page.hanging(NUMBER, &label, TEXT, &line.words);
    match line.quoted_at {
        Some(number) => page.hanging(TEXT, "", TEXT, &format!("Quoted at {number}.")),
        None => grounds::tell_at(page, TEXT, law, &line.grounds),
    }
    if !line.here.is_empty() {
        page.hanging(TEXT, "Here:", HERE, &format!("{}.", line.here));
    }
    if let Some(sum) = &line.computed {
        page.hanging(TEXT, "Sum:", HERE, &sum.words);
        figures(page, law, &sum.parts);
    }
}

/// The figures of a sum, with the sums of which they are made.
fn figures(page: &mut Page, law: &Law, first: &[Computed]) {
    let mut next: Vec<(&Computed, usize)> = first.iter().rev().map(|one| (one, HERE)).collect();
    while let Some((one, column)) = next.pop() {
        let lines = grounds::lines(law, &one.grounds);
        page.labelled_with_note(column, "–", column + 3, &one.words, &lines);
        next.extend(one.parts.iter().rev().map(|part| (part, column + 3)));
    }
}

fn misses(page: &mut Page, misses: &Misses) {
    page.section("The nearest misses", None);
    page.paragraph(1, &misses.words);
    for (at, miss) in misses.all.iter().take(MISSES_LIMIT).enumerate() {
        let number = (at + 1).to_string();
        let words = format!("{} (in fact: {}){}", miss.other, miss.fact, miss.on);
        if miss.steps.is_empty() {
            page.labelled_with_note(NUMBER, &number, TEXT, &words, &miss.lines);
        } else {
            page.hanging(NUMBER, &number, TEXT, &words);
            page.noted(TEXT, &miss.then, &miss.lines);
        }
    }
    let more = misses.all.len().saturating_sub(MISSES_LIMIT);
    if more > 0 {
        page.paragraph(1, &format!("… and {more} more"));
    }
}

fn way(page: &mut Page, way: &Way) {
    match way {
        Way::Steps {
            title, steps, held, ..
        } => {
            page.section(title, None);
            if !held.is_empty() {
                page.paragraph(1, held);
            }
            plan(page, steps);
        }
        Way::Missing {
            title,
            missing,
            and_so_on,
            ..
        } => {
            page.section(title, None);
            for one in missing {
                in_the_way(page, one);
            }
            if !and_so_on.is_empty() {
                page.paragraph(1, and_so_on);
            }
        }
        Way::Shut { title, step } => {
            page.section(title, None);
            let mut table = Table::new();
            add_procedure(&mut table, step);
            page.table(1, &table);
        }
        Way::LastSafeDay { words, .. } => page.paragraph(1, words),
    }
}

fn plan(page: &mut Page, steps: &[PlannedStep]) {
    for (at, step) in steps.iter().enumerate() {
        let number = (at + 1).to_string();
        page.hanging(NUMBER, &number, TEXT, &step.words);
        for row in &step.rows {
            page.labelled_with_note(TEXT, "–", TEXT + 3, &row.words, &row.lines);
        }
    }
}

fn in_the_way(page: &mut Page, missing: &Missing) {
    page.paragraph(1, &missing.words);
    let mut table = Table::new();
    if !missing.none.is_empty() {
        table.row([missing.none.clone()], "");
    }
    for step in &missing.steps {
        add_procedure(&mut table, step);
    }
    page.table(2, &table);
}

fn add_procedure(table: &mut Table, step: &Procedure) {
    for (at, row) in step.rows.iter().enumerate() {
        let label = if at == 0 { step.words.as_str() } else { "" };
        table.row([label, row.words.as_str()], &row.lines);
    }
}
