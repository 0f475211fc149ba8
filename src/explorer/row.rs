//! An outcome as elements: a line, and what stands below it.

use maud::html;
use serde_json::{Value as Json, json};

use crate::check::Question;
use crate::eval::{Explaining, Outcome};
use crate::law::{InputKind, Law, Value};
use crate::report::answer::{Answer, Part, Says};
use crate::report::answers;
use crate::report::counted;
use crate::report::layout::{Page, printable, unbroken};
use crate::report::outcome::{self, Case, Explained};
use crate::report::page::{elements, stamp};
use crate::report::words::{asked, capitalized, comes_to};

/// What one evaluation tells: an answer that is the same on all readings left open and whatever is
/// not given, or what it depends on. Such an answer is one in full; its reasons are told if asked for.
pub fn at_once(
    explaining: &mut Explaining,
    law: &Law,
    case: &Case,
    question: &Question,
    outcome: Outcome,
    is_told: bool,
) -> Json {
    let Outcome::Open(missing) = &outcome else {
        let answer = Answer::alike(question.text.clone(), question.expr, outcome);
        return row(explaining, law, case, question, &answer, is_told, false);
    };
    let is_reading = |kind| matches!(kind, InputKind::Reading);
    let readings = missing.iter().filter(|input| is_reading(law[**input].kind));
    let readings = readings.count();
    let mut page = Page::new();
    if readings < missing.len() {
        answers::missing(&mut page, law, missing);
    }
    if readings > 0 {
        let also = if readings < missing.len() {
            "also "
        } else {
            ""
        };
        let questions = counted(readings, "reading", "readings");
        page.paragraph(1, &format!("It {also}depends on {questions} left open."));
    }
    let word = match readings == missing.len() {
        true => "DEPENDS ON READINGS",
        false => "UNDETERMINED",
    };
    json!({
        "key": question.text,
        "state": "open",
        "settled": false,
        "by_readings_alone": readings == missing.len(),
        "head": head(word, &asked(law, question.expr)),
        "body": elements(&page.into_parts()),
    })
}

/// The answer on all readings that are left open, with its reasons.
pub fn in_full(explaining: &mut Explaining, law: &Law, case: &Case, question: &Question) -> Json {
    let answer = Answer::new(law, &case.situation, question.text.clone(), question.expr);
    row(explaining, law, case, question, &answer, true, true)
}

fn row(
    explaining: &mut Explaining,
    law: &Law,
    case: &Case,
    question: &Question,
    answer: &Answer,
    is_told: bool,
    misses: bool,
) -> Json {
    let (state, head) = headline(law, question, answer);
    let body = is_told.then(|| {
        let mut page = Page::new();
        let depth = Some(Explained {
            depth: outcome::WHOLE,
            misses,
        });
        answers::details_of(&mut page, explaining, law, case, answer, depth);
        elements(&page.into_parts())
    });
    json!({
        "key": question.text,
        "state": state,
        // A day that moves leaves no time for the nearest misses: they are told when it rests.
        "more": is_told && !misses && state == "no",
        "settled": true,
        "head": head,
        "body": body,
    })
}

/// How an answer stands on its line.
fn headline(law: &Law, question: &Question, answer: &Answer) -> (&'static str, String) {
    let asked = asked(law, question.expr);
    match answer.parts.as_deref() {
        Ok([part]) => match &part.says {
            Says::Is(value) => {
                let state = match value {
                    Value::Bool(true) => "yes",
                    Value::Bool(false) => "no",
                    _ => "value",
                };
                let words = capitalized(&comes_to(law, question.expr, *value));
                (state, head("", &words))
            }
            _ => ("open", head(&verdict(law, answer, part), &asked)),
        },
        Ok(_) => ("parts", head("DEPENDS ON READINGS", &asked)),
        Err(_) => ("open", head("UNDECIDED", &asked)),
    }
}

fn verdict(law: &Law, answer: &Answer, part: &Part) -> String {
    answers::verdict(law, answer, part).to_uppercase()
}

fn head(word: &str, words: &str) -> String {
    let head = html! {
        @if !word.is_empty() { (stamp(word)) " " }
        span .words { (unbroken(words)) }
    };
    printable(&head.into_string())
}
