//! What comes out otherwise, for other programs.

use serde_json::{Value as Json, json};

use crate::law::{Law, print};
use crate::report::words::{Phrase, does, told_together, value};
use crate::verdict::{Affected, Turn};

use super::super::proof::support::Support;
use super::super::proof_json;
use super::{Compared, Sided, StatedChange, no_answer, nothing_else, value_of};

/// What became of rules, the differences, and the claims and findings that are others.
pub fn json(law: &Law, compared: &Compared, found: &[Sided<'_>]) -> Json {
    let rules = compared
        .rules
        .iter()
        .map(|change| json!({ "rule": change.name, "words": change.words }));
    let stated = |changes: &[StatedChange]| -> Vec<Json> {
        let stated = changes.iter().map(|change| {
            let [before, after] = &change.sides;
            json!({ "name": change.name, "title": change.title, "before": before, "after": after })
        });
        stated.collect()
    };
    json!({
        "sides": compared.heads,
        "acts": compared.acts.iter().map(|act| law[*act].name.as_str()).collect::<Vec<_>>(),
        "rules": rules.collect::<Vec<_>>(),
        "in_other_lines": compared.elsewhere.iter().map(|rule| law[*rule].name.as_str()).collect::<Vec<_>>(),
        "differences": found.iter().map(|one| difference(law, one)).collect::<Vec<_>>(),
        "claims": stated(&compared.claims),
        "claims_not_compared": compared.not_compared.iter().map(|claim| law[*claim].name.as_str()).collect::<Vec<_>>(),
        "findings": stated(&compared.findings),
        "may_rest_on": may_rest_on(law, found),
        "nothing_else": nothing_else::json(law, compared, found),
    })
}

/// What the differences may rest on that no provision says.
fn may_rest_on(law: &Law, found: &[Sided<'_>]) -> Json {
    let verdicts: Vec<_> = found.iter().map(|(one, _)| one.verdict.clone()).collect();
    let support = Support::of_several(law, &verdicts);
    json!({ "assumed": support.assumed() })
}

fn difference(law: &Law, (one, sides): &Sided<'_>) -> Json {
    let (kind, name) = about(law, one.about);
    let turn = turn(one.turn);
    let persons = one.persons.as_ref().map(|persons| {
        let cube = |caught: &crate::verdict::Caught| {
            json!({
                "conditions": Phrase::words_of(&told_together(law, &caught.conditions, None)),
                "days": { "first": caught.days.from.map(|day| day.to_string()),
                          "last": caught.days.last_day().map(|day| day.to_string()) },
            })
        };
        persons.iter().map(cube).collect::<Vec<_>>()
    });
    let side = |side| {
        one.example.as_ref().map(|person| {
            value_of(law, person, side).map_or("none".to_owned(), |of| value(law, of))
        })
    };
    let decided = proof_json::json(law, std::slice::from_ref(&one.verdict));
    json!({
        "kind": kind,
        "about": name,
        "list": list(law, one.about),
        "turn": turn,
        "gain": one.turn.is_gain(one.about),
        "readings": one.region.named(law),
        "persons": persons.as_ref().ok(),
        "persons_untold": persons.as_ref().err(),
        "example": { "before": side(sides.0), "after": side(sides.1) },
        "no_answer": no_answer::why(law, one, *sides),
        "no_answer_untold": one.others_untold,
        "asked": law[one.verdict.claim].for_whom.iter().map(|part| print(law, *part)).collect::<Vec<_>>(),
        "decided": decided.get(0),
    })
}

/// What kind of outcome something is, and its name.
pub fn about(law: &Law, about: Affected) -> (&'static str, String) {
    match about {
        Affected::Due(step) => ("required", law[step].name.clone()),
        Affected::Allowed(step) => ("allowed", law[step].name.clone()),
        Affected::Overdue(step) => ("overdue", law[step].name.clone()),
        Affected::Forbidden(step) => ("forbidden", law[step].name.clone()),
        Affected::Possible(door) => ("possible", does(law, door)),
        Affected::Reach(holding) => ("within_reach", law[holding].name.clone()),
        Affected::Holds(term, _) => ("holds", law[term].name.clone()),
        Affected::Value(term, _) => ("value", law[term].name.clone()),
    }
}

/// The list of whose elements something is said; none where it is said of the person.
pub fn list(law: &Law, about: Affected) -> Option<&str> {
    match about {
        Affected::Holds(_, list) | Affected::Value(_, list) => Some(&law[list?].name),
        _ => None,
    }
}

/// Which way something changes.
pub fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::Begins => "begins",
        Turn::Ends => "ends",
        Turn::Differs => "differs",
        Turn::Lapses => "lapses",
        Turn::Arises => "arises",
    }
}
