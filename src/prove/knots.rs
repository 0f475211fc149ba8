//! Which holdings need one another, read off the law without a solver.

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

use crate::law::{InputId, Law, needed_for};

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
