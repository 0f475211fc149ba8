//! The engines against each other, on laws made by chance: what `prove` says of all persons, days
//! and readings is what the interpreter says of each of them, and what the checker of certificates
//! accepts. More laws: `PROPTEST_CASES=5000 cargo test --test engines`; other ones:
//! `PROPTEST_RNG_SEED`.

#![cfg(feature = "z3")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

#[path = "support/memory.rs"]
mod memory;
mod support;

#[path = "engines/features.rs"]
mod features;
#[path = "engines/used.rs"]
mod used;
#[path = "engines/waiting.rs"]
mod waiting;
#[path = "engines/written.rs"]
mod written;

use std::collections::BTreeSet;

use kzrule::audit::{Question, questions};
use kzrule::calendar::{Day, Interval};
use kzrule::certify;
use kzrule::diagnostic::{Code, Severity};
use kzrule::diff;
use kzrule::eval::{Interpreter, Situation};
use kzrule::law::{Claim, ClaimId, Expr, InputId, InputKind, Law, Ratio, Type, Value};
use kzrule::prove::{
    Alike, Disagreement, Effort, Keep, Run, audit, differences, prove, stated_otherwise, verdicts,
};
use kzrule::report::proof::what_matters;
use kzrule::verdict::{
    Atom, Behind, Caught, Certificate, Condition, DeadEnd, Difference, Further, Outcome,
    ReadingCube, Region, Subject, Turn, Verdict,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

use features::Features;
use memory::Memory;
use support::checked;
use used::of_what_is_used;
use written::rule_file;

/// Persons and days tried for each claim.
const SAMPLES: usize = 60;

/// Days that are tried: around those that rules begin and end on, and birthdays.
const DAYS: [&str; 26] = [
    "1900-01-01",
    "2007-12-31",
    "2008-01-01",
    "2008-02-28",
    "2008-02-29",
    "2008-03-01",
    "2009-02-28",
    "2009-03-01",
    "2023-12-30",
    "2023-12-31",
    "2024-01-01",
    "2024-02-28",
    "2024-02-29",
    "2024-03-01",
    "2024-03-02",
    "2024-07-14",
    "2024-07-15",
    "2025-02-27",
    "2025-02-28",
    "2025-03-01",
    "2025-03-02",
    "2025-03-30",
    "2026-01-30",
    "2026-01-31",
    "2026-02-01",
    "2199-12-31",
];

const NUMBERS: [i64; 8] = [0, 1, 2, 16, 17, -1, 1_000_000_000_000, -1_000_000_000_000];

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn amount(&mut self, places: u32) -> Ratio {
        let units = NUMBERS[self.below(NUMBERS.len())];
        Ratio::decimal(i128::from(units), places).unwrap()
    }

    fn value(&mut self, law: &Law, ty: Type) -> Value {
        match ty {
            Type::Bool | Type::Enum(_) => Value::at_place(ty, self.below(law.size_of(ty))).unwrap(),
            Type::Int => Value::Int(NUMBERS[self.below(NUMBERS.len())]),
            Type::Decimal => Value::Decimal(self.amount(1)),
            Type::Money(currency) => Value::Money(currency, self.amount(law[currency].places)),
            // Every range of the rule files has these in it.
            Type::Period(unit) => Value::Period(unit, i64::try_from(1 + self.below(14)).unwrap()),
            Type::Date => Value::Day(DAYS[self.below(DAYS.len())].parse().unwrap()),
        }
    }
}

/// A person on a day under some readings, with nothing left unknown.
fn anybody(law: &Law, dice: &mut Dice) -> Situation {
    let mut situation = Situation::unknown(law);
    for (index, input) in law.inputs.iter().enumerate() {
        let id = InputId::at(index);
        let value = match input.kind {
            InputKind::LawDay | InputKind::Switch(_) | InputKind::Field(_) => continue,
            // Its history tells.
            _ if input.history.is_some() => continue,
            InputKind::Length(list) => {
                Value::Int(i64::try_from(dice.below(law[list].most + 1)).unwrap())
            }
            // Nothing held is what most claims are about.
            InputKind::Holding => Value::Bool(dice.below(4) == 3),
            _ => dice.value(law, input.ty),
        };
        situation.set(id, value);
    }
    situation
}

/// The same person, of whom is also said what holds on the day of what is given with its time.
fn of_the_day(law: &Law, person: &Situation) -> Situation {
    let mut interpreter = Interpreter::new(law, person);
    let today = law.histories().filter_map(|(input, history)| {
        let holds = interpreter.evaluate(history.life).value()?;
        Some((input, holds))
    });
    let today: Vec<_> = today.collect();
    let known = |person: Situation, (input, holds)| person.with(input, holds);
    today.into_iter().fold(person.clone(), known)
}

fn day_of(law: &Law, situation: &Situation) -> Day {
    match situation.get(law.day().unwrap()) {
        Some(Value::Day(day)) => day,
        other => panic!("{other:?}"),
    }
}

fn readings_of(law: &Law, situation: &Situation) -> Vec<(InputId, u32)> {
    let place = |id| u32::try_from(situation.get(id).unwrap().place().unwrap()).unwrap();
    law.readings().map(|id| (id, place(id))).collect()
}

/// Whether a claim is about a person, and whether it is true of them.
fn about_and_true(law: &Law, claim: &Claim, situation: &Situation) -> (bool, bool) {
    let mut interpreter = Interpreter::new(law, situation);
    let mut is_true = |id| interpreter.evaluate(id).is_true();
    let day = day_of(law, situation);
    let about = claim.from.is_none_or(|from| day >= from)
        && claim.until.is_none_or(|until| day < until)
        && law
            .assumes
            .iter()
            .map(|assumption| &assumption.holds)
            .chain(&claim.for_whom)
            .chain([&claim.under])
            .all(|id| is_true(*id));
    (about, is_true(claim.claim))
}

/// Every combination of the choices of readings that a claim is stated for.
fn stated(law: &Law, claim: &Claim) -> Vec<Vec<(InputId, u32)>> {
    let all = law.readings().fold(vec![Vec::new()], |known, reading| {
        let size = u32::try_from(law.size_of(law[reading].ty)).unwrap();
        let with = |rest: &Vec<_>, place| [rest.clone(), vec![(reading, place)]].concat();
        let with_each = |rest| (0..size).map(move |place| with(rest, place));
        known.iter().flat_map(with_each).collect()
    });
    let is_stated = |readings: &Vec<_>| {
        Interpreter::new(law, &under(law, readings))
            .evaluate(claim.under)
            .is_true()
    };
    all.into_iter().filter(is_stated).collect()
}

