//! Who is caught, who is not eligible, and who has a way out under some readings.

use indexmap::IndexMap;
use z3::ast::Bool;

use crate::law::{Choices, Law, Needs};
use crate::verdict::Further;

use super::super::classes::{self, Cube, Kinds, Most, Persons, Vocabulary, first_primes};
use super::super::formula::{all, any};
use super::super::reach::Want;
use super::super::session::Session;
use super::super::undecided::Undecided;
use super::super::untold::Untold;
use super::answers::on_days_with_answers;
use super::sessions::Sessions;
use super::{Goal, could_be};

/// Everybody, told apart under some readings.
#[derive(Clone)]
pub struct Classes {
    /// Those whom a circle keeps from the goal: they could get it if circles stood in nobody's way.
    pub caught: Vec<Cube>,
    /// Those who could not even then. Where waiting is asked about, they are among those who are caught.
    pub not_eligible: Vec<Cube>,
    /// Those who can get the goal on the day.
    pub free: Vec<Cube>,
    /// Those who cannot, and only have to wait, where waiting is asked about.
    pub waiting: Vec<Cube>,
    pub further: Further,
}

/// What was found for some readings already.
pub type Known = IndexMap<Choices, Classes>;

/// Tells everybody apart under some readings.
///
/// # Errors
/// Where the solver gives up, or the law's own words do not suffice.
pub fn classes(
    sessions: &mut Sessions<'_, '_>,
    goal: Goal,
    choices: &Choices,
    most: Most,
    known: &mut Known,
) -> Result<Classes, Untold> {
    if let Some(classes) = known.get(choices) {
        return Ok(classes.clone());
    }
    let own = sessions.own();
    let (law, needs) = (own.law, own.needs());
    let [caught, not_eligible] = out_of_reach(own, goal, choices)?;
    let at_once = Goal::on_the_day(goal.holding);
    let free = who_gets(sessions.about(at_once), at_once);
    let waiting = goal.some_day.map(|_| who_gets(sessions.own(), goal));
    let classes = in_words(law, &needs, goal, |vocabulary| {
        let kinds = |session: &mut Session<'_>, side: Option<&Side>, like: Option<&Cube>| {
            let Some((inside, outside)) = side else {
                return Ok(None);
            };
            let persons = Persons {
                inside,
                outside,
                choices,
                like,
                among: &[],
            };
            first_primes(session, vocabulary, &persons, most).map(Some)
        };
        let own = sessions.own();
        let caught = kinds(own, caught.as_ref(), None)?;
        let typical = |found: &Option<Kinds>| found.as_ref()?.typical.clone();
        let like = typical(&caught);
        let not_eligible = kinds(own, not_eligible.as_ref(), like.as_ref())?;
        let like = like.or_else(|| typical(&not_eligible));
        let free = kinds(sessions.about(at_once), Some(&free), like.as_ref())?;
        let waiting = kinds(sessions.own(), waiting.as_ref(), like.as_ref())?;
        let mut sides = [caught, not_eligible];
        let cubes = sides.iter_mut().flatten();
        let cubes = cubes.flat_map(|kinds| &mut kinds.cubes);
        on_days_with_answers(sessions.own(), choices, cubes)?;
        let [caught, not_eligible] = sides;
        let is_cut = |found: &Option<Kinds>| found.as_ref().is_some_and(|found| found.further);
        let further = Further {
            caught: is_cut(&caught),
            not_eligible: is_cut(&not_eligible),
            ways: is_cut(&free) || is_cut(&waiting),
            ..Further::default()
        };
        let cubes = |found: Option<Kinds>| found.map_or_else(Vec::new, |found| found.cubes);
        Ok(Classes {
            caught: cubes(caught),
            not_eligible: cubes(not_eligible),
            free: cubes(free),
            waiting: cubes(waiting),
            further,
        })
    })?;
    known.insert(choices.clone(), classes.clone());
    Ok(classes)
}

/// That somebody is on one side, and that it is not certain that somebody is.
type Side = (Bool, Bool);

