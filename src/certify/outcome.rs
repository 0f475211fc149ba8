use crate::law::{ExprId, Ratio, Type, Value};

use super::range::packed;
use super::{Amounts, Places, Range, Reasons};

/// What an expression may come to for the persons, days and readings of a path: a set that has
/// every outcome in it that one of them has, and perhaps more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Outcome {
    /// The possible values.
    pub values: Values,
    /// Whether it may fail (gap, conflict, arithmetic).
    pub fails: bool,
    /// A name for the outcome over inputs alone: whenever it has a value, the value of this
    /// expression of [`super::Names`] is the same, and it fails where this fails. For days and
    /// numbers only.
    pub symbol: Option<ExprId>,
    /// The atoms on which it depends; none where it is settled. They guide splits, no proof rests
    /// on them.
    pub why: Reasons,
}

/// A set of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Values {
    /// Of an enumerated type, yes-or-no included.
    Places(Places),
    /// Days, numbers, or periods counted in their unit.
    Range(Range),
    /// Decimals or amounts of money.
    Amounts(Amounts),
}

impl Outcome {
    /// Anything at all.
    pub fn anything() -> Self {
        Self::of(Values::Places(Places::ALL), true, Reasons::NONE)
    }

    /// An outcome without a symbol. Reasons are kept only if it is not settled.
    pub fn of(values: Values, fails: bool, why: Reasons) -> Self {
        // A set without any outcome is not to be relied on.
        let fails = fails || values.is_empty();
        let mut outcome = Self {
            values,
            fails,
            symbol: None,
            why,
        };
        if outcome.is_settled() {
            outcome.why = Reasons::NONE;
        }
        outcome
    }

    /// Failure, without doubt.
    pub fn failure() -> Self {
        Self::of(Values::Places(Places::NONE), true, Reasons::NONE)
    }

    /// A truth value, without doubt.
    pub fn truth(value: bool) -> Self {
        Self::of(Values::Places(Places::truth(value)), false, Reasons::NONE)
    }

    /// What may be false, true, failing.
    pub fn truths(no: bool, yes: bool, fails: bool, why: Reasons) -> Self {
        Self::of(Values::Places(Places::truths(no, yes)), fails, why)
    }

    /// A constant.
    pub fn constant(value: Value) -> Self {
        let values = match value {
            Value::Int(value) | Value::Period(_, value) => Values::Range(Range::one(value)),
            Value::Decimal(number) | Value::Money(_, number) => {
                Values::Amounts(Amounts::one(number))
            }
            Value::Day(day) => Values::Range(Range::one(packed(day))),
            Value::Bool(value) => Values::Places(Places::truth(value)),
            Value::Member(_, place) => Values::Places(Places::one(place as usize)),
        };
        Self::of(values, false, Reasons::NONE)
    }

    /// All values of a type that has `size` values if it is enumerated.
    pub fn all_of(ty: Type, size: usize) -> Values {
        match ty {
            Type::Bool | Type::Enum(_) => Values::Places(Places::first(size)),
            Type::Int | Type::Date | Type::Period(_) => Values::Range(Range::ALL),
            Type::Decimal | Type::Money(_) => Values::Amounts(Amounts::ALL),
        }
    }

    /// The possible places; all of them where it is no enumerated value.
    pub fn places(&self) -> Places {
        match self.values {
            Values::Places(places) => places,
            Values::Range(_) | Values::Amounts(_) => Places::ALL,
        }
    }

    /// The possible days or numbers; all of them where it is neither.
    pub fn range(&self) -> Range {
        match self.values {
            Values::Range(range) => range,
            values if values.is_empty() => Range::EMPTY,
            Values::Places(_) | Values::Amounts(_) => Range::ALL,
        }
    }

    /// The possible amounts; all of them where it is none.
    pub fn amounts(&self) -> Amounts {
        match self.values {
            Values::Amounts(amounts) => amounts,
            values if values.is_empty() => Amounts::EMPTY,
            Values::Places(_) | Values::Range(_) => Amounts::ALL,
        }
    }

