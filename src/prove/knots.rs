//! Which holdings need one another, read off the law without a solver.

use std::collections::BTreeMap;

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

use crate::law::{InputId, Law, Needs};

/// The sets of holdings that need one another, each with at least two members. Linear in the number
/// of needs.
pub fn knots(law: &Law, needs: &Needs) -> Vec<Vec<InputId>> {
    let mut graph: DiGraph<InputId, ()> = DiGraph::new();
    let nodes: BTreeMap<InputId, _> = needs
        .holdings()
        .iter()
        .map(|holding| (*holding, graph.add_node(*holding)))
        .collect();
    for (holding, node) in &nodes {
        for need in needs.needed_for(law, *holding) {
            if let Some(needed) = nodes.get(&need) {
                graph.add_edge(*node, *needed, ());
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
