//! Decimals and amounts of money for the solver: whole numbers, counted in parts of which a fixed
//! number is one.
//!
//! Facts are whole numbers of their least units, constants are fractions, and sums, products with
//! constants, quotients by constants and roundings of these have a denominator that is known when
//! they are encoded. So everything stays linear over whole numbers. A value that is one of several
//! constants, such as a rate that depends on the day, counts as constant: each case is told apart.
//!
//! `None` is what cannot be said in this way: a product or quotient of two unknowns, or an amount
//! that might be beyond the limit on exact numbers. See [`super::encode::Encoder::refuse`].

use z3::ast::{Bool, Int};

use crate::law::{Ratio, RoundingMode, gcd, power_of_ten};

use super::constants::{Cases, either, together};
use super::formula::{all, any, not};

/// The most constants that a value may be one of and still count as constant.
pub const CASES_LIMIT: usize = 64;

/// A decimal or amount.
#[derive(Debug, Clone)]
pub struct Amount {
    /// How many parts it is.
    pub num: Int,
    /// How many parts are one.
    den: i128,
    /// The number of parts is at most this, whatever its sign.
    most: i128,
    /// The constants that it may be, in parts; none where it is none of a few.
    known: Option<Cases<i128>>,
    /// It has a value.
    pub ok: Bool,
}

impl Amount {
    /// A constant.
    pub fn constant(number: Ratio) -> Self {
        Self {
            num: Int::from_i128(number.num()),
            den: number.den(),
            most: number.num().abs(),
            known: Some(vec![(Bool::from_bool(true), number.num())]),
            ok: Bool::from_bool(true),
        }
    }

    /// A whole number of units of the last of so many decimal places, at most so many; it is none of
    /// a few constants.
    pub fn of_units(units: Int, places: u32, most: i64, ok: Bool) -> Option<Self> {
        Some(Self {
            num: units,
            den: power_of_ten(places)?,
            most: i128::from(most),
            known: None,
            ok,
        })
    }

    /// A whole number, which may be one of a few constants.
    pub fn whole(number: Int, known: Option<Cases<i64>>, ok: Bool) -> Self {
        let known = known.map(|known| {
            let cases = known.into_iter();
            cases.map(|(is, one)| (is, i128::from(one))).collect()
        });
        Self {
            num: number,
            den: 1,
            most: i128::from(i64::MAX),
            known,
            ok,
        }
    }

    /// Any value at all, or none: it is not said which.
    pub fn anything() -> Self {
        Self {
            num: Int::fresh_const("anything"),
            den: 1,
            most: Ratio::LIMIT,
            known: None,
            ok: Bool::fresh_const("something"),
        }
    }

    /// The same, counted in smaller parts.
    fn scaled(&self, den: i128) -> Option<Self> {
        let by = den / self.den;
        let counted = |number: i128| number.checked_mul(by);
        let known = match &self.known {
            Some(known) => Some(
                known
                    .iter()
                    .map(|(is, number)| Some((is.clone(), counted(*number)?)))
                    .collect::<Option<Vec<_>>>()?,
            ),
            None => None,
        };
        Self {
            num: times(&self.num, by),
            den,
            most: counted(self.most)?,
            known,
            ok: self.ok.clone(),
        }
        .within()
    }

    fn within(self) -> Option<Self> {
        (self.most <= Ratio::LIMIT && self.den <= Ratio::LIMIT).then_some(self)
    }

    /// Both, counted in the same parts.
    fn alike(&self, other: &Self) -> Option<(Self, Self)> {
        let den = self.den.checked_mul(other.den / gcd(self.den, other.den))?;
        Some((self.scaled(den)?, other.scaled(den)?))
    }

    /// Whether both have the same value, where they have one.
    pub fn equals(&self, other: &Self) -> Option<Bool> {
        let (one, two) = self.alike(other)?;
        Some(one.num.eq(&two.num))
    }

    /// Whether it is less than the other, where they have a value.
    pub fn less(&self, other: &Self) -> Option<Bool> {
        let (one, two) = self.alike(other)?;
        Some(one.num.lt(&two.num))
    }

    /// The value of one where a condition holds, else that of the other; likewise whether there is
    /// one.
    pub fn either(condition: &Bool, one: &Self, other: &Self) -> Option<Self> {
        let (one, other) = one.alike(other)?;
        let known = one.known.as_ref().zip(other.known.as_ref());
        let known = known.and_then(|(yes, no)| either(condition, yes, no, CASES_LIMIT));
        Some(Self {
            num: condition.ite(&one.num, &other.num),
            den: one.den,
            most: one.most.max(other.most),
            known,
            ok: any([
                all([condition.clone(), one.ok]),
                all([not(condition), other.ok]),
            ]),
        })
    }

