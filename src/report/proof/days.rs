//! The days that are printed, each with the sentence that begins or ends on it.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::eval::{Interpreter, Situation};
use crate::law::{ExprId, Ground, Law, Value, WrittenId};
use crate::report::layout::{Note, Page, Table};
use crate::report::words::heading;
use crate::verdict::{Column, DeadEnd};

use super::columns::unbounded;
use super::grounds::lines;

/// The days since when somebody is caught in these columns, or up to when.
pub fn tell(page: &mut Page, law: &Law, found: &DeadEnd, columns: &[&Column]) {
    let mut days = BTreeSet::new();
    for caught in columns.iter().flat_map(|column| &column.caught) {
        let days_of = unbounded(caught.days);
        days.extend(days_of.from);
        days.extend(days_of.until);
    }
    let reasons = reasons(law, found);
    let mut table = Table::new();
    for day in days {
        let mut label = day.in_words();
        for (words, lines) in reasons.get(&day).into_iter().flatten() {
            table.row([std::mem::take(&mut label), words.clone()], lines);
        }
    }
    if !table.is_empty() {
        page.paragraph(1, "The days are");
        page.table(2, &table);
    }
}

type Reasons = BTreeMap<Day, Vec<(String, Note)>>;

/// What begins or ends on each day, under the readings of any column.
fn reasons(law: &Law, found: &DeadEnd) -> Reasons {
    let mut reasons = Reasons::new();
    let behind: Vec<&Ground> = found
        .requirements
        .iter()
        .flat_map(|requirement| &requirement.grounds)
        .chain(found.ways.iter().flat_map(|way| &way.grounds))
        .collect();
    for column in &found.columns {
        let mut readings = Situation::unknown(law);
        for (reading, choice) in column.choices.iter().chain(&found.held) {
            readings.set(*reading, *choice);
        }
        let mut interpreter = Interpreter::new(law, &readings);
        let mut day_of = |expr: Option<ExprId>| match interpreter.evaluate(expr?).value() {
            Some(Value::Day(day)) => Some(day),
            _ => None,
        };
        for act in &law.acts {
            let Some((first, grounds)) = &act.in_force else {
                continue;
            };
            let Some(day) = day_of(Some(*first)) else {
                continue;
            };
            let told = (
                format!("the first day of {}", act.title),
                lines(law, grounds),
            );
            let all = reasons.entry(day).or_default();
            if !all.contains(&told) {
                all.push(told);
            }
        }
        for (at, written) in law.written.iter().enumerate() {
            if !written
                .grounds
                .iter()
                .any(|ground| behind.contains(&ground))
            {
                continue;
            }
            let of_act = written.act.and_then(|act| law[act].in_force.as_ref());
            let of_act = day_of(of_act.map(|(first, _)| *first));
            let begins = day_of(written.from).filter(|day| Some(*day) != of_act);
            let ends = day_of(written.until);
            let mut note = |day: Option<Day>, when: &str| {
                let Some(day) = day else { return };
                let told = (
                    format!("{when} {}", heading(law, WrittenId::at(at))),
                    lines(law, law.own_grounds(WrittenId::at(at))),
                );
                let all = reasons.entry(day).or_default();
                if !all.iter().any(|(_, lines)| *lines == told.1) {
                    all.push(told);
                }
            };
            note(begins, "the first day of:");
            note(ends, "the day after the last day of:");
        }
    }
    reasons
}
