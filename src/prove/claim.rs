//! One claim: on which readings it is proved, on which refuted, and by whom.
//!
//! Readings stay symbolic. As long as there are unclassified ones, the first is taken: where no
//! person is a counterexample, the readings needed for that are a proved region; where one is,
//! the person is fixed, and the readings needed for the failure are a refuted region.

use z3::ast::Bool;

use crate::law::{Claim, Expected, InputId};
use crate::verdict::{ReadingCube, Refuted, Region, Witness};

use super::reach::Want;
use super::readings::{Choices, holds, pick};
use super::session::Session;
use super::solver::{Calendar, Undecided, all, any};
use super::witness::Anchor;

/// The most regions of one claim.
const REGION_LIMIT: usize = 64;

/// What was found out about a claim, not yet certified.
pub struct Decision {
    pub proved: Region,
    pub refuted: Vec<Refuted>,
    pub about_nobody: bool,
}

/// The formulas of a claim.
struct Formulas {
    /// The conditions hold, and the claim does not.
    fails: Bool,
    /// The conditions do not hold, or the claim does.
    stands: Bool,
}

/// Decides a claim on all readings it is stated for.
///
/// # Errors
/// Where the solver gives up, or there are too many regions.
pub fn decide(session: &mut Session<'_>, claim: &Claim) -> Result<Decision, Undecided> {
    let premises = session.premises(claim);
    let formulas = formulas(session, claim, &premises);
    let mut proved: Vec<ReadingCube> = Vec::new();
    let mut refuted: Vec<Refuted> = Vec::new();
    loop {
        let blocked: Vec<ReadingCube> = proved
            .iter()
            .chain(refuted.iter().map(|found| &found.cube))
            .cloned()
            .collect();
        if blocked.len() > REGION_LIMIT {
            return Err(Undecided::TooMany(
                "the verdict depends on too many combinations of readings",
            ));
        }
        let Some(choices) = pick(session.law, claim.under, &blocked) else {
            break;
        };
        let anchor = match claim.from {
            Some(from) => Anchor::Near(from),
            None => Anchor::Boundary,
        };
        let fails = [formulas.fails.clone()];
        match session.witness(&fails, &choices, anchor)? {
            Some(witness) => refuted.push(refutation(session, &formulas, &choices, witness)?),
            None => {
                // Where the calendar was not needed for the proof, it is not needed to shorten it.
                let calendar = if session.solver.was_quick() {
                    Calendar::Ignored
                } else {
                    Calendar::Kept
                };
                proved.push(needed(session, &formulas.fails, &[], &choices, calendar)?);
            }
        }
    }
    let outside: Vec<ReadingCube> = refuted.iter().map(|found| found.cube.clone()).collect();
    let proved = Region(proved).widened(session.law, &outside);
    // Whoever refutes the claim is somebody it is about.
    let about_nobody = refuted.is_empty() && is_about_nobody(session, claim, &premises)?;
    Ok(Decision {
        proved,
        refuted,
        about_nobody,
    })
}

fn formulas(session: &mut Session<'_>, claim: &Claim, premises: &Bool) -> Formulas {
    let fails = session.question(claim.claim, Want::NotTrue);
    let holds = session.question(claim.claim, Want::True);
    let mut outside = vec![session.outside_window(claim)];
    outside.push(session.question(claim.under, Want::NotTrue));
    for condition in &claim.for_whom {
        outside.push(session.question(*condition, Want::NotTrue));
    }
    Formulas {
        fails: session.named(&all([premises.clone(), fails])),
        stands: session.named(&any(outside.into_iter().chain([holds]))),
    }
}

/// Whether nobody meets the conditions of the claim, on any reading it is stated for.
fn is_about_nobody(
    session: &mut Session<'_>,
    claim: &Claim,
    premises: &Bool,
) -> Result<bool, Undecided> {
    let premises = std::slice::from_ref(premises);
    if let Some(choices) = pick(session.law, claim.under, &[])
        && session.real(premises, &choices)?
    {
        return Ok(false);
    }
    Ok(!session.solver.possible(premises)?)
}

