//! What stands behind a claim that a holding is out of reach: the circles, exactly who is caught
//! and since when, and all ways out.

mod answers;
mod certified;
mod changes;
mod circles;
mod goal;
mod grounds;
mod persons;
mod requirements;
mod sessions;
mod unasked;
mod walk;
mod ways;

use crate::law::{
    Choices, Claim, Cone, InputId, InputKind, Law, TooManyTries, Value, cone, first_choices, holds,
};
use crate::verdict::{Caught, Circle, Column, DeadEnd, Further, Region};

use super::classes::{Cube, Most};
use super::engine::About;
use super::repairs::repairs;
use super::session::Session;
use super::solver::Solver;
use super::undecided::Undecided;
use super::untold::Untold;

pub use certified::certified;
use circles::Circles;
pub use goal::Goal;
use persons::{Classes, Known, between, classes, in_words, who_gets};
use requirements::requirements;
use sessions::Sessions;
pub use unasked::{Unasked, could_be, tell_unasked, unasked};

/// The most columns: more are told as a region, not as a table.
const COLUMN_LIMIT: usize = 4;

/// The most combinations of deciding readings that are gone through for columns.
const COMBINATIONS_LIMIT: usize = 4_096;

/// How much is told of a dead end.
#[derive(Debug, Clone, Copy)]
pub struct Telling {
    /// The smallest repairs, too.
    pub repairs: bool,
    /// The persons who are caught, and those who have a way out, on some readings.
    pub most: Most,
}

impl Telling {
    /// As much as a reader could use.
    pub fn in_full(repairs: bool) -> Self {
        Self {
            repairs,
            most: Most::IN_FULL,
        }
    }
}

/// Looks behind a claim that is proved at least on some readings.
///
/// # Errors
/// Where the solver gives up, the law's own words cannot tell the persons apart, or the
/// interpreter contradicts the solver.
pub fn dead_end(
    session: &mut Session<'_>,
    claim: &Claim,
    goal: Goal,
    proved: &Region,
    telling: Telling,
) -> Result<Option<DeadEnd>, Untold> {
    if goal.some_day.is_none() {
        return tell(Sessions::one(session), claim, goal, proved, telling);
    }
    // The chain of days that somebody waits for is long: told a solver that knows what else was
    // asked, it is slow.
    let (law, effort) = (session.law, session.solver.effort());
    let [chains, own, of_the_day] = [(); 3].map(|()| Solver::about(effort, About::Chains));
    let goal = goal.throughout(&mut Session::new(law, &chains), claim, telling.repairs)?;
    let mut own = Session::new(law, &own);
    let mut of_the_day = Session::new(law, &of_the_day);
    let sessions = Sessions::two(&mut own, &mut of_the_day);
    tell(sessions, claim, goal, proved, telling)
}

