//! Operations on numbers, days and amounts for the solver.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use z3::ast::{Bool, Int};

use crate::law::{ExprId, Op};

use super::amount::{Amount, CASES_LIMIT};
use super::constants::{Cases, Constants, FACTORS_LIMIT};
use super::dates::{self, Moved, between};
use super::encode::{Encoded, Encoder, ILL_TYPED, TOO_LARGE};
use super::formula::{all, any, not};
use super::scope::Scope;

/// No two days of the calendar are so many years apart.
const MOST_YEARS: i64 = 500;

/// What is known of the numbers encoded.
#[derive(Default)]
pub struct Numbers {
    products: IndexMap<(Int, Int), Int, FxBuildHasher>,
    /// The least and the greatest that a number may be where it has a value, as far as its form
    /// tells.
    pub(super) ranges: IndexMap<Int, (i64, i64), FxBuildHasher>,
    constants: Constants,
}

impl Encoder<'_> {
    /// An operation on what its operands become.
    pub(super) fn operation(&mut self, scope: Scope, op: Op, operands: &[ExprId]) -> Encoded {
        let encoded: Vec<Encoded> = operands.iter().map(|id| self.expr(scope, *id)).collect();
        match (op, encoded.as_slice()) {
            (Op::Equal, [Encoded::Finite(left), Encoded::Finite(right)]) => {
                Encoded::Finite(left.equals(right))
            }
            (Op::Equal, [Encoded::Number(a, a_ok), Encoded::Number(b, b_ok)]) => {
                comparison(&a.eq(b), a_ok, b_ok)
            }
            (Op::Less, [Encoded::Number(a, a_ok), Encoded::Number(b, b_ok)]) => {
                comparison(&a.lt(b), a_ok, b_ok)
            }
            (
                Op::Add | Op::Subtract | Op::Multiply,
                [Encoded::Number(a, a_ok), Encoded::Number(b, b_ok)],
            ) => {
                let value = match op {
                    Op::Add => a + b,
                    Op::Subtract => a - b,
                    _ => self.product(a, b),
                };
                let ok = [a_ok.clone(), b_ok.clone()];
                // That a sum of many parts fits is not asked of each part of it: that is what
                // makes such sums slow.
                let fits = match self.range_of(op, a, b) {
                    Some(range) => {
                        self.numbers.ranges.insert(value.clone(), range);
                        None
                    }
                    None => Some(between(&value, i64::MIN, i64::MAX)),
                };
                Encoded::Number(value, all(ok.into_iter().chain(fits)))
            }
            (Op::Plus(period, rounding), [Encoded::Number(base, ok)]) => {
                let Moved { day, exists } = self.moved(base, period, rounding);
                Encoded::Number(day, all([ok.clone(), exists]))
            }
            (
                Op::Move(unit, rounding),
                [Encoded::Number(base, ok), Encoded::Number(count, counted)],
            ) => {
                let Moved { day, exists } = self.moved_by(base, (unit, count), rounding);
                Encoded::Number(day, all([ok.clone(), counted.clone(), exists]))
            }
            (
                Op::Age,
                [
                    Encoded::Number(birth, birth_ok),
                    Encoded::Number(day, day_ok),
                ],
            ) => {
                let years = (day - birth).div(Int::from_i64(372));
                self.numbers.ranges.insert(years.clone(), (0, MOST_YEARS));
                let born = day.ge(birth);
                Encoded::Number(years, all([birth_ok.clone(), day_ok.clone(), born]))
            }
            (Op::Days, [Encoded::Number(from, from_ok), Encoded::Number(to, to_ok)]) => {
                let (mut ties, mut near) = (Vec::new(), Vec::new());
                let days = dates::days_between(from, to, &mut self.calendar, &mut ties, &mut near);
                near.iter().for_each(|one| self.solver.assert(one));
                self.solver.assert_calendar(&ties);
                Encoded::Number(days, all([from_ok.clone(), to_ok.clone()]))
            }
            (op, operands) => self.exact_operation(op, operands),
        }
    }

    /// A product. Where one factor may be few numbers only, it is one of as many multiples of the
    /// other, so that the solver has nothing to multiply.
    fn product(&mut self, a: &Int, b: &Int) -> Int {
        if a.as_i64().is_some() || b.as_i64().is_some() {
            return a * b;
        }
        let (few, factors, other) = match (self.few(a), self.few(b)) {
            (Some(factors), _) => (a, factors, b),
            (None, Some(factors)) => (b, factors, a),
            (None, None) => return a * b,
        };
        let key = (few.clone(), other.clone());
        if let Some(known) = self.numbers.products.get(&key) {
            return known.clone();
        }
        let made = Int::fresh_const("product");
        for (is, factor) in factors {
            let multiple = made.eq(&(other * factor));
            self.solver.assert(&any([not(&is), multiple]));
        }
        self.numbers.products.insert(key, made.clone());
        made
    }

    /// The few numbers that one may be where it has a value: the constants in its form, or all
    /// between its least and its greatest, whichever are fewer.
    fn few(&mut self, of: &Int) -> Option<Cases<i64>> {
        let range = self.range(of).and_then(|(least, greatest)| {
            let further = usize::try_from(greatest.checked_sub(least)?).ok()?;
            (further < FACTORS_LIMIT).then_some((least..=greatest, further))
        });
        match (self.numbers.constants.of(of), range) {
            (Some(constants), Some((_, further))) if constants.len() <= further => Some(constants),
            (_, Some((range, _))) => Some(range.map(|one| (of.eq(one), one)).collect()),
            (constants, None) => constants,
        }
    }

    /// The least and the greatest of a number, where it has a value.
    pub(super) fn range(&self, of: &Int) -> Option<(i64, i64)> {
        let constant = of.as_i64().map(|value| (value, value));
        constant.or_else(|| self.numbers.ranges.get(of).copied())
    }

    /// The least and the greatest of a sum, difference or product, if these fit into 64 bits.
    fn range_of(&self, op: Op, a: &Int, b: &Int) -> Option<(i64, i64)> {
        let (a, b) = (self.range(a)?, self.range(b)?);
        let of = |a: i64, b: i64| match op {
            Op::Add => a.checked_add(b),
            Op::Subtract => a.checked_sub(b),
            _ => a.checked_mul(b),
        };
        let ends = [of(a.0, b.0)?, of(a.0, b.1)?, of(a.1, b.0)?, of(a.1, b.1)?];
        Some((*ends.iter().min()?, *ends.iter().max()?))
    }

    /// An operation on decimals and amounts.
    fn exact_operation(&mut self, op: Op, operands: &[Encoded]) -> Encoded {
        let amount = match (op, operands) {
            (Op::Equal | Op::Less, [Encoded::Amount(a), Encoded::Amount(b)]) => {
                let holds = match op {
                    Op::Less => a.less(b),
                    _ => a.equals(b),
                };
                let holds = holds.unwrap_or_else(|| {
                    self.refuse(TOO_LARGE);
                    Bool::fresh_const("holds")
                });
                return comparison(&holds, &a.ok, &b.ok);
            }
            (Op::Add, [Encoded::Amount(a), Encoded::Amount(b)]) => a.plus(b),
            (Op::Subtract, [Encoded::Amount(a), Encoded::Amount(b)]) => a.minus(b),
            (Op::Multiply, [Encoded::Amount(a), Encoded::Amount(b)]) => a.times(b),
            (Op::Divide, [Encoded::Amount(a), Encoded::Amount(b)]) => a.over(b),
            (Op::Round(mode, step), [Encoded::Amount(a)]) => a.rounded(mode, step),
            (Op::Exact(places), [Encoded::Amount(a)]) => a.exact(places),
            (Op::Widen, [Encoded::Number(value, ok)]) => {
                let few = self.few(value).filter(|few| few.len() <= CASES_LIMIT);
                Some(Amount::whole(value.clone(), few, ok.clone()))
            }
            _ => {
                self.refuse(ILL_TYPED);
                return Encoded::Finite(Vec::new().into());
            }
        };
        let why = match op {
            Op::Multiply => {
                "it multiplies two numbers or amounts of which neither is one of a few constants"
            }
            Op::Divide => "it divides by a number or amount that is not one of a few constants",
            _ => TOO_LARGE,
        };
        Encoded::Amount(self.or_anything(amount, why))
    }
}

fn comparison(holds: &Bool, left: &Bool, right: &Bool) -> Encoded {
    let ok = [left.clone(), right.clone()];
    let no = all(ok.iter().cloned().chain([not(holds)]));
    Encoded::truth(all(ok.into_iter().chain([holds.clone()])), no)
}
