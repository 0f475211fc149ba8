use std::collections::BTreeMap;

use indexmap::IndexSet;

use crate::law::{InputId, InputKind, Law, RuleId};

use super::bounds::MAX_VALUES;
use super::support::Support;
use super::{Atom, Names, Rejected};

/// A law made ready for evaluation on many paths: names, what its parts read, the atoms met.
#[derive(Debug)]
pub struct Ground<'l> {
    /// The law.
    pub law: &'l Law,
    /// The names and symbols.
    pub names: Names,
    pub(super) support: Support<'l>,
    pub(super) switches: BTreeMap<RuleId, InputId>,
    pub(super) day: Option<InputId>,
    pub(super) holdings: Vec<InputId>,
    atoms: IndexSet<Atom>,
}

impl<'l> Ground<'l> {
    /// Makes a law ready.
    ///
    /// # Errors
    /// An enumeration has more values than the checker can keep apart.
    pub fn new(law: &'l Law) -> Result<Self, Rejected> {
        if let Some(list) = law
            .enums
            .iter()
            .find(|list| list.members.len() > MAX_VALUES)
        {
            return Err(Rejected::TooManyValues(list.name.clone()));
        }
        let mut switches = BTreeMap::new();
        for (index, input) in law.inputs.iter().enumerate() {
            if let InputKind::Switch(rule) = input.kind {
                switches.insert(rule, InputId::at(index));
            }
        }
        Ok(Self {
            law,
            names: Names::new(law),
            support: Support::new(law, switches.clone()),
            switches,
            day: law.day(),
            holdings: law.holdings().collect(),
            atoms: IndexSet::new(),
        })
    }

    /// The atom of a number.
    pub fn atom(&self, number: usize) -> Option<Atom> {
        self.atoms.get_index(number).copied()
    }

    pub(super) fn number(&mut self, atom: Atom) -> usize {
        self.atoms.insert_full(atom).0
    }

    /// Whether a proof may tell values of the input apart: it is not fixed by the kernel.
    pub fn is_free(&self, input: InputId) -> bool {
        !matches!(
            self.law[input].kind,
            InputKind::LawDay | InputKind::Switch(_)
        )
    }
}
