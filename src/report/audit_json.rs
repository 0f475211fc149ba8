//! What nobody asked for, for other programs.

use serde_json::{Value as Json, json};

use crate::law::{Law, RuleId};
use crate::verdict::Finding;

use super::conflict::{Answer, Conflict, Example, Order, told_apart};
use super::gap::{Answered, Gap, Nearest, Person};
use super::outcome_json::grounds;
use super::words::Phrase;
use super::{audit, proof_json};

/// The findings, each with the verdict on the claim that puts its question.
pub fn json(law: &Law, findings: &[Finding]) -> Json {
    let verdicts: Vec<_> = findings
        .iter()
        .map(|finding| finding.verdict.clone())
        .collect();
    let verdicts = match proof_json::of_findings(law, &verdicts) {
        Json::Array(verdicts) => verdicts,
        _ => Vec::new(),
    };
    let one = |(finding, verdict): (&Finding, Json)| {
        json!({
            "code": audit::code(finding.about).to_string(),
            "kind": audit::title(finding.about),
            "about": audit::name(law, finding.about),
            "words": audit::sentence(law, finding),
            "rules": finding.rules.iter().map(|rule| law[*rule].name.as_str()).collect::<Vec<_>>(),
            "also": finding.also.iter().map(|one| audit::name(law, *one)).collect::<Vec<_>>(),
            "intended": finding.intended,
            "conflict": Conflict::of(law, finding).map(|told| conflict(law, &told)),
            "gap": Gap::of(law, finding).map(|told| gap(law, &told)),
            "decided": verdict,
        })
    };
    findings.iter().zip(verdicts).map(one).collect()
}

/// The pairs of rules that the rules themselves tell apart.
pub fn not_conflicts(law: &Law) -> Json {
    let all = told_apart(law).into_iter();
    all.map(|one| {
        json!({
            "exception": law[one.exception].name,
            "to": law[one.to].name,
            "lifts": one.lifts,
        })
    })
    .collect()
}

fn name(law: &Law, rule: RuleId) -> &str {
    &law[law[rule].written].name
}

fn conflict(law: &Law, told: &Conflict<'_>) -> Json {
    let answer = |answer: &Answer| {
        json!({
            "rule": name(law, answer.rule),
            "answer": answer.words,
            "grounds": grounds(law, &law[law[answer.rule].written].grounds),
        })
    };
    let order = |order: &Order| {
        json!({
            "first": law[order.first].name,
            "second": law[order.second].name,
            "in_example": order.in_example,
            "for_others": order.for_others,
        })
    };
    let example = |example: &Example<'_>| json!({ "answers": example.answers });
    json!({
        "question": told.question,
        "answers": told.answers.each_ref().map(answer),
        "who": Phrase::words_of(&told.whom),
        "examples": told.examples.iter().map(example).collect::<Vec<_>>(),
        "orders": told.orders.each_ref().map(order),
    })
}

fn gap(law: &Law, told: &Gap<'_>) -> Json {
    let answered =
        |one: &Answered| json!({ "rule": name(law, one.rule), "who": Phrase::words_of(&one.whom) });
    let nearest = |one: &Nearest| {
        let without = one.without.as_ref();
        json!({
            "rule": name(law, one.rule),
            "why": one.why,
            "for_others_too": without.map(|(who, answer)| json!({ "who": who.clone().words(), "answer": answer })),
        })
    };
    let person = |person: &Person<'_>| {
        json!({
            "nearest": person.nearest.iter().map(nearest).collect::<Vec<_>>(),
            "others": person.others,
        })
    };
    json!({
        "question": told.question,
        "rules": told.answered.iter().map(answered).collect::<Vec<_>>(),
        "examples": told.persons.iter().map(person).collect::<Vec<_>>(),
    })
}
