//! Claims proved or refuted over all persons, days and readings, with Z3. The only room that
//! knows Z3.

mod claim;
mod dates;
mod default_logic;
mod encode;
mod needs;
mod reach;
mod readings;
mod session;
mod solver;
mod witness;

pub use solver::Effort;

use crate::law::{ClaimId, Law};
use crate::verdict::Verdict;

/// Decides claims, one after the other, in a solver of their own.
pub fn prove(law: &Law, claims: &[ClaimId], effort: Effort) -> Vec<Verdict> {
    z3::with_z3_config(&z3::Config::new(), || {
        let solver = solver::Solver::new(effort);
        let mut session = session::Session::new(law, &solver);
        claims.iter().map(|id| verdict(&mut session, *id)).collect()
    })
}

fn verdict(session: &mut session::Session<'_>, id: ClaimId) -> Verdict {
    let claim = &session.law[id];
    match claim::decide(session, claim) {
        Ok(decision) => Verdict {
            claim: id,
            as_expected: claim::as_expected(session, claim, &decision),
            proved: decision.proved,
            refuted: decision.refuted,
            about_nobody: decision.about_nobody,
            undecided: None,
            dead_end: None,
            certificate: Err(String::new()),
        },
        Err(reason) => Verdict {
            claim: id,
            proved: crate::verdict::Region::nothing(),
            refuted: Vec::new(),
            about_nobody: false,
            undecided: Some(reason.to_string()),
            dead_end: None,
            as_expected: false,
            certificate: Err(reason.to_string()),
        },
    }
}
