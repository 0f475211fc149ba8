//! Assumptions that contradict one another, so that nobody is considered.

use crate::law::{Assumption, Law};

use super::reach::Want;
use super::session::Session;
use super::solver::{Solver, Undecided};

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
    let literals =
        |of: &[(_, Assumption)]| of.iter().map(|(literal, _)| literal).cloned().collect();
    let all: Vec<_> = literals(&kept);
    if solver.possible(&all)? {
        return Ok(Vec::new());
    }
    let core = solver.core();
    kept.retain(|(literal, _)| core.contains(literal));
    for at in (0..kept.len()).rev() {
        let mut fewer = kept.clone();
        fewer.remove(at);
        let rest: Vec<_> = literals(&fewer);
        if !solver.possible(&rest)? {
            kept = fewer;
        }
    }
    Ok(kept.into_iter().map(|(_, one)| one).collect())
}