fn tell(
    mut sessions: Sessions<'_, '_>,
    claim: &Claim,
    goal: Goal,
    proved: &Region,
    telling: Telling,
) -> Result<Option<DeadEnd>, Untold> {
    let session = sessions.own();
    let law = session.law;
    let Some(base) = base(law, claim, proved)? else {
        return Ok(None);
    };
    let cone = cone_of(session, claim, goal);
    // Who is caught would hang on what nobody knows.
    let mut inputs = cone.inputs.iter();
    if let Some(passage) = inputs.find(|input| law[**input].kind == InputKind::Unmodelled) {
        return Err(Undecided::Unmodelled(law[*passage].name.clone()).into());
    }
    let relevant = relevant(law, &cone);
    let mut known = Known::new();
    let mut circles = Circles::new(session, claim, goal);
    let Outline {
        deciding,
        combinations,
        circles: in_columns,
    } = outline(session, claim, &mut circles, &base, &relevant, proved)?;

    let mut columns = Vec::new();
    let mut free: Vec<Vec<Cube>> = Vec::new();
    let mut waiting: Vec<Vec<Cube>> = Vec::new();
    let mut complete = true;
    let mut further = Further {
        circles: circles.is_cut,
        ..Further::default()
    };
    for (choices, circles) in combinations.iter().zip(in_columns) {
        let classes = classes(&mut sessions, goal, choices, telling.most, &mut known)?;
        complete &= !between(sessions.own(), goal, choices)?;
        further.caught |= classes.further.caught;
        further.not_eligible |= classes.further.not_eligible;
        further.ways |= classes.further.ways;
        columns.push(Column {
            choices: named(law, choices, |reading| deciding.contains(&reading)),
            circles,
            caught: classes.caught.iter().map(Cube::caught).collect(),
            not_eligible: classes.not_eligible.iter().map(Cube::caught).collect(),
        });
        free.push(classes.free);
        waiting.push(classes.waiting);
    }
    let session = sessions.own();
    let requirements = requirements(session, &circles, claim, &mut columns, &combinations)?;
    let at_once = Goal::on_the_day(goal.holding);
    let session = sessions.about(at_once);
    let mut ways = ways::ways(session, claim, at_once, &combinations, &free)?;
    if goal.some_day.is_some() {
        let session = sessions.own();
        ways.extend(ways::ways(session, claim, goal, &combinations, &waiting)?);
    }
    let mut others = Vec::new();
    if let Some(first) = combinations.first() {
        let Classes {
            caught,
            not_eligible,
            ..
        } = classes(&mut sessions, goal, first, telling.most, &mut known)?;
        let base = changes::Base {
            claim,
            goal,
            proved,
            held: first,
            deciding: &deciding,
            relevant: &relevant,
        };
        others = changes::changes(&mut sessions, &base, (&caught, &not_eligible), &ways)?;
    }
    let repairs = match telling.repairs {
        true => Some(found_or_why(repairs(
            law,
            sessions.own().solver,
            claim,
            goal,
            &combinations,
        ))?),
        false => None,
    };
    let mut found = DeadEnd {
        goal: goal.holding,
        for_good: goal.some_day,
        repairs,
        held: named(law, &base, |reading| {
            relevant.contains(&reading) && !deciding.contains(&reading)
        }),
        deciding,
        columns,
        requirements,
        ways: ways.into_iter().map(|way| way.told).collect(),
        others,
        complete,
        further,
        unanswered: Vec::new(),
    };
    found.unanswered = answers::unanswered(sessions.own(), goal, &combinations, &found)?;
    Ok(Some(found))
}

/// The columns, and the circles in each.
struct Outline {
    /// The readings that change which circles there are.
    deciding: Vec<InputId>,
    /// The readings of each column.
    combinations: Vec<Choices>,
    circles: Vec<Vec<Circle>>,
}

fn outline(
    session: &mut Session<'_>,
    claim: &Claim,
    circles: &mut Circles,
    base: &Choices,
    relevant: &[InputId],
    proved: &Region,
) -> Result<Outline, Undecided> {
    let law = session.law;
    let here = circles.shapes(session, base)?;
    let mut deciding: Vec<InputId> = Vec::new();
    for (reading, choices) in alternatives(law, base, relevant) {
        let same =
            !is_told(law, claim, proved, &choices) || circles.shapes(session, &choices)? == here;
        if !same && !deciding.contains(&reading) {
            deciding.push(reading);
        }
    }
    let few = columns(law, base, &deciding, |choices| {
        is_told(law, claim, proved, choices)
    });
    let few = few.filter(|all| all.len() <= COLUMN_LIMIT);
    let combinations = few.unwrap_or_else(|| {
        deciding.clear();
        vec![base.clone()]
    });
    let mut found = Vec::new();
    for choices in &combinations {
        found.push(circles.find(session, choices)?);
    }
    Ok(Outline {
        deciding,
        combinations,
        circles: found,
    })
}