/// Nothing but these readings.
fn under(law: &Law, readings: &[(InputId, u32)]) -> Situation {
    let value =
        |id: InputId, place: u32| Value::at_place(law[id].ty, usize::try_from(place).unwrap());
    readings
        .iter()
        .fold(Situation::unknown(law), |situation, (id, place)| {
            situation.with(*id, value(*id, *place).unwrap())
        })
}

/// What has been compared.
#[derive(Debug, Default)]
struct Count {
    /// Persons caught for good, and such as have to wait, as it is told.
    caught: usize,
    /// Persons caught on the day alone, and such as are not eligible, as it is told.
    caught_today: usize,
    not_eligible: usize,
    waits: usize,
    laws: usize,
    /// Of these, laws that ask what a list comes to.
    lists: usize,
    sound: usize,
    claims: usize,
    proved: usize,
    refuted: usize,
    split: usize,
    undecided: usize,
    certified: usize,
    about: usize,
    walks: usize,
    failed: usize,
    /// What the sound laws have in them.
    features: Features,
}

/// Compares the engines on a claim.
fn compare(law: &Law, verdict: &Verdict, dice: &mut Dice, count: &mut Count) -> Result<(), String> {
    let claim = &law[verdict.claim];
    count.claims += 1;
    if verdict.undecided.is_some() {
        count.undecided += 1;
        return Ok(());
    }
    count.proved += usize::from(verdict.refuted.is_empty());
    count.refuted += usize::from(verdict.proved.is_nothing());
    count.split += usize::from(!verdict.refuted.is_empty() && !verdict.proved.is_nothing());
    readings_are_classified(law, claim, verdict)?;
    certificate_is_accepted(law, verdict, count)?;
    what_matters_is_enough(law, verdict)?;
    for at in 0..SAMPLES {
        let person = anybody(law, dice);
        let (about, holds) = about_and_true(law, claim, &person);
        let told = |what: &str| format!("{}: {what}\n{}", claim.name, shown_person(law, &person));
        let again = at % 4 == 0;
        if again && about_and_true(law, claim, &of_the_day(law, &person)) != (about, holds) {
            return Err(told("otherwise where what holds on the day is given, too"));
        }
        if !about {
            continue;
        }
        count.about += 1;
        if verdict.is_about_nobody() {
            return Err(told("said to be about nobody"));
        }
        let readings = readings_of(law, &person);
        if holds {
            continue;
        }
        if verdict.proved.contains(&readings) {
            return Err(told("proved, and not true of this person"));
        }
        let day = day_of(law, &person);
        for refuted in &verdict.refuted {
            let same = |(id, value): &(InputId, Value)| person.get(*id) == Some(*value);
            let (first, last) = refuted.days;
            let inside =
                first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last);
            if refuted.witness.readings.iter().all(same) && !inside {
                return Err(told(&format!("fails on a day not in {:?}", refuted.days)));
            }
        }
    }
    Ok(())
}

/// Each reading a claim is stated for is proved or refuted and not both, and on each that is
/// refuted the claim fails for the witness.
fn readings_are_classified(law: &Law, claim: &Claim, verdict: &Verdict) -> Result<(), String> {
    for readings in stated(law, claim) {
        let proved = verdict.proved.contains(&readings);
        let refuted: Vec<_> = verdict
            .refuted
            .iter()
            .filter(|found| found.cube.contains(&readings))
            .collect();
        if proved != refuted.is_empty() {
            return Err(format!(
                "{}: {readings:?}: proved {proved}, refuted {refuted:?}",
                claim.name
            ));
        }
        for found in refuted {
            let mut person = under(law, &readings);
            person.set(law.day().unwrap(), Value::Day(found.witness.day));
            for (id, value) in &found.witness.given {
                person.set(*id, *value);
            }
            if about_and_true(law, claim, &person) != (true, false) {
                return Err(format!(
                    "{}: no witness\n{}",
                    claim.name,
                    shown_person(law, &person)
                ));
            }
        }
    }
    Ok(())
}

/// Of whoever has in common with a witness what is told to matter, the claim fails for certain.
fn what_matters_is_enough(law: &Law, verdict: &Verdict) -> Result<(), String> {
    let claim = &law[verdict.claim];
    let ways = verdict
        .refuted
        .iter()
        .flat_map(|found| [(found, false), (found, true)]);
    for (found, shortest) in ways {
        let witness = &found.witness;
        let told = what_matters(law, claim, witness, shortest);
        let told = told.into_iter().chain(witness.readings.iter().copied());
        let person = Situation::of(law, witness.day, told);
        let mut interpreter = Interpreter::new(law, &person);
        let mut whom = claim.for_whom.iter();
        let is_meant = whom.all(|part| interpreter.evaluate(*part).is_true());
        let comes_to = interpreter.evaluate(claim.claim);
        if !is_meant || comes_to.is_true() || comes_to.is_open() {
            return Err(format!(
                "{}: meant {is_meant}, {comes_to:?}, of what matters\n{}",
                claim.name,
                shown_person(law, &person)
            ));
        }
    }
    Ok(())
}

fn certificate_is_accepted(law: &Law, verdict: &Verdict, count: &mut Count) -> Result<(), String> {
    let Ok(certificate) = &verdict.certificate else {
        return Ok(());
    };
    count.certified += 1;
    let name = &law[verdict.claim].name;
    let text = serde_json::to_string(certificate).unwrap();
    let read: Certificate = serde_json::from_str(&text).unwrap();
    if read != *certificate {
        return Err(format!(
            "{name}: the certificate is not what was written: {text}"
        ));
    }
    certify::check(law, &read).map_err(|reason| format!("{name}: rejected: {reason}"))?;
    let cubes = certificate
        .refuted
        .iter()
        .map(|one| ReadingCube::from_named(law, &one.cube));
    let refuted: Vec<ReadingCube> = cubes.collect::<Result<_, _>>().unwrap();
    let proved = Region::from_named(law, &certificate.proved).unwrap();
    for readings in stated(law, &law[verdict.claim]) {
        let by_certificate = (
            proved.contains(&readings),
            refuted.iter().any(|cube| cube.contains(&readings)),
        );
        let by_verdict = (
            verdict.proved.contains(&readings),
            verdict
                .refuted
                .iter()
                .any(|found| found.cube.contains(&readings)),
        );
        if by_certificate != by_verdict {
            return Err(format!(
                "{name}: {readings:?}: {by_certificate:?}, not {by_verdict:?}"
            ));
        }
    }
    Ok(())
}

