//! Picking readings that are not classified yet.

use crate::law::{Choices, ExprId, Law, TooManyTries, first_choices};
use crate::verdict::ReadingCube;

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
