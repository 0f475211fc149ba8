//! Ranges of decimals and amounts of money.

use crate::law::{Ratio, RoundingMode, gcd, power_of_ten};

use super::Range;

/// Exact numbers from `low` to `high`, both included; empty where `high` is less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amounts {
    /// The least.
    pub low: Ratio,
    /// The greatest.
    pub high: Ratio,
    /// All of them are multiples of one part of so many; none where this is not known.
    pub grid: Option<i128>,
}

/// The range of a result, and whether some operands have none.
pub(super) type Result = (Amounts, bool);

impl Amounts {
    /// No number.
    pub const EMPTY: Self = Self {
        low: Ratio::ONE,
        high: Ratio::ZERO,
        grid: Some(1),
    };

    /// All numbers.
    pub const ALL: Self = Self {
        low: Ratio::LEAST,
        high: Ratio::GREATEST,
        grid: None,
    };

    /// One number.
    pub fn one(number: Ratio) -> Self {
        Self {
            low: number,
            high: number,
            grid: Some(number.den()),
        }
    }

    /// The numbers that are so many units of the last of so many decimal places.
    pub fn of_units(units: Range, places: u32) -> Self {
        let end = |units: i64| Ratio::decimal(i128::from(units), places);
        match (end(units.low), end(units.high), power_of_ten(places)) {
            (Some(low), Some(high), Some(grid)) => Self {
                low,
                high,
                grid: Some(grid),
            },
            _ => Self::ALL,
        }
    }

    /// Whether there is no number in it.
    pub fn is_empty(self) -> bool {
        self.high < self.low
    }

    /// The only number; `None` if there is none or more than one.
    pub fn single(self) -> Option<Ratio> {
        (self.low == self.high).then_some(self.low)
    }

    /// The least range with both in it.
    pub fn hull(self, other: Self) -> Self {
        if self.is_empty() {
            other
        } else if other.is_empty() {
            self
        } else {
            Self {
                low: self.low.min(other.low),
                high: self.high.max(other.high),
                grid: common(self.grid, other.grid),
            }
        }
    }

    /// The numbers in both.
    pub fn intersection(self, other: Self) -> Self {
        Self {
            low: self.low.max(other.low),
            high: self.high.min(other.high),
            grid: self.grid.or(other.grid),
        }
    }

    /// The sums.
    pub(super) fn plus(self, other: Self) -> Result {
        let grid = common(self.grid, other.grid);
        let (low, high) = (self.low.plus(other.low), self.high.plus(other.high));
        let (found, fails) = self.made(other, low, high, grid);
        (
            found,
            fails || !self.counts_in(grid) || !other.counts_in(grid),
        )
    }

    /// The differences.
    pub(super) fn minus(self, other: Self) -> Result {
        let grid = common(self.grid, other.grid);
        let (low, high) = (self.low.minus(other.high), self.high.minus(other.low));
        let (found, fails) = self.made(other, low, high, grid);
        (
            found,
            fails || !self.counts_in(grid) || !other.counts_in(grid),
        )
    }

    /// The products.
    pub(super) fn times(self, other: Self) -> Result {
        let grid = self.grid.zip(other.grid);
        let grid = grid.and_then(|(one, two)| one.checked_mul(two));
        self.at_corners(other, grid, Ratio::times)
    }

    /// The quotients.
    pub(super) fn over(self, other: Self) -> Result {
        if other.single() == Some(Ratio::ZERO) {
            return (Self::EMPTY, true);
        }
        if other.low <= Ratio::ZERO && Ratio::ZERO <= other.high {
            return (Self::ALL, true);
        }
        let grid = other.single().zip(self.grid);
        let grid = grid.and_then(|(by, grid)| grid.checked_mul(by.num().abs()));
        self.at_corners(other, grid, Ratio::over)
    }

    /// Rounded to multiples of a step.
    pub(super) fn rounded(self, mode: RoundingMode, step: Ratio) -> Result {
        let (low, high) = (self.low.rounded(mode, step), self.high.rounded(mode, step));
        let (found, too_large) = self.made(self, low, high, Some(step.den()));
        // In between, each is counted in steps.
        let counted = self.grid.and_then(|grid| grid.checked_mul(step.num()));
        let fine = counted.is_some_and(|grid| {
            let bound = self.low.abs().max(self.high.abs());
            let bound = step.den().checked_mul(grid).map(|by| within(bound, by));
            bound == Some(true) && grid <= Ratio::LIMIT
        });
        (found, too_large || !fine)
    }

