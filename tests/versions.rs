//! Two versions of a law put into one: on either side every question comes to what it comes to in
//! that version alone. On laws made by chance, of which the newer one has some rules more, some
//! less, and some changed. More laws: `PROPTEST_CASES=500 cargo test --test versions`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

mod support;

#[path = "random/mutation.rs"]
#[expect(dead_code, reason = "only its numbers by chance are used here")]
mod mutation;
#[path = "engines/written.rs"]
mod written;

use kzrule::calendar::Day;
use kzrule::diff::{Versions, versions};
use kzrule::eval::{Interpreter, Outcome, Situation};
use kzrule::law::{
    Expr, ExprId, InputId, InputKind, Law, Ratio, TermRole, Type, Value, print_value,
};
use mutation::Chance;
use support::checked;
use written::rule_file;

const DAYS: [&str; 8] = [
    "2007-12-31",
    "2008-02-29",
    "2023-12-31",
    "2024-02-29",
    "2024-03-01",
    "2024-07-15",
    "2025-03-01",
    "2026-01-31",
];

fn day(chance: &mut Chance) -> Day {
    chance.of(&DAYS).parse().unwrap()
}

fn value(law: &Law, ty: Type, chance: &mut Chance) -> Value {
    let number = *chance.of(&[0_i64, 1, 2, 16, 17, -1]);
    let amount = |places| Ratio::decimal(i128::from(number), places).unwrap();
    match ty {
        Type::Bool | Type::Enum(_) => Value::at_place(ty, chance.below(law.size_of(ty))).unwrap(),
        Type::Int => Value::Int(number),
        Type::Decimal => Value::Decimal(amount(1)),
        Type::Money(currency) => Value::Money(currency, amount(law[currency].places)),
        Type::Period(unit) => Value::Period(unit, 1 + number.rem_euclid(14)),
        Type::Date => Value::Day(day(chance)),
    }
}

/// A person of the law of both, of whom everything is known.
fn anybody(law: &Law, chance: &mut Chance) -> Situation {
    let mut situation = Situation::unknown(law);
    for (at, input) in law.inputs.iter().enumerate() {
        let value = match input.kind {
            InputKind::LawDay | InputKind::Switch(_) | InputKind::Version | InputKind::Field(_) => {
                continue;
            }
            _ if input.history.is_some() => continue,
            InputKind::Length(list) => {
                let most = chance.below(law[list].most + 1);
                Value::Int(i64::try_from(most).unwrap())
            }
            InputKind::Holding => Value::Bool(chance.below(3) == 0),
            _ => value(law, input.ty, chance),
        };
        situation.set(InputId::at(at), value);
    }
    situation
}

/// What an input is, by names.
fn called(law: &Law, input: InputId) -> String {
    let name = &law[input].name;
    match law[input].kind {
        InputKind::Choice(step) => format!("{name} of {}", law[step].name),
        InputKind::Slot(list, place) => format!("{name} of {} {place}", law[list].name),
        kind => format!("{name} {:?}", std::mem::discriminant(&kind)),
    }
}

/// An input of one version in the law of both, or the other way round.
fn same_input(from: &Law, input: InputId, to: &Law) -> Option<InputId> {
    let name = called(from, input);
    let mut all = (0..to.inputs.len()).map(InputId::at);
    all.find(|one| called(to, *one) == name)
}

/// The same value by its name, of the same type by its name.
fn same_value(from: &Law, value: Value, to: &Law, ty: Type) -> Option<Value> {
    match (value, ty) {
        (Value::Money(_, amount), Type::Money(currency)) => Some(Value::Money(currency, amount)),
        (Value::Member(..), Type::Enum(_)) => {
            let places = (0..to.size_of(ty)).filter_map(|at| Value::at_place(ty, at));
            let name = print_value(from, value);
            places.into_iter().find(|one| print_value(to, *one) == name)
        }
        _ => Some(value),
    }
}

/// The person as one of the version; `None` where the version does not know such a value.
fn of_version(both: &Law, person: &Situation, version: &Law) -> Option<Situation> {
    let mut situation = Situation::unknown(version);
    for (input, value) in person.given() {
        if let Some(same) = same_input(both, input, version) {
            situation.set(same, same_value(both, value, version, version[same].ty)?);
        }
    }
    Some(situation)
}

fn told(law: &Law, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Value(value) => print_value(law, *value),
        Outcome::Open(_) => "open".to_owned(),
        Outcome::Fail(_) => "failed".to_owned(),
    }
}

/// The procedure of what a rule requires or until when: rules of one name may be on several.
fn step_of(law: &Law, term: &kzrule::law::Term) -> Option<String> {
    match term.role {
        TermRole::Requirement(step) | TermRole::Deadline(step) => Some(law[step].name.clone()),
        _ => None,
    }
}

