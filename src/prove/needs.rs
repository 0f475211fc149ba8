//! Which holdings need which, read off the law without a solver.

use std::collections::BTreeSet;

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

use crate::law::{ExprId, InputId, Law, cone};

/// The holdings whose possession can matter for reaching `goal`, the goal included.
pub fn holdings_behind(law: &Law, goal: InputId) -> BTreeSet<InputId> {
    let mut found = BTreeSet::from([goal]);
    let mut open = vec![goal];
    while let Some(at) = open.pop() {
        for need in needed_for(law, at) {
            if found.insert(need) {
                open.push(need);
            }
        }
    }
    found
}

/// The gates of all doors that can matter for reaching `goal`.
pub fn gates_behind(law: &Law, goal: InputId) -> impl Iterator<Item = ExprId> {
    let behind = holdings_behind(law, goal);
    law.doors
        .iter()
        .filter(move |door| door.grants.iter().any(|grant| behind.contains(grant)))
        .map(|door| door.gate)
}

/// The holdings that doors which grant `holding` look at.
pub fn needed_for(law: &Law, holding: InputId) -> BTreeSet<InputId> {
    let gates = law.doors_to(holding).map(|door| law[door].gate);
    cone(law, gates).holdings(law).collect()
}

/// The sets of holdings that need one another, each with at least two members.
pub fn knots(law: &Law) -> Vec<Vec<InputId>> {
    let mut graph: DiGraph<InputId, ()> = DiGraph::new();
    let nodes: Vec<_> = law
        .holdings()
        .map(|holding| (holding, graph.add_node(holding)))
        .collect();
    for (holding, node) in &nodes {
        let needed = needed_for(law, *holding);
        for (other, other_node) in &nodes {
            if needed.contains(other) {
                graph.add_edge(*node, *other_node, ());
            }
        }
    }
    let mut knots: Vec<Vec<InputId>> = tarjan_scc(&graph)
        .into_iter()
        .filter(|component| component.len() > 1)
        .map(|component| {
            let mut knot: Vec<InputId> = component
                .into_iter()
                .filter_map(|node| graph.node_weight(node))
                .copied()
                .collect();
            knot.sort_unstable();
            knot
        })
        .collect();
    knots.sort();
    knots
}