/// What is within reach, found by trying all doors again and again with what is held by then:
/// those that are open, or also those of which the law does not say whether they are.
fn brute_force(
    law: &Law,
    person: &Situation,
    last_first: bool,
    unclear: bool,
) -> BTreeSet<InputId> {
    let mut person = person.clone();
    let mut doors: Vec<_> = law.doors.iter().collect();
    if last_first {
        doors.reverse();
    }
    loop {
        let mut interpreter = Interpreter::new(law, &person);
        let is_held = |id: &InputId| interpreter.input(*id).is_true();
        let held: BTreeSet<InputId> = law.holdings().filter(is_held).collect();
        let next = doors.iter().find(|door| {
            let gate = Interpreter::new(law, &person).evaluate(door.gate);
            let grants = &door.grants;
            grants.iter().any(|id| !held.contains(id))
                && (gate.is_true() || unclear && gate.is_failed())
        });
        let Some(door) = next else { return held };
        for id in &door.grants {
            person.set(*id, Value::Bool(true));
        }
    }
}

/// Compares the reach of the interpreter with that found by trying.
fn compare_reach(law: &mut Law, dice: &mut Dice, count: &mut Count) -> Result<(), String> {
    let holdings: Vec<InputId> = law.holdings().collect();
    let questions: Vec<_> = holdings
        .iter()
        .map(|id| (*id, law.exprs.add(Expr::Reach(*id))))
        .collect();
    for _ in 0..5 {
        let person = anybody(law, dice);
        count.walks += 1;
        for last_first in [false, true] {
            let found = brute_force(law, &person, last_first, false);
            let perhaps = brute_force(law, &person, last_first, true);
            let mut interpreter = Interpreter::new(law, &person);
            for (holding, question) in &questions {
                let outcome = interpreter.evaluate(*question);
                let plan = interpreter.plan_for(*holding).is_some();
                let (within, out) = (found.contains(holding), !perhaps.contains(holding));
                count.failed += usize::from(outcome.is_failed());
                if (outcome.is_true(), outcome.is_false(), plan) != (within, out, within) {
                    return Err(format!(
                        "{} is within reach: {outcome:?}, a plan: {plan}; by trying: {within}, \
                         out of reach: {out}\n{}",
                        law[*holding].name,
                        shown_person(law, &person)
                    ));
                }
            }
        }
    }
    Ok(())
}

fn shown_person(law: &Law, person: &Situation) -> String {
    let shown = |(id, value): (InputId, Value)| {
        let value = match value {
            Value::Bool(value) => value.to_string(),
            Value::Int(number) => number.to_string(),
            Value::Decimal(number) | Value::Money(_, number) => number.to_string(),
            Value::Day(day) => day.to_string(),
            Value::Period(unit, count) => unit.in_words(count),
            Value::Member(list, at) => law[list].members[usize::try_from(at).unwrap()].0.clone(),
        };
        format!("  {} = {value}", law[id].name)
    };
    person.given().map(shown).collect::<Vec<_>>().join("\n")
}

/// What is enough for a question on a law made by chance.
const SMALL: Effort = Effort {
    steps: 3_000_000,
    seed: 0,
};

/// Compares the engines on all claims of a rule file, and on what is within reach.
fn engines_agree(text: &str, count: &mut Count) -> Result<Vec<Verdict>, String> {
    let (_, mut found) = checked([("law.kzrule", text)]);
    count.laws += 1;
    let asks = [
        "any children",
        "all children",
        "count children",
        "for children",
    ];
    count.lists += usize::from(asks.iter().any(|fold| text.contains(fold)));
    let errors = || {
        found
            .diagnostics
            .iter()
            .filter(|told| told.severity() == Severity::Error)
    };
    if errors().next().is_some() {
        let known = [Code::NotMonotone, Code::IdleException, Code::EmptyInterval];
        let other = errors().find(|told| !known.contains(&told.code));
        return other.map_or(Ok(Vec::new()), |told| Err(format!("{text}\n{told:?}")));
    }
    count.sound += 1;
    count.features.note(text);
    let told = |what: String| format!("{text}\n{what}");
    let ids: Vec<ClaimId> = (0..found.law.claims.len()).map(ClaimId::at).collect();
    let memory = Memory::default();
    // Of some laws what was kept is compared with what was said.
    let keeps = count.laws.is_multiple_of(4);
    let run = Run::from(SMALL).keeping(keeps.then_some(&memory as &dyn Keep));
    let prove = || prove(&found.law, &ids, run);
    let verdicts = prove().map_err(|disagreement| told(disagreement.to_string()))?;
    let kept = if keeps {
        prove().map_err(|disagreement| told(disagreement.to_string()))?
    } else {
        verdicts.clone()
    };
    // What was left undecided is not kept: asked with less before it, it may be decided.
    let pairs = verdicts.iter().zip(&kept);
    let mut decided = pairs.filter(|(verdict, _)| verdict.undecided.is_none());
    if decided.any(|(verdict, kept)| format!("{kept:?}") != format!("{verdict:?}")) {
        return Err(told(format!("kept: {kept:#?}\ndecided: {verdicts:#?}")));
    }
    let mut dice = Dice(u64::try_from(text.len()).unwrap());
    for verdict in &verdicts {
        compare(&found.law, verdict, &mut dice, count).map_err(told)?;
    }
    compare_reach(&mut found.law, &mut dice, count).map_err(told)?;
    Ok(verdicts)
}

