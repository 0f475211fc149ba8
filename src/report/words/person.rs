use crate::law::{History, Input, InputId, InputKind, Law, Type, Value};

use super::condition::{input_phrase, member};
use super::element::lists_told;
use super::list::joined;
use super::names::{noun, value};

/// A person of whom something is told: no name, but a status and a birthday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// "a foreigner born on 15 June 1985".
    pub described: String,
    /// As the person is called from then on: "the foreigner".
    pub called: String,
    /// That says neither what kind of person it is nor a day.
    pub is_anybody: bool,
    /// What else is told, a verb phrase each, in the order declared.
    pub conditions: Vec<String>,
}

/// The person of whom these facts and holdings are told.
///
/// The noun is the first value whose fact says `yes "is"`, and a day whose fact has a `yes` stands
/// right after it ("born on 15 June 1985").
pub fn person(law: &Law, given: &[(InputId, Value)]) -> Person {
    let noun_fact = given.iter().find(|(input, _)| is_noun(law, *input));
    let described = noun_fact.map_or("a person".to_owned(), |(_, of)| value(law, *of));
    let called = definite(&described);
    let (mut said, mut with) = (Vec::new(), Vec::new());
    let mut is_anybody = noun_fact.is_none();
    let mut conditions = Vec::new();
    for (input, value_of) in given {
        let of = value_of;
        let declared = &law[*input];
        if let Some((of, history)) = law.history_of(*input) {
            let known = |wanted: InputId| given.iter().find(|(input, _)| *input == wanted);
            // What is said of the day at hand says enough.
            if *input == history.ever && known(of).is_none() {
                let day = |wanted| known(wanted).map(|(_, of)| *of);
                let (since, through) = (day(history.since), day(history.through));
                conditions.push(time(law, (of, *input), *value_of, since, through));
            }
            continue;
        }
        let told = !matches!(declared.kind, InputKind::Fact | InputKind::Holding);
        if told || noun_fact.is_some_and(|(noun, _)| noun == input) {
            continue;
        }
        is_anybody &= declared.ty != Type::Date;
        match (declared.ty, &declared.phrases.yes) {
            (Type::Date, Some(phrase)) => said.push(format!("{phrase} {}", value(law, *of))),
            (Type::Date, None) => {
                with.push(format!("the {} {}", noun(law, *input), value(law, *of)))
            }
            _ => conditions.push(member(law, *input, *of, true)),
        }
    }
    conditions.extend(lists_told(law, given));
    let with = joined(&with, "and");
    let with = (!with.is_empty()).then(|| format!("with {with}"));
    let said = (!said.is_empty()).then(|| joined(&said, "and"));
    let described: Vec<String> = [Some(described), said, with]
        .into_iter()
        .flatten()
        .collect();
    Person {
        described: described.join(" "),
        called,
        is_anybody,
        conditions,
    }
}

/// What is known of the time in which something holds: "has a visa from 1 January 2024 on"; `None` where nothing
/// is, or it holds at no time of its own.
pub fn over_time(
    law: &Law,
    of: InputId,
    known: impl Fn(InputId) -> Option<Value>,
) -> Option<String> {
    let history = law[of].history?;
    let holds = known(history.ever)?;
    let (since, through) = (known(history.since), known(history.through));
    Some(time(law, (of, history.ever), holds, since, through))
}

/// "has a visa from 1 January 2024 through 31 December 2024", "has no visa at any time".
fn time(
    law: &Law,
    (of, ever): (InputId, InputId),
    holds: Value,
    since: Option<Value>,
    through: Option<Value>,
) -> String {
    let backwards = match (since, through) {
        (Some(Value::Day(since)), Some(Value::Day(through))) => through < since,
        _ => false,
    };
    if backwards || holds != Value::Bool(true) {
        return input_phrase(law, ever, false);
    }
    let mut words = match (since, through) {
        (None, None) => return input_phrase(law, ever, true),
        _ => input_phrase(law, of, true),
    };
    if let Some(since) = since {
        words.push_str(&format!(" from {}", value(law, since)));
    }
    match through {
        Some(Value::Day(day)) if day >= History::NO_END => words.push_str(" on"),
        Some(through) => words.push_str(&format!(" through {}", value(law, through))),
        None => {}
    }
    words
}

/// Whether a fact says what kind of person somebody is: its values are nouns.
fn is_noun(law: &Law, input: InputId) -> bool {
    let declared = &law[input];
    declared.kind == InputKind::Fact
        && matches!(declared.ty, Type::Enum(_))
        && declared.phrases.yes.as_deref() == Some("is")
}

/// "a foreigner" is "the foreigner" the second time.
fn definite(noun: &str) -> String {
    let bare = noun.strip_prefix("a ").or_else(|| noun.strip_prefix("an "));
    bare.map_or("the person".to_owned(), |bare| format!("the {bare}"))
}

/// Whether a fact is told of everybody: what kind of person it is, and a birthday.
pub fn is_told_of_everybody(law: &Law, input: InputId) -> bool {
    is_birthday(&law[input]) || is_noun(law, input)
}

/// Whether it is told right after what kind of person it is: "born on".
pub fn is_birthday(declared: &Input) -> bool {
    declared.kind == InputKind::Fact && declared.ty == Type::Date && declared.phrases.yes.is_some()
}
