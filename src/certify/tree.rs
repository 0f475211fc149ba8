//! The walk through a tree.

use std::collections::BTreeSet;

use crate::law::{ExprId, InputId, InputKind, TermId, with_stack};
use crate::verdict::{DEPTH_LIMIT, Evidence, Node, Premise};

use super::difference::contradict;
use super::{
    Accepted, Atom, Domain, Evaluator, Ground, Path, Places, Proof, Question, Reason, Rejected,
};

/// Checks the part of a tree that belongs to a path.
pub(super) fn check(
    ground: &mut Ground,
    question: &Question,
    path: &Path,
    node: &Node,
    depth: usize,
    accepted: &mut Accepted,
) -> Result<(), Rejected> {
    if depth > DEPTH_LIMIT {
        return Err(Rejected::TooDeep);
    }
    accepted.nodes += 1;
    let mut below = |ground: &mut Ground, path: &Path, node: &Node| {
        with_stack(|| check(ground, question, path, node, depth + 1, accepted))
    };
    match node {
        Node::Split { input, branches } => {
            let places = split(ground, path, input, branches)?;
            for ((input, places), (_, node)) in places.into_iter().zip(branches) {
                below(ground, &path.within(input, places), node)?;
            }
        }
        Node::Threshold {
            input,
            at,
            below: lower,
            from,
        } => {
            let (input, bound) = threshold(ground, path, input, at)?;
            below(ground, &path.below(input, bound), lower)?;
            below(ground, &path.from(input, bound), from)?;
        }
        Node::Condition {
            condition,
            holds,
            fails_to_hold,
        } => {
            let atom = open_condition(ground, question, path, condition)?;
            let [yes, no] = [true, false].map(|truth| match atom {
                Condition::Comparison(comparison) => path.decided(comparison, truth),
                Condition::Define(define) => path.defined(define, truth),
                Condition::Result(operation) => path.resulting(operation, truth),
            });
            below(ground, &yes, holds)?;
            below(ground, &no, fails_to_hold)?;
        }
        Node::Outside { because } => {
            outside(ground, question, path, *because)?;
            accepted.outside += 1;
        }
        Node::Holds { reach } => {
            holds(ground, question, path, reach)?;
            accepted.holds += 1;
            accepted.evidence += reach.len();
        }
        Node::Impossible { conditions } => {
            impossible(ground, path, conditions)?;
            accepted.impossible += 1;
        }
    }
    Ok(())
}

fn free_input(ground: &Ground, name: &str) -> Result<InputId, Rejected> {
    let input = ground
        .names
        .find_input(name)
        .filter(|input| ground.is_free(*input));
    input.ok_or_else(|| Rejected::NoInput(name.to_owned()))
}

/// The branches: a partition of what is still possible.
fn split(
    ground: &Ground,
    path: &Path,
    name: &str,
    branches: &[(Vec<String>, Node)],
) -> Result<Vec<(InputId, Places)>, Rejected> {
    let input = free_input(ground, name)?;
    let mut left = path
        .places(input)
        .ok_or_else(|| Rejected::NoInput(name.to_owned()))?;
    let mut found = Vec::new();
    let mut seen = Places::NONE;
    for (values, _) in branches {
        let mut places = Places::NONE;
        for value in values {
            let wrong = || Rejected::WrongValue(name.to_owned(), value.clone());
            let place = ground.names.find_place(input, value).ok_or_else(wrong)?;
            if seen.contains(place) {
                return Err(Rejected::ValueTwice(name.to_owned(), value.clone()));
            }
            if !left.contains(place) {
                return Err(wrong());
            }
            seen = seen.union(Places::one(place));
            left = left.minus(Places::one(place));
            places = places.union(Places::one(place));
        }
        if places.is_empty() {
            return Err(Rejected::IdleSplit(name.to_owned()));
        }
        found.push((input, places));
    }
    if !left.is_empty() {
        let missing = ground
            .names
            .values(input, left)
            .into_iter()
            .next()
            .unwrap_or_default();
        return Err(Rejected::ValueLeftOut(name.to_owned(), missing));
    }
    if found.len() < 2 {
        Err(Rejected::IdleSplit(name.to_owned()))
    } else {
        Ok(found)
    }
}

/// The bound: both sides are possible.
fn threshold(
    ground: &Ground,
    path: &Path,
    name: &str,
    at: &str,
) -> Result<(InputId, i64), Rejected> {
    let input = free_input(ground, name)?;
    let (Some(Domain::Days(range) | Domain::Numbers(range)), Some(bound)) =
        (path.domain(input), ground.names.find_number(input, at))
    else {
        return Err(Rejected::WrongValue(name.to_owned(), at.to_owned()));
    };
    if range.low < bound && bound <= range.high {
        return Ok((input, bound));
    }
    Err(Rejected::IdleSplit(name.to_owned()))
}

