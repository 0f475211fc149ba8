use std::collections::{BTreeMap, BTreeSet};

use crate::law::{Claim, InputId, Op, Value};
use crate::verdict::{Premise, ReadingCube, Region};

use super::connective::{all, not};
use super::{Atom, Evaluator, Outcome, Path, Places, Reasons};

/// A cube of readings as sets of places.
pub type Readings = BTreeMap<InputId, Places>;

/// A claim on a region of readings.
#[derive(Debug, Clone)]
pub struct Question<'l> {
    /// The claim.
    pub claim: &'l Claim,
    /// The readings it is to be proved for, of those it is stated for.
    pub region: Vec<Readings>,
}

impl Question<'_> {
    /// All premises, in the order in which they are looked at.
    pub const PREMISES: [Premise; 4] = [
        Premise::Region,
        Premise::Window,
        Premise::Assumption,
        Premise::ForWhom,
    ];

    /// Whether a premise is true.
    pub fn premise(&self, evaluator: &mut Evaluator, premise: Premise) -> Outcome {
        let mut parts = Vec::new();
        match premise {
            Premise::Region => {
                parts.push(self.in_region(evaluator));
                parts.push(evaluator.truth(self.claim.under));
            }
            Premise::Window => {
                if let Some(from) = self.claim.from {
                    parts.push(not(&before(evaluator, Value::Day(from))));
                }
                if let Some(until) = self.claim.until {
                    parts.push(before(evaluator, Value::Day(until)));
                }
            }
            Premise::Assumption => {
                let assumes = &evaluator.ground.law.assumes;
                parts.extend(assumes.iter().map(|assume| evaluator.truth(assume.holds)));
            }
            Premise::ForWhom => {
                let persons = &self.claim.for_whom;
                parts.extend(persons.iter().map(|part| evaluator.truth(*part)));
            }
        }
        all(&mut evaluator.ground.reasons, &parts)
    }

    /// What the truth of the premises and of the claim depends on, in the order met. Assumptions
    /// come last: a tree is smaller without those it does not need.
    pub fn undecided(&self, evaluator: &mut Evaluator) -> Vec<Atom> {
        let mut found = Vec::new();
        for premise in [Premise::Region, Premise::Window, Premise::ForWhom] {
            found.push(self.premise(evaluator, premise).why);
        }
        found.push(evaluator.truth(self.claim.claim).why);
        found.push(self.premise(evaluator, Premise::Assumption).why);
        let atoms = found.iter().flat_map(|why| evaluator.ground.atoms(*why));
        let mut seen = BTreeSet::new();
        atoms.filter(|atom| seen.insert(*atom)).collect()
    }

    /// What the truth of the premises depends on, in the order met.
    pub fn undecided_premises(&self, evaluator: &mut Evaluator) -> Vec<Atom> {
        let found = [
            Premise::Region,
            Premise::Window,
            Premise::ForWhom,
            Premise::Assumption,
        ]
        .map(|premise| self.premise(evaluator, premise).why);
        let atoms = found.iter().flat_map(|why| evaluator.ground.atoms(*why));
        let mut seen = BTreeSet::new();
        atoms.filter(|atom| seen.insert(*atom)).collect()
    }

    fn in_region(&self, evaluator: &mut Evaluator) -> Outcome {
        let path = evaluator.path;
        let mut why = Reasons::NONE;
        let mut some = false;
        for cube in self.region.iter().filter(|cube| meets(path, cube)) {
            some = true;
            let mut is_within = true;
            for (reading, allowed) in cube {
                let membership = evaluator.membership(*reading, *allowed);
                is_within &= membership.is_true();
                why = evaluator.ground.reasons.join(why, membership.why);
            }
            if is_within {
                return Outcome::truth(true);
            }
        }
        if some {
            Outcome::truths(true, true, false, why)
        } else {
            Outcome::truth(false)
        }
    }
}

/// The cubes of a region as sets of places.
pub fn readings_of(region: &Region) -> Vec<Readings> {
    region.0.iter().map(of_cube).collect()
}

/// A cube as sets of places.
pub(super) fn of_cube(cube: &ReadingCube) -> Readings {
    let places = |allowed: &[u32]| allowed.iter().map(|place| *place as usize).collect();
    cube.0
        .iter()
        .map(|(reading, allowed)| (*reading, places(allowed)))
        .collect()
}

/// Whether a path leaves readings of a cube.
pub(super) fn meets(path: &Path, cube: &Readings) -> bool {
    cube.iter().all(|(reading, allowed)| {
        path.places(*reading)
            .is_some_and(|left| !left.intersection(*allowed).is_empty())
    })
}

fn before(evaluator: &mut Evaluator, bound: Value) -> Outcome {
    let Some(day) = evaluator.ground.day else {
        return Outcome::anything();
    };
    let (day, bound) = (evaluator.input(day), evaluator.constant(bound));
    evaluator.compare(Op::Less, &day, &bound)
}
