use crate::calendar::Day;
use crate::law::{Assumption, ClaimId};

use super::{Certificate, DeadEnd, ReadingCube, Region, Undecided, Witness};

/// What can be said of a claim.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The claim.
    pub claim: ClaimId,
    /// The readings on which it is proved, among those it is stated for.
    pub proved: Region,
    /// The readings on which it is refuted, each region with a person for whom it fails.
    pub refuted: Vec<Refuted>,
    /// The readings among the proved ones on which nobody meets the conditions of the claim.
    pub nobody: Region,
    /// Why it could not be decided, where it could not.
    pub undecided: Option<Undecided>,
    /// Whether the verdict is the one that the claim expects.
    pub as_expected: bool,
    /// What stands behind it, where the claim is that a holding is out of reach, and proved; or where it is
    /// about nobody.
    pub behind: Option<Behind>,
    /// The proof written out, where there is one; else why the verdict rests on Z3 alone.
    pub certificate: Result<Certificate, String>,
}

/// What stands behind a claim that a holding is out of reach, or that is about nobody.
#[derive(Debug, Clone)]
pub enum Behind {
    /// The dead end, told in full.
    Told(Box<DeadEnd>),
    /// It is the dead end told with an earlier claim about the same holding.
    As {
        /// The earlier claim.
        claim: ClaimId,
        /// That is proved on all readings on which this one is; else on some of them.
        of_all: bool,
    },
    /// It could not be told, for this reason; the verdict stands.
    Untold(String),
    /// Nobody is considered at all: these assumptions, of which none can be left out, contradict one
    /// another.
    Nobody(Vec<Assumption>),
}

/// A region of readings on which a claim is refuted.
#[derive(Debug, Clone)]
pub struct Refuted {
    /// The region.
    pub cube: ReadingCube,
    /// A person for whom it fails there.
    pub witness: Witness,
    /// The first and last day on which it fails for somebody, under the readings of the witness;
    /// none: it fails at the bound of the proof as well.
    pub days: (Option<Day>, Option<Day>),
}

/// Whether a claim holds, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// On all readings it is stated for.
    Proved,
    /// On none of them.
    Refuted,
    /// On some of them.
    Split,
    /// Nothing certain.
    Undecided,
}

impl Verdict {
    /// Whether it is proved, and nobody meets the conditions of the claim on any reading it is
    /// stated for.
    pub fn is_about_nobody(&self) -> bool {
        self.outcome() == Outcome::Proved && self.nobody == self.proved
    }

    /// The verdict in one word.
    pub fn outcome(&self) -> Outcome {
        match (
            self.undecided.is_some(),
            self.proved.is_nothing(),
            self.refuted.is_empty(),
        ) {
            (true, ..) | (false, true, true) => Outcome::Undecided,
            (false, false, true) => Outcome::Proved,
            (false, true, false) => Outcome::Refuted,
            (false, false, false) => Outcome::Split,
        }
    }
}
