//! A case whose facts are set on the page: the controls, and what the evaluator needs.

mod controls;

use std::collections::BTreeSet;

use maud::{Markup, PreEscaped, html};
use serde_json::{Value as Json, json};

use crate::calendar::Day;
use crate::law::{Case, InputId, InputKind, Law, StepId, Value};
use crate::report::given_json;
use crate::report::layout::unbroken;
use crate::report::proof_json::value_name;

use super::Content;
use super::data::escaped;
use super::encoded::base64;
use super::period::Periods;

/// The section. Without the script it says that it needs one.
pub fn section(content: Content<'_>, periods: &Periods) -> Markup {
    let law = content.law;
    let days: Vec<Day> = periods.days.keys().copied().collect();
    let day = days.last().copied().or_else(|| first_day(law));
    let bounds: BTreeSet<Day> = days
        .iter()
        .flat_map(|day| [day.previous(), Some(*day)])
        .flatten()
        .collect();
    html! {
        section #case data-state="none" {
            h2 { "Try a case" }
            p .intro {
                "Set what is so of a person and move the day: what comes of it, why, and which steps are open. \
                 The page works it out itself, by the program that made it. What is not said stays open. \
                 Readings are those chosen above."
            }
            p #evaluator .soft role="status" { "This part needs a browser that runs scripts." }
            form #facts hidden {
                div .when {
                    label { "Day " input type="date" name="day" required min=(Day::MIN) max=(Day::MAX) value=[day]; }
                    " "
                    @for day in &bounds {
                        button type="button" data-day=(day) { (unbroken(&day.in_words())) } " "
                    }
                    input type="range" name="slider" aria-label="Day"
                        data-first=[days.first().or(day.as_ref())] data-last=[day];
                }
                div .try {
                    div .facts { (examples(law)) (controls::all(law)) }
                    div .outcomes {
                        div #told {}
                        (group("outcomes", "What comes of it"))
                        (group("reach", "What is within reach"))
                        (group("steps", "Steps"))
                        p #untold .soft hidden {}
                        details #file {
                            summary { "This case as a file" }
                            pre #written {}
                            p .soft { "Saved as " code { "case.json" } ", it is asked by" }
                            pre #command data-rules=(content.rules) {}
                        }
                    }
                }
            }
        }
    }
}

/// What the evaluator needs: the files of the law, and the module.
pub fn parts(content: Content<'_>) -> Markup {
    html! {
        script #corpus type="application/json" { (PreEscaped(escaped(&corpus(content).to_string()))) }
        script #module type="text/plain" { (PreEscaped(base64(content.module))) }
    }
}

fn group(name: &str, title: &str) -> Markup {
    html! {
        div .group data-group=(name) hidden {
            h3 { (title) }
            div .rows {}
            @if name == "steps" { details .shut hidden { summary {} div .rows {} } }
        }
    }
}

/// Some day of the law, where no rule begins or ends.
fn first_day(law: &Law) -> Option<Day> {
    law.cases.first().map(|case| case.day)
}

/// As `explorer::Corpus` reads it.
fn corpus(content: Content<'_>) -> Json {
    let Content { library, law, .. } = content;
    let text = |file| json!({ "path": library.path(file), "text": library.text(file) });
    let sources = law.sources.iter().filter(|source| source.path.is_some());
    json!({
        "rules": content.files.iter().map(|file| text(*file)).collect::<Vec<_>>(),
        "sources": sources.map(|source| text(source.file)).collect::<Vec<_>>(),
        "known_on": law.scope.known_on.map(|day| day.to_string()),
    })
}

/// The worked examples of the law, to begin with.
fn examples(law: &Law) -> Markup {
    html! {
        @if !law.cases.is_empty() {
            label .example { "Begin with an example "
                select name="example" {
                    option value="" { "–" }
                    @for case in &law.cases {
                        option value=(example(law, case)) {
                            (unbroken(case.heading.as_deref().unwrap_or(&case.name)))
                        }
                    }
                }
            }
        }
    }
}

fn example(law: &Law, case: &Case) -> Json {
    json!({
        "day": case.day.to_string(),
        "given": given_json::given(law, &case.given),
        "nothing_else": case.closed,
        "step": case.step.map(|step| taken(law, step, &choices(law, case, step)).to_string()),
        "became": case.given.iter().find(|(input, _)| law[*input].kind == InputKind::Became)
            .map(|(_, became)| value_name(law, *became)),
    })
}

fn choices(law: &Law, case: &Case, step: StepId) -> Vec<(InputId, Value)> {
    let given = |wanted: &InputId| {
        let found = case.given.iter().find(|(input, _)| input == wanted);
        found.copied()
    };
    law[step].choices.iter().filter_map(given).collect()
}

/// A step with its choices, as a case file names it.
fn taken(law: &Law, step: StepId, choices: &[(InputId, Value)]) -> Json {
    let name = &law[step].name;
    if choices.is_empty() {
        return json!(name);
    }
    let choices = choices.iter().map(|(_, value)| value_name(law, *value));
    json!({ name: choices.collect::<Vec<_>>() })
}
