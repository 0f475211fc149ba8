//! The questions and answers for other programs.

use serde_json::{Value as Json, json};

use crate::eval::{Follows, Wanted};
use crate::law::{InputId, InputKind, Law, Value};

use super::super::given_json;
use super::super::proof_json::value_name;
use super::Asked;
use super::needless::Needless;
use super::not_asked::assumed;
use super::phrase::words;

/// The questions and answers for other programs: `null` is what was not known.
pub fn json(
    law: &Law,
    goal: &str,
    (asked, follows): (&[Asked], &[Follows]),
    needless: &[Needless],
    finished: bool,
) -> Json {
    let asked: Vec<Json> = asked
        .iter()
        .map(|(wanted, given)| {
            json!({
                "of": name(law, wanted.input()),
                "question": words(law, *wanted),
                "answer": answer(law, wanted.input(), given),
            })
        })
        .collect();
    let follows = follows.iter().map(|one| {
        json!({
            "of": name(law, one.input),
            "question": words(law, Wanted::Value(one.input)),
            "answer": value_name(law, one.value),
            "because": assumed(law, one.by),
        })
    });
    let follows: Vec<Json> = follows.collect();
    let inputs = needless.iter().flat_map(|group| &group.inputs);
    let not_asked: Vec<String> = inputs.map(|(input, _)| name(law, *input)).collect();
    let needless = needless.iter().map(|group| {
        let of = group.inputs.iter().map(|(input, _)| name(law, *input));
        json!({ "of": of.collect::<Vec<_>>(), "because": group.because })
    });
    let needless: Vec<Json> = needless.collect();
    json!({
        "goal": goal,
        "asked": asked,
        "follows": follows,
        "not_asked": not_asked,
        "needless": needless,
        "finished": finished,
    })
}

/// What was said of an input: its value, or of what holds over time, its time. Nothing is given where
/// it was not known.
fn answer(law: &Law, of: InputId, given: &[(InputId, Value)]) -> Json {
    let value = |wanted: InputId| {
        let found = given.iter().find(|(input, _)| *input == wanted);
        found.map(|(_, value)| *value)
    };
    match (value(of), law[of].history) {
        (Some(value), _) => value_name(law, value),
        (None, Some(history)) if !given.is_empty() => given_json::time(history, value),
        (None, _) => Json::Null,
    }
}

/// A fact or holding by its name; a field of an element with the number of the element.
fn name(law: &Law, input: InputId) -> String {
    match law[input].kind {
        InputKind::Length(list) => law[list].name.clone(),
        InputKind::Occasion => "step".to_owned(),
        InputKind::Slot(list, place) => {
            let field = law.field(input).unwrap_or(input);
            let field = law.own_name(field);
            format!("{}[{}].{field}", law[list].name, place + 1)
        }
        _ => law[input].name.clone(),
    }
}
