//! The days that open a dead end and close it, and what does.

use crate::calendar::Day;
use crate::law::{ExprId, Ground, Law};
use crate::report::layout::{Page, Table};
use crate::report::words::heading;
use crate::verdict::{Cause, DeadEnd, Repairs};

use super::columns::on_these;
use super::grounds::lines;

/// What opens the dead end for persons of the claim, and what closes it.
pub fn tell(page: &mut Page, law: &Law, found: &DeadEnd, repairs: &Repairs) {
    page.section("What opens it, and what closes it", None);
    let mut table = Table::new();
    for opening in &repairs.openings {
        let mut day = opening.day.in_words();
        let mut what = if opening.opens { "opens" } else { "closes" }.to_owned();
        if opening.columns.len() != found.columns.len() {
            what = format!("{what} {}", on_these(law, found, &opening.columns));
        }
        let mut told: Vec<String> = Vec::new();
        for cause in &opening.causes {
            let (turns, grounds) = turning(law, cause, opening.day);
            let words = format!("“{}” {turns}", heading(law, cause.rule));
            if told.contains(&words) {
                continue;
            }
            let row = [
                std::mem::take(&mut day),
                std::mem::take(&mut what),
                words.clone(),
            ];
            table.row(row, lines(law, grounds));
            told.push(words);
        }
    }
    if table.is_empty() {
        page.paragraph(
            1,
            "No day of the law opens it for persons of the claim, and none closes it.",
        );
        return;
    }
    page.table(1, &table);
    page.gap();
    page.paragraph(
        1,
        match found.for_good {
            None => {
                "It opens where somebody whom the claim is about is caught by the law of that day and \
                 was not by the law of the day before, on the same facts; it closes where it is the \
                 other way round."
            }
            Some(_) => {
                "It opens where somebody whom the claim is about is caught for good on that day, and on \
                 the day before could still get it or wait for it; it closes where it is the other way \
                 round."
            }
        },
    );
    if repairs.openings.iter().all(|opening| opening.opens) {
        page.paragraph(1, "No day closes it.");
    }
}

/// That a rule begins or ends on a day, with the act that brings it about where that is the first day of
/// the act, and by which sentence: that of the amendment where one ends it, else its own.
fn turning<'l>(law: &'l Law, cause: &Cause, day: Day) -> (String, &'l [Ground]) {
    let written = &law[cause.rule];
    let own = law.own_grounds(cause.rule);
    let is_on = |first: ExprId| {
        law.exprs
            .days_of(first)
            .is_some_and(|days| days.contains(&day))
    };
    let amendment = written.ends_by.filter(|_| !cause.begins).map(|by| &law[by]);
    let act = match cause.begins {
        true => written.act,
        false => amendment.and_then(|amendment| amendment.act),
    };
    let act = act.map(|act| &law[act]).filter(|act| {
        act.in_force
            .as_ref()
            .is_some_and(|(first, _)| is_on(*first))
    });
    let words = match (cause.begins, act) {
        (true, Some(act)) => format!("begins with {}", act.title),
        (true, None) => "begins".to_owned(),
        (false, Some(act)) => format!("ends with {}", act.title),
        (false, None) => "has ended".to_owned(),
    };
    let amended = amendment.map(|amendment| amendment.grounds.as_slice());
    let amended = amended.filter(|grounds| !grounds.is_empty());
    (words, amended.unwrap_or(own))
}
