//! What an evaluation comes to.

use std::collections::BTreeSet;

use crate::law::{ExprId, InputId, RuleId, TermId, Value};

/// What an expression comes to: a value, or the reasons why there is none. Evaluation is total.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// A value.
    Value(Value),
    /// Not determined by what is given; these inputs are missing.
    Open(BTreeSet<InputId>),
    /// The law gives no value.
    Fail(BTreeSet<Cause>),
}

/// Why there is no value although everything needed is given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// No rule gives the term a value, and it has no `otherwise`.
    Gap(TermId),
    /// These rules apply, disagree, and none prevails over the others.
    Conflict(TermId, Vec<RuleId>),
    /// The operation of this expression has no result.
    Arithmetic(ExprId, Fault),
    /// Whether the holding is within reach depends on what is within reach.
    NestedReach(InputId),
    /// Whether the holding is within reach depends on the order of steps: some condition asks
    /// that another holding is missing.
    ReachUndecided(InputId),
    /// The law has no clock, although its rules have dates.
    NoClock,
    /// Nested deeper than any checked law.
    TooDeep,
}

/// Why an operation has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The whole number does not fit 64 bits.
    Overflow,
    /// The numerator or denominator of an exact number has more than 36 digits.
    TooLarge,
    /// Divided by zero.
    DivisionByZero,
    /// An amount that is to be paid or given is no whole number of the least units.
    NotWhole,
    /// The day would lie outside the calendar of 1801 to 2299.
    OutsideCalendar,
    /// The age of a person on a day before the birth.
    BeforeBirth,
    /// Operands of the wrong type or number. A checked law has none; a situation filled with
    /// values of wrong types may.
    IllTyped,
}

impl Outcome {
    /// A truth value.
    pub fn truth(value: bool) -> Self {
        Self::Value(Value::Bool(value))
    }

    /// Open for want of one input.
    pub fn missing(input: InputId) -> Self {
        Self::Open(BTreeSet::from([input]))
    }

    /// Failed for one cause.
    pub fn failed(cause: Cause) -> Self {
        Self::Fail(BTreeSet::from([cause]))
    }

    /// The value, if there is one.
    pub fn value(&self) -> Option<Value> {
        match self {
            Self::Value(value) => Some(*value),
            Self::Open(_) | Self::Fail(_) => None,
        }
    }

    /// Whether it is definitely true.
    pub fn is_true(&self) -> bool {
        *self == Self::truth(true)
    }

    /// Whether it is definitely false.
    pub fn is_false(&self) -> bool {
        *self == Self::truth(false)
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open(_))
    }

    /// Whether it failed.
    pub fn is_failed(&self) -> bool {
        matches!(self, Self::Fail(_))
    }

    /// The negation of a truth value. Anything else stays as it is.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Value(Value::Bool(value)) => Self::truth(!value),
            Self::Value(_) | Self::Open(_) | Self::Fail(_) => self,
        }
    }

    /// The same where the expression `site` asks for a truth value: any other value is a failure.
    #[must_use]
    pub(super) fn truth_or_failure(self, site: ExprId) -> Self {
        match self {
            Self::Value(Value::Bool(_)) | Self::Open(_) | Self::Fail(_) => self,
            Self::Value(_) => Self::failed(Cause::Arithmetic(site, Fault::IllTyped)),
        }
    }
}

/// Inputs missing and causes of failure, gathered from several outcomes.
#[derive(Debug, Clone, Default)]
pub(super) struct Shortfall {
    pub missing: BTreeSet<InputId>,
    pub causes: BTreeSet<Cause>,
}

impl Shortfall {
    /// Adds what an outcome lacks; a value lacks nothing.
    pub fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Value(_) => {}
            Outcome::Open(missing) => self.missing.extend(missing),
            Outcome::Fail(causes) => self.causes.extend(causes.iter().cloned()),
        }
    }

    /// Open if anything was open, else failed if anything failed.
    pub fn open_first(self) -> Option<Outcome> {
        if self.missing.is_empty() {
            self.failure()
        } else {
            Some(Outcome::Open(self.missing))
        }
    }

    /// Failed if anything failed, else open if anything was open.
    pub fn fail_first(self) -> Option<Outcome> {
        if self.causes.is_empty() {
            self.open_first()
        } else {
            self.failure()
        }
    }

    fn failure(self) -> Option<Outcome> {
        (!self.causes.is_empty()).then_some(Outcome::Fail(self.causes))
    }
}

/// A conjunction or disjunction in the making.
#[derive(Debug)]
pub(super) struct Junction {
    /// The value that decides alone: false of a conjunction, true of a disjunction.
    dominant: bool,
    decided: bool,
    lacking: Shortfall,
}

impl Junction {
    /// A conjunction without parts: true.
    pub fn and() -> Self {
        Self {
            dominant: false,
            decided: false,
            lacking: Shortfall::default(),
        }
    }

    /// A disjunction without parts: false.
    pub fn or() -> Self {
        Self {
            dominant: true,
            decided: false,
            lacking: Shortfall::default(),
        }
    }

    /// Adds a part. True if the rest can no longer matter.
    pub fn add(&mut self, part: &Outcome) -> bool {
        if part.value() == Some(Value::Bool(self.dominant)) {
            self.decided = true;
        }
        self.lacking.add(part);
        self.decided
    }

    /// What it comes to.
    pub fn outcome(self) -> Outcome {
        if self.decided {
            return Outcome::truth(self.dominant);
        }
        self.lacking
            .open_first()
            .unwrap_or(Outcome::truth(!self.dominant))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn and(parts: &[Outcome]) -> Outcome {
        let mut junction = Junction::and();
        for part in parts {
            junction.add(part);
        }
        junction.outcome()
    }

    fn or(parts: &[Outcome]) -> Outcome {
        let mut junction = Junction::or();
        for part in parts {
            junction.add(part);
        }
        junction.outcome()
    }

    #[test]
    fn junctions_decide_open_fail_in_this_order() {
        let (yes, no) = (Outcome::truth(true), Outcome::truth(false));
        let open = Outcome::missing(InputId::at(1));
        let fail = Outcome::failed(Cause::TooDeep);
        assert_eq!(and(&[fail.clone(), open.clone(), no.clone()]), no);
        assert_eq!(and(&[no.clone(), fail.clone()]), no);
        assert_eq!(and(&[fail.clone(), yes.clone(), open.clone()]), open);
        assert_eq!(and(&[yes.clone(), fail.clone()]), fail);
        assert_eq!(and(&[]), yes);
        assert_eq!(or(&[fail.clone(), open.clone(), yes.clone()]), yes);
        assert_eq!(or(&[no.clone(), fail.clone(), open.clone()]), open);
        assert_eq!(or(&[fail.clone(), no.clone()]), fail);
        assert_eq!(or(&[]), no);
    }

    #[test]
    fn all_missing_inputs_are_named() {
        let (one, two) = (InputId::at(1), InputId::at(2));
        let both = Outcome::Open(BTreeSet::from([one, two]));
        assert_eq!(and(&[Outcome::missing(one), Outcome::missing(two)]), both);
    }

    #[test]
    fn only_truth_is_negated() {
        assert!(Outcome::truth(true).negated().is_false());
        assert!(Outcome::missing(InputId::at(1)).negated().is_open());
        let site = ExprId::at(7);
        let ill = Outcome::Value(Value::Int(1)).truth_or_failure(site);
        assert_eq!(
            ill,
            Outcome::failed(Cause::Arithmetic(site, Fault::IllTyped))
        );
        assert!(Outcome::truth(true).truth_or_failure(site).is_true());
    }
}
