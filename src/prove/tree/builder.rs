use crate::certify::{Atom, Ground, Path, Question, Rejected, readings_of};
use crate::law::{Claim, Law};
use crate::verdict::{MAX_DEPTH, Node, Region};

use super::split::{Split, split_of};

/// How large a tree may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeLimits {
    /// Nodes.
    pub nodes: usize,
    /// Decisions above a leaf.
    pub depth: usize,
    /// Splits tried before one is chosen.
    pub lookahead: usize,
}

impl Default for TreeLimits {
    fn default() -> Self {
        Self {
            nodes: 20_000,
            depth: MAX_DEPTH,
            lookahead: 16,
        }
    }
}

/// Why there is no tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTree {
    /// It would have too many nodes.
    #[error("the tree would have more than {0} nodes")]
    TooLarge(usize),
    /// It would be too deep.
    #[error("the tree would be more than {0} decisions deep")]
    TooDeep(usize),
    /// The claim is not true of a case that all its premises are true of. Where a solver has
    /// proved the claim, the two disagree.
    #[error("the claim is not true: {0}")]
    Refuted(String),
    /// Nothing is left to split, and it is still open whether the claim is true.
    #[error("nothing is left to tell cases apart by: {0}")]
    Stuck(String),
    /// The law is beyond the checker, or the checker rejects what was built.
    #[error(transparent)]
    Rejected(#[from] Rejected),
}

/// Builds the tree that proves a claim on the readings of a region (of those it is stated for).
///
/// The search is deterministic. Its effort is bounded by the limits: for each node the law is
/// evaluated at most twice for each split tried.
///
/// # Errors
/// Why there is none.
pub fn build(
    law: &Law,
    claim: &Claim,
    region: &Region,
    limits: TreeLimits,
) -> Result<Node, NoTree> {
    let mut builder = Builder {
        ground: Ground::new(law)?,
        question: Question {
            claim,
            region: readings_of(region),
        },
        limits,
        nodes: 0,
    };
    builder.node(&Path::start(law), 0)
}

/// The search.
pub(super) struct Builder<'l> {
    pub ground: Ground<'l>,
    pub question: Question<'l>,
    limits: TreeLimits,
    nodes: usize,
}

impl Builder<'_> {
    fn node(&mut self, path: &Path, depth: usize) -> Result<Node, NoTree> {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return Err(NoTree::TooLarge(self.limits.nodes));
        }
        if depth > self.limits.depth.min(MAX_DEPTH) {
            return Err(NoTree::TooDeep(self.limits.depth.min(MAX_DEPTH)));
        }
        if let Some(leaf) = self.leaf(path)? {
            return Ok(leaf);
        }
        let atoms = self.undecided(path);
        let Some(split) = self.choose(path, &atoms) else {
            return Err(NoTree::Stuck(path.describe(&self.ground)));
        };
        let mut below = Vec::new();
        for part in split.paths(path) {
            let node =
                stacker::maybe_grow(128 * 1024, 16 * 1024 * 1024, || self.node(&part, depth + 1))?;
            below.push(node);
        }
        self.join(path, &split, below)
    }

    /// The split that closes most of its cases at once; of equals the first met.
    fn choose(&mut self, path: &Path, atoms: &[Atom]) -> Option<Split> {
        let splits = atoms
            .iter()
            .filter_map(|atom| split_of(&self.ground, path, *atom));
        let mut splits: Vec<Split> = splits.take(self.limits.lookahead.max(1)).collect();
        splits.dedup();
        let mut best = None;
        for split in splits {
            let parts = split.paths(path);
            let closed = parts.iter().filter(|part| self.closes(part)).count();
            if closed == parts.len() {
                return Some(split);
            }
            if best.as_ref().is_none_or(|(most, _)| closed > *most) {
                best = Some((closed, split));
            }
        }
        best.map(|(_, split)| split)
    }

    fn join(&mut self, path: &Path, split: &Split, below: Vec<Node>) -> Result<Node, NoTree> {
        let mut below = below.into_iter();
        let names = &self.ground.names;
        let mut two = || {
            let stuck = || NoTree::Stuck(String::new());
            let first = below.next().ok_or_else(stuck)?;
            Ok::<_, NoTree>((Box::new(first), Box::new(below.next().ok_or_else(stuck)?)))
        };
        Ok(match split {
            Split::Threshold(input, bound) => {
                let (input, at) = (names.input(*input).to_owned(), names.value(*input, *bound));
                let (below, from) = two()?;
                Node::Threshold {
                    input,
                    at,
                    below,
                    from,
                }
            }
            Split::Condition(comparison) => {
                let condition = names.print(*comparison);
                let (holds, fails_to_hold) = two()?;
                Node::Condition {
                    condition,
                    holds,
                    fails_to_hold,
                }
            }
            Split::Places(input, parts) => {
                let name = names.input(*input).to_owned();
                let mut branches = Vec::new();
                for (places, node) in parts.iter().zip(below) {
                    match node {
                        // A further split of the same input belongs here.
                        Node::Split {
                            input,
                            branches: inner,
                        } if input == name => {
                            branches.extend(inner);
                        }
                        node => branches.push((names.values(*input, *places), node)),
                    }
                }
                let branches = self.merged(path, *input, branches)?;
                Node::Split {
                    input: name,
                    branches,
                }
            }
        })
    }
}
