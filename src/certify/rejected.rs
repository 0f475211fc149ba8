use crate::law::Fingerprint;
use crate::verdict::{BadCube, Premise};

use super::bounds::{CUBES_LIMIT, FIRST_DAY, LAST_DAY, VALUES_LIMIT};

/// What was checked of a certificate that is right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Nodes of the tree.
    pub nodes: usize,
    /// Leaves in which the claim holds. None: the claim holds of nobody.
    pub holds: usize,
    /// Leaves that the claim is not about.
    pub outside: usize,
    /// Leaves that cannot be.
    pub impossible: usize,
    /// Closed sets and plans.
    pub evidence: usize,
    /// Cubes of readings that are refuted.
    pub refuted: usize,
}

impl Accepted {
    /// All leaves.
    pub fn leaves(&self) -> usize {
        self.holds + self.outside + self.impossible
    }
}

/// Why a certificate is no proof.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// Another version of the format.
    #[error("certificates of version {0} are not known here")]
    Version(u32),
    /// It was made for another law.
    #[error("the law has changed since: the certificate is for {0}, the law is {1}")]
    LawChanged(Fingerprint, Fingerprint),
    /// No claim of this name.
    #[error("there is no claim `{0}`")]
    NoClaim(String),
    /// A person or day that it names is none here.
    #[error("among the persons of whom it is proved, `{0}` means nothing here")]
    NoSuchPerson(String),
    /// A kind of persons of whom it is to be proved has no day that a proof covers.
    #[error(
        "some of the persons of whom it is proved are so {0} alone; covered are the days from {from} to {to}",
        from = FIRST_DAY.in_words(),
        to = LAST_DAY.in_words()
    )]
    NoDay(String),
    /// It is to be proved of persons that it names, and there are none.
    #[error("it names nobody who can be, of whom it would be proved")]
    Nobody,
    /// It is to be proved of persons that it names, and is refuted, or proved on some readings alone.
    #[error("of the persons that it names it is not proved on all readings")]
    NotOfAll,
    /// It names persons, and the claim says itself whom it is about.
    #[error("it names persons, and `{0}` says itself whom it is about")]
    OwnPersons(String),
    /// The checker cannot keep so many values apart.
    #[error("`{0}` has more than {VALUES_LIMIT} values, which it does not tell apart")]
    TooManyValues(String),
    /// A cube means nothing.
    #[error(transparent)]
    Cube(#[from] BadCube),
    /// There are too many cubes.
    #[error("there are {0} groups of readings, and {CUBES_LIMIT} are allowed")]
    TooManyCubes(usize),
    /// Two cubes have readings in common.
    #[error("two groups of readings overlap: {0}")]
    CubesOverlap(String),
    /// A choice without a reading that the claim is stated for.
    #[error("the choice `{1}` of `{0}` is idle: the claim is not stated for it")]
    IdleChoice(String, String),
    /// A constraint that excludes nothing.
    #[error("naming `{0}` is idle: it excludes no reading that the claim is stated for")]
    IdleReading(String),
    /// A reading that is in no cube.
    #[error("readings are left out: {0}")]
    NotCovered(String),
    /// Work on readings exceeds its bound.
    #[error("there are more readings than it looks through; with `under` there are fewer")]
    TooMuchWork,
    /// An outcome stays open though nothing is left to split.
    #[error("the outcome stays open: {0}")]
    Undecided(String),
    /// A list may have more elements than a tree tells apart.
    #[error(
        "the rules do not say how many elements `{0}` has at most, so that nothing is proved of it"
    )]
    Unbounded(String),
    /// Something is proved, and the tree is missing.
    #[error("the proof is missing")]
    NoTree,
    /// Nothing is proved, and there is a tree.
    #[error("there is a proof, and nothing that it proves")]
    IdleTree,
    /// See [`crate::verdict::DEPTH_LIMIT`].
    #[error("the proof tells too many cases apart, one within the other")]
    TooDeep,
    /// No input of this name that a tree may split.
    #[error("there is nothing called `{0}` to tell cases apart by")]
    NoInput(String),
    /// No value of this name, or none in the domain.
    #[error("`{0}` cannot be `{1}`")]
    WrongValue(String, String),
    /// A value in two branches.
    #[error("the cases of `{0}` have `{1}` twice")]
    ValueTwice(String, String),
    /// A value in no branch.
    #[error("the cases of `{0}` leave out `{1}`")]
    ValueLeftOut(String, String),
    /// A split without a choice.
    #[error("the cases of `{0}` separate nothing")]
    IdleSplit(String),
    /// A condition that does not occur here, or is decided already.
    #[error("`{0}` is not a condition that is open here")]
    NotOpen(String),
    /// The premise may be true.
    #[error("the case is not outside ({0}): {1}")]
    NotOutside(Premise, String),
    /// The claim is not certain.
    #[error("the claim is not certain: {0}")]
    NotCertain(String),
    /// Evidence that nothing depends on.
    #[error("evidence on `{0}` is idle")]
    IdleEvidence(String),
    /// A closed set without its goal.
    #[error("`{0}` is not in its own closed set")]
    GoalNotInSet(String),
    /// A closed set with something that may be held.
    #[error("`{0}` may be held at the start")]
    PerhapsHeld(String),
    /// A closed set with a way in.
    #[error("open door: `{0}` may grant `{1}`")]
    OpenDoor(String, String),
    /// A step of a plan that is not certain.
    #[error("closed door: `{0}` is not certainly open at this point of the plan")]
    ClosedDoor(String),
    /// A plan that leads elsewhere.
    #[error("the plan does not lead to `{0}`")]
    NotReached(String),
    /// No holding of this name.
    #[error("there is no holding `{0}`")]
    NoHolding(String),
    /// No door of this name.
    #[error("there is no step `{0}`")]
    NoDoor(String),
    /// Something is named twice.
    #[error("`{0}` is named twice")]
    Twice(String),
    /// Conditions without a contradiction.
    #[error("the conditions do not contradict each other: {0}")]
    NoContradiction(String),
    /// A condition that was not decided above.
    #[error("`{0}` was not decided above")]
    NotDecided(String),
    /// A witness without one of the inputs.
    #[error("of the person shown, `{0}` is missing")]
    WitnessLacks(String),
    /// A witness with something that is no input of a person.
    #[error("of the person shown, `{0}` is given, which is not said of a person")]
    WitnessStray(String),
    /// A witness that the claim is not about.
    #[error("the claim is not about the person shown ({0})")]
    WitnessOutside(Premise),
    /// A witness for whom the claim is true.
    #[error("the claim holds for the person shown")]
    WitnessFulfils,
}
