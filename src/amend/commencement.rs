//! First days of acts that other acts move.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{ActDay, Expr, ExprKind, Move, Name};

use super::corpus::{Amendment, Corpus};
use super::fixed::Fixed;
use super::instead::instead;
use super::mistakes::{conflict, no_day, no_fixed_day, outside_calendar};
use super::order::Order;

impl<'c> Corpus<'c> {
    /// Moves the first day of an act, by an amendment that takes effect on a day; `other` does so
    /// on the same day. Returns the new first day, where nothing is wrong with it.
    pub fn commence(
        &mut self,
        one: &'c Move,
        day: Day,
        other: Option<&'c Move>,
        order: &Order<'c>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Fixed> {
        let to = self.moved_to(one, found)?;
        let target = self.key(&one.of);
        let first = self.days.acts.get(target)?.in_force.clone();
        if let Some(other) = other {
            let (first, second) = (other.act.as_ref(), one.act.as_ref());
            if !order.says(first, second) {
                let places = (other.of.span, one.of.span);
                let two = [other, one].map(|one| (Amendment::Move(one), one.of.span));
                let help = instead(target, two[0], two[1], order.differ(first, second));
                found.push(conflict(target, &Fixed::On(day), places, help));
                return None;
            }
        }
        let early = one.act.as_ref().and_then(|act| self.early(act, one, day));
        let wrong = match first.filter(|first| first.earliest() <= day) {
            Some(first) => Some(self.in_force_already(&one.of, &first, day)),
            None => {
                let earliest = to.earliest();
                early.or_else(|| (earliest < day).then(|| into_the_past(one, earliest, day)))
            }
        };
        if let Some(wrong) = wrong {
            found.push(wrong);
            return None;
        }
        if let Some(days) = self.days.acts.get_mut(target) {
            days.in_force = Some(to.clone());
        }
        Some(to)
    }

    /// The day from which an amendment takes effect, if it is told.
    pub fn day(&self, amendment: Amendment<'_>) -> Option<Fixed> {
        match amendment.from() {
            Some(from) => self.days.fixed(from),
            None => self.in_force(self.key(amendment.act()?)).cloned(),
        }
    }

    /// Reports an amendment of which the day is not told. An act that is not there is reported by
    /// `check`.
    pub fn no_day(&self, amendment: Amendment<'_>, found: &mut Vec<Diagnostic>) {
        match (amendment.from(), amendment.act()) {
            (Some(from), _) if self.days.leaves_calendar(from) => {
                found.push(outside_calendar(from.span));
            }
            (Some(from), _) if self.rests_on_mistake(from) => {}
            (Some(from), _) => found.push(no_fixed_day(from.span)),
            (None, Some(act)) if self.is_mistaken(act) => {}
            (None, act) => {
                let name = act.or(amendment.names().first());
                found.extend(name.map(|name| no_day(name, act.is_some())));
            }
        }
    }

    fn moved_to(&self, one: &Move, found: &mut Vec<Diagnostic>) -> Option<Fixed> {
        let to = self.days.fixed(&one.to);
        if to.is_none() && self.days.leaves_calendar(&one.to) {
            found.push(outside_calendar(one.to.span));
        } else if to.is_none() && !self.rests_on_mistake(&one.to) {
            found.push(
                Diagnostic::new(Code::NotFixed, "an act comes into force on a fixed day")
                    .at(one.to.span, "")
                    .help("write a day, or `if READING = CHOICE then DAY else DAY`"),
            );
        }
        to
    }

    /// Whether a day is not known for an act that is not there, or of which the first day is
    /// mistaken: `check` reports these.
    fn rests_on_mistake(&self, day: &Expr) -> bool {
        match &day.kind {
            ExprKind::ActDay(ActDay::Commencement, act) => self.is_mistaken(act),
            ExprKind::ActDay(_, act) => !self.acts.contains_key(self.key(act)),
            ExprKind::If(_, yes, no) => self.rests_on_mistake(yes) || self.rests_on_mistake(no),
            ExprKind::Arithmetic(_, day, _) | ExprKind::Rounded(day, ..) => {
                self.rests_on_mistake(day)
            }
            _ => false,
        }
    }

    /// Whether an act is not there, or says its first day and it is none.
    fn is_mistaken(&self, act: &Name) -> bool {
        let key = self.key(act);
        let declared = self.acts.get(key);
        declared.is_none_or(|act| act.in_force.is_some()) && self.in_force(key).is_none()
    }

    fn in_force_already(&self, act: &Name, first: &Fixed, day: Day) -> Diagnostic {
        let message = format!(
            "`{}` is in force already on {day}: its first day is past",
            act.text
        );
        let found = Diagnostic::new(Code::TooLateToMove, message).at(act.span, "");
        self.first_day_shown(found, act, first)
            .help("amend its rules instead, by restate, repeal or move")
    }

    /// A move that takes effect before the act that makes it is in force.
    fn early(&self, act: &Name, one: &Move, day: Day) -> Option<Diagnostic> {
        let first = self
            .in_force(self.key(act))
            .filter(|first| day < first.latest())?;
        let message = format!(
            "`{}` is not in force yet on {day}, and cannot move the first day of `{}`",
            act.text, one.of.text
        );
        let place = one.from.as_ref().map_or(act.span, |from| from.span);
        let found = Diagnostic::new(Code::TooLateToMove, message).at(place, "");
        let help = format!(
            "delete the `from`: the move takes effect on the first day of `{}`",
            act.text
        );
        Some(self.first_day_shown(found, act, first).help(help))
    }

    fn first_day_shown(&self, found: Diagnostic, act: &Name, first: &Fixed) -> Diagnostic {
        match self.acts.get(self.key(act)) {
            Some(declared) => {
                let heading = format!("in force from {first}");
                found.note(heading, declared.name.span, "")
            }
            None => found,
        }
    }
}

/// An act that would be in force before anything said so.
fn into_the_past(one: &Move, to: Day, day: Day) -> Diagnostic {
    let message = format!(
        "`{}` cannot begin on {to}: its first day is moved on {day}, when that day is past",
        one.of.text
    );
    let help = format!(
        "move it to {day} or later; what is to hold of days before is a rule with a `from` of its own"
    );
    Diagnostic::new(Code::TooLateToMove, message)
        .at(one.to.span, "")
        .help(help)
}
