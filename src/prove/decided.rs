//! The verdict on one claim.

use crate::law::{Claim, ClaimId, Law};
use crate::verdict::{self, Lack, Region, Verdict};

use super::claim::{Decision, as_expected, decide};
use super::replay::{Replayed, replay};
use super::session::Session;
use super::undecided::Undecided;
use super::{Disagreement, certificate, kept};

/// The verdict on a claim: the one that is kept, if it still stands, or decided anew.
pub fn verdict(session: &mut Session<'_>, id: ClaimId) -> Result<Verdict, Disagreement> {
    let Some(key) = kept::key(session, id) else {
        return decided(session, id);
    };
    if let Some(known) = kept::find(session, id, &key) {
        return Ok(known);
    }
    let verdict = decided(session, id)?;
    kept::keep(session, &key, &verdict);
    Ok(verdict)
}

fn decided(session: &mut Session<'_>, id: ClaimId) -> Result<Verdict, Disagreement> {
    let law = session.law;
    let claim = &law[id];
    let decision = session.of_whom_matters(claim, |session| decide(session, claim));
    let decision = match decision {
        Ok(decision) => decision,
        Err(Undecided::Internal(what)) => return Err(Disagreement::internal(claim, what)),
        Err(reason) => return Ok(undecided(id, &reason)),
    };
    for refuted in &decision.refuted {
        if let Replayed::Unknown(passage) = replay(law, claim, &refuted.witness)? {
            let reason = Undecided::Unmodelled(law[passage].name.clone());
            let because = reason.to_string();
            let lacks = Lack::Passage(passage, Box::new(refuted.witness.clone()));
            return Ok(Verdict {
                undecided: Some(verdict::Undecided { because, lacks }),
                ..undecided(id, &reason)
            });
        }
    }
    if let Some(reason) = beyond_a_bound(law, claim, &decision) {
        return Ok(Verdict {
            refuted: decision.refuted,
            ..undecided(id, &reason)
        });
    }
    let as_expected = match as_expected(law, claim, &decision) {
        Ok(as_expected) => as_expected,
        Err(reason) => return Ok(undecided(id, &reason.into())),
    };
    Ok(Verdict {
        claim: id,
        as_expected,
        certificate: certificate::certificate(session, id, &decision)?,
        proved: decision.proved,
        refuted: decision.refuted,
        nobody: decision.nobody,
        undecided: None,
        behind: None,
    })
}

/// Where the rules do not say how many elements a list has at most, what is proved up to some number
/// is not proved: a person with more may be a counterexample.
fn beyond_a_bound(law: &Law, claim: &Claim, decision: &Decision) -> Option<Undecided> {
    unbounded(law, claim).filter(|_| !decision.proved.is_nothing())
}

/// Why nothing is known of everybody, where a claim hangs on a list of which the rules do not say how
/// many elements it has at most.
pub fn unbounded(law: &Law, claim: &Claim) -> Option<Undecided> {
    let lists = law.lists_of(claim).into_iter();
    let mut lists = lists.map(|list| (list, &law[list]));
    let (id, list) = lists.find(|(_, list)| !list.bounded)?;
    let because = format!(
        "with up to {} elements of `{}` it cannot fail, and with more it may: the rules do not say \
         how many there are at most",
        list.most, list.name
    );
    Some(Undecided::Most(id, because))
}

/// That nothing is decided, for a reason.
pub fn undecided(claim: ClaimId, reason: &Undecided) -> Verdict {
    Verdict {
        claim,
        proved: Region::nothing(),
        refuted: Vec::new(),
        nobody: Region::nothing(),
        undecided: Some(verdict::Undecided {
            because: reason.to_string(),
            lacks: reason.lacks(),
        }),
        as_expected: false,
        behind: None,
        certificate: Err(reason.to_string()),
    }
}
