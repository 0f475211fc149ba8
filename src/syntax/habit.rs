//! What people write who know the law, other languages or plain English, and what the language says
//! in its place.

use super::failure::Failure;
use super::out_of_order::item_around;
use super::pattern::{Fit, fit};
use super::scan::{Sign, scan};

/// So many signs behind a mistake are looked at.
const BEHIND: usize = 16;

/// Where something is written.
enum Place {
    Anywhere,
    /// In an item that begins with one of these words.
    Item(&'static str),
    /// At the beginning of an item.
    Start,
    /// Where a clause of a rule or provision may begin.
    Clause,
    /// Where an effect is wanted.
    Effect,
    /// Where an operator might stand, or `of`.
    Operator,
    /// Where the words of a name in brackets are wanted, and nothing else.
    Name,
}

/// Something that is written so, by `pattern.rs`, and what to write.
type Habit = (Place, &'static str, &'static str);

/// A known habit at a place.
#[derive(Debug)]
pub struct Known {
    pub fit: Fit,
    pub help: String,
}

/// What is written at a place of a text, in the item that begins at `item`, where the language says
/// it otherwise.
pub fn habit(text: &str, item: usize, at: usize, failure: Option<&Failure>) -> Option<Known> {
    known(HABITS, text, item, at, failure)
}

/// The same where a slip of the pen is no better explanation.
pub fn likely(text: &str, item: usize, at: usize, failure: Option<&Failure>) -> Option<Known> {
    known(LIKELY, text, item, at, failure)
}

fn known(
    habits: &[Habit],
    text: &str,
    item: usize,
    at: usize,
    failure: Option<&Failure>,
) -> Option<Known> {
    let before = text.get(item..at)?;
    let mut signs: Vec<Sign<'_>> = scan(before).collect();
    let place = signs.len();
    signs.extend(scan(text.get(at..)?).take(BEHIND).map(|sign| Sign {
        at: sign.at + at - item,
        ..sign
    }));
    let within = item_around(before).unwrap_or_default();
    let own = text.get(item..)?;
    let is_expected = |words: &[&str]| {
        let mut expected = failure.into_iter().flat_map(|failure| &failure.expected);
        expected.any(|one| words.iter().any(|start| one.starts_with(start)))
    };
    habits.iter().find_map(|(whence, pattern, help)| {
        let is_there = match whence {
            Place::Anywhere => true,
            Place::Item(words) => words.split('|').any(|word| word == within),
            Place::Start => is_expected(&["an item"]),
            Place::Clause => is_expected(&["`when`"]),
            Place::Effect => is_expected(&["an effect"]),
            Place::Operator => is_expected(&["an operator", "`of`"]),
            Place::Name => failure.is_some_and(|failure| failure.expected.len() == 1),
        };
        let fit = is_there.then(|| fit(pattern, &signs, place)).flatten()?;
        let help = fit.fill(help, own);
        let moved = fit.moved(item);
        Some(Known { fit: moved, help })
    })
}

const BY: &str = "write `by` in place of `$0`: it names the last day on which it can be done";
const PERIOD: &str = "a period is a whole number of days, weeks, months or years";
const LASTS: &str =
    "leave out `$0 …`: what a step grants lasts, and how long it is valid cannot be said";
const HEAD_ON: &str = "write `on` in place of `$0`: a rule is on procedures and events";

const NOT_AMONG: &str = "write `not` before it, and brackets around it: `not (… in {…})`";
const ALL_PERSONS: &str = "leave out `$0`: a claim is of all persons and all days";

const NOT_ENCODED: &str = "write `not encoded cites SOURCE \"…\" because \"…\"`";

const HABITS: &[Habit] = &[
    // Days of acts.
    (
        Place::Item("act"),
        "in force ‹NUMBER day|days after› publication|adoption",
        "write `in force on expiry of $1 days after …`: it begins on the day behind them",
    ),
    (
        Place::Item("act"),
        "in force ‹NUMBER UNIT after› ANY",
        "count them from the day: `in force $3 of ACT + $1 $2`",
    ),
    (
        Place::Item("act"),
        "in force on publication|adoption ‹+|-›",
        "count from the day, `in force publication of ACT + …`, or write `in force on expiry of … days after publication`",
    ),
    (
        Place::Item("act"),
        "in force ‹upon› publication|adoption",
        "write `on`",
    ),
    (
        Place::Item("act"),
        "act NAME STRING { … in force ‹after NUMBER UNIT›",
        "count them from a day: `in force publication of $1 + $3 $4`",
    ),
    (
        Place::Item("act"),
        "in force ‹after NUMBER UNIT›",
        "count them from a day: `in force publication of ACT + $1 $2`",
    ),
    // Duties and other effects.
    (
        Place::Item("rule"),
        "must NAME ‹in|before|after› NUMBER UNIT of|from|after|since",
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
        "must NAME ‹until|through|before|till|on|latest›",
        BY,
    ),
    (
        Place::Anywhere,
        "within ANY UNIT ‹from|after|since›",
        "write `of` in place of `$0`: the days of a deadline begin behind its day",
    ),
    (
        Place::Item("rule"),
        "then|, ‹may not› NAME",
        "write `must not $1`",
    ),
    (
        Place::Effect,
        "‹need not› NAME",
        "write `may $1`, in a rule that goes `despite` the duty",
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
    (Place::Effect, "‹may|can not› NAME", "write `must not $1`"),
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
    // The clauses of a rule, and what it is about.
    (
        Place::Clause,
        "‹unless› NAME when|then|rule|from|until|through|lifts",
        "write `when not $1`",
    ),
    (
        Place::Clause,
        "‹unless›",
        "write `when not (…)` of what stands behind it",
    ),
    (
        Place::Clause,
        "‹if|where|provided›",
        "write `when` in place of `$0`",
    ),
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
    // Expressions.
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
    (Place::Anywhere, "‹is not in { NAME }›", "write `!= $1`"),
    (Place::Anywhere, "‹not in { NAME }›", "write `!= $1`"),
    (Place::Anywhere, "‹is not in› {", NOT_AMONG),
    (Place::Anywhere, "‹not in› {", NOT_AMONG),
    (Place::Anywhere, "‹is in› {", "write `in`"),
    (
        Place::Anywhere,
        "‹is not reachable›",
        "write `is out of reach`",
    ),
    (Place::Anywhere, "‹is reachable›", "write `is within reach`"),
    (
        Place::Anywhere,
        "‹is unreachable›",
        "write `is out of reach`",
    ),
    (
        Place::Anywhere,
        "NAME ‹reachable›",
        "write `is within reach`",
    ),
    (
        Place::Anywhere,
        "NAME ‹unreachable›",
        "write `is out of reach`",
    ),
    (Place::Anywhere, "is|not ‹in reach›", "write `within reach`"),
    (Place::Anywhere, "‹in reach›", "write `is within reach`"),
    (
        Place::Operator,
        "NAME ‹in› NAME",
        "write `$1 = $2`, or `$1 in {$2, …}` of several values",
    ),
    (
        Place::Anywhere,
        "reach ‹on› some day",
        "leave out `on`: `within reach some day`",
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
    (Place::Anywhere, "‹= >›", "write `>=`"),
    (Place::Anywhere, "‹= <›", "write `<=`"),
    (Place::Anywhere, "= ‹>|<›", "write `$0=`"),
    (Place::Anywhere, "‹< >›", "write `!=`"),
    (Place::Anywhere, "‹is not at least›", "write `<`"),
    (Place::Anywhere, "‹is not at most›", "write `>`"),
    (
        Place::Anywhere,
        "‹is not|no greater|more|later|older than›",
        "write `<=`",
    ),
    (
        Place::Anywhere,
        "‹is not|no less|fewer|earlier|younger than›",
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
        "‹not|no greater|more|later|older than›",
        "write `<=`",
    ),
    (
        Place::Anywhere,
        "‹not|no less|fewer|earlier|younger than›",
        "write `>=`",
    ),
    (Place::Operator, "NAME ‹not after›", "write `<=`"),
    (Place::Operator, "NAME ‹not before›", "write `>=`"),
    (Place::Anywhere, "‹is at least›", "write `>=`"),
    (Place::Anywhere, "‹is at most›", "write `<=`"),
    (Place::Operator, "‹at least›", "write `>=`"),
    (Place::Operator, "‹at most›", "write `<=`"),
    (Place::Anywhere, "‹is greater|more|later than›", "write `>`"),
    (Place::Anywhere, "‹is less|fewer|earlier than›", "write `<`"),
    (
        Place::Operator,
        "‹greater|more|later|older than›",
        "write `>`",
    ),
    (
        Place::Operator,
        "‹less|fewer|earlier|younger than›",
        "write `<`",
    ),
    (Place::Operator, "‹exceeds›", "write `>`"),
    (
        Place::Operator,
        "‹xor›",
        "write `!=`: just one of the two is so",
    ),
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
        Place::Operator,
        "days ‹between› ANY and ANY",
        "write `days from $1 until $2`, or `through $2` to count that day, too",
    ),
    (
        Place::Operator,
        "NAME ‹between› ANY and ANY",
        "write `$1 >= $2 and $1 <= $3`",
    ),
    (
        Place::Anywhere,
        "days from ANY ‹to|till|and› ANY",
        "write `until $2`, or `through $2` to count that day, too",
    ),
    (
        Place::Anywhere,
        "NAME ‹is true›",
        "`$1` alone says that it is so",
    ),
    (Place::Anywhere, "NAME ‹is false›", "write `not $1`"),
    (
        Place::Anywhere,
        "NAME ‹is required|obligatory|mandatory›",
        "write `$1 is due`",
    ),
    (
        Place::Anywhere,
        "NAME ‹is allowed|permitted›",
        "write `$1 is open`",
    ),
    (Place::Anywhere, "‹NAME is held›", "write `holds $1`"),
    (Place::Anywhere, "‹NAME held›", "write `holds $1`"),
    (Place::Anywhere, "‹has|have› NAME", "write `holds $1`"),
    (Place::Operator, "‹unless› NAME", "write `and not $1`"),
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
    (
        Place::Anywhere,
        "‹all|any NAME in NAME›",
        "name the list alone, and its elements by their record: `all $2: …`, `any $2 where …`",
    ),
    (Place::Anywhere, "‹round› up|down|half", "write `rounded`"),
    (
        Place::Name,
        "NAME ( ‹(›",
        "in these brackets stand names, as in `$1(yes)`: give what is computed one by `define`",
    ),
    (
        Place::Name,
        "NAME ( ‹NUMBER›",
        "in these brackets stand names, as in `$1(yes)`: give what is computed one by `define`",
    ),
    // What is declared.
    (Place::Start, "‹law|statute› NAME", "write `act $1`"),
    (
        Place::Start,
        "‹const|let|var|function|def› NAME",
        "write `define $1`",
    ),
    (
        Place::Anywhere,
        "usually|otherwise|minor ‹=› ANY",
        "leave out `=`",
    ),
    (Place::Item("define"), "STRING ‹: =›", "write `=`"),
    (
        Place::Item("define"),
        "STRING ‹:› ANY",
        "write `=` in place of `:`",
    ),
    (
        Place::Item("source"),
        "STRING ‹STRING›",
        "write `{ text $2 }`",
    ),
    (
        Place::Item("assume"),
        "‹{› ANY",
        "write `=` and what holds of everybody, without braces",
    ),
    (Place::Item("parameter"), "{ ‹DAY› :", "write `from $1: …`"),
    (
        Place::Item("fact|term|parameter|list"),
        "NAME ‹STRING› : NAME",
        "the type stands before the words: `$1 : $3 $2`",
    ),
    (
        Place::Item("fact|term|parameter"),
        ": ‹STRING›",
        "a type stands here: `bool`, `int`, `decimal`, `date`, `days`, `months`, an enumeration or a currency",
    ),
    (
        Place::Item("holding"),
        "holding NAME ‹:› bool",
        "leave out `: bool`: a holding is held or not",
    ),
    (
        Place::Item("define"),
        "define NAME ‹: NAME›",
        "leave out `: $2`: what a define is follows from its expression",
    ),
    (
        Place::Item("fact"),
        "‹=› ANY",
        "a fact is given by cases, not by the rules; an ordinary value for examples: `usually $1`",
    ),
    (
        Place::Item("term"),
        "‹=› ANY",
        "a term has its value by rules; where none applies: `otherwise $1`",
    ),
    (
        Place::Item("parameter"),
        "parameter … ‹=› ANY",
        "the values stand in braces, each from its day on: `{ from 2024-01-01: $1 … }`",
    ),
    (
        Place::Item("parameter"),
        "from DAY ‹=› ANY ANY",
        "write `:` in place of `=`: `from $1: $2`",
    ),
    (
        Place::Item("parameter"),
        "{ ‹NUMBER›",
        "say from which day: `from 2024-01-01: $1`",
    ),
    (
        Place::Item("list"),
        "‹max|maximum|upto› NUMBER",
        "write `up to $1`",
    ),
    (Place::Item("list"), "‹at most› NUMBER", "write `up to $1`"),
    (
        Place::Anywhere,
        ": NAME ‹from|to› NUMBER",
        "leave out `$0 …`: only a fact or a field says which values a case may give",
    ),
    (
        Place::Anywhere,
        ": NAME ‹from|to›",
        "a number or a period is wanted behind `$0`",
    ),
    (
        Place::Item("enum|reading"),
        "NAME ‹:|=› STRING",
        "leave out `$0`: `$1 $2`",
    ),
    (Place::Item("source"), "{ ‹STRING›", "write `text $1`"),
    (
        Place::Item("source"),
        "‹file|path› STRING",
        "write `text $1`",
    ),
    (
        Place::Item("import"),
        "import ‹from› STRING",
        "leave out `from`",
    ),
    (
        Place::Item("import"),
        "import ‹NAME›",
        "the file stands in quotation marks, without its ending: `import \"$1\"`",
    ),
    (
        Place::Item("unmodelled|not encoded"),
        "cites ‹STRING›",
        "the source stands before its words: `cites SOURCE \"…\"`",
    ),
    (Place::Item("not encoded"), "encoded ‹STRING›", NOT_ENCODED),
    (Place::Item("not encoded"), "encoded ‹because›", NOT_ENCODED),
    (
        Place::Item("not encoded"),
        "encoded ‹NAME STRING›",
        "write `cites $1 \"…\" because \"…\"`",
    ),
    (
        Place::Item("unmodelled"),
        "unmodelled NAME ‹STRING›",
        "write `cites SOURCE \"…\" because \"…\" taints …`",
    ),
    (
        Place::Item("procedure"),
        "closed unless ‹rule›",
        "write `closed unless a rule opens it`",
    ),
    (
        Place::Item("procedure"),
        "closed unless ‹NAME›",
        "write `closed unless a rule opens it`, and when it is open in a rule: `then open`",
    ),
    (
        Place::Item("unmodelled|not encoded"),
        "‹assumed|reported›",
        "the passage is quoted: `cites SOURCE \"…\"`",
    ),
    // Cases and claims.
    (Place::Item("case"), "‹holding› NAME", "write `holds $1`"),
    (Place::Item("case"), "{ ‹DAY›", "write `on $1`"),
    (
        Place::Item("prove"),
        "for ‹all› NAME claim|from|until",
        "leave out `all`",
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
        "never rises|falls ‹if›",
        "write `when`",
    ),
    (
        Place::Item("prove"),
        "expect ‹true|proof›",
        "write `proved`",
    ),
    (Place::Item("prove"), "expect ‹false›", "write `refuted`"),
];

const LIKELY: &[Habit] = &[
    (
        Place::Effect,
        "requires … ‹,› NAME",
        "where both are required, write `and`; where one of them is enough, `or`",
    ),
    (Place::Anywhere, "NAME ‹is not› NAME", "write `$1 != $2`"),
    (Place::Anywhere, "NAME ‹is› NAME", "write `$1 = $2`"),
    (Place::Anywhere, "NAME ‹is› NUMBER", "write `$1 = $2`"),
];
