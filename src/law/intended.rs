use crate::text::Span;

use super::{InputId, StepId, TermId, WrittenId};

/// What is as it should be, though an audit finds it. A name stands for every version of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deliberate {
    /// A term has no value for somebody.
    Gap(TermId),
    /// Rules contradict one another: one of these, and one of those.
    Conflict(Vec<WrittenId>, Vec<WrittenId>),
    /// A rule, a condition of it or what it is an exception to changes nothing.
    Idle(Vec<WrittenId>),
    /// Somebody must take a step and cannot.
    Duty(StepId),
    /// A holding is caught in a circle.
    DeadEnd(InputId),
    /// The sanction that a term says leads back to what it punishes.
    Sanction(TermId),
    /// A rule puts a bound on another side than the words it quotes.
    Threshold(Vec<WrittenId>),
}

/// A finding that is intended.
#[derive(Debug, Clone)]
pub struct Intended {
    /// What is found.
    pub about: Deliberate,
    /// Why it is as it should be.
    pub because: String,
    /// Its place in the files.
    pub span: Span,
}