    /// The sum.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        self.together(other, |one, two| one + two, |one, two| one + two)
    }

    /// The difference.
    pub fn minus(&self, other: &Self) -> Option<Self> {
        self.together(other, |one, two| one - two, |one, two| one - two)
    }

    fn together(
        &self,
        other: &Self,
        of: impl Fn(&Int, &Int) -> Int,
        of_known: impl Fn(i128, i128) -> i128,
    ) -> Option<Self> {
        let (one, two) = self.alike(other)?;
        let known = one.known.as_ref().zip(two.known.as_ref());
        let known = known.and_then(|(ones, twos)| {
            together(ones, twos, CASES_LIMIT, |one, two| Some(of_known(one, two)))
        });
        Self {
            num: of(&one.num, &two.num),
            den: one.den,
            most: one.most.checked_add(two.most)?,
            known,
            ok: all([one.ok, two.ok]),
        }
        .within()
    }

    /// The product.
    pub fn times(&self, other: &Self) -> Option<Self> {
        let (cases, of) = match (&self.known, &other.known) {
            (Some(known), _) => (known, other),
            (_, Some(known)) => (known, self),
            _ => return None,
        };
        let den = self.den.checked_mul(other.den)?;
        Self::by_case(cases, |by| {
            Self {
                num: times(&of.num, by),
                den,
                most: of.most.checked_mul(by.abs())?,
                known: of.multiplied(by),
                ok: all([self.ok.clone(), other.ok.clone()]),
            }
            .within()
        })
    }

    /// The quotient; there is none where the divisor is zero.
    pub fn over(&self, other: &Self) -> Option<Self> {
        let cases = other.known.as_ref()?;
        Self::by_case(cases, |by| {
            let ok = [self.ok.clone(), other.ok.clone(), Bool::from_bool(by != 0)];
            // self.num / self.den, over by / other.den
            let factor = other.den.checked_mul(by.signum())?;
            Self {
                num: times(&self.num, factor),
                den: self.den.checked_mul(by.abs().max(1))?,
                most: self.most.checked_mul(factor.abs())?,
                known: self.multiplied(factor),
                ok: all(ok),
            }
            .within()
        })
    }

    fn multiplied(&self, by: i128) -> Option<Cases<i128>> {
        let known = self.known.as_ref()?.iter();
        known
            .map(|(is, number)| Some((is.clone(), number.checked_mul(by)?)))
            .collect()
    }

    /// What comes of each constant, of which one it is.
    fn by_case(cases: &[(Bool, i128)], of: impl Fn(i128) -> Option<Self>) -> Option<Self> {
        let mut cases = cases.iter().rev();
        let mut found = of(cases.next()?.1)?;
        for (is, number) in cases {
            found = Self::either(is, &of(*number)?, &found)?;
        }
        Some(found)
    }

    /// Rounded to a multiple of a step.
    pub fn rounded(&self, mode: RoundingMode, step: Ratio) -> Option<Self> {
        // The amount is `num / den` steps.
        let common = gcd(step.den(), self.den.checked_mul(step.num())?);
        let by = step.den() / common;
        let den = self.den.checked_mul(step.num())? / common;
        let counted = self.most.checked_mul(by)?;
        let num = times(&self.num, by);
        let whole = |number: i128| Int::from_i128(number);
        let steps = match mode {
            _ if den == 1 => num,
            RoundingMode::Down => num.div(whole(den)),
            RoundingMode::Up => (num + whole(den - 1)).div(whole(den)),
            RoundingMode::HalfUp => (times(&num, 2) + whole(den)).div(whole(2 * den)),
            RoundingMode::HalfToEven => {
                let below = num.div(whole(den));
                let twice = times(&(num - times(&below, den)), 2);
                let odd = below.modulo(whole(2)).eq(1);
                let up = any([twice.gt(whole(den)), all([twice.eq(whole(den)), odd])]);
                below + up.ite(&Int::from_i64(1), &Int::from_i64(0))
            }
        };
        let known = match &self.known {
            Some(known) => {
                let rounded = known.iter().map(|(is, number)| {
                    let rounded = Ratio::new(*number, self.den)?.rounded(mode, step)?;
                    let parts = rounded.times(Ratio::new(step.den(), 1)?)?;
                    Some((is.clone(), parts.num()))
                });
                Some(rounded.collect::<Option<Vec<_>>>()?)
            }
            None => None,
        };
        if counted > Ratio::LIMIT || den > Ratio::LIMIT {
            return None;
        }
        Self {
            num: times(&steps, step.num()),
            den: step.den(),
            most: (counted / den).checked_add(1)?.checked_mul(step.num())?,
            known,
            ok: self.ok.clone(),
        }
        .within()
    }

    /// The same where it is a whole number of units of the last of so many decimal places, else
    /// none.
    pub fn exact(&self, places: u32) -> Option<Self> {
        let units = power_of_ten(places)?;
        if units % self.den == 0 {
            return Some(self.clone());
        }
        // It is a whole number of units just if it is a multiple of so many parts.
        let parts = self.den / gcd(self.den, units);
        let whole = self.num.modulo(Int::from_i128(parts)).eq(0);
        Some(Self {
            ok: all([self.ok.clone(), whole]),
            ..self.clone()
        })
    }

    /// The same value, where there is one under this condition.
    #[must_use]
    pub fn where_is(self, ok: Bool) -> Self {
        Self { ok, ..self }
    }
}

/// A product with a constant.
fn times(number: &Int, by: i128) -> Int {
    if by == 1 {
        number.clone()
    } else {
        number * Int::from_i128(by)
    }
}
