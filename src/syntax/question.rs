//! What is asked of a law: of one case, or in a claim.

use crate::text::Span;

use super::{Applied, Became, Expr, Name};

/// The step that a case is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The procedure or event, with its choices.
    pub step: Applied,
    /// What became of it, and where that stands.
    pub became: Option<(Became, Span)>,
}

/// The time in which something holds: `since 2024-01-01 until 2025-01-01`.
#[derive(Debug, Clone, PartialEq)]
pub struct Time {
    /// Its first day.
    pub since: Option<Expr>,
    /// Its end.
    pub end: Option<TimeEnd>,
}

/// The end of a time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeEnd {
    /// A day.
    pub day: Expr,
    /// The day is its last (`through`), not the first after it (`until`).
    pub through: bool,
}

impl Time {
    /// Where it ends in the text.
    pub fn text_end(&self) -> u32 {
        let end = self.end.as_ref().map(|end| &end.day);
        end.or(self.since.as_ref()).map_or(0, |day| day.span.end)
    }
}

/// What a case expects.
#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    /// Readings that hold for this expectation alone.
    pub under: Option<Expr>,
    /// What must come out true; where `undetermined`, what must be open.
    pub outcome: Expr,
    /// The outcome is expected to be open.
    pub undetermined: bool,
    /// The reasons that must stand in the explanation.
    pub by: Vec<Name>,
    /// The whole expectation.
    pub span: Span,
}

/// The verdict a claim expects.
#[derive(Debug, Clone, PartialEq)]
pub enum Expected {
    /// Proved wherever it is stated; with a region: there, and refuted everywhere else.
    Proved(Option<Expr>),
    /// Refuted wherever it is stated.
    Refuted,
}

/// What is claimed.
#[derive(Debug, Clone, PartialEq)]
pub enum Claimed {
    /// That this is so: `fee <= 10`
    So(Expr),
    /// `nobody loses pass is within reach by second_ordinance`
    Kept(Expr, NewLaw),
    /// `levy never rises by more than 10 crown when payment rises by 1 crown`
    Never {
        /// What does not move: a number, an amount, a day or a period.
        outcome: Expr,
        /// Which way.
        towards: Towards,
        /// By how much it may; none: not at all.
        limit: Option<Expr>,
        /// When.
        when: When,
    },
    /// `levy does not depend on lives_there, long_stay`
    Independent(Expr, Vec<Applied>),
}

impl Claimed {
    /// What it is said of.
    pub fn outcome(&self) -> &Expr {
        match self {
            Self::So(outcome)
            | Self::Kept(outcome, _)
            | Self::Never { outcome, .. }
            | Self::Independent(outcome, _) => outcome,
        }
    }

    /// The law that it compares with the one before.
    pub fn new_law(&self) -> Option<&NewLaw> {
        match self {
            Self::Kept(_, by)
            | Self::Never {
                when: When::Law(by),
                ..
            } => Some(by),
            Self::So(_) | Self::Never { .. } | Self::Independent(..) => None,
        }
    }
}

/// Which way something moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Towards {
    /// `rises`
    Up,
    /// `falls`
    Down,
}

/// When an outcome does not move.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    /// `by second_ordinance`
    Law(NewLaw),
    /// `when payment rises by 1 crown`: the fact, and by how much, which may be left open.
    Rises(Applied, Option<Expr>),
}

/// The law of one day, against that of the day before.
#[derive(Debug, Clone, PartialEq)]
pub enum NewLaw {
    /// `by second_ordinance`: of the first day of an act.
    Act(Name),
    /// `by the law of 2025-07-01`
    Day(Expr),
}
