//! What stands at the head of a page: the texts, and the readings that columns are headed by.

use std::collections::BTreeSet;

use crate::law::{InputId, Law, Value};
use crate::report::counted;
use crate::report::layout::Page;
use crate::report::words::{choice, choice_name, joined, question};
use crate::verdict::Verdict;

/// Where texts and answers begin.
const AT: usize = 10;

/// The texts, and the readings by whose choices columns and verdicts are named.
pub fn tell(page: &mut Page, law: &Law, verdicts: &[Verdict]) {
    texts(page, law);
    let named: BTreeSet<InputId> = verdicts
        .iter()
        .flat_map(|verdict| {
            let deciding = super::verdict::told(verdict)
                .into_iter()
                .flat_map(|found| found.deciding.clone());
            deciding.chain(super::bar::single_reading(law, verdict))
        })
        .collect();
    let mut label = "Readings";
    for reading in named {
        page.hanging(0, label, AT, &question(law, reading));
        label = "";
        let choices: Vec<Value> = (0..law.size_of(law[reading].ty))
            .filter_map(|place| Value::at_place(law[reading].ty, place))
            .collect();
        let widest = choices
            .iter()
            .map(|of| choice_name(law, *of).chars().count())
            .max();
        for of in choices {
            let at = AT + 4 + widest.unwrap_or_default();
            page.hanging(AT + 2, &choice_name(law, of), at, &choice(law, of));
        }
    }
}

/// The titles of the texts, and where their lines are counted.
pub fn texts(page: &mut Page, law: &Law) {
    scope(page, law);
    // Of two versions of a law with two versions of a text, there is one line for both.
    let mut told: Vec<String> = Vec::new();
    for source in &law.sources {
        let title = source.title.trim_end_matches('.');
        let text = match &source.path {
            Some(path) => format!("{title}. Line numbers refer to {path}."),
            None => format!("{title}. What it reports is told in words of the rules."),
        };
        if !told.contains(&text) {
            told.push(text);
        }
    }
    let mut label = if told.len() > 1 { "Texts" } else { "Text" };
    for text in told {
        page.hanging(0, label, AT, &text);
        label = "";
    }
}

/// What is laid over the rules, and on which day they were known; nothing where neither is said.
pub fn scope(page: &mut Page, law: &Law) {
    for (at, layer) in law.scope.layers.iter().enumerate() {
        page.hanging(0, if at == 0 { "With" } else { "" }, AT, layer);
    }
    if let Some(day) = law.scope.known_on {
        let unknown = &law.scope.unknown;
        let mut text = format!("{}.", day.in_words());
        if !unknown.acts.is_empty() {
            text.push_str(&format!(
                " Not known then: {}.",
                joined(&unknown.titles, "and")
            ));
            let left_out = [
                counted(unknown.names.len(), "name", "names"),
                counted(unknown.cases.len(), "case", "cases"),
                counted(unknown.claims.len(), "claim", "claims"),
            ];
            text.push_str(&format!(" Left out with it: {}.", joined(&left_out, "and")));
            if law.has_values_of_no_act() {
                text.push_str(" Values of parameters that name no act count as known.");
            }
        }
        page.hanging(0, "Known on", AT, &text);
    }
}
