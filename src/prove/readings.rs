//! Picking readings that are not classified yet.

use crate::law::{Choices, ExprId, InputId, Law, first_choices};
use crate::verdict::ReadingCube;

/// The first choices, in the order declared, that satisfy `under` and lie in none of `blocked`.
pub fn pick(law: &Law, under: ExprId, blocked: &[ReadingCube]) -> Option<Choices> {
    let mentioned: Vec<InputId> = blocked
        .iter()
        .flat_map(|cube| cube.0.keys().copied())
        .collect();
    first_choices(law, under, mentioned, |chosen| {
        blocked.iter().any(|cube| cube.contains(chosen))
    })
}
