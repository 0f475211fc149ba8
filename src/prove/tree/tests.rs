//! Certificates, right ones and forged ones.

use serde_json::Value as Json;

use super::*;
use crate::calendar::Rounding;
use crate::certify::testing::{Draft, day, dead_end};
use crate::certify::{Rejected, check};
use crate::law::{Claim, Expr, InputId, InputKind, Law, Op, Type, Value};
use crate::verdict::{Certificate, Evidence, Node, Premise, ReadingCube, Region};

fn claim<'l>(law: &'l Law, name: &str) -> &'l Claim {
    law.claims.iter().find(|claim| claim.name == name).unwrap()
}

fn try_prove(law: &Law, name: &str) -> Result<Certificate, NoTree> {
    let region = Region::everything();
    certificate(law, claim(law, name), &region, &[], TreeLimits::default())
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
            Node::Threshold { input, at, below, from } => {
                case(format!("{input} < {at}"), below);
                case(format!("{input} >= {at}"), from);
            }
            Node::Condition { condition, holds, fails_to_hold } => {
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
/// certificate may be without consequence.
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

#[test]
fn a_dead_end() {
    let law = dead_end().law;
    let certificate = prove(&law, "dead_end");
    assert_eq!(
        drawn(&certificate),
        "\
day < 2025-07-01
  outside: the days
day >= 2025-07-01
  status = foreigner or stateless
    day < (born + 16 years rounded down)
      outside: the persons it is about
    not day < (born + 16 years rounded down)
      needs_visa = true
        iin = true
          outside: the persons it is about
        iin = false
          registration = true
            outside: the persons it is about
          registration = false
            visa = true
              outside: the persons it is about
            visa = false
              presence = true
                outside: the persons it is about
              presence = false
                holds visa out of reach: iin, registration, visa, presence
      needs_visa = false
        outside: the persons it is about
  status = citizen
    outside: the persons it is about"
    );
    let accepted = check(&law, &certificate).unwrap();
    assert_eq!((accepted.nodes, accepted.leaves(), accepted.evidence), (17, 9, 1));
}

#[test]
fn ways_out_have_plans() {
    let law = dead_end().law;
    assert_eq!(
        drawn(&prove(&law, "before")),
        "\
day < 2024-01-01
  status = foreigner or stateless
    holds visa within reach: obtain_visa
  status = citizen
    outside: the persons it is about
day >= 2024-01-01
  outside: the days"
    );
}

/// What a solver would have to hand over: all inputs but readings.
fn witness(law: &Law, given: &[(&str, Value)]) -> Vec<(InputId, Value)> {
    let mut values = Vec::new();
    for (index, input) in law.inputs.iter().enumerate() {
        let kept = !matches!(
            input.kind,
            InputKind::Reading | InputKind::LawDay | InputKind::Switch(_)
        );
        let value = given.iter().find(|(name, _)| *name == input.name).map(|(_, value)| *value);
        let usual = match input.ty {
            Type::Date => Value::Day(day("1985-06-15")),
            Type::Int => Value::Int(0),
            ty => Value::at_place(ty, 0).unwrap(),
        };
        if kept {
            values.push((InputId::at(index), value.unwrap_or(usual)));
        }
    }
    values
}

fn foreigner(law: &Law, on: &str, more: &[(&str, Value)]) -> Vec<(InputId, Value)> {
    let Type::Enum(list) = law.inputs[2].ty else { panic!("status") };
    let mut given = vec![
        ("day", Value::Day(day(on))),
        ("status", Value::Member(list, 1)),
        ("needs_visa", Value::Bool(true)),
    ];
    given.extend(more);
    witness(law, &given)
}

fn cube(law: &Law, reading: &str, places: &[u32]) -> ReadingCube {
    let reading = law.readings().find(|one| law[*one].name == reading).unwrap();
    ReadingCube([(reading, places.to_vec())].into())
}

#[test]
fn refuted_by_a_witness() {
    let law = dead_end().law;
    let early = claim(&law, "too_early");
    let all = TreeLimits::default();
    let refutation = |on| [(ReadingCube::default(), foreigner(&law, on, &[]))];
    let found = certificate(&law, early, &Region::nothing(), &refutation("2025-06-30"), all).unwrap();
    every_change_is_rejected(&law, &found);
    assert_eq!(found.refuted[0].witness["status"], "foreigner");
    let fails = |on| certificate(&law, early, &Region::nothing(), &refutation(on), all).unwrap_err();
    assert_eq!(fails("2025-07-01"), NoTree::Rejected(Rejected::WitnessFulfils));
    assert_eq!(
        fails("2025-05-31"),
        NoTree::Rejected(Rejected::WitnessOutside(Premise::Window))
    );
    let NoTree::Refuted(case) = try_prove(&law, "too_early").unwrap_err() else { panic!() };
    assert!(case.contains("day = 2025-06-30; status = foreigner or stateless; born = 1900-01-01"), "{case}");
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
    let under = d.is("irrelevant", "one");
    let under = d.not(under);
    d.claim("restricted", &whom, out).from = Some(day("2025-07-01"));
    d.law.claims.last_mut().unwrap().under = under;
    d.law
}

#[test]
fn proved_on_some_readings_refuted_on_others() {
    let law = split_verdict();
    let limits = TreeLimits::default();
    let literal = Region(vec![cube(&law, "abroad", &[0])]);
    let person = foreigner(&law, "2025-07-01", &[("iin", Value::Bool(true))]);
    let refuted = [(cube(&law, "abroad", &[1]), person.clone())];
    for name in ["split", "restricted"] {
        let found = certificate(&law, claim(&law, name), &literal, &refuted, limits).unwrap();
        every_change_is_rejected(&law, &found);
        assert_eq!(found.proved, [cube(&law, "abroad", &[0]).named(&law)]);
        assert!(drawn(&found).ends_with("abroad = consular\n  outside: the readings"));
    }
    // Overlapping cubes are made disjoint.
    let twice = Region(vec![cube(&law, "abroad", &[0]), cube(&law, "irrelevant", &[0])]);
    let error = certificate(&law, claim(&law, "split"), &twice, &refuted, limits).unwrap_err();
    assert!(matches!(error, NoTree::Refuted(_)), "{error}");
    let both = Region(vec![
        cube(&law, "abroad", &[0]),
        ReadingCube([cube(&law, "abroad", &[0, 1]).0, cube(&law, "irrelevant", &[0]).0].into_iter().flatten().collect()),
    ]);
    let found = certificate(&law, claim(&law, "restricted"), &both, &refuted, limits).unwrap();
    every_change_is_rejected(&law, &found);
    assert_eq!(found.proved.len(), 1);
    // What is in no cube, and a witness for too many readings.
    let error = certificate(&law, claim(&law, "split"), &literal, &[], limits).unwrap_err();
    assert_eq!(error.to_string(), "readings are left out: abroad = consular");
    let all = [(ReadingCube::default(), person)];
    let error = certificate(&law, claim(&law, "split"), &Region::nothing(), &all, limits).unwrap_err();
    assert_eq!(error, NoTree::Rejected(Rejected::WitnessFulfils));
}

#[test]
fn forged_certificates_are_rejected_with_the_reason() {
    let law = dead_end().law;
    let good = prove(&law, "dead_end");
    let text = serde_json::to_string(&good).unwrap();
    let reason = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        let forged: Certificate = serde_json::from_str(&text.replacen(from, to, 1)).unwrap();
        check(&law, &forged).unwrap_err().to_string()
    };
    for (from, to, expected) in [
        (r#""iin","registration","visa","presence"]"#, r#""iin","registration","visa"]"#,
            "open door: `register` may grant `registration`"),
        (r#""iin","registration","visa","presence"]"#, r#""iin","registration","presence"]"#,
            "`visa` is not in its own closed set"),
        (r#""at":"2025-07-01""#, r#""at":"2025-06-01""#, "open door: `obtain_visa` may grant `visa`"),
        (r#""at":"2025-07-01""#, r#""at":"2025-08-01""#, "the case is not outside (the days)"),
        (r#"["citizen"]"#, r#"["foreigner"]"#, "the branches on `status` have `foreigner` twice"),
        (r#"["foreigner","stateless"]"#, r#"["foreigner"]"#, "the branches on `status` leave out `stateless`"),
        (r#""claim":"dead_end""#, r#""claim":"too_early""#, "the case is not outside (the days)"),
        (r#""input":"iin""#, r#""input":"law day""#, "there is no input `law day` to split"),
        (r#"day < (born + 16 years rounded down)"#, r#"day < born"#, "the case is not outside (the persons"),
        (r#"{"outside":"for_whom"}"#, r#"{"impossible":["day < (born + 16 years rounded down)"]}"#,
            "the conditions do not contradict each other"),
        (r#"{"outside":"for_whom"}"#, r#"{"impossible":["day < born"]}"#, "`day < born` was not decided above"),
        (r#"{"outside":"for_whom"}"#, r#"{"holds":[]}"#, "the claim is not certain"),
        (r#"{"out_of_reach":{"holding":"visa","closed":["#, r#"{"out_of_reach":{"holding":"visa","closed":["visa","#,
            "`visa` is named twice"),
        (r#"{"outside":"window"}"#, r#"{"outside":"region"}"#, "the case is not outside (the readings)"),
        (r#""proved":[[]]"#, r#""proved":[[["abroad",["literal"]]]]"#, "readings are left out: abroad = consular"),
        (r#""proved":[[]]"#, r#""proved":[[["abroad",["literal","consular"]]]]"#, "naming `abroad` is idle"),
        (r#""proved":[[]]"#, r#""proved":[[],[["abroad",["literal"]]]]"#, "two cubes overlap: abroad = literal"),
    ] {
        let found = reason(from, to);
        assert!(found.starts_with(expected), "{found} instead of {expected}");
    }
    let mut changed = dead_end();
    let date = changed.date("2026-01-01");
    changed.law.rules[1].until = Some(date);
    let found = check(&changed.law, &good).unwrap_err().to_string();
    assert!(found.starts_with("the law has changed since"), "{found}");
}

/// Rounding down gives the day before, if at all: whoever is 16 has passed the anniversary.
fn ages() -> Draft {
    let mut d = Draft::new();
    d.fact("born", Type::Date);
    let (born, day) = (d.named("born"), d.named("day"));
    let age = d.op(Op::Age, &[born, day]);
    let sixteen = d.int(16);
    let adult = d.at_least(age, sixteen);
    for (name, rounding) in [("down", Rounding::Down), ("up", Rounding::Up)] {
        let anniversary = d.years_later(born, 16, rounding);
        let passed = d.at_least(day, anniversary);
        let (no, neither) = (d.not(adult), d.not(passed));
        d.claim(&format!("adult after {name}"), &[adult], passed);
        let either = d.or(&[no, passed]);
        d.claim(&format!("adult or not {name}"), &[], either);
        d.claim(&format!("after {name} adult"), &[passed], adult);
        d.claim(&format!("before {name} minor"), &[neither], no);
    }
    d
}

#[test]
fn conditions_that_contradict_each_other() {
    let law = ages().law;
    assert_eq!(
        drawn(&prove(&law, "adult after down")),
        "\
day < born
  outside: the persons it is about
not day < born
  (age of born on day) < 16
    outside: the persons it is about
  not (age of born on day) < 16
    day < (born + 16 years rounded down)
      impossible: (age of born on day) < 16; day < (born + 16 years rounded down)
    not day < (born + 16 years rounded down)
      holds"
    );
    prove(&law, "adult after up");
    prove(&law, "after up adult");
    // Before the birth there is no age, which is no claim's truth.
    for name in ["adult or not down", "before up minor", "after down adult"] {
        let error = try_prove(&law, name).unwrap_err();
        assert!(matches!(error, NoTree::Refuted(_) | NoTree::Stuck(_)), "{name}: {error}");
    }
}

#[test]
fn another_day_is_another_condition() {
    let mut d = ages();
    d.fact("entry", Type::Date);
    let (born, day, entry) = (d.named("born"), d.named("day"), d.named("entry"));
    let age = d.op(Op::Age, &[born, day]);
    let sixteen = d.int(16);
    let adult = d.at_least(age, sixteen);
    let then = d.with(&[(d.find("day"), entry)], adult);
    let later = d.at_least(day, entry);
    d.claim("once adult, always adult", &[then, later], adult);
    d.claim("now adult, adult then", &[adult, later], then);
    let law = d.law;
    let text = drawn(&prove(&law, "once adult, always adult"));
    assert!(text.contains("(age of born on entry) < 16"), "{text}");
    assert!(try_prove(&law, "now adult, adult then").is_err());
}

#[test]
fn numbers_days_and_overflow() {
    let mut d = Draft::new();
    d.fact("n", Type::Int);
    d.fact("m", Type::Int);
    let (n, m) = (d.named("n"), d.named("m"));
    let (zero, limit) = (d.int(0), d.int(1_000));
    let positive = d.less(zero, n);
    let small = d.less(n, limit);
    let million = d.int(1_000_000_000_000);
    let product = d.op(Op::Multiply, &[n, million]);
    let product = d.op(Op::Multiply, &[product, limit]);
    let fine = d.at_least(product, million);
    d.claim("product", &[positive, small], fine);
    let five = d.int(5);
    let more = d.op(Op::Add, &[m, five]);
    let less = d.less(n, more);
    let m_less = d.less(m, n);
    let apart = d.op(Op::Subtract, &[n, m]);
    let within = d.less(apart, five);
    d.claim("difference", &[less, m_less], within);
    let equal = d.op(Op::Equal, &[n, five]);
    let ten = d.int(10);
    let even = d.less(n, ten);
    d.claim("equal", &[equal], even);
    let law = d.law;
    prove(&law, "product");
    assert!(drawn(&prove(&law, "difference")).contains("impossible: "));
    assert_eq!(
        drawn(&prove(&law, "equal")),
        "\
n < 10
  holds
n >= 10
  outside: the persons it is about"
    );
}

#[test]
fn conflicts_and_gaps_are_no_truth() {
    let mut d = Draft::new();
    for name in ["a", "b"] {
        d.fact(name, Type::Bool);
    }
    let (a, b, yes, no) = (d.named("a"), d.named("b"), d.truth(true), d.truth(false));
    let term = d.term("permitted", Type::Bool, None);
    d.rule("one", Some((term, yes)), &[a]);
    let other = d.rule("other", Some((term, no)), &[b]);
    let permitted = d.call(term);
    let forbidden = d.not(permitted);
    let neither = d.not(b);
    d.claim("a alone", &[a, neither], permitted);
    d.claim("either way", &[], d.law.claims[0].claim);
    let settled = d.or(&[permitted, forbidden]);
    d.claim("settled", &[], settled);
    let either = d.or(&[a, b]);
    d.claim("settled for some", &[either], settled);
    let mut law = d.law.clone();
    prove(&law, "a alone");
    for name in ["either way", "settled", "settled for some"] {
        assert!(matches!(try_prove(&law, name), Err(NoTree::Refuted(_))), "{name}");
    }
    // The second prevails.
    let one = law.terms[0].rules[0];
    law[one].below = vec![other];
    prove(&law, "settled for some");
    assert!(matches!(try_prove(&law, "settled"), Err(NoTree::Refuted(_))));
}

#[test]
fn steps_with_choices_are_named_by_them() {
    let mut d = dead_end();
    let visa = d.find("visa");
    let list = d.list("Place", &["airport", "consulate"]);
    let (yes, step) = (d.truth(true), crate::law::StepId::at(0));
    let place = d.input("place", InputKind::Choice(step), Type::Enum(list));
    let other = d.input("place", InputKind::Choice(crate::law::StepId::at(1)), Type::Enum(list));
    let at_airport = d.is("place", "airport");
    d.door(step, &[(place, Value::Member(list, 0))], at_airport, &[yes]);
    let reach = d.reach("visa");
    d.claim("always", &[], reach);
    let chosen = d.is("place", "airport");
    let unchosen = d.not(chosen);
    let either = d.or(&[chosen, unchosen]);
    d.claim("choice", &[chosen], either);
    let law = d.law;
    assert_eq!(
        drawn(&prove(&law, "always")),
        "holds visa within reach: obtain_visa (place = airport)"
    );
    assert_eq!((law[place].name.as_str(), law[other].name.as_str()), ("place", "place"));
    assert!(drawn(&prove_unchanged(&law, "choice")).contains("place of obtain_visa = consulate"));
    let _ = visa;
}

fn prove_unchanged(law: &Law, name: &str) -> Certificate {
    try_prove(law, name).unwrap()
}

#[test]
fn deep_chains_are_walked() {
    let mut d = Draft::new();
    d.fact("a", Type::Bool);
    let mut below = d.named("a");
    for index in 0..2_000 {
        let term = d.term(&format!("term {index}"), Type::Bool, None);
        d.rule("rule", Some((term, below)), &[]);
        below = d.call(term);
    }
    let a = d.named("a");
    d.claim("deep", &[a], below);
    let law = d.law;
    assert_eq!(check(&law, &prove(&law, "deep")).unwrap().nodes, 3);
}

#[test]
fn circles_of_terms_end() {
    let mut d = Draft::new();
    let term = d.term("round", Type::Bool, None);
    let call = d.call(term);
    d.rule("rule", Some((term, call)), &[]);
    d.claim("round", &[], call);
    assert!(try_prove(&d.law, "round").is_err());
}

#[test]
fn limits_are_kept() {
    let law = dead_end().law;
    let region = Region::everything();
    let limits = TreeLimits { nodes: 5, ..TreeLimits::default() };
    let error = build(&law, claim(&law, "dead_end"), &region, limits);
    assert_eq!(error, Err(NoTree::TooLarge(5)));
    let limits = TreeLimits { depth: 3, ..TreeLimits::default() };
    let error = build(&law, claim(&law, "dead_end"), &region, limits);
    assert_eq!(error, Err(NoTree::TooDeep(3)));
}

#[test]
fn the_same_every_time() {
    let law = split_verdict();
    let literal = Region(vec![cube(&law, "abroad", &[0])]);
    let tree = || build(&law, claim(&law, "split"), &literal, TreeLimits::default()).unwrap();
    assert_eq!(tree(), tree());
}

#[test]
fn switched_off_rules_make_no_difference() {
    let mut d = dead_end();
    let rule = crate::law::RuleId::at(0);
    let switch = d.input("off", InputKind::Switch(rule), Type::Bool);
    let whom = claim(&d.law, "dead_end").for_whom.clone();
    let (reach, yes) = (d.reach("visa"), d.truth(true));
    let repaired = d.law.exprs.add(Expr::With(vec![(switch, yes)], reach));
    let out = d.not(reach);
    let both = d.and(&[out, repaired]);
    d.claim("repair", &whom, both).from = Some(day("2025-07-01"));
    let law = d.law;
    let text = drawn(&prove(&law, "repair"));
    let evidence = "visa out of reach: iin, registration, visa, presence visa within reach: obtain_visa";
    assert!(text.contains(evidence), "{text}");
}
