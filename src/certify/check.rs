use crate::law::Law;
use crate::verdict::{CERTIFICATE_VERSION, Certificate, Region};

use super::question::{Readings, readings_of};
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
    if certificate.version != CERTIFICATE_VERSION {
        return Err(Rejected::Version(certificate.version));
    }
    let fingerprint = law.fingerprint();
    if certificate.law != fingerprint {
        return Err(Rejected::LawChanged(certificate.law.clone(), fingerprint));
    }
    let claim = law
        .claims
        .iter()
        .find(|claim| claim.name == certificate.claim)
        .ok_or_else(|| Rejected::NoClaim(certificate.claim.clone()))?;
    let mut ground = Ground::new(law)?;
    let proved = readings_of(&Region::from_named(law, &certificate.proved)?);
    let refuted: Vec<_> = certificate
        .refuted
        .iter()
        .map(|one| one.cube.clone())
        .collect();
    let refuted = readings_of(&Region::from_named(law, &refuted)?);
    let cubes: Vec<Readings> = proved.iter().chain(&refuted).cloned().collect();
    Partition::new(&mut ground, claim.under).check(&cubes)?;

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
            tree::check(&mut ground, &question, &path, node, 0, &mut accepted)?;
        }
        None => {}
    }
    let everywhere = Question {
        claim,
        region: vec![Readings::new()],
    };
    for (cube, one) in refuted.iter().zip(&certificate.refuted) {
        refutation::check(&mut ground, &everywhere, cube, one)?;
    }
    Ok(accepted)
}
