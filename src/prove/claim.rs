//! One claim: on which readings it is proved, on which refuted, and by whom.
//!
//! Readings stay symbolic. As long as there are unclassified ones, the first is taken: where no
//! person is a counterexample, the readings needed for that are a proved region; where one is,
//! the person is fixed, and the readings needed for the failure are a refuted region.

use z3::ast::Bool;

use crate::calendar::Day;
use crate::certify::bounds::{FIRST_DAY, LAST_DAY};
use crate::law::{
    Between, Choices, Claim, Expected, Expr, ExprId, InputId, Law, TooManyTries, Value, cone,
    first_choices,
};
use crate::verdict::{ReadingCube, Refuted, Region, Witness, cubes};

use super::day_range::KnownDays;
use super::formula::{all, any, not};
use super::indispensable::indispensable;
use super::reach::Want;
use super::readings::pick;
use super::replay::{Replayed, replay, surely_fails, surely_stands};
use super::session::Session;
use super::solver::Calendar;
use super::undecided::Undecided;
use super::witness::Anchor;

/// The most regions of one claim.
const REGION_LIMIT: usize = 64;

/// What was found out about a claim, not yet certified.
pub struct Decision {
    pub proved: Region,
    pub refuted: Vec<Refuted>,
    /// The readings among the proved ones on which nobody meets the conditions.
    pub nobody: Region,
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
    decide_with(session, claim, Search::Everything)
}

/// What is sought of those for whom a claim fails.
#[derive(Clone, Copy)]
pub enum Search<'w> {
    /// The most ordinary of them, and the first and last day.
    Everything,
    /// Any of these persons for whom it fails, on whichever readings; else the most ordinary. No days.
    Any(&'w [Witness]),
}

/// As [`decide`], where less is sought.
///
/// # Errors
/// Where the solver gives up, or there are too many regions.
pub fn decide_with(
    session: &mut Session<'_>,
    claim: &Claim,
    search: Search<'_>,
) -> Result<Decision, Undecided> {
    covered(claim)?;
    plain(session.law, claim)?;
    let premises = session.premises(claim);
    let formulas = formulas(session, claim, &premises);
    let premises = [session.named(&premises)];
    let mut nobody: Vec<ReadingCube> = Vec::new();
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
                "the verdict depends on too many combinations of readings".to_owned(),
            ));
        }
        let Some(choices) = pick(session.law, claim.under, &blocked)? else {
            break;
        };
        let anchor = match claim.from.or_else(|| first_day(session.law, claim)) {
            Some(day) => Anchor::Near(day),
            None => Anchor::Boundary,
        };
        let fails = [formulas.fails.clone()];
        let known = match search {
            Search::Everything => None,
            Search::Any(persons) => known(session.law, claim, persons, &choices),
        };
        let witness = match known {
            Some(known) => Some(known),
            None => {
                let (law, needs) = (session.law, session.needs());
                let is_one = |found: &Witness| surely_fails(law, &needs, claim, found, found.day);
                session.witness_by(&fails, &choices, anchor, is_one)?
            }
        };
        match witness {
            Some(witness) => {
                seen(session, claim, &witness)?;
                let mut found = refutation(session, claim, &formulas, &choices, witness)?;
                if matches!(search, Search::Everything) {
                    let (law, needs) = (session.law, session.needs());
                    let person = &found.witness;
                    let known = KnownDays {
                        within: claim.window(),
                        one: Some(person.day),
                        is_one: Some(&|day| surely_fails(law, &needs, claim, person, day)),
                    };
                    let days = session.first_and_last_day(&fails, &choices, known)?;
                    found.days = session.without_edge(&fails, &choices, claim.window(), days)?;
                }
                refuted.push(found);
            }
            None => {
                // Where the calendar was not needed for the proof, it is not needed to shorten it.
                let calendar = if session.solver.was_quick() {
                    Calendar::Ignored
                } else {
                    Calendar::Kept
                };
                let somebody = session.trial.finds_somebody(claim, &choices)
                    || session.real(&premises, &choices)?;
                let solver = session.solver;
                let cube = if somebody {
                    let ordinary = session.ordinary_values();
                    let ask = |assumed: &[Bool]| match calendar {
                        Calendar::Ignored => solver.plausible(assumed),
                        Calendar::Kept => solver.likely(assumed, &ordinary),
                    };
                    needed(session, &fails, &choices, ask)?
                } else {
                    let ask = |assumed: &[Bool]| solver.possible(assumed);
                    needed(session, &premises, &choices, ask)?
                };
                if !somebody {
                    nobody.push(cube.clone());
                }
                proved.push(cube);
            }
        }
    }
    let outside: Vec<ReadingCube> = refuted.iter().map(|found| found.cube.clone()).collect();
    let about_somebody = proved.iter().filter(|cube| !nobody.contains(cube)).cloned();
    let beside_nobody: Vec<ReadingCube> = outside.iter().cloned().chain(about_somebody).collect();
    // Where it is not known in cubes for which it is stated, more may be told than that.
    let stated = cubes(session.law, claim.under, true).map(Region);
    let told = |region: Region| match &stated {
        Some(stated) => region.among(stated),
        None => region,
    };
    Ok(Decision {
        nobody: told(Region(nobody).widened(session.law, &beside_nobody)),
        proved: told(Region(proved).widened(session.law, &outside)),
        refuted,
    })
}

