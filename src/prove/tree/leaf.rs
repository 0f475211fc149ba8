//! Leaves, with what a reader and the checker need to see that they are right, and no more.

use crate::certify::{
    Atom, Evaluator, Names, Path, Places, Proof, Question, Reason, contradict, symbol_outcome,
};
use crate::law::{Expr, ExprId, InputId, Op};
use crate::verdict::{Evidence, Node};

use super::builder::{Builder, NoTree};

/// Of so many inputs the ends of the intervals are tried.
const MAX_CORNERS: usize = 8;

impl Builder<'_> {
    /// The leaf of a path; `None` if the path has to be split further.
    ///
    /// # Errors
    /// The claim is not true of the path, and its premises are.
    pub fn leaf(&mut self, path: &Path) -> Result<Option<Node>, NoTree> {
        if let Some(conditions) = self.contradiction(path) {
            return Ok(Some(Node::Impossible { conditions }));
        }
        let mut evaluator = Evaluator::new(&mut self.ground, path, Reason::Found);
        let mut is_inside = true;
        for because in Question::PREMISES {
            let premise = self.question.premise(&mut evaluator, because);
            if !premise.can_be_true() {
                return Ok(Some(Node::Outside { because }));
            }
            is_inside &= premise.is_true();
        }
        let claim = evaluator.truth(self.question.claim.claim);
        if claim.is_true() {
            let proofs = evaluator.proofs().to_vec();
            let proofs = self.least(path, proofs);
            let reach = proofs.iter().map(|proof| self.evidence(proof)).collect();
            return Ok(Some(Node::Holds { reach }));
        }
        if is_inside
            && !claim.can_be_true()
            && let Some(case) = self.some_case(path)
        {
            return Err(NoTree::Refuted(case.describe(&self.ground)));
        }
        Ok(None)
    }

    /// A part of the path in which its conditions are so, and not only not seen to contradict each
    /// other; the ends of intervals are tried.
    fn some_case(&self, path: &Path) -> Option<Path> {
        let names = &self.ground.names;
        let mut inputs: Vec<InputId> = path
            .conditions()
            .flat_map(|(condition, _)| names.inputs_of(condition))
            .collect();
        inputs.sort_unstable();
        inputs.dedup();
        let mut corners = vec![path.clone()];
        for input in inputs.into_iter().take(MAX_CORNERS) {
            let range = path.range(input)?;
            corners = corners
                .iter()
                .flat_map(|path| {
                    let at = |value| path.from(input, value).to(input, value);
                    [at(range.high), at(range.low)]
                })
                .collect();
        }
        corners.into_iter().find(|corner| {
            corner
                .conditions()
                .all(|(condition, truth)| truth_of(names, corner, condition) == Some(truth))
        })
    }

    /// Whether a path has a leaf.
    pub fn closes(&mut self, path: &Path) -> bool {
        let conditions: Vec<(ExprId, bool)> = path.conditions().collect();
        if contradict(&self.ground.names, path, &conditions) {
            return true;
        }
        let mut evaluator = Evaluator::new(&mut self.ground, path, Reason::Found);
        let mut premises = Question::PREMISES.into_iter();
        premises.any(|one| !self.question.premise(&mut evaluator, one).can_be_true())
            || evaluator.truth(self.question.claim.claim).is_true()
    }

    /// What the path is still to be split by, in the order met.
    pub fn undecided(&mut self, path: &Path) -> Vec<Atom> {
        self.question
            .undecided(&mut Evaluator::new(&mut self.ground, path, Reason::Found))
    }

    /// Branches that end in equal leaves, taken together where one leaf is right for all of them.
    pub fn merged(
        &mut self,
        path: &Path,
        input: InputId,
        branches: Vec<(Vec<String>, Node)>,
    ) -> Result<Vec<(Vec<String>, Node)>, NoTree> {
        let mut merged: Vec<(Vec<String>, Node)> = Vec::new();
        for (values, node) in branches {
            let same = merged
                .iter_mut()
                .find(|(_, other)| is_leaf(&node) && *other == node);
            let Some((known, leaf)) = same else {
                merged.push((values, node));
                continue;
            };
            let all: Vec<String> = known.iter().chain(&values).cloned().collect();
            let places: Places = all
                .iter()
                .filter_map(|value| self.ground.names.find_place(input, value))
                .collect();
            let union = path.within(input, places);
            match self.leaf(&union)? {
                Some(common) => {
                    *known = self.ground.names.values(input, places);
                    *leaf = common;
                }
                None => merged.push((values, node)),
            }
        }
        Ok(merged)
    }

    /// Conditions that contradict each other, none of which can be left out.
    fn contradiction(&self, path: &Path) -> Option<Vec<String>> {
        let mut conditions: Vec<(ExprId, bool)> = path.conditions().collect();
        if !contradict(&self.ground.names, path, &conditions) {
            return None;
        }
        let mut index = 0;
        while index < conditions.len() {
            let mut fewer = conditions.clone();
            fewer.remove(index);
            if contradict(&self.ground.names, path, &fewer) {
                conditions = fewer;
            } else {
                index += 1;
            }
        }
        Some(
            conditions
                .iter()
                .map(|(condition, _)| self.ground.names.print(*condition))
                .collect(),
        )
    }

    /// Proofs of which nothing can be left out.
    fn least(&mut self, path: &Path, mut proofs: Vec<Proof>) -> Vec<Proof> {
        let mut index = 0;
        while index < proofs.len() {
            let mut fewer = proofs.clone();
            fewer.remove(index);
            if self.suffices(path, &fewer) {
                proofs = fewer;
            } else {
                index += 1;
            }
        }
        for index in 0..proofs.len() {
            for smaller in elements(proofs.get(index)) {
                let mut less = proofs.clone();
                if let Some(proof) = less.get_mut(index) {
                    *proof = without(proof, smaller);
                }
                if self.suffices(path, &less) {
                    proofs = less;
                }
            }
        }
        proofs
    }

    fn suffices(&mut self, path: &Path, proofs: &[Proof]) -> bool {
        let mut evaluator = Evaluator::new(&mut self.ground, path, Reason::Given(proofs));
        evaluator.truth(self.question.claim.claim).is_true()
    }

    fn evidence(&self, proof: &Proof) -> Evidence {
        let names = &self.ground.names;
        let name = |input: &InputId| names.input(*input).to_owned();
        match proof {
            Proof::Closed(holding, closed) => Evidence::OutOfReach {
                holding: name(holding),
                closed: closed.iter().map(name).collect(),
            },
            Proof::Plan(holding, plan) => Evidence::WithinReach {
                holding: name(holding),
                plan: plan
                    .iter()
                    .map(|door| names.door(*door).to_owned())
                    .collect(),
            },
        }
    }
}

