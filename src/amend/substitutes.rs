//! An order of acts through those that are left out: in the place of each of these the acts stand
//! that it names itself.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{Imports, Name};

/// The most pairs of an act and one that is named in the place of another.
const PAIRS_LIMIT: usize = 1_000_000;

/// For each act that is left out those that stand in its place.
#[derive(Default)]
pub struct Substitutes<'n> {
    lists: Vec<Vec<&'n Name>>,
    of: BTreeMap<&'n str, usize>,
    /// How many names were gone through.
    pairs: usize,
}

impl<'n> Substitutes<'n> {
    /// Of acts that are left out, with those that each names; `unknown` is all that is left out. Each
    /// act is gone through once, those that it names first. `Err` where there are too many.
    pub fn of(
        imports: &'n Imports,
        unknown: &BTreeSet<String>,
        named: &'n BTreeMap<String, Vec<Name>>,
    ) -> Result<Self, Diagnostic> {
        let mut graph: DiGraph<&'n [Name], ()> = DiGraph::new();
        let mut nodes: BTreeMap<&str, NodeIndex> = BTreeMap::new();
        for (act, named) in named {
            nodes.insert(act, graph.add_node(named));
        }
        for (act, named) in named {
            for name in named {
                if let (Some(one), Some(other)) = (
                    nodes.get(act.as_str()).copied(),
                    nodes.get(imports.key(name)).copied(),
                ) {
                    graph.add_edge(one, other, ());
                }
            }
        }
        let mut acts: Vec<Option<&'n str>> = vec![None; graph.node_count()];
        for (act, node) in named.keys().zip(nodes.values()) {
            if let Some(at) = acts.get_mut(node.index()) {
                *at = Some(act);
            }
        }
        let mut found = Self::default();
        // What is named by another comes before it; acts in a circle have one list.
        for circle in kosaraju_scc(&graph) {
            let place = found.lists.len();
            let members = circle.iter().filter_map(|node| graph.node_weight(*node));
            let names: Vec<&'n Name> = members.flat_map(|names| names.iter()).collect();
            let list = found.in_the_place_of(imports, unknown, names)?;
            found.lists.push(list);
            for node in circle {
                let act = acts.get(node.index()).copied().flatten();
                found.of.extend(act.map(|act| (act, place)));
            }
        }
        Ok(found)
    }

    /// The acts that are named, with others in the place of those that are left out; each once.
    pub fn in_the_place_of<'a>(
        &mut self,
        imports: &'a Imports,
        unknown: &BTreeSet<String>,
        named: impl IntoIterator<Item = &'a Name>,
    ) -> Result<Vec<&'a Name>, Diagnostic>
    where
        'n: 'a,
    {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for name in named {
            let key = imports.key(name);
            let instead = match unknown.contains(key) {
                true => self.of.get(key).and_then(|place| self.lists.get(*place)),
                false => None,
            };
            let own = [name];
            let instead = match instead {
                Some(instead) => instead.as_slice(),
                None if unknown.contains(key) => &[],
                None => &own[..],
            };
            self.pairs += instead.len();
            if self.pairs > PAIRS_LIMIT {
                let message =
                    format!("more than {PAIRS_LIMIT} orders of acts through those not known");
                return Err(Diagnostic::new(Code::TooMany, message).at(name.span, ""));
            }
            found.extend(instead.iter().filter(|one| seen.insert(imports.key(one))));
        }
        Ok(found)
    }
}
