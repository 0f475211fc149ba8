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
//! so many ordinals of a year are no days.

mod form;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::calendar::{PACKED_YEAR, Rounding};
use crate::law::{Expr, ExprId, InputId, Op};

use super::linear::excluded;
use super::{Names, Path};
use form::{Form, form, minus};

/// `x − y ≤ c`; no input is zero.
type Constraint = (Option<InputId>, Option<InputId>, i128);

/// Whether decided comparisons, with what is still possible for their inputs, contradict each
/// other. Cubic in their number.
pub(crate) fn contradict(names: &Names, path: &Path, decided: &[(ExprId, bool)]) -> bool {
    if excluded(names, path, decided) {
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
    let mut nodes: BTreeMap<Option<InputId>, i128> = BTreeMap::new();
    for (x, y, _) in &constraints {
        nodes.insert(*x, 0);
        nodes.insert(*y, 0);
    }
    for input in nodes.keys().copied().flatten() {
        if let Some(range) = path.range(input) {
            constraints.push((Some(input), None, i128::from(range.high)));
            constraints.push((None, Some(input), -i128::from(range.low)));
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

/// One round; whether anything changed.
fn relax(nodes: &mut BTreeMap<Option<InputId>, i128>, constraints: &[Constraint]) -> bool {
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

fn add(names: &Names, op: Op, left: ExprId, right: ExprId, truth: bool, to: &mut Vec<Constraint>) {
    match (age(names, left), age(names, right)) {
        (Some(years), None) => return add_age(names, op, years, right, truth, true, to),
        (None, Some(years)) => return add_age(names, op, years, left, truth, false, to),
        _ => {}
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