/// Compares the engines on the questions of the audit, and the findings with the verdicts on the
/// claims that put them: each is decided by itself, and by one question to the solver first.
fn audit_agrees(text: &str, count: &mut Count) -> Result<(), String> {
    let (_, mut found) = checked([("law.kzrule", text)]);
    count.laws += 1;
    if found.has_errors() {
        return Ok(());
    }
    count.sound += 1;
    let told = |what: String| format!("{text}\n{what}");
    let questions = questions(&mut found.law);
    let law = &found.law;
    let findings =
        audit(law, &questions, SMALL).map_err(|disagreement| told(disagreement.to_string()))?;
    let asked: Vec<Question> = questions
        .into_iter()
        .filter(|question| !matches!(question.about, Subject::DeadEnd(_)))
        .collect();
    let ids: Vec<ClaimId> = asked.iter().map(|question| question.claim).collect();
    let verdicts =
        prove(law, &ids, SMALL).map_err(|disagreement| told(disagreement.to_string()))?;
    let is_told = |about| findings.iter().any(|found| found.about == about);
    let nobody = |rule| is_told(Subject::NeverApplies(rule));
    let goes = |rule, condition| {
        is_told(Subject::IdleCondition(rule, condition))
            || law[rule]
                .provision
                .is_some_and(|of| is_told(Subject::IdleProvision(of, condition)))
    };
    let mut dice = Dice(u64::try_from(text.len()).unwrap());
    for (question, verdict) in asked.iter().zip(&verdicts) {
        compare(law, verdict, &mut dice, count).map_err(told)?;
        let found = is_told(question.about);
        let expected = match (verdict.outcome(), question.about) {
            (Outcome::Undecided, _) => continue,
            // Of a rule that applies to nobody nothing else is told.
            (_, Subject::IdleCondition(rule, _) | Subject::IdleException(rule)) if nobody(rule) => {
                false
            }
            // Nor of a condition that goes, or where another alternative goes for this one.
            (Outcome::Proved, Subject::IdleAlternative(rule, condition, at))
                if nobody(rule)
                    || goes(rule, condition)
                    || at == 0 && is_told(Subject::IdleAlternative(rule, condition, 1)) =>
            {
                continue;
            }
            (Outcome::Proved, about) => about.is_found_by_proof(),
            (_, about) => !about.is_found_by_proof(),
        };
        if found != expected {
            let name = &law[question.claim].name;
            return Err(told(format!("{name}: found {found}, expected {expected}")));
        }
        if let (Some(claim), true) = (question.beyond, found) {
            let beyond = prove(law, &[claim], SMALL);
            let beyond = beyond.map_err(|disagreement| told(disagreement.to_string()))?;
            let says = beyond.iter().any(|verdict| !verdict.refuted.is_empty());
            let mut all = findings.iter();
            let told_so = all.any(|found| found.about == question.about && found.beyond);
            compare(law, &beyond[0], &mut dice, count).map_err(told)?;
            if says != told_so {
                let name = &law[claim].name;
                return Err(told(format!("{name}: told {told_so}, decided {says}")));
            }
        }
    }
    Ok(())
}

/// Compares whom a change of the law is said to touch with what the interpreter says of each person
/// tried.
fn diff_agrees(text: &str, days: (Day, Day), count: &mut Count) -> Result<(), String> {
    let (_, mut found) = checked([("law.kzrule", text)]);
    count.laws += 1;
    if found.has_errors() {
        return Ok(());
    }
    count.sound += 1;
    let in_law = |what: String| format!("{text}\n{what}");
    let sides = diff::Sides::of_days(&mut found.law, days.0, days.1);
    let asked = diff::questions(&mut found.law, &sides);
    let law = &found.law;
    let differences = differences(law, &asked, Some(days.1), SMALL)
        .map_err(|disagreement| in_law(disagreement.to_string()))?;
    let mut dice = Dice(u64::try_from(text.len()).unwrap());
    for question in &asked {
        let told: Vec<&Difference> = differences
            .iter()
            .filter(|one| one.verdict.claim == question.claim)
            .collect();
        count.claims += 1;
        count.refuted += usize::from(!told.is_empty());
        if told.is_empty() {
            touches(law, question, &[], &[], &mut dice, count).map_err(in_law)?;
        }
        // Who is touched under some readings is told in all groups of which these are.
        for one in &told {
            if one.persons.is_err() {
                count.undecided += 1;
                continue;
            }
            let place = |of: &Value| u32::try_from(of.place().unwrap()).unwrap();
            let readings = one.readings.iter();
            let choices: Vec<_> = readings.map(|(input, of)| (*input, place(of))).collect();
            let mut persons = Vec::new();
            let groups = told.iter().filter(|group| group.region.contains(&choices));
            for group in groups {
                persons.push(group.persons.clone());
            }
            assert!(!persons.is_empty(), "{one:?}");
            match persons.into_iter().collect::<Result<Vec<_>, _>>() {
                Ok(persons) => {
                    let (readings, persons) = (&one.readings, persons.concat());
                    touches(law, question, readings, &persons, &mut dice, count).map_err(in_law)?;
                }
                Err(_) => count.undecided += 1,
            }
        }
    }
    Ok(())
}

/// Whether a condition is so of a person.
fn meets(interpreter: &mut Interpreter<'_>, person: &Situation, condition: &Condition) -> bool {
    let is = match condition.atom {
        Atom::Define(term) => interpreter.term(term).value(),
        Atom::Flag(input) => interpreter.input(input).value(),
        Atom::Member(input, value) => Some(Value::Bool(person.get(input) == Some(value))),
        Atom::Compare(id) => interpreter.evaluate(id).value(),
    };
    is == Some(Value::Bool(condition.holds))
}

/// Whether exactly those of the persons tried are touched who are said to be, under these readings.
fn touches(
    law: &Law,
    question: &diff::Question,
    readings: &[(InputId, Value)],
    persons: &[Caught],
    dice: &mut Dice,
    count: &mut Count,
) -> Result<(), String> {
    for _ in 0..SAMPLES {
        let mut person = anybody(law, dice);
        for (reading, taken) in readings {
            person.set(*reading, *taken);
        }
        let mut interpreter = Interpreter::new(law, &person);
        let mut assumed = law.assumes.iter().map(|one| one.holds);
        if !assumed.all(|id| interpreter.evaluate(id).is_true()) {
            continue;
        }
        let before = interpreter.evaluate(question.before).value();
        let after = interpreter.evaluate(question.after).value();
        let truth = |value| Some(Value::Bool(value));
        let touched = match question.turn {
            Turn::Begins => (before, after) == (truth(false), truth(true)),
            Turn::Ends => (before, after) == (truth(true), truth(false)),
            Turn::Differs => before.is_some() && after.is_some() && before != after,
            Turn::Lapses => before.is_some() && after.is_none(),
            Turn::Arises => before.is_none() && after.is_some(),
        };
        let day = day_of(law, &person);
        let mut meets = |condition: &Condition| meets(&mut interpreter, &person, condition);
        let said = persons
            .iter()
            .any(|kind| kind.days.contains(day) && kind.conditions.iter().all(&mut meets));
        count.about += usize::from(touched);
        if touched != said {
            return Err(format!(
                "{:?} {:?}: touched {touched}, said {said}: {persons:?}\n{}",
                question.about,
                question.turn,
                shown_person(law, &person)
            ));
        }
    }
    Ok(())
}

