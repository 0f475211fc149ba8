//! The days on which outcomes change, and somebody for whom they do.

use std::collections::BTreeMap;

use crate::certify::bounds::{FIRST_DAY, LAST_DAY};
use crate::diff::{Change, Dated, Elsewhere, changes, dated, elsewhere};
use crate::eval::{Interpreter, Situation};
use crate::law::{InputId, InputKind, Law, Moment};
use crate::verdict::{
    Affected, Boundaries, DayChange, ReadingCube, Region, Turn, Unsettled, Witness,
};

use super::claim::{self, Search};
use super::decided::unbounded;
use super::diff::is_turn;
use super::replay::{Replayed, replay};
use super::session::Session;
use super::still::still;
use super::undecided::Undecided;
use super::workers::side_by_side;
use super::{Disagreement, Run};

/// All days on which outcomes change for somebody. Which days may be such is read off the law; that
/// there are no others is asked nevertheless. The questions are added to the law.
///
/// # Errors
/// [`Disagreement`] where a second engine comes to another result.
pub fn boundaries<'r>(law: &mut Law, run: impl Into<Run<'r>>) -> Result<Boundaries, Disagreement> {
    let all = dated(law, FIRST_DAY, LAST_DAY);
    let mut told = Told {
        law,
        run: run.into(),
        found: Boundaries::default(),
    };
    // Most outcomes do not change in most ways, which one question tells.
    let open = told.elsewhere(every_turn(&all), Limit::GoOn)?;
    let mut asked = changes(told.law, &all);
    asked.retain(|change| {
        let mut open = open.iter();
        open.any(|(one, turn)| one.outcome.about == change.about && *turn == change.turn)
    });
    told.decide(&asked)?;
    let open = told.elsewhere(open, Limit::Told)?;
    // Days that fall together for everybody are found where others may fall on them.
    let mut together = Vec::new();
    for (one, turn) in &open {
        let known = told.known(one.outcome.about, *turn);
        let days = one.moments.days.iter().map(|day| Moment::Day(*day));
        let own = one.moments.own.iter().map(|own| own.moment);
        for on in days.chain(own).filter(|on| !known.contains(on)) {
            together.push(Elsewhere {
                of: one,
                turn: *turn,
                on: Some(on),
                known: known.clone(),
            });
        }
    }
    let asked = elsewhere(told.law, &together);
    told.decide(&asked)?;
    for (one, turn) in told.elsewhere(open, Limit::Told)? {
        told.found.unsettled.push(Unsettled {
            about: one.outcome.about,
            turn,
            moment: None,
            reason: "it changes on a further day, of which it could not be said which it is"
                .to_owned(),
        });
    }
    let moving = all.iter().filter(|one| one.moments.moving);
    for about in moving.map(|one| one.outcome.about) {
        if !told.found.moving.contains(&about) {
            told.found.moving.push(about);
        }
    }
    Ok(told.found)
}

/// The outcomes with each way in which they may change. What is counted from the day differs on
/// every day.
fn every_turn(all: &[Dated]) -> Vec<(&Dated, Turn)> {
    let turns = |one| {
        let of: &Dated = one;
        of.outcome.turns().iter().map(move |turn| (of, *turn))
    };
    let all = all.iter().flat_map(turns);
    all.filter(|(one, turn)| !(one.moments.moving && *turn == Turn::Differs))
        .collect()
}

/// What is done where the limit of steps is reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Limit {
    /// More is asked.
    GoOn,
    /// It is told.
    Told,
}

struct Told<'l> {
    law: &'l mut Law,
    run: Run<'l>,
    found: Boundaries,
}

impl Told<'_> {
    fn decide(&mut self, asked: &[Change]) -> Result<(), Disagreement> {
        let law = &*self.law;
        // Who shows one change on a day often shows others.
        let mut days: BTreeMap<Option<Moment>, Vec<(usize, Change)>> = BTreeMap::new();
        for (at, change) in asked.iter().enumerate() {
            days.entry(change.moment).or_default().push((at, *change));
        }
        let days: Vec<Vec<(usize, Change)>> = days.into_values().collect();
        let decided = side_by_side(law, self.run, &days, |session, of_day| {
            let mut seen: Vec<Witness> = Vec::new();
            let mut decided = Vec::new();
            for group in of_day.chunk_by(|(_, one), (_, other)| one.is == other.is) {
                decided.extend(alone(session, group, |session, (at, change)| {
                    (*at, decide(session, *change, &mut seen))
                }));
            }
            decided
        });
        let mut decided: Vec<(usize, _)> = decided.into_iter().flatten().collect();
        decided.sort_by_key(|(at, _)| *at);
        for (_, one) in decided {
            match one? {
                Some(Ok(boundary)) => self.found.found.push(boundary),
                Some(Err(unsettled)) => self.found.unsettled.push(unsettled),
                None => {}
            }
        }
        Ok(())
    }

    /// The days on which an outcome is known to change in some way.
    fn known(&self, about: Affected, turn: Turn) -> Vec<Moment> {
        let found = self.found.found.iter();
        found
            .filter(|one| one.about == about && one.turn == turn)
            .map(|one| one.moment)
            .collect()
    }

    /// Those that change on a day that is not known.
    fn elsewhere<'d>(
        &mut self,
        of: Vec<(&'d Dated, Turn)>,
        limit: Limit,
    ) -> Result<Vec<(&'d Dated, Turn)>, Disagreement> {
        let asked: Vec<Elsewhere<'d>> = of
            .into_iter()
            .map(|(one, turn)| Elsewhere {
                of: one,
                turn,
                on: None,
                known: self.known(one.outcome.about, turn),
            })
            .collect();
        let put = elsewhere(self.law, &asked);
        let law = &*self.law;
        let groups: Vec<&[Change]> = put.chunk_by(|one, other| one.is == other.is).collect();
        let fails = side_by_side(law, self.run, &groups, |session, group| {
            let fails = |session: &mut Session<'_>, change: &Change| {
                claim::can_fail(session, &law[change.claim])
            };
            alone(session, group, fails)
        });
        let fails = fails.into_iter().flatten();
        let mut open = Vec::new();
        for ((one, change), fails) in asked.iter().zip(&put).zip(fails) {
            let claim = &law[change.claim];
            let reason = match fails {
                Ok(true) => {
                    open.push((one.of, one.turn));
                    continue;
                }
                // With more elements than were looked at, there may be other days.
                Ok(false) => unbounded(law, claim),
                Err(Undecided::Internal(what)) => return Err(Disagreement::internal(claim, what)),
                Err(_) if limit == Limit::GoOn => {
                    open.push((one.of, one.turn));
                    continue;
                }
                Err(reason) => Some(reason),
            };
            self.found
                .unsettled
                .extend(reason.map(|reason| unsettled(*change, &reason)));
        }
        Ok(open)
    }
}

