//! Circles: holdings of which each is shut off by the lack of the next one alone.

use std::collections::BTreeSet;

use z3::ast::Bool;

use crate::calendar::Interval;
use crate::law::{Choices, Claim, InputId, Law, Needs, StepId};
use crate::verdict::Circle;

use super::super::day_range::KnownDays;
use super::super::encode::{Encoded, Encoder};
use super::super::knots::knots;
use super::super::reach::Want;
use super::super::scope::Scope;
use super::super::session::Session;
use super::super::solver::{Undecided, all, any, not};
use super::Goal;

/// The most circles that are told: the shortest of those found.
const CIRCLE_LIMIT: usize = 16;

/// The most circles that are looked for.
const FOUND_LIMIT: usize = 64;

/// The most holdings of one circle.
const LENGTH_LIMIT: usize = 32;

/// The most steps along edges in search of circles through one holding: most of them may lead
/// nowhere.
const STEPS_LIMIT: usize = 10_000;

/// An edge: the first cannot be had without the second.
pub type Edge = (InputId, InputId);

/// Finds circles for one claim.
///
/// A circle is a set of holdings inside a closed set of which each cannot be had for the lack of
/// the next one alone: while the closed set's other members are missing, all doors to it are shut
/// without the next one, and one is open with it. The other members are what the circle shuts off
/// beside it: a permit that would admit as well, and needs a registration itself.
pub struct Circles {
    /// What persons the claim is about, on whatever day.
    pub class: Vec<Bool>,
    /// The circles that there may be, with the formula that there is one.
    candidates: Vec<(Vec<Edge>, Bool)>,
    goal: InputId,
    /// All edges in circles, in the order found: the requirements.
    numbered: Vec<Edge>,
    found: Vec<(Choices, Vec<Vec<usize>>)>,
}

impl Circles {
    pub fn new(session: &mut Session<'_>, claim: &Claim, goal: Goal) -> Self {
        let law = session.law;
        let class = claim
            .for_whom
            .iter()
            .map(|condition| session.question(*condition, Want::True))
            .collect();
        let needs = session.needs().behind(law, [goal.holding]);
        let mut possible: Vec<Edge> = Vec::new();
        for knot in knots(law, &needs) {
            for holding in &knot {
                let needed = needs.needed_for(law, *holding);
                let inside = knot
                    .iter()
                    .filter(|need| needed.contains(need) && *need != holding);
                possible.extend(inside.map(|need| (*holding, *need)));
            }
        }
        // What takes itself is a circle of one.
        let alone = needs.holdings().iter();
        let alone = alone.filter(|holding| takes_itself(law, &needs, **holding));
        possible.extend(alone.map(|holding| (*holding, *holding)));
        let candidates = simple_circles(&possible, goal.holding)
            .into_iter()
            .map(|nodes| {
                let formula = standing(session, goal, &nodes);
                (edges_of(&nodes), formula)
            })
            .collect();
        Self {
            class,
            candidates,
            goal: goal.holding,
            numbered: Vec::new(),
            found: Vec::new(),
        }
    }

    /// The circles under some readings, the shortest first, for somebody the claim is about: by
    /// the requirements they lead through.
    pub fn shapes(
        &mut self,
        session: &mut Session<'_>,
        choices: &Choices,
    ) -> Result<Vec<Vec<usize>>, Undecided> {
        if let Some((_, known)) = self.found.iter().find(|(known, _)| known == choices) {
            return Ok(known.clone());
        }
        let mut shapes: Vec<Vec<usize>> = Vec::new();
        let mut told: Vec<Vec<Vec<StepId>>> = Vec::new();
        let needs = session.needs();
        for (edges, formula) in self.candidates.clone() {
            // Holdings that the same steps grant make the same circle.
            let steps = steps_of(session.law, &needs, &edges);
            if told.contains(&steps) {
                continue;
            }
            let mut ask = session.choice_literals(choices);
            ask.extend(self.class.iter().cloned());
            ask.push(formula);
            if session.solver.plausible(&ask)? {
                told.push(steps);
                shapes.push(self.number(&edges));
            }
        }
        // Circles beside the goal matter only where none leads through it.
        if shapes.iter().any(|shape| self.leads_through_goal(shape)) {
            shapes.retain(|shape| self.leads_through_goal(shape));
        }
        self.found.push((choices.clone(), shapes.clone()));
        Ok(shapes)
    }