    /// Those that are a whole number of units of the last of so many decimal places.
    pub(super) fn exact(self, places: u32) -> Result {
        let Some(units) = power_of_ten(places) else {
            return (self, true);
        };
        let on_grid = self.grid.is_some_and(|grid| units % grid == 0);
        match self.single() {
            _ if on_grid && !self.is_empty() => (self, false),
            Some(number) if number.units(places).is_some() => (self, false),
            Some(_) => (Self::EMPTY, true),
            None => (
                Self {
                    grid: Some(units),
                    ..self
                },
                true,
            ),
        }
    }

    /// Whether each, counted in parts of a grid, is within the limit.
    fn counts_in(self, grid: Option<i128>) -> bool {
        grid.is_some_and(|grid| within(self.low.abs().max(self.high.abs()), grid))
    }

    /// An operation whose extremes are at the corners.
    fn at_corners(
        self,
        other: Self,
        grid: Option<i128>,
        exact: fn(Ratio, Ratio) -> Option<Ratio>,
    ) -> Result {
        let corners = [
            exact(self.low, other.low),
            exact(self.low, other.high),
            exact(self.high, other.low),
            exact(self.high, other.high),
        ];
        let all: Option<Vec<Ratio>> = corners.into_iter().collect();
        let low = all.as_ref().and_then(|all| all.iter().min().copied());
        let high = all.and_then(|all| all.into_iter().max());
        self.made(other, low, high, grid)
    }

    /// The result of an operation: it fails somewhere unless the numbers between its ends, counted
    /// in parts of the grid, are within the limit.
    fn made(
        self,
        other: Self,
        low: Option<Ratio>,
        high: Option<Ratio>,
        grid: Option<i128>,
    ) -> Result {
        if self.is_empty() || other.is_empty() {
            return (Self::EMPTY, true);
        }
        let grid = grid.filter(|grid| *grid <= Ratio::LIMIT);
        let exact = low.is_some() && high.is_some();
        let low = low.unwrap_or(Ratio::LEAST);
        let high = high.unwrap_or(Ratio::GREATEST);
        let found = Self { low, high, grid };
        (found, !exact || !found.counts_in(grid))
    }
}

/// Whether a number is within the limit when counted in parts of which so many are one.
fn within(number: Ratio, parts: i128) -> bool {
    number
        .num()
        .checked_mul(parts)
        .is_some_and(|counted| counted / number.den() <= Ratio::LIMIT)
}

/// The parts of which those of both grids are multiples.
fn common(one: Option<i128>, two: Option<i128>) -> Option<i128> {
    let (one, two) = one.zip(two)?;
    one.checked_mul(two / gcd(one, two))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(low: &str, high: &str, grid: i128) -> Amounts {
        let end = |text| Ratio::parse(text).unwrap();
        Amounts {
            low: end(low),
            high: end(high),
            grid: Some(grid),
        }
    }

    #[test]
    fn results_on_a_grid() {
        let (one, two) = (amounts("-1", "2.5", 10), amounts("0.25", "4", 4));
        assert_eq!(one.plus(two), (amounts("-0.75", "6.5", 20), false));
        assert_eq!(one.minus(two), (amounts("-5", "2.25", 20), false));
        assert_eq!(one.times(two), (amounts("-4", "10", 40), false));
        let half = Amounts::one(Ratio::parse("0.5").unwrap());
        assert_eq!(one.over(half), (amounts("-2", "5", 10), false));
        let (up, fails) = one.rounded(RoundingMode::Up, Ratio::ONE);
        assert_eq!((up, fails), (amounts("-1", "3", 1), false));
        assert_eq!(one.exact(1), (one, false));
        assert_eq!(one.exact(0), (amounts("-1", "2.5", 1), true));
    }

    #[test]
    fn what_may_have_no_result() {
        let (one, two) = (amounts("1", "2", 1), amounts("-1", "1", 1));
        assert_eq!(one.over(two), (Amounts::ALL, true));
        let zero = Amounts::one(Ratio::ZERO);
        assert_eq!(one.over(zero), (Amounts::EMPTY, true));
        // The grid of a quotient is not known, and what is not may be too fine.
        let (third, fails) = one.over(amounts("1", "3", 1));
        assert!(third.grid.is_none() && fails);
        assert!(Amounts::ALL.plus(one).1);
        assert_eq!(Amounts::EMPTY.plus(one), (Amounts::EMPTY, true));
    }
}
