//! Which of two holdings comes first, where they need one another.

use std::collections::{BTreeMap, BTreeSet};

use z3::ast::Bool;

use crate::law::{InputId, Law, Needs};

use super::formula::{any, not};
use super::solver::Solver;

/// A holding and one that comes after it.
type Pair = (InputId, InputId);

/// For the pairs of a knot that matter: the first comes before the second. No holding comes before
/// itself by any chain, so that none supports itself.
///
/// Which pairs matter is found by elimination (Rankooh and Rintanen, “Propositional encodings of
/// acyclicity and reachability by using vertex elimination”, 2022): a circle of n holdings takes
/// about n pairs, n holdings that all need one another take all n². Every chain of two pairs is
/// closed, which is more than needed; the solver sees farther with it.
pub fn order(law: &Law, needs: &Needs, solver: &Solver, knot: &[InputId]) -> BTreeMap<Pair, Bool> {
    let before: BTreeMap<Pair, Bool> = pairs(law, needs, knot)
        .into_iter()
        .map(|pair| (pair, Bool::fresh_const("before")))
        .collect();
    for ((first, middle), into) in &before {
        let onward = before
            .range((*middle, InputId::at(0))..)
            .take_while(|((from, _), _)| from == middle);
        for ((_, last), out) in onward {
            let chain = [not(into), not(out)];
            if first == last {
                solver.assert(&any(chain));
            } else if let Some(across) = before.get(&(*first, *last)) {
                solver.assert(&any(chain.into_iter().chain([across.clone()])));
            }
        }
    }
    before
}

/// The pairs of which one needs the other, and those that elimination adds: holdings are taken
/// out one after the other, those with the fewest neighbours first, and what comes before the one
/// taken out is compared with what comes after it.
fn pairs(law: &Law, needs: &Needs, knot: &[InputId]) -> BTreeSet<Pair> {
    let mut pairs = BTreeSet::new();
    let mut after: BTreeMap<InputId, BTreeSet<InputId>> = BTreeMap::new();
    let mut earlier: BTreeMap<InputId, BTreeSet<InputId>> = BTreeMap::new();
    let mut left: BTreeSet<InputId> = knot.iter().copied().collect();
    let mut new: Vec<Pair> = Vec::new();
    for holding in knot {
        let needed = needs.needed_for(law, *holding);
        let others = knot.iter().filter(|other| *other != holding);
        new.extend(
            others
                .filter(|need| needed.contains(need))
                .map(|need| (*need, *holding)),
        );
    }
    loop {
        for (first, last) in new.drain(..) {
            pairs.insert((first, last));
            after.entry(first).or_default().insert(last);
            earlier.entry(last).or_default().insert(first);
        }
        let among = |sets: &BTreeMap<InputId, BTreeSet<InputId>>, of: InputId| -> Vec<InputId> {
            let all = sets.get(&of).into_iter().flatten().copied();
            all.filter(|other| left.contains(other)).collect()
        };
        let fewest = left
            .iter()
            .min_by_key(|of| among(&earlier, **of).len() * among(&after, **of).len());
        let Some(next) = fewest.copied() else {
            return pairs;
        };
        let (before, behind) = (among(&earlier, next), among(&after, next));
        for first in before {
            let others = behind.iter().filter(|last| **last != first);
            new.extend(others.map(|last| (first, *last)));
        }
        left.remove(&next);
    }
}
