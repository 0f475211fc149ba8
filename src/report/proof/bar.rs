//! The verdict in the bar.

use crate::law::{Expected, InputId, Law, Value};
use crate::report::words::{choice_name, joined};
use crate::verdict::{Outcome, ReadingCube, Region, Verdict};

use super::region;

/// "PROVED on every reading", "REFUTED on the literal reading, as expected".
pub fn words(law: &Law, verdict: &Verdict) -> String {
    let words = outcome(law, verdict);
    let plain = law[verdict.claim].expected == Expected::Proved;
    match (verdict.outcome(), verdict.as_expected) {
        (Outcome::Undecided, _) => words,
        (Outcome::Proved, true) if plain => words,
        (_, true) => format!("{words}, as expected"),
        (_, false) => format!("{words}, NOT AS EXPECTED"),
    }
}

/// The verdict, whatever was expected.
pub fn outcome(law: &Law, verdict: &Verdict) -> String {
    let every = match (
        law.readings().next(),
        law.exprs.is_bool(law[verdict.claim].under, true),
    ) {
        (None, _) => "",
        (Some(_), true) => " on every reading",
        (Some(_), false) => " on every reading it is claimed for",
    };
    match verdict.outcome() {
        // Nothing that anybody should take comfort in.
        Outcome::Proved if verdict.is_about_nobody() => "PROVED, BUT ABOUT NOBODY".to_owned(),
        Outcome::Proved => format!("PROVED{every}"),
        Outcome::Refuted => format!("REFUTED{every}"),
        Outcome::Undecided => "UNDECIDED".to_owned(),
        Outcome::Split => columns(law, verdict)
            .unwrap_or_else(|| "PROVED on some readings, REFUTED on the others".to_owned()),
    }
}

/// "PROVED on the consular reading, REFUTED on the literal reading", where one reading decides.
fn columns(law: &Law, verdict: &Verdict) -> Option<String> {
    let reading = single_reading(law, verdict)?;
    let on = |region: &Region| {
        let names: Vec<String> = choices(law, reading, region)
            .into_iter()
            .map(|of| choice_name(law, of))
            .collect();
        let noun = if names.len() == 1 {
            "reading"
        } else {
            "readings"
        };
        format!("the {} {noun}", joined(&names, "and"))
    };
    let (proved, refuted) = sides(law, verdict);
    Some(format!(
        "PROVED on {}, REFUTED on {}",
        on(&proved),
        on(&refuted)
    ))
}

/// The choices of a reading in a region.
pub fn choices(law: &Law, reading: InputId, region: &Region) -> Vec<Value> {
    let mut places: Vec<u32> = region
        .0
        .iter()
        .filter_map(|cube| cube.0.get(&reading))
        .flatten()
        .copied()
        .collect();
    places.sort_unstable();
    places.dedup();
    places
        .into_iter()
        .filter_map(|place| Value::at_place(law[reading].ty, place as usize))
        .collect()
}

/// The reading that alone decides between proved and refuted, where there is one of which each
/// choice is on one side.
pub fn single_reading(law: &Law, verdict: &Verdict) -> Option<InputId> {
    if verdict.outcome() != Outcome::Split {
        return None;
    }
    let (proved, refuted) = sides(law, verdict);
    let cubes: Vec<ReadingCube> = proved.0.into_iter().chain(refuted.0).collect();
    let reading = cubes
        .iter()
        .find_map(|cube| cube.0.keys().next().copied())?;
    let alone = cubes
        .iter()
        .all(|cube| cube.0.len() == 1 && cube.0.contains_key(&reading));
    let told: usize = cubes
        .iter()
        .filter_map(|cube| cube.0.get(&reading))
        .map(Vec::len)
        .sum();
    (alone && told <= law.size_of(law[reading].ty)).then_some(reading)
}

/// The readings on which the claim is proved and refuted, those it is claimed for taken for
/// granted.
fn sides(law: &Law, verdict: &Verdict) -> (Region, Region) {
    let claim = &law[verdict.claim];
    let refuted = verdict
        .refuted
        .iter()
        .map(|found| found.cube.clone())
        .collect();
    (
        region::beside(law, claim, &verdict.proved),
        region::beside(law, claim, &Region(refuted)),
    )
}
