//! The nearest misses in words: what one thing would have to be otherwise.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::eval::{Explaining, Explanation, Miss, PlannedStep, Reason, Situation, Standing};
use crate::law::{ExprId, InputId, InputKind, Law, Value, WrittenId};
use crate::verdict::Region;

use super::answer::{Answer, Says, cube};
use super::layout::{Note, Page};
use super::proof::ways::in_order;
use super::rules_told::statuses;
use super::words::{
    answered_so, capitalized, citations, clause, does, is_birthday, member, reference, to_do, value,
};

/// Where the numbers stand.
const NUMBER: usize = 2;
/// Where the words stand.
const TEXT: usize = 5;

/// So many are told; JSON has all.
const TOLD_LIMIT: usize = 12;

/// Of a question that is answered with no: each change by which it is yes, what is so instead, the
/// steps that it opens, and the lines of the rules that make the difference.
pub fn write(
    page: &mut Page,
    explaining: &mut Explaining,
    law: &Law,
    case: &Situation,
    expr: ExprId,
    explanation: &Explanation,
) {
    let misses = explaining.misses(law, case, expr);
    if misses.is_empty() {
        return;
    }
    page.section("The nearest misses", None);
    let so = capitalized(&clause(law, expr, true));
    page.paragraph(1, &format!("{so} with one thing different: if the person"));
    for (at, miss) in misses.iter().take(TOLD_LIMIT).enumerate() {
        let then = then(explaining, law, case, miss, expr, explanation);
        let number = (at + 1).to_string();
        let (other, fact) = (otherwise(law, miss), in_fact(law, case, miss));
        let readings = readings(law, case, miss, expr);
        let words = format!("{other} (in fact: {fact}){readings}");
        let steps: Vec<String> = then.steps.iter().map(|step| does(law, step.door)).collect();
        if steps.is_empty() {
            page.labelled_with_note(NUMBER, &number, TEXT, &words, then.lines);
        } else {
            page.hanging(NUMBER, &number, TEXT, &words);
            page.noted(TEXT, &format!("{}.", in_order(&steps)), then.lines);
        }
    }
    if let Some(more) = misses
        .len()
        .checked_sub(TOLD_LIMIT)
        .filter(|more| *more > 0)
    {
        page.paragraph(1, &format!("… and {more} more"));
    }
}

/// The same for other programs, with names of the rule files.
pub fn json(
    explaining: &mut Explaining,
    law: &Law,
    case: &Situation,
    expr: ExprId,
    value_json: impl Fn(Value) -> Json,
    readings: impl Fn(&[(InputId, Value)]) -> Json,
) -> Json {
    let misses = explaining.misses(law, case, expr);
    let told = misses.into_iter().map(|miss| {
        let changed = explaining.explain(law, &miss.applied(case), expr);
        let steps: Vec<String> = plan(&changed)
            .iter()
            .map(|step| to_do(law, step.door))
            .collect();
        json!({
            "name": law[miss.input].name,
            "value": value_json(miss.value),
            "in_fact": case.get(miss.input).map(&value_json),
            "words": otherwise(law, &miss),
            "readings": readings(&miss.readings),
            "steps": steps,
        })
    });
    told.collect()
}

/// What comes of a change.
struct Then {
    steps: Vec<PlannedStep>,
    /// Where the rules stand behind it.
    lines: Note,
}

fn then(
    explaining: &mut Explaining,
    law: &Law,
    case: &Situation,
    miss: &Miss,
    expr: ExprId,
    now: &Explanation,
) -> Then {
    let changed = explaining.explain(law, &miss.applied(case), expr);
    let steps = plan(&changed);
    // Of steps, the rules that let one take them; of other answers, those that make the difference.
    let rules: BTreeSet<WrittenId> = if steps.is_empty() {
        let (before, after) = (applying(law, now), applying(law, &changed));
        before.symmetric_difference(&after).copied().collect()
    } else {
        let gates = steps.iter().map(|step| applying(law, &step.gate));
        gates.flatten().collect()
    };
    let grounds = rules.iter().flat_map(|rule| citations(&law[*rule].grounds));
    Then {
        lines: reference(law, &grounds.collect::<Vec<_>>()),
        steps,
    }
}

fn applying(law: &Law, explanation: &Explanation) -> BTreeSet<WrittenId> {
    statuses(law, explanation)
        .into_iter()
        .filter(|status| status.standing == Standing::Wins)
        .map(|status| law[status.rule].written)
        .collect()
}

fn plan(explanation: &Explanation) -> Vec<PlannedStep> {
    let reasons = explanation.all().into_iter().flat_map(|part| &part.because);
    let mut plans = reasons.filter_map(|reason| match reason {
        Reason::Plan(steps) => Some(steps.clone()),
        _ => None,
    });
    plans.next().unwrap_or_default()
}

/// On which of the readings left open it is so, where that is not on all of them: ", where “Which …?” is
/// answered “…”".
fn readings(law: &Law, case: &Situation, miss: &Miss, expr: ExprId) -> String {
    if miss.readings.is_empty() {
        return String::new();
    }
    let changed = case.clone().with(miss.input, miss.value);
    let answer = Answer::new(law, &changed, String::new(), expr);
    let yes = Says::Is(Value::Bool(true));
    let mut parts = answer.parts.into_iter().flatten();
    let region = match parts.find(|part| part.says == yes) {
        Some(part) => part.region,
        None => Region(vec![cube(&miss.readings)]),
    };
    format!(", where {}", answered_so(law, &region))
}

/// "has an IIN", "is born on 2 July 2009", "asks on 30 June 2025".
fn otherwise(law: &Law, miss: &Miss) -> String {
    said(law, miss, miss.value)
}

fn in_fact(law: &Law, case: &Situation, miss: &Miss) -> String {
    let is = match miss.value {
        Value::Bool(other) => Some(Value::Bool(!other)),
        _ => case.get(miss.input),
    };
    is.map_or_else(String::new, |is| said(law, miss, is))
}

fn said(law: &Law, miss: &Miss, of: Value) -> String {
    let declared = &law[miss.input];
    match &declared.phrases.yes {
        _ if declared.kind == InputKind::Day => format!("asks on {}", value(law, of)),
        Some(born) if is_birthday(declared) => format!("is {born} {}", value(law, of)),
        _ => member(law, miss.input, of, true),
    }
}