/// Asks the questions on one outcome in a solver of its own: what a question costs grows with all that
/// is known to the solver.
fn alone<W, R>(
    session: &Session<'_>,
    group: &[W],
    mut ask: impl FnMut(&mut Session<'_>, &W) -> R,
) -> Vec<R> {
    let solver = session.solver.another();
    let mut session = Session::new(session.law, &solver);
    let answers = group.iter().map(|change| ask(&mut session, change));
    answers.collect()
}

fn unsettled(change: Change, reason: &Undecided) -> Unsettled {
    Unsettled {
        about: change.about,
        turn: change.turn,
        moment: change.moment,
        reason: reason.to_string(),
    }
}

type Decided = Option<Result<DayChange, Unsettled>>;

/// Of persons seen on a day, so many are tried first.
const SEEN_LIMIT: usize = 8;

/// Whether an outcome changes on a day, on which readings, and for whom: somebody `seen` already, if
/// possible.
fn decide(
    session: &mut Session<'_>,
    change: Change,
    seen: &mut Vec<Witness>,
) -> Result<Decided, Disagreement> {
    let law = session.law;
    let claim = &law[change.claim];
    let Some(moment) = change.moment else {
        return Ok(None);
    };
    let decided = match claim::can_fail(session, claim) {
        Ok(false) => return Ok(None),
        Ok(true) => claim::decide_with(session, claim, Search::Any(seen)),
        Err(reason) => Err(reason),
    };
    let decision = match decided {
        Ok(decision) => decision,
        Err(Undecided::Internal(what)) => return Err(Disagreement::internal(claim, what)),
        Err(reason) => return Ok(Some(Err(unsettled(change, &reason)))),
    };
    let mut cubes: Vec<ReadingCube> = Vec::new();
    let mut example = None;
    let needs = session.needs();
    for refuted in decision.refuted {
        if let Replayed::Unknown(passage) = replay(law, claim, &refuted.witness)? {
            let reason = Undecided::Unmodelled(law[passage].name.clone());
            return Ok(Some(Err(unsettled(change, &reason))));
        }
        let person = still(law, &needs, claim, change.is, refuted.witness);
        let other = |known: &Witness| known.given != person.given;
        if seen.len() < SEEN_LIMIT && seen.iter().all(other) {
            seen.push(person.clone());
        }
        let witness = without_twins(law, person);
        if !turns(law, change, &witness) {
            let what = "somebody is found for whom it seems to change, and the interpreter says \
                        that on the days themselves it does not";
            let reason = Undecided::Unsupported(what.to_owned());
            return Ok(Some(Err(unsettled(change, &reason))));
        }
        cubes.push(refuted.cube);
        example.get_or_insert(witness);
    }
    let region = Region(cubes).widened(law, &decision.proved.0);
    Ok(example.map(|example| {
        Ok(DayChange {
            about: change.about,
            turn: change.turn,
            moment,
            is: change.is,
            claim: change.claim,
            region,
            example,
        })
    }))
}

/// A person without the other day that stands for the day before.
fn without_twins(law: &Law, mut witness: Witness) -> Witness {
    let is_twin = |input: InputId| matches!(law[input].kind, InputKind::Twin(_));
    witness.given.retain(|(input, _)| !is_twin(*input));
    witness
}

/// Whether the interpreter sees the change, on the day and on the day before it by the calendar.
fn turns(law: &Law, change: Change, witness: &Witness) -> bool {
    let on = |day| {
        let situation = Situation::of(law, day, witness.values());
        Interpreter::new(law, &situation)
            .evaluate(change.is)
            .value()
    };
    let before = witness.day.previous();
    before.is_some_and(|before| is_turn(change.turn, on(before), on(witness.day)))
}
