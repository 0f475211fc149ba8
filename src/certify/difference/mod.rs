//! Contradictions between comparisons.
//!
//! Each comparison becomes constraints `x − y ≤ c` over numbers and packed ordinals of days; they
//! contradict each other if there is a cycle of them with a negative sum (Bellman and Ford).
//!
//! With P the packed ordinal and X = P(b) + 31·k, for the day a and the day b moved by k months:
//! a < up(b + k) just if P(a) < X, and down(b + k) < a just if P(a) > X, since there is no day
//! between X and the rounded day. On the other sides rounding leaves a slack of at most 3, or of
//! at most 1 for whole years rounded down. Full years: age(b, a) < n just if P(a) − P(b) < 372·n.
//! A day d days later is at least d ordinals later, and at most 7 more for each year begun, since
//! so many ordinals of a year are no days. It is an unknown of its own, so that of two days that
//! are so many days after one it is known exactly which is the later. Nothing lies between a day
//! and the next.

mod form;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{PACKED_YEAR, Rounding};
use crate::law::{Expr, ExprId, Op};

use super::linear::excluded;
use super::{Names, Path};
use form::{Form, Unknown, days_later, form, minus, ordinals};

/// `x − y ≤ c`; no unknown is zero.
type Constraint = (Option<Unknown>, Option<Unknown>, i128);

/// Whether decided comparisons, with what is still possible for their inputs, contradict each
/// other. Cubic in their number.
pub(crate) fn contradict(names: &Names, path: &Path, decided: &[(ExprId, bool)]) -> bool {
    if excluded(names, path, decided) || between_a_day_and_the_next(names, decided) {
        return true;
    }
    let mut constraints = Vec::new();
    for (comparison, truth) in decided {
        if let Expr::Op(op, operands) = names.expr(*comparison)
            && let [left, right] = operands.as_slice()
        {
            add(names, *op, *left, *right, *truth, &mut constraints);
        }
    }
    let moved = add_moved(names, &mut constraints);
    add_between(names, &moved, &mut constraints);
    let mut nodes: BTreeMap<Option<Unknown>, i128> = BTreeMap::new();
    for (x, y, _) in &constraints {
        nodes.insert(*x, 0);
        nodes.insert(*y, 0);
    }
    for unknown in nodes.keys().copied().flatten() {
        if let Unknown::Input(input) = unknown
            && let Some(range) = path.range(input)
        {
            constraints.push((Some(unknown), None, i128::from(range.high)));
            constraints.push((None, Some(unknown), -i128::from(range.low)));
        }
    }
    nodes.insert(None, 0);
    for _ in 0..=nodes.len() {
        if !relax(&mut nodes, &constraints) {
            return false;
        }
    }
    true
}

/// Whether a day is said to be both after a day and before the next, or neither.
fn between_a_day_and_the_next(names: &Names, decided: &[(ExprId, bool)]) -> bool {
    let sides = |comparison: ExprId| match names.expr(comparison) {
        Expr::Op(Op::Less, sides) => Some((*sides.first()?, *sides.get(1)?)),
        _ => None,
    };
    decided.iter().any(|(comparison, truth)| {
        let Some((day, next)) = sides(*comparison) else {
            return false;
        };
        let Some((before, 1)) = days_later(names, next) else {
            return false;
        };
        let after =
            |(other, also): &(ExprId, bool)| also == truth && sides(*other) == Some((before, day));
        decided.iter().any(after)
    })
}

/// One round; whether anything changed.
fn relax(nodes: &mut BTreeMap<Option<Unknown>, i128>, constraints: &[Constraint]) -> bool {
    let mut changed = false;
    for (x, y, most) in constraints {
        let bound = nodes.get(y).copied().unwrap_or(0) + most;
        if let Some(now) = nodes.get_mut(x)
            && bound < *now
        {
            *now = bound;
            changed = true;
        }
    }
    changed
}

/// Says of each day that is so many days after another how far it lies from that. The days that
/// are met, those that these are moved from included.
fn add_moved(names: &Names, constraints: &mut Vec<Constraint>) -> BTreeSet<ExprId> {
    let mut moved = BTreeSet::new();
    let mut at = 0;
    while let Some((x, y, _)) = constraints.get(at).copied() {
        at += 1;
        for unknown in [x, y].into_iter().flatten() {
            let Unknown::Moved(symbol) = unknown else {
                continue;
            };
            if !moved.insert(symbol) {
                continue;
            }
            if let Some((day, days)) = days_later(names, symbol)
                && let (Some(one), Some(day)) = (form(names, symbol), form(names, day))
            {
                let (least, most) = ordinals(days);
                constraints.extend(at_most(&one, &day, most));
                constraints.extend(at_most(&day, &one, -least));
            }
        }
    }
    moved
}

