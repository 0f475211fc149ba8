//! Comparisons of amounts by their difference: a sum of multiples of inputs, with slack for what is
//! rounded.
//!
//! Of `x − 0.1·x` the range is not that of `x` less that of `0.1·x`: both sides have the same `x`.
//! Rounding to a multiple of a step changes a number by less than a step, to one side, or by at most
//! half a step to both. What is not linear stays one unknown, with its range.
//!
//! A comparison says that some such sum is at most zero, or less than zero. It cannot be if the
//! least value of the sum is greater; two cannot be together if the least value of a sum of
//! positive multiples of them is, where the multiples are such that an unknown of both goes away.

use std::collections::BTreeMap;

use crate::law::{Expr, ExprId, Op, Ratio, RoundingMode, Type, Value, with_stack};

use super::{Amounts, Names, Path, Values, symbol_outcome};

/// A constant with its slack, and multiples of unknowns.
#[derive(Clone)]
struct Linear {
    low: End,
    high: End,
    parts: BTreeMap<ExprId, Ratio>,
}

/// An end of the slack.
#[derive(Clone, Copy, PartialEq)]
struct End {
    at: Ratio,
    /// It is not reached.
    open: bool,
}

/// The sum, with its least slack, is at most zero, or less than zero.
struct Bound {
    sum: Linear,
    strict: bool,
}

/// Whether decided comparisons of amounts, with what is still possible for their inputs, exclude
/// each other.
pub(super) fn excluded(names: &Names, path: &Path, decided: &[(ExprId, bool)]) -> bool {
    let mut earlier: Vec<Bound> = Vec::new();
    for (comparison, truth) in decided {
        let bounds = bounds(names, *comparison, *truth);
        if rule_out(names, path, &bounds, &earlier) {
            return true;
        }
        earlier.extend(bounds);
    }
    false
}

/// What follows for a comparison of amounts from what is possible and from what was decided.
pub(super) fn implied(names: &Names, path: &Path, comparison: ExprId) -> Option<bool> {
    let earlier: Vec<Bound> = path
        .conditions()
        .flat_map(|(condition, truth)| bounds(names, condition, truth))
        .collect();
    [true, false]
        .into_iter()
        .find(|truth| rule_out(names, path, &bounds(names, comparison, !*truth), &earlier))
}

fn rule_out(names: &Names, path: &Path, bounds: &[Bound], earlier: &[Bound]) -> bool {
    bounds.iter().any(|bound| {
        bound.is_impossible(names, path)
            || earlier
                .iter()
                .any(|other| bound.is_impossible_with(other, names, path))
    })
}