fn refutation(
    session: &mut Session<'_>,
    formulas: &Formulas,
    choices: &Choices,
    witness: Witness,
) -> Result<Refuted, Undecided> {
    let person = session.person_literals(&witness);
    let cube = needed(session, &formulas.stands, &person, choices, Calendar::Kept)?;
    let days = session.first_and_last_day(std::slice::from_ref(&formulas.fails), choices)?;
    Ok(Refuted {
        cube,
        witness,
        days,
    })
}

/// The readings without which `formula` would be possible (for `person`, if one is given): each
/// is dropped, the last declared first, if the rest suffices.
fn needed(
    session: &mut Session<'_>,
    formula: &Bool,
    person: &[Bool],
    choices: &Choices,
    calendar: Calendar,
) -> Result<ReadingCube, Undecided> {
    let mut kept: Vec<(InputId, u32, Bool)> = choices
        .iter()
        .map(|(reading, place)| (*reading, *place, session.is(*reading, *place as usize)))
        .collect();
    let ask = |kept: &[(InputId, u32, Bool)]| {
        let mut assumptions = vec![formula.clone()];
        assumptions.extend(person.iter().cloned());
        assumptions.extend(kept.iter().map(|(.., literal)| literal.clone()));
        session.solver.can_be(&assumptions, calendar)
    };
    let mut core: Option<Vec<Bool>> = None;
    for at in (0..kept.len()).rev() {
        let mut fewer = kept.clone();
        let (.., literal) = fewer.remove(at);
        // What the last proof did not use can go without asking: the answer would be the same.
        let unused = core.as_ref().is_some_and(|core| !core.contains(&literal));
        if unused {
            kept = fewer;
        } else if !ask(&fewer)? {
            core = Some(session.solver.core());
            kept = fewer;
        }
    }
    Ok(ReadingCube(
        kept.into_iter()
            .map(|(reading, place, _)| (reading, vec![place]))
            .collect(),
    ))
}

/// Whether a decision is what the claim expects.
pub fn as_expected(session: &Session<'_>, claim: &Claim, decision: &Decision) -> bool {
    match claim.expected {
        Expected::Proved => !decision.proved.is_nothing() && decision.refuted.is_empty(),
        Expected::Refuted => decision.proved.is_nothing() && !decision.refuted.is_empty(),
        Expected::ProvedUnder(region) => {
            // No proved cube reaches outside the region, no refuted one inside: the cubes cover
            // all readings, so that this is equality.
            let law = session.law;
            let outside = |cube: &ReadingCube| meets(law, claim, cube, region, false);
            let inside = |cube: &ReadingCube| meets(law, claim, cube, region, true);
            !decision.proved.0.iter().any(outside)
                && !decision.refuted.iter().any(|found| inside(&found.cube))
                && !decision.proved.is_nothing()
        }
    }
}

/// Whether some reading of the cube, among those the claim is stated for, satisfies the region
/// (or, with `wanted` false, does not).
fn meets(
    law: &crate::law::Law,
    claim: &Claim,
    cube: &ReadingCube,
    region: crate::law::ExprId,
    wanted: bool,
) -> bool {
    let mut chosen = Choices::new();
    let readings: Vec<InputId> = law.readings().collect();
    search(law, claim, cube, region, wanted, &readings, &mut chosen)
}

fn search(
    law: &crate::law::Law,
    claim: &Claim,
    cube: &ReadingCube,
    region: crate::law::ExprId,
    wanted: bool,
    open: &[InputId],
    chosen: &mut Choices,
) -> bool {
    if holds(law, claim.under, chosen) == Some(false) || holds(law, region, chosen) == Some(!wanted)
    {
        return false;
    }
    let settled = holds(law, claim.under, chosen) == Some(true)
        && holds(law, region, chosen) == Some(wanted)
        && cube
            .0
            .keys()
            .all(|reading| chosen.iter().any(|(known, _)| known == reading));
    if settled {
        return true;
    }
    let Some((reading, rest)) = open.split_first() else {
        return false;
    };
    let places = (0..law.size_of(law[*reading].ty)).filter_map(|place| u32::try_from(place).ok());
    for place in places {
        if cube
            .0
            .get(reading)
            .is_some_and(|allowed| !allowed.contains(&place))
        {
            continue;
        }
        chosen.push((*reading, place));
        if search(law, claim, cube, region, wanted, rest, chosen) {
            return true;
        }
        chosen.pop();
    }
    false
}
