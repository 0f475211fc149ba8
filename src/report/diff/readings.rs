//! What changes for the person of an example, by readings side by side.

use crate::eval::{Interpreter, Outcome, Situation};
use crate::law::{ExprId, InputId, Law, Value};
use crate::report::layout::{Page, STROKE, Table, width};
use crate::report::words::{choice, choice_name, question};
use crate::verdict::{Affected, Witness};

use super::{Sided, named, outcome_words};

/// Where the question of a table begins.
const LEGEND: usize = 4;

/// So many answers to a question have room beside one another.
const ANSWERS: usize = 2;

/// The table of a group by the one reading on which it hangs; `None` where it hangs on none, on several,
/// or on one of many answers.
pub(super) fn table(
    law: &Law,
    heads: &[String; 2],
    group: &[Sided<'_>],
    whose: &str,
) -> Option<Table> {
    let (first, _) = group.first()?;
    let example = first.example.as_ref()?;
    let (reading, choices) = asked(law, group)?;
    let mut table = Table::new();
    let [before, after] = heads;
    let (mut names, mut sides) = (vec![String::new()], vec![whose.to_owned()]);
    for choice in &choices {
        let name = format!("{} reading", choice_name(law, *choice));
        names.extend([name, String::new(), String::new()]);
        sides.extend([before.clone(), String::new(), after.clone()]);
    }
    table.row(names, "");
    table.row(sides, "");
    for (one, (was, is)) in group {
        let (label, _) = named(law, one.about, one.turn);
        let mut cells = vec![label];
        for choice in &choices {
            let told =
                [*was, *is].map(|side| comes_to(law, one.about, example, (reading, *choice), side));
            let [was, is] = told;
            let stroke = if was == is { "" } else { STROKE };
            cells.extend([was, stroke.to_owned(), is]);
        }
        table.row(cells, "");
    }
    Some(table)
}

/// The reading on which a group hangs, with its answers.
fn asked(law: &Law, group: &[Sided<'_>]) -> Option<(InputId, Vec<Value>)> {
    let (first, _) = group.first()?;
    let mut constrained = first.region.constrained().into_iter();
    let reading = match (constrained.next(), constrained.next()) {
        (Some(only), None) => only,
        _ => return None,
    };
    let places = 0..law.size_of(law[reading].ty);
    let choices = places.filter_map(|place| Value::at_place(law[reading].ty, place));
    let choices: Vec<Value> = choices.collect();
    (choices.len() <= ANSWERS).then_some((reading, choices))
}

/// The question of the reading, and what its answers are called in the table.
pub(super) fn legend(page: &mut Page, law: &Law, group: &[Sided<'_>]) {
    let Some((reading, choices)) = asked(law, group) else {
        return;
    };
    let answers = choices.iter().map(|of| {
        let name = choice_name(law, *of);
        let words = choice(law, *of);
        if name == words {
            name
        } else {
            format!("{name}: {words}")
        }
    });
    let answers: Vec<String> = answers.collect();
    let asked = format!("“{}”", question(law, reading));
    page.gap();
    page.hanging(
        LEGEND,
        &asked,
        LEGEND + width(&asked) + 1,
        &answers.join("; "),
    );
}

/// What an outcome comes to for a person under one answer to the reading.
fn comes_to(
    law: &Law,
    about: Affected,
    person: &Witness,
    answer: (InputId, Value),
    side: ExprId,
) -> String {
    let mut situation = Situation::of(law, person.day, person.values());
    situation.set(answer.0, answer.1);
    let found = Interpreter::new(law, &situation).evaluate(side);
    match found {
        Outcome::Open(_) => "it depends".to_owned(),
        found => outcome_words(law, about, found.value()),
    }
}
