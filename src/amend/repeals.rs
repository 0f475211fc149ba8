//! Acts that repeal acts on one day: which of them goes first.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::Span;

use super::order::Order;

/// A repeal of acts, and of whatever else it names.
pub struct OfActs<'c> {
    /// Its place among all amendments.
    pub at: usize,
    /// The act that says it.
    pub act: Option<&'c str>,
    /// What it ends, with the place of each name.
    pub ends: Vec<(&'c str, Span)>,
}

/// Acts of which each repeals the next, and the last the first, with the places where they do.
pub type Circle<'c> = Vec<(&'c str, Span)>;

/// Those repeals of acts of one day that take effect, in the order in which they do, by their
/// places; and the circles, of which nothing says which act goes first.
pub fn in_order<'c>(all: &[OfActs<'c>], order: &Order<'_>) -> (Vec<usize>, Vec<Circle<'c>>) {
    let names = |one: &OfActs<'c>, act: &str| one.ends.iter().any(|(name, _)| *name == act);
    let by_no_act = all.iter().filter(|one| one.act.is_none());
    let ended: BTreeSet<&str> = by_no_act
        .flat_map(|one| one.ends.iter().map(|(name, _)| *name))
        .collect();
    let end_themselves = all
        .iter()
        .filter_map(|one| one.act.filter(|act| names(one, act)));
    let end_themselves: BTreeSet<&str> = end_themselves.collect();
    // What ends an act goes first, also where the act itself says so.
    let mut of_acts: BTreeMap<&str, Vec<&OfActs<'c>>> = BTreeMap::new();
    for one in all {
        if let Some(act) = one.act.filter(|act| !ended.contains(act))
            && (!end_themselves.contains(act) || names(one, act))
        {
            of_acts.entry(act).or_default().push(one);
        }
    }
    let repeals = of_acts.iter().map(|(act, of_act)| {
        let ends = of_act.iter().flat_map(|one| &one.ends);
        (*act, ends.map(|(name, _)| *name).collect())
    });
    let turns = turns(&repeals.collect(), order);
    let by_no_act = all.iter().filter(|one| one.act.is_none());
    let by_acts = turns.acts.iter().filter_map(|act| of_acts.get(act));
    let places = by_no_act
        .chain(by_acts.flatten().copied())
        .map(|one| one.at);
    let place = |act: &str, next: &str| {
        let mut ends = of_acts.get(act)?.iter().flat_map(|one| &one.ends);
        ends.find(|(name, _)| *name == next).map(|(_, span)| *span)
    };
    let circles = turns.circles.into_iter().map(|circle| {
        let next = circle.iter().cycle().skip(1);
        let pairs = circle.iter().zip(next);
        pairs
            .filter_map(|(act, next)| Some((*act, place(act, next).or_else(|| place(next, act))?)))
            .collect()
    });
    (places.collect(), circles.collect())
}

/// The acts that each act repeals on one day.
type Repeals<'c> = BTreeMap<&'c str, BTreeSet<&'c str>>;

/// In which order acts repeal others on one day.
#[derive(Debug, Default, PartialEq, Eq)]
struct Turns<'c> {
    /// The acts whose repeals take effect, one after the other.
    acts: Vec<&'c str>,
    /// Acts of which each goes before the next, and the last before the first.
    circles: Vec<Vec<&'c str>>,
}

/// Of two acts of which one repeals the other, the one goes first that `after` says; else the one
/// that repeals, and the other comes to nothing. What none of them says is nobody's order: that of
/// the files decides nothing. Linear in what is repealed, but for the questions which of two acts
/// comes after the other.
fn turns<'c>(repeals: &Repeals<'c>, order: &Order<'_>) -> Turns<'c> {
    let mut search = Search {
        repeals,
        before: BTreeMap::new(),
        behind: BTreeMap::new(),
        left: repeals.keys().copied().collect(),
        free: BTreeSet::new(),
    };
    for (one, ends) in repeals {
        for other in ends.iter().filter(|other| *other != one) {
            if repeals.contains_key(other) {
                let (first, second) = match order.says_first(other, one) {
                    true => (*other, *one),
                    false => (*one, *other),
                };
                search.before.entry(second).or_default().insert(first);
                search.behind.entry(first).or_default().insert(second);
            }
        }
    }
    search.free = repeals
        .keys()
        .copied()
        .filter(|act| !search.before.contains_key(act))
        .collect();
    search.go()
}

