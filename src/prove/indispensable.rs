//! Of what is impossible together, a part of which nothing can be left out.

use z3::ast::Bool;

use super::solver::Solver;
use super::undecided::Undecided;

/// Of things that are impossible together, those without which the rest would be possible: each is dropped,
/// the last first, if the others suffice. Which these are hangs on no proof that the solver happens to find.
/// One question for each of them, or fewer: what the last proof did not use goes without asking, since the
/// answer would be the same.
///
/// # Errors
/// Where the solver gives up.
pub fn indispensable<T: Clone>(
    solver: &Solver,
    mut kept: Vec<T>,
    literal: impl Fn(&T) -> &Bool,
    possible: impl Fn(&[T]) -> Result<bool, Undecided>,
) -> Result<Vec<T>, Undecided> {
    let mut core: Option<Vec<Bool>> = None;
    for at in (0..kept.len()).rev() {
        let mut fewer = kept.clone();
        let left_out = fewer.remove(at);
        let is_unused = core
            .as_ref()
            .is_some_and(|core| !core.contains(literal(&left_out)));
        if is_unused {
            kept = fewer;
        } else if !possible(&fewer)? {
            core = Some(solver.core());
            kept = fewer;
        }
    }
    Ok(kept)
}
