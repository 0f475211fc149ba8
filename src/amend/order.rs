//! Which act goes first: `after` between acts, whose amendments take effect on one day.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Imports, Name};

use super::corpus::Corpus;

/// The order of the acts of a corpus.
pub struct Order<'c> {
    after: BTreeMap<&'c str, Vec<&'c str>>,
    ranks: BTreeMap<&'c str, usize>,
    imports: &'c Imports,
}

impl<'c> Order<'c> {
    /// As the acts say it.
    pub fn of(corpus: &Corpus<'c>) -> Self {
        let after: BTreeMap<&str, Vec<&str>> = corpus
            .acts
            .iter()
            .map(|(name, act)| {
                let named = act.after.iter().map(|name| corpus.key(name));
                let known = named.filter(|name| corpus.acts.contains_key(name));
                (*name, known.collect())
            })
            .collect();
        let mut followers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut waiting: BTreeMap<&str, usize> = BTreeMap::new();
        for (name, before) in &after {
            waiting.insert(name, before.len());
            for one in before {
                followers.entry(one).or_default().push(name);
            }
        }
        let mut ready: Vec<&str> = Vec::new();
        ready.extend(waiting.iter().filter(|(_, n)| **n == 0).map(|(a, _)| *a));
        let mut ranks: BTreeMap<&str, usize> = BTreeMap::new();
        // Acts in a circle get no rank; `check` reports them.
        while let Some(act) = ready.pop() {
            let rank = after.get(act).into_iter().flatten();
            let rank = rank.filter_map(|before| ranks.get(before)).max();
            ranks.insert(act, rank.map_or(0, |rank| rank + 1));
            for follower in followers.get(act).into_iter().flatten() {
                if let Some(left) = waiting.get_mut(follower) {
                    *left -= 1;
                    if *left == 0 {
                        ready.push(follower);
                    }
                }
            }
        }
        Self {
            after,
            ranks,
            imports: corpus.imports,
        }
    }

    /// Where the amendments of an act stand among those of one day.
    pub fn rank(&self, act: Option<&Name>) -> usize {
        act.and_then(|act| self.ranks.get(self.imports.key(act)))
            .copied()
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

    fn follows(&self, act: &str, before: &str) -> bool {
        let mut open: Vec<&str> = vec![act];
        let mut seen = BTreeSet::new();
        while let Some(act) = open.pop() {
            for next in self.after.get(act).into_iter().flatten() {
                if *next == before {
                    return true;
                }
                if seen.insert(*next) {
                    open.push(next);
                }
            }
        }
        false
    }
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