struct Search<'s, 'c> {
    repeals: &'s Repeals<'c>,
    /// For each act those that go before it, and are not settled.
    before: BTreeMap<&'c str, BTreeSet<&'c str>>,
    /// For each act those that it goes before.
    behind: BTreeMap<&'c str, BTreeSet<&'c str>>,
    /// The acts of which it is not settled what comes of their repeals.
    left: BTreeSet<&'c str>,
    /// Those of them before which none goes.
    free: BTreeSet<&'c str>,
}

impl<'c> Search<'_, 'c> {
    fn go(mut self) -> Turns<'c> {
        let mut turns = Turns::default();
        loop {
            if let Some(act) = self.free.pop_first() {
                self.settle(act);
                turns.acts.push(act);
                let ended = self.repeals.get(act);
                for ended in ended.into_iter().flatten() {
                    self.settle(ended);
                }
            } else if let Some(circle) = self.circle() {
                for act in &circle {
                    self.settle(act);
                }
                turns.circles.push(circle);
            } else {
                return turns;
            }
        }
    }

    fn settle(&mut self, act: &'c str) {
        if !self.left.remove(act) {
            return;
        }
        self.free.remove(act);
        for behind in self.behind.remove(act).into_iter().flatten() {
            if let Some(before) = self.before.get_mut(behind) {
                before.remove(act);
                if before.is_empty() && self.left.contains(behind) {
                    self.free.insert(behind);
                }
            }
        }
    }

    /// Acts that wait for one another, where none is free; `None` where none is left.
    fn circle(&self) -> Option<Vec<&'c str>> {
        let mut at = *self.left.first()?;
        let mut path = vec![at];
        let mut places = BTreeMap::from([(at, 0)]);
        loop {
            at = self.before.get(at)?.first()?;
            if let Some(place) = places.get(at) {
                let mut circle = path.split_off(*place);
                circle.reverse();
                return Some(circle);
            }
            places.insert(at, path.len());
            path.push(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::corpus::Corpus;
    use super::*;
    use crate::syntax::{Imports, parse};
    use crate::text::FileId;

    /// The turns of acts, of which some come after others, and which repeal others.
    fn of(acts: &str, repeals: &[(&'static str, &[&'static str])]) -> Turns<'static> {
        let files = [(FileId(0), parse(FileId(0), acts))];
        let imports = Imports::default();
        let order = Order::of(&Corpus::of(&files, &imports));
        let repeals = repeals.iter();
        let repeals = repeals.map(|(act, ends)| (*act, ends.iter().copied().collect()));
        turns(&repeals.collect(), &order)
    }

    const ACTS: &str = "act a \"A\" {} act b \"B\" {} act c \"C\" {}";

    #[test]
    fn what_repeals_an_act_goes_before_what_that_act_repeals() {
        let found = of(ACTS, &[("a", &["x"]), ("b", &["a"])]);
        assert_eq!((found.acts, found.circles.len()), (vec!["b"], 0));
        // The third ends the second, which then ends nothing.
        let found = of(ACTS, &[("a", &["x"]), ("b", &["a"]), ("c", &["b"])]);
        assert_eq!((found.acts, found.circles.len()), (vec!["c", "a"], 0));
    }

    #[test]
    fn an_order_that_is_said_goes_first() {
        let acts = "act a \"A\" {} act b \"B\" after a {}";
        let found = of(acts, &[("a", &["x"]), ("b", &["a"])]);
        assert_eq!((found.acts, found.circles.len()), (vec!["a", "b"], 0));
        let found = of(acts, &[("a", &["b"]), ("b", &["a"])]);
        assert_eq!((found.acts, found.circles.len()), (vec!["a"], 0));
    }

    #[test]
    fn a_circle_has_no_order() {
        let found = of(ACTS, &[("a", &["b"]), ("b", &["c"]), ("c", &["a"])]);
        assert_eq!(found.acts, Vec::<&str>::new());
        assert_eq!(found.circles, [["b", "c", "a"]]);
        // An act that repeals one of a circle opens it.
        let acts = [("a", &["b"][..]), ("b", &["a"]), ("d", &["a"])];
        let found = of(ACTS, &acts);
        assert_eq!((found.acts, found.circles.len()), (vec!["d", "b"], 0));
    }

    #[test]
    fn an_act_that_ends_itself_is_no_circle() {
        let found = of(ACTS, &[("a", &["a", "x"])]);
        assert_eq!((found.acts, found.circles.len()), (vec!["a"], 0));
    }
}
