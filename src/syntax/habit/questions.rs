//! What people write in cases and claims.

use super::{Habit, Place};

const ALL_PERSONS: &str = "leave out `$0`: a claim is of all persons and all days";

const OR: &str = "write `or` in place of `$0`: what is said holds, or the exception does";

const IMPLIES: &str = "write `… implies …`, the condition first";

pub const KNOWN: &[Habit] = &[
    (Place::Item("case"), "‹holding› NAME", "write `holds $1`"),
    (Place::Item("case"), "{ ‹DAY›", "write `on $1`"),
    (
        Place::Item("case"),
        "on DAY ‹under› … :",
        "write `expect under …: …`",
    ),
    (
        Place::Item("case"),
        "{|STRING ‹given|under|expect› … on DAY",
        "`on $1` stands before `$0`",
    ),
    (
        Place::Item("case"),
        "{|STRING ‹given|under|expect›",
        "a case begins with its day: write `on DAY` before `$0`",
    ),
    (
        Place::Item("prove"),
        "for ‹all› NAME claim|from|until",
        "leave out `all`",
    ),
    (
        Place::Item("case"),
        "given|,|and ‹no NAME›",
        "write `not holds $1` of a holding, `not $1` of a fact of yes or no",
    ),
    (
        Place::Item("case"),
        "by NAME ‹and› NAME",
        "write a comma: `$1, $2`",
    ),
    (
        Place::Item("case"),
        "expect|: ‹must|may not NAME›",
        "write `$1 is not open` where a rule closes it, `$1 is not due by RULE` where one says `must not $1`",
    ),
    (
        Place::Item("case"),
        "expect|: ‹may NAME›",
        "write `$1 is open` where a rule opens it, `$1 is not due by RULE` where one says `may $1`",
    ),
    (
        Place::Item("prove"),
        "claim … ‹unless|except|exept› ANY",
        OR,
    ),
    (Place::Item("assume"), "= … ‹unless|except|exept› ANY", OR),
    (
        Place::Item("case"),
        "expect|: ‹must NAME›",
        "write `$1 is due`",
    ),
    (
        Place::Item("case"),
        "step NAME ‹unperformed|undone›",
        "write `refused` or `failed`",
    ),
    (
        Place::Item("case"),
        "step NAME ‹not performed|done›",
        "write `refused` or `failed`",
    ),
    (
        Place::Item("case"),
        "given … ‹and› NAME",
        "write a comma: `, $1`",
    ),
    (
        Place::Item("case"),
        ", ‹nothing else›",
        "write `and nothing else`",
    ),
    (Place::Item("case"), "‹because› NAME", "write `by $1`"),
    (
        Place::Item("prove"),
        "claim ‹always|everybody|everyone›",
        ALL_PERSONS,
    ),
    (
        Place::Item("prove"),
        "claim ‹for every|all|any|each person|persons|day|days›",
        ALL_PERSONS,
    ),
    (
        Place::Item("prove"),
        "claim ‹for all|everybody|everyone›",
        ALL_PERSONS,
    ),
    (Place::Item("prove"), "‹no one› loses", "write `nobody`"),
    (Place::Item("prove"), "‹noone|none› loses", "write `nobody`"),
    (
        Place::Item("prove"),
        "never ‹increases|grows›",
        "write `rises`",
    ),
    (
        Place::Item("prove"),
        "never ‹decreases|drops›",
        "write `falls`",
    ),
    (
        Place::Item("prove"),
        "never rises|falls ‹with› NAME",
        "write `when $1 rises`",
    ),
    (
        Place::Item("prove"),
        "never rises|falls ‹if›",
        "write `when`",
    ),
    (Place::Item("prove"), "claim … ‹if› ANY", IMPLIES),
    (Place::Item("assume"), "= … ‹if› ANY", IMPLIES),
    (
        Place::Item("prove"),
        "expect ‹not refuted›",
        "write `proved`",
    ),
    (
        Place::Item("prove"),
        "expect ‹unrefuted|not_refuted|irrefutable›",
        "write `proved`",
    ),
    (
        Place::Item("prove"),
        "expect ‹not proved|true›",
        "write `refuted`",
    ),
    (
        Place::Item("prove"),
        "expect ‹unproved|disproved|not_proved|unprovable›",
        "write `refuted`",
    ),
    (
        Place::Item("prove"),
        "expect ‹true|proof›",
        "write `proved`",
    ),
    (Place::Item("prove"), "expect ‹false›", "write `refuted`"),
];
