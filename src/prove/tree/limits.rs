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

/// What makes a proof shorter, for whoever wants it written out.
const SHORTER: &str = "of fewer persons, days or readings (`for`, `from`, `until`, `under`) it is \
                       shorter";

/// Why there is no tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTree {
    /// It would have too many nodes.
    #[error("written out, the proof would have more than {} steps; {SHORTER}", figure(.0))]
    TooLarge(usize),
    /// It would be too deep.
    #[error(
        "written out, the proof would tell more than {} cases apart, one within the other; {SHORTER}",
        figure(.0)
    )]
    TooDeep(usize),
    /// The search takes too long.
    #[error(
        "to write the proof out, the rules would be applied more than {} times; {SHORTER}",
        figure(.0)
    )]
    TooMuchWork(usize),
    /// As before, of a large law.
    #[error(
        "to write the proof out, more than {} results of single conditions would be looked at; \
         {SHORTER}",
        figure(.0)
    )]
    TooManyParts(usize),
    /// The claim is not true of a case that all its premises are true of. Where a solver has
    /// proved the claim, the two disagree.
    #[error("the claim does not hold: {0}")]
    Refuted(String),
    /// Nothing is left to split, and it is still open whether the claim is true.
    #[error(
        "a proof that is written out tells cases apart, and here days, numbers or amounts are \
         counted together instead; claimed of a fixed day or amount, it may be written out"
    )]
    Stuck,
    /// The law is beyond the checker, or the checker rejects what was built.
    #[error("the second, smaller program does not accept the proof: {0}")]
    Rejected(#[from] Rejected),
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No word of the engines, and what whoever wants the proof written out can do.
    #[test]
    fn each_says_what_can_be_done() {
        let all = [
            NoTree::TooLarge(2_000),
            NoTree::TooDeep(64),
            NoTree::TooMuchWork(10_000),
            NoTree::TooManyParts(1_000_000),
            NoTree::Stuck,
        ];
        for reason in all.map(|reason| reason.to_string()) {
            let (why, then) = reason.split_once("; ").unwrap();
            assert!(why.contains("writ") && then.contains(" it "), "{reason}");
            for word in ["node", "tree", "solver", "evaluat", "split", "search"] {
                assert!(!reason.contains(word), "{reason}");
            }
        }
    }
}
