//! Whether a rule is in force while others are.

use crate::calendar::Day;
use crate::law::{Expr, ExprId, Law, Op, Rule, Value};

use super::super::days::on_some_reading;

/// From when until when something is in force, as far as it is bounded.
pub type Life = (Option<ExprId>, Option<ExprId>);

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
    goes_with(law, from, others, |other, own| other < own)
}

/// Whether what ends on a day does not end before the first of what ends on others does.
pub fn ends_with(law: &Law, until: Option<ExprId>, others: &[ExprId]) -> bool {
    goes_with(law, until, others, |other, own| own < other)
}

/// Whether a bound, if there is one, never narrows what one of others bounds.
fn goes_with(
    law: &Law,
    own: Option<ExprId>,
    others: &[ExprId],
    narrows: fn(Day, Day) -> bool,
) -> bool {
    own.is_none_or(|own| {
        let never = |other: &ExprId| {
            let is_so = |days: &[Day]| matches!(days, [other, own] if narrows(*other, *own));
            *other == own || on_some_reading(law, &[*other, own], is_so) == Ok(None)
        };
        others.iter().any(never)
    })
}

/// Whether two lives have no day in common, whatever the readings.
pub fn are_apart(law: &Law, one: Life, other: Life) -> bool {
    let firsts: Vec<ExprId> = [one.0, other.0].into_iter().flatten().collect();
    let ends = [one.1, other.1].into_iter().flatten();
    let bounds: Vec<ExprId> = firsts.iter().copied().chain(ends).collect();
    let meet = |days: &[Day]| {
        let (firsts, ends) = days.split_at(firsts.len().min(days.len()));
        let first = firsts.iter().max();
        let end = ends.iter().min();
        first.is_none() || end.is_none() || first < end
    };
    on_some_reading(law, &bounds, meet) == Ok(None)
}

/// Whether the first life is over when the second begins, whatever the readings.
pub fn is_over_before(law: &Law, (_, until): Life, (from, _): Life) -> bool {
    let is_early = |days: &[Day]| matches!(days, [end, first] if first < end);
    let bounds = until.zip(from);
    bounds.is_some_and(|(end, first)| on_some_reading(law, &[end, first], is_early) == Ok(None))
}

/// Whether on each day of a life one of others is lived, whatever the readings. Where there are too
/// many of these to look, it is not.
pub fn is_filled(law: &Law, own: Life, others: &[Life]) -> bool {
    let lives = || [own].into_iter().chain(others.iter().copied());
    let bounds: Vec<ExprId> = lives()
        .flat_map(|(from, until)| [from, until])
        .flatten()
        .collect();
    let leaves_days = |days: &[Day]| {
        let mut days = days.iter().copied();
        let mut day = |bound: Option<ExprId>| bound.and_then(|_| days.next());
        let lives: Vec<_> = lives()
            .map(|(from, until)| (day(from), day(until)))
            .collect();
        let Some(((first, end), others)) = lives.split_first() else {
            return false;
        };
        let mut others = others.to_vec();
        others.sort_unstable();
        // The first day that none of those that began before it fills.
        let mut open = *first;
        for (from, until) in others {
            if from > open {
                break;
            }
            match until {
                Some(until) => open = open.max(Some(until)),
                None => return false,
            }
        }
        end.is_none_or(|end| open < Some(end))
    };
    on_some_reading(law, &bounds, leaves_days) == Ok(None)
}

/// That a life has a day: so on all readings, or on some.
pub fn is_lived(law: &mut Law, (from, until): Life) -> ExprId {
    let Some((from, until)) = from.zip(until) else {
        return law.exprs.lit(Value::Bool(true));
    };
    let is_empty = |days: &[Day]| matches!(days, [first, end] if first >= end);
    match on_some_reading(law, &[from, until], is_empty) {
        Ok(None) => law.exprs.lit(Value::Bool(true)),
        _ => law.exprs.add(Expr::Op(Op::Less, vec![from, until])),
    }
}

/// That the day of the law is in a life, as far as it is not in a life all the same on the days of another.
pub fn while_in_force(law: &mut Law, (from, until): Life, within: Life) -> ExprId {
    let from = from.filter(|day| !begins_with(law, Some(*day), within.0.as_slice()));
    let until = until.filter(|day| !ends_with(law, Some(*day), within.1.as_slice()));
    let parts = in_force(law, from, until);
    law.exprs.and(parts)
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
