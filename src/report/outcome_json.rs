//! What comes of one case, for other programs. Names are those of the rule files.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use crate::eval::{Cause, Explaining, Outcome, unlike_any};
use crate::law::{Ground, InputId, Law, TermId, Value, print, print_value};

use super::answer::{Answer, Part, Says};
use super::given_json;
use super::outcome::Case;
use super::reasons::{self, Explained};
use super::rule_words::cause_words;
use super::rules_told::{Applies, RuleTold};
use super::words::comes_to;
use super::{outline, settled, settling};

/// The case and the answers; with `explained`, the reasons, so many levels deep. Of the terms `untold` no rule says
/// anything.
pub fn json(
    law: &Law,
    case: &Case,
    answers: &[Answer],
    untold: &[TermId],
    explained: Option<usize>,
) -> Json {
    let step = case.step.as_ref().map(|(step, choices)| {
        let mut step = json!({ "procedure": law[*step].name, "choices": readings(law, choices) });
        if let (Some((_, became)), Some(members)) = (case.became, step.as_object_mut()) {
            members.insert("became".to_owned(), value_json(law, became));
        }
        step
    });
    let mut explaining = Explaining::default();
    json!({
        "day": case.day.to_string(),
        "given": given_json::given(law, &case.given),
        "nothing_else": case.nothing_else,
        "step": step,
        "readings": readings(law, &case.readings),
        "unlike_any_person": unlike_any(law, &case.situation)
            .into_iter()
            .map(|assumed| print(law, assumed))
            .collect::<Vec<_>>(),
        "answers": answers
            .iter()
            .map(|answer| one(&mut explaining, law, case, answer, explained))
            .collect::<Vec<_>>(),
        "not_told": untold.iter().map(|term| &law[*term].name).collect::<Vec<_>>(),
    })
}

fn one(
    explaining: &mut Explaining,
    law: &Law,
    case: &Case,
    answer: &Answer,
    explained: Option<usize>,
) -> Json {
    let parts = match &answer.parts {
        Ok(parts) => parts,
        Err(too_many) => {
            return json!({ "question": answer.question, "undecided": too_many.to_string() });
        }
    };
    let parts: Vec<Json> = parts
        .iter()
        .map(|part| part_json(explaining, law, case, answer, part, explained))
        .collect();
    json!({ "question": answer.question, "answers": parts })
}

fn part_json(
    explaining: &mut Explaining,
    law: &Law,
    case: &Case,
    answer: &Answer,
    part: &Part,
    explained: Option<usize>,
) -> Json {
    let mut told = Map::new();
    let kind = match &part.says {
        Says::Is(Value::Bool(true)) => "yes",
        Says::Is(Value::Bool(false)) => "no",
        Says::Is(_) => "value",
        Says::Undetermined(_) => "undetermined",
        Says::Unsettled(_) => "unsettled",
    };
    told.insert("answer".to_owned(), kind.into());
    if let Says::Is(value) = &part.says {
        if !matches!(value, Value::Bool(_)) {
            told.insert("value".to_owned(), value_json(law, *value));
        }
        told.insert(
            "words".to_owned(),
            comes_to(law, answer.expr, *value).into(),
        );
    }
    let cubes: Vec<Json> = part
        .region
        .named(law)
        .into_iter()
        .map(|cube| {
            let readings = cube
                .0
                .into_iter()
                .map(|(reading, choices)| (reading, choices.into()));
            Json::Object(readings.collect())
        })
        .collect();
    told.insert("readings".to_owned(), cubes.into());
    match &part.says {
        Says::Undetermined(missing) => {
            told.insert("missing".to_owned(), names(law, missing));
        }
        Says::Unsettled(found) => {
            told.insert("causes".to_owned(), causes(law, found));
            let ways: Vec<String> = found
                .iter()
                .flat_map(|cause| settling::ways(law, cause))
                .collect();
            told.insert("would_settle".to_owned(), ways.into());
        }
        Says::Is(_) => {}
    }
    let (branches, certain) = (&part.branches, part.is_certain());
    let found = settled::rules(
        explaining,
        law,
        &case.situation,
        branches,
        answer.expr,
        certain,
    );
    told.insert("rules".to_owned(), rules(law, &found));
    if let Some(depth) = explained {
        let explained = Explained {
            depth,
            misses: true,
        };
        let mut taken = part.branches.first().cloned().unwrap_or_default();
        let branch = settled::under(&case.situation, &taken);
        let (situation, more) =
            settled::settle(explaining, law, branch, answer.expr, part.is_certain());
        taken.extend(more);
        told.insert("explained_under".to_owned(), readings(law, &taken));
        let given = &case.given;
        let found = reasons::outline(explaining, law, &situation, given, answer.expr, explained);
        told.insert("outline".to_owned(), outline::json(law, &found));
    }
    Json::Object(told)
}

