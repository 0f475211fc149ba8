//! Days of rules that amendments move, and the ends that rules have from their provisions.

use std::cmp::Ordering;

use crate::diagnostic::Diagnostic;
use crate::syntax::{ClauseKind, Movable, Move, Rule};
use crate::text::Span;

use super::super::corpus::{Amendment, Corpus, Standing, day_after};
use super::super::fixed::Fixed;
use super::super::history::Version;
use super::super::instead::{Placed, instead};
use super::super::mistakes::{conflict, no_one_order, repealed, too_late, too_many_days};
use super::super::same_day::{Clash, either_way, goes_before};
use super::super::timeline::Dated;
use super::Amending;

/// The end that a rule has from its provisions, as moves of these made it: it is that of any new
/// version that says none.
#[derive(Clone)]
pub struct Handed<'c> {
    /// The end.
    pub until: Fixed,
    /// The moves that made it, the last one last.
    moves: Vec<&'c Move>,
    /// The day of the last one.
    on: Fixed,
}

impl Handed<'_> {
    /// The places of the names under which it was moved.
    pub fn names(&self) -> impl Iterator<Item = Span> {
        self.moves.iter().map(|moved| moved.of.span)
    }

    /// The moves that made it, by place.
    pub fn moves(&self) -> Vec<Span> {
        self.moves.iter().map(|moved| moved.span).collect()
    }
}

impl<'c> Amending<'_, 'c> {
    /// Notes the move of an end of a provision for all rules that have their ends from it, or would
    /// if they said none themselves. What is wrong with it is told of the rules that do.
    pub(super) fn hand_down(&mut self, moved: &'c Move, one: &Dated<'c>) {
        let corpus = self.corpus;
        let inside = corpus.provisions.get(corpus.key(&moved.of));
        let Some(to) = moved_to(corpus, moved).filter(|_| !begins(moved)) else {
            return;
        };
        for rule in inside.into_iter().flatten() {
            let Some(standing) = corpus.rules.get(rule) else {
                continue;
            };
            if inner_says(standing, corpus.key(&moved.of), moved) {
                continue;
            }
            let (old, mut moves) = match self.handed.remove(rule) {
                Some(before) => (Some(before.until), before.moves),
                None => {
                    let around = standing.around.iter().copied();
                    let written = corpus.written_life(around, None);
                    (written.ok().and_then(|life| life.until), Vec::new())
                }
            };
            let Some(until) = old.and_then(|old| changed(&old, &one.day, &to)) else {
                continue;
            };
            if until == to {
                moves.clear();
            }
            moves.push(moved);
            let on = one.day.clone();
            self.handed.insert(rule, Handed { until, moves, on });
        }
    }

    /// The end that a new version of a rule has from its provisions, if they were moved and it says
    /// none itself. `Err` where nothing says whether they were moved before.
    pub(super) fn handed_to(
        &self,
        rule: &str,
        one: &Dated<'c>,
    ) -> Result<Option<Handed<'c>>, Box<Clash>> {
        let Amendment::Restate(restate) = one.amendment else {
            return Ok(None);
        };
        let says = restate.rule.says(ClauseKind::Until) || restate.rule.says(ClauseKind::Through);
        let Some(handed) = self.handed.get(rule).filter(|_| !says) else {
            return Ok(None);
        };
        let Some(last) = handed.moves.last() else {
            return Ok(None);
        };
        let acts = (last.act.as_ref(), one.amendment.act());
        let places = (last.of.span, restate.rule.name.span);
        match handed.on.compare(&one.day) {
            Some(Ordering::Less) => Ok(Some(handed.clone())),
            Some(Ordering::Equal)
                if self.order.says(acts.0, acts.1)
                    || either_way(self.order, rule, (Amendment::Move(last), one.amendment)) =>
            {
                Ok(Some(handed.clone()))
            }
            Some(Ordering::Equal) => {
                let moved: Placed<'_> = (Amendment::Move(last), places.0);
                let of_two_acts = self.order.differ(acts.0, acts.1);
                let help = instead(rule, moved, (one.amendment, places.1), of_two_acts);
                Err(Box::new((places, conflict(rule, &one.day, places, help))))
            }
            None if goes_before(
                self.order,
                rule,
                (Amendment::Move(last), &handed.on),
                (one.amendment, &one.day),
            ) =>
            {
                Ok(Some(handed.clone()))
            }
            Some(Ordering::Greater) | None => {
                let days = (&handed.on, &one.day);
                let clash = no_one_order(rule, days, places, acts, self.order);
                Err(Box::new((places, clash)))
            }
        }
    }

    /// Whether a rule of a provision has its day from there on a day, not from itself, from a move by
    /// its own name, or from a provision between the two. What is restated on the day may have had it before.
    pub(super) fn inherits(&self, rule: &str, moved: &Move, day: &Fixed) -> bool {
        let Some(standing) = self.corpus.rules.get(rule) else {
            return false;
        };
        if inner_says(standing, self.corpus.key(&moved.of), moved) {
            return false;
        }
        let versions = self.histories.get(rule).map(|history| &history.versions);
        let versions = versions.map_or(&[][..], Vec::as_slice);
        // Of one day it is first to be said which of the two moves goes first.
        let named = versions.last().and_then(|last| named(last, moved));
        if named.is_some_and(|named| named.compare(day) == Some(Ordering::Less)) {
            return false;
        }
        match versions {
            [] => !rule_says(standing.rule, moved),
            [.., before, last] if last.life.from.as_ref() == Some(day) => {
                !rule_says(&before.rule, moved) || !rule_says(&last.rule, moved)
            }
            [.., last] => !rule_says(&last.rule, moved),
        }
    }

    /// Moves a day of a rule. One that is repealed has none, which is a mistake where nothing else is
    /// left of what is moved.
    pub(super) fn move_day(&mut self, rule: &'c str, moved: &Move, day: &Fixed, any_left: bool) {
        let Some(to) = moved_to(self.corpus, moved) else {
            let wrong = self.no_bound(&moved.to);
            self.once((moved.of.span, moved.to.span), wrong);
            return;
        };
        let Some(history) = self.histories.get_mut(rule) else {
            return;
        };
        if let Some((ended, place)) = &history.repealed {
            if any_left {
                return;
            }
            let places = (moved.of.span, *place);
            let help = "what is repealed has no days any more: write a new rule";
            let wrong = repealed(&moved.of, ended, *place, help);
            self.once(places, wrong);
            return;
        }
        let Some(last) = history.versions.last_mut() else {
            return;
        };
        let by_name = self.corpus.key(&moved.of) == rule;
        if !by_name && (rule_says(&last.rule, moved) || named(last, moved).is_some()) {
            return;
        }
        let begins = begins(moved);
        let (bound, by, later) = match begins {
            true => (&mut last.life.from, &mut last.from_by, &mut last.from_later),
            false => (
                &mut last.life.until,
                &mut last.until_by,
                &mut last.until_later,
            ),
        };
        // A day that is past stays; on readings on which it is not, it is moved.
        let late = match bound {
            Some(old) if day.may_precede(old) => {
                let Some(changed) = changed(old, day, &to) else {
                    let wrong = too_many_days(&moved.of);
                    self.once((moved.of.span, moved.span), wrong);
                    return;
                };
                *later = !changed.may_precede(old);
                *bound = Some(changed);
                *by = Some(moved.of.span);
                if by_name {
                    match begins {
                        true => last.from_named = Some(day.clone()),
                        false => last.until_named = Some(day.clone()),
                    }
                }
                last.moved.push(moved.span);
                history.by.push(moved.of.span);
                return;
            }
            Some(old) => Some(old.latest()),
            None => None,
        };
        let place = last.rule.name.span;
        // Where there is no day, it is missing where it would be handed down from.
        let of = match late {
            Some(_) => rule,
            None => self.corpus.key(&moved.of),
        };
        let place = Some(place).filter(|_| of == rule);
        let wrong = too_late(&moved.of, of, begins, late, day, place);
        self.once((moved.of.span, moved.span), wrong);
    }

    /// Tells of many rules that one amendment goes wrong with what is wrong with the first.
    pub(super) fn once(&mut self, places: (Span, Span), wrong: Diagnostic) {
        if self.clashes.insert(places) {
            self.found.push(wrong);
        }
    }
}

