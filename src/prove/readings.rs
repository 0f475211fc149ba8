//! Picking readings that are not classified yet, and regions within others.

use crate::law::{Choices, ExprId, Law, TooManyTries, first_choices};
use crate::verdict::{ReadingCube, Region};

/// The first choices, in the order declared, that satisfy `under` and lie in none of `blocked`.
pub fn pick(
    law: &Law,
    under: ExprId,
    blocked: &[ReadingCube],
) -> Result<Option<Choices>, TooManyTries> {
    let mentioned = blocked.iter().flat_map(|cube| cube.0.keys().copied());
    first_choices(law, &[(under, true)], mentioned, |chosen| {
        blocked.iter().any(|cube| cube.contains(chosen))
    })
}

/// Whether all readings of a region that satisfy a formula lie in another region and satisfy another
/// formula.
pub fn is_within(
    law: &Law,
    (under, one): (ExprId, &Region),
    (other_under, other): (ExprId, &Region),
) -> Result<bool, TooManyTries> {
    let cubes = || one.0.iter().chain(&other.0);
    let mentioned = || cubes().flat_map(|cube| cube.0.keys().copied());
    let lack = |chosen: &Choices| one.0.iter().all(|cube| cube.lacks(chosen));
    let beside = [(under, true), (other_under, false)];
    let beside = first_choices(law, &beside, mentioned(), lack)?;
    let outside = first_choices(law, &[(under, true)], mentioned(), |chosen| {
        lack(chosen) || other.contains(chosen)
    })?;
    Ok(beside.is_none() && outside.is_none())
}
