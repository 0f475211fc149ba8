//! What people write in expressions: comparisons, lists and what is reckoned.

use super::{Habit, Place};

const PERIOD: &str = "a period is a whole number of days, weeks, months or years";
const BEFORE_CURRENCY: &str = "an amount is a number and its currency: `$2 $1`";
const NOT_AMONG: &str = "write `not` before it, and brackets around it: `not (… in {…})`";

const WITH: &str =
    "write `and` where both must hold; `with {…}` says what would be if something were otherwise";

pub const KNOWN: &[Habit] = &[
    (
        Place::Anywhere,
        "‹/ *›",
        "a comment goes from `//` to the end of its line",
    ),
    (
        Place::Anywhere,
        "‹the? minimum|min|lesser|least|smaller|smallest|lower|lowest of VALUE and VALUE›",
        "write `min($1, $2)`",
    ),
    (
        Place::Anywhere,
        "‹the? maximum|max|greater|greatest|larger|largest|higher|highest of VALUE and VALUE›",
        "write `max($1, $2)`",
    ),
    (
        Place::Anywhere,
        "‹NAME = neither NAME nor NAME›",
        "write `not ($1 in {$2, $3})`",
    ),
    (
        Place::Anywhere,
        "‹NAME = either NAME or NAME›",
        "write `$1 in {$2, $3}`",
    ),
    (Place::Anywhere, "<|>|= ‹than›", "leave out `than`"),
    (
        Place::Anywhere,
        "‹is? greater|more|later|longer|higher|larger then› VALUE",
        "write `>`",
    ),
    (
        Place::Anywhere,
        "‹is? less|fewer|earlier|shorter|lower|smaller then› VALUE",
        "write `<`",
    ),
    (Place::Anywhere, "SUBJECT ‹= not› NAME", "write `$1 != $2`"),
    (
        Place::Anywhere,
        "‹the day of› ANY",
        "leave out `the day of`",
    ),
    (Place::Anywhere, "= ‹=›", "values are compared with one `=`"),
    (
        Place::Anywhere,
        "‹in› [",
        "the values that something is among stand in braces: `in {…}`",
    ),
    (
        Place::Anywhere,
        "‹in (› ANY ,",
        "the values that something is among stand in braces: `in {$1, …}`",
    ),
    (
        Place::Anywhere,
        "‹in› (",
        "the values that something is among stand in braces: `in {…}`",
    ),
    (Place::Anywhere, "‹is not one of› {", NOT_AMONG),
    (Place::Anywhere, "‹is? one|any of› {", "write `in`"),
    (
        Place::Anywhere,
        "‹NAME is neither NAME nor NAME›",
        "write `not ($1 in {$2, $3})`",
    ),
    (
        Place::Anywhere,
        "‹NAME is either NAME or NAME›",
        "write `$1 in {$2, $3}`",
    ),
    (Place::Anywhere, "‹is not in { NAME }›", "write `!= $1`"),
    (Place::Anywhere, "‹not in { NAME }›", "write `!= $1`"),
    (Place::Anywhere, "‹is not in› {", NOT_AMONG),
    (Place::Anywhere, "‹not in› {", NOT_AMONG),
    (Place::Anywhere, "‹is in› {", "write `in`"),
    (
        Place::Anywhere,
        "‹all|any NAME in NAME›",
        "name the list alone, and its elements by their record: `all $2: …`, `any $2 where …`",
    ),
    (
        Place::Operator,
        "NAME ‹in› NAME",
        "write `$1 = $2`, or `$1 in {$2, …}` of several values",
    ),
    (Place::Anywhere, "NUMBER . NUMBER ‹UNIT›", PERIOD),
    (
        Place::Operator,
        "NAME ‹UNIT›",
        "multiply the period: `$1 * 1 ~2`",
    ),
    (
        Place::Operator,
        ") ‹UNIT›",
        "multiply the period: `… * 1 ~1`",
    ),
    (
        Place::Anywhere,
        "‹= >›",
        "write `>=`, or `implies` where the one follows from the other",
    ),
    (Place::Anywhere, "‹- >›", "write `implies`"),
    (Place::Anywhere, "‹→|⇒|⟹›", "write `implies`"),
    (
        Place::Anywhere,
        "‹↔|⇔|iff›",
        "write `=`: either both are so or neither",
    ),
    (
        Place::Anywhere,
        "‹if and only if›",
        "write `=`: either both are so or neither",
    ),
    (Place::Anywhere, "‹= <›", "write `<=`"),
    (Place::Anywhere, "= ‹>|<›", "write `$0=`"),
    (Place::Anywhere, "‹< >›", "write `!=`"),
    (Place::Anywhere, "‹is not at least›", "write `<`"),
    (Place::Anywhere, "‹is not at most›", "write `>`"),
    (
        Place::Anywhere,
        "‹is not|no greater|more|later|longer|higher|larger than›",
        "write `<=`",
    ),
    (
        Place::Anywhere,
        "‹is not|no less|fewer|earlier|shorter|lower|smaller than›",
        "write `>=`",
    ),
    (Place::Anywhere, "‹is not after›", "write `<=`"),
    (Place::Anywhere, "‹is not before›", "write `>=`"),
    (Place::Anywhere, "‹is on or after›", "write `>=`"),
    (Place::Anywhere, "‹is on or before›", "write `<=`"),
    (Place::Anywhere, "‹on or after|later›", "write `>=`"),
    (Place::Anywhere, "‹on or before|earlier›", "write `<=`"),
    (
        Place::Anywhere,
        "‹not|no greater|more|later|longer|higher|larger than›",
        "write `<=`",
    ),
    (
        Place::Anywhere,
        "‹not|no less|fewer|earlier|shorter|lower|smaller than›",
        "write `>=`",
    ),
    (Place::Operator, "NAME ‹not after›", "write `<=`"),
    (Place::Operator, "NAME ‹not before›", "write `>=`"),
    (Place::Anywhere, "‹is at least›", "write `>=`"),
    (Place::Anywhere, "‹is at most›", "write `<=`"),
    (Place::Operator, "‹at least›", "write `>=`"),
    (Place::Operator, "‹at most›", "write `<=`"),
    (
        Place::Anywhere,
        "‹is greater|more|later|longer|higher|larger than›",
        "write `>`",
    ),
    (
        Place::Anywhere,
        "‹is less|fewer|earlier|shorter|lower|smaller than›",
        "write `<`",
    ),
    (
        Place::Operator,
        "‹greater|more|later|longer|higher|larger than›",
        "write `>`",
    ),
    (
        Place::Operator,
        "‹less|fewer|earlier|shorter|lower|smaller than›",
        "write `<`",
    ),
    (Place::Operator, "‹exceeds›", "write `>`"),
    (
        Place::Operator,
        "‹xor›",
        "write `!=`: just one of the two is so",
    ),
    (Place::Anywhere, "‹is? not equal to›", "write `!=`"),
    (Place::Anywhere, "‹is? equal to›", "write `=`"),
    (Place::Operator, "‹equals›", "write `=`"),
    (Place::Anywhere, "‹is above|over›", "write `>`"),
    (Place::Anywhere, "‹is below|under›", "write `<`"),
    (
        Place::Anywhere,
        "SUBJECT ‹is true›",
        "`$1` alone says that it is so",
    ),
    (
        Place::Anywhere,
        "‹is true›",
        "leave out `is true`: what is said holds",
    ),
    (Place::Anywhere, "SUBJECT ‹is false›", "write `not $1`"),
    (
        Place::Anywhere,
        "‹is false›",
        "write `not (…)` around what does not hold",
    ),
    (
        Place::Anywhere,
        "count|any|all OWN ‹with› NAME",
        "write `where` in place of `with`",
    ),
    (Place::Anywhere, "NAME|)|VALUE ‹with› NAME", WITH),
    (
        Place::Anywhere,
        "‹neither NAME nor NAME›",
        "write `not $1 and not $2`",
    ),
    (Place::Anywhere, "‹neither›", "write `not (… or …)`"),
    (
        Place::Anywhere,
        "age of ‹day›",
        "an age is counted from a person’s date, such as `age of born`",
    ),
    (Place::Anywhere, "‹is before›", "write `<`"),
    (Place::Anywhere, "‹is after›", "write `>`"),
    (Place::Operator, "NAME ‹before›", "write `<`"),
    (Place::Operator, "NAME ‹after›", "write `>`"),
    (
        Place::Anywhere,
        "days from ANY ‹to|till|and› ANY",
        "write `until $2`, or `through $2` to count that day, too",
    ),
    (
        Place::Operator,
        "NAME|NUMBER|) ‹if› ANY",
        "the condition stands first: `if … then … else …`",
    ),
    (
        Place::Operator,
        "‹unless|except|exept› ANY",
        "write `and not …`, with brackets around what has `or` in it",
    ),
    (
        Place::Anywhere,
        "‹FIGURE percent|pct of VALUE›",
        "write `$1 % * $2`",
    ),
    (
        Place::Anywhere,
        "‹FIGURE percent|pct of›",
        "multiply: `$1 % * …`",
    ),
    (Place::Anywhere, "‹half of VALUE›", "write `$1 / 2`"),
    (
        Place::Anywhere,
        "‹number of NAME›",
        "write `count $1`: how many elements a list has",
    ),
    (
        Place::Anywhere,
        "NUMBER . NUMBER % ‹of› NAME",
        "multiply: `$1.$2 % * $3`",
    ),
    (
        Place::Anywhere,
        "NUMBER % ‹of› NAME",
        "multiply: `$1 % * $2`",
    ),
    (
        Place::Anywhere,
        "otherwise|:|<|>|+|-|* ‹OWN FIGURE›",
        BEFORE_CURRENCY,
    ),
    (
        Place::Anywhere,
        "NAME = ‹OWN FIGURE›",
        "an amount is a number and its currency: `$3 $2`",
    ),
    (
        Place::Anywhere,
        "count ‹of› NAME",
        "leave out `of`: `count $1`",
    ),
    (
        Place::Anywhere,
        "sum|min|max of NAME . NAME ‹of|in|over› NAME",
        "write `for` in place of `$0`: `for $3`",
    ),
    (Place::Anywhere, "‹round› up|down|half", "write `rounded`"),
    (
        Place::Name,
        "NAME ( ‹(|NUMBER›",
        "in these brackets stand names, as in `$1(yes)`: give what is computed one by `define`",
    ),
];

pub const LIKELY: &[Habit] = &[
    (Place::Anywhere, "SUBJECT ‹is not› NAME", "write `$1 != $2`"),
    (Place::Anywhere, "SUBJECT ‹is› NAME", "write `$1 = $2`"),
    (Place::Anywhere, "SUBJECT ‹is› DAY", "write `$1 = $2`"),
    (Place::Anywhere, "SUBJECT ‹is› VALUE", "write `$1 = $2`"),
];
