//! Claims proved or refuted over all persons, days and readings, with Z3. The only room that
//! knows Z3.
//!
//! Everything Z3 says is checked by something that is not Z3: a person for whom a claim fails is
//! replayed through the interpreter, a proof is written out as a certificate that `certify`
//! accepts. Where they disagree, the program stops with an internal error.

mod amount;
mod audit;
mod boundaries;
mod bounds;
mod certificate;
mod chooser;
mod claim;
mod classes;
mod constants;
mod contradiction;
mod dates;
mod day_range;
mod dead_end;
mod default_logic;
mod diff;
mod encode;
mod indispensable;
mod kept;
mod knots;
mod moves;
mod order;
mod places;
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
mod untold;
mod witness;
mod workers;

pub use audit::{audit, audit_each};
pub use boundaries::boundaries;
pub use diff::differences;
pub use kept::{Alike, Keep, Key, Nothing, stated_otherwise};
pub use run::{Run, Watch};
pub use solver::Effort;

use indexmap::IndexMap;

use crate::law::{Claim, ClaimId, Law, cone_with_gates};
use crate::verdict::{self, Behind, DeadEnd, Lack, Region, Verdict};

use claim::Decision;
use replay::{Replayed, replay};
use session::Session;
use solver::Undecided;
use untold::Untold;
use workers::{by_weight, side_by_side};

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

/// The places of the claims, those together that say of one holding that it is out of reach.
/// Such pieces come first, since looking behind a verdict takes longest.
fn pieces(law: &Law, claims: &[ClaimId]) -> Vec<Vec<usize>> {
    let mut about: IndexMap<dead_end::Goal, Vec<usize>> = IndexMap::new();
    let mut others = Vec::new();
    for (place, id) in claims.iter().enumerate() {
        match dead_end::Goal::of(law, &law[*id]) {
            Some(goal) => about.entry(goal).or_default().push(place),
            None => others.push(vec![place]),
        }
    }
    about.into_values().chain(others).collect()
}

/// To look behind a verdict is so many times as much work as to find it.
const LOOK: usize = 5;

/// The same where it is claimed of all days to come, which are a chain in each question.
const LOOK_AHEAD: usize = 30;

/// About how much work a piece is: the parts of the law that its claims hang on, as often as they are
/// gone through.
fn weight(law: &Law, claims: &[ClaimId], piece: &[usize]) -> usize {
    let claims = piece.iter().filter_map(|place| claims.get(*place));
    let sizes = claims.map(|id| {
        let claim = &law[*id];
        let looks = match dead_end::Goal::of(law, claim).map(|goal| goal.some_day) {
            None => 0,
            Some(None) => LOOK,
            Some(Some(_)) => LOOK_AHEAD,
        };
        (cone_with_gates(law, [claim.claim]).exprs.len(), looks)
    });
    let sizes: Vec<(usize, usize)> = sizes.collect();
    // The claims of a piece that has several are of one goal, behind which is looked once.
    let behind = sizes.first().map_or(0, |(size, looks)| looks * size);
    sizes.iter().map(|(size, _)| size).sum::<usize>() + behind
}

/// Looks behind the verdict on a claim that is about nobody, for assumptions that contradict one another;
/// and behind that on a claim that a holding is out of reach, unless that was `told` behind
/// another claim about the holding already, of readings on all of which this one is proved as well.
fn look_behind(
    session: &mut Session<'_>,
    verdict: &mut Verdict,
    told: &mut Vec<(ClaimId, Region)>,
    repairs: bool,
) -> Result<(), Disagreement> {
    let claim = &session.law[verdict.claim];
    if verdict.is_about_nobody() {
        // Where the solver gives up, it is said of the claim alone.
        let found = contradiction::contradiction(session.law, session.solver).unwrap_or_default();
        if !found.is_empty() {
            verdict.behind = Some(Behind::Nobody(found));
            return Ok(());
        }
    }
    let Some(goal) = dead_end::Goal::of(session.law, claim) else {
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
                Err(reason) => Some(Behind::Untold(untold(claim, reason)?)),
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
    goal: dead_end::Goal,
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
    let telling = dead_end::Telling::in_full(repairs);
    let found = dead_end::dead_end(session, claim, goal, proved, telling)?;
    if let (Some(shelf), Some(found)) = (shelf, &found) {
        shelf.keep(session, found);
    }
    Ok(found)
}

/// The verdict on a claim: the one that is kept, if it still stands, or decided anew.
fn verdict(session: &mut Session<'_>, id: ClaimId) -> Result<Verdict, Disagreement> {
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
    let decision = session.of_whom_matters(claim, |session| claim::decide(session, claim));
    let decision = match decision {
        Ok(decision) => decision,
        Err(Undecided::Internal(what)) => return Err(internal(claim, what)),
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
    let as_expected = match claim::as_expected(law, claim, &decision) {
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
fn unbounded(law: &Law, claim: &Claim) -> Option<Undecided> {
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

/// The verdict on a claim that puts a question nobody asked, `None` where one question to the solver
/// tells that nothing is found: that the claim fails for somebody, where it is sought `by_proof`, or
/// for nobody, where it is not.
fn unasked_verdict(
    session: &mut Session<'_>,
    id: ClaimId,
    by_proof: bool,
) -> Result<Option<Verdict>, Disagreement> {
    let found = is_found(session, id, by_proof)?;
    found.map(|found| found.verdict(session, id)).transpose()
}

/// What a question that nobody asked finds.
#[derive(Clone)]
enum IsFound {
    Yes,
    Undecided(Box<Verdict>),
}

impl IsFound {
    /// The verdict on the claim that puts the question.
    fn verdict(self, session: &mut Session<'_>, id: ClaimId) -> Result<Verdict, Disagreement> {
        match self {
            Self::Yes => verdict(session, id),
            Self::Undecided(verdict) => Ok(*verdict),
        }
    }
}

/// Whether something is found, by one question to the solver or none: see [`unasked_verdict`].
fn is_found(
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
        Err(Undecided::Internal(what)) => Err(internal(claim, what)),
        Err(reason) => Ok(Some(of_reason(&reason))),
    }
}

/// Why something could not be told of a claim, in words; a disagreement of engines is none.
fn untold(claim: &Claim, reason: Untold) -> Result<String, Disagreement> {
    match reason {
        Untold::Disagreement(disagreement) => Err(disagreement),
        Untold::Undecided(Undecided::Internal(what)) => Err(internal(claim, what)),
        reason => Ok(reason.to_string()),
    }
}

fn internal(claim: &Claim, what: &str) -> Disagreement {
    Disagreement {
        claim: claim.name.clone(),
        what: what.to_owned(),
    }
}

fn undecided(claim: ClaimId, reason: &Undecided) -> Verdict {
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
