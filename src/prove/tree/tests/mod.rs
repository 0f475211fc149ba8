//! Certificates, right ones and forged ones.

mod circles;
mod conditions;
mod defines;
mod forged;
mod other_values;
mod readings;

use serde_json::Value as Json;

use super::*;
use crate::calendar::Rounding;
use crate::certify::testing::{Draft, day, dead_end};
use crate::certify::{Ground, Rejected, check};
use crate::law::{Claim, Expr, InputId, InputKind, Law, Op, Ratio, Type, Value};
use crate::verdict::{Certificate, Evidence, Node, Premise, ReadingCube, Region};

fn claim<'l>(law: &'l Law, name: &str) -> &'l Claim {
    law.claims.iter().find(|claim| claim.name == name).unwrap()
}

fn writer(law: &Law) -> Writer<'_> {
    Writer::new(law, law.fingerprint()).unwrap()
}

fn build(law: &Law, name: &str, region: &Region, limits: TreeLimits) -> Result<Node, NoTree> {
    let mut ground = Ground::new(law).unwrap();
    super::builder::build(&mut ground, claim(law, name), region, limits)
}

fn try_prove(law: &Law, name: &str) -> Result<Certificate, NoTree> {
    let region = Region::everything();
    certificate(
        &mut writer(law),
        claim(law, name),
        &region,
        &[],
        TreeLimits::default(),
    )
}

fn prove(law: &Law, name: &str) -> Certificate {
    let certificate = try_prove(law, name).unwrap();
    every_change_is_rejected(law, &certificate);
    certificate
}

/// The tree as a reader would draw it.
fn drawn(certificate: &Certificate) -> String {
    fn draw(node: &Node, indent: usize, to: &mut Vec<String>) {
        let pad = "  ".repeat(indent);
        let mut case = |text: String, node: &Node| {
            to.push(format!("{pad}{text}"));
            draw(node, indent + 1, to);
        };
        match node {
            Node::Split { input, branches } => {
                for (values, node) in branches {
                    case(format!("{input} = {}", values.join(" or ")), node);
                }
            }
            Node::Threshold {
                input,
                at,
                below,
                from,
            } => {
                case(format!("{input} < {at}"), below);
                case(format!("{input} >= {at}"), from);
            }
            Node::Condition {
                condition,
                holds,
                fails_to_hold,
            } => {
                case(condition.clone(), holds);
                case(format!("not {condition}"), fails_to_hold);
            }
            Node::Outside { because } => to.push(format!("{pad}outside: {because}")),
            Node::Impossible { conditions } => {
                to.push(format!("{pad}impossible: {}", conditions.join("; ")));
            }
            Node::Holds { reach } => {
                let evidence = reach.iter().map(|one| match one {
                    Evidence::OutOfReach { holding, closed } => {
                        format!(" {holding} out of reach: {}", closed.join(", "))
                    }
                    Evidence::WithinReach { holding, plan } => {
                        format!(" {holding} within reach: {}", plan.join(", "))
                    }
                });
                to.push(format!("{pad}holds{}", evidence.collect::<String>()));
            }
        }
    }
    let mut lines = Vec::new();
    if let Some(tree) = &certificate.tree {
        draw(tree, 0, &mut lines);
    }
    lines.join("\n")
}

/// Changes each text, number and null, leaves out each element and each entry: nothing of a
/// certificate may be without consequence. Where a person is changed into another one for whom the claim
/// fails, the certificate is right again: see [`other_values`].
fn every_change_is_rejected(law: &Law, certificate: &Certificate) {
    let json = serde_json::to_value(certificate).unwrap();
    let back: Certificate = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(&back, certificate);
    assert!(check(law, &back).is_ok());
    let mut changed = Vec::new();
    changes(&json, &|new| new, &mut changed);
    assert!(changed.len() > 10);
    for json in changed {
        if let Ok(forged) = serde_json::from_value::<Certificate>(json.clone()) {
            assert!(check(law, &forged).is_err(), "accepted: {json:#}");
        }
    }
    other_values::what_is_accepted_is_so(law, certificate);
}

fn changes(json: &Json, rebuilt: &dyn Fn(Json) -> Json, to: &mut Vec<Json>) {
    match json {
        Json::String(text) => {
            to.push(rebuilt(Json::from(format!("{text}~"))));
            to.push(rebuilt(Json::from("")));
        }
        Json::Number(number) => to.push(rebuilt(Json::from(number.as_i64().unwrap() + 1))),
        Json::Null => to.push(rebuilt(Json::from("null"))),
        Json::Bool(value) => to.push(rebuilt(Json::from(!value))),
        Json::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                let mut fewer = elements.clone();
                fewer.remove(index);
                to.push(rebuilt(Json::from(fewer)));
                let mut more = elements.clone();
                more.insert(index, element.clone());
                to.push(rebuilt(Json::from(more)));
                let within = |new: Json| {
                    let mut other = elements.clone();
                    other[index] = new;
                    rebuilt(Json::from(other))
                };
                changes(element, &within, to);
            }
        }
        Json::Object(entries) => {
            for (key, entry) in entries {
                let mut fewer = entries.clone();
                fewer.remove(key);
                to.push(rebuilt(Json::from(fewer.clone())));
                fewer.insert(format!("{key}~"), entry.clone());
                to.push(rebuilt(Json::from(fewer)));
                let within = |new: Json| {
                    let mut other = entries.clone();
                    other.insert(key.clone(), new);
                    rebuilt(Json::from(other))
                };
                changes(entry, &within, to);
            }
        }
    }
}

fn cube(law: &Law, reading: &str, places: &[u32]) -> ReadingCube {
    let reading = law
        .readings()
        .find(|one| law[*one].name == reading)
        .unwrap();
    ReadingCube([(reading, places.to_vec())].into())
}

/// Who has an IIN gets registered abroad, on the reading that consuls do it.
fn split_verdict() -> Law {
    let mut d = dead_end();
    let mut whom = claim(&d.law, "dead_end").for_whom.clone();
    let iin = d.named("iin");
    let no_iin = d.not(iin);
    for part in &mut whom {
        if *part == no_iin {
            *part = iin;
        }
    }
    let reach = d.reach("visa");
    let out = d.not(reach);
    d.claim("split", &whom, out).from = Some(day("2025-07-01"));
    let under = d.has_value("irrelevant", "one");
    let under = d.not(under);
    d.claim("restricted", &whom, out).from = Some(day("2025-07-01"));
    d.law.claims.last_mut().unwrap().under = under;
    d.law
}
