//! What people write of a term’s value and of several effects.

use super::{Habit, Place};

const AT_MOST: &str = "a rule gives `$1` one value: `$1 = min(…, $2)` is at most $2";
const AT_LEAST: &str = "a rule gives `$1` one value: `$1 = max(…, $2)` is at least $2";

pub const KNOWN: &[Habit] = &[
    (Place::Effect, "then|, ‹NAME < = VALUE›", AT_MOST),
    (Place::Effect, "then|, ‹NAME > = VALUE›", AT_LEAST),
    (
        Place::Effect,
        "then|, ‹NAME <|>|!›",
        "a rule gives `$1` one value, `$1 = …`: what only holds on a condition stands behind `when`",
    ),
    (
        Place::Item("rule"),
        "then|, ‹NAME is? at most VALUE›",
        AT_MOST,
    ),
    (
        Place::Item("rule"),
        "then|, ‹NAME is? at least VALUE›",
        AT_LEAST,
    ),
    (
        Place::Item("rule"),
        "then|, NAME ‹= at most VALUE›",
        AT_MOST,
    ),
    (
        Place::Item("rule"),
        "then|, NAME ‹= at least VALUE›",
        AT_LEAST,
    ),
    (
        Place::Effect,
        "then|, ‹NAME requires NAME›",
        "write `requires $2`, in a rule `on $1`",
    ),
    (
        Place::Item("rule"),
        "then|, ‹must|may never› NAME",
        "write `must not $1`",
    ),
    (
        Place::Item("rule"),
        "then|, ‹never› NAME",
        "write `must not $1`",
    ),
    (
        Place::Item("rule"),
        "then … NAME|NUMBER|) ‹if›",
        "the condition stands before the effect: `when … then …`",
    ),
    (
        Place::Item("rule"),
        "then … NAME|NUMBER|) ‹then|;› NAME =",
        "write a comma between effects: `, $2 = …`",
    ),
    (
        Place::Item("rule"),
        "then … NAME|NUMBER|) ‹then|;› NAME|must|may|requires|open|closed",
        "write a comma between effects: `, $2 …`",
    ),
];