/// The first of some persons for whom a claim fails on these readings.
fn known(law: &Law, claim: &Claim, persons: &[Witness], choices: &Choices) -> Option<Witness> {
    let readings: Vec<(InputId, Value)> = choices
        .iter()
        .filter_map(|(reading, place)| {
            let place = usize::try_from(*place).ok()?;
            Some((*reading, Value::at_place(law[*reading].ty, place)?))
        })
        .collect();
    let mut persons = persons.iter().map(|person| Witness {
        readings: readings.clone(),
        ..person.clone()
    });
    persons.find(|person| matches!(replay(law, claim, person), Ok(Replayed::Fails)))
}

/// The day whose law is compared with that of the day before, where a claim does that; where that
/// hangs on readings, one of its days.
fn first_day(law: &Law, claim: &Claim) -> Option<Day> {
    match &claim.form.as_ref()?.between {
        Between::Laws { days, .. } => law.exprs.days_of(*days.first()?)?.first().copied(),
        Between::Neighbours { .. } => None,
    }
}

/// Whether there is anybody, on any day and reading it is stated for, for whom a claim fails.
///
/// # Errors
/// Where the solver gives up.
pub fn can_fail(session: &mut Session<'_>, claim: &Claim) -> Result<bool, Undecided> {
    plain(session.law, claim)?;
    let premises = session.premises(claim);
    let fails = session.question(claim.claim, Want::NotTrue);
    session.solver.possible(&[all([premises, fails])])
}

/// A proof covers some centuries only: a claim on other days alone would be proved of nobody.
fn covered(claim: &Claim) -> Result<(), Undecided> {
    let ends_before = claim.until.is_some_and(|until| until <= FIRST_DAY);
    if ends_before || claim.from.is_some_and(|from| from > LAST_DAY) {
        return Err(Undecided::Days(format!(
            "its days lie outside those that a proof covers: {} to {}",
            FIRST_DAY.in_words(),
            LAST_DAY.in_words()
        )));
    }
    Ok(())
}

/// Where something is left open that the solver cannot be told, a person may be found for whom the
/// claim holds: nothing is known then.
fn seen(session: &Session<'_>, claim: &Claim, witness: &Witness) -> Result<(), Undecided> {
    match &session.encoder.refused {
        Some(why) if replay(session.law, claim, witness).is_err() => {
            Err(Undecided::Unsupported(why.clone()))
        }
        _ => Ok(()),
    }
}

/// What is within reach is put before the solver where it is a condition of yes or no, not where a
/// number or day hangs on it.
fn plain(law: &Law, claim: &Claim) -> Result<(), Undecided> {
    let reaches = |roots: &[ExprId]| {
        let exprs = cone(law, roots.iter().copied()).exprs;
        exprs
            .iter()
            .any(|id| matches!(law.exprs.get(*id), Expr::Reach(_)))
    };
    let roots: Vec<ExprId> = claim
        .for_whom
        .iter()
        .copied()
        .chain([claim.claim])
        .collect();
    if !reaches(&roots) {
        return Ok(());
    }
    for id in cone(law, roots).exprs {
        if let Expr::Op(_, operands) = law.exprs.get(id)
            && reaches(operands)
        {
            return Err(Undecided::Unsupported(
                "a number or day in it hangs on what is within reach".to_owned(),
            ));
        }
    }
    Ok(())
}

