//! Roundings that make no difference.

use crate::calendar::{Day, Period, Rounding};
use crate::law::{Expr, ExprId, Op};

use super::range::day;
use super::{Names, Path, Range, Values, symbol_outcome};

/// Whether two symbols have the same value on a path wherever they have one, and have one in the
/// same cases: they are the same, or they differ only in how a day is rounded that never is.
pub(super) fn same(names: &Names, path: &Path, left: ExprId, right: ExprId) -> bool {
    if left == right {
        return true;
    }
    let (Expr::Op(Op::Plus(period, _), operands), Expr::Op(Op::Plus(other, _), others)) =
        (names.expr(left), names.expr(right))
    else {
        return false;
    };
    let [operand] = operands.as_slice() else {
        return false;
    };
    period == other
        && operands == others
        && matches!(symbol_outcome(names, path, *operand).0, Values::Range(days) if never_rounded(days, *period))
}

/// Whether each of the days, moved by the period, is the same rounded up and rounded down.
///
/// In each month the last of the days is rounded if any is.
fn never_rounded(days: Range, period: Period) -> bool {
    let (Some(mut first), Some(last)) = (day(days.low), day(days.high)) else {
        return false;
    };
    loop {
        let end = (28..=31).rev();
        let mut end = end.filter_map(|end| Day::new(first.year(), first.month(), end));
        let Some(end) = end.next().map(|end| end.min(last)) else {
            return false;
        };
        if end.plus(period, Rounding::Up) != end.plus(period, Rounding::Down) {
            return false;
        }
        match end.next() {
            Some(next) if next <= last => first = next,
            _ => return true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::range::packed;
    use super::super::testing::day as read;
    use super::*;

    #[test]
    fn against_every_day() {
        let ends = [
            "1900-01-01",
            "1999-12-31",
            "2000-02-28",
            "2000-02-29",
            "2000-03-01",
            "2000-03-30",
            "2000-03-31",
            "2000-05-05",
            "2083-12-31",
            "2084-02-29",
            "2199-12-31",
        ]
        .map(read);
        let periods = [1, 11, 12, 48, 192, -1, -12, 1_200, 9_000].map(Period::Months);
        let (mut yes, mut no) = (0, 0);
        for period in periods.into_iter().chain([Period::Days(30)]) {
            for (at, low) in ends.iter().enumerate() {
                for high in ends.iter().skip(at) {
                    let mut days = std::iter::successors(Some(*low), |day| day.next());
                    let expected = days.by_ref().take_while(|day| day <= high).all(|day| {
                        day.plus(period, Rounding::Up) == day.plus(period, Rounding::Down)
                    });
                    let range = Range {
                        low: packed(*low),
                        high: packed(*high),
                    };
                    assert_eq!(
                        never_rounded(range, period),
                        expected,
                        "{low} {high} {period:?}"
                    );
                    *(if expected { &mut yes } else { &mut no }) += 1;
                }
            }
        }
        assert!(yes > 50 && no > 50);
    }
}
