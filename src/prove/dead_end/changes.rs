//! What another choice of a reading held fixed would change.

use crate::calendar::Interval;
use crate::law::{Choices, Claim, InputId, Value, holds};
use crate::verdict::{Change, OtherReading, Region, WayOut};

use super::super::classes::{Cube, Persons, primes};
use super::super::day_range::KnownDays;
use super::super::formula::{all, any};
use super::super::reach::Want;
use super::super::session::Session;
use super::super::undecided::Undecided;
use super::super::untold::Untold;
use super::Goal;
use super::sessions::Sessions;
use super::ways::{self, Way};

/// The dead end on the readings from which one other choice at a time is looked at.
pub struct Base<'a> {
    pub claim: &'a Claim,
    pub goal: Goal,
    pub proved: &'a Region,
    pub held: &'a Choices,
    pub deciding: &'a [InputId],
    pub relevant: &'a [InputId],
}

/// For each reading held fixed, and each other choice, what would change; choices that change
/// nothing are left out.
pub fn changes(
    sessions: &mut Sessions<'_, '_>,
    base: &Base<'_>,
    (caught, not_eligible): (&[Cube], &[Cube]),
    ways: &[Way],
) -> Result<Vec<OtherReading>, Untold> {
    let law = sessions.own().law;
    let mut found = Vec::new();
    for (reading, choices) in super::alternatives(law, base.held, base.relevant) {
        let outside = holds(law, base.claim.under, &choices) == Some(false);
        if base.deciding.contains(&reading) || outside {
            continue;
        }
        let change = if base.proved.contains(&choices) {
            ways_changed(sessions, base, (caught, not_eligible), ways, &choices)?
        } else {
            Some(fails(sessions.own(), base.claim, &choices)?)
        };
        let value = |choices: &Choices| {
            let place = choices.iter().find(|(known, _)| *known == reading)?.1;
            Value::at_place(law[reading].ty, usize::try_from(place).ok()?)
        };
        if let (Some(change), Some(held), Some(other)) = (change, value(base.held), value(&choices))
        {
            found.push(OtherReading {
                reading,
                held,
                other,
                change,
            });
        }
    }
    Ok(found)
}

/// The days on which the claim fails for somebody.
fn fails(session: &mut Session<'_>, claim: &Claim, choices: &Choices) -> Result<Change, Undecided> {
    let premises = session.premises(claim);
    let ask = [premises, session.question(claim.claim, Want::NotTrue)];
    let known = KnownDays {
        within: claim.window(),
        ..KnownDays::NOTHING
    };
    let (first, last) = session.first_and_last_day(&ask, choices, known)?;
    Ok(Change::Fails(Interval::from_to(first, last)))
}

fn ways_changed(
    sessions: &mut Sessions<'_, '_>,
    base: &Base<'_>,
    (caught, not_eligible): (&[Cube], &[Cube]),
    ways: &[Way],
    choices: &Choices,
) -> Result<Option<Change>, Untold> {
    let out: Vec<Cube> = caught.iter().chain(not_eligible).cloned().collect();
    let mut ask = |goal: Goal, cube: &Cube, want: Want| {
        let session = sessions.about(goal);
        let mut person = session.choice_literals(choices);
        person.extend(session.cube(cube));
        person.push(goal.reach(session, want));
        session.solver.plausible(&person)
    };
    let (mut closed, mut narrowed) = (Vec::new(), Vec::new());
    for (place, way) in ways.iter().enumerate() {
        if way.told.columns.contains(&0) && ask(way.to, &way.cube, Want::NotTrue)? {
            let left = ask(way.to, &way.cube, Want::True)?;
            if left { &mut narrowed } else { &mut closed }.push(place);
        }
    }
    let mut is_freed = false;
    for cube in &out {
        is_freed = is_freed || ask(base.goal, cube, Want::NotFalse)?;
    }
    let freed = match is_freed {
        true => ways_of(sessions, base, &out, choices)?,
        false => Vec::new(),
    };
    let eligibility = base.goal.some_day.is_none()
        && (are_some(sessions.own(), base.goal, caught, choices, Want::False)?
            || are_some(sessions.own(), base.goal, not_eligible, choices, Want::True)?);
    let changed = !freed.is_empty() || !closed.is_empty() || !narrowed.is_empty() || eligibility;
    Ok(changed.then_some(Change::Ways {
        closed,
        narrowed,
        freed,
        eligibility,
    }))
}

/// Whether some of these persons, of those who are out of reach, are or are not eligible.
fn are_some(
    session: &mut Session<'_>,
    goal: Goal,
    persons: &[Cube],
    choices: &Choices,
    want: Want,
) -> Result<bool, Undecided> {
    for cube in persons {
        let mut person = session.choice_literals(choices);
        person.extend(session.cube(cube));
        person.push(goal.reach(session, Want::False));
        person.push(session.reach_but_for_circles(goal.holding, want));
        if session.solver.plausible(&person)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The ways out on other readings of persons who are caught.
fn ways_of(
    sessions: &mut Sessions<'_, '_>,
    base: &Base<'_>,
    caught: &[Cube],
    choices: &Choices,
) -> Result<Vec<WayOut>, Untold> {
    let at_once = Goal::on_the_day(base.goal.holding);
    let waiting = base.goal.some_day.map(|_| base.goal);
    let combinations = std::slice::from_ref(choices);
    let mut found = Vec::new();
    for goal in [at_once].into_iter().chain(waiting) {
        let session = sessions.about(goal);
        let (law, needs) = (session.law, session.needs());
        let mut kinds = Vec::new();
        for cube in caught {
            kinds.push(all(session.cube(cube)));
        }
        let among = [session.named(&any(kinds))];
        let (inside, outside) = super::who_gets(session, goal);
        let cubes = super::in_words(law, &needs, base.goal, |vocabulary| {
            let persons = Persons {
                inside: &inside,
                outside: &outside,
                choices,
                like: caught.first(),
                among: &among,
            };
            primes(session, vocabulary, &persons)
        })?;
        for cube in cubes {
            let way = ways::tell(session, base.claim, goal, combinations, &cube, vec![0])?;
            found.extend(way);
        }
    }
    Ok(found)
}
