use std::process::ExitCode;

/// How the program ends. Where several hold, the first in this order: stopped, internal
/// error, wrong input, finding, undecided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All holds: 0.
    Holds,
    /// A failed case, a claim with another verdict than expected: 1.
    Finding,
    /// The input or the command line is wrong: 2.
    Wrong,
    /// Something is undecided or undetermined: 3.
    Open,
    /// A mistake of this program: 70.
    Internal,
    /// The person at the terminal stopped it: 130, as that of a program that is interrupted.
    Stopped,
}

impl Exit {
    /// The one that counts where both hold.
    pub fn and(self, other: Self) -> Self {
        let rank = |exit| match exit {
            Self::Stopped => 5,
            Self::Internal => 4,
            Self::Wrong => 3,
            Self::Finding => 2,
            Self::Open => 1,
            Self::Holds => 0,
        };
        if rank(other) > rank(self) {
            other
        } else {
            self
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Holds => 0,
            Exit::Finding => 1,
            Exit::Wrong => 2,
            Exit::Open => 3,
            Exit::Internal => 70,
            Exit::Stopped => 130,
        })
    }
}
