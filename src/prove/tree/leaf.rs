//! Leaves, with what a reader and the checker need to see that they are right, and no more.

use crate::certify::{
    Atom, Evaluator, Left, Outcome, Path, Places, Proof, Question, Reason, contradict,
};
use crate::law::{Expr, ExprId, InputId, Law};
use crate::verdict::{Evidence, Node};

use super::builder::Builder;
use super::limits::NoTree;
use super::split::Split;

impl Builder<'_, '_> {
    /// The leaf of a path; `None` if the path has to be split further.
    ///
    /// # Errors
    /// The claim is not true of the path, and its premises are; or it takes too much work to see.
    pub fn leaf(&mut self, path: &Path) -> Result<Option<Node>, NoTree> {
        if let Some(conditions) = self.contradiction(path) {
            return Ok(Some(Node::Impossible { conditions }));
        }
        let mut outside = None;
        let premises_first = self.premises_first;
        let (is_inside, claim) = self.evaluate(path, |question, evaluator| {
            let mut is_inside = true;
            for because in Question::PREMISES {
                let premise = question.premise(evaluator, because);
                if !premise.can_be_true() {
                    outside = Some(because);
                    return (false, Outcome::failure());
                }
                is_inside &= premise.is_true();
            }
            if premises_first && !is_inside {
                return (false, Outcome::anything());
            }
            (is_inside, evaluator.truth(question.claim.claim))
        })?;
        if let Some(because) = outside {
            return Ok(Some(Node::Outside { because }));
        }
        if claim.is_true() {
            return self.holds(path).map(Some);
        }
        if is_inside
            && !claim.can_be_true()
            && let Some(case) = self.some_case(path)
        {
            return Err(NoTree::Refuted(case.describe(self.ground)));
        }
        Ok(None)
    }

    fn holds(&mut self, path: &Path) -> Result<Node, NoTree> {
        if !self.asks_reach {
            return Ok(Node::Holds { reach: Vec::new() });
        }
        // What is within reach may be remembered without the proofs.
        let mut evaluator = Evaluator::new(self.ground, path, Reason::Found);
        evaluator.truth(self.question.claim.claim);
        let proofs = evaluator.proofs().to_vec();
        let proofs = self.least(path, proofs)?;
        let reach = proofs.iter().map(|proof| self.evidence(proof)).collect();
        Ok(Node::Holds { reach })
    }

    /// Whether a path has a leaf.
    ///
    /// # Errors
    /// It takes too much work to see.
    pub fn closes(&mut self, path: &Path) -> Result<bool, NoTree> {
        let conditions: Vec<(ExprId, bool)> = path.conditions().collect();
        if contradict(&self.ground.names, path, &conditions) {
            return Ok(true);
        }
        let (law, premises_first) = (self.ground.law, self.premises_first);
        self.evaluate(path, |question, evaluator| {
            let mut premises = Question::PREMISES.into_iter();
            if premises.any(|one| !question.premise(evaluator, one).can_be_true()) {
                return true;
            }
            let mut premises = Question::PREMISES.into_iter();
            let looked_at =
                !premises_first || premises.all(|one| question.premise(evaluator, one).is_true());
            looked_at && is_true(law, evaluator, question.claim.claim)
        })
    }

    /// What the path is still to be split by, in the order met.
    ///
    /// # Errors
    /// It takes too much work to see.
    pub fn undecided(&mut self, path: &Path) -> Result<Vec<Atom>, NoTree> {
        let premises_first = self.premises_first;
        self.evaluate(path, |question, evaluator| {
            if premises_first {
                let premises = question.undecided_premises(evaluator);
                if !premises.is_empty() {
                    return premises;
                }
            }
            question.undecided(evaluator)
        })
    }

    /// Branches that end in equal leaves, taken together where one leaf is right for all of them.
    pub fn merged(
        &mut self,
        path: &Path,
        split: &Split,
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
            let (leaf_of_both, _) = self.enter(split, Left::default(), |this| this.leaf(&union));
            match leaf_of_both? {
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
    fn least(&mut self, path: &Path, mut proofs: Vec<Proof>) -> Result<Vec<Proof>, NoTree> {
        let mut index = 0;
        while index < proofs.len() {
            let mut fewer = proofs.clone();
            fewer.remove(index);
            if self.suffices(path, &fewer)? {
                proofs = fewer;
            } else {
                index += 1;
            }
        }
        for index in 0..proofs.len() {
            // Of what one may wait for there is a set for each holding and day: each is left as it is.
            if self.premises_first && matches!(proofs.get(index), Some(Proof::Closed(..))) {
                continue;
            }
            for smaller in elements(proofs.get(index)) {
                let mut less = proofs.clone();
                if let Some(proof) = less.get_mut(index) {
                    *proof = without(proof, smaller);
                }
                if self.suffices(path, &less)? {
                    proofs = less;
                }
            }
        }
        Ok(proofs)
    }

    fn suffices(&mut self, path: &Path, proofs: &[Proof]) -> Result<bool, NoTree> {
        self.count()?;
        let mut evaluator = Evaluator::new(self.ground, path, Reason::Given(proofs));
        Ok(evaluator.truth(self.question.claim.claim).is_true())
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

/// Whether an expression is true, as [`Evaluator::truth`] has it. Where it is not, nothing more is looked at
/// than what shows that: of all splits that are tried, most close nothing.
///
/// Of what one may wait for, what is within reach by one day is by every later one: the first day on which
/// it may be ends the search.
fn is_true(law: &Law, evaluator: &mut Evaluator, claim: ExprId) -> bool {
    match law.exprs.get(claim) {
        Expr::And(parts) => return parts.iter().all(|part| is_true(law, evaluator, *part)),
        Expr::Not(inner) => {
            if let Some(waiting) = law.waiting(*inner) {
                let days = waiting.later.iter().map(|later| later.within);
                let mut days = [waiting.today].into_iter().chain(days);
                if days.any(|by_then| evaluator.truth(by_then).can_be_true()) {
                    return false;
                }
            }
        }
        _ => {}
    }
    evaluator.truth(claim).is_true()
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