fn formulas(session: &mut Session<'_>, claim: &Claim, premises: &Bool) -> Formulas {
    let fails = session.question(claim.claim, Want::NotTrue);
    let holds = session.question(claim.claim, Want::True);
    // Where a reading makes the person impossible, the claim is not about the person.
    let possible = session.possible_person();
    let mut outside = vec![session.outside_window(claim), not(&possible)];
    outside.push(session.question(claim.under, Want::NotTrue));
    for condition in &claim.for_whom {
        outside.push(session.question(*condition, Want::NotTrue));
    }
    Formulas {
        fails: session.named(&all([premises.clone(), fails])),
        stands: session.named(&any(outside.into_iter().chain([holds]))),
    }
}

/// On which days it fails is not sought here.
fn refutation(
    session: &mut Session<'_>,
    claim: &Claim,
    formulas: &Formulas,
    choices: &Choices,
    witness: Witness,
) -> Result<Refuted, Undecided> {
    let mut stands = session.person_literals(&witness);
    stands.push(formulas.stands.clone());
    let (law, solver, needs) = (session.law, session.solver, session.needs());
    let readings: Vec<(InputId, Vec<Bool>)> = choices
        .iter()
        .map(|(reading, _)| {
            let places = 0..law.size_of(law[*reading].ty);
            let places = places.map(|place| session.is(*reading, place));
            (*reading, places.collect())
        })
        .collect();
    // The readings on which the solver just found that it stands for the person, without the calendar.
    let elsewhere = || {
        let example = solver.example();
        let chosen = readings.iter().filter_map(|(reading, places)| {
            let place = places.iter().position(|place| example.satisfies(place))?;
            Some((*reading, Value::at_place(law[*reading].ty, place)?))
        });
        Witness {
            readings: chosen.collect(),
            ..witness.clone()
        }
    };
    let cube = needed(session, &stands, choices, |assumed| {
        Ok(solver.of_anybody(assumed, Calendar::Ignored)?
            && (surely_stands(law, &needs, claim, &elsewhere())
                || solver.of_anybody(assumed, Calendar::Kept)?))
    })?;
    Ok(Refuted {
        cube,
        witness,
        days: (None, None),
    })
}

/// The readings without which `formulas` would be possible together: each is dropped, the last
/// declared first, if the rest suffices.
fn needed(
    session: &mut Session<'_>,
    formulas: &[Bool],
    choices: &Choices,
    possible: impl Fn(&[Bool]) -> Result<bool, Undecided>,
) -> Result<ReadingCube, Undecided> {
    let all: Vec<(InputId, u32, Bool)> = choices
        .iter()
        .map(|(reading, place)| (*reading, *place, session.is(*reading, *place as usize)))
        .collect();
    let kept = indispensable(
        session.solver,
        all,
        |(.., literal)| literal,
        |kept| {
            let readings = kept.iter().map(|(.., literal)| literal.clone());
            let assumed: Vec<Bool> = formulas.iter().cloned().chain(readings).collect();
            possible(&assumed)
        },
    )?;
    Ok(ReadingCube(
        kept.into_iter()
            .map(|(reading, place, _)| (reading, vec![place]))
            .collect(),
    ))
}

/// Whether a decision is what the claim expects.
///
/// # Errors
/// Where the readings expected take too long to compare.
pub fn as_expected(law: &Law, claim: &Claim, decision: &Decision) -> Result<bool, TooManyTries> {
    let (proved, refuted) = (&decision.proved, &decision.refuted);
    Ok(match claim.expected {
        Expected::Proved => !proved.is_nothing() && refuted.is_empty(),
        Expected::Refuted => proved.is_nothing() && !refuted.is_empty(),
        Expected::ProvedUnder(region) => {
            // No proved cube reaches outside the region, no refuted one inside: the cubes cover
            // all readings, so that this is equality.
            let sides = proved.0.iter().map(|cube| (cube, false));
            for (cube, inside) in sides.chain(refuted.iter().map(|found| (&found.cube, true))) {
                if meets(law, claim, cube, (region, inside))? {
                    return Ok(false);
                }
            }
            !proved.is_nothing()
        }
    })
}

/// Whether some readings of the cube, among those the claim is stated for, are in the region (or,
/// with `false`, outside it).
fn meets(
    law: &Law,
    claim: &Claim,
    cube: &ReadingCube,
    region: (ExprId, bool),
) -> Result<bool, TooManyTries> {
    let wanted = [(claim.under, true), region];
    let readings = cube.0.keys().copied();
    Ok(first_choices(law, &wanted, readings, |chosen| cube.lacks(chosen))?.is_some())
}
