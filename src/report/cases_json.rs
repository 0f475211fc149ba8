//! The worked examples tried out, for other programs.

use indexmap::IndexSet;
use serde_json::{Value, json};

use crate::eval::{Outcome, Tried, explain, name_of};
use crate::law::{Case, CaseId, Expectation, Law, print};
use crate::text::{Library, Span};

use super::cases::{Run, has_passed};
use super::outcome_json::{causes, names, readings, rules};
use super::rules_told::rules_told;

/// All cases; the rules are given for the expectations that are not met.
pub fn json(law: &Law, library: &Library, run: &Run<'_>) -> Value {
    let (cases, passed) = run.counts();
    let told: Vec<Value> = run
        .cases
        .iter()
        .map(|(id, asked)| one(law, library, *id, asked))
        .collect();
    let undecisive: Vec<Value> = run
        .undecisive
        .iter()
        .map(|rule| json!({ "rule": law[*rule].name, "place": place(library, law[*rule].span) }))
        .collect();
    let not_asked: Vec<Value> = run
        .not_asked
        .iter()
        .map(|(case, expectation, reading)| {
            json!({
                "case": case.name,
                "written": written(library, expectation),
                "place": place(library, expectation.span),
                "reading": law[*reading].name,
            })
        })
        .collect();
    json!({
        "cases": told,
        "not_asked": not_asked,
        "rules_no_case_decides_by": undecisive,
        "counts": {
            "cases": cases,
            "passed": passed,
            "failed": cases - passed,
            "expectations": run.expectations(),
        },
    })
}

fn one(law: &Law, library: &Library, id: CaseId, asked: &[(&Expectation, Tried)]) -> Value {
    let case: &Case = &law[id];
    let expectations: Vec<Value> = asked
        .iter()
        .map(|(expectation, tried)| expectation_json(law, library, expectation, tried))
        .collect();
    json!({
        "name": case.name,
        "heading": case.heading,
        "place": place(library, case.span),
        "passed": has_passed(asked),
        "expectations": expectations,
    })
}

fn expectation_json(
    law: &Law,
    library: &Library,
    expectation: &Expectation,
    tried: &Tried,
) -> Value {
    let by: Vec<&str> = expectation
        .by
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let reasons = tried.reasons.iter();
    let reasons: IndexSet<&str> = reasons.filter_map(|reason| name_of(law, *reason)).collect();
    let reasons: Vec<&str> = reasons.into_iter().collect();
    let mut told = json!({
        "written": written(library, expectation),
        "place": place(library, expectation.span),
        "passed": tried.passed(),
        "under": readings(law, &expectation.under),
        "expected": if expectation.undetermined { "undetermined" } else { "yes" },
        "outcome": match &tried.outcome {
            outcome @ Outcome::Value(_) => if outcome.is_true() { "yes" } else { "no" },
            Outcome::Open(_) => "undetermined",
            Outcome::Fail(_) => "unsettled",
        },
        "by": by,
        "absent": tried.absent,
        "unlike_any_person": tried
            .unlike_any
            .iter()
            .map(|assumed| print(law, *assumed))
            .collect::<Vec<_>>(),
        "reasons": reasons,
    });
    let Some(members) = told.as_object_mut() else {
        return told;
    };
    match &tried.outcome {
        Outcome::Open(missing) => {
            members.insert("missing".to_owned(), names(law, missing));
        }
        Outcome::Fail(found) => {
            members.insert("causes".to_owned(), causes(law, found));
        }
        Outcome::Value(_) => {}
    }
    if !tried.passed() {
        let explanation = explain(law, &tried.situation, expectation.outcome);
        let found = rules_told(law, &tried.situation, &explanation);
        members.insert("rules".to_owned(), rules(law, &found));
    }
    told
}

/// An expectation as written, on one line.
fn written(library: &Library, expectation: &Expectation) -> String {
    let written: Vec<&str> = library.slice(expectation.span).split_whitespace().collect();
    written.join(" ")
}

fn place(library: &Library, span: Span) -> Value {
    json!({
        "path": library.path(span.file),
        "line": library.line_of(span.file, span.start),
        "column": library.column_of(span.file, span.start),
    })
}