/// Inputs with their values, by name.
pub fn readings(law: &Law, values: &[(InputId, Value)]) -> Json {
    let named = values
        .iter()
        .map(|(input, value)| (law[*input].name.clone(), value_json(law, *value)));
    Json::Object(named.collect())
}

/// Inputs by name, each once; the time of something by the name of what has it.
pub fn names(law: &Law, inputs: &BTreeSet<InputId>) -> Json {
    let of = |input: &InputId| law.history_of(*input).map_or(*input, |(owner, _)| owner);
    let owners: BTreeSet<InputId> = inputs.iter().map(of).collect();
    owners
        .iter()
        .map(|input| law[*input].name.clone())
        .collect()
}

/// Rules and what is said of them.
pub fn rules(law: &Law, rules: &[RuleTold]) -> Json {
    let one = |told: &RuleTold| {
        json!({
            "rule": law[told.written].name,
            "heading": law[told.written].heading,
            "applies": applies_json(told.applies),
            "why": told.why,
            "grounds": grounds(law, &law[told.written].grounds),
        })
    };
    rules.iter().map(one).collect()
}

fn applies_json(applies: Applies) -> &'static str {
    match applies {
        Applies::Yes => "yes",
        Applies::No => "no",
        Applies::Open => "undetermined",
        Applies::Unsettled => "unsettled",
    }
}

/// Grounds, by name.
pub fn grounds(law: &Law, grounds: &[Ground]) -> Json {
    let one = |ground: &Ground| match ground {
        Ground::Cited(citation) => json!({
            "source": law[citation.source].name,
            "quote": citation.quote,
            "lines": citation.lines,
            "remark": citation.remark,
        }),
        Ground::Reported(source, words) => json!({
            "reported_by": law[*source].name,
            "words": words,
        }),
        Ground::Assumed(words) => json!({ "assumed": words }),
    };
    grounds.iter().map(one).collect()
}

/// Why the law gives no answer.
pub fn causes(law: &Law, causes: &BTreeSet<Cause>) -> Json {
    let one = |cause: &Cause| {
        let words = cause_words(law, cause);
        match cause {
            Cause::Gap(term) => json!({ "kind": "gap", "term": law[*term].name, "words": words }),
            Cause::Conflict(term, rules) => {
                let rules: Vec<&str> = rules
                    .iter()
                    .map(|rule| law[law[*rule].written].name.as_str())
                    .collect();
                json!({ "kind": "conflict", "term": law[*term].name, "rules": rules, "words": words })
            }
            Cause::Arithmetic(..) => json!({ "kind": "arithmetic", "words": words }),
            Cause::NestedReach(_) | Cause::ReachUndecided(_) => {
                json!({ "kind": "reach", "words": words })
            }
            Cause::NoClock => json!({ "kind": "no_day", "words": words }),
            Cause::TooDeep => json!({ "kind": "too_deep", "words": words }),
        }
    };
    causes.iter().map(one).collect()
}

/// What something comes to.
pub(super) fn outcome_json(law: &Law, outcome: &Outcome) -> Json {
    match outcome {
        Outcome::Value(value) => json!({ "value": value_json(law, *value) }),
        Outcome::Open(missing) => json!({ "missing": names(law, missing) }),
        Outcome::Fail(found) => json!({ "causes": causes(law, found) }),
    }
}

/// A value.
pub(super) fn value_json(law: &Law, value: Value) -> Json {
    match value {
        Value::Bool(value) => value.into(),
        Value::Int(number) => number.into(),
        Value::Decimal(_) | Value::Money(..) | Value::Period(..) => print_value(law, value).into(),
        Value::Day(day) => day.to_string().into(),
        Value::Member(list, place) => law[list]
            .members
            .get(place as usize)
            .map(|(name, _)| name.clone())
            .unwrap_or_default()
            .into(),
    }
}
