//! The ways out.

use crate::law::{Ground, Law};
use crate::report::layout::{Note, Page};
use crate::report::words::{Phrase, capitalized, condition, condition_phrase, does, whoever};
use crate::verdict::{Atom, Condition, DeadEnd, WayOut};

use super::columns::{on_these, readings, unbounded};
use super::grounds::lines;
use super::waiting;

/// Where the numbers stand.
const NUMBER: usize = 2;
/// Where the sentences stand, counted from the numbers.
const SENTENCE: usize = 4;

/// All ways out, those of all columns first.
pub fn tell(page: &mut Page, law: &Law, found: &DeadEnd) {
    page.section("Ways out", None);
    if found.ways.is_empty() {
        page.paragraph(1, "There are none.");
        return;
    }
    let mut number = 0;
    for group in found.ways.chunk_by(|one, next| one.columns == next.columns) {
        let columns = group.first().map_or(&[][..], |way| &way.columns);
        let mut own = Page::new();
        if columns.len() != found.columns.len() {
            page.gap();
            let on = capitalized(&on_these(law, found, columns));
            own.paragraph(1, &format!("{on} also"));
        }
        for way in group {
            number += 1;
            let label = number.to_string();
            way_out(&mut own, law, found, (NUMBER, &label), way);
        }
        let of = |place: &usize| found.columns.get(*place);
        page.append_on(readings(columns.iter().filter_map(of)), own);
    }
    let waits = found.ways.iter().any(|way| way.wait.is_some());
    if found.for_good.is_some() && !waits && found.complete && !found.further.ways {
        page.gap();
        page.paragraph(
            1,
            "Waiting helps nobody: whoever has no way out on the day has none later.",
        );
    }
    if found.further.ways {
        page.gap();
        page.paragraph(1, "There are other ways out: too many to tell all.");
    }
}

/// Who has it and up to when; then the steps.
pub fn way_out(
    page: &mut Page,
    law: &Law,
    found: &DeadEnd,
    (column, label): (usize, &str),
    way: &WayOut,
) {
    let sentence = column + SENTENCE;
    page.labelled_with_note(column, label, sentence, &who(law, way), days(way));
    if let Some(wait) = &way.wait {
        page.noted(sentence, "only has to wait.", behind(law, way));
        waiting::example(page, law, found, (way, wait), sentence);
        return;
    }
    let steps: Vec<String> = way.plan.iter().map(|door| does(law, *door)).collect();
    let steps = if steps.is_empty() {
        let held = Condition {
            atom: Atom::Flag(found.goal),
            holds: true,
        };
        format!("{} already.", condition(law, held))
    } else {
        let on = match way.varies {
            true => format!(
                " (on {}; on some other days by other steps)",
                way.person.day.in_words()
            ),
            false => String::new(),
        };
        format!("{}{on}.", in_order(&steps))
    };
    page.noted(sentence, &steps, behind(law, way));
}

/// Steps one after another: "obtains an IIN, enters, then obtains a visa".
pub fn in_order(steps: &[String]) -> String {
    match steps {
        [all @ .., last] if !all.is_empty() => format!("{}, then {last}", all.join(", ")),
        _ => steps.concat(),
    }
}

/// The lines behind a way, those of the defines among its conditions included.
fn behind(law: &Law, way: &WayOut) -> Note {
    let mut all: Vec<Ground> = Vec::new();
    for condition in &way.conditions {
        if let Atom::Define(term) = condition.atom {
            all.extend(law[term].grounds.iter().cloned());
        }
    }
    all.extend(way.grounds.iter().cloned());
    lines(law, &all)
}

fn who(law: &Law, way: &WayOut) -> String {
    let own = way.conditions.iter();
    let own: Vec<Phrase> = own.map(|one| condition_phrase(law, *one)).collect();
    match own.as_slice() {
        [] => "Everyone".to_owned(),
        own => capitalized(&whoever(own)),
    }
}

fn days(way: &WayOut) -> String {
    let days = unbounded(way.days);
    match (days.from, days.last_day()) {
        (None, None) if way.by_person => "as long as that holds".to_owned(),
        (None, None) => "no last day".to_owned(),
        (None, Some(last)) => format!("last day {}", last.in_words()),
        (Some(from), None) => format!("first day {}", from.in_words()),
        (Some(_), Some(_)) => days.in_words(),
    }
}
