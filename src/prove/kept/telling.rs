//! What is told behind a verdict as it is kept, and what of it is believed.
//!
//! That somebody has a way out is seen by the interpreter once more. That nobody else is caught, and that
//! circles are complete, is believed for the key alone, as it rests on Z3 alone where it is found.

use serde::{Deserialize, Serialize};

use crate::eval::{Interpreter, Situation};
use crate::law::{Ground, Law};
use crate::verdict::{Change, DeadEnd};

use super::super::dead_end::Goal;
use super::entry::{summed, unsummed};
use super::key::Key;
use super::numbering::{Found, Numbering, Written};
use super::restated::{grounds, restate};

/// A telling in places.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    told: DeadEnd,
    /// Whether it is told of all days, where less was claimed.
    throughout: bool,
    /// The sentences behind each part.
    grounds: Vec<Vec<usize>>,
}

/// The text that a telling is kept as; none of one that has what its key does not.
pub fn written(key: &Key, numbering: &Numbering<'_>, goal: Goal, told: &DeadEnd) -> Option<String> {
    let mut told = told.clone();
    restate(&mut told, &Written(numbering))?;
    let place = |ground: &Ground| numbering.grounds.get_index_of(ground);
    let each = grounds(&mut told).into_iter();
    let each = each.map(|grounds| grounds.iter().map(place).collect::<Option<Vec<usize>>>());
    let grounds = each.collect::<Option<_>>()?;
    let entry = Entry {
        throughout: told.for_good != goal.some_day,
        told,
        grounds,
    };
    let body = serde_json::to_string(&entry).ok()?;
    Some(summed(key, &body))
}

/// What a text tells behind a verdict; nothing where anything is not as it must be.
pub fn read(key: &Key, numbering: &Numbering<'_>, goal: Goal, text: &str) -> Option<DeadEnd> {
    let law = numbering.law;
    let entry: Entry = serde_json::from_str(unsummed(key, text)?).ok()?;
    let mut told = entry.told;
    restate(&mut told, &Found(numbering))?;
    let goal = match (entry.throughout, goal.waiting(law)) {
        (false, _) => goal,
        (true, waiting) => Goal {
            some_day: Some(waiting?.throughout?),
            ..goal
        },
    };
    (told.goal == goal.holding).then_some(())?;
    told.for_good = goal.some_day;
    let mut parts = grounds(&mut told);
    (parts.len() == entry.grounds.len()).then_some(())?;
    for (own, known) in parts.iter_mut().zip(&entry.grounds) {
        let ground = |place: &usize| numbering.grounds.get_index(*place).copied().cloned();
        **own = known.iter().map(ground).collect::<Option<_>>()?;
    }
    lead_out(law, goal, &told).then_some(told)
}

/// Whether the persons of all ways out get what they lead to.
fn lead_out(law: &Law, goal: Goal, told: &DeadEnd) -> bool {
    let freed = told.others.iter().flat_map(|other| match &other.change {
        Change::Ways { freed, .. } => freed.as_slice(),
        Change::Fails(_) | Change::NoCircle => &[],
    });
    told.ways.iter().chain(freed).all(|way| {
        let goal = match way.wait {
            Some(_) => goal,
            None => Goal::on_the_day(goal.holding),
        };
        let situation = Situation::of(law, way.person.day, way.person.values());
        goal.is_within(&mut Interpreter::new(law, &situation))
    })
}