/// Says of days that are so many days after the same day how far they lie apart.
fn add_between(names: &Names, moved: &BTreeSet<ExprId>, constraints: &mut Vec<Constraint>) {
    let mut of_day: BTreeMap<ExprId, Vec<(i128, ExprId)>> = BTreeMap::new();
    for symbol in moved {
        if let Some((day, days)) = days_later(names, *symbol) {
            of_day.entry(day).or_default().push((days, *symbol));
        }
    }
    for mut later in of_day.into_values() {
        later.sort_unstable();
        for pair in later.windows(2) {
            if let [(few, first), (many, second)] = *pair {
                let (least, most) = ordinals(many - few);
                let (first, second) = (Unknown::Moved(first), Unknown::Moved(second));
                constraints.push((Some(second), Some(first), most));
                constraints.push((Some(first), Some(second), -least));
            }
        }
    }
}

fn add(names: &Names, op: Op, left: ExprId, right: ExprId, truth: bool, to: &mut Vec<Constraint>) {
    match (age(names, left), age(names, right)) {
        (Some(years), None) => return add_age(names, op, years, right, truth, true, to),
        (None, Some(years)) => return add_age(names, op, years, left, truth, false, to),
        _ => {}
    }
    // No day is between a day and the next: before the next is not after it.
    if op == Op::Less
        && let Some((before, 1)) = days_later(names, right)
    {
        add(names, op, before, left, !truth, to);
    }
    let (Some(left), Some(right)) = (form(names, left), form(names, right)) else {
        return;
    };
    match (op, truth) {
        (Op::Less, _) => add_less(&left, &right, truth, to),
        (Op::Equal, true) => {
            add_less(&left, &right, false, to);
            add_less(&right, &left, false, to);
        }
        _ => {}
    }
}

fn add_less(left: &Form, right: &Form, truth: bool, to: &mut Vec<Constraint>) {
    let (mut left, mut right) = (*left, *right);
    match (left.before, right.before) {
        (_, Some((Rounding::Up, low, high))) => right = Form { low, high, ..right },
        (Some((Rounding::Down, low, high)), _) => left = Form { low, high, ..left },
        _ => {}
    }
    to.extend(if truth {
        at_most(&left, &right, -1)
    } else {
        at_most(&right, &left, 0)
    });
}

/// `one − two ≤ most`, as far as it follows for their inputs; `None` if there are too many.
fn at_most(one: &Form, two: &Form, most: i128) -> Option<Constraint> {
    let rest = minus(one, two)?;
    Some((rest.base, rest.less, most - rest.low))
}

/// Age compared with a constant number; `is_left` if the age is on the left.
fn add_age(
    names: &Names,
    op: Op,
    (birth, on): (Form, Form),
    number: ExprId,
    truth: bool,
    is_left: bool,
    to: &mut Vec<Constraint>,
) {
    to.extend(at_most(&birth, &on, 0));
    let Some(Form {
        base: None,
        less: None,
        low: number,
        ..
    }) = form(names, number)
    else {
        return;
    };
    let year = i128::from(PACKED_YEAR);
    let mut younger = |years: i128| to.extend(at_most(&on, &birth, year * years - 1));
    match (op, is_left, truth) {
        (Op::Less, true, true) => younger(number),
        (Op::Less, false, false) | (Op::Equal, _, true) => younger(number + 1),
        _ => {}
    }
    let mut at_least = |years: i128| to.extend(at_most(&birth, &on, -year * years));
    match (op, is_left, truth) {
        (Op::Less, true, false) | (Op::Equal, _, true) => at_least(number),
        (Op::Less, false, true) => at_least(number + 1),
        _ => {}
    }
}

/// The birth and the day of an age.
fn age(names: &Names, symbol: ExprId) -> Option<(Form, Form)> {
    match names.expr(symbol) {
        Expr::Op(Op::Age, operands) => match operands.as_slice() {
            [birth, on] => Some((form(names, *birth)?, form(names, *on)?)),
            _ => None,
        },
        _ => None,
    }
}
