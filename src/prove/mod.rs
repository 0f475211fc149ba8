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
pub mod tree;
mod witness;

pub use solver::Effort;

use crate::law::{ClaimId, Law};
use crate::verdict::{Region, Verdict};

use session::Session;
use solver::Undecided;

/// Two engines disagree: a mistake of this program, never of the rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the engines disagree about the claim `{claim}`: {what}")]
pub struct Disagreement {
    /// The claim.
    pub claim: String,
    /// Who said what.
    pub what: String,
}

/// Decides claims, one after the other, in a solver of their own.
///
/// # Errors
/// [`Disagreement`] where a second engine comes to another result.
pub fn prove(law: &Law, claims: &[ClaimId], effort: Effort) -> Result<Vec<Verdict>, Disagreement> {
    z3::with_z3_config(&z3::Config::new(), || {
        let solver = solver::Solver::new(effort);
        let mut session = Session::new(law, &solver);
        let mut known = dead_end::Known::new();
        claims.iter().map(|id| verdict(&mut session, *id, &mut known)).collect()
    })
}

fn verdict(
    session: &mut Session<'_>,
    id: ClaimId,
    known: &mut dead_end::Known,
) -> Result<Verdict, Disagreement> {
    let law = session.law;
    let claim = &law[id];
    let decision = match claim::decide(session, claim) {
        Ok(decision) => decision,
        Err(reason) => return Ok(undecided(id, &reason)),
    };
    for refuted in &decision.refuted {
        replay::replay(law, claim, &refuted.witness)?;
    }
    let dead_end = match dead_end::goal(law, claim) {
        Some(goal) if !decision.proved.is_nothing() => {
            match dead_end::dead_end(session, claim, goal, &decision.proved, known) {
                Ok(found) => found,
                Err(reason) => return Ok(undecided(id, &reason)),
            }
        }
        _ => None,
    };
    Ok(Verdict {
        claim: id,
        as_expected: claim::as_expected(session, claim, &decision),
        certificate: certificate::certificate(law, id, &decision)?,
        proved: decision.proved,
        refuted: decision.refuted,
        about_nobody: decision.about_nobody,
        undecided: None,
        dead_end,
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
        dead_end: None,
        certificate: Err(reason.to_string()),
    }
}
