//! Dead ends that nobody asked for.

use std::collections::BTreeMap;

use crate::law::{Claim, InputId, cone, first_choices, gates_behind};
use crate::verdict::{Change, DeadEnd, ReadingCube, Region};

use super::super::session::Session;
use super::super::untold::Untold;
use super::circles::Circles;
use super::{alternatives, dead_end, relevant};

/// The dead end of a holding that some circle leads through. It is told for the first choice of each
/// reading, or for another choice of one of them where there is a circle only with it, and for every
/// other choice of one reading with which the circle stays; the region returned is all of these.
///
/// # Errors
/// Where the solver gives up, or it cannot be told.
pub fn unasked(
    session: &mut Session<'_>,
    claim: &Claim,
    goal: InputId,
) -> Result<Option<(Region, DeadEnd)>, Untold> {
    let law = session.law;
    let mut circles = Circles::new(session, claim, goal);
    if circles.is_none() {
        return Ok(None);
    }
    let relevant = relevant(law, &cone(law, gates_behind(law, goal)));
    let Some(base) = first_choices(law, &[(claim.under, true)], [], |_| false)? else {
        return Ok(None);
    };
    let mut others = alternatives(law, &base, &relevant).into_iter();
    let mut held = base;
    while !circles.lead_through_goal(session, &held)? {
        match others.next() {
            Some((_, choices)) => held = choices,
            None => return Ok(None),
        }
    }
    let mut cube: BTreeMap<InputId, Vec<u32>> = BTreeMap::new();
    for (reading, place) in held
        .iter()
        .filter(|(reading, _)| relevant.contains(reading))
    {
        cube.insert(*reading, vec![*place]);
    }
    for (reading, choices) in alternatives(law, &held, &relevant) {
        let chosen = choices.iter().find(|(known, _)| *known == reading);
        if let (Some((_, place)), Some(places)) = (chosen, cube.get_mut(&reading))
            && circles.lead_through_goal(session, &choices)?
        {
            places.push(*place);
            places.sort_unstable();
        }
    }
    let region = Region(vec![ReadingCube(cube)]);
    let mut found = dead_end(session, claim, goal, &region, false)?;
    for other in found.iter_mut().flat_map(|found| &mut found.others) {
        if matches!(other.change, Change::Fails(_)) {
            other.change = Change::NoCircle;
        }
    }
    Ok(found.map(|found| (region, found)))
}
