//! Circles: holdings of which each is shut off by the lack of the next one alone.

use std::collections::BTreeSet;

use z3::ast::Bool;

use crate::calendar::Interval;
use crate::law::{Choices, Claim, InputId, Law, Needs, StepId};
use crate::verdict::Circle;

use super::super::day_range::KnownDays;
use super::super::encode::{Encoded, Encoder};
use super::super::formula::{all, any, not};
use super::super::knots::knots;
use super::super::reach::Want;
use super::super::scope::Scope;
use super::super::session::Session;
use super::super::undecided::Undecided;
use super::Goal;
use super::walk::{Edge, Found, edges_of, simple_circles};

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
    /// There may be circles that are no candidates.
    pub is_cut: bool,
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
        let Found { circles, is_cut } = simple_circles(&possible, goal.holding);
        let candidates = circles
            .into_iter()
            .map(|nodes| {
                let mut formula = standing(session, goal, &nodes);
                if !nodes.contains(&goal.holding) || session.may_be_between() {
                    let caught = caught(session, goal);
                    formula = session.named(&all(std::iter::once(formula).chain(caught)));
                }
                (edges_of(&nodes), formula)
            })
            .collect();
        Self {
            class,
            candidates,
            goal: goal.holding,
            numbered: Vec::new(),
            is_cut,
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
        self.candidates.is_empty() && !self.is_cut
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
                let days = session.first_and_last_day(&ask, choices, KnownDays::NOTHING)?;
                let (first, last) = session.without_edge(&ask, choices, Interval::ALWAYS, days)?;
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

/// That somebody is caught. Who is in a circle that leads through the goal is, but for gaps and conflicts; one
/// beside the goal may be of persons who could not have it without the circle either.
fn caught(session: &mut Session<'_>, goal: Goal) -> Vec<Bool> {
    let mut parts = vec![goal.sides(session).0];
    if goal.some_day.is_none() {
        parts.push(session.reach_but_for_circles(goal.holding, Want::True));
    }
    parts
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
