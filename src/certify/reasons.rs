//! Why outcomes are not settled: lists of atoms.
//!
//! Lists are kept once and passed on by their place, since nearly every outcome has one. They
//! guide splits; no proof rests on them.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::Atom;
use super::bounds::REASONS_LIMIT;

/// A list of atoms, each once, in the order met; by its place in [`AllReasons`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reasons(usize);

impl Reasons {
    /// No reason.
    pub const NONE: Self = Self(0);
}

/// All lists of atoms met: of each atom its place among those met.
#[derive(Debug)]
pub(super) struct AllReasons {
    atoms: IndexSet<Atom, FxBuildHasher>,
    lists: IndexSet<Vec<usize>, FxBuildHasher>,
    joined: IndexMap<(Reasons, Reasons), Reasons, FxBuildHasher>,
}

impl AllReasons {
    pub fn new() -> Self {
        let mut lists = IndexSet::default();
        lists.insert(Vec::new());
        Self {
            atoms: IndexSet::default(),
            lists,
            joined: IndexMap::default(),
        }
    }

    /// A single reason.
    pub fn one(&mut self, atom: Atom) -> Reasons {
        let at = self.atoms.insert_full(atom).0;
        Reasons(self.lists.insert_full(vec![at]).0)
    }

    /// The atoms.
    pub fn list(&self, reasons: Reasons) -> impl Iterator<Item = Atom> + '_ {
        let places = self.places(reasons).iter();
        places.filter_map(|at| self.atoms.get_index(*at).copied())
    }

    fn places(&self, reasons: Reasons) -> &[usize] {
        self.lists.get_index(reasons.0).map_or(&[], Vec::as_slice)
    }

    /// The first reasons, then those of the second that are not among them, as far as there is
    /// room.
    pub fn join(&mut self, first: Reasons, second: Reasons) -> Reasons {
        if first == second || second == Reasons::NONE {
            return first;
        }
        if first == Reasons::NONE {
            return second;
        }
        if let Some(known) = self.joined.get(&(first, second)) {
            return *known;
        }
        let mut list = self.places(first).to_vec();
        for atom in self.places(second) {
            if list.len() < REASONS_LIMIT && !list.contains(atom) {
                list.push(*atom);
            }
        }
        let joined = Reasons(self.lists.insert_full(list).0);
        self.joined.insert((first, second), joined);
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::InputId;

    #[test]
    fn lists_keep_their_order_and_their_bound() {
        let mut all = AllReasons::new();
        let atoms: Vec<Atom> = (0..60).map(|at| Atom::Value(InputId::at(at))).collect();
        let mut some = Reasons::NONE;
        for atom in [3, 1, 3, 2].map(|at| atoms[at]) {
            let one = all.one(atom);
            some = all.join(some, one);
        }
        let list = |all: &AllReasons, some| all.list(some).collect::<Vec<_>>();
        assert_eq!(list(&all, some), [atoms[3], atoms[1], atoms[2]]);
        assert_eq!(all.join(Reasons::NONE, some), some);
        assert_eq!(all.join(some, some), some);
        for atom in &atoms {
            let one = all.one(*atom);
            some = all.join(some, one);
        }
        assert_eq!(list(&all, some).len(), REASONS_LIMIT);
        assert!(list(&all, Reasons::NONE).is_empty());
    }
}
