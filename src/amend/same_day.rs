//! Amendments of one rule on one day, of which nothing says which goes first.

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

/// The amendments of each rule on the last day on which it was amended, as long as none is in the
/// way of another.
pub struct SameDay<'a, 'c> {
    order: &'a Order<'c>,
    last: BTreeMap<&'c str, OfOneDay<'c>>,
    /// Whether it is said which of two acts goes first, of those that were asked for.
    said: BTreeMap<(&'c str, &'c str), bool>,
}

/// The amendments of a rule on one day, each with its place.
struct OfOneDay<'c> {
    day: Fixed,
    /// In the order in which they are noted.
    all: Vec<Placed<'c>>,
    /// Those of each kind by the ranks of their acts. It is said of any two of a kind which goes
    /// first.
    by_rank: [BTreeMap<usize, Placed<'c>>; 3],
}

impl<'c> OfOneDay<'c> {
    fn new(day: &Fixed) -> Self {
        Self {
            day: day.clone(),
            all: Vec::new(),
            by_rank: Default::default(),
        }
    }
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
        let mut others = self
            .last
            .remove(rule)
            .unwrap_or_else(|| OfOneDay::new(&one.day));
        match others.day.compare(&one.day) {
            Some(Ordering::Equal) => {}
            Some(Ordering::Less) => others = OfOneDay::new(&one.day),
            Some(Ordering::Greater) | None => {
                let first = others.all.last().map_or(place, |(_, first)| *first);
                let told = no_one_order(rule, (&others.day, &one.day), (first, place));
                return Some(((first, place), told));
            }
        }
        if self.interferes_unsaid(rule, &others, one.amendment) {
            let mut all = others.all.iter();
            let (other, first) = *all.find(|(other, _)| {
                interfere(Kind::of(*other), Kind::of(one.amendment))
                    && !self.is_settled(rule, *other, one.amendment)
            })?;
            let of_two_acts = self.order.differ(other.act(), one.amendment.act());
            let help = instead(rule, (other, first), (one.amendment, place), of_two_acts);
            let told = conflict(rule, &one.day, (first, place), help);
            return Some(((first, place), told));
        }
        let rank = self.order.rank(one.amendment.act());
        let [first_days, ends, other] = &mut others.by_rank;
        let own = match Kind::of(one.amendment) {
            Kind::FirstDay => first_days,
            Kind::End => ends,
            Kind::Other => other,
        };
        own.insert(rank, (one.amendment, place));
        others.all.push((one.amendment, place));
        self.last.insert(rule, others);
        None
    }

    /// Whether an amendment interferes with one of a day of which it is not said which goes first.
    /// Where it is said of the neighbours by rank it is said of those beyond them as well.
    fn interferes_unsaid(&mut self, rule: &str, others: &OfOneDay<'c>, one: Amendment<'c>) -> bool {
        let rank = self.order.rank(one.act());
        let kinds = [Kind::FirstDay, Kind::End, Kind::Other];
        kinds.into_iter().zip(&others.by_rank).any(|(kind, all)| {
            let neighbours = [
                all.range(..rank).next_back(),
                all.get_key_value(&rank),
                all.range(rank + 1..).next(),
            ];
            let mut neighbours = neighbours.into_iter().flatten();
            interfere(kind, Kind::of(one))
                && neighbours.any(|(_, (other, _))| !self.is_settled(rule, *other, one))
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

/// Whether one act restates a rule and moves the end of a provision around it: the new version ends
/// as it says, else as the provision does, whichever is done first.
pub fn either_way<'c>(
    order: &Order<'c>,
    rule: &str,
    (one, other): (Amendment<'c>, Amendment<'c>),
) -> bool {
    let moved = match (one, other) {
        (Amendment::Restate(_), Amendment::Move(moved))
        | (Amendment::Move(moved), Amendment::Restate(_)) => moved,
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
