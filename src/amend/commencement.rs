//! First days of acts that other acts move.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{Movable, Move, Name};

use super::corpus::{Amendment, Corpus};
use super::mistakes::{conflict, no_day, not_one_day};
use super::order::Order;

/// The moves of the first day of an act that take effect, the last one last.
pub type Moved<'c> = BTreeMap<&'c str, Vec<(Day, &'c Move)>>;

impl<'c> Corpus<'c> {
    /// Moves the first days of acts, in the order in which the moves take effect: one of them may
    /// move when another does.
    pub fn move_commencements(
        &mut self,
        order: &Order<'c>,
        found: &mut Vec<Diagnostic>,
    ) -> Moved<'c> {
        let mut moves: Vec<&'c Move> = Vec::new();
        for amendment in &self.amendments {
            if let Amendment::Move(moved) = amendment
                && moved.bound == Movable::Commencement
            {
                moves.push(moved);
            }
        }
        let mut moved: Moved<'c> = BTreeMap::new();
        let mut before: BTreeMap<(&str, Day), &Move> = BTreeMap::new();
        while !moves.is_empty() {
            let key = |one: &&Move| (self.day(Amendment::Move(one)), order.rank(one.act.as_ref()));
            let Some(first) = (0..moves.len()).min_by_key(|at| moves.get(*at).map(key)) else {
                break;
            };
            let one = moves.remove(first);
            let (Some(day), Some(to)) = (
                self.effective(Amendment::Move(one), found),
                self.moved_to(one, found),
            ) else {
                continue;
            };
            let target = one.of.own();
            let Some(days) = self.days.acts.get(target).copied() else {
                continue;
            };
            if let Some(other) = before.insert((target, day), one)
                && !order.says(other.act.as_ref(), one.act.as_ref())
            {
                found.push(conflict(target, day, one.of.span, other.of.span));
                continue;
            }
            if let Some(first) = days.in_force.filter(|first| *first <= day) {
                found.push(self.in_force_already(&one.of, first, day));
                continue;
            }
            if let Some(days) = self.days.acts.get_mut(target) {
                days.in_force = Some(to);
            }
            moved.entry(target).or_default().push((to, one));
        }
        moved
    }

    /// The day from which an amendment takes effect, if it is told.
    pub fn day(&self, amendment: Amendment<'_>) -> Option<Day> {
        match amendment.from() {
            Some(from) => self.days.fixed(from)?.only(),
            None => self.in_force(amendment.act()?.own()),
        }
    }

    /// The day from which an amendment takes effect; reports where it is not told. An act that is
    /// not there is reported by `check`.
    pub fn effective(&self, amendment: Amendment<'_>, found: &mut Vec<Diagnostic>) -> Option<Day> {
        let day = self.day(amendment);
        if day.is_none() {
            match (amendment.from(), amendment.act()) {
                (Some(from), _) => found.push(not_one_day(from.span)),
                (None, Some(act)) if !self.acts.contains_key(act.own()) => {}
                (None, act) => {
                    let name = act.or(amendment.names().first());
                    found.extend(name.map(|name| no_day(name, act.is_some())));
                }
            }
        }
        day
    }

    fn moved_to(&self, one: &Move, found: &mut Vec<Diagnostic>) -> Option<Day> {
        let to = self.days.fixed(&one.to).and_then(|day| day.only());
        if to.is_none() {
            found.push(
                Diagnostic::new(Code::NotFixed, "an act comes into force on one day")
                    .at(one.to.span, "")
                    .help("write the day: to 2026-01-01"),
            );
        }
        to
    }

    fn in_force_already(&self, act: &Name, first: Day, day: Day) -> Diagnostic {
        let message = format!(
            "`{}` is in force already on {day}: its first day is past",
            act.text
        );
        let mut found = Diagnostic::new(Code::TooLateToMove, message).at(act.span, "");
        if let Some(declared) = self.acts.get(act.own()) {
            let heading = format!("in force from {first}");
            found = found.note(heading, declared.name.span, "");
        }
        found.help("amend its rules instead, by restate, repeal or move")
    }
}
