//! What is wrong with amendments, in words.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::Name;
use crate::text::Span;

use super::corpus::Amendment;
use super::fixed::Fixed;
use super::order::Order;
use super::repeals::Circle;

/// Two amendments of one thing on one day, and nothing says which goes first; with their places.
pub fn conflict(name: &str, day: &Fixed, places: (Span, Span), help: String) -> Diagnostic {
    let message = format!("two amendments of `{name}` take effect on {day}");
    Diagnostic::new(Code::AmendmentConflict, message)
        .at(places.1, "")
        .note("the other amendment", places.0, "")
        .help(help)
}

/// An amendment by the act that enacts the rule, on the first day of the rule, which stands at a
/// place.
pub fn at_once(
    rule: &str,
    day: &Fixed,
    amendment: Amendment<'_>,
    name: &Name,
    place: Span,
) -> Diagnostic {
    let message =
        format!("the act that enacts `{rule}` amends it on {day}, the first day of the rule");
    let help = match amendment {
        Amendment::Restate(_) => "write the rule as it is to be, and delete the new version",
        Amendment::Repeal(_) => "delete the rule, or give the repeal a day of its own: from DAY",
        Amendment::Move(_) => "write the day into the rule, and delete the move",
    };
    Diagnostic::new(Code::AmendmentConflict, message)
        .at(name.span, "")
        .note("the rule", place, "")
        .help(help)
}

/// Acts that repeal one another on one day in a circle.
pub fn repeal_one_another(circle: &Circle<'_>, day: Day) -> Diagnostic {
    const TOLD_LIMIT: usize = 6;
    let names = circle.iter().take(TOLD_LIMIT);
    let mut names: Vec<String> = names.map(|(act, _)| format!("`{act}`")).collect();
    let message = match names.as_slice() {
        [one, other] => format!("{one} and {other} repeal each other on {day}"),
        _ => {
            if circle.len() > TOLD_LIMIT {
                names.push(format!("({} more)", circle.len() - TOLD_LIMIT));
            }
            names.extend(names.first().cloned());
            let path = names.join(" → ");
            format!("acts repeal one another in a circle on {day}: {path}")
        }
    };
    let mut found = Diagnostic::new(Code::AmendmentConflict, message);
    let mut places = circle.iter().map(|(_, place)| *place);
    if let Some(first) = places.next() {
        found = found.at(first, "");
    }
    for place in places.take(TOLD_LIMIT - 1) {
        found = found.note("another repeal", place, "");
    }
    found.help(
        "say which act goes first: act … after …; the act that it repeals then repeals nothing",
    )
}

/// An amendment of which nobody knows from when it takes effect.
pub fn no_day(name: &Name, act: bool) -> Diagnostic {
    let (message, help) = if act {
        (
            format!("`{}` does not say since when it is in force", name.text),
            "write `in force DAY` in the act, or `from DAY` in the amendment",
        )
    } else {
        (
            "the amendment does not say from when it takes effect".to_owned(),
            "name the act that amends: in ACT; or write `from DAY`",
        )
    };
    Diagnostic::new(Code::NotFixed, message)
        .at(name.span, "")
        .help(help)
}

/// An amendment whose day depends on something other than readings.
pub fn no_fixed_day(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotFixed, "an amendment takes effect on a fixed day")
        .at(span, "")
        .help("write a day, `if READING = CHOICE then DAY else DAY`, or the day of an act: commencement of ACT")
}

/// An amendment of an act whose day hangs on readings.
pub fn not_one_day(amendment: Amendment<'_>, day: &Fixed) -> Diagnostic {
    let what = match amendment {
        Amendment::Repeal(_) => "an act is repealed",
        _ => "the first day of an act is moved",
    };
    let message = format!("{what} on one day, whatever the readings, and not on {day}");
    let place = match (amendment.from(), amendment.act()) {
        (Some(from), _) => from.span,
        (None, Some(act)) => act.span,
        (None, None) => amendment.place(),
    };
    Diagnostic::new(Code::NotFixed, message)
        .at(place, "")
        .help("give the amendment a day of its own: from DAY")
}

/// An amendment that may come before or after the repeal of an act, by readings.
pub fn beside_repeal(amendment: Amendment<'_>, day: &Fixed, repeal: &Name, on: Day) -> Diagnostic {
    let message = format!(
        "this takes effect on {day}, before or after the repeal of `{}` on {on}",
        repeal.text
    );
    Diagnostic::new(Code::AmendmentConflict, message)
        .at(amendment.place(), "")
        .note("the repeal", repeal.span, "")
        .help("what an act amends after its repeal comes to nothing: give one of them a day that is on the same side on all readings")
}

