//! Ways out: what makes persons free, with the steps they take.

use std::sync::Arc;

use crate::calendar::Day;
use crate::eval::{Interpreter, Situation};
use crate::law::{Choices, Claim, Expr, ExprId, InputId, Law};
use crate::verdict::{Wait, WayOut, Witness};

use super::super::Disagreement;
use super::super::classes::{Cube, changes_with_days};
use super::super::reach::Want;
use super::super::session::Session;
use super::super::untold::Untold;
use super::super::witness::Anchor;
use super::{Goal, grounds};

/// The day on which somebody waits where no day of the law is nearer: between the ordinary birthday
/// and the days on which most ages are reached, so that there is something to wait for.
const WAITING_FROM: Option<Day> = Day::new(2000, 1, 1);

/// A way out and the cube it comes from.
pub struct Way {
    pub told: WayOut,
    pub cube: Cube,
    /// What it leads to: on the day, or by waiting.
    pub to: Goal,
}

impl Way {
    /// Whether it is a way out in the first column.
    pub fn is_of_first(&self) -> bool {
        self.told.columns.contains(&0)
    }
}

/// The ways out of all columns; one that several columns have is told once.
pub fn ways(
    session: &mut Session<'_>,
    claim: &Claim,
    goal: Goal,
    combinations: &[Choices],
    free: &[Vec<Cube>],
) -> Result<Vec<Way>, Untold> {
    let mut cubes: Vec<(Cube, Vec<usize>)> = Vec::new();
    for (column, own) in free.iter().enumerate() {
        for cube in own {
            match cubes.iter_mut().find(|(known, _)| known == cube) {
                Some((_, columns)) => columns.push(column),
                None => cubes.push((cube.clone(), vec![column])),
            }
        }
    }
    // A way that another column found in other words exists there as well, if nobody who meets
    // its conditions is caught there.
    for (cube, columns) in &mut cubes {
        for (column, choices) in combinations.iter().enumerate() {
            if columns.contains(&column) {
                continue;
            }
            let mut ask = session.choice_literals(choices);
            ask.extend(session.cube(cube));
            ask.push(goal.reach(session, Want::NotTrue));
            if !session.solver.plausible(&ask)? {
                columns.push(column);
            }
        }
        columns.sort_unstable();
    }
    let mut found = Vec::new();
    for (cube, mut columns) in cubes {
        while !columns.is_empty() {
            let told = tell(session, claim, goal, combinations, &cube, columns.clone())?;
            let Some(mut told) = told else {
                break;
            };
            let first = told.columns.first().copied();
            let alike = |column: &usize| {
                let choices = combinations.get(*column);
                Some(*column) == first
                    || choices.is_some_and(|choices| has_steps(session, goal, &told, choices))
            };
            told.columns = columns.iter().copied().filter(alike).collect();
            columns.retain(|column| !told.columns.contains(column));
            let cube = cube.clone();
            found.push(Way {
                told,
                cube,
                to: goal,
            });
        }
    }
    let everywhere = combinations.len();
    // In the order told: those of the same columns stand together.
    found.sort_by_cached_key(|Way { told, .. }| {
        (
            told.columns.len() != everywhere,
            told.columns.clone(),
            told.conditions.len(),
            told.days.until.is_none(),
        )
    });
    Ok(found)
}

