//! What people write of duties, other effects and the clauses of a rule.

use super::{Habit, Place};

const BY: &str = "write `by` in place of `$0`: it names the last day on which it can be done";
const LASTS: &str =
    "leave out `$0 …`: what a step grants lasts, and how long it is valid cannot be said";
const HEAD_ON: &str = "write `on` in place of `$0`: a rule is on procedures and events";
const AND_NOT: &str = "write `and not …`, with brackets around what has `or` in it, or make the exception a rule that `lifts` this one";
const UNLESS: &str =
    "write `when not (…)` before `then`, or make the exception a rule that `lifts` this one";
const JOINED: &str = "where both must hold, write `and`; where one of them is enough, `or`";

pub const KNOWN: &[Habit] = &[
    (
        Place::Item("rule"),
        "‹must|shall have|hold|possess a|an|the› NAME",
        "write `requires $1`",
    ),
    (
        Place::Item("rule"),
        "‹must|shall have|hold|possess› NAME",
        "write `requires $1`",
    ),
    (
        Place::Item("rule"),
        "then|, ‹is not required|obliged to› NAME",
        "write `may $1`, in a rule that goes `despite` the duty",
    ),
    (
        Place::Item("rule"),
        "then|, ‹is required|obliged to› NAME",
        "write `must $1`",
    ),
    (
        Place::Item("rule"),
        "then|, ‹is not allowed|permitted to› NAME",
        "write `must not $1`",
    ),
    (
        Place::Item("rule"),
        "then|, ‹is allowed|permitted to› NAME",
        "write `may $1`",
    ),
    (
        Place::Item("rule"),
        "then|, ‹NAME is required|obligatory|mandatory|needed›",
        "write `requires $1` of a holding or condition, `must $1` of a procedure",
    ),
    (
        Place::Anywhere,
        "requires|holds|grants|must|not ‹a|an|the› OWN",
        "leave out `$0`",
    ),
    (
        Place::Item("rule"),
        "must NAME ‹after›",
        "a duty says the last day on which it can be done, `by DAY` or `within … of DAY`; from which day on it is one, say by `when day > …`",
    ),
    (
        Place::Item("rule"),
        "must NAME ‹in› NUMBER UNIT of|from|after|since",
        "write `within $2 $3 of`",
    ),
    (
        Place::Item("rule"),
        "must NAME ‹in› NUMBER UNIT",
        "write `within $2 $3 of …`, with the day from which they are counted",
    ),
    (Place::Item("rule"), "must NAME ‹not|no later than›", BY),
    (Place::Item("rule"), "must NAME ‹not|no later›", BY),
    (
        Place::Item("rule"),
        "must NAME ‹NUMBER UNIT after|from|of VALUE›",
        "write `within $2 $3 of $4`",
    ),
    (
        Place::Item("rule"),
        "must NAME ‹at least NUMBER UNIT before VALUE›",
        "write `by $4 - $2 $3^3`: the last day on which it can be done",
    ),
    (
        Place::Anywhere,
        "‹within NUMBER UNIT before VALUE›",
        "write `by $3 - $1 $2^2`: the last day on which it can be done",
    ),
    (
        Place::Item("rule"),
        "must NAME ‹before› DAY",
        "write `by` and the day before $2: `by` names the last day on which it can be done",
    ),
    (
        Place::Item("rule"),
        "must NAME ‹before›",
        "write `by … - 1 day`: `by` names the last day on which it can be done",
    ),
    (
        Place::Item("rule"),
        "must NAME ‹if›",
        "the condition stands before the effect: `when … then must $1`",
    ),
    (
        Place::Item("rule"),
        "must NAME ‹immediately|promptly|forthwith›",
        "leave out `$0`, or name the last day on which it can be done: `by DAY`",
    ),
    (
        Place::Item("rule"),
        "must NAME ‹until|through|till|on|latest›",
        BY,
    ),
    (
        Place::Anywhere,
        "within ANY UNIT ‹from|after|since›",
        "write `of` in place of `$0`: the days of a deadline begin behind its day",
    ),
    (
        Place::Effect,
        "‹need not› NAME",
        "write `may $1`, in a rule that goes `despite` the duty",
    ),
    (
        Place::Anywhere,
        "‹mustn|shan|shouldn|can ' t› NAME",
        "write `must not $1`",
    ),
    (
        Place::Anywhere,
        "‹mustnt|shant› NAME",
        "write `must not $1`",
    ),
    (
        Place::Anywhere,
        "‹needn ' t› NAME",
        "write `may $1`, in a rule that goes `despite` the duty",
    ),
    (
        Place::Anywhere,
        "‹does not have to› NAME",
        "write `may $1`, in a rule that goes `despite` the duty",
    ),
    (
        Place::Effect,
        "‹does not require|need› OWN",
        "let the rule lift the one that requires it: `lifts …` before its braces",
    ),
    (
        Place::Effect,
        "‹does not› OWN",
        "write `must not $1` where it is forbidden, `may $1` where it need not be done",
    ),
    (Place::Effect, "‹unopen|disallowed›", "write `closed`"),
    (Place::Effect, "‹no longer open›", "write `closed`"),
    (Place::Effect, "‹unclosed›", "write `open`"),
    (Place::Effect, "‹no longer|not closed›", "write `open`"),
    (
        Place::Effect,
        "‹lifts› NAME",
        "what a rule lifts stands before its braces: `lifts $1 { … }`",
    ),
    (
        Place::Effect,
        "‹exempt|exempts from? NAME›",
        "what a rule lifts stands before its braces: `lifts $1 { … }`",
    ),
    (
        Place::Effect,
        "‹grants› NAME",
        "a procedure grants it, where it is declared: `grants $1`",
    ),
    (
        Place::Effect,
        "‹no must› NAME",
        "write `may $1`, in a rule that goes `despite` the duty",
    ),
    (
        Place::Effect,
        "‹no NAME›",
        "say which value it has, such as `$1 = 0 …`, or let the rule lift the one that says it: `lifts …`",
    ),
    (
        Place::Effect,
        "‹forbidden|prohibited|banned›",
        "write `closed`",
    ),
    (Place::Effect, "‹not open›", "write `closed`"),
    (
        Place::Effect,
        "‹shall|should not› NAME",
        "write `must not $1`",
    ),
    (Place::Effect, "‹can not› NAME", "write `must not $1`"),
    (
        Place::Item("rule"),
        "then|, ‹may not› NAME",
        "write `must not $1`",
    ),
    (Place::Effect, "‹cannot› NAME", "write `must not $1`"),
    (Place::Effect, "‹shall|should› NAME", "write `must $1`"),
    (Place::Effect, "‹can› NAME", "write `may $1`"),
    (
        Place::Effect,
        "‹need|needs|require› NAME",
        "write `requires $1`",
    ),
    (
        Place::Effect,
        "then|, ‹NAME of NAME› =",
        "write `$2.$1 = …`: the element, a point, its term",
    ),
    (
        Place::Effect,
        "then|, ‹NAME› : =",
        "a value is given with `=`: `$1 = …`",
    ),
    (Place::Anywhere, "grants … ‹for|until|through›", LASTS),
    (
        Place::Item("provision"),
        "‹then›",
        "what follows stands in a rule of the provision: `rule NAME { then … }`",
    ),
    (Place::Clause, "when … ‹unless› ANY", AND_NOT),
    (Place::Item("rule"), "} ‹unless› ANY", AND_NOT),
    (
        Place::Clause,
        "‹unless› NAME when|then|rule|from|until|through|lifts",
        "write `when not $1`",
    ),
    (Place::Item("rule"), "then … ‹unless› ANY", UNLESS),
    (Place::Clause, "‹unless›", UNLESS),
    (
        Place::Clause,
        "‹if|where|provided›",
        "write `when` in place of `$0`",
    ),
    (Place::Clause, "when … ‹,› then", "leave out `,`"),
    (Place::Clause, "when … ‹,›", JOINED),
    (Place::Clause, "} ‹,›", JOINED),
    (
        Place::Item("rule"),
        "‹except|exept|excepting|excluding› NAME",
        "write `lifts $1` where that rule is not to apply, `despite $1` where this one has another outcome",
    ),
    (Place::Anywhere, "‹day before DAY›", "write `day < $1`"),
    (Place::Anywhere, "‹day after DAY›", "write `day > $1`"),
    (Place::Anywhere, "‹day since DAY›", "write `day >= $1`"),
    (
        Place::Clause,
        "when … SUBJECT ‹since› DAY",
        "of a date write `$1 >= $2`; of what is over time `$1 and start of $1 <= $2`; of the day at hand `day >= $2`",
    ),
    (
        Place::Clause,
        "when … ‹since› DAY",
        "a condition compares days, such as `day >= $1`; the first day of a rule stands before `when`: `from $1`",
    ),
    (
        Place::Clause,
        "when … SUBJECT ‹before› DAY",
        "of a date write `$1 < $2`, of the day at hand `day < $2`",
    ),
    (
        Place::Clause,
        "when … SUBJECT ‹after› DAY",
        "of a date write `$1 > $2`, of the day at hand `day > $2`",
    ),
    (
        Place::Clause,
        "when … ‹to|till|before› DAY",
        "a condition compares days: `day < $1`, or `day <= $1` where that day counts, too",
    ),
    (
        Place::Clause,
        "when … ‹after› DAY",
        "a condition compares days: `day > $1`",
    ),
    (Place::Anywhere, "‹day thru DAY›", "write `day <= $1`"),
    (Place::Anywhere, "‹thru› DAY", "write `through $1`"),
    (
        Place::Clause,
        "‹since|starting|beginning› DAY",
        "write `from $1`",
    ),
    (
        Place::Clause,
        "‹after› DAY",
        "write `from` and the day behind $1",
    ),
    (
        Place::Clause,
        "‹to|till|before› DAY",
        "write `until $1` where it is not in force on that day any more, `through $1` where it is",
    ),
    (
        Place::Item("rule"),
        "‹overrides|overriding|notwithstanding|supersedes› NAME",
        "write `despite $1`",
    ),
    (
        Place::Item("rule"),
        "‹suspends|exempts› NAME",
        "write `lifts $1`",
    ),
    (Place::Item("rule"), "‹for|about|concerning› NAME", HEAD_ON),
    (Place::Item("rule"), "‹unless› ANY", AND_NOT),
];

pub const LIKELY: &[Habit] = &[(
    Place::Effect,
    "requires … ‹,› NAME",
    "where both are required, write `and`; where one of them is enough, `or`",
)];
