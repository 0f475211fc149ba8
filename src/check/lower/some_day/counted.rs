//! Days counted from one day, of which the order is known.

use crate::calendar::{Period, Rounding};
use crate::law::{Expr, ExprId, Exprs, Op};

/// A day so many months after another, or the day after it. Of two that are counted from one day the
/// order is that of what is counted: rounding moves a day by three at the most, and no month is so
/// short.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    pub from: ExprId,
    months: i32,
    next: bool,
    rounded_up: bool,
}

impl Counted {
    /// The pairs of days counted from one day that are next to one another, the earlier one first.
    pub fn in_order(exprs: &Exprs, days: &[ExprId]) -> Vec<(ExprId, ExprId)> {
        let counted = days.iter();
        let mut counted: Vec<(Self, ExprId)> = counted
            .filter_map(|day| Some((Self::of(exprs, *day)?, *day)))
            .collect();
        counted.sort_unstable();
        let pairs = counted.iter().zip(counted.iter().skip(1));
        pairs
            .filter(|((one, _), (next, _))| one.from == next.from)
            .map(|((_, one), (_, next))| (*one, *next))
            .collect()
    }

    pub fn of(exprs: &Exprs, day: ExprId) -> Option<Self> {
        let counted = |day: ExprId| match exprs.get(day) {
            Expr::Op(Op::Plus(Period::Months(months), rounding), from) => Some(Self {
                from: *from.first()?,
                months: *months,
                next: false,
                rounded_up: *rounding == Rounding::Up,
            }),
            _ => None,
        };
        match exprs.get(day) {
            Expr::Op(Op::Plus(Period::Days(1), _), before) => {
                let before = *before.first()?;
                let counted = counted(before).unwrap_or(Self {
                    from: before,
                    months: 0,
                    next: false,
                    rounded_up: false,
                });
                let next = true;
                Some(Self { next, ..counted })
            }
            Expr::In(_) => Some(Self {
                from: day,
                months: 0,
                next: false,
                rounded_up: false,
            }),
            _ => counted(day),
        }
    }
}
