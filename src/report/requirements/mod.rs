//! The graph of requirements: which procedure gives what, and what it takes.

mod dot;
mod mermaid;

use std::collections::BTreeMap;

use indexmap::IndexSet;
use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::eval::{Interpreter, Outcome, Situation};
use crate::law::{InputId, InputKind, Law, RuleId, StepId, Type};

use super::layout::printable;
use super::words::{capitalized, citations, input_phrase, noun, reference, several, step_to_do};

pub use dot::dot;
pub use mermaid::mermaid;

/// What stands in all graphs: by it a file is known as one of this program.
pub const MARK: &str = "Written by kzrule.";

/// What stands at either end of an arrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Node {
    /// A holding.
    Holding(InputId),
    /// A procedure that the person can have done.
    Step(StepId),
    /// A fact.
    Fact(InputId),
}

/// What an arrow says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The holding is given by the procedure.
    GivenBy,
    /// The procedure requires the holding.
    Requires,
    /// What it requires hangs on this.
    HangsOn,
}

/// An arrow from what needs to what is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The number of what needs.
    pub from: usize,
    /// The number of what is needed.
    pub to: usize,
    /// How.
    pub kind: Kind,
    /// Where the sentences behind it stand.
    pub place: String,
    /// Whether it is part of a circle.
    pub in_circle: bool,
}

/// The requirements of a law on a day, on some readings.
#[derive(Debug)]
pub struct Requirements<'l> {
    law: &'l Law,
    /// What is shown, each once; both languages name it by its number, from 0.
    pub nodes: IndexSet<Node>,
    /// The arrows, in the order of the law.
    pub edges: Vec<Edge>,
}

/// What a law requires where the day and some readings are given and nothing of the person is
/// known: what is certainly not so, for anybody, is left out.
pub fn requirements<'l>(law: &'l Law, known: &Situation) -> Requirements<'l> {
    let mut drawn = Requirements {
        law,
        nodes: IndexSet::new(),
        edges: Vec::new(),
    };
    for step in (0..law.steps.len()).map(StepId::at) {
        if law[step].is_open_to_the_person() {
            drawn.step(known, step);
        }
    }
    drawn.mark_circles();
    drawn
}

