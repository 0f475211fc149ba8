use crate::certify::Rejected;
use crate::law::figure;
use crate::verdict::DEPTH_LIMIT;

/// How large a tree may become, and how long the search for it may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeLimits {
    /// Nodes.
    pub nodes: usize,
    /// Decisions above a leaf.
    pub depth: usize,
    /// Splits tried before one is chosen.
    pub lookahead: usize,
    /// Evaluations of the law.
    pub work: usize,
    /// Outcomes of its parts found in these: what they cost where the law is large.
    pub parts: usize,
}

impl Default for TreeLimits {
    fn default() -> Self {
        Self {
            nodes: 2_000,
            depth: DEPTH_LIMIT,
            lookahead: 64,
            work: 10_000,
            parts: 1_000_000,
        }
    }
}

/// Why there is no tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTree {
    /// It would have too many nodes.
    #[error("written out, the proof would have more than {} steps", figure(.0))]
    TooLarge(usize),
    /// It would be too deep.
    #[error("written out, the proof would tell more than {} cases apart, one within the other", figure(.0))]
    TooDeep(usize),
    /// The search takes too long.
    #[error("to write the proof out, the law would be evaluated more than {} times", figure(.0))]
    TooMuchWork(usize),
    /// As before, of a large law.
    #[error("to write the proof out, more than {} outcomes of parts of the law would be found", figure(.0))]
    TooManyParts(usize),
    /// The claim is not true of a case that all its premises are true of. Where a solver has
    /// proved the claim, the two disagree.
    #[error("the claim does not hold: {0}")]
    Refuted(String),
    /// Nothing is left to split, and it is still open whether the claim is true.
    #[error("written out, the proof would have cases that nothing is left to tell apart by")]
    Stuck,
    /// The law is beyond the checker, or the checker rejects what was built.
    #[error(transparent)]
    Rejected(#[from] Rejected),
}
