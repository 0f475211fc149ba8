//! Dead ends that nobody asked for: finding them is apart from telling them.

use std::collections::{BTreeMap, BTreeSet};

use crate::law::{Choices, Claim, InputId, Law, Needs, cone, first_choices};
use crate::verdict::{Change, DeadEnd, ReadingCube, Region};

use super::super::knots::knots;
use super::super::session::Session;
use super::super::undecided::Undecided;
use super::super::untold::Untold;
use super::circles::{Circles, takes_itself};
use super::{Goal, Telling, alternatives, base, cone_of, dead_end, outline, relevant};

/// A dead end that is found and not told yet.
pub struct Unasked {
    /// The readings it is told for.
    pub region: Region,
    /// The circles behind it, each by its holdings, on each combination of readings.
    pub circles: BTreeSet<BTreeSet<InputId>>,
}

/// The holdings that a circle may lead through, read off the law: those that need one another, in one
/// set, and those that take themselves. All other holdings are in no circle, whoever the person is.
pub fn could_be(law: &Law, needs: &Needs) -> Vec<Vec<InputId>> {
    let mut found = knots(law, needs);
    let knotted: BTreeSet<InputId> = found.iter().flatten().copied().collect();
    let others = needs.holdings().iter().copied();
    let others = others.filter(|holding| !knotted.contains(holding));
    let alone = others.filter(|holding| takes_itself(law, needs, *holding));
    found.extend(alone.map(|holding| vec![holding]));
    found
}

/// The dead end of a holding that some circle leads through. It is told for the first choice of each
/// reading, or for another choice of one of them where there is a circle only with it, and for every
/// other choice of one reading with which the circle stays; the region returned is all of these.
///
/// # Errors
/// Where the solver gives up.
pub fn unasked(
    session: &mut Session<'_>,
    claim: &Claim,
    goal: InputId,
) -> Result<Option<Unasked>, Untold> {
    let law = session.law;
    let goal = Goal::on_the_day(goal);
    let mut circles = Circles::new(session, claim, goal);
    if circles.is_none() {
        return Ok(None);
    }
    let gates = session.needs().gates_behind(law, goal.holding);
    let relevant_here = relevant(law, &cone(law, gates));
    let Some(first) = first_choices(law, &[(claim.under, true)], [], |_| false)? else {
        return Ok(None);
    };
    let mut others = alternatives(law, &first, &relevant_here).into_iter();
    let mut held = first;
    while !circles.lead_through_goal(session, &held)? {
        match others.next() {
            Some((_, choices)) => held = choices,
            None if circles.is_cut => return Err(too_many_ways().into()),
            None => return Ok(None),
        }
    }
    let mut cube: BTreeMap<InputId, Vec<u32>> = BTreeMap::new();
    for (reading, place) in held
        .iter()
        .filter(|(reading, _)| relevant_here.contains(reading))
    {
        cube.insert(*reading, vec![*place]);
    }
    for (reading, choices) in alternatives(law, &held, &relevant_here) {
        let chosen = choices.iter().find(|(known, _)| *known == reading);
        if let (Some((_, place)), Some(places)) = (chosen, cube.get_mut(&reading))
            && circles.lead_through_goal(session, &choices)?
        {
            places.push(*place);
            places.sort_unstable();
        }
    }
    let region = Region(vec![ReadingCube(cube)]);
    let circles = circles_on(session, claim, goal, circles, &region)?;
    Ok(circles.map(|circles| Unasked { region, circles }))
}

/// No circle is found among those that were looked for.
fn too_many_ways() -> Undecided {
    Undecided::Unsupported(
        "requirements lead along more ways than can be followed, or in longer circles".to_owned(),
    )
}

/// The circles on all readings for which it is told.
fn circles_on(
    session: &mut Session<'_>,
    claim: &Claim,
    goal: Goal,
    mut circles: Circles,
    region: &Region,
) -> Result<Option<BTreeSet<BTreeSet<InputId>>>, Untold> {
    let law = session.law;
    let Some(base): Option<Choices> = base(law, claim, region)? else {
        return Ok(None);
    };
    let relevant = relevant(law, &cone_of(session, claim, goal));
    let outline = outline(session, claim, &mut circles, &base, &relevant, region)?;
    let all = outline.circles.iter().flatten();
    let holdings = |circle: &crate::verdict::Circle| {
        let edges = circles.edges(&circle.requirements).into_iter();
        edges.map(|(holding, _)| holding).collect()
    };
    Ok(Some(all.map(holdings).collect()))
}

/// Tells a dead end that was found.
///
/// # Errors
/// Where the solver gives up, or it cannot be told.
pub fn tell_unasked(
    session: &mut Session<'_>,
    claim: &Claim,
    goal: InputId,
    region: &Region,
    telling: Telling,
) -> Result<Option<DeadEnd>, Untold> {
    let goal = Goal::on_the_day(goal);
    let mut found = dead_end(session, claim, goal, region, telling)?;
    for other in found.iter_mut().flat_map(|found| &mut found.others) {
        if matches!(other.change, Change::Fails(_)) {
            other.change = Change::NoCircle;
        }
    }
    Ok(found)
}
