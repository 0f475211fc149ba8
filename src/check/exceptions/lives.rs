//! Whether a rule is in force while others are.

use crate::calendar::Day;
use crate::law::{Expr, ExprId, Law, Op, Rule};

use super::super::days::on_some_reading;

/// Whether a rule is in force on all days on which all of some others are.
pub fn covers(law: &Law, rule: &Rule, others: &[&Rule]) -> bool {
    let bounds = |of: fn(&Rule) -> Option<ExprId>| -> Vec<ExprId> {
        others.iter().filter_map(|other| of(other)).collect()
    };
    begins_with(law, rule.from, &bounds(|other| other.from))
        && ends_with(law, rule.until, &bounds(|other| other.until))
}

/// Whether what begins on a day does so when the last of what begins on others does, whatever the
/// readings.
pub fn begins_with(law: &Law, from: Option<ExprId>, others: &[ExprId]) -> bool {
    from.is_none_or(|from| {
        let mut firsts = others.iter().map(|first| [*first, from]);
        firsts.any(|days| {
            never(
                law,
                days,
                |days| matches!(days, [first, from] if first < from),
            )
        })
    })
}

/// Whether what ends on a day does not end before the first of what ends on others does.
pub fn ends_with(law: &Law, until: Option<ExprId>, others: &[ExprId]) -> bool {
    until.is_none_or(|until| {
        let mut ends = others.iter().map(|end| [*end, until]);
        ends.any(|days| {
            never(
                law,
                days,
                |days| matches!(days, [end, until] if until < end),
            )
        })
    })
}

fn never(law: &Law, days: [ExprId; 2], is_so: fn(&[Day]) -> bool) -> bool {
    days[0] == days[1] || on_some_reading(law, &days, is_so) == Ok(None)
}

/// That the day of the law is in a life.
pub fn in_force(law: &mut Law, from: Option<ExprId>, until: Option<ExprId>) -> Vec<ExprId> {
    let Some(clock) = law.law_day() else {
        return Vec::new();
    };
    let day = law.exprs.add(Expr::In(clock));
    let mut parts = Vec::new();
    if let Some(from) = from {
        let before = law.exprs.add(Expr::Op(Op::Less, vec![day, from]));
        parts.push(law.exprs.not(before));
    }
    if let Some(until) = until {
        parts.push(law.exprs.add(Expr::Op(Op::Less, vec![day, until])));
    }
    parts
}