/// What is asked of a version, and of the law of both for it: terms, doors, what is within reach.
fn asked(version: &mut Law, both: &mut Law) -> Vec<(String, ExprId, ExprId)> {
    let mut found = Vec::new();
    for at in 0..version.terms.len() {
        let term = version.terms.get(at).unwrap();
        let named = |one: &kzrule::law::Term| {
            let roles = (one.role, term.role);
            one.name == term.name
                && step_of(both, one) == step_of(version, term)
                && std::mem::discriminant(&roles.0) == std::mem::discriminant(&roles.1)
        };
        // What is said of an element is asked for where one is bound.
        if term.of.is_some() || matches!(term.role, TermRole::Fold(_) | TermRole::DaysHeld(_)) {
            continue;
        }
        let same = both.terms.iter().position(named).unwrap();
        let call = |law: &mut Law, at| law.exprs.add(Expr::Call(kzrule::law::TermId::at(at)));
        let name = term.name.clone();
        found.push((name, call(version, at), call(both, same)));
    }
    let holdings: Vec<InputId> = version.holdings().collect();
    for holding in holdings {
        let same = same_input(version, holding, both).unwrap();
        let reach = |law: &mut Law, of| law.exprs.add(Expr::Reach(of));
        let name = version[holding].name.clone();
        found.push((name, reach(version, holding), reach(both, same)));
    }
    for door in &version.doors {
        let choices = |law: &Law, door: &kzrule::law::Door| -> (String, Vec<String>) {
            let choices = door
                .choices
                .iter()
                .map(|(_, value)| print_value(law, *value));
            (law[door.step].name.clone(), choices.collect())
        };
        let name = choices(version, door);
        let gates: Vec<ExprId> = both
            .doors
            .iter()
            .filter(|one| choices(both, one) == name)
            .map(|one| one.gate)
            .collect();
        let gate = both.exprs.or(gates);
        found.push((format!("{name:?}"), door.gate, gate));
    }
    found
}

/// How often something was compared that has a value.
fn agree(old: &str, new: &str, chance: &mut Chance) -> Result<usize, String> {
    let law = |text: &str| {
        let (_, found) = checked([("law.kzrule", text)]);
        (!found.has_errors()).then_some(found.law)
    };
    let (Some(mut old), Some(mut new)) = (law(old), law(new)) else {
        return Ok(0);
    };
    let Versions {
        mut law,
        old: before,
        new: after,
        ..
    } = versions(&old, new.clone(), |_, _| true).map_err(|reason| reason.0)?;
    let mut values = 0;
    for (version, side) in [(&mut old, &before), (&mut new, &after)] {
        let asked = asked(version, &mut law);
        let asked: Vec<_> = asked
            .into_iter()
            .map(|(name, alone, both)| {
                let both = law.exprs.add(Expr::With(side.clone(), both));
                (name, alone, both)
            })
            .collect();
        for _ in 0..12 {
            let person = anybody(&law, chance);
            let Some(own) = of_version(&law, &person, version) else {
                continue;
            };
            let mut alone = Interpreter::new(version, &own);
            let mut both = Interpreter::new(&law, &person);
            for (name, expr, same) in &asked {
                let alone = told(version, &alone.evaluate(*expr));
                let both = told(&law, &both.evaluate(*same));
                values += usize::from(alone != "failed");
                if alone != both {
                    return Err(format!("{name}: {alone} alone, {both} in both"));
                }
            }
        }
    }
    Ok(values)
}

#[test]
fn either_side_is_the_version_alone() {
    let mut values = 0;
    for seed in 0..60 {
        let mut chance = Chance(seed);
        let mut numbers = |length: usize| -> Vec<u16> {
            let number = |_| u16::try_from(chance.below(1 << 16)).unwrap();
            (0..length).map(number).collect()
        };
        let mut rules: Vec<Vec<u16>> = (0..10).map(|_| numbers(40)).collect();
        let (other, more) = (numbers(40), numbers(40));
        let old = rule_file(&rules, &[]);
        let at = 1 + chance.below(8);
        match chance.below(4) {
            0 => drop(rules.remove(at)),
            1 => rules.insert(at, more),
            2 => *rules.first_mut().unwrap() = other,
            _ => *rules.get_mut(at).unwrap() = other,
        }
        let new = rule_file(&rules, &[]);
        match agree(&old, &new, &mut chance) {
            Ok(count) => values += count,
            Err(reason) => panic!("seed {seed}: {reason}\n{old}\n---- newer ----\n{new}"),
        }
    }
    assert!(values > 8_000, "{values}");
}
