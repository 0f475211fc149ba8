//! What people write of days, ages, periods and what lies between two values.

use super::{Habit, Place};

const AGO: &str = "move the day: `arrived + 30 days < day` is more than 30 days ago, `born + 18 years rounded up <= day` is 18 years ago or more";

pub const KNOWN: &[Habit] = &[
    (
        Place::Anywhere,
        "SUBJECT ‹is? more|longer than NUMBER UNIT ago›",
        "write `$1 + $2 $3^3 < day`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? less|fewer than NUMBER UNIT ago›",
        "write `$1 + $2 $3^3 > day`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? at least NUMBER UNIT ago›",
        "write `$1 + $2 $3^3 <= day`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? at most NUMBER UNIT ago›",
        "write `$1 + $2 $3^3 >= day`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? not|no more|longer than NUMBER UNIT ago›",
        "write `$1 + $2 $3^3 >= day`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? not|no less|fewer than NUMBER UNIT ago›",
        "write `$1 + $2 $3^3 <= day`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? > = NUMBER UNIT ago›",
        "write `$1 + $2 $3^3 <= day`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? < = NUMBER UNIT ago›",
        "write `$1 + $2 $3^3 >= day`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? > NUMBER UNIT ago›",
        "write `$1 + $2 $3^3 < day`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? < NUMBER UNIT ago›",
        "write `$1 + $2 $3^3 > day`",
    ),
    (
        Place::Item("case"),
        "given|, NAME = ‹NUMBER UNIT ago›",
        "write the day itself: `$1 = DAY`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is|= NUMBER UNIT ago›",
        "write `$1 + $2 $3^3 = day`",
    ),
    (
        Place::Anywhere,
        "‹SUBJECT is? more|longer than NUMBER UNIT before VALUE›",
        "write `$1 + $2 $3^3 < $4`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? more|longer than NUMBER UNIT after VALUE›",
        "write `$1 > $4 + $2 $3^3`",
    ),
    (
        Place::Anywhere,
        "‹SUBJECT is? less|fewer than NUMBER UNIT before VALUE›",
        "write `$1 + $2 $3^3 > $4`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? less|fewer than NUMBER UNIT after VALUE›",
        "write `$1 < $4 + $2 $3^3`",
    ),
    (
        Place::Anywhere,
        "‹SUBJECT is? at least NUMBER UNIT before VALUE›",
        "write `$1 + $2 $3^3 <= $4`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? at least NUMBER UNIT after VALUE›",
        "write `$1 >= $4 + $2 $3^3`",
    ),
    (
        Place::Anywhere,
        "‹SUBJECT is? at most NUMBER UNIT before VALUE›",
        "write `$1 + $2 $3^3 >= $4`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? at most NUMBER UNIT after VALUE›",
        "write `$1 <= $4 + $2 $3^3`",
    ),
    (
        Place::Anywhere,
        "‹SUBJECT is? not|no more|longer than NUMBER UNIT before VALUE›",
        "write `$1 + $2 $3^3 >= $4`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? not|no more|longer than NUMBER UNIT after VALUE›",
        "write `$1 <= $4 + $2 $3^3`",
    ),
    (
        Place::Anywhere,
        "‹SUBJECT is? not|no less|fewer than NUMBER UNIT before VALUE›",
        "write `$1 + $2 $3^3 <= $4`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? not|no less|fewer than NUMBER UNIT after VALUE›",
        "write `$1 >= $4 + $2 $3^3`",
    ),
    (Place::Anywhere, "‹NUMBER UNIT ago›", AGO),
    (
        Place::Anywhere,
        "‹is? not|no more|less|fewer|longer|older|younger than NUMBER UNIT ago|before|after|earlier|later›",
        AGO,
    ),
    (
        Place::Anywhere,
        "‹is? more|less|fewer|longer|older|younger than NUMBER UNIT ago|before|after|earlier|later›",
        AGO,
    ),
    (
        Place::Anywhere,
        "‹is? at least|most NUMBER UNIT ago|before|after|earlier|later›",
        AGO,
    ),
    (
        Place::Anywhere,
        "age of NAME ‹is? not|no older than›",
        "write `<=`",
    ),
    (
        Place::Anywhere,
        "age of NAME ‹is? not|no younger than›",
        "write `>=`",
    ),
    (Place::Anywhere, "age of NAME ‹is? older than›", "write `>`"),
    (
        Place::Anywhere,
        "age of NAME ‹is? younger than›",
        "write `<`",
    ),
    (
        Place::Anywhere,
        "‹is? not|no older than› DAY",
        "write `>=`: an older day is an earlier one",
    ),
    (
        Place::Anywhere,
        "‹is? not|no younger than› DAY",
        "write `<=`: a younger day is a later one",
    ),
    (
        Place::Anywhere,
        "‹is? older than› DAY",
        "write `<`: an older day is an earlier one",
    ),
    (
        Place::Anywhere,
        "‹is? younger than› DAY",
        "write `>`: a younger day is a later one",
    ),
    (
        Place::Anywhere,
        "‹is? not|no older than›",
        "of days write `>=`, of persons `age of … <= …`",
    ),
    (
        Place::Anywhere,
        "‹is? not|no younger than›",
        "of days write `<=`, of persons `age of … >= …`",
    ),
    (
        Place::Anywhere,
        "‹is? older than›",
        "of days write `<`, of persons `age of … > …`",
    ),
    (
        Place::Anywhere,
        "‹is? younger than›",
        "of days write `>`, of persons `age of … < …`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is|= VALUE or older|more|over|above|later|greater|higher›",
        "write `$1 >= $2`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is|= VALUE or younger|less|fewer|under|below|earlier|lower›",
        "write `$1 <= $2`",
    ),
    (
        Place::Anywhere,
        "days ‹between› VALUE and VALUE",
        "write `days from $1 until $2`, or `through $2` to count that day, too",
    ),
    (
        Place::Anywhere,
        "‹years between VALUE and VALUE›",
        "full years up to the day are `age of $1`, and days are counted by `days from $1 until $2`",
    ),
    (
        Place::Anywhere,
        "‹months between VALUE and VALUE›",
        "days are counted by `days from $1 until $2`, and a day is moved by months: `$1 + 1 month rounded up <= $2`",
    ),
    (
        Place::Anywhere,
        "‹SUBJECT is? within NUMBER UNIT of|after VALUE›",
        "write `$1 >= $4 and $1 <= $4 + $2 $3^3`",
    ),
    (
        Place::Anywhere,
        "‹day is OWN›",
        "the day is compared with a day, such as `day = 2024-02-01`; what day of the week it is cannot be asked",
    ),
    (
        Place::Anywhere,
        "‹not SUBJECT between VALUE and VALUE›",
        "write `not ($1 >= $2 and $1 <= $3)`",
    ),
    (
        Place::Anywhere,
        "‹SUBJECT is? not between VALUE and VALUE›",
        "write `not ($1 >= $2 and $1 <= $3)`",
    ),
    (
        Place::Anywhere,
        "‹day between VALUE and VALUE›",
        "write `day >= $1 and day <= $2`",
    ),
    (
        Place::Anywhere,
        "SUBJECT ‹is? between› VALUE and VALUE",
        "write `$1 >= $2 and $1 <= $3`",
    ),
    (
        Place::Operator,
        "‹is? not? between›",
        "write two comparisons, such as `… >= … and … <= …`; a `not` before them has brackets behind it",
    ),
    (
        Place::Anywhere,
        "‹NUMBER UNIT and? NUMBER UNIT›",
        "write `$1 $2 + $3 $4`",
    ),
    (
        Place::Anywhere,
        "‹NUMBER working|business UNIT›",
        "days are those of the calendar: working days cannot be counted; declare as a fact the day they lead to",
    ),
    (
        Place::Anywhere,
        "NUMBER ‹calendar› UNIT",
        "leave out `calendar`: days are those of the calendar",
    ),
    (
        Place::Anywhere,
        "‹' DAY '›",
        "write `$1`, without quotation marks",
    ),
    (Place::Anywhere, "‹on the day DAY›", "write `on $1`"),
    (Place::Anywhere, "‹on the day of DAY›", "write `on $1`"),
];
