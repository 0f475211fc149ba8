//! Conditions that follow from others beside them are not told.

use crate::verdict::Condition;

use super::blocks::{Block, Clause};

/// Blocks, and whether each holds, without what follows from what the others say outright: beside "is
/// no teacher", nothing is added by "is no teacher or has a badge".
pub fn absorbed(blocks: &[(Block, bool)]) -> Vec<(Block, bool)> {
    let mut kept = blocks.to_vec();
    let mut at = 0;
    while let Some((block, holds)) = kept.get(at) {
        let others = kept.iter().enumerate().filter(|(other, _)| *other != at);
        let known: Vec<Condition> = others
            .flat_map(|(_, (block, holds))| outright(block, *holds))
            .collect();
        // Where something is refuted outright, the row is of nobody: it is told as it is.
        match beside(block, *holds, &known) {
            Some(block) if block.is_empty() => {
                kept.remove(at);
            }
            Some(block) => {
                let holds = *holds;
                if let Some(own) = kept.get_mut(at) {
                    *own = (block, holds);
                }
                at += 1;
            }
            None => at += 1,
        }
    }
    kept
}

/// What a block says of single conditions: where it holds, its clauses of one; where it does not and has
/// one clause alone, that all of that clause are otherwise.
fn outright(block: &Block, holds: bool) -> Vec<Condition> {
    match (holds, block.as_slice()) {
        (true, clauses) => {
            let single = clauses.iter().filter(|clause| clause.len() == 1);
            single.flatten().copied().collect()
        }
        (false, [only]) => only.iter().map(|one| otherwise(*one)).collect(),
        (false, _) => Vec::new(),
    }
}

fn otherwise(condition: Condition) -> Condition {
    Condition {
        holds: !condition.holds,
        ..condition
    }
}

/// A block beside conditions that are known; empty where it follows from them, `None` where it is at odds
/// with them.
fn beside(block: &Block, holds: bool, known: &[Condition]) -> Option<Block> {
    let is_known = |one: &Condition| known.contains(one);
    let is_ruled_out = |one: &Condition| known.contains(&otherwise(*one));
    let mut left: Vec<Clause> = Vec::new();
    for clause in block {
        if clause.iter().any(is_known) {
            continue;
        }
        let rest: Clause = clause
            .iter()
            .filter(|one| !is_ruled_out(one))
            .copied()
            .collect();
        match (rest.is_empty(), holds) {
            (false, _) => left.push(rest),
            // One clause of it fails, and so does the whole.
            (true, false) => return Some(Block::new()),
            (true, true) => return None,
        }
    }
    let follows = left.is_empty();
    (holds || !follows).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::ExprId;
    use crate::verdict::Atom;

    fn is(condition: usize, holds: bool) -> Condition {
        Condition {
            atom: Atom::Compare(ExprId::at(condition)),
            holds,
        }
    }

    #[test]
    fn what_follows_from_others_is_left_out() {
        let (child, identity, teacher, badge) = (0, 1, 2, 3);
        let plain: Block = vec![
            vec![is(teacher, false)],
            vec![is(child, true), is(identity, false)],
        ];
        let either: Block = vec![vec![is(teacher, false), is(badge, true)]];
        let told = absorbed(&[(plain.clone(), true), (either.clone(), true)]);
        assert_eq!(told, [(plain.clone(), true)]);
        let told = absorbed(&[(plain, false), (either.clone(), false)]);
        assert_eq!(told, [(either, false)]);
    }

    #[test]
    fn what_is_ruled_out_is_left_out_of_a_choice() {
        let no: Block = vec![vec![is(0, false)]];
        let choice: Block = vec![vec![is(0, true), is(1, true)]];
        let told = absorbed(&[(no.clone(), true), (choice, true)]);
        assert_eq!(told, [(no.clone(), true), (vec![vec![is(1, true)]], true)]);
        // What is at odds with itself is told as it is.
        let yes: Block = vec![vec![is(0, true)]];
        assert_eq!(
            absorbed(&[(no.clone(), true), (yes.clone(), true)]).len(),
            2
        );
    }
}