impl Requirements<'_> {
    /// A procedure, what it gives, and what it takes.
    fn step(&mut self, known: &Situation, step: StepId) {
        let law = self.law;
        let mut interpreter = Interpreter::new(law, known);
        let doors = law.doors.iter().filter(|door| door.step == step);
        let mut open = doors
            .filter(|door| !interpreter.evaluate(door.open).is_false())
            .peekable();
        if open.peek().is_none() {
            return;
        }
        let mut given: Vec<InputId> = open.flat_map(|door| door.grants.iter().copied()).collect();
        given.sort_unstable();
        given.dedup();
        // A procedure that gives nothing is drawn with what it takes.
        if given.is_empty() {
            self.nodes.insert(Node::Step(step));
        }
        for holding in given {
            self.arrow(Node::Holding(holding), Node::Step(step), Kind::GivenBy, "");
        }
        let taking = known.clone().taking(law, step);
        let terms = law[step].requirements.iter().copied();
        for term in terms.chain([law[step].open]) {
            for rule in &law[term].rules {
                self.rule(&taking, step, *rule);
            }
            if law[term].rules.is_empty()
                && let Some(meaning) = law[term].otherwise
            {
                let outcome = Interpreter::new(law, &taking).evaluate(meaning);
                self.missing(step, &outcome, true, "");
            }
        }
    }

    /// What a rule requires, and on what that hangs.
    fn rule(&mut self, taking: &Situation, step: StepId, rule: RuleId) {
        let law = self.law;
        let mut interpreter = Interpreter::new(law, taking);
        let wins = interpreter.wins(rule);
        let required = match interpreter.value_of(rule) {
            // What is certainly met is no requirement.
            Some(outcome) if !outcome.is_true() && !wins.is_false() => outcome,
            _ => return,
        };
        let place = place(law, rule);
        self.missing(step, &required, true, &place);
        for condition in &law[rule].conditions {
            let outcome = interpreter.evaluate(*condition);
            self.missing(step, &outcome, false, &place);
        }
    }

    /// Arrows to what is missing: to what is required, or to what it hangs on.
    fn missing(&mut self, step: StepId, outcome: &Outcome, required: bool, place: &str) {
        let law = self.law;
        let Outcome::Open(missing) = outcome else {
            return;
        };
        for input in missing {
            let input = law.history_of(*input).map_or(*input, |(owner, _)| owner);
            let (node, kind) = match law[input].kind {
                InputKind::Holding if required => (Node::Holding(input), Kind::Requires),
                InputKind::Holding => (Node::Holding(input), Kind::HangsOn),
                InputKind::Fact | InputKind::Length(_) => (Node::Fact(input), Kind::HangsOn),
                _ => continue,
            };
            self.arrow(Node::Step(step), node, kind, place);
        }
    }

    /// An arrow, once, with all places behind it.
    fn arrow(&mut self, from: Node, to: Node, kind: Kind, place: &str) {
        let (from, to) = (self.number(from), self.number(to));
        let same = |edge: &&mut Edge| (edge.from, edge.to) == (from, to);
        match self.edges.iter_mut().find(same) {
            Some(edge) => {
                edge.kind = edge.kind.min(kind);
                let known = edge.place.split("; ").any(|known| known == place);
                if !known && !place.is_empty() {
                    let apart = if edge.place.is_empty() { "" } else { "; " };
                    edge.place.push_str(&format!("{apart}{place}"));
                }
            }
            None => self.edges.push(Edge {
                from,
                to,
                kind,
                place: place.to_owned(),
                in_circle: false,
            }),
        }
    }

    /// The number of a node, which is shown from then on.
    fn number(&mut self, node: Node) -> usize {
        self.nodes.insert_full(node).0
    }

    /// Marks the arrows that lie on a way from a thing back to itself.
    fn mark_circles(&mut self) {
        let mut graph: DiGraph<(), ()> = DiGraph::new();
        let places: Vec<NodeIndex> = self.nodes.iter().map(|_| graph.add_node(())).collect();
        let hangs_on = |edge: &Edge| edge.kind == Kind::HangsOn;
        for edge in self.edges.iter().filter(|edge| !hangs_on(edge)) {
            if let (Some(from), Some(to)) = (places.get(edge.from), places.get(edge.to)) {
                graph.add_edge(*from, *to, ());
            }
        }
        let mut of: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, knot) in tarjan_scc(&graph).into_iter().enumerate() {
            of.extend(knot.into_iter().map(|place| (place.index(), number)));
        }
        for edge in self.edges.iter_mut().filter(|edge| !hangs_on(edge)) {
            // A holding and a procedure are never one: two in one knot are on a circle.
            edge.in_circle = of.get(&edge.from) == of.get(&edge.to);
        }
    }

    /// What a node is called.
    fn words(&self, node: Node) -> String {
        let words = match node {
            Node::Holding(input) | Node::Fact(input) => match self.law[input].kind {
                InputKind::Length(list) => several(self.law, list),
                InputKind::Fact if self.law[input].ty == Type::Bool => {
                    input_phrase(self.law, input, true)
                }
                _ => noun(self.law, input),
            },
            Node::Step(step) => step_to_do(self.law, step),
        };
        capitalized(&printable(&words))
    }
}

/// Where the sentences of a rule stand; of one without, what it rests on.
fn place(law: &Law, rule: RuleId) -> String {
    let grounds = law.own_grounds(law[rule].written);
    let note = reference(law, &citations(grounds));
    match (note.is_empty(), grounds.first()) {
        (false, _) => printable(&note.words()),
        (true, Some(crate::law::Ground::Reported(..))) => "reported".to_owned(),
        (true, _) => "assumed".to_owned(),
    }
}
