use serde::{Deserialize, Serialize};

use crate::law::figure;

use super::{Evidence, Node, Premise};

/// No case may depend on more decisions than this.
pub const DEPTH_LIMIT: usize = 512;

/// No tree may have more nodes than this.
pub const LINES_LIMIT: usize = 200_000;

/// One node of a tree without the nodes below it.
///
/// A tree is stored as the list of its nodes: each is followed by the trees below it, in the order
/// in which it names its cases. Nested, a deep tree would be too deep for readers of JSON, and for
/// human readers, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Line {
    /// A [`Node::Split`]; a tree for each branch follows.
    Split {
        /// The name of the input.
        input: String,
        /// The values of each branch.
        branches: Vec<Vec<String>>,
    },
    /// A [`Node::Threshold`]; the tree below and the tree from the bound follow.
    Threshold {
        /// The name of the input.
        input: String,
        /// The bound.
        at: String,
    },
    /// A [`Node::Condition`]; the tree where it holds and the tree where it does not follow.
    Condition(String),
    /// A [`Node::Outside`].
    Outside(Premise),
    /// A [`Node::Holds`].
    Holds(Vec<Evidence>),
    /// A [`Node::Impossible`].
    Impossible(Vec<String>),
}

/// A list of nodes that is not a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadTree {
    /// A node lacks trees below it.
    #[error("the proof ends before all its cases are there")]
    Incomplete,
    /// Nodes are left over.
    #[error("there are steps after the end of the proof")]
    LeftOver,
    /// See [`DEPTH_LIMIT`].
    #[error("the proof tells more than {DEPTH_LIMIT} cases apart, one within the other")]
    TooDeep,
    /// See [`LINES_LIMIT`].
    #[error("the proof has more than {} steps", figure(LINES_LIMIT))]
    TooLong,
}

impl TryFrom<Vec<Line>> for Node {
    type Error = BadTree;

    fn try_from(lines: Vec<Line>) -> Result<Node, BadTree> {
        if lines.len() > LINES_LIMIT {
            return Err(BadTree::TooLong);
        }
        let mut lines = lines.into_iter();
        let node = read(&mut lines, 0)?;
        if lines.next().is_some() {
            Err(BadTree::LeftOver)
        } else {
            Ok(node)
        }
    }
}

fn read(lines: &mut impl Iterator<Item = Line>, depth: usize) -> Result<Node, BadTree> {
    if depth > DEPTH_LIMIT {
        return Err(BadTree::TooDeep);
    }
    let below = |lines: &mut _| read(lines, depth + 1);
    Ok(match lines.next().ok_or(BadTree::Incomplete)? {
        Line::Split { input, branches } => Node::Split {
            input,
            branches: branches
                .into_iter()
                .map(|values| Ok((values, below(lines)?)))
                .collect::<Result<_, BadTree>>()?,
        },
        Line::Threshold { input, at } => Node::Threshold {
            input,
            at,
            below: Box::new(below(lines)?),
            from: Box::new(below(lines)?),
        },
        Line::Condition(condition) => Node::Condition {
            condition,
            holds: Box::new(below(lines)?),
            fails_to_hold: Box::new(below(lines)?),
        },
        Line::Outside(because) => Node::Outside { because },
        Line::Holds(reach) => Node::Holds { reach },
        Line::Impossible(conditions) => Node::Impossible { conditions },
    })
}

impl From<Node> for Vec<Line> {
    fn from(node: Node) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut left = vec![node];
        while let Some(node) = left.pop() {
            lines.push(match node {
                Node::Split { input, branches } => {
                    let (values, mut below): (Vec<_>, Vec<_>) = branches.into_iter().unzip();
                    below.reverse();
                    left.append(&mut below);
                    Line::Split {
                        input,
                        branches: values,
                    }
                }
                Node::Threshold {
                    input,
                    at,
                    below,
                    from,
                } => {
                    left.extend([*from, *below]);
                    Line::Threshold { input, at }
                }
                Node::Condition {
                    condition,
                    holds,
                    fails_to_hold,
                } => {
                    left.extend([*fails_to_hold, *holds]);
                    Line::Condition(condition)
                }
                Node::Outside { because } => Line::Outside(because),
                Node::Holds { reach } => Line::Holds(reach),
                Node::Impossible { conditions } => Line::Impossible(conditions),
            });
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Node {
        let outside = || Node::Outside {
            because: Premise::Window,
        };
        Node::Threshold {
            input: "day".to_owned(),
            at: "2024-01-01".to_owned(),
            below: Box::new(outside()),
            from: Box::new(Node::Split {
                input: "status".to_owned(),
                branches: vec![
                    (
                        vec!["citizen".to_owned()],
                        Node::Holds { reach: Vec::new() },
                    ),
                    (vec!["foreigner".to_owned()], outside()),
                ],
            }),
        }
    }

    #[test]
    fn a_tree_is_the_list_of_its_nodes() {
        let lines: Vec<Line> = tree().into();
        assert_eq!(lines.len(), 5);
        assert_eq!(Node::try_from(lines), Ok(tree()));
    }

    #[test]
    fn lists_that_are_no_trees() {
        let mut lines: Vec<Line> = tree().into();
        lines.push(Line::Outside(Premise::Region));
        assert_eq!(Node::try_from(lines.clone()), Err(BadTree::LeftOver));
        lines.truncate(4);
        assert_eq!(Node::try_from(lines), Err(BadTree::Incomplete));
        assert_eq!(Node::try_from(Vec::new()), Err(BadTree::Incomplete));
    }

    #[test]
    fn deep_trees_are_refused() {
        let lines = vec![Line::Condition("day < born".to_owned()); LINES_LIMIT];
        assert_eq!(Node::try_from(lines), Err(BadTree::TooDeep));
        let lines = vec![Line::Outside(Premise::Region); LINES_LIMIT + 1];
        assert_eq!(Node::try_from(lines), Err(BadTree::TooLong));
    }
}
