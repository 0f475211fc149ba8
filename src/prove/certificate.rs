//! The proof of a verdict, written out and accepted by the checker.

use crate::certify::Rejected;
use crate::law::{ClaimId, InputId, Value};
use crate::verdict::{Certificate, ReadingCube};

use super::Disagreement;
use super::claim::Decision;
use super::session::Session;
use super::tree::{self, NoTree, TreeLimits};

/// The certificate of a decision; or why the verdict rests on Z3 alone.
///
/// # Errors
/// [`Disagreement`] where the tree finds a claim not true that Z3 has proved.
pub fn certificate(
    session: &mut Session<'_>,
    id: ClaimId,
    decision: &Decision,
) -> Result<Result<Certificate, String>, Disagreement> {
    let law = session.law;
    let claim = &law[id];
    let writer = match session.writer() {
        Ok(writer) => writer,
        Err(reason) => return Ok(Err(reason.to_string())),
    };
    let refuted: Vec<(ReadingCube, Vec<(InputId, Value)>)> = decision
        .refuted
        .iter()
        .map(|found| (found.cube.clone(), found.witness.on_its_day(law)))
        .collect();
    match tree::certificate(
        writer,
        claim,
        &decision.proved,
        &refuted,
        TreeLimits::default(),
    ) {
        Ok(certificate) => Ok(Ok(certificate)),
        Err(NoTree::Refuted(path)) => Err(Disagreement {
            claim: claim.name.clone(),
            what: format!(
                "Z3 proves it, and written out it has a case in which it is not so: {path}"
            ),
        }),
        // Of a person shown the checker is certain, whatever it may not follow of a proof.
        Err(NoTree::Rejected(
            reason @ (Rejected::WitnessOutside(_) | Rejected::WitnessFulfils),
        )) => Err(Disagreement {
            claim: claim.name.clone(),
            what: format!("Z3 finds a person for whom it fails, and by the checker {reason}"),
        }),
        Err(reason) => Ok(Err(reason.to_string())),
    }
}
