//! Certificates in which one text is changed into another that could stand there.

use std::collections::BTreeSet;

use super::*;
use crate::calendar::Day;
use crate::certify::Names;
use crate::eval::{Interpreter, Situation};
use crate::law::DoorId;
use crate::prove::replay::surely_fails;
use crate::prove::witness::value_of;
use crate::verdict::{Refutation, Witness};

/// Changes each text into every other value of the enumeration, every other name of its kind, and the days or
/// numbers beside it. What is accepted all the same says what is so: it is a proof of the same claim on the
/// same readings, in which a bound may lie a little elsewhere, and each person in it is one for whom the
/// claim fails.
pub(super) fn what_is_accepted_is_so(law: &Law, certificate: &Certificate) {
    let kinds = kinds(law);
    let json = serde_json::to_value(certificate).unwrap();
    let mut changed = Vec::new();
    other_values(&json, &|new| new, &kinds, &mut changed);
    for json in changed {
        let Ok(forged) = serde_json::from_value::<Certificate>(json.clone()) else {
            continue;
        };
        if check(law, &forged).is_ok() {
            assert_eq!(
                what_is_fixed(&forged),
                what_is_fixed(certificate),
                "accepted: {json:#}"
            );
            for refuted in &forged.refuted {
                assert!(fails(law, &forged.claim, refuted), "accepted: {json:#}");
            }
        }
    }
}

/// The certificate without what may be otherwise.
fn what_is_fixed(certificate: &Certificate) -> Certificate {
    let mut fixed = certificate.clone();
    for refuted in &mut fixed.refuted {
        refuted.witness.clear();
    }
    let mut open: Vec<&mut Node> = fixed.tree.iter_mut().collect();
    while let Some(node) = open.pop() {
        match node {
            Node::Threshold {
                at, below, from, ..
            } => {
                at.clear();
                open.extend([&mut **below, &mut **from]);
            }
            Node::Split { branches, .. } => open.extend(branches.iter_mut().map(|(_, node)| node)),
            Node::Condition {
                holds,
                fails_to_hold,
                ..
            } => open.extend([&mut **holds, &mut **fails_to_hold]),
            Node::Outside { .. } | Node::Holds { .. } | Node::Impossible { .. } => {}
        }
    }
    fixed
}

/// The texts of each kind: values of one input, names of inputs, doors, premises.
fn kinds(law: &Law) -> Vec<BTreeSet<String>> {
    let names = Names::new(law);
    let inputs = || (0..law.inputs.len()).map(InputId::at);
    let premises = ["region", "window", "assumption", "for_whom"];
    let mut found = vec![
        inputs()
            .map(|input| names.input(input).to_owned())
            .collect(),
        { 0..law.doors.len() }
            .map(|door| names.door(DoorId::at(door)).to_owned())
            .collect(),
        premises.map(str::to_owned).into(),
    ];
    for input in inputs().filter(|input| matches!(law[*input].ty, Type::Bool | Type::Enum(_))) {
        let places = 0..i64::try_from(law.size_of(law[input].ty)).unwrap();
        found.push(places.map(|place| names.value(input, place)).collect());
    }
    found
}

fn other_texts(text: &str, kinds: &[BTreeSet<String>]) -> BTreeSet<String> {
    let of_its_kind = kinds.iter().filter(|kind| kind.contains(text)).flatten();
    let mut found: BTreeSet<String> = of_its_kind.cloned().collect();
    if let Some(day) = Day::parse_iso(text) {
        found.extend(
            [day.previous(), day.next()]
                .into_iter()
                .flatten()
                .map(|day| day.to_string()),
        );
    }
    if let Ok(number) = text.parse::<i64>() {
        found.extend([number - 1, number + 1].map(|number| number.to_string()));
    }
    found.remove(text);
    found
}

fn other_values(
    json: &Json,
    rebuilt: &dyn Fn(Json) -> Json,
    kinds: &[BTreeSet<String>],
    to: &mut Vec<Json>,
) {
    match json {
        Json::String(text) => {
            let others = other_texts(text, kinds);
            to.extend(others.into_iter().map(|other| rebuilt(Json::from(other))));
        }
        Json::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                let within = |new: Json| {
                    let mut other = elements.clone();
                    other[index] = new;
                    rebuilt(Json::from(other))
                };
                other_values(element, &within, kinds, to);
            }
        }
        Json::Object(entries) => {
            for (key, entry) in entries {
                let within = |new: Json| {
                    let mut other = entries.clone();
                    other.insert(key.clone(), new);
                    rebuilt(Json::from(other))
                };
                other_values(entry, &within, kinds, to);
            }
        }
        Json::Number(_) | Json::Null | Json::Bool(_) => {}
    }
}

/// Whether the interpreter says so of a refutation, on each reading of its cube that the claim is stated for.
fn fails(law: &Law, name: &str, refuted: &Refutation) -> bool {
    let names = Names::new(law);
    let claim = claim(law, name);
    let mut person = Witness {
        day: day("2000-01-01"),
        given: Vec::new(),
        readings: Vec::new(),
    };
    for (name, text) in &refuted.witness {
        let input = names.find_input(name).unwrap();
        let place = names
            .find_place(input, text)
            .map(|place| i64::try_from(place).unwrap());
        let counted = place.or_else(|| names.find_number(input, text)).unwrap();
        match value_of(law, input, counted).unwrap() {
            Value::Day(day) if law.day() == Some(input) => person.day = day,
            value => person.given.push((input, value)),
        }
    }
    let cube = Region::from_named(law, std::slice::from_ref(&refuted.cube)).unwrap();
    let mut answered = vec![Vec::new()];
    for reading in law.readings() {
        let ty = law[reading].ty;
        let places = 0..u32::try_from(law.size_of(ty)).unwrap();
        let allowed = cube.0[0].0.get(&reading).cloned();
        let allowed = allowed.unwrap_or_else(|| places.collect());
        answered = { answered.iter() }
            .flat_map(|before: &Vec<(InputId, Value)>| {
                allowed.iter().map(|place| {
                    let value = Value::at_place(ty, *place as usize).unwrap();
                    before.iter().copied().chain([(reading, value)]).collect()
                })
            })
            .collect();
    }
    let needs = law.needs();
    answered.into_iter().all(|readings| {
        let person = Witness {
            readings,
            ..person.clone()
        };
        let situation = Situation::of(law, person.day, person.values());
        let stated = Interpreter::new(law, &situation).evaluate(claim.under);
        !stated.is_true() || surely_fails(law, needs, claim, &person, person.day)
    })
}
