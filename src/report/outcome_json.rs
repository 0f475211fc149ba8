//! What comes of one case, for other programs. Names are those of the rule files.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use crate::eval::{
    Cause, Explaining, Explanation, Outcome, Reason, RuleStatus, Situation, unlike_any,
};
use crate::law::{Ground, InputId, Law, TermId, Value, print, print_value};

use super::answer::{Answer, Part, Says};
use super::given_json;
use super::last_day::last_days;
use super::outcome::Case;
use super::rule_words::{cause_words, why};
use super::rules_told::{Applies, RuleTold, applies};
use super::words::{comes_to, to_do};
use super::{misses, reasons, settled};

/// The case and the answers; with `explained`, the reasons. Of the terms `untold` no rule says
/// anything.
pub fn json(
    law: &Law,
    case: &Case,
    answers: &[Answer],
    untold: &[TermId],
    explained: bool,
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
    explained: bool,
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
    explained: bool,
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
    if explained {
        let mut taken = part.branches.first().cloned().unwrap_or_default();
        let branch = settled::under(&case.situation, &taken);
        let (situation, more) =
            settled::settle(explaining, law, branch, answer.expr, part.is_certain());
        taken.extend(more);
        told.insert("explained_under".to_owned(), readings(law, &taken));
        let explanation = explaining.explain(law, &situation, answer.expr);
        told.insert(
            "because".to_owned(),
            explained_json(law, &situation, &explanation, 0),
        );
        if matches!(part.says, Says::Is(Value::Bool(false))) {
            let of = |value| value_json(law, value);
            let taken = |taken: &[(InputId, Value)]| readings(law, taken);
            let misses = misses::json(explaining, law, &situation, answer.expr, of, taken);
            told.insert("nearest_misses".to_owned(), misses);
        }
        let idle = reasons::idle(law, &situation, answer.expr, &explanation);
        told.insert(
            "not_needed".to_owned(),
            names(law, &idle.into_iter().collect()),
        );
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

/// Explanations nest deeper than readers of JSON like: what is deeper is left out.
const DEPTH_LIMIT: usize = 24;

fn explained_json(law: &Law, case: &Situation, explanation: &Explanation, depth: usize) -> Json {
    let mut told = Map::new();
    told.insert("expression".to_owned(), print(law, explanation.expr).into());
    told.insert(
        "outcome".to_owned(),
        outcome_json(law, &explanation.outcome),
    );
    if depth < DEPTH_LIMIT && !explanation.because.is_empty() {
        let because: Vec<Json> = explanation
            .because
            .iter()
            .map(|reason| reason_json(law, case, reason, depth + 1))
            .collect();
        told.insert("because".to_owned(), because.into());
    }
    Json::Object(told)
}

fn reason_json(law: &Law, case: &Situation, reason: &Reason, depth: usize) -> Json {
    let explained = |inner: &Explanation| explained_json(law, case, inner, depth);
    match reason {
        Reason::Operand(inner) => explained(inner),
        Reason::Define(term, inner) => {
            json!({ "define": law[*term].name, "means": explained(inner) })
        }
        Reason::Term(term) => json!({
            "term": law[term.term].name,
            "outcome": outcome_json(law, &term.outcome),
            "rules": term
                .rules
                .iter()
                .filter(|status| !status.about_another_step)
                .map(|status| status_json(law, case, status, depth))
                .collect::<Vec<_>>(),
            "otherwise": term.otherwise.as_ref().map(explained),
        }),
        Reason::Earlier(term) => json!({ "term": law[*term].name, "explained": "earlier" }),
        Reason::Rule(status) => status_json(law, case, status, depth),
        Reason::Bound(bound, inner) => {
            let with: Map<String, Json> = bound
                .iter()
                .map(|(input, value)| (law[*input].name.clone(), outcome_json(law, value)))
                .collect();
            json!({ "with": with, "means": explained(inner) })
        }
        Reason::Plan(steps) => {
            let steps: Vec<Json> = steps
                .iter()
                .map(|step| json!({ "step": to_do(law, step.door), "possible": explained(&step.gate) }))
                .collect();
            json!({ "plan": steps })
        }
        Reason::Obstacles(obstacles) => {
            let one = |door: &crate::eval::ShutDoor| {
                json!({
                    "step": to_do(law, door.door),
                    "not_open": door.open.as_ref().map(explained),
                    "not_met": door.needs.iter().map(explained).collect::<Vec<_>>(),
                })
            };
            let obstacles: Vec<Json> = obstacles
                .iter()
                .map(|obstacle| {
                    json!({
                        "holding": law[obstacle.holding].name,
                        "doors": obstacle.doors.iter().map(one).collect::<Vec<_>>(),
                    })
                })
                .collect();
            json!({ "obstacles": obstacles })
        }
        Reason::Later(day, inner) => {
            let mut told = reason_json(law, case, inner, depth);
            if let Json::Object(told) = &mut told {
                told.insert("on".to_owned(), day.to_string().into());
            }
            told
        }
        Reason::LastSafeDay(day) => json!({ "last_safe_day": day.to_string() }),
        Reason::Cut => json!({ "explained": "not further" }),
    }
}

fn status_json(law: &Law, case: &Situation, status: &RuleStatus, depth: usize) -> Json {
    let written = law[status.rule].written;
    let mut told = Map::new();
    told.insert("rule".to_owned(), law[written].name.clone().into());
    told.insert(
        "applies".to_owned(),
        applies_json(applies(&status.standing)).into(),
    );
    told.insert("why".to_owned(), why(law, case, status).into());
    told.insert("grounds".to_owned(), grounds(law, &law[written].grounds));
    if applies(&status.standing) == Applies::Yes {
        let last_days: Vec<Json> = last_days(law, case, status.rule)
            .into_iter()
            .map(|last| {
                json!({
                    "procedure": law[last.step].name,
                    "outcome": outcome_json(law, &last.outcome),
                    "words": last.words,
                })
            })
            .collect();
        if !last_days.is_empty() {
            told.insert("last_days".to_owned(), last_days.into());
        }
    }
    if depth < DEPTH_LIMIT {
        let conditions: Vec<Json> = status
            .conditions
            .iter()
            .map(|condition| explained_json(law, case, condition, depth + 1))
            .collect();
        told.insert("conditions".to_owned(), conditions.into());
        let exceptions: Vec<Json> = status
            .exceptions
            .iter()
            .filter(|exception| !exception.about_another_step)
            .map(|exception| status_json(law, case, exception, depth + 1))
            .collect();
        if !exceptions.is_empty() {
            told.insert("exceptions".to_owned(), exceptions.into());
        }
    }
    Json::Object(told)
}

fn outcome_json(law: &Law, outcome: &Outcome) -> Json {
    match outcome {
        Outcome::Value(value) => json!({ "value": value_json(law, *value) }),
        Outcome::Open(missing) => json!({ "missing": names(law, missing) }),
        Outcome::Fail(found) => json!({ "causes": causes(law, found) }),
    }
}

fn value_json(law: &Law, value: Value) -> Json {
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
