//! What another choice of a reading held fixed would change.

use z3::ast::Bool;

use crate::calendar::Interval;
use crate::law::{Choices, Claim, InputId, Value};
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
    let mut told: Option<Told> = None;
    for (reading, choices) in super::alternatives(law, base.held, base.relevant) {
        let is_stated = super::is_stated(law, base.claim, &choices);
        if base.deciding.contains(&reading) || !is_stated {
            continue;
        }
        let change = if base.proved.contains(&choices) {
            let told =
                told.get_or_insert_with(|| Told::new(sessions, base, (caught, not_eligible), ways));
            ways_changed(sessions, base, told, ways, &choices)?
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

/// Those who are told of in the first column. What another choice changes is asked of all of them at
/// once: mostly it changes nothing, and that is one answer.
struct Told {
    /// Those who are out of reach.
    out: Vec<Cube>,
    /// That one of those who have a way out may have none.
    closed: Vec<(Goal, Bool)>,
    /// That one of those who are out of reach may not be.
    freed: Bool,
    /// That one of those whom circles keep from the goal is out of reach and not eligible, and that one of
    /// those who are not eligible is.
    eligibility: Vec<Bool>,
}

impl Told {
    fn new(
        sessions: &mut Sessions<'_, '_>,
        base: &Base<'_>,
        (caught, not_eligible): (&[Cube], &[Cube]),
        ways: &[Way],
    ) -> Self {
        let out: Vec<Cube> = caught.iter().chain(not_eligible).cloned().collect();
        let at_once = Goal::on_the_day(base.goal.holding);
        let waiting = base.goal.some_day.map(|_| base.goal);
        let mut closed = Vec::new();
        for goal in [at_once].into_iter().chain(waiting) {
            let own = ways
                .iter()
                .filter(|way| way.to == goal && way.is_of_first());
            let own: Vec<&Cube> = own.map(|way| &way.cube).collect();
            if !own.is_empty() {
                let session = sessions.about(goal);
                closed.push((goal, one_of(session, goal, &own, (Want::NotTrue, None))));
            }
        }
        let session = sessions.own();
        let all: Vec<&Cube> = out.iter().collect();
        let freed = one_of(session, base.goal, &all, (Want::NotFalse, None));
        let mut eligibility = Vec::new();
        if waiting.is_none() {
            for (cubes, want) in [(caught, Want::False), (not_eligible, Want::True)] {
                let cubes: Vec<&Cube> = cubes.iter().collect();
                eligibility.push(one_of(
                    session,
                    base.goal,
                    &cubes,
                    (Want::False, Some(want)),
                ));
            }
        }
        Self {
            out,
            closed,
            freed,
            eligibility,
        }
    }
}

/// That the goal is within reach, as wanted, of somebody in one of these cubes, and eligible, as wanted, where
/// that is asked.
fn one_of(
    session: &mut Session<'_>,
    goal: Goal,
    cubes: &[&Cube],
    (within, eligible): (Want, Option<Want>),
) -> Bool {
    let kinds: Vec<Bool> = cubes.iter().map(|cube| all(session.cube(cube))).collect();
    let mut parts = vec![any(kinds), goal.reach(session, within)];
    parts.extend(eligible.map(|want| session.reach_but_for_circles(goal.holding, want)));
    session.named(&all(parts))
}

fn ways_changed(
    sessions: &mut Sessions<'_, '_>,
    base: &Base<'_>,
    told: &Told,
    ways: &[Way],
    choices: &Choices,
) -> Result<Option<Change>, Untold> {
    let mut is_so = |goal: Goal, formulas: Vec<Bool>| {
        let session = sessions.about(goal);
        let mut ask = session.choice_literals(choices);
        ask.extend(formulas);
        session.solver.plausible(&ask)
    };
    let mut may_be_closed = Vec::new();
    for (goal, closed) in &told.closed {
        if is_so(*goal, vec![closed.clone()])? {
            may_be_closed.push(*goal);
        }
    }
    let is_freed = is_so(base.goal, vec![told.freed.clone()])?;
    let mut eligibility = false;
    for changes in &told.eligibility {
        eligibility = eligibility || is_so(base.goal, vec![changes.clone()])?;
    }
    let mut gets = |way: &Way, want: Want| {
        let session = sessions.about(way.to);
        let mut ask = session.choice_literals(choices);
        ask.extend(session.cube(&way.cube));
        ask.push(way.to.reach(session, want));
        session.solver.plausible(&ask)
    };
    let (mut closed, mut narrowed) = (Vec::new(), Vec::new());
    for (place, way) in ways.iter().enumerate() {
        let asked = way.is_of_first() && may_be_closed.contains(&way.to);
        if asked && gets(way, Want::NotTrue)? {
            let left = gets(way, Want::True)?;
            if left { &mut narrowed } else { &mut closed }.push(place);
        }
    }
    let freed = match is_freed {
        true => ways_of(sessions, base, &told.out, choices)?,
        false => Vec::new(),
    };
    let changed = !freed.is_empty() || !closed.is_empty() || !narrowed.is_empty() || eligibility;
    Ok(changed.then_some(Change::Ways {
        closed,
        narrowed,
        freed,
        eligibility,
    }))
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