/// What it hangs on whether a holding is within reach, and whom a claim is about.
fn cone_of(session: &mut Session<'_>, claim: &Claim, goal: Goal) -> Cone {
    let law = session.law;
    let gates = session.needs().gates_behind(law, goal.holding).into_iter();
    let asked = claim.for_whom.iter().copied().chain(goal.some_day);
    cone(law, gates.chain(asked))
}

/// What was found, or why nothing could be: that leaves the rest as it is.
fn found_or_why<T>(found: Result<T, Untold>) -> Result<Result<T, String>, Untold> {
    match found {
        Ok(found) => Ok(Ok(found)),
        Err(reason @ (Untold::Undecided(Undecided::Internal(_)) | Untold::Disagreement(_))) => {
            Err(reason)
        }
        Err(reason) => Ok(Err(reason.to_string())),
    }
}

/// The readings the columns start from: in the order declared, each takes its first choice with
/// which the claim is still proved.
fn base(law: &Law, claim: &Claim, proved: &Region) -> Result<Option<Choices>, TooManyTries> {
    let mentioned = proved.0.iter().flat_map(|cube| cube.0.keys().copied());
    first_choices(law, &[(claim.under, true)], mentioned, |chosen| {
        proved.0.iter().all(|cube| cube.lacks(chosen))
    })
}

/// The readings that can matter for the goal or for whom the claim is about.
fn relevant(law: &Law, cone: &Cone) -> Vec<InputId> {
    law.readings()
        .filter(|reading| cone.inputs.contains(reading))
        .collect()
}

/// The readings that differ from `base` in one choice.
fn alternatives(law: &Law, base: &Choices, relevant: &[InputId]) -> Vec<(InputId, Choices)> {
    let mut found = Vec::new();
    for reading in relevant {
        for place in 0..law.size_of(law[*reading].ty) {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            if !base.contains(&(*reading, place)) {
                found.push((*reading, changed(base, *reading, place)));
            }
        }
    }
    found
}

fn changed(base: &Choices, reading: InputId, place: u32) -> Choices {
    base.iter()
        .map(|(known, own)| (*known, if *known == reading { place } else { *own }))
        .collect()
}

/// Whether a claim is stated for these choices, and proved.
fn is_told(law: &Law, claim: &Claim, proved: &Region, choices: &Choices) -> bool {
    proved.contains(choices) && is_stated(law, claim, choices)
}

/// Whether a claim is stated for these choices.
fn is_stated(law: &Law, claim: &Claim, choices: &Choices) -> bool {
    holds(law, claim.under, choices) != Some(false)
}

/// Every combination of choices of the deciding readings that is told; `None` where there
/// are too many to go through.
fn columns(
    law: &Law,
    base: &Choices,
    deciding: &[InputId],
    is_told: impl Fn(&Choices) -> bool,
) -> Option<Vec<Choices>> {
    let mut sizes = deciding.iter().map(|reading| law.size_of(law[*reading].ty));
    let combinations = sizes.try_fold(1_usize, |all, size| all.checked_mul(size));
    combinations.filter(|all| *all <= COMBINATIONS_LIMIT)?;
    let mut all = vec![base.clone()];
    for reading in deciding {
        let places = 0..law.size_of(law[*reading].ty);
        all = all
            .iter()
            .flat_map(|choices| {
                places.clone().map(|place| {
                    changed(choices, *reading, u32::try_from(place).unwrap_or(u32::MAX))
                })
            })
            .collect();
    }
    all.retain(is_told);
    Some(all)
}

fn named(law: &Law, choices: &Choices, wanted: impl Fn(InputId) -> bool) -> Vec<(InputId, Value)> {
    choices
        .iter()
        .filter(|(reading, _)| wanted(*reading))
        .filter_map(|(reading, place)| {
            Some((
                *reading,
                Value::at_place(law[*reading].ty, *place as usize)?,
            ))
        })
        .collect()
}

impl Cube {
    fn caught(&self) -> Caught {
        Caught {
            conditions: self.conditions.clone(),
            days: self.days,
        }
    }
}
