use crate::certify::{Atom, Evaluator, Ground, Left, Memory, Path, Question, Reason, readings_of};
use crate::law::{Claim, Expr, ExprId, cone, with_stack};
use crate::verdict::{DEPTH_LIMIT, Node, Region};

use super::limits::{NoTree, TreeLimits};
use super::split::{Split, split_of};

/// Where a split closes one of its cases, so many more are tried.
const MORE_LIMIT: usize = 1;

/// Builds the tree that proves a claim on the readings of a region (of those it is stated for).
///
/// The search is deterministic, and its effort is bounded by the limits.
///
/// # Errors
/// Why there is none.
pub(super) fn build<'l>(
    ground: &mut Ground<'l>,
    claim: &'l Claim,
    region: &Region,
    limits: TreeLimits,
) -> Result<Node, NoTree> {
    let start = Path::start(ground.law);
    let mut builder = Builder::new(ground, claim, region, limits);
    let found = builder.node(&start, 0);
    // Where a define as a whole has been decided, it may be lost what this says of its parts.
    let in_doubt = matches!(
        found,
        Err(NoTree::Stuck
            | NoTree::TooLarge(_)
            | NoTree::TooDeep(_)
            | NoTree::TooMuchWork(_)
            | NoTree::TooManyParts(_))
    );
    if !in_doubt || !builder.has_split_defines {
        return found;
    }
    let mut builder = Builder::new(ground, claim, region, limits);
    builder.splits_defines = false;
    builder.node(&start, 0)
}

/// The search.
pub(super) struct Builder<'g, 'l> {
    pub ground: &'g mut Ground<'l>,
    pub question: Question<'l>,
    /// What was found on the path that the search has come to.
    memory: Memory,
    limits: TreeLimits,
    /// What was split where that closed a case at once, the last time that it did the longest ago first.
    closing: Vec<Atom>,
    nodes: usize,
    work: usize,
    splits_defines: bool,
    has_split_defines: bool,
    /// What one may wait for is evaluated for each day that one may wait for: not before it is known
    /// that the claim is about the case.
    pub premises_first: bool,
    /// Whether it hangs on what is within reach, so that leaves have proofs of that.
    pub asks_reach: bool,
}

/// A split that is tried, and what was found on each of its parts.
type Tried = (Split, Vec<Left>);

impl<'g, 'l> Builder<'g, 'l> {
    fn new(
        ground: &'g mut Ground<'l>,
        claim: &'l Claim,
        region: &Region,
        limits: TreeLimits,
    ) -> Self {
        let law = ground.law;
        let behind = cone(law, [claim.claim]).exprs;
        let premises_first = law.waits(&behind);
        let reaches = |id: &ExprId| matches!(law.exprs.get(*id), Expr::Reach(_));
        Self {
            ground,
            question: Question {
                claim,
                region: readings_of(region),
            },
            memory: Memory::new(),
            limits,
            closing: Vec::new(),
            nodes: 0,
            work: 0,
            // What a define says of the days to wait for hangs on its parts.
            splits_defines: !premises_first,
            has_split_defines: false,
            premises_first,
            asks_reach: behind.iter().any(reaches),
        }
    }

