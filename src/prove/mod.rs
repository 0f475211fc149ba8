//! Claims proved or refuted over all persons, days and readings, with Z3. The only room that
//! knows Z3.
//!
//! Everything Z3 says is checked by something that is not Z3: a person for whom a claim fails is
//! replayed through the interpreter, a proof is written out as a certificate that `certify`
//! accepts. Where they disagree, the program stops with an internal error.

mod amount;
mod audit;
mod behind;
mod boundaries;
mod bounds;
mod certificate;
mod choice;
mod chooser;
mod claim;
mod classes;
mod constants;
mod contradiction;
mod dates;
mod day_range;
mod dead_end;
mod decided;
mod default_logic;
mod diff;
mod disagreement;
mod encode;
mod engine;
mod formula;
mod indispensable;
mod kept;
mod knots;
mod moves;
mod operation;
mod order;
mod pieces;
mod places;
mod question;
mod reach;
mod readings;
mod reads;
mod repairs;
mod replay;
mod run;
mod scope;
mod session;
mod solver;
mod still;
mod tree;
mod trial;
mod unasked;
mod undecided;
mod untold;
mod witness;
mod workers;

pub use audit::{audit, audit_each};
pub use boundaries::boundaries;
pub use diff::differences;
pub use disagreement::Disagreement;
pub use engine::Effort;
pub use kept::{Alike, Keep, Key, Nothing, stated_otherwise};
pub use run::{Run, Watch};

use crate::law::{ClaimId, Law};
use crate::verdict::Verdict;

use behind::look_behind;
use decided::verdict;
use pieces::{pieces, weight};
use workers::{by_weight, side_by_side};

/// Decides claims, and looks behind those that say that a holding is out of reach: behind the
/// first proved one about each holding, to which the later ones refer that are proved where it is. The verdicts are in the
/// order of the claims.
///
/// # Errors
/// [`Disagreement`] where a second engine comes to another result.
pub fn prove<'r>(
    law: &Law,
    claims: &[ClaimId],
    run: impl Into<Run<'r>>,
) -> Result<Vec<Verdict>, Disagreement> {
    decide(law, claims, run.into(), false)
}

/// As [`prove`], and with the smallest repairs of each dead end, which take as long as all the rest.
///
/// # Errors
/// [`Disagreement`] where a second engine comes to another result.
pub fn prove_and_repair<'r>(
    law: &Law,
    claims: &[ClaimId],
    run: impl Into<Run<'r>>,
) -> Result<Vec<Verdict>, Disagreement> {
    decide(law, claims, run.into(), true)
}

fn decide(
    law: &Law,
    claims: &[ClaimId],
    run: Run<'_>,
    repairs: bool,
) -> Result<Vec<Verdict>, Disagreement> {
    let pieces = pieces(law, claims);
    let weight = |piece: &Vec<usize>| weight(law, claims, piece);
    let decided = by_weight(law, run, &pieces, weight, |session, piece| {
        let mut told = Vec::new();
        let decide = |place: &usize| {
            let id = claims.get(*place)?;
            let mut decided = verdict(session, *id);
            if let Ok(verdict) = &mut decided
                && let Err(disagreement) = look_behind(session, verdict, &mut told, repairs)
            {
                decided = Err(disagreement);
            }
            Some((*place, decided))
        };
        piece.iter().filter_map(decide).collect::<Vec<_>>()
    });
    let mut decided: Vec<_> = decided.into_iter().flatten().collect();
    decided.sort_by_key(|(place, _)| *place);
    decided.into_iter().map(|(_, verdict)| verdict).collect()
}

/// The verdicts on claims, without a look behind them. In the order of the claims.
///
/// # Errors
/// [`Disagreement`] where a second engine comes to another result.
pub fn verdicts<'r>(
    law: &Law,
    claims: &[ClaimId],
    run: impl Into<Run<'r>>,
) -> Result<Vec<Verdict>, Disagreement> {
    let decided = side_by_side(law, run.into(), claims, |session, claim| {
        verdict(session, *claim)
    });
    decided.into_iter().collect()
}