/// What a comparison of amounts says; nothing of other comparisons, and of amounts that differ.
fn bounds(names: &Names, comparison: ExprId, truth: bool) -> Vec<Bound> {
    let Expr::Op(op, operands) = names.expr(comparison) else {
        return Vec::new();
    };
    let [left, right] = operands.as_slice() else {
        return Vec::new();
    };
    if !is_amount(names, *left) || !is_amount(names, *right) {
        return Vec::new();
    }
    let at_most = |one, two, strict| {
        let sum = difference(names, one, two)?;
        Some(Bound { sum, strict })
    };
    let (left, right) = (*left, *right);
    let found = match (op, truth) {
        (Op::Less, true) => vec![
            at_most(left, right, true),
            unrounded(names, left, right).and_then(|(one, two)| at_most(one, two, true)),
        ],
        (Op::Less, false) => vec![at_most(right, left, false)],
        (Op::Equal, true) => vec![at_most(left, right, false), at_most(right, left, false)],
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

/// What two symbols are before they are rounded in the same way. Rounding keeps the order: what is
/// less when it is rounded was less before.
fn unrounded(names: &Names, left: ExprId, right: ExprId) -> Option<(ExprId, ExprId)> {
    match (names.expr(left), names.expr(right)) {
        (Expr::Op(Op::Round(mode, step), one), Expr::Op(Op::Round(other, same), two))
            if mode == other && step == same =>
        {
            Some((*one.first()?, *two.first()?))
        }
        (Expr::Op(Op::Exact(places), one), Expr::Op(Op::Exact(same), two)) if places == same => {
            let (one, two) = (*one.first()?, *two.first()?);
            with_stack(|| unrounded(names, one, two))
        }
        _ => None,
    }
}

fn is_amount(names: &Names, symbol: ExprId) -> bool {
    match names.expr(symbol) {
        Expr::Lit(value) => matches!(value, Value::Decimal(_) | Value::Money(..)),
        Expr::In(input) => matches!(names.ty(*input), Type::Decimal | Type::Money(_)),
        Expr::Op(op, operands) => match op {
            Op::Divide | Op::Round(..) | Op::Exact(_) | Op::Widen => true,
            Op::Add | Op::Subtract | Op::Multiply => operands
                .first()
                .is_some_and(|first| with_stack(|| is_amount(names, *first))),
            Op::Equal | Op::Less | Op::Plus(..) | Op::Move(..) | Op::Age | Op::Days => false,
        },
        _ => false,
    }
}

impl Bound {
    /// Whether no value of the unknowns is within the bound.
    fn is_impossible(&self, names: &Names, path: &Path) -> bool {
        let least = self.sum.least(names, path);
        let open = self.strict || self.sum.low.open;
        least.is_some_and(|least| least > Ratio::ZERO || (open && least == Ratio::ZERO))
    }

    /// Whether none is within both.
    fn is_impossible_with(&self, other: &Self, names: &Names, path: &Path) -> bool {
        let shared = self.sum.parts.iter().filter_map(|(unknown, factor)| {
            let against = *other.sum.parts.get(unknown)?;
            // So many of the other take the unknown away.
            let by = Ratio::ZERO.minus(*factor)?.over(against)?;
            (by > Ratio::ZERO).then_some(by)
        });
        shared.into_iter().any(|by| {
            let sum = other.sum.clone().times(by);
            let sum = sum.and_then(|other| self.sum.clone().plus(&other));
            sum.is_some_and(|sum| {
                let strict = self.strict || other.strict;
                Bound { sum, strict }.is_impossible(names, path)
            })
        })
    }
}

/// The difference of two symbols, wherever both have a value; `None` where numbers are too large
/// to tell.
fn difference(names: &Names, left: ExprId, right: ExprId) -> Option<Linear> {
    let right = linear(names, right)?.times(Ratio::whole(-1))?;
    linear(names, left)?.plus(&right)
}

impl Linear {
    fn constant(number: Ratio) -> Self {
        Self::between(End::at(number), End::at(number))
    }

    fn between(low: End, high: End) -> Self {
        Self {
            low,
            high,
            parts: BTreeMap::new(),
        }
    }

    /// The least value; `None` where some unknown has no value, or it is too large to tell.
    fn least(&self, names: &Names, path: &Path) -> Option<Ratio> {
        let mut least = self.low.at;
        for (unknown, factor) in &self.parts {
            let range = match symbol_outcome(names, path, *unknown).0 {
                Values::Amounts(amounts) => amounts,
                Values::Range(range) => Amounts::of_units(range, 0),
                Values::Places(_) => return None,
            };
            if range.is_empty() {
                return None;
            }
            let ends = (range.low.times(*factor)?, range.high.times(*factor)?);
            least = least.plus(ends.0.min(ends.1))?;
        }
        Some(least)
    }

    fn plus(mut self, other: &Self) -> Option<Self> {
        self.low = self.low.plus(other.low)?;
        self.high = self.high.plus(other.high)?;
        for (unknown, factor) in &other.parts {
            let now = self.parts.get(unknown).copied().unwrap_or(Ratio::ZERO);
            self.parts.insert(*unknown, now.plus(*factor)?);
        }
        self.parts.retain(|_, factor| *factor != Ratio::ZERO);
        Some(self)
    }

    fn times(mut self, by: Ratio) -> Option<Self> {
        let (one, two) = (self.low.times(by)?, self.high.times(by)?);
        (self.low, self.high) = if by < Ratio::ZERO {
            (two, one)
        } else {
            (one, two)
        };
        for factor in self.parts.values_mut() {
            *factor = factor.times(by)?;
        }
        self.parts.retain(|_, factor| *factor != Ratio::ZERO);
        Some(self)
    }

    fn single(&self) -> Option<Ratio> {
        (self.parts.is_empty() && self.low == self.high).then_some(self.low.at)
    }
}

impl End {
    fn at(at: Ratio) -> Self {
        Self { at, open: false }
    }

    fn before(at: Ratio) -> Self {
        Self { at, open: true }
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            at: self.at.plus(other.at)?,
            open: self.open || other.open,
        })
    }

    fn times(self, by: Ratio) -> Option<Self> {
        Some(Self {
            at: self.at.times(by)?,
            open: self.open && by != Ratio::ZERO,
        })
    }
}

fn linear(names: &Names, symbol: ExprId) -> Option<Linear> {
    let below = |symbol: &ExprId| with_stack(|| linear(names, *symbol));
    let unknown = || Linear {
        parts: BTreeMap::from([(symbol, Ratio::ONE)]),
        ..Linear::constant(Ratio::ZERO)
    };
    match names.expr(symbol) {
        Expr::Lit(value) => match value.ratio() {
            Some(number) => Some(Linear::constant(number)),
            None => Some(unknown()),
        },
        Expr::Op(op, operands) => match (op, operands.as_slice()) {
            (Op::Add, [one, two]) => below(one)?.plus(&below(two)?),
            (Op::Subtract, [one, two]) => below(one)?.plus(&below(two)?.times(Ratio::whole(-1))?),
            (Op::Multiply, [one, two]) => {
                let (one, two) = (below(one)?, below(two)?);
                match (one.single(), two.single()) {
                    (Some(by), _) => two.times(by),
                    (_, Some(by)) => one.times(by),
                    _ => Some(unknown()),
                }
            }
            (Op::Divide, [one, two]) => match below(two)?.single() {
                Some(by) => below(one)?.times(Ratio::ONE.over(by)?),
                None => Some(unknown()),
            },
            (Op::Round(mode, step), [one]) => below(one)?.plus(&slack(*mode, *step)?),
            (Op::Exact(_), [one]) => below(one),
            _ => Some(unknown()),
        },
        _ => Some(unknown()),
    }
}

/// By how much rounding changes a number.
fn slack(mode: RoundingMode, step: Ratio) -> Option<Linear> {
    let back = |step: Ratio| step.times(Ratio::whole(-1));
    let half = step.over(Ratio::whole(2))?;
    Some(match mode {
        RoundingMode::Up => Linear::between(End::at(Ratio::ZERO), End::before(step)),
        RoundingMode::Down => Linear::between(End::before(back(step)?), End::at(Ratio::ZERO)),
        RoundingMode::HalfUp => Linear::between(End::before(back(half)?), End::at(half)),
        RoundingMode::HalfToEven => Linear::between(End::at(back(half)?), End::at(half)),
    })
}