    fn node(&mut self, path: &Path, depth: usize) -> Result<Node, NoTree> {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return Err(NoTree::TooLarge(self.limits.nodes));
        }
        if depth > self.limits.depth.min(DEPTH_LIMIT) {
            return Err(NoTree::TooDeep(self.limits.depth.min(DEPTH_LIMIT)));
        }
        if let Some(leaf) = self.leaf(path)? {
            return Ok(leaf);
        }
        let atoms = self.undecided(path)?;
        let Some((split, known)) = self.choose(path, &atoms)? else {
            return Err(NoTree::Stuck);
        };
        self.has_split_defines |= matches!(split, Split::Define(_));
        let mut below = Vec::new();
        for (part, left) in split.paths(path).iter().zip(known) {
            let (node, _) = self.enter(&split, left, |this| this.node(part, depth + 1));
            below.push(node?);
        }
        self.join(path, &split, below)
    }

    /// Does something on a part of the path that a split makes, where this was found before; with
    /// what is found there.
    pub fn enter<T>(
        &mut self,
        split: &Split,
        left: Left,
        act: impl FnOnce(&mut Self) -> T,
    ) -> (T, Left) {
        let decided = split.decides(self.ground);
        self.memory.enter_again(decided, left);
        let result = with_stack(|| act(self));
        (result, self.memory.leave())
    }

    /// Evaluates on the path that the search has come to.
    ///
    /// # Errors
    /// The law has been evaluated too often.
    pub fn evaluate<T>(
        &mut self,
        path: &Path,
        act: impl FnOnce(&Question, &mut Evaluator) -> T,
    ) -> Result<T, NoTree> {
        self.count()?;
        let memory = std::mem::take(&mut self.memory);
        let mut evaluator = Evaluator::remembering(self.ground, path, Reason::Found, memory);
        let result = act(&self.question, &mut evaluator);
        self.memory = evaluator.into_memory();
        Ok(result)
    }

    /// Counts an evaluation of the law.
    ///
    /// # Errors
    /// There have been too many.
    pub fn count(&mut self) -> Result<(), NoTree> {
        self.work += 1;
        if self.work > self.limits.work {
            return Err(NoTree::TooMuchWork(self.limits.work));
        }
        if self.memory.found() > self.limits.parts {
            return Err(NoTree::TooManyParts(self.limits.parts));
        }
        Ok(())
    }

    /// A split that closes all its cases at once, or the first that closes one of them, or the
    /// first of all.
    ///
    /// What closed a case elsewhere is tried first: cases that lie beside one another are mostly closed by
    /// the same. That halves the search, and makes trees smaller.
    fn choose(&mut self, path: &Path, atoms: &[Atom]) -> Result<Option<Tried>, NoTree> {
        let closing = self.closing.iter().filter(|atom| atoms.contains(atom));
        let others = atoms.iter().filter(|atom| !self.closing.contains(atom));
        let order: Vec<Atom> = closing.chain(others).copied().collect();
        let (mut first, mut best) = (None, None);
        let mut left = self.limits.lookahead;
        for atom in order {
            if left == 0 {
                break;
            }
            if matches!(atom, Atom::Define(_)) && !self.splits_defines {
                continue;
            }
            let Some(split) = split_of(self.ground, path, atom) else {
                continue;
            };
            left -= 1;
            let (mut some_closed, mut all_closed) = (false, true);
            let mut known = Vec::new();
            for part in split.paths(path) {
                let (closed, there) =
                    self.enter(&split, Left::default(), |this| this.closes(&part));
                let closed = closed?;
                known.push(there);
                some_closed |= closed;
                all_closed &= closed;
                // Only a split that closes all would be better than the best.
                if best.is_some() && !closed {
                    break;
                }
            }
            if all_closed {
                best = Some((atom, (split, known)));
                break;
            }
            if best.is_none() && some_closed {
                best = Some((atom, (split, known)));
                left = left.min(MORE_LIMIT);
            } else if first.is_none() {
                first = Some((split, known));
            }
        }
        let Some((atom, best)) = best else {
            return Ok(first);
        };
        self.closing.retain(|known| *known != atom);
        self.closing.push(atom);
        Ok(Some(best))
    }

    fn join(&mut self, path: &Path, split: &Split, below: Vec<Node>) -> Result<Node, NoTree> {
        let mut below = below.into_iter();
        let names = &self.ground.names;
        let mut two = || {
            let stuck = || NoTree::Stuck;
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
            Split::Condition(_) | Split::Define(_) | Split::Result(_) => {
                let condition = match split {
                    Split::Condition(comparison) => names.print(*comparison),
                    Split::Define(define) => self.ground.law[*define].name.clone(),
                    Split::Result(operation) => names.print_result(*operation),
                    _ => String::new(),
                };
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
                let branches = self.merged(path, split, *input, branches)?;
                Node::Split {
                    input: name,
                    branches,
                }
            }
        })
    }
}