/// Compares something on laws made by chance: `cases` of them, each made of `rules`, together with
/// what `more` makes.
fn on_laws_by_chance<M: Strategy>(
    (cases, seed): (u32, u64),
    rules: std::ops::Range<usize>,
    more: M,
    agree: impl Fn(&str, M::Value, &mut Count) -> Result<(), String>,
) -> Count {
    let numbers = vec(vec(any::<u16>(), 8..40), rules);
    let made = (numbers, more);
    let count = by_chance((cases, 300, seed), made, |(rules, more), count| {
        agree(&rule_file(&rules, &[]), more, count)
    });
    assert!(count.sound * 10 > count.laws * 6, "{count:?}");
    count
}

/// Runs a comparison on what is made by chance, with so many cases and so many tries to make one that
/// fails smaller.
fn by_chance<M: Strategy>(
    (cases, max_shrink_iters, seed): (u32, u32, u64),
    made: M,
    agree: impl Fn(M::Value, &mut Count) -> Result<(), String>,
) -> Count {
    let most = ProptestConfig::default().max_shrink_iters;
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        // None where nobody reads what fails.
        max_shrink_iters: max_shrink_iters.min(most),
        rng_seed: RngSeed::Fixed(seed),
        ..ProptestConfig::default()
    };
    let config = proptest::test_runner::contextualize_config(config);
    let count = std::cell::RefCell::new(Count::default());
    let result = TestRunner::new(config).run(&made, |made| {
        agree(made, &mut count.borrow_mut()).map_err(TestCaseError::fail)
    });
    let count = count.into_inner();
    if let Err(error) = result {
        panic!("{error}\n{count:?}");
    }
    count
}

/// What is within reach by going from one day to the next, each by itself: what was got stays, and what
/// a person has for a time ends with it unless a step would grant it anew.
fn day_by_day(law: &Law, person: &Situation, goal: InputId, last: Day) -> bool {
    let mut day = day_of(law, person);
    let mut got: BTreeSet<InputId> = BTreeSet::new();
    loop {
        let mut now = person.clone();
        now.set(law.day().unwrap(), Value::Day(day));
        got.iter()
            .for_each(|held| now.set(*held, Value::Bool(true)));
        let reached = Interpreter::new(law, &now).reached();
        if reached.lower.contains(&goal) {
            return true;
        }
        reached
            .lower
            .iter()
            .for_each(|held| now.set(*held, Value::Bool(true)));
        let mut at_the_end = Interpreter::new(law, &now);
        for holding in &reached.lower {
            let mut doors = law
                .doors
                .iter()
                .filter(|door| door.grants.contains(holding));
            let lasts = law[*holding].history.is_none()
                || doors.any(|door| at_the_end.evaluate(door.gate).is_true());
            if lasts {
                got.insert(*holding);
            }
        }
        if day >= last {
            return false;
        }
        day = day.next().unwrap();
    }
}

/// A person of the days of these laws.
fn somebody_who_may_wait(law: &Law, dice: &mut Dice) -> Situation {
    let mut person = anybody(law, dice);
    let first: Day = "2023-12-20".parse().unwrap();
    let some = |dice: &mut Dice, first: Day, many: usize| {
        let number = first.number() + i32::try_from(dice.below(many)).unwrap();
        Value::Day(Day::from_number(number).unwrap())
    };
    person.set(law.day().unwrap(), some(dice, first, 130));
    for (_, history) in law.histories() {
        person.set(history.since, some(dice, first, 60));
        person.set(history.through, some(dice, first, 130));
    }
    let entry = law.inputs.iter().position(|input| input.name == "entry");
    let new_year = "2024-01-01".parse().unwrap();
    if let Some(entry) = entry {
        person.set(InputId::at(entry), some(dice, new_year, 91));
    }
    person
}

/// Whether exactly those of the persons tried are caught for good of whom it is told, and those have to
/// wait.
fn the_caught_agree(
    law: &Law,
    verdicts: &[Verdict],
    dice: &mut Dice,
    count: &mut Count,
) -> Result<(), String> {
    for verdict in verdicts {
        let Some(Behind::Told(found)) = &verdict.behind else {
            continue;
        };
        let Some(some_day) = found.for_good else {
            those_out_of_reach_agree(law, found, count)?;
            continue;
        };
        let waiting = law.waiting(some_day).unwrap();
        for (place, column) in found.columns.iter().enumerate() {
            for _ in 0..3 * SAMPLES {
                let mut person = somebody_who_may_wait(law, dice);
                for (reading, taken) in column.choices.iter().chain(&found.held) {
                    person.set(*reading, *taken);
                }
                let mut interpreter = Interpreter::new(law, &person);
                let assumed = law.assumes.iter().map(|one| one.holds);
                let mut asked = assumed.chain([waiting.covered]);
                if !asked.all(|id| interpreter.evaluate(id).is_true()) {
                    continue;
                }
                let within = interpreter.evaluate(some_day);
                let today = interpreter.evaluate(waiting.today);
                let day = day_of(law, &person);
                let mut meets = |kind: (&[Condition], Interval)| {
                    let mut all = kind.0.iter();
                    kind.1.contains(day) && all.all(|one| meets(&mut interpreter, &person, one))
                };
                let mut caught = column.caught.iter();
                let caught = caught.any(|one| meets((&one.conditions, one.days)));
                let waits = found.ways.iter();
                let mut waits =
                    waits.filter(|way| way.wait.is_some() && way.columns.contains(&place));
                let waits = waits.any(|way| meets((&way.conditions, way.days)));
                count.caught += usize::from(caught);
                count.waits += usize::from(waits);
                let has_to_wait = today.is_false() && within.is_true();
                let agrees = (found.further.caught || caught == within.is_false())
                    && (found.further.ways || waits == has_to_wait);
                if !agrees {
                    return Err(format!(
                        "{:?}: caught {caught}, waits {waits}, within reach {within:?}, today \
                         {today:?}\n{found:#?}\n{}",
                        law[verdict.claim].name,
                        shown_person(law, &person)
                    ));
                }
            }
        }
    }
    Ok(())
}

