//! A verdict as it is kept, and what of it is believed.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::calendar::Day;
use crate::law::{Claim, ClaimId, InputId, InputKind, Law, Value, first_choices};
use crate::verdict::{Certificate, Cube, ReadingCube, Refuted, Region, Verdict, Witness};

use super::super::claim::{self, Decision};
use super::super::readings::pick;
use super::super::replay::{Replayed, replay};
use super::super::session::Session;
use super::super::witness::{counted, value_of};
use super::key::{Key, hex};

/// A verdict with its certificate. What is told behind it is not kept.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    proved: Vec<Cube>,
    /// Believed for the key alone: no certificate tells of it.
    nobody: Vec<Cube>,
    refuted: Vec<Failing>,
    certificate: Certificate,
}

/// Readings on which it fails, and for whom.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Failing {
    cube: Cube,
    day: Day,
    /// Inputs by their places in the law, each with its value as it is counted.
    given: Vec<(usize, i64)>,
    readings: Vec<(usize, i64)>,
    /// The first and last day: believed for the key alone, as far as the day lies between them.
    days: (Option<Day>, Option<Day>),
}

/// The text that a verdict is kept as; none of a verdict that could not be checked again.
pub(super) fn written(law: &Law, key: &Key, verdict: &Verdict) -> Option<String> {
    let certificate = verdict.certificate.as_ref().ok()?;
    if verdict.undecided.is_some() {
        return None;
    }
    let refuted = verdict.refuted.iter().map(|found| failing(law, found));
    let entry = Entry {
        proved: verdict.proved.named(law),
        nobody: verdict.nobody.named(law),
        refuted: refuted.collect::<Option<_>>()?,
        certificate: certificate.clone(),
    };
    let body = serde_json::to_string(&entry).ok()?;
    Some(summed(key, &body))
}

/// The verdict that a text says of a claim; nothing where anything is not as it must be.
pub(super) fn read(
    session: &mut Session<'_>,
    id: ClaimId,
    key: &Key,
    text: &str,
) -> Option<Verdict> {
    let law = session.law;
    let claim = &law[id];
    let entry: Entry = serde_json::from_str(unsummed(key, text)?).ok()?;
    let writer = session.writer().ok()?;
    let certificate = writer.of_today(claim, entry.certificate);
    let accepted = writer.check(&certificate).ok()?;
    let refuted = entry.refuted.iter().map(|found| refuted(law, claim, found));
    let decision = Decision {
        proved: Region::from_named(law, &entry.proved).ok()?,
        nobody: Region::from_named(law, &entry.nobody).ok()?,
        refuted: refuted.collect::<Option<_>>()?,
    };
    for found in &decision.refuted {
        let given = found.witness.on_its_day(law);
        writer.refutes(claim, &found.cube, &given).ok()?;
    }
    let of_nobody = accepted.holds == 0 && decision.nobody != decision.proved;
    if of_nobody || !agree(law, claim, &decision, &certificate) {
        return None;
    }
    let as_expected = claim::as_expected(law, claim, &decision).ok()?;
    Some(Verdict {
        claim: id,
        proved: decision.proved,
        refuted: decision.refuted,
        nobody: decision.nobody,
        undecided: None,
        as_expected,
        behind: None,
        certificate: Ok(certificate),
    })
}

/// What is kept under a key, with what tells a text that was damaged from a whole one.
pub(super) fn summed(key: &Key, body: &str) -> String {
    format!("{}\n{body}\n", sum(key, body))
}

/// What was kept, if it is whole.
pub(super) fn unsummed<'t>(key: &Key, text: &'t str) -> Option<&'t str> {
    let (known, body) = text.strip_suffix('\n')?.split_once('\n')?;
    (known == sum(key, body)).then_some(body)
}

fn sum(key: &Key, body: &str) -> String {
    hex(Sha256::new()
        .chain_update(key.to_string())
        .chain_update(body))
}

fn failing(law: &Law, found: &Refuted) -> Option<Failing> {
    let count =
        |(input, value): &(InputId, Value)| Some((input.index(), counted(law, *input, *value)?));
    Some(Failing {
        cube: found.cube.named(law),
        day: found.witness.day,
        given: found
            .witness
            .given
            .iter()
            .map(count)
            .collect::<Option<_>>()?,
        readings: found
            .witness
            .readings
            .iter()
            .map(count)
            .collect::<Option<_>>()?,
        days: found.days,
    })
}

/// Whom it fails for: a person of these readings, for whom the interpreter says so.
fn refuted(law: &Law, claim: &Claim, found: &Failing) -> Option<Refuted> {
    let value = |(place, count): &(usize, i64)| {
        let input = InputId::at(*place);
        law.inputs.get(*place)?;
        Some((input, value_of(law, input, *count)?))
    };
    let all = |counts: &[(usize, i64)]| counts.iter().map(value).collect::<Option<Vec<_>>>();
    let witness = Witness {
        day: found.day,
        given: all(&found.given)?,
        readings: all(&found.readings)?,
    };
    let cube = ReadingCube::from_named(law, &found.cube).ok()?;
    let choice =
        |(reading, value): &(InputId, Value)| Some((*reading, u32::try_from(value.place()?).ok()?));
    let choices: Vec<_> = witness.readings.iter().map(choice).collect::<Option<_>>()?;
    let read = witness.readings.iter().map(|(reading, _)| *reading);
    let is_given = |(input, _): &(InputId, Value)| law[*input].kind != InputKind::Reading;
    let (first, last) = found.days;
    let is_within =
        first.is_none_or(|first| first <= found.day) && last.is_none_or(|last| found.day <= last);
    let is_whole = read.eq(law.readings()) && witness.given.iter().all(is_given);
    let fails = matches!(replay(law, claim, &witness), Ok(Replayed::Fails));
    (is_within && is_whole && fails && cube.contains(&choices)).then_some(Refuted {
        cube,
        witness,
        days: found.days,
    })
}

/// Whether what is told as proved is so by the certificate, and proved or refuted is everything that
/// the claim is stated for.
fn agree(law: &Law, claim: &Claim, decision: &Decision, certificate: &Certificate) -> bool {
    let shown = certificate.refuted.iter();
    let shown: Result<Vec<ReadingCube>, _> = shown
        .map(|one| ReadingCube::from_named(law, &one.cube))
        .collect();
    let Ok(shown) = shown else { return false };
    let proved = &decision.proved.0;
    let are_proved = proved
        .iter()
        .all(|one| shown.iter().all(|other| are_apart(law, claim, one, other)));
    let refuted = decision.refuted.iter().map(|found| &found.cube);
    let all: Vec<ReadingCube> = proved.iter().chain(refuted).cloned().collect();
    are_proved && matches!(pick(law, claim.under, &all), Ok(None))
}

/// Whether no readings that a claim is stated for are in both cubes.
fn are_apart(law: &Law, claim: &Claim, one: &ReadingCube, other: &ReadingCube) -> bool {
    let readings = one.0.keys().chain(other.0.keys()).copied();
    let excluded = |chosen: &Vec<(InputId, u32)>| one.lacks(chosen) || other.lacks(chosen);
    matches!(
        first_choices(law, &[(claim.under, true)], readings, excluded),
        Ok(None)
    )
}
