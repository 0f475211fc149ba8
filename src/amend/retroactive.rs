//! The lint on repeals and moves that take effect before their act does, or was known. A new version
//! is a rule, of which `check` says the same.

use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::Movable;

use super::corpus::{Amendment, Corpus};
use super::timeline::Dated;

/// Points out repeals and moves of days of rules whose own day is before the first day of their act,
/// or before anybody could know it.
pub fn lint(corpus: &Corpus<'_>, amendments: &[Dated<'_>], found: &mut Vec<Diagnostic>) {
    for one in amendments {
        found.extend(too_early(corpus, one));
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
    let before = first.filter(|first| one.day.may_precede(first));
    let before = before.map(|first| (first.latest(), "came into force"));
    let with_act = first.is_some_and(|first| first.earliest() == one.day.earliest());
    let known = act
        .known_from()
        .filter(|known| one.day.earliest() < *known && !with_act);
    let made_known = match act.published {
        Some(_) => "was published",
        None => "was adopted",
    };
    let known = known.map(|known| (known, made_known));
    let (day, said) = known
        .into_iter()
        .chain(before)
        .max_by_key(|(day, _)| *day)?;
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