/// The bound that a move makes of another one.
pub fn moved_to(corpus: &Corpus<'_>, moved: &Move) -> Option<Fixed> {
    let to = corpus.days.fixed(&moved.to)?;
    match moved.bound {
        Movable::Through => day_after(&to),
        Movable::From | Movable::Until | Movable::Commencement => Some(to),
    }
}

/// What a move on a day makes of a bound, which stays on readings on which it is past; `None` where
/// it may be one of too many days, or stays on all readings.
fn changed(old: &Fixed, day: &Fixed, to: &Fixed) -> Option<Fixed> {
    if !day.may_precede(old) {
        return None;
    }
    old.with(day, |one, day| match one > day {
        true => to.clone(),
        false => Fixed::On(one),
    })
}

fn begins(moved: &Move) -> bool {
    matches!(moved.bound, Movable::From | Movable::Commencement)
}

/// The day on which the bound of a version was moved by the name of the rule.
fn named<'v>(version: &'v Version, moved: &Move) -> Option<&'v Fixed> {
    match begins(moved) {
        true => version.from_named.as_ref(),
        false => version.until_named.as_ref(),
    }
}

/// The clauses that say the bound that is moved.
fn kinds(moved: &Move) -> &'static [ClauseKind] {
    match moved.bound {
        Movable::From | Movable::Commencement => &[ClauseKind::From],
        Movable::Until | Movable::Through => &[ClauseKind::Until, ClauseKind::Through],
    }
}

fn rule_says(rule: &Rule, moved: &Move) -> bool {
    kinds(moved).iter().any(|kind| rule.says(*kind))
}

/// Whether one of the provisions inside another says the bound that is moved there.
fn inner_says(standing: &Standing<'_>, provision: &str, moved: &Move) -> bool {
    let mut inside = standing.inside(provision).iter();
    inside.any(|clause| kinds(moved).contains(&clause.kind))
}
