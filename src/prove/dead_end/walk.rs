//! The simple circles of a graph of needs.

use std::collections::BTreeMap;

use crate::law::InputId;

/// The most circles that are told: the shortest of those found.
const CIRCLE_LIMIT: usize = 16;

/// The most circles that are looked for.
const FOUND_LIMIT: usize = 64;

/// The most holdings of one circle.
const LENGTH_LIMIT: usize = 32;

/// The most steps along edges in search of circles: most of them may lead nowhere.
const STEPS_LIMIT: usize = 10_000;

/// An edge: the first cannot be had without the second.
pub type Edge = (InputId, InputId);

/// The edges of a circle, from its first node back to it.
pub fn edges_of(nodes: &[InputId]) -> Vec<Edge> {
    let next = nodes.iter().cycle().skip(1);
    nodes.iter().copied().zip(next.copied()).collect()
}

/// The circles found in a graph.
pub struct Found {
    /// The shortest first.
    pub circles: Vec<Vec<InputId>>,
    /// There may be others: there are too many, or too long ones, or too many ways that lead nowhere.
    pub is_cut: bool,
}

/// The simple circles of a graph; each begins with `first`, if it is in it, else with its first holding.
pub fn simple_circles(edges: &[Edge], first: InputId) -> Found {
    let mut needs: BTreeMap<InputId, Vec<InputId>> = BTreeMap::new();
    for (from, to) in edges {
        needs.entry(*from).or_default().push(*to);
    }
    let mut roots: Vec<InputId> = needs.keys().copied().collect();
    roots.sort_by_key(|root| (*root != first, *root));
    let mut walk = Walk {
        needs,
        path: Vec::new(),
        steps: 0,
        circles: Vec::new(),
        is_cut: false,
    };
    for root in roots {
        walk.path.push(root);
        walk.go_on(root, root);
        walk.path.pop();
        // Circles through it were found.
        walk.needs.remove(&root);
    }
    let mut circles = walk.circles;
    let is_cut = walk.is_cut || circles.len() > CIRCLE_LIMIT;
    circles.sort_by_key(Vec::len);
    circles.truncate(CIRCLE_LIMIT);
    Found { circles, is_cut }
}

/// A walk along the edges, in search of circles through one holding after another.
struct Walk {
    /// What each holding needs, but those that were searched.
    needs: BTreeMap<InputId, Vec<InputId>>,
    path: Vec<InputId>,
    steps: usize,
    circles: Vec<Vec<InputId>>,
    is_cut: bool,
}

impl Walk {
    fn go_on(&mut self, root: InputId, at: InputId) {
        self.steps += 1;
        if self.circles.len() >= FOUND_LIMIT
            || self.path.len() > LENGTH_LIMIT
            || self.steps > STEPS_LIMIT
        {
            self.is_cut = true;
            return;
        }
        for to in self.needs.get(&at).cloned().unwrap_or_default() {
            if to == root {
                self.circles.push(self.path.clone());
            } else if self.needs.contains_key(&to) && !self.path.contains(&to) {
                self.path.push(to);
                self.go_on(root, to);
                self.path.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(usize, usize)]) -> Vec<Edge> {
        let edge = |(from, to): &(usize, usize)| (InputId::at(*from), InputId::at(*to));
        edges.iter().map(edge).collect()
    }

    /// The circles by the places of their holdings, and whether there may be others.
    fn circles(edges: &[(usize, usize)], first: usize) -> (Vec<Vec<usize>>, bool) {
        let found = simple_circles(&graph(edges), InputId::at(first));
        let places = |circle: Vec<InputId>| circle.iter().map(|node| node.index()).collect();
        let circles = found.circles.into_iter().map(places).collect();
        (circles, found.is_cut)
    }

    /// A ring of so many, in which each needs the next or the one after.
    fn ring(length: usize) -> Vec<(usize, usize)> {
        let steps = |from| [1, 2].map(|step| (from, (from + step) % length));
        (0..length).flat_map(steps).collect()
    }

    #[test]
    fn a_ring_begins_with_the_holding_asked_for() {
        let ring = vec![vec![1, 2, 0]];
        assert_eq!(circles(&[(0, 1), (1, 2), (2, 0)], 1), (ring, false));
        assert_eq!(circles(&[(0, 1), (1, 2)], 0), (Vec::new(), false));
    }

    #[test]
    fn of_a_figure_eight_each_half_is_a_circle_and_the_whole_is_none() {
        let edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 2)];
        let halves = vec![vec![3, 4, 2], vec![0, 1, 2]];
        assert_eq!(circles(&edges, 3), (halves, false));
    }

    #[test]
    fn a_search_that_is_cut_says_so() {
        let (found, is_cut) = circles(&ring(20), 0);
        assert_eq!((found.len(), is_cut), (CIRCLE_LIMIT, true));
        // No circle is as short as those that are told.
        assert_eq!(circles(&ring(400), 0), (Vec::new(), true));
    }
}