/// Whether a comparison is true where all its inputs are given; `None` where it fails.
fn truth_of(names: &Names, path: &Path, comparison: ExprId) -> Option<bool> {
    let Expr::Op(op, operands) = names.expr(comparison) else {
        return None;
    };
    let [left, right] = operands.as_slice() else {
        return None;
    };
    let side = |symbol| {
        let (range, fails) = symbol_outcome(names, path, symbol);
        range.single().filter(|_| !fails)
    };
    let (left, right) = (side(*left)?, side(*right)?);
    Some(if *op == Op::Less {
        left < right
    } else {
        left == right
    })
}

fn is_leaf(node: &Node) -> bool {
    matches!(
        node,
        Node::Outside { .. } | Node::Holds { .. } | Node::Impossible { .. }
    )
}

/// The numbers of the holdings or doors in a proof, last first.
fn elements(proof: Option<&Proof>) -> Vec<usize> {
    match proof {
        Some(Proof::Closed(_, closed)) => closed.iter().rev().map(|one| one.index()).collect(),
        Some(Proof::Plan(_, plan)) => plan.iter().rev().map(|one| one.index()).collect(),
        None => Vec::new(),
    }
}

fn without(proof: &Proof, element: usize) -> Proof {
    match proof {
        Proof::Closed(holding, closed) => {
            let rest = closed.iter().filter(|one| one.index() != element);
            Proof::Closed(*holding, rest.copied().collect())
        }
        Proof::Plan(holding, plan) => {
            let rest = plan.iter().filter(|one| one.index() != element);
            Proof::Plan(*holding, rest.copied().collect())
        }
    }
}
