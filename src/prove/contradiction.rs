//! Assumptions that contradict one another, so that nobody is considered.

use z3::ast::Bool;

use crate::law::{Assumption, Law};

use super::indispensable::indispensable;
use super::reach::Want;
use super::session::Session;
use super::solver::Solver;
use super::undecided::Undecided;

/// Assumptions that nobody meets together, on whatever day and reading, of which none can be left out;
/// none where somebody meets all of them. One question for each of those that are looked at.
///
/// # Errors
/// Where the solver gives up.
pub fn contradiction(law: &Law, solver: &Solver) -> Result<Vec<Assumption>, Undecided> {
    let solver = solver.another();
    // The assumptions are asked here, and hold of nobody beforehand.
    let mut free = law.clone();
    let assumes = std::mem::take(&mut free.assumes);
    let mut session = Session::new(&free, &solver);
    let mut kept = Vec::new();
    for one in assumes {
        let asked = session.question(one.holds, Want::True);
        kept.push((session.named(&asked), one));
    }
    let can_be = |some: &[(Bool, Assumption)]| {
        let literals: Vec<Bool> = some.iter().map(|(literal, _)| literal.clone()).collect();
        solver.possible(&literals)
    };
    if can_be(&kept)? {
        return Ok(Vec::new());
    }
    let kept = indispensable(&solver, kept, |(literal, _)| literal, can_be)?;
    Ok(kept.into_iter().map(|(_, one)| one).collect())
}
