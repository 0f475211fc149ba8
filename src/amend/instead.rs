//! What to write instead of two amendments of one thing that take effect on one day.

use crate::syntax::{Movable, parted};
use crate::text::Span;

use super::corpus::Amendment;

/// An amendment, with the place of the name under which it amends.
pub type Placed<'c> = (Amendment<'c>, Span);

/// What to write instead of two amendments of a rule or act: between acts an order may be said,
/// within one there is none.
pub fn instead(of: &str, one: Placed<'_>, other: Placed<'_>, of_two_acts: bool) -> String {
    const ORDER: &str = "say which act goes first: act … after …; or ";
    const OWN_DAY: &str = "; or give one of them a day of its own: from DAY";
    let is_repeal = |one: Placed<'_>| matches!(one.0, Amendment::Repeal(_));
    // What amends a provision is about other rules as well: it stays.
    let repeals = is_repeal(one) && is_repeal(other);
    if !(repeals || are_of_one(one, other)) {
        return match (is_repeal(one) || is_repeal(other), of_two_acts) {
            (true, true) => "let the act that repeals come after the other: act … after …",
            (false, true) => "say which act goes first: act … after …",
            (_, false) => "give one of them a day of its own: from DAY",
        }
        .to_owned();
    }
    match (one.0, other.0) {
        (Amendment::Restate(_), Amendment::Restate(_)) => match of_two_acts {
            true => format!("{ORDER}write one new version for both"),
            false => format!("write one new version with all that is new in it{OWN_DAY}"),
        },
        (Amendment::Restate(_), Amendment::Move(moved))
        | (Amendment::Move(moved), Amendment::Restate(_)) => {
            let order = if of_two_acts { ORDER } else { "" };
            let day = match moved.bound {
                Movable::From | Movable::Commencement => "from DAY",
                Movable::Until => "until DAY",
                Movable::Through => "through DAY",
            };
            format!("{order}write the day into the new version, `{day}`, and delete the move")
        }
        (Amendment::Move(_), Amendment::Move(_)) => match of_two_acts {
            true => format!("{ORDER}write one move for both"),
            false => format!("write one move, to the day that is meant{OWN_DAY}"),
        },
        (Amendment::Repeal(_), Amendment::Repeal(_)) => repealed_twice(of, one, other),
        // What is repealed is amended no more, so that one order alone makes sense.
        (Amendment::Repeal(_), _) | (_, Amendment::Repeal(_)) => match of_two_acts {
            true => "let the act that repeals come after the other: act … after …; or delete one of the two"
                .to_owned(),
            false => format!("delete one of the two: what is repealed is not amended{OWN_DAY}"),
        },
    }
}

/// What is repealed ends once, whichever goes first.
fn repealed_twice(of: &str, one: Placed<'_>, other: Placed<'_>) -> String {
    let (Some(first), Some(second)) = (named(one), named(other)) else {
        return "delete one of the two repeals".to_owned();
    };
    match (first == second, second == of) {
        (true, _) => format!("delete one of the two: `{first}` is repealed once"),
        (false, true) => format!("delete the repeal of `{second}`: that of `{first}` ends it too"),
        (false, false) => {
            format!("delete the repeal of `{first}`: that of `{second}` ends it too")
        }
    }
}

fn named<'c>((amendment, place): Placed<'c>) -> Option<&'c str> {
    let mut names = amendment.names().iter();
    Some(&names.find(|name| name.span == place)?.text)
}

/// Whether both amend what has one name in its file.
fn are_of_one(one: Placed<'_>, other: Placed<'_>) -> bool {
    let name = |one| named(one).map(|name| parted(name).1);
    name(one) == name(other)
}
