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

/// The amendments of each rule on the last day on which it was amended.
pub struct SameDay<'a, 'c> {
    order: &'a Order<'c>,
    last: BTreeMap<&'c str, OfOneDay<'c>>,
}

/// The amendments of a rule on one day, each with its place.
type OfOneDay<'c> = (Fixed, Vec<Placed<'c>>);

/// What is wrong with two amendments, which have these places.
pub type Clash = ((Span, Span), Diagnostic);

impl<'a, 'c> SameDay<'a, 'c> {
    /// Before any amendment.
    pub fn new(order: &'a Order<'c>) -> Self {
        Self {
            order,
            last: BTreeMap::new(),
        }
    }

    /// Notes an amendment of a rule. Returns what is wrong with it, if another one of the day is in
    /// its way. The days come one after the other.
    pub fn conflict(&mut self, rule: &'c str, one: &Dated<'c>, place: Span) -> Option<Clash> {
        let (day, others) = self
            .last
            .entry(rule)
            .or_insert((one.day.clone(), Vec::new()));
        match day.compare(&one.day) {
            Some(Ordering::Equal) => {}
            Some(Ordering::Less) => {
                *day = one.day.clone();
                others.clear();
            }
            Some(Ordering::Greater) | None => {
                let first = others.last().map_or(place, |(_, first)| *first);
                let told = no_one_order(rule, (day, &one.day), (first, place));
                return Some(((first, place), told));
            }
        }
        let other = others.iter().find(|(other, _)| {
            interfere(*other, one.amendment) && !self.order.says(other.act(), one.amendment.act())
        });
        let told = other.map(|(other, first)| {
            let of_two_acts = self.order.differ(other.act(), one.amendment.act());
            let two = ((*other, *first), (one.amendment, place));
            let help = instead(rule, two.0, two.1, of_two_acts);
            (
                (*first, place),
                conflict(rule, &one.day, (*first, place), help),
            )
        });
        others.push((one.amendment, place));
        told
    }
}

/// Whether it matters which of two amendments of a rule goes first.
fn interfere(one: Amendment<'_>, other: Amendment<'_>) -> bool {
    let begins = |amendment| match amendment {
        Amendment::Move(moved) => Some(moved.bound == Movable::From),
        _ => None,
    };
    match (begins(one), begins(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}