    /// Whether there can be none at all.
    pub fn is_none(&self) -> bool {
        self.candidates.is_empty()
    }

    /// Whether a circle leads through the goal for somebody, on real days, under some readings.
    pub fn lead_through_goal(
        &mut self,
        session: &mut Session<'_>,
        choices: &Choices,
    ) -> Result<bool, Undecided> {
        for requirements in self.shapes(session, choices)? {
            let mut ask = self.class.clone();
            ask.extend(self.formula(&self.edges(&requirements)));
            if self.leads_through_goal(&requirements) && session.real(&ask, choices)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The circles under some readings, with the days on which they are complete.
    pub fn find(
        &mut self,
        session: &mut Session<'_>,
        choices: &Choices,
    ) -> Result<Vec<Circle>, Undecided> {
        let mut circles = Vec::new();
        for requirements in self.shapes(session, choices)? {
            let mut ask = self.class.clone();
            ask.extend(self.formula(&self.edges(&requirements)));
            // A circle that only days which are not real would complete is none.
            if session.real(&ask, choices)? {
                let (first, last) =
                    session.first_and_last_day(&ask, choices, KnownDays::NOTHING)?;
                let days = Interval::from_to(first, last);
                circles.push(Circle { requirements, days });
            }
        }
        Ok(circles)
    }

    /// The edges behind the numbers of requirements.
    pub fn edges(&self, requirements: &[usize]) -> Vec<Edge> {
        requirements
            .iter()
            .filter_map(|place| self.numbered.get(*place))
            .copied()
            .collect()
    }

    fn leads_through_goal(&self, requirements: &[usize]) -> bool {
        self.edges(requirements)
            .iter()
            .any(|(holding, _)| *holding == self.goal)
    }

    /// The formula that there is this circle.
    pub fn formula(&self, edges: &[Edge]) -> Option<Bool> {
        let found = self.candidates.iter().find(|(known, _)| known == edges);
        found.map(|(_, formula)| formula.clone())
    }

    fn number(&mut self, edges: &[Edge]) -> Vec<usize> {
        edges
            .iter()
            .map(
                |edge| match self.numbered.iter().position(|known| known == edge) {
                    Some(place) => place,
                    None => {
                        self.numbered.push(*edge);
                        self.numbered.len() - 1
                    }
                },
            )
            .collect()
    }
}

/// The formula of a circle; see [`Circles`]. Where waiting is asked about it is one on the day and,
/// with all that was got until then, on each later day on which anything changes.
fn standing(session: &mut Session<'_>, goal: Goal, nodes: &[InputId]) -> Bool {
    let law = session.law;
    let mut parts = vec![circle(session, Encoder::TOP, nodes)];
    for later in goal
        .waiting(law)
        .into_iter()
        .flat_map(|waiting| &waiting.later)
    {
        let scope = session.within(Encoder::TOP, &later.on, Want::False);
        let is_past = session.question(later.is_later, Want::NotTrue);
        parts.push(any([is_past, circle(session, scope, nodes)]));
    }
    match parts.as_slice() {
        [only] => only.clone(),
        _ => session.named(&all(parts)),
    }
}

/// The formula of a circle on the day of a scope.
fn circle(session: &mut Session<'_>, scope: Scope, nodes: &[InputId]) -> Bool {
    let law = session.law;
    let needs = session.needs();
    let mut parts: Vec<Bool> = nodes
        .iter()
        .map(|node| session.reach_in(scope, *node, Want::False))
        .collect();
    let around = nodes.iter().flat_map(|node| needs.needed_for(law, *node));
    let around: BTreeSet<InputId> = around.chain(nodes.iter().copied()).collect();
    // What a person has, seen from the circle: its own holdings but the one that is missing, and
    // of all others those outside the closed set.
    let having = |session: &mut Session<'_>, missing: Option<InputId>| {
        let mut bound = Vec::new();
        for holding in &around {
            let lacks = match nodes.contains(holding) {
                true => Bool::from_bool(Some(*holding) == missing),
                false => session.reach_in(scope, *holding, Want::False),
            };
            bound.push((*holding, Encoded::truth(not(&lacks), lacks)));
        }
        session.encoder.bind(scope, bound)
    };
    let whole = having(session, None);
    for (holding, need) in edges_of(nodes) {
        let without = having(session, Some(need));
        let doors = needs.granting(holding).iter();
        let gates: Vec<_> = doors.map(|door| law[*door].gate).collect();
        parts.extend(
            gates
                .iter()
                .map(|gate| session.encoder.truth(without, *gate).1),
        );
        parts.push(any(gates
            .iter()
            .map(|gate| session.encoder.truth(whole, *gate).0)));
    }
    session.named(&all(parts))
}

/// Whether a door that grants a holding looks at the holding itself.
pub fn takes_itself(law: &Law, needs: &Needs, holding: InputId) -> bool {
    needs.needed_for(law, holding).contains(&holding)
}

/// The steps that grant the holdings of a circle, one set after the other.
fn steps_of(law: &Law, needs: &Needs, edges: &[Edge]) -> Vec<Vec<StepId>> {
    edges
        .iter()
        .map(|(holding, _)| {
            let doors = needs.granting(*holding).iter();
            let mut steps: Vec<StepId> = doors.map(|door| law[*door].step).collect();
            steps.dedup();
            steps
        })
        .collect()
}

fn edges_of(nodes: &[InputId]) -> Vec<Edge> {
    let next = nodes.iter().cycle().skip(1);
    nodes.iter().copied().zip(next.copied()).collect()
}

/// The simple circles of a graph, the shortest first; each begins with `first`, if it is in it,
/// else with its first holding.
fn simple_circles(edges: &[Edge], first: InputId) -> Vec<Vec<InputId>> {
    let mut nodes: Vec<InputId> = edges.iter().map(|(from, _)| *from).collect();
    nodes.sort_by_key(|node| (*node != first, *node));
    nodes.dedup();
    let mut circles = Vec::new();
    let mut allowed = nodes.as_slice();
    while let Some((root, rest)) = allowed.split_first() {
        let mut walk = Walk {
            edges,
            allowed,
            root: *root,
            path: vec![*root],
            steps: 0,
            circles,
        };
        walk.go_on(*root);
        circles = walk.circles;
        allowed = rest;
    }
    circles.sort_by_key(|circle: &Vec<InputId>| circle.len());
    circles.truncate(CIRCLE_LIMIT);
    circles
}

/// A walk along the edges, in search of circles through one holding.
struct Walk<'g> {
    edges: &'g [Edge],
    /// The holdings that may be visited: circles through others were found before.
    allowed: &'g [InputId],
    root: InputId,
    path: Vec<InputId>,
    steps: usize,
    circles: Vec<Vec<InputId>>,
}

impl Walk<'_> {
    fn go_on(&mut self, at: InputId) {
        self.steps += 1;
        if self.circles.len() >= FOUND_LIMIT
            || self.path.len() > LENGTH_LIMIT
            || self.steps > STEPS_LIMIT
        {
            return;
        }
        for (_, to) in self.edges.iter().filter(|(from, _)| *from == at) {
            if *to == self.root {
                self.circles.push(self.path.clone());
            } else if self.allowed.contains(to) && !self.path.contains(to) {
                self.path.push(*to);
                self.go_on(*to);
                self.path.pop();
            }
        }
    }
}
