//! Questions that nobody asked, put as claims.

use crate::law::ClaimId;

use super::decided::{unbounded, undecided, verdict};
use super::session::Session;
use super::undecided::Undecided;
use super::{Disagreement, Keep, bounds, claim, kept};
use crate::verdict::Verdict;

/// The verdict on a claim that puts a question nobody asked, `None` where one question to the solver
/// tells that nothing is found: that the claim fails for somebody, where it is sought `by_proof`, or
/// for nobody, where it is not.
pub fn unasked_verdict(
    session: &mut Session<'_>,
    id: ClaimId,
    by_proof: bool,
) -> Result<Option<Verdict>, Disagreement> {
    let found = is_found(session, id, by_proof)?;
    found.map(|found| found.verdict(session, id)).transpose()
}

/// What a question that nobody asked finds.
#[derive(Clone)]
pub enum IsFound {
    Yes,
    Undecided(Box<Verdict>),
}

impl IsFound {
    /// The verdict on the claim that puts the question.
    pub fn verdict(self, session: &mut Session<'_>, id: ClaimId) -> Result<Verdict, Disagreement> {
        match self {
            Self::Yes => verdict(session, id),
            Self::Undecided(verdict) => Ok(*verdict),
        }
    }
}

/// Whether something is found, by one question to the solver or none: see [`unasked_verdict`].
pub fn is_found(
    session: &mut Session<'_>,
    id: ClaimId,
    by_proof: bool,
) -> Result<Option<IsFound>, Disagreement> {
    let Some(nothing) = session.keep.and_then(Keep::nothing) else {
        return is_found_anew(session, id, by_proof);
    };
    let key = kept::key(session, id);
    if key.as_ref().is_some_and(|key| nothing.has(key, by_proof)) {
        return Ok(None);
    }
    let found = is_found_anew(session, id, by_proof)?;
    if let (None, Some(key)) = (&found, key) {
        nothing.add(key, by_proof);
    }
    Ok(found)
}

fn is_found_anew(
    session: &mut Session<'_>,
    id: ClaimId,
    by_proof: bool,
) -> Result<Option<IsFound>, Disagreement> {
    let law = session.law;
    let claim = &law[id];
    let can_fail = if session.trial.finds_failing(claim) {
        Ok(true)
    } else if !by_proof && bounds::contradict(law, &claim.for_whom) {
        Ok(false)
    } else {
        claim::can_fail(session, claim)
    };
    let of_reason = |reason: &Undecided| IsFound::Undecided(Box::new(undecided(id, reason)));
    match can_fail {
        Ok(fails) if fails != by_proof => Ok(Some(IsFound::Yes)),
        Ok(true) => Ok(None),
        // With more elements than were looked at, there may be somebody.
        Ok(false) => Ok(unbounded(law, claim).map(|reason| of_reason(&reason))),
        Err(Undecided::Internal(what)) => Err(Disagreement::internal(claim, what)),
        Err(reason) => Ok(Some(of_reason(&reason))),
    }
}
