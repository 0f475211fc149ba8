//! Arithmetic on ranges.

use crate::calendar::{Day, PACKED_YEAR, Period, Rounding, Unit};
use crate::law::{Expr, ExprId, Op, Type, with_stack};

use super::range::{day, packed};
use super::{Amounts, Atom, Evaluator, Names, Outcome, Path, Range, Reasons, Values};

impl Evaluator<'_, '_> {
    /// A strict operation that gives a day, a number or an amount.
    pub(super) fn operation(&mut self, op: Op, operands: &[Outcome]) -> Outcome {
        if let (Op::Move(unit, rounding), [day, period]) = (op, operands) {
            return self.moved(unit, rounding, day, period);
        }
        let mut why = Reasons::NONE;
        for operand in operands {
            why = self.ground.reasons.join(why, operand.why);
        }
        let (values, fails_itself) = match (op, operands) {
            (Op::Age, [birth, on]) => {
                let before = self.compare(Op::Less, on, birth);
                if !before.can_be_false() {
                    return Outcome::failure();
                }
                why = self.ground.reasons.join(why, before.why);
                let years = age(birth.range(), on.range());
                (Values::Range(years), !before.is_false())
            }
            (Op::Days, [from, to]) => (Values::Range(days(from.range(), to.range())), false),
            (_, [operand]) => apply(op, operand, None),
            (_, [left, right]) => apply(op, left, Some(right)),
            _ => return Outcome::anything(),
        };
        let symbols: Option<Vec<ExprId>> = operands.iter().map(|operand| operand.symbol).collect();
        let symbol = symbols.map(|symbols| self.ground.names.symbol(Expr::Op(op, symbols)));
        if fails_itself
            && op != Op::Age
            && let Some(symbol) = symbol
        {
            let itself = self.ground.reasons.one(Atom::Failing(symbol));
            why = self.ground.reasons.join(why, itself);
        }
        let mut fails = fails_itself || operands.iter().any(|operand| operand.fails);
        match symbol.and_then(|symbol| self.path.has_result(symbol)) {
            Some(false) => return Outcome::failure(),
            // So have its operands.
            Some(true) => fails = false,
            None => {}
        }
        Outcome {
            symbol,
            ..Outcome::of(values, fails, why)
        }
    }
}

impl Evaluator<'_, '_> {
    /// A day moved by a period. Where only one period is left, it is as one that is written: days
    /// moved by it can be told apart. Else nothing is known but the first and the last day, and
    /// which period it is comes first.
    fn moved(
        &mut self,
        unit: Unit,
        rounding: Rounding,
        day: &Outcome,
        period: &Outcome,
    ) -> Outcome {
        if let Some(count) = period.range().single() {
            let Some(written) = unit.period(count) else {
                return Outcome::failure();
            };
            let moved = self.operation(Op::Plus(written, rounding), std::slice::from_ref(day));
            let why = self.ground.reasons.join(period.why, moved.why);
            return Outcome {
                symbol: moved.symbol,
                ..Outcome::of(moved.values, moved.fails || period.fails, why)
            };
        }
        let mut why = period.why;
        if let Some(symbol) = period.symbol {
            for input in self.ground.names.inputs_of(symbol) {
                let which = self.ground.reasons.one(Atom::Value(input));
                why = self.ground.reasons.join(why, which);
            }
        }
        why = self.ground.reasons.join(why, day.why);
        let (days, fails) = later_by(day.range(), unit, period.range(), rounding);
        let fails = fails || day.fails || period.fails;
        Outcome::of(Values::Range(days), fails, why)
    }
}

/// The values of a symbol that is no comparison, and whether it may fail. Births after the day are
/// a failure here, whatever was decided on them.
pub(crate) fn symbol_outcome(names: &Names, path: &Path, symbol: ExprId) -> (Values, bool) {
    match names.expr(symbol) {
        Expr::Lit(value) => (Outcome::constant(*value).values, false),
        Expr::In(input) => {
            let range = path.range(*input).unwrap_or(Range::ALL);
            let values = match names.ty(*input) {
                Type::Decimal | Type::Money(_) => {
                    Values::Amounts(Amounts::of_units(range, names.places(*input)))
                }
                _ => Values::Range(range),
            };
            (values, false)
        }
        Expr::Op(op, operands) => {
            let deeper = |symbol| with_stack(|| symbol_outcome(names, path, symbol));
            let below: Vec<(Values, bool)> = operands.iter().map(|id| deeper(*id)).collect();
            let outcome =
                |(values, fails): &(Values, bool)| Outcome::of(*values, *fails, Reasons::NONE);
            let (values, fails) = match (op, below.as_slice()) {
                (Op::Age, [birth, on]) => {
                    let (birth, on) = (outcome(birth).range(), outcome(on).range());
                    (Values::Range(age(birth, on)), on.low < birth.high)
                }
                (Op::Days, [from, to]) => {
                    let days = days(outcome(from).range(), outcome(to).range());
                    (Values::Range(days), false)
                }
                (Op::Move(unit, rounding), [day, period]) => {
                    let (day, period) = (outcome(day).range(), outcome(period).range());
                    let (days, fails) = later_by(day, *unit, period, *rounding);
                    (Values::Range(days), fails)
                }
                (_, [one]) => apply(*op, &outcome(one), None),
                (_, [one, two]) => apply(*op, &outcome(one), Some(&outcome(two))),
                _ => (Values::Range(Range::ALL), true),
            };
            (values, fails || below.iter().any(|(_, fails)| *fails))
        }
        _ => (Values::Range(Range::ALL), true),
    }
}

