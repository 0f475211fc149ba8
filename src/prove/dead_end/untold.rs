use super::super::Disagreement;
use super::super::solver::Undecided;
use crate::law::TooManyTries;

/// Why it is not told what stands behind a verdict.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Untold {
    /// The solver gave up.
    #[error(transparent)]
    Undecided(#[from] Undecided),
    /// The vocabulary does not tell the persons of the two sides apart.
    #[error("the law’s own words cannot tell who is caught from who is not")]
    WordsTooFew,
    /// The interpreter comes to another result than the solver.
    #[error(transparent)]
    Disagreement(#[from] Disagreement),
}

impl From<TooManyTries> for Untold {
    fn from(error: TooManyTries) -> Self {
        Self::Undecided(error.into())
    }
}