/// Whether exactly those of the persons tried are caught on the day, and exactly those not eligible, of
/// whom it is told: who could have the goal if circles stood in nobody's way, by trying, and who could not.
fn those_out_of_reach_agree(law: &Law, found: &DeadEnd, count: &mut Count) -> Result<(), String> {
    let mut dice = Dice(u64::try_from(law.exprs.len()).unwrap());
    for column in &found.columns {
        for _ in 0..SAMPLES {
            let mut person = somebody_who_may_wait(law, &mut dice);
            for (reading, taken) in column.choices.iter().chain(&found.held) {
                person.set(*reading, *taken);
            }
            let mut interpreter = Interpreter::new(law, &person);
            let assumed = law.assumes.iter().map(|one| one.holds);
            let is_possible = assumed
                .into_iter()
                .all(|id| interpreter.evaluate(id).is_true());
            if !is_possible {
                continue;
            }
            let is_out = !brute_force(law, &person, false, true).contains(&found.goal);
            let is_eligible = but_for_circles(law, &person).contains(&found.goal);
            let day = day_of(law, &person);
            let mut meets = |kinds: &[Caught]| {
                kinds.iter().any(|kind| {
                    let mut all = kind.conditions.iter();
                    kind.days.contains(day) && all.all(|one| meets(&mut interpreter, &person, one))
                })
            };
            let (caught, not_eligible) = (meets(&column.caught), meets(&column.not_eligible));
            count.caught_today += usize::from(caught);
            count.not_eligible += usize::from(not_eligible);
            let Further {
                caught: more_caught,
                not_eligible: more,
                ..
            } = found.further;
            let agrees = (more_caught || caught == (is_out && is_eligible))
                && (more || not_eligible == (is_out && !is_eligible));
            if !agrees {
                return Err(format!(
                    "caught {caught}, not eligible {not_eligible}; by trying: out of reach {is_out}, \
                     but for circles within {is_eligible}\n{found:#?}\n{}",
                    shown_person(law, &person)
                ));
            }
        }
    }
    Ok(())
}

/// What would be within reach if circles stood in nobody's way, found by trying: everything, but what no
/// door grants that is open, or may be, to whom has the rest.
fn but_for_circles(law: &Law, person: &Situation) -> BTreeSet<InputId> {
    let mut interpreter = Interpreter::new(law, person);
    let is_held = |id: &InputId| interpreter.input(*id).is_true();
    let held: BTreeSet<InputId> = law.holdings().filter(is_held).collect();
    let mut left: BTreeSet<InputId> = law.holdings().collect();
    loop {
        let mut having = person.clone();
        for holding in law.holdings() {
            having.set(holding, Value::Bool(left.contains(&holding)));
        }
        let mut interpreter = Interpreter::new(law, &having);
        let shut = left.iter().copied().find(|holding| {
            let mut doors = law
                .doors
                .iter()
                .filter(|door| door.grants.contains(holding));
            !held.contains(holding) && doors.all(|door| interpreter.evaluate(door.gate).is_false())
        });
        match shut {
            Some(holding) => left.remove(&holding),
            None => return left,
        };
    }
}

fn waiting_agrees(text: &str, count: &mut Count) -> Result<(), String> {
    let verdicts = engines_agree(text, count)?;
    let (_, found) = checked([("law.kzrule", text)]);
    let law = &found.law;
    if found.has_errors() {
        return Ok(());
    }
    let mut dice = Dice(u64::try_from(text.len()).unwrap());
    the_caught_agree(law, &verdicts, &mut dice, count).map_err(|what| format!("{text}\n{what}"))?;
    for _ in 0..6 {
        let person = somebody_who_may_wait(law, &mut dice);
        for name in waiting::HOLDINGS {
            let holding = law.inputs.iter().position(|input| input.name == name);
            let holding = InputId::at(holding.unwrap());
            let claims = law.claims.iter();
            let claim = claims
                .clone()
                .find(|claim| claim.name == format!("of_{name}"));
            let asked = Interpreter::new(law, &person).evaluate(claim.unwrap().claim);
            // Nothing changes after the last day of a law or person.
            let walked = day_by_day(law, &person, holding, "2024-05-15".parse().unwrap());
            count.walks += 1;
            // Where rules of a step disagree, it is left open what is not within reach for certain.
            let agrees = asked.is_true() == walked;
            count.failed += usize::from(asked.value().is_none());
            if !agrees {
                return Err(format!(
                    "{name}: {asked:?}, day by day {walked}\n{text}\n{}",
                    shown_person(law, &person)
                ));
            }
        }
    }
    Ok(())
}

#[test]
fn waiting_agrees_with_going_day_by_day() {
    let numbers = |items, length| vec(vec(any::<u16>(), 6..length), items);
    let made = (numbers(2..9, 12), numbers(1..3, 10));
    let count = by_chance((12, 1_000, 20_261_128), made, |(rules, claims), count| {
        waiting_agrees(&waiting::rule_file(&rules, &claims), count)
    });
    println!("{count:?}");
    assert!(count.sound * 10 > count.laws * 8, "{count:?}");
    let some = count.claims / 20;
    assert!(count.proved > some && count.refuted > some, "{count:?}");
    assert!(count.certified * 10 > count.claims * 7, "{count:?}");
    assert!(count.caught > 20 && count.waits > 5, "{count:?}");
    let (caught, not_eligible) = (count.caught_today, count.not_eligible);
    assert!(caught > 20 && not_eligible > 20, "{count:?}");
}

#[test]
fn the_diff_agrees() {
    let days = (0..DAYS.len(), 8..DAYS.len());
    let count = on_laws_by_chance((12, 20_261_127), 8..18, days, |text, (at, more), count| {
        let day = |at: usize| DAYS[at.min(DAYS.len() - 1)].parse().unwrap();
        let days = (day(at.min(DAYS.len() - 2)), day(at + more));
        diff_agrees(text, days, count)
    });
    assert!(count.refuted > 0 && count.about > 0, "{count:?}");
}

/// Terms of elements are asked of one of each list, whoever else is in it.
const ELEMENTS: &str = r#"
record child "a child" {
    born : date "date of birth" yes "born on" no "not born on",
    size : int "size",
    reads : bool "reads" no "does not read",
}
fact member : bool "is a member" no "is no member"
list children : child "children" up to 3
list wards : child "wards"
assume born_by_then "Everybody is born." = all children: (child.born <= day)
define small of child "is small" no "is not small" = child.size < 4
define big_family "has a big family" no "has no big family" = count children where child.small >= 2
term fee of child : int "fee" otherwise 10
term free of child : bool "goes free" no "pays" otherwise false
term burden : int "burden" otherwise 0
rule half of child { assumed "so" from 2025-07-01 when child.small and member then child.fee = 5 }
rule none of child { assumed "so" from 2025-07-01 when child.reads then child.fee = 0 }
rule young of child { assumed "so" until 2025-07-01 when day < child.born + 7 years rounded up then child.free = true }
rule families of child { assumed "so" from 2025-07-01 when big_family then child.free = true }
rule burdens { assumed "so" when any children where (child.free and child.size >= 4) then burden = 1 }
"#;