/// The values of a result, and whether some operands have none.
fn apply(op: Op, one: &Outcome, two: Option<&Outcome>) -> (Values, bool) {
    let is_of_amounts = [Some(one), two]
        .iter()
        .flatten()
        .any(|operand| matches!(operand.values, Values::Amounts(_)));
    let is_for_amounts = matches!(op, Op::Divide | Op::Round(..) | Op::Exact(_) | Op::Widen);
    if is_of_amounts || is_for_amounts {
        let (amounts, fails) = apply_exact(op, one, two);
        return (Values::Amounts(amounts), fails);
    }
    let (range, fails) = apply_whole(op, one.range(), two.map_or(Range::EMPTY, Outcome::range));
    (Values::Range(range), fails)
}

fn apply_whole(op: Op, one: Range, two: Range) -> (Range, bool) {
    match op {
        Op::Plus(period, rounding) => later(one, period, rounding),
        Op::Add => spanned(one, two, |one, two| one + two),
        Op::Subtract => spanned(one, two, |one, two| one - two),
        Op::Multiply => spanned(one, two, |one, two| one * two),
        Op::Equal
        | Op::Less
        | Op::Divide
        | Op::Round(..)
        | Op::Exact(_)
        | Op::Widen
        | Op::Move(..)
        | Op::Age
        | Op::Days => (Range::ALL, true),
    }
}

fn apply_exact(op: Op, one: &Outcome, two: Option<&Outcome>) -> (Amounts, bool) {
    if op == Op::Widen {
        let range = one.range();
        return (Amounts::of_units(range, 0), range.is_empty());
    }
    let one = one.amounts();
    let two = two.map_or(Amounts::EMPTY, Outcome::amounts);
    match op {
        Op::Add => one.plus(two),
        Op::Subtract => one.minus(two),
        Op::Multiply => one.times(two),
        Op::Divide => one.over(two),
        Op::Round(mode, step) => one.rounded(mode, step),
        Op::Exact(places) => one.exact(places),
        Op::Equal | Op::Less | Op::Plus(..) | Op::Move(..) | Op::Widen | Op::Age | Op::Days => {
            (Amounts::ALL, true)
        }
    }
}

/// An operation whose extremes are at the corners; products of 64 bits fit into 128.
fn spanned(one: Range, two: Range, exact: impl Fn(i128, i128) -> i128) -> (Range, bool) {
    if one.is_empty() || two.is_empty() {
        return (Range::EMPTY, true);
    }
    let corners = [
        (one.low, two.low),
        (one.low, two.high),
        (one.high, two.low),
        (one.high, two.high),
    ]
    .map(|(one, two)| exact(i128::from(one), i128::from(two)));
    let (mut low, mut high) = (i128::MAX, i128::MIN);
    for corner in corners {
        low = low.min(corner);
        high = high.max(corner);
    }
    let (least, greatest) = (i128::from(i64::MIN), i128::from(i64::MAX));
    let fails = low < least || greatest < high;
    let (low, high) = (low.max(least), high.min(greatest));
    match (i64::try_from(low), i64::try_from(high)) {
        (Ok(low), Ok(high)) => (Range { low, high }, fails),
        _ => (Range::EMPTY, true),
    }
}

/// A period later: an operation that keeps the order of days.
fn later(days: Range, period: Period, rounding: Rounding) -> (Range, bool) {
    if days.is_empty() {
        return (Range::EMPTY, true);
    }
    let (Some(first), Some(last)) = (day(days.low), day(days.high)) else {
        return (
            Range {
                low: packed(Day::MIN),
                high: packed(Day::MAX),
            },
            true,
        );
    };
    let ahead = match period {
        Period::Months(count) | Period::Days(count) => count > 0,
    };
    let (first, last) = (first.plus(period, rounding), last.plus(period, rounding));
    let range = match (first, last) {
        (Some(first), Some(last)) => Range {
            low: packed(first),
            high: packed(last),
        },
        (Some(first), None) if ahead => Range {
            low: packed(first),
            high: packed(Day::MAX),
        },
        (None, Some(last)) if !ahead => Range {
            low: packed(Day::MIN),
            high: packed(last),
        },
        _ => Range::EMPTY,
    };
    (range, first.is_none() || last.is_none())
}

