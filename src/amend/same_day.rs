//! Amendments of one rule on one day, of which nothing says which goes first. By readings their days may
//! be one or not: one then goes first on all readings, or neither does.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::syntax::Movable;
use crate::text::Span;

use super::corpus::Amendment;
use super::fixed::Fixed;
use super::instead::{Placed, instead};
use super::mistakes::{conflict, no_one_order};
use super::order::Order;
use super::timeline::Dated;

/// The amendments of each rule on the last days on which it was amended, as long as none is in the
/// way of another.
pub struct SameDay<'a, 'c> {
    order: &'a Order<'c>,
    last: BTreeMap<&'c str, Vec<OfOneDay<'c>>>,
    /// Whether it is said which of two acts goes first, of those that were asked for.
    said: BTreeMap<(&'c str, &'c str), bool>,
}

/// The amendments of a rule that are of one kind and take effect on one day. It is said of any two of
/// them which goes first.
struct OfOneDay<'c> {
    kind: Kind,
    day: Fixed,
    /// Each with its place, by the ranks of their acts.
    by_rank: BTreeMap<usize, Placed<'c>>,
}

/// What is wrong with two amendments, which have these places.
pub type Clash = ((Span, Span), Diagnostic);

impl<'a, 'c> SameDay<'a, 'c> {
    /// Before any amendment.
    pub fn new(order: &'a Order<'c>) -> Self {
        Self {
            order,
            last: BTreeMap::new(),
            said: BTreeMap::new(),
        }
    }

    /// Notes an amendment of a rule. Returns what is wrong with it, if another one of the day is in
    /// its way; of such a rule no further amendment is to be noted. The days come one after the
    /// other.
    pub fn conflict(&mut self, rule: &'c str, one: &Dated<'c>, place: Span) -> Option<Clash> {
        let kind = Kind::of(one.amendment);
        let mut others = self.last.remove(rule).unwrap_or_default();
        for other in others.iter().filter(|other| interfere(other.kind, kind)) {
            if let Some((clashing, first)) = self.unsettled(rule, other, one) {
                let acts = (clashing.act(), one.amendment.act());
                let told = match other.day.compare(&one.day) {
                    Some(Ordering::Equal) => {
                        let of_two_acts = self.order.differ(acts.0, acts.1);
                        let help =
                            instead(rule, (clashing, first), (one.amendment, place), of_two_acts);
                        conflict(rule, &one.day, (first, place), help)
                    }
                    _ => {
                        let days = (&other.day, &one.day);
                        no_one_order(rule, days, (first, place), acts, self.order)
                    }
                };
                return Some(((first, place), told));
            }
        }
        // What interferes with one of those that are over by now does so with this one, and comes
        // after it.
        others.retain(|other| {
            let over = other.day.compare(&one.day) == Some(Ordering::Less);
            !(over && (kind == Kind::Other || kind == other.kind))
        });
        let known = |other: &&mut OfOneDay<'_>| other.kind == kind && other.day == one.day;
        let rank = self.order.rank(one.amendment.act());
        match others.iter_mut().find(known) {
            Some(known) => {
                known.by_rank.insert(rank, (one.amendment, place));
            }
            None => others.push(OfOneDay {
                kind,
                day: one.day.clone(),
                by_rank: BTreeMap::from([(rank, (one.amendment, place))]),
            }),
        }
        self.last.insert(rule, others);
        None
    }

    /// One of the amendments of a day of which it is not said, on all readings, whether it goes before
    /// another one. Where it is said of the neighbours by rank it is said of those beyond them as well.
    fn unsettled(
        &mut self,
        rule: &str,
        others: &OfOneDay<'c>,
        one: &Dated<'c>,
    ) -> Option<Placed<'c>> {
        let days = others.day.compare(&one.day);
        let rank = self.order.rank(one.amendment.act());
        let neighbours = [
            others.by_rank.range(..rank).next_back(),
            others.by_rank.get_key_value(&rank),
            others.by_rank.range(rank + 1..).next(),
        ];
        let mut neighbours = neighbours.into_iter().flatten().map(|(_, placed)| *placed);
        neighbours.find(|(other, _)| match days {
            Some(Ordering::Less) => false,
            Some(Ordering::Equal) => !self.is_settled(rule, *other, one.amendment),
            _ => !goes_before(
                self.order,
                rule,
                (*other, &others.day),
                (one.amendment, &one.day),
            ),
        })
    }

    /// Whether it is said which of two amendments of a rule goes first, or comes to the same.
    fn is_settled(&mut self, rule: &str, one: Amendment<'c>, other: Amendment<'c>) -> bool {
        let order = self.order;
        if either_way(order, rule, (one, other)) {
            return true;
        }
        let (Some(first), Some(second)) = (one.act(), other.act()) else {
            return false;
        };
        *self
            .said
            .entry((order.key(first), order.key(second)))
            .or_insert_with(|| order.says(Some(first), Some(second)))
    }
}

/// Whether an amendment of a rule goes before another on all readings: its day is the earlier one, or
/// both take effect on one day and it is said so, or comes to the same.
pub fn goes_before<'c>(
    order: &Order<'c>,
    rule: &str,
    (first, its_day): (Amendment<'c>, &Fixed),
    (second, day): (Amendment<'c>, &Fixed),
) -> bool {
    if day.may_precede(its_day) {
        return false;
    }
    let acts = first.act().zip(second.act());
    its_day.compare(day) == Some(Ordering::Less)
        || acts.is_some_and(|(one, other)| order.says_first(order.key(one), order.key(other)))
        || either_way(order, rule, (first, second))
}

/// Whether one act restates or repeals a rule and moves the end of a provision around it, whichever is
/// done first: the new version ends as it says, else as the provision does, and what is repealed has no
/// end left to move.
pub fn either_way<'c>(
    order: &Order<'c>,
    rule: &str,
    (one, other): (Amendment<'c>, Amendment<'c>),
) -> bool {
    let moved = match (one, other) {
        (Amendment::Restate(_) | Amendment::Repeal(_), Amendment::Move(moved))
        | (Amendment::Move(moved), Amendment::Restate(_) | Amendment::Repeal(_)) => moved,
        _ => return false,
    };
    matches!(moved.bound, Movable::Until | Movable::Through)
        && order.key(&moved.of) != rule
        && one.act().is_some()
        && !order.differ(one.act(), other.act())
}

/// What an amendment does to a rule.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It moves the first day.
    FirstDay,
    /// It moves the end.
    End,
    /// It does more.
    Other,
}

impl Kind {
    fn of(amendment: Amendment<'_>) -> Self {
        match amendment {
            Amendment::Move(moved) if moved.bound == Movable::From => Self::FirstDay,
            Amendment::Move(_) => Self::End,
            _ => Self::Other,
        }
    }
}

/// Whether it matters which of two amendments of a rule goes first.
fn interfere(one: Kind, other: Kind) -> bool {
    one == other || one == Kind::Other || other == Kind::Other
}
