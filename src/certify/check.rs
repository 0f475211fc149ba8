use std::collections::BTreeMap;

use crate::law::{Claim, Fingerprint, Law};
use crate::verdict::{CERTIFICATE_VERSION, Certificate, Cube, ReadingCube, Refutation, Region};

use super::persons::about;
use super::question::{Readings, of_cube, readings_of};
use super::{Accepted, Ground, Partition, Path, Question, Rejected, refutation, tree};

/// Checks that a certificate is a proof: of its claim on the readings named as proved, and of its
/// refutation on the readings named as refuted, which together are all it is stated for.
///
/// For each node of the tree the law is evaluated at most once (bounded further by the number of
/// holdings where reach is in question); readings are split at most a bounded number of times.
///
/// # Errors
/// The first thing that is not right.
pub fn check(law: &Law, certificate: &Certificate) -> Result<Accepted, Rejected> {
    match &certificate.persons {
        None => Checker::new(law).check(certificate),
        Some(persons) => {
            // What is said of them is said on all readings: those that matter are named with the persons.
            let is_whole = certificate.refuted.is_empty()
                && matches!(certificate.proved.as_slice(), [Cube(all)] if all.is_empty());
            if !is_whole {
                return Err(Rejected::NotOfAll);
            }
            let about = about(law, &certificate.claim, persons)?;
            let accepted = Checker::knowing(&about, law.fingerprint()).follow(certificate)?;
            match accepted.holds {
                0 => Err(Rejected::Nobody),
                _ => Ok(accepted),
            }
        }
    }
}

/// The checker of one law, for many certificates: what depends on the law alone is read off it once.
#[derive(Debug)]
pub struct Checker<'l> {
    law: &'l Law,
    fingerprint: Option<Fingerprint>,
    ground: Option<Ground<'l>>,
    /// Of several of one name the first.
    claims: Option<BTreeMap<&'l str, &'l Claim>>,
}

impl<'l> Checker<'l> {
    /// A checker that has read nothing yet.
    pub fn new(law: &'l Law) -> Self {
        Self {
            law,
            fingerprint: None,
            ground: None,
            claims: None,
        }
    }

    /// A checker of a law whose fingerprint is known.
    pub fn knowing(law: &'l Law, fingerprint: Fingerprint) -> Self {
        Self {
            fingerprint: Some(fingerprint),
            ..Self::new(law)
        }
    }

    /// As [`check`], of a claim that says itself whom it is about.
    ///
    /// # Errors
    /// The first thing that is not right.
    pub fn check(&mut self, certificate: &Certificate) -> Result<Accepted, Rejected> {
        match certificate.persons {
            None => self.follow(certificate),
            Some(_) => Err(Rejected::OwnPersons(certificate.claim.clone())),
        }
    }

    fn follow(&mut self, certificate: &Certificate) -> Result<Accepted, Rejected> {
        let law = self.law;
        if certificate.version != CERTIFICATE_VERSION {
            return Err(Rejected::Version(certificate.version));
        }
        let fingerprint = self.fingerprint.get_or_insert_with(|| law.fingerprint());
        if certificate.law != *fingerprint {
            let (made_for, fingerprint) = (certificate.law.clone(), fingerprint.clone());
            return Err(Rejected::LawChanged(made_for, fingerprint));
        }
        let claims = self.claims.get_or_insert_with(|| {
            let all = law.claims.iter().rev();
            all.map(|claim| (claim.name.as_str(), claim)).collect()
        });
        let claim = claims.get(certificate.claim.as_str()).copied();
        let claim = claim.ok_or_else(|| Rejected::NoClaim(certificate.claim.clone()))?;
        checked(self.begin()?, claim, certificate)
    }

    /// Checks that a claim fails for one person on all readings of a cube that it is stated for.
    ///
    /// # Errors
    /// The first thing that is not right.
    pub fn refutes(&mut self, claim: &Claim, refutation: &Refutation) -> Result<(), Rejected> {
        let cube = ReadingCube::from_named(self.law, &refutation.cube)?;
        let everywhere = Question {
            claim,
            region: vec![Readings::new()],
        };
        refutation::check(self.begin()?, &everywhere, &of_cube(&cube), refutation)
    }

    /// The law made ready, for another question.
    fn begin(&mut self) -> Result<&mut Ground<'l>, Rejected> {
        let ground = match &mut self.ground {
            Some(ground) => ground,
            none => none.insert(Ground::new(self.law)?),
        };
        ground.begin();
        Ok(ground)
    }
}

/// Whether a certificate of this law is a proof of the claim.
fn checked<'l>(
    ground: &mut Ground<'l>,
    claim: &'l Claim,
    certificate: &Certificate,
) -> Result<Accepted, Rejected> {
    let law = ground.law;
    let proved = readings_of(&Region::from_named(law, &certificate.proved)?);
    let refuted: Vec<_> = certificate
        .refuted
        .iter()
        .map(|one| one.cube.clone())
        .collect();
    let refuted = readings_of(&Region::from_named(law, &refuted)?);
    let cubes: Vec<Readings> = proved.iter().chain(&refuted).cloned().collect();
    Partition::new(ground, claim.under).check(&cubes)?;

    let mut accepted = Accepted {
        refuted: refuted.len(),
        ..Accepted::default()
    };
    match &certificate.tree {
        Some(_) if proved.is_empty() => return Err(Rejected::IdleTree),
        None if !proved.is_empty() => return Err(Rejected::NoTree),
        Some(node) => {
            let mut lists = law.lists_of(claim).into_iter();
            if let Some(list) = lists.find(|list| !law[*list].bounded) {
                return Err(Rejected::Unbounded(law[list].name.clone()));
            }
            let question = Question {
                claim,
                region: proved,
            };
            let path = Path::start(law);
            tree::check(ground, &question, &path, node, 0, &mut accepted)?;
        }
        None => {}
    }
    let everywhere = Question {
        claim,
        region: vec![Readings::new()],
    };
    for (cube, one) in refuted.iter().zip(&certificate.refuted) {
        refutation::check(ground, &everywhere, cube, one)?;
    }
    Ok(accepted)
}