/// One of several periods later: a longer period leads to a later day, or to the same one.
fn later_by(days: Range, unit: Unit, periods: Range, rounding: Rounding) -> (Range, bool) {
    if days.is_empty() || periods.is_empty() {
        return (Range::EMPTY, true);
    }
    let end = |count: i64| match unit.period(count) {
        Some(period) => later(days, period, rounding),
        None => (Range::EMPTY, true),
    };
    match (end(periods.low), end(periods.high)) {
        ((first, false), (last, false)) => (
            Range {
                low: first.low,
                high: last.high,
            },
            false,
        ),
        _ => (
            Range {
                low: packed(Day::MIN),
                high: packed(Day::MAX),
            },
            true,
        ),
    }
}

/// The days from one day to another: both ends of a range of days are real days.
fn days(from: Range, to: Range) -> Range {
    if from.is_empty() || to.is_empty() {
        return Range::EMPTY;
    }
    let between =
        |from: i64, to: i64| Some(i64::from(day(to)?.number()) - i64::from(day(from)?.number()));
    match (between(from.high, to.low), between(from.low, to.high)) {
        (Some(low), Some(high)) => Range { low, high },
        // Fewer than 200,000 days are between any two of the calendar.
        _ => Range {
            low: -200_000,
            high: 200_000,
        },
    }
}

/// Full years, of those born on or before the day.
fn age(birth: Range, on: Range) -> Range {
    if birth.is_empty() || on.is_empty() {
        return Range::EMPTY;
    }
    let years = |on: i64, birth: i64| on.saturating_sub(birth).div_euclid(i64::from(PACKED_YEAR));
    Range {
        low: years(on.low, birth.high).max(0),
        high: years(on.high, birth.low),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::day as read;
    use super::*;

    fn days(low: &str, high: &str) -> Range {
        Range {
            low: packed(read(low)),
            high: packed(read(high)),
        }
    }

    #[test]
    fn days_beyond_the_calendar() {
        let (all, first, last) = (
            days("1900-01-01", "2199-12-31"),
            packed(Day::MIN),
            packed(Day::MAX),
        );
        let ahead = later(all, Period::Months(1_800), Rounding::Up);
        assert_eq!(
            ahead,
            (
                Range {
                    low: packed(read("2050-01-01")),
                    high: last
                },
                true
            )
        );
        let back = later(all, Period::Months(-1_800), Rounding::Up);
        assert_eq!(
            back,
            (
                Range {
                    low: first,
                    high: packed(read("2049-12-31"))
                },
                true
            )
        );
        let never = later(all, Period::Months(12_000), Rounding::Up);
        assert_eq!(never, (Range::EMPTY, true));
        let never = later(all, Period::Days(-1_000_000), Rounding::Up);
        assert_eq!(never, (Range::EMPTY, true));
        let fine = later(
            days("2008-02-29", "2008-02-29"),
            Period::Months(12),
            Rounding::Down,
        );
        assert_eq!(fine, (days("2009-02-28", "2009-02-28"), false));
    }

    #[test]
    fn days_moved_by_one_of_several_periods() {
        let from = days("2024-01-30", "2024-02-01");
        let by = |low, high| Range { low, high };
        let all = (
            Range {
                low: packed(Day::MIN),
                high: packed(Day::MAX),
            },
            true,
        );
        assert_eq!(
            later_by(from, Unit::Months, by(1, 13), Rounding::Down),
            (days("2024-02-29", "2025-03-01"), false)
        );
        assert_eq!(
            later_by(from, Unit::Days, by(-1, 10), Rounding::Down),
            (days("2024-01-29", "2024-02-11"), false)
        );
        for beyond in [by(0, 1_000_000), by(-1_000_000, 0), by(0, i64::MAX)] {
            assert_eq!(later_by(from, Unit::Days, beyond, Rounding::Down), all);
        }
        let none = later_by(from, Unit::Days, Range::EMPTY, Rounding::Down);
        assert_eq!(none, (Range::EMPTY, true));
    }

    #[test]
    fn numbers_beyond_64_bits() {
        let numbers = Range { low: -3, high: 4 };
        let product = apply_whole(Op::Multiply, numbers, Range { low: -5, high: 2 });
        assert_eq!(product, (Range { low: -20, high: 15 }, false));
        let all = Range::ALL;
        assert_eq!(
            apply_whole(Op::Add, all, Range::one(1)),
            (
                Range {
                    low: i64::MIN + 1,
                    high: i64::MAX
                },
                true
            )
        );
        let far = Range {
            low: i64::MAX - 1,
            high: i64::MAX,
        };
        assert_eq!(apply_whole(Op::Multiply, far, far), (Range::EMPTY, true));
    }
}
