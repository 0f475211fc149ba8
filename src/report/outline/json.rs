//! The outline for other programs. Names are those of the rule files; words are those of the text.

use serde_json::{Map, Value as Json, json};

use crate::law::{Ground, InputId, Law, Value, WrittenId};
use crate::report::outcome_json::{names, outcome_json, readings, value_json};
use crate::report::proof::grounds::located;
use crate::report::words::{Told, to_do, told};

use super::{
    Computed, Exceptions, Line, Miss, Misses, Missing, NotNeeded, Outline, PlannedStep, Procedure,
    Row, Way,
};

/// The outline.
pub fn json(law: &Law, outline: &Outline) -> Json {
    let Outline {
        because,
        exceptions,
        misses,
        ways,
        not_needed,
    } = outline;
    let mut told = Map::new();
    told.insert("because".to_owned(), lines(law, because));
    if let Some(Exceptions { title, lines: all }) = exceptions {
        let all = json!({ "title": title, "lines": lines(law, all) });
        told.insert("exceptions".to_owned(), all);
    }
    if let Some(Misses { words, all }) = misses {
        let all: Json = all.iter().map(|one| miss(law, one)).collect();
        let all = json!({ "words": words, "misses": all });
        told.insert("nearest_misses".to_owned(), all);
    }
    let ways: Json = ways.iter().map(|one| way(law, one)).collect();
    told.insert("ways".to_owned(), ways);
    let NotNeeded { inputs, words } = not_needed;
    let names = names(law, &inputs.iter().copied().collect());
    let not_needed = json!({ "names": names, "words": words });
    told.insert("not_needed".to_owned(), not_needed);
    Json::Object(told)
}

fn lines(law: &Law, all: &[Line]) -> Json {
    all.iter().map(|one| line(law, one)).collect()
}

/// A line. It is as deep in others as its reason is behind others, which the outline bounds.
fn line(law: &Law, line: &Line) -> Json {
    let last_days: Json = line
        .last_days
        .iter()
        .map(|last| {
            json!({
                "procedure": law[last.step].name,
                "outcome": outcome_json(law, &last.outcome),
                "words": last.words_beside(&[]),
            })
        })
        .collect();
    json!({
        "number": line.number,
        "words": line.words,
        "rule": name(law, line.rule),
        "sentences": sentences(law, &line.grounds),
        "quoted_at": line.quoted_at,
        "here": line.here,
        "computed": line.computed.as_ref().map(|sum| computed(law, sum)),
        "seen": seen(law, &line.seen),
        "last_days": last_days,
        "behind": lines(law, &line.behind),
        "below": line.below,
    })
}

/// A sum or a figure. Sums are within one another as deep as they are told.
fn computed(law: &Law, one: &Computed) -> Json {
    let parts: Json = one.parts.iter().map(|part| computed(law, part)).collect();
    json!({ "words": one.words, "sentences": sentences(law, &one.grounds), "parts": parts })
}

fn name(law: &Law, rule: Option<WrittenId>) -> Option<&str> {
    rule.map(|rule| law[rule].name.as_str())
}

/// What a line looks at, in the order in which it does.
fn seen(law: &Law, seen: &[(InputId, Value)]) -> Json {
    let one = |(input, value): &(InputId, Value)| json!({ "name": law[*input].name, "value": value_json(law, *value) });
    seen.iter().map(one).collect()
}

/// Sentences and assumptions as they are quoted.
fn sentences(law: &Law, grounds: &[Ground]) -> Json {
    let one = |one: Told| match one {
        Told::Quoted {
            quote,
            source,
            lines,
            reference,
            remark,
        } => json!({
            "quote": quote,
            "source": law[source].name,
            "file": law[source].path,
            "lines": lines,
            "remark": remark,
            "where": located(&reference, remark).words(),
        }),
        Told::Reported { words, by } => json!({ "reported_by": by, "words": words }),
        Told::Assumed(words) => json!({ "assumed": words }),
    };
    told(law, grounds).into_iter().map(one).collect()
}

fn miss(law: &Law, miss: &Miss) -> Json {
    let steps: Vec<String> = miss.steps.iter().map(|step| to_do(law, *step)).collect();
    let rules: Vec<&str> = miss
        .rules
        .iter()
        .map(|rule| law[*rule].name.as_str())
        .collect();
    let grounds = miss.rules.iter().flat_map(|rule| &law[*rule].grounds);
    let grounds: Vec<Ground> = grounds.cloned().collect();
    json!({
        "name": law[miss.input].name,
        "value": value_json(law, miss.value),
        "in_fact": miss.is.map(|is| value_json(law, is)),
        "words": miss.other,
        "in_fact_words": miss.fact,
        "readings": readings(law, &miss.readings),
        "readings_words": miss.on,
        "steps": steps,
        "then": miss.then,
        "rules": rules,
        "sentences": sentences(law, &grounds),
        "where": miss.lines.words(),
    })
}

fn way(law: &Law, way: &Way) -> Json {
    match way {
        Way::Steps {
            title,
            on,
            steps,
            held,
        } => {
            let steps: Json = steps.iter().map(|step| planned(law, step)).collect();
            let on = on.map(|day| day.to_string());
            json!({ "kind": "steps", "title": title, "on": on, "steps": steps, "held": held })
        }
        Way::Missing {
            title,
            from,
            missing: all,
            below,
            and_so_on,
        } => {
            let all: Json = all.iter().map(|one| missing(law, one)).collect();
            json!({
                "kind": "missing",
                "title": title,
                "from": from.map(|day| day.to_string()),
                "missing": all,
                "below": names(law, &below.iter().copied().collect()),
                "and_so_on": and_so_on,
            })
        }
        Way::Shut { title, step } => {
            json!({ "kind": "shut", "title": title, "step": procedure(law, step) })
        }
        Way::LastSafeDay { day, words } => {
            json!({ "kind": "last_safe_day", "day": day.to_string(), "words": words })
        }
    }
}

fn planned(law: &Law, step: &PlannedStep) -> Json {
    json!({
        "step": to_do(law, step.door),
        "words": step.words,
        "rows": rows(law, &step.rows),
    })
}

fn missing(law: &Law, missing: &Missing) -> Json {
    let steps: Json = missing
        .steps
        .iter()
        .map(|step| procedure(law, step))
        .collect();
    json!({
        "holding": law[missing.holding].name,
        "words": missing.words,
        "steps": steps,
        "none": missing.none,
    })
}

fn procedure(law: &Law, step: &Procedure) -> Json {
    json!({
        "procedure": law[law[step.door].step].name,
        "words": step.words,
        "rows": rows(law, &step.rows),
    })
}

fn rows(law: &Law, rows: &[Row]) -> Json {
    let one = |row: &Row| {
        json!({
            "words": row.words,
            "rule": name(law, row.rule),
            "sentences": sentences(law, &row.grounds),
            "where": row.lines.words(),
        })
    };
    rows.iter().map(one).collect()
}
