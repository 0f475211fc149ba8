//! What people write of procedures and holdings: what is due, open, held or within reach.

use super::{Habit, Place};

pub const KNOWN: &[Habit] = &[
    (
        Place::Anywhere,
        "‹is not impossible›",
        "write `is possible`",
    ),
    (
        Place::Anywhere,
        "‹is impossible›",
        "write `is not possible`",
    ),
    (
        Place::Item("rule"),
        "then|, ‹NAME is closed|forbidden|prohibited|banned›",
        "write `closed`, in a rule `on $1`",
    ),
    (
        Place::Item("rule"),
        "then|, ‹NAME is not open|allowed|permitted›",
        "write `closed`, in a rule `on $1`",
    ),
    (
        Place::Item("rule"),
        "then|, ‹NAME is open|allowed|permitted›",
        "write `open`, in a rule `on $1`",
    ),
    (
        Place::Item("rule"),
        "then|, ‹NAME is due›",
        "write `must $1`",
    ),
    (
        Place::Item("rule"),
        "then|, ‹NAME is not due›",
        "write `may $1`, in a rule that goes `despite` the duty",
    ),
    (
        Place::Item("rule"),
        "then|, ‹NAME is not required|obligatory|mandatory|needed›",
        "write `may $1` of a procedure, in a rule that goes `despite` the duty; of a holding, let the rule lift the one that requires it",
    ),
    (
        Place::Anywhere,
        "‹is not closed|forbidden|prohibited|banned|unopen›",
        "write `is open`",
    ),
    (
        Place::Anywhere,
        "‹is closed|forbidden|prohibited|banned|unopen›",
        "write `is not open`",
    ),
    (
        Place::Anywhere,
        "‹is not allowed|permitted›",
        "write `is not open`",
    ),
    (
        Place::Anywhere,
        "‹is not required|obligatory|mandatory›",
        "write `is not due`",
    ),
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
    (
        Place::Item("rule"),
        "then|, ‹NAME is not? held›",
        "that it must be held is said by `requires $1`; a procedure grants it, where it is declared",
    ),
    (
        Place::Anywhere,
        "‹NAME is not held›",
        "write `not holds $1`",
    ),
    (Place::Anywhere, "‹NAME not held›", "write `not holds $1`"),
    (Place::Anywhere, "‹NAME is held›", "write `holds $1`"),
    (Place::Anywhere, "‹NAME held›", "write `holds $1`"),
    (
        Place::Anywhere,
        "‹has|have no NAME›",
        "write `not holds $1` of a holding, `not $1` of a fact of yes or no",
    ),
    (
        Place::Anywhere,
        "‹has|have a|an|the NAME›",
        "write `holds $1` of a holding, `$1` alone of a fact of yes or no",
    ),
    (
        Place::Anywhere,
        "‹has|have NAME›",
        "write `holds $1` of a holding, `$1` alone of a fact of yes or no",
    ),
    (Place::Anywhere, "‹holds no NAME›", "write `not holds $1`"),
    (
        Place::Anywhere,
        "‹NAME is expired|lapsed›",
        "of a holding write `not holds $1`, of one over time `end of $1 < day`; of a fact with such a value `$1 = …`",
    ),
    (
        Place::Anywhere,
        "‹NAME is valid›",
        "of a holding write `holds $1`, of a fact with this value `$1 = valid`",
    ),
    (
        Place::Item("case"),
        "‹is not undetermined›",
        "leave it out: that it is determined is expected of what has no `is undetermined` behind it",
    ),
    (
        Place::Item("case"),
        "‹is determined›",
        "leave it out: that it is determined is expected of what has no `is undetermined` behind it",
    ),
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
        Place::Anywhere,
        "reach ‹on› some day",
        "leave out `on`: `within reach some day`",
    ),
];
