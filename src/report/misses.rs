//! The nearest misses in words: what one thing would have to be otherwise.

use std::collections::BTreeSet;

use crate::eval::{self, Explaining, Explanation, PlannedStep, Reason, Situation, Standing};
use crate::law::{DoorId, ExprId, Ground, InputKind, Law, Value, WrittenId};
use crate::verdict::Region;

use super::answer::{Answer, Says, cube};
use super::layout::Note;
use super::outline::{Miss, Misses};
use super::proof::grounds;
use super::proof::ways::in_order;
use super::rules_told::statuses;
use super::words::{answered_so, capitalized, citations, clause, does, is_birthday, member, value};

/// Of a question that is answered with no: each change by which it is yes, what is so instead, the
/// steps that it opens, and the lines of the rules that make the difference.
pub fn found(
    explaining: &mut Explaining,
    law: &Law,
    case: &Situation,
    expr: ExprId,
    explanation: &Explanation,
) -> Option<Misses> {
    let misses = eval::misses(law, case, expr);
    if misses.is_empty() {
        return None;
    }
    let all = misses.iter().map(|miss| {
        let (steps, rules) = then(explaining, law, case, miss, expr, explanation);
        let does: Vec<String> = steps.iter().map(|step| does(law, *step)).collect();
        let then = match does.is_empty() {
            true => String::new(),
            false => format!("{}.", in_order(&does)),
        };
        Miss {
            input: miss.input,
            value: miss.value,
            is: case.get(miss.input),
            other: otherwise(law, miss),
            fact: in_fact(law, case, miss),
            readings: miss.readings.clone(),
            on: readings(law, case, miss, expr),
            steps,
            then,
            lines: lines(law, &rules),
            rules,
        }
    });
    let all: Vec<Miss> = all.collect();
    let so = capitalized(&clause(law, expr, true));
    Some(Misses {
        words: format!("{so} with one thing different: if the person"),
        all,
    })
}

/// What comes of a change: the steps, and the rules behind them.
///
/// Of steps, these are the rules that make the first of them possible, and then those by which the person
/// can take each, in their order; where no other sentence makes it possible, those that no longer stand in
/// its way come first. Of other answers, they are those that make the difference.
fn then(
    explaining: &mut Explaining,
    law: &Law,
    case: &Situation,
    miss: &eval::Miss,
    expr: ExprId,
    now: &Explanation,
) -> (Vec<DoorId>, Vec<WrittenId>) {
    let changed = explaining.explain(law, &miss.applied(case), expr);
    let steps = plan(&changed);
    let Some(first) = steps.first() else {
        let (before, after) = (applying(law, now), applying(law, &changed));
        let otherwise = before.symmetric_difference(&after);
        let mut rules: Vec<WrittenId> = otherwise.map(|(rule, _)| *rule).collect();
        rules.dedup();
        return (Vec::new(), rules);
    };
    let gate = law[first.door].gate;
    let at_first = applying(law, &explaining.explain(law, case, gate));
    let then = applying(law, &explaining.explain(law, &miss.applied(case), gate));
    let is_cited = |rule: WrittenId| !citations(&law[rule].grounds).is_empty();
    let mut rules: Vec<WrittenId> = Vec::new();
    if !then.difference(&at_first).any(|(rule, _)| is_cited(*rule)) {
        rules.extend(at_first.difference(&then).map(|(rule, _)| *rule));
    }
    for step in &steps {
        let applying = applying(law, &step.gate).into_iter();
        rules.extend(applying.map(|(rule, _)| rule));
    }
    let mut once = BTreeSet::new();
    rules.retain(|rule| once.insert(*rule));
    (steps.iter().map(|step| step.door).collect(), rules)
}

/// Where rules stand, in their order.
fn lines(law: &Law, rules: &[WrittenId]) -> Note {
    let grounds = rules.iter().flat_map(|rule| &law[*rule].grounds);
    grounds::lines(law, &grounds.cloned().collect::<Vec<Ground>>())
}

/// The rules that apply, each with whether what it asks for is so: of a requirement that is met the rule
/// makes the difference as much as one that begins to apply.
fn applying(law: &Law, explanation: &Explanation) -> BTreeSet<(WrittenId, bool)> {
    statuses(law, explanation)
        .into_iter()
        .filter(|status| status.standing == Standing::Wins)
        .map(|status| {
            let mut value = status.value.iter();
            let is_met = value.all(|value| value.outcome.is_true());
            (law[status.rule].written, is_met)
        })
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
fn readings(law: &Law, case: &Situation, miss: &eval::Miss, expr: ExprId) -> String {
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
fn otherwise(law: &Law, miss: &eval::Miss) -> String {
    said(law, miss, miss.value)
}

fn in_fact(law: &Law, case: &Situation, miss: &eval::Miss) -> String {
    let is = match miss.value {
        Value::Bool(other) => Some(Value::Bool(!other)),
        _ => case.get(miss.input),
    };
    is.map_or_else(String::new, |is| said(law, miss, is))
}

fn said(law: &Law, miss: &eval::Miss, of: Value) -> String {
    let declared = &law[miss.input];
    match &declared.phrases.yes {
        _ if declared.kind == InputKind::Day => format!("asks on {}", value(law, of)),
        Some(born) if is_birthday(declared) => format!("is {born} {}", value(law, of)),
        _ => member(law, miss.input, of, true),
    }
}
