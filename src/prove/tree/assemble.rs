//! The certificate of a verdict.

use std::collections::BTreeMap;

use crate::certify::{
    Accepted, Checker, Ground, InputSet, Partition, Places, Readings, Rejected, readings_of,
};
use crate::law::{Claim, Fingerprint, InputId, Law, Value};
use crate::verdict::{CERTIFICATE_VERSION, Certificate, ReadingCube, Refutation, Region};

use super::builder::build;
use super::limits::{NoTree, TreeLimits};

/// A law made ready for writing certificates of several claims.
#[derive(Debug)]
pub struct Writer<'l> {
    fingerprint: Fingerprint,
    ground: Ground<'l>,
    checker: Checker<'l>,
}

impl<'l> Writer<'l> {
    /// Makes a law of this fingerprint ready.
    ///
    /// # Errors
    /// What the checker has against the law.
    pub fn new(law: &'l Law, fingerprint: Fingerprint) -> Result<Self, NoTree> {
        Ok(Self {
            ground: Ground::new(law)?,
            checker: Checker::knowing(law, fingerprint.clone()),
            fingerprint,
        })
    }

    /// The certificate of a claim that was written for a law of another fingerprint, as one of this
    /// law. Whether it proves anything here, [`Self::check`] tells.
    pub fn of_today(&self, claim: &Claim, certificate: Certificate) -> Certificate {
        Certificate {
            law: self.fingerprint.clone(),
            claim: claim.name.clone(),
            ..certificate
        }
    }

    /// Whether a claim fails for a person on all readings of a cube that it is stated for.
    ///
    /// # Errors
    /// The first thing that is not right.
    pub fn refutes(
        &mut self,
        claim: &Claim,
        cube: &ReadingCube,
        given: &[(InputId, Value)],
    ) -> Result<(), Rejected> {
        let read = self.ground.read_by(claim);
        let refutation = Refutation {
            cube: cube.named(self.ground.law),
            witness: named(&self.ground, &read, given),
        };
        self.checker.refutes(claim, &refutation)
    }

    /// Whether a certificate is a proof.
    ///
    /// # Errors
    /// The first thing that is not right.
    pub fn check(&mut self, certificate: &Certificate) -> Result<Accepted, Rejected> {
        self.checker.check(certificate)
    }
}

/// The certificate that a claim is proved on some readings and refuted on the others it is stated
/// for, checked. The cubes may overlap, and may have readings that the claim is not stated for.
///
/// # Errors
/// Why there is none; in particular what the checker has against it.
pub fn certificate<'l>(
    writer: &mut Writer<'l>,
    claim: &'l Claim,
    proved: &Region,
    refuted: &[(ReadingCube, Vec<(InputId, Value)>)],
    limits: TreeLimits,
) -> Result<Certificate, NoTree> {
    let Writer {
        fingerprint,
        ground,
        checker,
    } = writer;
    ground.begin();
    let law = ground.law;
    let mut partition = Partition::new(ground, claim.under);
    let mut taken = Vec::new();
    let proved = disjoint(&mut partition, readings_of(proved), &mut taken)?;
    let mut refutations = Vec::new();
    for (cube, witness) in refuted {
        let cube = readings_of(&Region(vec![cube.clone()]));
        for cube in disjoint(&mut partition, cube, &mut taken)?.0 {
            refutations.push((cube.named(law), witness));
        }
    }
    let read = ground.read_by(claim);
    let refuted = refutations
        .into_iter()
        .map(|(cube, witness)| Refutation {
            cube,
            witness: named(ground, &read, witness),
        })
        .collect();
    let tree = if proved.is_nothing() {
        None
    } else {
        Some(build(ground, claim, &proved, limits)?)
    };
    let certificate = Certificate {
        version: CERTIFICATE_VERSION,
        law: fingerprint.clone(),
        claim: claim.name.clone(),
        persons: None,
        proved: proved.named(law),
        tree,
        refuted,
    };
    checker.check(&certificate)?;
    Ok(certificate)
}

/// What the claim reads of a witness, by names.
fn named(
    ground: &Ground,
    read: &InputSet,
    witness: &[(InputId, Value)],
) -> BTreeMap<String, String> {
    let names = &ground.names;
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
        .filter(|(input, _)| read.contains(input.index()))
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