/// A way out with the steps of somebody who takes it; `None` where only days that are not real
/// would have it.
pub fn tell(
    session: &mut Session<'_>,
    claim: &Claim,
    goal: Goal,
    combinations: &[Choices],
    cube: &Cube,
    columns: Vec<usize>,
) -> Result<Option<WayOut>, Untold> {
    let law = session.law;
    let Some(choices) = columns.first().and_then(|column| combinations.get(*column)) else {
        return Ok(None);
    };
    let mut ask = session.cube(cube);
    ask.push(super::who_gets(session, goal).0);
    let anchor = match (cube.days.last_day(), claim.from, cube.days.from) {
        (Some(last), ..) => Anchor::Near(last),
        (None, Some(from), Some(begins)) => Anchor::Near(from.max(begins)),
        (None, Some(day), None) => Anchor::Near(day),
        // The law as it stays.
        (None, None, begins) => match session.boundaries.last().copied().max(begins) {
            Some(last) => Anchor::Near(last),
            // Where nothing begins or ends, somebody waits on a day on which people live.
            None => match (goal.some_day, WAITING_FROM) {
                (Some(_), Some(day)) => Anchor::Near(day),
                _ => Anchor::Boundary,
            },
        },
    };
    let needs = session.needs();
    let is_one = |person: &Witness| {
        let situation = Situation::of(law, person.day, person.values());
        let mut interpreter = Interpreter::new(law, &situation).knowing(Arc::clone(&needs));
        cube.surely_has(&mut interpreter, person.day) && goal.surely_gets(law, &mut interpreter)
    };
    // A cube of days that are not real has nobody in it.
    let Some(person) = session.witness_by(&ask, choices, anchor, is_one)? else {
        return Ok(None);
    };
    let situation = Situation::of(law, person.day, person.values());
    let mut interpreter = Interpreter::new(law, &situation).knowing(Arc::clone(&needs));
    let none = || {
        Untold::Disagreement(Disagreement {
            claim: claim.name.clone(),
            what: format!(
                "Z3 finds a way to `{}`, the interpreter finds none: {person:?}",
                law[goal.holding].name
            ),
        })
    };
    let by_person = cube
        .conditions
        .iter()
        .any(|condition| changes_with_days(law, condition.atom));
    if let Some(some_day) = goal.some_day {
        let wait = waiting_of(law, &mut interpreter, some_day).ok_or_else(none)?;
        return Ok(Some(WayOut {
            varies: false,
            by_person,
            conditions: cube.conditions.clone(),
            days: cube.days,
            plan: Vec::new(),
            wait: Some(wait),
            grounds: grounds::of_way(law, interpreter, &person, some_day),
            columns,
            person,
        }));
    }
    let goal = goal.holding;
    let plan = interpreter.plan_for(goal).ok_or_else(none)?;
    let near_changes = session.boundaries.iter().copied();
    let mut other_days = near_changes
        .flat_map(|day| [day.previous(), Some(day)])
        .flatten()
        .filter(|day| *day != person.day)
        .filter(|day| cube.days.contains(*day) && claim.window().contains(*day));
    // Where the conditions hang on the day, the person may not meet them on others.
    let varies = !by_person
        && other_days.any(|day| {
            let moved = Situation::of(law, day, person.values());
            let mut other = Interpreter::new(law, &moved).knowing(Arc::clone(&needs));
            let other = other.plan_for(goal);
            other.is_some_and(|other| other != plan)
        });
    Ok(Some(WayOut {
        varies,
        by_person,
        conditions: cube.conditions.clone(),
        days: cube.days,
        plan,
        wait: None,
        grounds: match reach_of(law, goal) {
            Some(expr) => grounds::of_way(law, interpreter, &person, expr),
            None => Vec::new(),
        },
        columns,
        person,
    }))
}

/// Whether the person of a way takes the same steps on other readings.
fn has_steps(session: &Session<'_>, goal: Goal, way: &WayOut, choices: &Choices) -> bool {
    let law = session.law;
    let chosen = super::named(law, choices, |_| true);
    // Of two values of a reading, the last one counts.
    let values = way.person.values().chain(chosen);
    let situation = Situation::of(law, way.person.day, values);
    let mut interpreter = Interpreter::new(law, &situation).knowing(session.needs());
    match (goal.some_day, &way.wait) {
        (Some(some_day), Some(wait)) => waiting_of(law, &mut interpreter, some_day)
            .is_some_and(|other| other.steps == wait.steps),
        _ => interpreter.plan_for(goal.holding).as_ref() == Some(&way.plan),
    }
}

/// What a person waits for, by the interpreter; `None` where there is no way.
fn waiting_of(law: &Law, interpreter: &mut Interpreter<'_>, some_day: ExprId) -> Option<Wait> {
    let waiting = law.waiting(some_day)?;
    let steps = interpreter.plan_in_time(waiting)?;
    let last = steps.last().map(|(day, _)| *day);
    let ends = match last {
        Some(last) => interpreter.ends_ahead_of(waiting, last),
        None => Vec::new(),
    };
    Some(Wait {
        steps,
        last_safe_day: interpreter.last_safe_day(some_day, waiting),
        ends,
    })
}

/// The expression that a holding is within reach: the claim contains it.
fn reach_of(law: &Law, goal: InputId) -> Option<ExprId> {
    law.exprs.find(&Expr::Reach(goal))
}