#[test]
fn the_diff_of_elements_agrees() {
    let mut count = Count::default();
    let days = ("2025-06-30".parse().unwrap(), "2025-07-01".parse().unwrap());
    let agrees = diff_agrees(ELEMENTS, days, &mut count);
    assert_eq!(agrees, Ok(()));
    assert!(count.sound == 1 && count.refuted >= 4, "{count:?}");
    assert!(count.about > 0, "{count:?}");
}

/// A law without errors; what has some is counted and left out.
fn sound(text: &str, count: &mut Count) -> Option<Law> {
    let (_, found) = checked([("law.kzrule", text)]);
    count.laws += 1;
    if found.has_errors() {
        return None;
    }
    count.sound += 1;
    Some(found.law)
}

/// What an audit finds in the law of two days is what it finds in either alone, where what hangs on the
/// same is decided once.
fn sides_agree(text: &str, days: (Day, Day), count: &mut Count) -> Result<(), String> {
    let Some(law) = sound(text, count) else {
        return Ok(());
    };
    let alike = Alike::default();
    for day in [days.0, days.1] {
        let mut side = diff::frozen(&law, day);
        let questions = questions(&mut side);
        let run = Run::from(SMALL).keeping(Some(&alike));
        let told = |disagreement: Disagreement| format!("{text}\n{disagreement}");
        let (together, alone) = (
            audit(&side, &questions, run),
            audit(&side, &questions, SMALL),
        );
        let (together, alone) = (together.map_err(told)?, alone.map_err(told)?);
        count.refuted += alone.len();
        if format!("{together:?}") != format!("{alone:?}") {
            return Err(format!("{text}\n{day}: {together:#?}\nalone: {alone:#?}"));
        }
    }
    Ok(())
}

/// Claims that hang on the same in the law of two days come out alike by both.
fn same_on_both_days(text: &str, days: (Day, Day), count: &mut Count) -> Result<(), String> {
    let Some(law) = sound(text, count) else {
        return Ok(());
    };
    let [before, after] = [days.0, days.1].map(|day| diff::frozen(&law, day));
    let [otherwise, _] = stated_otherwise([&before, &after], SMALL);
    let all = (0..before.claims.len()).map(ClaimId::at);
    let same: Vec<ClaimId> = all.filter(|id| !otherwise.contains(id)).collect();
    count.claims += before.claims.len();
    count.about += same.len();
    let on = |law: &Law| -> Result<Vec<_>, String> {
        let found = verdicts(law, &same, SMALL).map_err(|why| why.to_string())?;
        let told = |verdict: &Verdict| (verdict.outcome(), verdict.proved.named(law));
        Ok(found.iter().map(told).collect())
    };
    match on(&before)? == on(&after)? {
        true => Ok(()),
        false => Err(format!("{text}\n{same:?} come out otherwise: {days:?}")),
    }
}

#[test]
fn claims_that_hang_on_the_same_come_out_alike() {
    let numbers = |items, length| vec(vec(any::<u16>(), 8..length), items);
    let days = (0..DAYS.len(), 0..DAYS.len());
    let made = (numbers(2..8, 40), numbers(1..4, 30), days);
    let count = by_chance((30, 300, 20_261_129), made, |made, count| {
        let (rules, claims, (one, other)) = made;
        let day = |at: usize| DAYS[at].parse().unwrap();
        same_on_both_days(&rule_file(&rules, &claims), (day(one), day(other)), count)
    });
    assert!(count.about > 0 && count.about < count.claims, "{count:?}");
}

#[test]
fn two_sides_are_decided_as_each_alone() {
    let days = (0..DAYS.len(), 0..DAYS.len());
    let count = on_laws_by_chance(
        (12, 20_261_128),
        4..10,
        days,
        |text, (one, other), count| {
            let day = |at: usize| DAYS[at].parse().unwrap();
            sides_agree(text, (day(one), day(other)), count)
        },
    );
    assert!(count.refuted > 0, "{count:?}");
}

#[test]
fn the_audit_agrees() {
    let nothing = Just(());
    let count = on_laws_by_chance((24, 20_261_126), 3..9, nothing, |text, (), count| {
        audit_agrees(text, count)
    });
    assert!(count.undecided * 20 < count.claims, "{count:?}");
    let some = count.claims / 20;
    assert!(count.proved > some && count.refuted > some, "{count:?}");
}

