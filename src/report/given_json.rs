//! What is given of a person, as a case file gives it: what holds over time with its time, a list by
//! its elements.

use serde_json::{Map, Value as Json, json};

use crate::law::{History, InputId, InputKind, Law, ListId, Value};

use super::proof_json::value_name;

/// The facts, holdings and lists that are given, by name.
pub(in crate::report) fn given(law: &Law, given: &[(InputId, Value)]) -> Json {
    let value = |wanted: InputId| {
        let found = given.iter().find(|(input, _)| *input == wanted);
        found.map(|(_, value)| *value)
    };
    let mut told = Map::new();
    for (input, of) in given {
        match (law[*input].kind, law.history_of(*input)) {
            (_, Some((owner, history))) => {
                let name = law[owner].name.clone();
                told.entry(name).or_insert_with(|| time(history, value));
            }
            (InputKind::Fact | InputKind::Holding, None) => {
                told.insert(law[*input].name.clone(), value_name(law, *of));
            }
            (InputKind::Length(list), None) => {
                let elements = match of {
                    Value::Int(length) => elements(law, list, *length, value),
                    other => value_name(law, *other),
                };
                told.insert(law[list].name.clone(), elements);
            }
            // Told with the length of the list, and beside what is given.
            (
                InputKind::Slot(..)
                | InputKind::Reading
                | InputKind::Choice(_)
                | InputKind::Occasion
                | InputKind::Became
                | InputKind::Day
                | InputKind::LawDay,
                None,
            ) => {}
            // Nobody gives these.
            (
                InputKind::Field(_)
                | InputKind::Unmodelled
                | InputKind::Version
                | InputKind::Twin(_)
                | InputKind::Switch(_),
                None,
            ) => {}
        }
    }
    Json::Object(told)
}

/// The step that is being taken with its choices, and what became of it; null where none is.
pub(super) fn step(law: &Law, given: &[(InputId, Value)]) -> Json {
    let of = |wanted: Option<InputId>| {
        let found = given.iter().find(|(input, _)| Some(*input) == wanted);
        found.map(|(_, value)| *value)
    };
    let Some(step) = of(law.occasion()).and_then(|taken| law.step_of(taken)) else {
        return Json::Null;
    };
    let choices = given
        .iter()
        .filter(|(input, _)| law[*input].kind == InputKind::Choice(step))
        .map(|(input, value)| (law[*input].name.clone(), value_name(law, *value)));
    let mut told = json!({
        "procedure": law[step].name,
        "choices": Json::Object(choices.collect()),
    });
    let became = ["performed", "refused", "failed"];
    if let (Some(became), Some(members)) = (
        of(law.became()).and_then(|of| became.get(of.place()?)),
        told.as_object_mut(),
    ) {
        members.insert("became".to_owned(), (*became).into());
    }
    told
}

/// `{ "since": DAY, "through": DAY }`, or whether it ever holds.
pub(super) fn time(history: History, value: impl Fn(InputId) -> Option<Value>) -> Json {
    let date = |input| match value(input) {
        Some(Value::Day(day)) => Some(day),
        _ => None,
    };
    let (since, through) = (date(history.since), date(history.through));
    let backwards = matches!((since, through), (Some(since), Some(through)) if through < since);
    if value(history.ever) != Some(Value::Bool(true)) || backwards {
        return json!(false);
    }
    let mut told = Map::new();
    if let Some(since) = since {
        told.insert("since".to_owned(), json!(since.to_string()));
    }
    if let Some(through) = through.filter(|day| *day < History::NO_END) {
        told.insert("through".to_owned(), json!(through.to_string()));
    }
    Json::Object(told)
}

fn elements(
    law: &Law,
    list: ListId,
    length: i64,
    value: impl Fn(InputId) -> Option<Value>,
) -> Json {
    let fields = &law[law[list].record].fields;
    let element = |(slots, _): (&Vec<InputId>, i64)| {
        let known = fields.iter().zip(slots).filter_map(|(field, slot)| {
            let name = law.own_name(*field);
            Some((name.to_owned(), value_name(law, value(*slot)?)))
        });
        Json::Object(known.collect())
    };
    law[list].slots.iter().zip(0..length).map(element).collect()
}
