//! Why nothing is decided.

use crate::law::{ListId, TooManyTries, figure};
use crate::verdict::Lack;

/// The solver gave up on a question: the verdict is undecided.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undecided {
    /// The limit on steps was reached.
    #[error("the limit of {} for one question was reached; `--effort` raises it", steps(*.0))]
    Effort(u32),
    /// More cases than a reader could use, or than can be gone through.
    #[error("{0}")]
    TooMany(String),
    /// It hangs on a passage of this name.
    #[error("it depends on `{0}`, a passage that is not modelled")]
    Unmodelled(String),
    /// The days of a claim are not among those that a proof covers.
    #[error("{0}")]
    Days(String),
    /// A list has no bound in the rules.
    #[error("{1}")]
    Most(ListId, String),
    /// The encoding or the solver is not as it must be: a mistake of this program.
    #[error("{0}")]
    Internal(&'static str),
    /// Something the encoding does not cover.
    #[error("{0}")]
    Unsupported(String),
}

impl Undecided {
    /// For want of what nothing is certain. Of whom it hangs on a passage is not known here.
    pub fn lacks(&self) -> Lack {
        match self {
            Self::Effort(limit) => Lack::Steps(*limit),
            Self::TooMany(_) => Lack::FewerReadings,
            Self::Days(_) => Lack::Days,
            Self::Most(list, _) => Lack::Most(*list),
            Self::Unmodelled(_) | Self::Internal(_) | Self::Unsupported(_) => Lack::AnotherForm,
        }
    }
}

fn steps(limit: u32) -> String {
    match limit {
        1 => "1 step".to_owned(),
        _ => format!("{} steps", figure(limit)),
    }
}

impl From<TooManyTries> for Undecided {
    fn from(error: TooManyTries) -> Self {
        Self::TooMany(error.to_string())
    }
}
