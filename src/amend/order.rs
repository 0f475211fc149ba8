//! Which act goes first: `after` between acts, whose amendments take effect on one day.

use std::collections::BTreeMap;

use crate::syntax::{Imports, Name};

use super::corpus::Corpus;

/// The order of the acts of a corpus.
pub struct Order<'c> {
    /// The places of the acts in `after` and `ranks`.
    places: BTreeMap<&'c str, usize>,
    /// For each act those that it comes after, as it says itself.
    after: Vec<Vec<usize>>,
    /// Each act that comes after others has a higher rank than they; none in and behind a circle.
    ranks: Vec<Option<usize>>,
    imports: &'c Imports,
}

impl<'c> Order<'c> {
    /// As the acts say it.
    pub fn of(corpus: &Corpus<'c>) -> Self {
        let acts = corpus.acts.keys().enumerate();
        let places: BTreeMap<&str, usize> = acts.map(|(at, name)| (*name, at)).collect();
        let after = corpus.acts.values().map(|act| {
            let named = act.after.iter().map(|name| corpus.key(name));
            named.filter_map(|name| places.get(name).copied()).collect()
        });
        let after: Vec<Vec<usize>> = after.collect();
        Self {
            ranks: ranks(&after),
            places,
            after,
            imports: corpus.imports,
        }
    }

    /// Where the amendments of an act stand among those of one day.
    pub fn rank(&self, act: Option<&Name>) -> usize {
        act.and_then(|act| self.places.get(self.imports.key(act)))
            .and_then(|at| self.ranks.get(*at).copied().flatten())
            .unwrap_or(0)
    }

    /// Whether it is said which of two acts goes first.
    pub fn says(&self, one: Option<&Name>, other: Option<&Name>) -> bool {
        let (Some(one), Some(other)) = (one, other) else {
            return false;
        };
        let (one, other) = (self.imports.key(one), self.imports.key(other));
        self.follows(one, other) || self.follows(other, one)
    }

    /// The name by which everybody knows an act.
    pub fn key(&self, act: &'c Name) -> &'c str {
        self.imports.key(act)
    }

    /// Whether two names are those of two acts.
    pub fn differ(&self, one: Option<&Name>, other: Option<&Name>) -> bool {
        let (one, other) = (
            one.map(|one| self.imports.key(one)),
            other.map(|one| self.imports.key(one)),
        );
        one.is_some() && other.is_some() && one != other
    }

    /// Whether it is said that the first of two acts goes before the second, and not the other way
    /// round as well.
    pub fn says_first(&self, first: &str, second: &str) -> bool {
        self.follows(second, first) && !self.follows(first, second)
    }

    /// Whether an act comes after another, directly or through others. Only acts between the two
    /// are gone through, as far as ranks tell.
    fn follows(&self, act: &str, before: &str) -> bool {
        let (Some(act), Some(before)) = (self.places.get(act), self.places.get(before)) else {
            return false;
        };
        let rank = |act: usize| self.ranks.get(act).copied().flatten();
        let least = rank(*before);
        let between = |act: usize| match (rank(act), least) {
            (Some(rank), Some(least)) => rank > least,
            // What has a rank comes after nothing that has none.
            (Some(_), None) => false,
            (None, _) => true,
        };
        if !between(*act) {
            return false;
        }
        let mut seen = Vec::new();
        let mut open = vec![*act];
        while let Some(act) = open.pop() {
            let next = self.after.get(act).map_or(&[][..], Vec::as_slice);
            if next.contains(before) {
                return true;
            }
            for next in next.iter().filter(|next| between(**next)) {
                if seen.is_empty() {
                    seen.resize(self.after.len(), false);
                }
                if let Some(seen) = seen.get_mut(*next).filter(|seen| !**seen) {
                    *seen = true;
                    open.push(*next);
                }
            }
        }
        false
    }
}

/// A rank above those of all acts that it comes after, for each act that is in no circle and behind
/// none; `check` reports circles.
fn ranks(after: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); after.len()];
    let mut waiting: Vec<usize> = Vec::new();
    for (at, before) in after.iter().enumerate() {
        waiting.push(before.len());
        for one in before {
            if let Some(followers) = followers.get_mut(*one) {
                followers.push(at);
            }
        }
    }
    let ready = waiting.iter().enumerate().filter(|(_, left)| **left == 0);
    let mut ready: Vec<usize> = ready.map(|(at, _)| at).collect();
    let mut ranks: Vec<Option<usize>> = vec![None; after.len()];
    while let Some(act) = ready.pop() {
        let before = after.get(act).into_iter().flatten();
        let before = before.filter_map(|before| ranks.get(*before).copied().flatten());
        let rank = before.max().map_or(0, |rank| rank + 1);
        if let Some(own) = ranks.get_mut(act) {
            *own = Some(rank);
        }
        for follower in followers.get(act).into_iter().flatten() {
            if let Some(left) = waiting.get_mut(*follower) {
                *left -= 1;
                if *left == 0 {
                    ready.push(*follower);
                }
            }
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;
    use crate::text::FileId;

    fn name(text: &str) -> Name {
        Name {
            text: text.to_owned(),
            span: crate::text::Span::at(FileId(0), 0),
        }
    }

    /// Asks of the order of acts that are written down.
    fn with(text: &str, ask: impl FnOnce(&Order<'_>)) {
        let files = [(FileId(0), parse(FileId(0), text))];
        ask(&Order::of(&Corpus::of(&files, &Imports::default())));
    }

    #[test]
    fn an_order_is_said_directly_or_through_others() {
        let acts = "act a \"A\" after b {} act b \"B\" after c {} act c \"C\" {} act d \"D\" {}";
        with(acts, |order| {
            let says = |one, other| order.says(Some(&name(one)), Some(&name(other)));
            assert!(says("a", "b") && says("a", "c") && says("c", "a"));
            assert!(!says("a", "d") && !says("a", "a"));
            assert!(!order.says(None, Some(&name("a"))));
        });
    }

    #[test]
    fn an_act_stands_behind_all_that_it_comes_after() {
        let acts = "act a \"A\" after b, c {} act b \"B\" after c {} act c \"C\" {}";
        with(acts, |order| {
            let rank = |act: &str| order.rank(Some(&name(act)));
            assert_eq!([rank("a"), rank("b"), rank("c")], [2, 1, 0]);
            assert_eq!(order.rank(None), 0);
        });
    }

    #[test]
    fn a_circle_and_an_act_that_is_not_there_end_nothing() {
        let acts = "act a \"A\" after b {} act b \"B\" after a {} act c \"C\" after nobody {}";
        with(acts, |order| {
            assert!(order.says(Some(&name("a")), Some(&name("b"))));
            assert!(!order.says(Some(&name("c")), Some(&name("nobody"))));
            assert_eq!(order.rank(Some(&name("a"))), 0);
        });
    }
}