    /// Whether it may be false.
    pub fn can_be_false(&self) -> bool {
        self.places().contains(0)
    }

    /// Whether it may be true.
    pub fn can_be_true(&self) -> bool {
        self.places().contains(1)
    }

    /// Whether it is true, without doubt.
    pub fn is_true(&self) -> bool {
        !self.fails && self.places() == Places::truth(true)
    }

    /// Whether it is false, without doubt.
    pub fn is_false(&self) -> bool {
        !self.fails && self.places() == Places::truth(false)
    }

    /// Whether only one outcome is left.
    pub fn is_settled(&self) -> bool {
        if self.fails {
            self.values.is_empty()
        } else {
            self.values.is_single()
        }
    }

    /// Whether both have the same value without doubt; a failure is no value.
    pub fn surely_equals(&self, other: &Self) -> bool {
        let same_symbol = self.symbol.is_some() && self.symbol == other.symbol;
        let (one, two) = (self.values.single(), other.values.single());
        let same_value = (self.values == other.values && self.values.is_single())
            || (one.is_some() && one == two && self.values.is_ordered_with(other.values));
        !self.fails && !other.fails && (same_symbol || same_value)
    }
}

impl Values {
    /// Whether there is no value.
    pub fn is_empty(self) -> bool {
        match self {
            Self::Places(places) => places.is_empty(),
            Self::Range(range) => range.is_empty(),
            Self::Amounts(amounts) => amounts.is_empty(),
        }
    }

    /// Whether there is exactly one.
    pub fn is_single(self) -> bool {
        match self {
            Self::Places(places) => places.single().is_some(),
            Self::Range(range) => range.single().is_some(),
            Self::Amounts(amounts) => amounts.single().is_some(),
        }
    }

    /// The only day, number or amount; `None` if there is none or more than one.
    pub fn single(self) -> Option<Ratio> {
        match self {
            Self::Range(range) => range.single().map(Ratio::whole),
            Self::Amounts(amounts) => amounts.single(),
            Self::Places(_) => None,
        }
    }

    /// Whether both are days or numbers, or both are amounts.
    pub fn is_ordered_with(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Range(_), Self::Range(_)) | (Self::Amounts(_), Self::Amounts(_))
        )
    }

    /// Whether each is less than each of the other; `None` where one is and one is not.
    pub fn less(self, other: Self) -> Option<bool> {
        match (self, other) {
            (Self::Range(one), Self::Range(two)) => {
                decided(one.high < two.low, one.low >= two.high)
            }
            (Self::Amounts(one), Self::Amounts(two)) => {
                decided(one.high < two.low, one.low >= two.high)
            }
            _ => None,
        }
    }

    /// A set with both in it.
    pub fn union(self, other: Self) -> Self {
        match (self, other) {
            (Self::Places(one), Self::Places(two)) => Self::Places(one.union(two)),
            (Self::Range(one), Self::Range(two)) => Self::Range(one.hull(two)),
            (Self::Amounts(one), Self::Amounts(two)) => Self::Amounts(one.hull(two)),
            (one, two) if one.is_empty() => two,
            (one, two) if two.is_empty() => one,
            _ => Self::Places(Places::ALL),
        }
    }

    /// A set with all in it that is in both.
    pub fn intersection(self, other: Self) -> Self {
        match (self, other) {
            (Self::Places(one), Self::Places(two)) => Self::Places(one.intersection(two)),
            (Self::Range(one), Self::Range(two)) => Self::Range(one.intersection(two)),
            (Self::Amounts(one), Self::Amounts(two)) => Self::Amounts(one.intersection(two)),
            (one, _) => one,
        }
    }
}

fn decided(yes: bool, no: bool) -> Option<bool> {
    if yes { Some(true) } else { no.then_some(false) }
}
