//! Splits that would decide an atom.

use crate::calendar::Day;
use crate::certify::{Atom, Domain, Ground, InputSet, Names, Path, Places, Range, symbol_outcome};
use crate::law::{Expr, ExprId, InputId, Op, TermId};

/// A split of what a path leaves possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Split {
    /// By the values of an enumerated input.
    Places(InputId, Vec<Places>),
    /// By a bound of a day or number.
    Threshold(InputId, i64),
    /// By a comparison.
    Condition(ExprId),
    /// By a define.
    Define(TermId),
    /// By whether an operation has a result.
    Result(ExprId),
}

impl Split {
    /// The inputs that it decides something on.
    pub fn decides(&self, ground: &mut Ground) -> InputSet {
        match self {
            Self::Places(input, _) | Self::Threshold(input, _) => ground.decided(&[*input]),
            Self::Condition(comparison) => ground.decided(&ground.names.inputs_of(*comparison)),
            Self::Define(define) => ground.defined(*define),
            Self::Result(operation) => ground.decided(&ground.names.inputs_of(*operation)),
        }
    }

    /// The cases.
    pub fn paths(&self, path: &Path) -> Vec<Path> {
        match self {
            Self::Places(input, parts) => parts
                .iter()
                .map(|part| path.within(*input, *part))
                .collect(),
            Self::Threshold(input, at) => vec![path.below(*input, *at), path.from(*input, *at)],
            Self::Condition(comparison) => [true, false]
                .map(|truth| path.decided(*comparison, truth))
                .to_vec(),
            Self::Define(define) => [true, false]
                .map(|truth| path.defined(*define, truth))
                .to_vec(),
            Self::Result(operation) => [true, false]
                .map(|has_one| path.resulting(*operation, has_one))
                .to_vec(),
        }
    }
}

/// The split that decides an atom, or comes nearer to it; `None` if there is none.
///
/// A comparison in which only one input still varies is a question of its value; the bound is
/// found by bisection.
pub(super) fn split_of(ground: &Ground, path: &Path, atom: Atom) -> Option<Split> {
    match atom {
        Atom::Member(input, places) => {
            let now = path.places(input)?;
            split_places(
                ground,
                input,
                vec![now.intersection(places), now.minus(places)],
            )
        }
        Atom::Value(input) => match path.places(input) {
            Some(places) => split_places(ground, input, places.iter().map(Places::one).collect()),
            None => middle(path, input),
        },
        Atom::Compare(comparison) => {
            let varying = varying(&ground.names, path, comparison);
            match varying.as_slice() {
                // Which of its values make it true has no bound.
                [_] if ground.names.counts_one_input_twice(comparison) => path
                    .truth(comparison)
                    .is_none()
                    .then_some(Split::Condition(comparison)),
                [input] => threshold(&ground.names, path, *input, comparison),
                [] => None,
                _ => path
                    .truth(comparison)
                    .is_none()
                    .then_some(Split::Condition(comparison)),
            }
        }
        Atom::Define(define) => Some(Split::Define(define)),
        Atom::Failing(operation) => {
            let varying = varying(&ground.names, path, operation);
            let fails = |path: &Path| symbol_outcome(&ground.names, path, operation).1;
            let is_exact = matches!(ground.names.expr(operation), Expr::Op(Op::Exact(_), _));
            let bound = match varying.as_slice() {
                // What is a whole number of units is so now and then, from no bound on.
                [input] if !is_exact => bound(path, *input, &fails),
                _ => None,
            };
            let undecided = path.has_result(operation).is_none();
            bound.or_else(|| undecided.then_some(Split::Result(operation)))
        }
    }
}

fn split_places(ground: &Ground, input: InputId, mut parts: Vec<Places>) -> Option<Split> {
    parts.retain(|part| !part.is_empty());
    (parts.len() > 1 && ground.is_free(input)).then_some(Split::Places(input, parts))
}

fn varying(names: &Names, path: &Path, symbol: ExprId) -> Vec<InputId> {
    let mut inputs = names.inputs_of(symbol);
    inputs.retain(|input| {
        path.range(*input)
            .is_some_and(|range| range.single().is_none())
    });
    inputs
}

fn threshold(names: &Names, path: &Path, input: InputId, comparison: ExprId) -> Option<Split> {
    let Expr::Op(op, operands) = names.expr(comparison) else {
        return None;
    };
    let [left, right] = operands.as_slice() else {
        return None;
    };
    let values = |path: &Path, symbol| symbol_outcome(names, path, symbol).0;
    let is_less = |path: &Path| values(path, *left).less(values(path, *right)) == Some(true);
    let is_greater = |path: &Path| values(path, *right).less(values(path, *left)) == Some(true);
    bound(path, input, &is_less)
        .or_else(|| {
            if *op == Op::Equal {
                bound(path, input, &is_greater)
            } else {
                None
            }
        })
        .or_else(|| middle(path, input))
}

/// The value from which on something changes, found by bisection; `None` if it is the same at
/// both ends.
fn bound(path: &Path, input: InputId, of: &dyn Fn(&Path) -> bool) -> Option<Split> {
    let at = |value: i64| of(&path.from(input, value).to(input, value));
    let range = path.range(input)?;
    let last = at(range.high);
    if at(range.low) == last {
        return None;
    }
    let (mut before, mut from) = (range.low, range.high);
    while let Some(between) = between(path, input, before, from) {
        if at(between) == last {
            from = between;
        } else {
            before = between;
        }
    }
    Some(Split::Threshold(input, from))
}

/// A bound in the middle.
fn middle(path: &Path, input: InputId) -> Option<Split> {
    let Range { low, high } = path.range(input)?;
    let at = between(path, input, low, high).unwrap_or(high);
    (low < at).then_some(Split::Threshold(input, at))
}

/// A value strictly between two others, about halfway; `None` if there is none.
fn between(path: &Path, input: InputId, low: i64, high: i64) -> Option<i64> {
    let day = |packed: i64| Day::from_packed(i32::try_from(packed).ok()?);
    let halfway = match path.domain(input)? {
        Domain::Numbers(_) => low.midpoint(high),
        Domain::Days(_) => {
            let number = day(low)?.number().midpoint(day(high)?.number());
            i64::from(Day::from_number(number)?.packed())
        }
        Domain::Places(_) => return None,
    };
    (low < halfway && halfway < high).then_some(halfway)
}
