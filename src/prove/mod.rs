//! Claims proved or refuted over all persons, days and readings, with Z3. The only room that
//! knows Z3.
//!
//! Everything Z3 says is checked by something that is not Z3: a person for whom a claim fails is
//! replayed through the interpreter, a proof is written out as a certificate that `certify`
//! accepts. Where they disagree, the program stops with an internal error.

mod certificate;
mod claim;
mod dates;
mod dead_end;
mod default_logic;
mod encode;
mod needs;
mod reach;
mod readings;
mod replay;
mod session;
mod solver;
mod tree;
mod witness;
mod workers;

pub use solver::Effort;

use crate::law::{ClaimId, InputId, Law};
use crate::verdict::{Behind, Region, Verdict};

use session::Session;
use solver::Undecided;
use workers::side_by_side;

/// Two engines disagree: a mistake of this program, never of the rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the engines disagree about the claim `{claim}`: {what}")]
pub struct Disagreement {
    /// The claim.
    pub claim: String,
    /// Who said what.
    pub what: String,
}

/// Decides claims, and looks behind those that say that a holding is out of reach: behind the
/// first proved one about each holding.
///
/// # Errors
/// [`Disagreement`] where a second engine comes to another result.
pub fn prove(law: &Law, claims: &[ClaimId], effort: Effort) -> Result<Vec<Verdict>, Disagreement> {
    let decided = side_by_side(law, effort, claims, |session, id| verdict(session, *id));
    let mut verdicts: Vec<Verdict> = decided.into_iter().collect::<Result<_, _>>()?;
    let told = told(law, &mut verdicts);
    let behind = side_by_side(law, effort, &told, |session, (at, goal)| {
        let verdict = verdicts.get(*at)?;
        Some(dead_end::dead_end(
            session,
            &law[verdict.claim],
            *goal,
            &verdict.proved,
        ))
    });
    for ((at, _), found) in told.into_iter().zip(behind) {
        let Some(verdict) = verdicts.get_mut(at) else {
            continue;
        };
        match found {
            Some(Ok(dead_end)) => {
                verdict.behind = dead_end.map(|found| Behind::Told(Box::new(found)));
            }
            // The verdict stands; what is behind it could not be told.
            Some(Err(reason)) => verdict.behind = Some(Behind::Untold(reason.to_string())),
            None => {}
        }
    }
    Ok(verdicts)
}

/// The verdicts behind which to look, by their places, with the holding; later ones about the same
/// holding refer to the first.
fn told(law: &Law, verdicts: &mut [Verdict]) -> Vec<(usize, InputId)> {
    let mut told: Vec<(usize, InputId, ClaimId)> = Vec::new();
    for (at, verdict) in verdicts.iter_mut().enumerate() {
        let Some(goal) = dead_end::goal(law, &law[verdict.claim]) else {
            continue;
        };
        if verdict.proved.is_nothing() {
            continue;
        }
        match told.iter().find(|(_, known, _)| *known == goal) {
            Some((.., first)) => verdict.behind = Some(Behind::As(*first)),
            None => told.push((at, goal, verdict.claim)),
        }
    }
    told.into_iter().map(|(at, goal, _)| (at, goal)).collect()
}

fn verdict(session: &mut Session<'_>, id: ClaimId) -> Result<Verdict, Disagreement> {
    let law = session.law;
    let claim = &law[id];
    let decision = match claim::decide(session, claim) {
        Ok(decision) => decision,
        Err(reason) => return Ok(undecided(id, &reason)),
    };
    for refuted in &decision.refuted {
        replay::replay(law, claim, &refuted.witness)?;
    }
    Ok(Verdict {
        claim: id,
        as_expected: claim::as_expected(session, claim, &decision),
        certificate: certificate::certificate(law, id, &decision)?,
        proved: decision.proved,
        refuted: decision.refuted,
        about_nobody: decision.about_nobody,
        undecided: None,
        behind: None,
    })
}

fn undecided(claim: ClaimId, reason: &Undecided) -> Verdict {
    Verdict {
        claim,
        proved: Region::nothing(),
        refuted: Vec::new(),
        about_nobody: false,
        undecided: Some(reason.to_string()),
        as_expected: false,
        behind: None,
        certificate: Err(reason.to_string()),
    }
}
