//! The lint on repeals and moves that take effect before their act does, or was known. A new version
//! is a rule, of which `check` says the same.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{Act, Movable};

use super::apply::moved_to;
use super::corpus::{Amendment, Corpus};
use super::fixed::Fixed;
use super::timeline::Dated;

/// Points out repeals and moves of days of rules whose own day is before the first day of their act,
/// or before anybody could know it.
pub fn lint(corpus: &Corpus<'_>, amendments: &[Dated<'_>], found: &mut Vec<Diagnostic>) {
    for one in amendments {
        found.extend(too_early(corpus, one).or_else(|| ends_too_early(corpus, one)));
    }
}

fn too_early(corpus: &Corpus<'_>, one: &Dated<'_>) -> Option<Diagnostic> {
    let from = one.amendment.from()?;
    let name = corpus.key(one.amendment.act()?);
    let act = corpus.acts.get(name)?;
    let first = corpus.in_force(name);
    let what = match one.amendment {
        Amendment::Restate(_) => return None,
        // A rule that begins early by it is reported itself.
        Amendment::Move(moved)
            if moved.bound == Movable::From
                && first.is_some_and(|first| {
                    let to = corpus.days.fixed(&moved.to);
                    to.is_some_and(|to| to.may_precede(first))
                }) =>
        {
            return None;
        }
        Amendment::Move(_) => "move",
        Amendment::Repeal(_) => "repeal",
    };
    let (day, said) = due(act, first, &one.day)?;
    let message = format!(
        "the {what} takes effect on {}, before its act {said} on {day}",
        one.day.earliest()
    );
    let found = Diagnostic::new(Code::Retroactive, message)
        .at(from.span, "")
        .note("its act", act.name.span, "");
    Some(found.help(format!(
        "correct one of the days, if the {what} is not retroactive"
    )))
}

/// The end that a move gives to a rule, or to those of a provision.
fn ends_too_early(corpus: &Corpus<'_>, one: &Dated<'_>) -> Option<Diagnostic> {
    let Amendment::Move(moved) = one.amendment else {
        return None;
    };
    if !matches!(moved.bound, Movable::Until | Movable::Through) {
        return None;
    }
    let name = corpus.key(moved.act.as_ref()?);
    let act = corpus.acts.get(name)?;
    let end = moved_to(corpus, moved)?;
    let (day, said) = due(act, corpus.in_force(name), &end)?;
    let message = format!(
        "the move ends `{}` from {} on, before its act {said} on {day}",
        moved.of.text,
        end.earliest()
    );
    let found = Diagnostic::new(Code::Retroactive, message)
        .at(moved.to.span, "")
        .note("its act", act.name.span, "");
    Some(found.help("correct one of the days, if the move is not retroactive"))
}

/// What was still to come on a day of an act that is in force from a first day, and when it came: its
/// first day, or that anybody could know it.
fn due(act: &Act, first: Option<&Fixed>, day: &Fixed) -> Option<(Day, &'static str)> {
    let before = first.filter(|first| day.may_precede(first));
    let before = before.map(|first| (first.latest(), "came into force"));
    let with_act = first.is_some_and(|first| first.earliest() == day.earliest());
    let known = act
        .known_from()
        .filter(|known| day.earliest() < *known && !with_act);
    let made_known = match act.published {
        Some(_) => "was published",
        None => "was adopted",
    };
    let known = known.map(|known| (known, made_known));
    known.into_iter().chain(before).max_by_key(|(day, _)| *day)
}
