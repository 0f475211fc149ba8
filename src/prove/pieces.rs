//! In which pieces claims are decided, and how much work each is.

use indexmap::IndexMap;

use crate::law::{ClaimId, Law, cone_with_gates};

use super::dead_end::Goal;

/// The places of the claims, those together that say of one holding that it is out of reach.
/// Such pieces come first, since looking behind a verdict takes longest.
pub fn pieces(law: &Law, claims: &[ClaimId]) -> Vec<Vec<usize>> {
    let mut about: IndexMap<Goal, Vec<usize>> = IndexMap::new();
    let mut others = Vec::new();
    for (place, id) in claims.iter().enumerate() {
        match Goal::of(law, &law[*id]) {
            Some(goal) => about.entry(goal).or_default().push(place),
            None => others.push(vec![place]),
        }
    }
    about.into_values().chain(others).collect()
}

/// To look behind a verdict is so many times as much work as to find it.
const LOOK: usize = 5;

/// The same where it is claimed of all days to come, which are a chain in each question.
const LOOK_AHEAD: usize = 30;

/// About how much work a piece is: the parts of the law that its claims hang on, as often as they are
/// gone through.
pub fn weight(law: &Law, claims: &[ClaimId], piece: &[usize]) -> usize {
    let claims = piece.iter().filter_map(|place| claims.get(*place));
    let sizes = claims.map(|id| {
        let claim = &law[*id];
        let looks = match Goal::of(law, claim).map(|goal| goal.some_day) {
            None => 0,
            Some(None) => LOOK,
            Some(Some(_)) => LOOK_AHEAD,
        };
        (cone_with_gates(law, [claim.claim]).exprs.len(), looks)
    });
    let sizes: Vec<(usize, usize)> = sizes.collect();
    // The claims of a piece that has several are of one goal, behind which is looked once.
    let behind = sizes.first().map_or(0, |(size, looks)| looks * size);
    sizes.iter().map(|(size, _)| size).sum::<usize>() + behind
}
