use crate::law::{Claim, TooManyTries};

use super::Disagreement;
use super::undecided::Undecided;

/// Why it is not told what stands behind a verdict, or whom a change touches.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Untold {
    /// The solver gave up.
    #[error(transparent)]
    Undecided(#[from] Undecided),
    /// The vocabulary does not tell the persons of the two sides apart.
    #[error("the conditions of the law, met or not, do not tell these persons from all others")]
    WordsTooFew,
    /// The interpreter comes to another result than the solver.
    #[error(transparent)]
    Disagreement(#[from] Disagreement),
}

impl Untold {
    /// Why something could not be told of a claim, in words.
    ///
    /// # Errors
    /// A disagreement of engines, which is no reason.
    pub fn in_words(self, claim: &Claim) -> Result<String, Disagreement> {
        match self {
            Self::Disagreement(disagreement) => Err(disagreement),
            Self::Undecided(Undecided::Internal(what)) => Err(Disagreement::internal(claim, what)),
            reason => Ok(reason.to_string()),
        }
    }
}

impl From<TooManyTries> for Untold {
    fn from(error: TooManyTries) -> Self {
        Self::Undecided(error.into())
    }
}
