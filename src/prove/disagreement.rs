//! That two engines disagree.

use crate::law::Claim;

/// Two engines disagree: a mistake of this program, never of the rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the engines disagree about the claim `{claim}`: {what}")]
pub struct Disagreement {
    /// The claim.
    pub claim: String,
    /// Who said what.
    pub what: String,
}

impl Disagreement {
    /// Of an engine with itself.
    pub fn internal(claim: &Claim, what: &str) -> Self {
        Self {
            claim: claim.name.clone(),
            what: what.to_owned(),
        }
    }
}
