//! What people write of acts, sources and names, where the language declares them otherwise.

use super::{Habit, Place};

const NOT_ENCODED: &str = "write `not encoded cites SOURCE \"…\" because \"…\"`";

pub const KNOWN: &[Habit] = &[
    (
        Place::Item("act"),
        "act NAME … { … in force ‹1 day after|from NAME›",
        "write `in force $2 of $1 + 1 day` where it begins on the next day, `+ 2 days` where with the day behind that",
    ),
    (
        Place::Item("act"),
        "act NAME … { … in force ‹NUMBER day|days after|from NAME›",
        "write `in force $3 of $1 + $2 days` where it begins with the last of these days, `in force on expiry of $2 days after $3` where with the day behind them",
    ),
    (
        Place::Item("act"),
        "act NAME … { … in force ‹NUMBER UNIT after|from NAME›",
        "write `in force $4 of $1 + $2 $3^3` where it begins with the last of these days, `(…) + 1 day` where with the day behind them",
    ),
    (
        Place::Item("act"),
        "act NAME … { … in force ‹after NUMBER day|days›",
        "write `in force publication of $1 + $2 days` where it begins with the last of these days, `in force on expiry of $2 days after publication` where with the day behind them",
    ),
    (
        Place::Item("act"),
        "act NAME … { … in force ‹after NUMBER UNIT›",
        "write `in force publication of $1 + $2 $3^3` where it begins with the last of these days, `(…) + 1 day` where with the day behind them",
    ),
    (
        Place::Item("act"),
        "act NAME … { … in force ‹on? the day after NAME›",
        "write `in force $2 of $1 + 1 day`",
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
        Place::Anywhere,
        "define|term NAME ‹for› NAME",
        "write `of` in place of `for`: it is one of each element",
    ),
    (
        Place::Anywhere,
        "DECLARES ‹NAME - NAME›",
        "a name has `_` in place of `-`: `$1_$2`",
    ),
    (
        Place::Item("enum|reading|record"),
        "{|, ‹NAME - NAME›",
        "a name has `_` in place of `-`: `$1_$2`",
    ),
    (
        Place::Anywhere,
        "restate? rule|provision NAME ‹by› NAME {",
        "write `in $2`: the act in which it stands",
    ),
    (
        Place::Item("move"),
        "move ‹OWN›",
        "say what is moved, and to which day: `move from of $1 { to DAY }`, `move until of $1 …`",
    ),
    // `of` may be missing as well, of a rule about each element, but blanks are written more often.
    (
        Place::Anywhere,
        "rule|provision ‹NAME OWN OWN› {|STRING|on|lifts|despite",
        "a name is one word: `$1_$2_$3`",
    ),
    (
        Place::Anywhere,
        "rule|provision ‹NAME OWN› {|STRING|on|lifts|despite",
        "a name is one word: `$1_$2`",
    ),
    (
        Place::Start,
        "‹suspend|suspends› rule? NAME",
        "make it a rule, with the days of the suspension: `rule NAME lifts $1 { from … until … }`",
    ),
    (
        Place::Start,
        "‹amend|amends|replace› rule? NAME",
        "write `restate rule $1 … { … }`: the rule as it is from then on",
    ),
    (
        Place::Start,
        "‹prolong|extend|postpone|delay› rule? NAME",
        "write `move until of $1 … { to DAY }`, or `move from of $1 …` for its first day",
    ),
    (
        Place::Start,
        "‹delete|abolish|revoke|remove› rule? NAME",
        "write `repeal $1 … { … }`",
    ),
    (
        Place::Item("repeal"),
        "repeal NAME ‹and› NAME",
        "write a comma: `$1, $2`",
    ),
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
        "fact|term|parameter NAME ‹STRING›",
        "its type is missing before the words: `$1 : TYPE $2`, where TYPE is `bool`, `int`, `decimal`, `date`, `days`, `months`, an enumeration or a currency",
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
        Place::Anywhere,
        "cites ‹STRING›",
        "the name of the source stands before its words: `cites SOURCE \"…\"`",
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
];

pub const LIKELY: &[Habit] = &[
    (
        Place::Anywhere,
        "DECLARES ‹NAME OWN|of|and|or OWN› :|STRING|{",
        "a name is one word: `$1_$2_$3`",
    ),
    (
        Place::Anywhere,
        "DECLARES ‹NAME OWN› :|STRING|{|(",
        "a name is one word: `$1_$2`",
    ),
];
