//! Which of two rules prevails by the canons, by their acts alone.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::law::{Act, ActId, Law, Prevails, Written};

/// The most pairs of acts of which one is special to the other, counted where rules stand in it.
pub const SPECIAL_LIMIT: usize = 1_000_000;

/// The acts of a rule of which canons ask.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Acts {
    /// The one in which it stands.
    pub stands_in: Option<ActId>,
    /// The one that gave it its words.
    pub words: Option<ActId>,
}

impl Acts {
    /// Those of a rule.
    pub fn of(rule: &Written) -> Self {
        Self {
            stands_in: rule.stands_in,
            words: rule.act,
        }
    }
}

/// What the canons of a law say of its acts.
pub struct Precedence<'l> {
    law: &'l Law,
    /// For each act in which rules stand, or that gave them their words, all those to which it is special, directly or by way of others.
    /// Empty where no canon asks for it.
    general: BTreeMap<ActId, BTreeSet<ActId>>,
}

impl<'l> Precedence<'l> {
    /// That of a law; `None` where more pairs of acts are special to one another than the limit.
    pub fn of(law: &'l Law) -> Option<Self> {
        let mut found = Self {
            law,
            general: BTreeMap::new(),
        };
        let mut canons = law.canons.iter();
        if !canons.any(|canon| canon.prevails == Prevails::Special) {
            return Some(found);
        }
        let mut left = SPECIAL_LIMIT;
        // A rule may be asked about as if it stood in the act that gave it its words.
        let acts = law
            .written
            .iter()
            .flat_map(|rule| [rule.stands_in, rule.act]);
        for act in acts.flatten() {
            if let Entry::Vacant(vacant) = found.general.entry(act) {
                let general = vacant.insert(general(law, act));
                left = left.checked_sub(general.len())?;
            }
        }
        Some(found)
    }

    /// Whether the first of two rules prevails, by their acts, and by which canon; `None` where no
    /// canon says so. What stands in one act is one text, in which none goes before another.
    pub fn prevailing(&self, a: Acts, b: Acts) -> Option<(bool, Prevails)> {
        let (one, other) = a.stands_in.zip(b.stands_in)?;
        if one == other {
            return None;
        }
        let law = self.law;
        law.canons.iter().find_map(|canon| {
            let first = match canon.prevails {
                // The highest rank is 0.
                Prevails::Higher => differing(law[one].rank?, law[other].rank?),
                Prevails::Special => {
                    let of_a = self.is_special(one, other);
                    (of_a != self.is_special(other, one)).then_some(of_a)
                }
                Prevails::Later => is_later(&law[a.words?], &law[b.words?]),
            };
            first.map(|first| (first, canon.prevails))
        })
    }

    /// Whether an act is special to another.
    fn is_special(&self, act: ActId, to: ActId) -> bool {
        let general = self.general.get(&act);
        general.is_some_and(|general| general.contains(&to))
    }
}

/// The acts to which one is special, directly or by way of others.
fn general(law: &Law, act: ActId) -> BTreeSet<ActId> {
    let mut found = BTreeSet::new();
    let mut open = vec![act];
    while let Some(next) = open.pop() {
        for other in &law[next].special_to {
            if found.insert(*other) {
                open.push(*other);
            }
        }
    }
    found
}

/// Whether the first is less, where they differ.
fn differing<T: Ord>(a: T, b: T) -> Option<bool> {
    (a != b).then_some(a < b)
}

/// Whether the first of two acts was adopted later than the other. Of an act of which the day is not
/// said it is known that it was adopted before it was published, so that it may be the earlier one.
/// When it came into force says nothing. `None` where it is not known which is later.
fn is_later(a: &Act, b: &Act) -> Option<bool> {
    let day = |said: &Option<(Day, _)>| said.as_ref().map(|(day, _)| *day);
    match (day(&a.adopted), day(&b.adopted)) {
        (Some(of_a), Some(of_b)) => differing(of_b, of_a),
        (Some(of_a), None) => (of_a > day(&b.published)?).then_some(true),
        (None, Some(of_b)) => (of_b > day(&a.published)?).then_some(false),
        (None, None) => None,
    }
}
