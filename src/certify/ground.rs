use std::collections::BTreeMap;

use crate::law::{Claim, InputId, InputKind, Law, TermId, WrittenId};

use super::bounds::VALUES_LIMIT;
use super::reasons::AllReasons;
use super::support::{Part, Support};
use super::{Atom, InputSet, Names, Reasons, Rejected};

/// A law made ready for evaluation on many paths: names, what its parts read, reasons.
#[derive(Debug)]
pub struct Ground<'l> {
    /// The law.
    pub law: &'l Law,
    /// The names and symbols.
    pub names: Names,
    pub(super) support: Support<'l>,
    pub(super) switches: BTreeMap<WrittenId, InputId>,
    pub(super) day: Option<InputId>,
    pub(super) holdings: Vec<InputId>,
    /// Stands for an input that is bound just where the gate of a door is evaluated.
    pub(super) walking: InputId,
    pub(super) reasons: AllReasons,
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
            .find(|list| list.members.len() > VALUES_LIMIT)
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
            walking: InputId::at(law.inputs.len()),
            reasons: AllReasons::new(),
        })
    }

    /// Begins another question: of what was found before, only what the law alone says is kept.
    pub fn begin(&mut self) {
        self.reasons = AllReasons::new();
        self.names.begin();
    }

    /// What a claim reads, its premises included; of lists as many elements as they may have. On
    /// whatever else there is of a person nothing hangs.
    pub fn read_by(&mut self, claim: &Claim) -> InputSet {
        let law = self.law;
        let mut set = self.decided(self.day.as_slice());
        let parts = claim.for_whom.iter().chain([&claim.under, &claim.claim]);
        let assumed = law.assumes.iter().map(|assumption| &assumption.holds);
        for part in parts.chain(assumed) {
            set.add(&self.support.of(Part::Expr(*part)));
        }
        set
    }

    /// The atoms that an outcome depends on, in the order met.
    pub fn atoms(&self, why: Reasons) -> impl Iterator<Item = Atom> + '_ {
        self.reasons.list(why)
    }

    /// Whether a proof may tell values of the input apart: it is not fixed by the kernel, not bound
    /// wherever it is read, and no history tells of it.
    pub fn is_free(&self, input: InputId) -> bool {
        let fixed = matches!(
            self.law[input].kind,
            InputKind::LawDay | InputKind::Switch(_) | InputKind::Version | InputKind::Field(_)
        );
        !fixed && self.law[input].history.is_none()
    }

    /// What a decision on a define may change the outcome of.
    pub(crate) fn defined(&mut self, define: TermId) -> InputSet {
        self.support.of(Part::Term(define)).as_ref().clone()
    }

    /// What a decision on these inputs may change the outcome of: of what reads one of them. The
    /// law day is the day.
    pub(crate) fn decided(&self, inputs: &[InputId]) -> InputSet {
        let mut set = InputSet::none(self.law.inputs.len() + 1);
        for input in inputs {
            set.insert(input.index());
            if Some(*input) == self.day {
                let clocks = self.law.inputs_of(|kind| matches!(kind, InputKind::LawDay));
                clocks.for_each(|clock| set.insert(clock.index()));
            }
        }
        set
    }
}
