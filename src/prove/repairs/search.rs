//! The smallest sets of changes with which nobody is left: implicit hitting sets.
//!
//! A set of changes that leaves somebody out is made as large as it can be; what is left over must be
//! met by every set that leaves nobody out. Sets are tried in one order, the smallest first, so that
//! what is found does not depend on the solver.

use super::super::undecided::Undecided;

/// The most changes that are tried together.
pub const TOGETHER: usize = 3;

/// The most sets that are told.
const SETS_LIMIT: usize = 32;

/// The most changes that are tried: one bit each.
pub const CHANGES_LIMIT: usize = 64;

/// Some of the changes, by their places.
pub type Set = u64;

/// The set of one change.
pub fn only(place: usize) -> Set {
    u32::try_from(place)
        .ok()
        .and_then(|place| 1u64.checked_shl(place))
        .unwrap_or(0)
}

/// The places of a set.
pub fn places(set: Set) -> impl Iterator<Item = usize> {
    (0..CHANGES_LIMIT).filter(move |place| set & only(*place) != 0)
}

/// What every set that leaves nobody out must meet.
struct Clause {
    /// One of these.
    one_of: Set,
    /// If it has exactly these of the changes that may do harm.
    harmful: Set,
}

/// All smallest sets that leave nobody out, the smallest first; whether there may be further ones of
/// no more changes than are tried together.
///
/// `leaves` says of a set whether it leaves somebody out, and of a larger set, for which the answer
/// yes is needed alone, whether it certainly does. Of the changes that are not `harmful` more never
/// leave out more.
///
/// # Errors
/// Where the solver gives up.
pub fn smallest(
    changes: usize,
    harmful: Set,
    leaves: &mut impl FnMut(Set) -> Result<bool, Undecided>,
) -> Result<(Vec<Set>, bool), Undecided> {
    let mut found: Vec<Set> = Vec::new();
    let mut clauses: Vec<Clause> = Vec::new();
    let all = (0..changes).map(only).fold(0, |all, one| all | one);
    for size in 0..=TOGETHER.min(changes) {
        let mut next = first(size);
        while let Some(chosen) = next {
            next = following(&chosen, changes);
            let set = chosen
                .iter()
                .map(|place| only(*place))
                .fold(0, |a, b| a | b);
            let is_larger = found.iter().any(|known| set & known == *known);
            let is_known_to_fail = clauses
                .iter()
                .any(|one| set & harmful == one.harmful && set & one.one_of == 0);
            if is_larger || is_known_to_fail {
                continue;
            }
            if !leaves(set)? {
                if found.len() == SETS_LIMIT {
                    return Ok((found, true));
                }
                found.push(set);
                continue;
            }
            let mut largest = set;
            for place in places(all & !harmful & !set) {
                let more = largest | only(place);
                if leaves(more)? {
                    largest = more;
                }
            }
            clauses.push(Clause {
                one_of: all & !harmful & !largest,
                harmful: set & harmful,
            });
        }
    }
    Ok((found, false))
}

/// The first places of so many.
fn first(size: usize) -> Option<Vec<usize>> {
    Some((0..size).collect())
}

/// The next places of as many, in the order of a dictionary.
fn following(chosen: &[usize], of: usize) -> Option<Vec<usize>> {
    let size = chosen.len();
    let at = (0..size).rev().find(|at| {
        let last = of - size + at;
        chosen.get(*at).is_some_and(|place| *place < last)
    })?;
    let mut next: Vec<usize> = chosen.iter().take(at).copied().collect();
    let begin = chosen.get(at)? + 1;
    next.extend((0..size - at).map(|more| begin + more));
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All smallest sets by trying every one.
    fn by_trying(changes: usize, leaves: impl Fn(Set) -> bool) -> Vec<Set> {
        let mut all: Vec<Set> = (0..1u64 << changes).collect();
        all.sort_by_key(|set| {
            let places: Vec<usize> = places(*set).collect();
            (places.len(), places)
        });
        let mut found: Vec<Set> = Vec::new();
        for set in all {
            let small = set.count_ones() as usize <= TOGETHER;
            if small && !leaves(set) && !found.iter().any(|known| set & known == *known) {
                found.push(set);
            }
        }
        found
    }

    #[test]
    fn finds_all_smallest_sets_in_order() {
        // 0 alone; 1 with 2; 3 with 4 and 5.
        let wanted = [0b1, 0b110, 0b11_1000];
        let leaves = |set: Set| !wanted.iter().any(|one| set & one == *one);
        let found = smallest(6, 0, &mut |set| Ok(leaves(set))).unwrap();
        assert_eq!(found, (wanted.to_vec(), false));
    }

    #[test]
    fn a_change_that_does_harm_is_tried_with_and_without() {
        // 0 helps unless 1 is made as well, with which 2 helps.
        let leaves = |set: Set| match set & 0b10 {
            0 => set & 1 == 0,
            _ => set & 0b100 == 0,
        };
        let found = smallest(3, 0b10, &mut |set| Ok(leaves(set))).unwrap().0;
        assert_eq!(found, [0b1, 0b110]);
    }

    #[test]
    fn is_what_trying_every_set_comes_to() {
        for seed in 0u64..200 {
            // Some sets of up to four of seven changes.
            let mut dice = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
            let mut throw = || {
                dice ^= dice << 13;
                dice ^= dice >> 7;
                dice ^= dice << 17;
                dice
            };
            let wanted: Vec<Set> = (0..5).map(|_| throw() & throw() & 0x7F).collect();
            let harm = throw() & throw() & throw() & 0x7F;
            let leaves = |set: Set| {
                !wanted.iter().any(|one| set & one == *one)
                    || (harm != 0 && set & harm == harm && set & 0x40 == 0)
            };
            let found = smallest(7, harm, &mut |set| Ok(leaves(set))).unwrap().0;
            assert_eq!(found, by_trying(7, leaves), "seed {seed}");
        }
    }
}