/// What may be true or false, and cannot fail.
enum Condition {
    Comparison(ExprId),
    Define(TermId),
    /// That an operation has a result.
    Result(ExprId),
}

/// The condition of this name that premises or claim depend on here.
fn open_condition(
    ground: &mut Ground,
    question: &Question,
    path: &Path,
    condition: &str,
) -> Result<Condition, Rejected> {
    let open = question.undecided(&mut Evaluator::new(ground, path, Reason::Found));
    open.into_iter()
        .find_map(|atom| match atom {
            Atom::Compare(comparison) => (ground.names.print(comparison) == condition)
                .then_some(Condition::Comparison(comparison)),
            Atom::Define(define) => {
                (ground.law[define].name == condition).then_some(Condition::Define(define))
            }
            Atom::Failing(operation) => (ground.names.print_result(operation) == condition)
                .then_some(Condition::Result(operation)),
            Atom::Member(..) | Atom::Value(_) => None,
        })
        .ok_or_else(|| Rejected::NotOpen(condition.to_owned()))
}

fn outside(
    ground: &mut Ground,
    question: &Question,
    path: &Path,
    because: Premise,
) -> Result<(), Rejected> {
    let outcome = question.premise(&mut Evaluator::new(ground, path, Reason::Found), because);
    if outcome.can_be_true() {
        return Err(Rejected::NotOutside(because, path.describe(ground)));
    }
    Ok(())
}

fn holds(
    ground: &mut Ground,
    question: &Question,
    path: &Path,
    reach: &[Evidence],
) -> Result<(), Rejected> {
    let proofs: Vec<Proof> = reach
        .iter()
        .map(|evidence| proof(ground, evidence))
        .collect::<Result<_, _>>()?;
    let mut evaluator = Evaluator::new(ground, path, Reason::Given(&proofs));
    let is_certain = evaluator.truth(question.claim.claim).is_true();
    let (complaint, used) = (evaluator.complaint().cloned(), evaluator.used().len());
    if !is_certain {
        let otherwise = || Rejected::NotCertain(path.describe(ground));
        return Err(complaint.unwrap_or_else(otherwise));
    }
    if used < proofs.len() {
        let idle = reach
            .first()
            .map_or_else(String::new, |one| one.holding().to_owned());
        return Err(complaint.unwrap_or(Rejected::IdleEvidence(idle)));
    }
    Ok(())
}

/// Evidence in terms of the law.
fn proof(ground: &Ground, evidence: &Evidence) -> Result<Proof, Rejected> {
    let holding = |name: &str| {
        ground
            .names
            .find_input(name)
            .filter(|input| ground.law[*input].kind == InputKind::Holding)
            .ok_or_else(|| Rejected::NoHolding(name.to_owned()))
    };
    match evidence {
        Evidence::OutOfReach {
            holding: goal,
            closed,
        } => {
            let mut set = BTreeSet::new();
            for name in closed {
                if !set.insert(holding(name)?) {
                    return Err(Rejected::Twice(name.clone()));
                }
            }
            Ok(Proof::Closed(holding(goal)?, set))
        }
        Evidence::WithinReach {
            holding: goal,
            plan,
        } => {
            let mut doors = Vec::new();
            for name in plan {
                let door = ground.names.find_door(name);
                let door = door.ok_or_else(|| Rejected::NoDoor(name.clone()))?;
                if doors.contains(&door) {
                    return Err(Rejected::Twice(name.clone()));
                }
                doors.push(door);
            }
            Ok(Proof::Plan(holding(goal)?, doors))
        }
    }
}

fn impossible(ground: &Ground, path: &Path, conditions: &[String]) -> Result<(), Rejected> {
    let mut decided: Vec<(ExprId, bool)> = Vec::new();
    for name in conditions {
        let condition = path
            .conditions()
            .find(|(comparison, _)| ground.names.print(*comparison) == *name)
            .ok_or_else(|| Rejected::NotDecided(name.clone()))?;
        if decided.contains(&condition) {
            return Err(Rejected::Twice(name.clone()));
        }
        decided.push(condition);
    }
    if contradict(&ground.names, path, &decided) {
        return Ok(());
    }
    Err(Rejected::NoContradiction(conditions.join("; ")))
}
