use crate::calendar::Day;
use crate::law::{DoorId, InputId, RuleId, StepId, WrittenId};

use super::Caught;

/// A change of one rule, or one new rule, that a drafter could make.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    /// The rule is repealed.
    Repeal(WrittenId),
    /// The rule is restated without these of its effects.
    Without(WrittenId, Vec<RuleId>),
    /// The rule is restated, and is not about this step any longer.
    NotOn(WrittenId, StepId),
    /// The rule does not end.
    Lasting(WrittenId),
    /// The rule has begun already.
    Sooner(WrittenId),
    /// A new rule opens this door to everyone.
    Open(DoorId),
}

impl Edit {
    /// The rule that is changed; none where a new one is made.
    pub fn rule(&self) -> Option<WrittenId> {
        match self {
            Self::Repeal(rule)
            | Self::Without(rule, _)
            | Self::NotOn(rule, _)
            | Self::Lasting(rule)
            | Self::Sooner(rule) => Some(*rule),
            Self::Open(_) => None,
        }
    }
}

/// A rule that begins or ends on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause {
    /// The rule.
    pub rule: WrittenId,
    /// It begins; else the day is the first without it.
    pub begins: bool,
}

impl Cause {
    /// The change that undoes it.
    pub fn undone(&self) -> Edit {
        match self.begins {
            true => Edit::Repeal(self.rule),
            false => Edit::Lasting(self.rule),
        }
    }
}

/// A day of the law on which a dead end opens or closes for somebody the claim is about.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The first day of the law as it is then.
    pub day: Day,
    /// It opens; else it closes.
    pub opens: bool,
    /// What does it: for each, it is enough for somebody that it had not happened; or all together.
    pub causes: Vec<Cause>,
    /// The columns in which it is so, by their places.
    pub columns: Vec<usize>,
}

/// The smallest changes that lead out of a dead end.
#[derive(Debug, Clone)]
pub struct Repairs {
    /// The days on which the dead end opens or closes, over the whole time of the law.
    pub openings: Vec<Opening>,
    /// The changes that repairs are made of, in the order of the rules; new rules come last.
    pub changes: Vec<Change>,
    /// The first day of an amendment that makes them: that of the claim.
    pub day: Day,
    /// The act of these amendments in the language of the rules; empty where nobody wrote it down.
    pub act: String,
    /// First those that free all persons of the claim in every column, then in fewer columns, last
    /// those that free some persons alone; of these, those first that change fewer sentences, then
    /// those that change less besides.
    pub found: Vec<Repair>,
    /// The most changes that were tried together.
    pub together: usize,
    /// There may be further ones of so many changes: not all were tried.
    pub further: bool,
}

/// One of the changes that repairs are made of.
#[derive(Debug, Clone)]
pub struct Change {
    /// What is changed.
    pub edit: Edit,
    /// The day from which on: it must be ahead of a day that is moved.
    pub from: Day,
    /// The amendment in the language of the rules, or why there is none; nothing where nobody
    /// wrote it down.
    pub written: Option<Result<String, String>>,
}

/// Changes that free somebody together; none of them can be left out.
#[derive(Debug, Clone)]
pub struct Repair {
    /// The changes, by their places.
    pub changes: Vec<usize>,
    /// Whom it frees, in each column.
    pub frees: Vec<Frees>,
    /// How many sentences it changes: those that the changed rules take for themselves, and one for
    /// each new rule.
    pub sentences: usize,
    /// What somebody could get, and can no longer.
    pub takes: Vec<InputId>,
    /// What somebody gets who was not caught, and could not get it.
    pub gives: Vec<InputId>,
}

/// Whom a repair frees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frees {
    /// Everybody the claim is about.
    All,
    /// Not everybody, but somebody who is caught: exactly these persons, on these days
    /// of those the claim is about; or why they could not be told.
    Some(Result<Vec<Caught>, String>),
    /// Nobody.
    Nobody,
}
