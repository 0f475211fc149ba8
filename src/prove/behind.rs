//! What is looked for behind the verdict on a claim.

use crate::law::{Claim, ClaimId, Law};
use crate::verdict::{Behind, DeadEnd, Region, Verdict};

use super::dead_end::{Goal, Telling, dead_end};
use super::session::Session;
use super::untold::Untold;
use super::{Disagreement, contradiction, kept, readings};

/// Looks behind the verdict on a claim that is about nobody, for assumptions that contradict one another;
/// and behind that on a claim that a holding is out of reach, unless that was `told` behind
/// another claim about the holding already, of readings on all of which this one is proved as well.
pub fn look_behind(
    session: &mut Session<'_>,
    verdict: &mut Verdict,
    told: &mut Vec<(ClaimId, Region)>,
    repairs: bool,
) -> Result<(), Disagreement> {
    let claim = &session.law[verdict.claim];
    if verdict.is_about_nobody() {
        match contradiction::contradiction(session.law, session.solver) {
            Ok(found) if found.is_empty() => {}
            Ok(found) => {
                verdict.behind = Some(Behind::Nobody(found));
                return Ok(());
            }
            // The verdict stands.
            Err(reason) => {
                let reason = Untold::from(reason).in_words(claim)?;
                verdict.behind = Some(Behind::Untold(reason));
                return Ok(());
            }
        }
    }
    let Some(goal) = Goal::of(session.law, claim) else {
        return Ok(());
    };
    if verdict.proved.is_nothing() {
        return Ok(());
    }
    let own = (verdict.claim, &verdict.proved);
    let mut earlier = told.iter().map(|(first, on)| (*first, on));
    let known = earlier.find(|first| lies_within(session.law, *first, own));
    verdict.behind = match known {
        Some(first) => Some(Behind::As {
            claim: first.0,
            of_all: lies_within(session.law, own, first),
        }),
        None => {
            told.push((verdict.claim, verdict.proved.clone()));
            match told_behind(session, claim, goal, &verdict.proved, repairs) {
                Ok(found) => found.map(|found| Behind::Told(Box::new(found))),
                // The verdict stands; what is behind it could not be told.
                Err(reason) => Some(Behind::Untold(reason.in_words(claim)?)),
            }
        }
    };
    Ok(())
}

/// Whether one claim is proved on all readings on which the other is; no where that takes too long to see.
fn lies_within(law: &Law, one: (ClaimId, &Region), other: (ClaimId, &Region)) -> bool {
    let [one, other] = [one, other].map(|(claim, proved)| (law[claim].under, proved));
    readings::is_within(law, one, other).unwrap_or(false)
}

/// What is told behind a claim: what is kept of it, or told anew. With repairs it is not kept.
fn told_behind<'l>(
    session: &mut Session<'l>,
    claim: &'l Claim,
    goal: Goal,
    proved: &Region,
    repairs: bool,
) -> Result<Option<DeadEnd>, Untold> {
    let shelf = match repairs {
        true => None,
        false => kept::shelf(session, claim, goal, proved),
    };
    if let Some(known) = shelf.as_ref().and_then(|shelf| shelf.find(session)) {
        return Ok(Some(known));
    }
    let telling = Telling::in_full(repairs);
    let found = dead_end(session, claim, goal, proved, telling)?;
    if let (Some(shelf), Some(found)) = (shelf, &found) {
        shelf.keep(session, found);
    }
    Ok(found)
}
