//! Persons of whom no more can be said than that a value is another for them.

use crate::law::{Expr, Law, Op, Type};
use crate::verdict::{Affected, Atom, Caught, Condition};

use super::Sided;

/// What is said instead of that nothing changes for anybody else.
pub(super) const ELSE: &str = "Of some of these groups no more can be said than that the value is \
                               another: conditions of the law do not tell such persons from others. \
                               Whether somebody is one of them comes out of the case of that person \
                               (kzrule eval, on either side).";

/// Who is touched, where those touched have nothing in common but what becomes of the value.
pub(super) fn told(law: &Law, group: &[Sided<'_>]) -> Option<String> {
    let [(one, (before, after))] = group else {
        return None;
    };
    let (Affected::Value(..), Ok([Caught { conditions, .. }])) =
        (one.about, one.persons.as_deref())
    else {
        return None;
    };
    let [
        Condition {
            atom: Atom::Compare(expr),
            holds,
        },
    ] = conditions.as_slice()
    else {
        return None;
    };
    let Expr::Op(op, sides) = law.exprs.get(*expr) else {
        return None;
    };
    let is_day = law.type_of(*before) == Type::Date;
    let is = |one, other| *sides == [one, other];
    let becomes = match (op, holds) {
        (Op::Equal, false) if is(*before, *after) || is(*after, *before) => "is another",
        (Op::Less, true) if is(*before, *after) && is_day => "is a later day",
        (Op::Less, true) if is(*before, *after) => "is more",
        (Op::Less, true) if is(*after, *before) && is_day => "is an earlier day",
        (Op::Less, true) if is(*after, *before) => "is less",
        _ => return None,
    };
    Some(format!(
        "Persons for whom the value {becomes}, such as the one of the example"
    ))
}