/// Two amendments of one rule of which the order hangs on readings; with their places and acts.
pub fn no_one_order(
    name: &str,
    days: (&Fixed, &Fixed),
    places: (Span, Span),
    acts: (Option<&Name>, Option<&Name>),
    order: &Order<'_>,
) -> Diagnostic {
    // Where the days come in one order, it is open on those readings alone on which they are one.
    let in_order = !days.0.may_precede(days.1) || !days.1.may_precede(days.0);
    let help = match (
        in_order,
        order.differ(acts.0, acts.1),
        order.says(acts.0, acts.1),
    ) {
        (false, _, _) => {
            "write one amendment for both, or give them days in the same order on all readings"
        }
        (true, true, false) => {
            "say which act goes first where both take effect on one day: act … after …; or write one amendment for both"
        }
        (true, true, true) => {
            "write one amendment for both, or give them days in the order that `after` says"
        }
        (true, false, _) => "write one amendment for both, or give them two days on all readings",
    };
    let message = format!("which of two amendments of `{name}` goes first depends on readings");
    Diagnostic::new(Code::AmendmentConflict, message)
        .at(places.1, format!("on {}", days.1))
        .note(format!("the other amendment, on {}", days.0), places.0, "")
        .help(help)
}

/// A day that would be one of too many by readings.
pub fn too_many_days(name: &Name) -> Diagnostic {
    let message = format!("the days of `{}` hang on too many readings", name.text);
    Diagnostic::new(Code::NotFixed, message)
        .at(name.span, "")
        .help("give the amendment one day: from DAY")
}

/// Amendments of more rules, taken together, than can be amended.
pub fn too_many_pairs(name: &Name, limit: usize) -> Diagnostic {
    let message = format!("more than {limit} pairs of an amendment and a rule that it amends");
    Diagnostic::new(Code::TooMany, message).at(name.span, "")
}

/// Amendments that are moved with acts more often than they can be.
pub fn too_many_moved(act: &Name, limit: usize) -> Diagnostic {
    let message = format!("more than {limit} days of amendments are moved with acts");
    Diagnostic::new(Code::TooMany, message).at(act.span, "")
}

/// A day that there is not: one of the calendar, moved out of it.
pub fn outside_calendar(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NoSuchDay, "this day lies outside the calendar")
        .at(span, "")
        .help("the calendar has the days from 1801-01-01 to 2299-12-31")
}

/// The last day of the calendar as the last day of a rule: its life would end on a day that there
/// is not.
pub fn no_day_after(span: Span) -> Diagnostic {
    let message = "the last day of the calendar is no last day of a rule";
    Diagnostic::new(Code::NoSuchDay, message)
        .at(span, "")
        .help("name no end: a rule without one goes on for ever")
}

/// A bound of a rule that is no fixed day; `check` says the same of it.
pub fn not_fixed(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotFixed, "a rule begins and ends on fixed days")
        .at(span, "")
        .help("write a day, or `if READING = CHOICE then DAY else DAY`; what depends on the person is a condition: `when day < …`")
}

/// Something that is repealed, used as if it were not.
pub fn repealed(name: &Name, day: &Fixed, repeal: Span, help: &str) -> Diagnostic {
    let message = format!("`{}` is repealed from {day}", name.text);
    Diagnostic::new(Code::Repealed, message)
        .at(name.span, "")
        .note("the repeal", repeal, "")
        .help(help)
}

/// A rule that an act puts into a provision that is repealed by then.
pub fn inserted_too_late(rule: &Name, provision: &Name, day: &Fixed, repeal: Span) -> Diagnostic {
    let message = format!(
        "`{}` is put into `{}`, which is repealed from {day}",
        rule.text, provision.text
    );
    Diagnostic::new(Code::Repealed, message)
        .at(rule.span, "")
        .note("the repeal", repeal, "")
        .help("put the rule into a provision that is in force, or outside, or correct one of the days")
}

/// A day of a rule that cannot be moved any more, or, of a rule or provision, that is not there; with
/// the place of the rule.
pub fn too_late(
    of: &Name,
    rule: &str,
    begins: bool,
    past: Option<Day>,
    day: &Fixed,
    place: Option<Span>,
) -> Diagnostic {
    let (message, help) = match (past, begins) {
        (Some(first), true) => (
            format!("`{rule}` is in force already on {day}: its first day, {first}, is past"),
            "a rule that has begun is ended by repeal, or lifted for a time",
        ),
        (Some(end), false) => (
            format!("`{rule}` is over on {day}: its end, {end}, is past"),
            "what has ended is not prolonged: restate the rule, or write a new one",
        ),
        (None, true) => (
            format!("`{rule}` has no first day that could be moved"),
            "a rule that has begun is ended by repeal, or lifted for a time",
        ),
        (None, false) => (
            format!("`{rule}` has no end that could be moved"),
            "end it by repeal, with `from DAY`",
        ),
    };
    let mut found = Diagnostic::new(Code::TooLateToMove, message).at(of.span, "");
    if let Some(place) = place {
        found = found.note("the rule", place, "");
    }
    found.help(help)
}
