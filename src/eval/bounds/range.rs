//! Between what something lies, and operations on what does.

use crate::law::{ExprId, Op, Value};

use super::super::arithmetic;
use super::super::outcome::Outcome;

/// What something may come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    /// Nothing that it comes to is less; `None`: nothing is known.
    pub least: Option<Value>,
    /// Nothing that it comes to is more.
    pub most: Option<Value>,
    /// It may have no value.
    pub fails: bool,
}

impl Range {
    pub const UNKNOWN: Self = Self {
        fails: true,
        ..Self::ANY
    };

    /// Has a value, whichever.
    pub const ANY: Self = Self {
        least: None,
        most: None,
        fails: false,
    };

    pub const YES_OR_NO: Self = Self {
        least: Some(Value::Bool(false)),
        most: Some(Value::Bool(true)),
        fails: false,
    };

    pub fn exactly(value: Value) -> Self {
        Self::between(value, value)
    }

    pub fn between(least: Value, most: Value) -> Self {
        Self {
            least: Some(least),
            most: Some(most),
            fails: false,
        }
    }

    /// The only value that it can have, if it has one.
    pub fn only(self) -> Option<Value> {
        self.least.filter(|_| self.least == self.most)
    }

    /// The value that it comes to in any case.
    pub fn value(self) -> Option<Value> {
        self.only().filter(|_| !self.fails)
    }

    pub fn may_be(self, truth: bool) -> bool {
        self.only().is_none_or(|only| only == Value::Bool(truth))
    }

    /// Not certain to have a value.
    pub fn failing(self, fails: bool) -> Self {
        Self {
            fails: self.fails || fails,
            ..self
        }
    }

    /// The one or the other.
    pub fn or(self, other: Self) -> Self {
        let of = |one: Option<Value>, two: Option<Value>, of: fn(Value, Value) -> Value| {
            let both = one.zip(two);
            let alike = both.filter(|(one, two)| one.ty() == two.ty());
            alike.map(|(one, two)| of(one, two))
        };
        Self {
            least: of(self.least, other.least, Value::min),
            most: of(self.most, other.most, Value::max),
            fails: self.fails || other.fails,
        }
    }

    /// The lesser of the two: one end is known of it where that of either is.
    pub fn lesser(self, other: Self) -> Self {
        Self {
            least: self.or(other).least,
            most: further(self.most, other.most, Value::min),
            fails: self.fails || other.fails,
        }
    }

    /// The greater of the two.
    pub fn greater(self, other: Self) -> Self {
        Self {
            least: further(self.least, other.least, Value::max),
            most: self.or(other).most,
            fails: self.fails || other.fails,
        }
    }

    /// What of it is not less than a value (`is_least`), or not more. `None` where nothing is left, or
    /// the value is of another type.
    pub fn narrowed(self, value: Value, is_least: bool) -> Option<Self> {
        let mut ends = self.least.into_iter().chain(self.most);
        if ends.any(|end| end.ty() != value.ty()) {
            return None;
        }
        let narrowed = match is_least {
            true => Self {
                least: Some(self.least.map_or(value, |least| least.max(value))),
                ..self
            },
            false => Self {
                most: Some(self.most.map_or(value, |most| most.min(value))),
                ..self
            },
        };
        let both = narrowed.least.zip(narrowed.most);
        both.is_none_or(|(least, most)| least <= most)
            .then_some(narrowed)
    }

    pub fn negated(self) -> Self {
        match self.only() {
            Some(Value::Bool(value)) => Self::exactly(Value::Bool(!value)).failing(self.fails),
            _ => self,
        }
    }
}

/// Of two ends that both hold, the one that says more.
fn further(
    one: Option<Value>,
    other: Option<Value>,
    of: fn(Value, Value) -> Value,
) -> Option<Value> {
    match (one, other) {
        (Some(one), Some(other)) => (one.ty() == other.ty()).then(|| of(one, other)),
        (one, other) => one.or(other),
    }
}

/// A conjunction: one part that is false in any case decides, else all parts matter.
pub(super) fn all(parts: &[Range]) -> Range {
    let no = Value::Bool(false);
    if parts.iter().any(|part| part.value() == Some(no)) {
        return Range::exactly(no);
    }
    let fails = parts.iter().any(|part| part.fails);
    let least = parts.iter().all(|part| !part.may_be(false));
    let most = parts.iter().all(|part| part.may_be(true));
    Range::between(Value::Bool(least), Value::Bool(most)).failing(fails)
}

/// An operation on what lies between bounds. Where its result grows or falls with each operand, it
/// lies between those at the ends.
pub(super) fn operation(op: Op, site: ExprId, operands: &[Range]) -> Range {
    let fails = operands.iter().any(|operand| operand.fails);
    match (op, operands) {
        (Op::Less, [one, two]) => {
            let certain = is_less(one.most, two.least) == Some(true);
            let possible = is_less(one.least, two.most) != Some(false);
            Range::between(Value::Bool(certain), Value::Bool(possible)).failing(fails)
        }
        (Op::Equal, [one, two]) => {
            let apart = is_less(one.most, two.least) == Some(true)
                || is_less(two.most, one.least) == Some(true);
            let only = one.only().zip(two.only());
            let same = only.is_some_and(|(one, two)| one == two);
            let differ = apart || (only.is_some() && !same);
            Range::between(Value::Bool(same), Value::Bool(!differ)).failing(fails)
        }
        // Not everything between two whole numbers of units is one.
        (Op::Exact(_), [one]) if one.only().is_none() => one.failing(true),
        (Op::Subtract, [one, two]) => monotone(
            op,
            site,
            [one.least, two.most],
            [one.most, two.least],
            fails,
        ),
        (Op::Days | Op::Age, [from, to]) => monotone(
            op,
            site,
            [from.most, to.least],
            [from.least, to.most],
            fails,
        ),
        (Op::Add | Op::Move(..), [one, two]) => monotone(
            op,
            site,
            [one.least, two.least],
            [one.most, two.most],
            fails,
        ),
        (Op::Plus(..) | Op::Round(..) | Op::Widen | Op::Exact(_), [one]) => {
            monotone(op, site, [one.least], [one.most], fails)
        }
        _ => Range::UNKNOWN,
    }
}

/// Between the results at the two ends. Where one of them has none, what lies towards it may have
/// none either.
fn monotone<const N: usize>(
    op: Op,
    site: ExprId,
    least: [Option<Value>; N],
    most: [Option<Value>; N],
    fails: bool,
) -> Range {
    let [least, most] = [least, most].map(|operands| {
        let operands: Option<Vec<Value>> = operands.into_iter().collect();
        match arithmetic::apply(op, site, &operands?) {
            Outcome::Value(value) => Some(value),
            _ => None,
        }
    });
    Range {
        least,
        most,
        fails: fails || least.is_none() || most.is_none(),
    }
}

fn is_less(one: Option<Value>, two: Option<Value>) -> Option<bool> {
    let both = one.zip(two).filter(|(one, two)| one.ty() == two.ty());
    both.map(|(one, two)| one < two)
}