/// Rule files on which the engines once disagreed.
const DISAGREED: [&str; 11] = [
    // Laws made by chance do not show it: holdings that take one another are out of reach of whoever has none
    // of them, of two, and of three with
    // an exit.
    r#"
    holding card "a card" yes "has a card" no "has no card"
    holding badge "a badge" yes "has a badge" no "has no badge"
    procedure get_card "get a card" does "gets a card" grants card open
    procedure get_badge "get a badge" does "gets a badge" grants badge open
    rule cards on get_card { assumed "x" then requires badge }
    rule badges on get_badge { assumed "x" then requires card }
    prove without "1" { for nothing held claim card is out of reach }
    prove with_a_badge "2" { for holds badge claim card is within reach }
    "#,
    r#"
    fact invited : bool "is invited" no "is not invited"
    holding card "a card" yes "has a card" no "has no card"
    holding badge "a badge" yes "has a badge" no "has no badge"
    holding seat "a seat" yes "has a seat" no "has no seat"
    procedure get_card "get a card" does "gets a card" grants card open
    procedure get_badge "get a badge" does "gets a badge" grants badge open
    procedure get_seat "get a seat" does "gets a seat" grants seat open
    rule cards on get_card { assumed "x" then requires badge }
    rule badges on get_badge { assumed "x" then requires seat or invited }
    rule seats on get_seat { assumed "x" then requires card }
    prove without "1" { for nothing held and not invited claim seat is out of reach }
    prove invited_one "2" { for invited claim seat is within reach }
    "#,
    // Whoever is barred is not eligible; whoever is not is caught, in the same circle.
    r#"
    fact barred : bool "is barred" no "is not barred"
    holding card "a card" yes "has a card" no "has no card"
    holding badge "a badge" yes "has a badge" no "has no badge"
    procedure get_card "get a card" does "gets a card" grants card open
    procedure get_badge "get a badge" does "gets a badge" grants badge open
    rule cards on get_card { assumed "x" then requires badge }
    rule barring on get_card { assumed "x" from 2024-01-01 when barred then closed }
    rule badges on get_badge { assumed "x" then requires card }
    prove without "1" { for nothing held claim card is out of reach }
    "#,
    // Of a condition that has no truth value both branches say the same.
    r#"
    fact p : bool "is p" no "is not p"
    fact q : bool "is q" no "is not q"
    term gap : bool "holds" no "does not hold"
    term free : bool "is free" no "is not free" otherwise false
    rule either { assumed "x" when (if gap then p else q) then free = true }
    prove both "1" { for p and q claim free }
    prove neither "2" { for not p and not q claim not free }
    "#,
    // What is too great to be told is no number.
    r#"
    fact n : int "number"
    prove greater "1" { for n > 0 claim n * 10000000 > 0 }
    prove less "2" { for n > 0 and n < 900000000000 claim n * 10000000 > 0 }
    "#,
    // A year later, rounded down, is never less than 365 days later: from 29 February to 28 February.
    r#"
    fact born : date "date of birth"
    prove year "1" { for born > 2000-02-27 and born < 2000-03-02 claim (born + 1 year rounded down) >= born + 365 days }
    prove more "2" { for born > 2000-02-27 and born < 2000-03-02 claim (born + 1 year rounded down) > born + 365 days }
    "#,
    // Without a truth value of the condition the whole has none, whatever is asked of it.
    r#"
    fact n : int "number"
    fact p : bool "is p" no "is not p"
    term gap : bool "holds" no "does not hold"
    prove number "1" { claim n < (if gap then n else 5) }
    prove truth "2" { claim if gap then p else not p }
    prove denied "3" { claim not (if gap then p else not p) }
    "#,
    // An amount without rules is a gap, and says nothing of the branch beside it.
    r#"
    currency crown "crown" minor 2
    fact p : bool "is p" no "is not p"
    fact price : crown "price"
    term gap : crown "gap"
    term fee : int "fee" otherwise 0
    rule low "low" { assumed "an example" when (if p then price else gap) <= 3 crown then fee = 3 }
    prove free "1" { claim fee = 0 }
    prove for_p "2" { for p and (if p then price else gap) <= 3 crown claim price > 3 crown }
    prove given "3" { for fee = 3 claim p }
    "#,
    // A time that is supposed tells of the day of the case, too.
    r#"
    fact f : bool "is f" no "is not f" over time
    prove moved "1" { claim not (f on day with {f since 2299-12-31}) }
    prove constant "2" {
        for day = 2024-03-01
        claim (f on 2024-03-01 with {f since 2025-01-01}) implies f
    }
    "#,
    // A fact that no claim looks at has a value of its range as well.
    r#"
    reading r "which" { first "the first", second "the second" }
    fact wait : months from 1 month to 14 months "wait"
    fact n : int "number"
    holding g "a g" short "g" yes "has a g" no "has no g"
    term t : bool "holds" no "does not hold" otherwise r = first
    prove one "1" { for (holds g) or t claim g is within reach }
    "#,
    // Of what never holds no day is counted, whatever the window is.
    r#"
    fact f : bool "is f" no "is not f" over time
    term gap : date "a day"
    assume never "never f" = days of f from 1900-01-01 through 2199-12-31 = 0
    prove until "1" { claim days of f from 2024-01-01 until gap = 0 }
    prove from "2" { claim days of f from gap through 2024-01-01 = 0 }
    "#,
];

#[test]
fn the_engines_agree_on_what_they_once_did_not() {
    for text in DISAGREED {
        let mut count = Count::default();
        let verdicts = engines_agree(text, &mut count).unwrap();
        assert_eq!((count.sound, count.undecided), (1, 0), "{text}");
        let law = checked([("law.kzrule", text)]).1.law;
        for verdict in &verdicts {
            if let Some(Behind::Told(found)) = &verdict.behind {
                those_out_of_reach_agree(&law, found, &mut count).unwrap();
            }
        }
    }
}

/// Laws of many rules, of which each may look at what others say.
#[test]
fn the_engines_agree() {
    let numbers = |items, length| vec(vec(any::<u16>(), 8..length), items);
    let made = (numbers(2..16, 40), numbers(1..4, 30));
    let count = by_chance((250, 3_000, 20_231_223), made, |(rules, claims), count| {
        engines_agree(&rule_file(&rules, &claims), count).map(|_| ())
    });
    is_about_something(&count);
    assert!(count.lists * 4 > count.laws, "{count:?}");
}

/// Laws of few rules, with nothing in them that these do not use: most mistakes show in them, and of each
/// second of time there are many.
#[test]
fn the_engines_agree_on_small_laws() {
    on_small_laws(20_261_130);
}

/// As many again: no test is to take minutes, and both cores have one.
#[test]
fn the_engines_agree_on_small_laws_again() {
    on_small_laws(20_261_131);
}

fn on_small_laws(seed: u64) {
    let numbers = |items, length| vec(vec(any::<u16>(), 8..length), items);
    let made = (numbers(2..6, 40), numbers(1..3, 30));
    let count = by_chance((1_000, 3_000, seed), made, |(rules, claims), count| {
        let text = of_what_is_used(&rule_file(&rules, &claims));
        engines_agree(&text, count).map(|_| ())
    });
    is_about_something(&count);
}

/// The comparison is about something, and about everything that the laws are to have in them.
fn is_about_something(count: &Count) {
    assert!(count.sound * 10 > count.laws * 6, "{count:?}");
    assert!(count.undecided * 20 < count.claims, "{count:?}");
    assert!(count.certified * 10 > count.claims * 7, "{count:?}");
    let some = count.claims / 20;
    assert!(
        count.proved > some && count.refuted > some && count.split > 0,
        "{count:?}"
    );
    assert!(count.about > 5 * count.claims, "{count:?}");
    // Of some laws more are made than of others; few do not show everything.
    if count.laws >= 200 {
        let rare = count.features.rarer_than((count.laws / 400).max(1));
        assert_eq!(rare, Vec::<&str>::new(), "{count:?}");
    }
}
