//! The certificate of a verdict.

use std::collections::BTreeMap;

use crate::certify::{Ground, Names, Partition, Places, Readings, Rejected, check, readings_of};
use crate::law::{Claim, InputId, Law, Value};
use crate::verdict::{CERTIFICATE_VERSION, Certificate, ReadingCube, Refutation, Region};

use super::builder::build;
use super::limits::{NoTree, TreeLimits};

/// The certificate that a claim is proved on some readings and refuted on the others it is stated
/// for, checked. The cubes may overlap, and may have readings that the claim is not stated for.
///
/// # Errors
/// Why there is none; in particular what the checker has against it.
pub fn certificate(
    law: &Law,
    claim: &Claim,
    proved: &Region,
    refuted: &[(ReadingCube, Vec<(InputId, Value)>)],
    limits: TreeLimits,
) -> Result<Certificate, NoTree> {
    let mut ground = Ground::new(law)?;
    let mut partition = Partition::new(&mut ground, claim.under);
    let mut taken = Vec::new();
    let proved = disjoint(&mut partition, readings_of(proved), &mut taken)?;
    let mut refutations = Vec::new();
    for (cube, witness) in refuted {
        let cube = readings_of(&Region(vec![cube.clone()]));
        for cube in disjoint(&mut partition, cube, &mut taken)?.0 {
            refutations.push((cube.named(law), witness));
        }
    }
    let refuted = refutations
        .into_iter()
        .map(|(cube, witness)| Refutation {
            cube,
            witness: named(&ground.names, witness),
        })
        .collect();
    let tree = if proved.is_nothing() {
        None
    } else {
        Some(build(&mut ground, claim, &proved, limits)?)
    };
    let certificate = Certificate {
        version: CERTIFICATE_VERSION,
        law: law.fingerprint(),
        claim: claim.name.clone(),
        proved: proved.named(law),
        tree,
        refuted,
    };
    check(law, &certificate)?;
    Ok(certificate)
}

fn named(names: &Names, witness: &[(InputId, Value)]) -> BTreeMap<String, String> {
    let value = |input: InputId, value: Value| match value {
        Value::Int(number) => number.to_string(),
        Value::Decimal(number) | Value::Money(_, number) => number.written(names.places(input), ""),
        Value::Day(day) => day.to_string(),
        Value::Period(unit, count) => unit.in_words(count),
        Value::Bool(truth) => truth.to_string(),
        Value::Member(_, place) => names.value(input, i64::from(place)),
    };
    witness
        .iter()
        .map(|(input, given)| (names.input(*input).to_owned(), value(*input, *given)))
        .collect()
}

/// The cubes without what is taken already, as cubes without anything idle; they are taken then.
fn disjoint(
    partition: &mut Partition,
    cubes: Vec<Readings>,
    taken: &mut Vec<Readings>,
) -> Result<Region, Rejected> {
    let mut found = Vec::new();
    for cube in cubes {
        let mut parts = vec![cube];
        for other in taken.iter() {
            parts = parts
                .iter()
                .flat_map(|part| minus(partition, part, other))
                .collect();
        }
        for part in parts {
            if partition.has_any(&part)? {
                let part = trimmed(partition, part)?;
                found.push(cube_of(&part));
                taken.push(part);
            }
        }
    }
    Ok(Region(found))
}

/// The part of a cube outside another, as disjoint cubes.
fn minus(partition: &Partition, cube: &Readings, other: &Readings) -> Vec<Readings> {
    let mut rest = cube.clone();
    let mut parts = Vec::new();
    for (reading, excluded) in other {
        let now = rest
            .get(reading)
            .copied()
            .unwrap_or_else(|| partition.all(*reading));
        let (both, left) = (now.intersection(*excluded), now.minus(*excluded));
        if !left.is_empty() {
            let mut part = rest.clone();
            part.insert(*reading, left);
            parts.push(part);
        }
        if both.is_empty() {
            return vec![cube.clone()];
        }
        if both != now {
            rest.insert(*reading, both);
        }
    }
    parts
}

/// The cube without choices and readings that the claim is not stated for anyway.
fn trimmed(partition: &mut Partition, mut cube: Readings) -> Result<Readings, Rejected> {
    for (reading, allowed) in cube.clone() {
        let mut kept = Places::NONE;
        for place in allowed.iter().map(Places::one) {
            if partition.has(&cube, reading, place)? {
                kept = kept.union(place);
            }
        }
        let others = partition.all(reading).minus(kept);
        if partition.has(&cube, reading, others)? {
            cube.insert(reading, kept);
        } else {
            cube.remove(&reading);
        }
    }
    Ok(cube)
}

fn cube_of(readings: &Readings) -> ReadingCube {
    let places = |allowed: &Places| {
        allowed
            .iter()
            .filter_map(|at| u32::try_from(at).ok())
            .collect()
    };
    ReadingCube(
        readings
            .iter()
            .map(|(reading, allowed)| (*reading, places(allowed)))
            .collect(),
    )
}