/// Those whom a circle keeps from the goal, and those who could not have it even if circles stood in
/// nobody's way: the two diagnoses of verification.md, section 1. `None` where there is nobody.
///
/// Waiting is asked about as one: an exit from a circle that opens on a later day, and an age that is
/// reached, are both waited for.
fn out_of_reach(
    session: &mut Session<'_>,
    goal: Goal,
    choices: &Choices,
) -> Result<[Option<Side>; 2], Undecided> {
    let (out, perhaps_within) = goal.sides(session);
    if goal.some_day.is_some() {
        return Ok([Some((out, perhaps_within)), None]);
    }
    let behind = session.needs().behind(session.law, [goal.holding]);
    if could_be(session.law, &behind).is_empty() {
        return Ok([None, Some((out, perhaps_within))]);
    }
    let [eligible, not_eligible] =
        [Want::True, Want::False].map(|want| session.reach_but_for_circles(goal.holding, want));
    let mut ask = session.choice_literals(choices);
    ask.push(not_eligible.clone());
    if !session.solver.plausible(&ask)? {
        return Ok([Some((out, perhaps_within)), None]);
    }
    // Where it is open whether more than a circle stands in the way, words may say either.
    let sides = [
        all([out, eligible.clone()]),
        any([perhaps_within.clone(), not_eligible.clone()]),
        any([perhaps_within, eligible]),
    ];
    let [caught, not_caught, perhaps_eligible] = sides.map(|side| session.named(&side));
    Ok([
        Some((caught, not_caught)),
        Some((not_eligible, perhaps_eligible)),
    ])
}

/// That somebody gets the goal, on the day or where waiting is asked about by waiting alone; and that it is
/// not certain.
pub fn who_gets(session: &mut Session<'_>, goal: Goal) -> Side {
    match goal.some_day {
        None => [Want::True, Want::NotTrue]
            .map(|want| goal.reach(session, want))
            .into(),
        Some(_) => who_waits(session, goal),
    }
}

/// That somebody cannot get the goal on the day, and only has to wait; and that it is not certain.
fn who_waits(session: &mut Session<'_>, goal: Goal) -> Side {
    let at_once = Goal::on_the_day(goal.holding);
    let covered = goal.is_covered(session);
    let waits = all([
        at_once.reach(session, Want::False),
        goal.reach(session, Want::True),
    ]);
    let waits_not = any([
        at_once.reach(session, Want::NotFalse),
        goal.reach(session, Want::NotTrue),
    ]);
    let sides =
        [waits, waits_not].map(|side| session.named(&all(covered.iter().cloned().chain([side]))));
    sides.into()
}

/// Tells persons apart in words on which the goal may hang.
pub fn in_words<T>(
    law: &Law,
    needs: &Needs,
    goal: Goal,
    tell: impl FnMut(&Vocabulary) -> Result<T, Untold>,
) -> Result<T, Untold> {
    classes::in_words(|plain| goal.words(law, needs, plain), tell)
}

/// Whether somebody is on no side: a gap or conflict leaves open whether the goal is within reach, or whether
/// a circle is what stands in the way.
pub fn between(
    session: &mut Session<'_>,
    goal: Goal,
    choices: &Choices,
) -> Result<bool, Undecided> {
    if !session.may_be_between() {
        return Ok(false);
    }
    let mut open = session.choice_literals(choices);
    open.push(goal.reach(session, Want::NotTrue));
    open.push(goal.reach(session, Want::NotFalse));
    // Both sets exist for somebody only where reach is open.
    if session.solver.possible(&open)? {
        return Ok(true);
    }
    if goal.some_day.is_some() {
        return Ok(false);
    }
    let mut open = session.choice_literals(choices);
    let asked = [Want::NotTrue, Want::NotFalse];
    open.extend(asked.map(|want| session.reach_but_for_circles(goal.holding, want)));
    open.push(goal.reach(session, Want::NotTrue));
    session.solver.possible(&open)
}
