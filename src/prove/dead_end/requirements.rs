//! The requirements that circles lead through, with what they rest on.

use std::sync::Arc;

use crate::eval::{Interpreter, Situation};
use crate::law::{Choices, Claim, InputId, Value};
use crate::verdict::{Alternative, Circle, Column, Requirement, Witness};

use super::super::session::Session;
use super::super::undecided::Undecided;
use super::super::witness::Anchor;
use super::circles::Circles;
use super::grounds::{self, InCircle};
use super::walk::Edge;

/// The requirements in the circles of the columns, numbered anew in the order told: the columns
/// get these numbers.
pub fn requirements(
    session: &mut Session<'_>,
    circles: &Circles,
    claim: &Claim,
    columns: &mut [Column],
    combinations: &[Choices],
) -> Result<Vec<Requirement>, Undecided> {
    let mut order: Vec<usize> = Vec::new();
    let mut requirements = Vec::new();
    for (column, choices) in columns.iter_mut().zip(combinations) {
        for circle in &mut column.circles {
            let is_new = |place: &usize| !order.contains(place);
            let new: Vec<usize> = circle.requirements.iter().copied().filter(is_new).collect();
            if !new.is_empty() {
                let Some(witness) = somebody_in(session, circles, claim, circle, choices)? else {
                    continue;
                };
                let edges = circles.edges(&circle.requirements);
                for edge in circles.edges(&new) {
                    let nodes: Vec<InputId> = edges.iter().map(|(node, _)| *node).collect();
                    let alternatives = alternatives(session, &witness, &nodes, edge);
                    let requirement = InCircle {
                        class: &circles.class,
                        choices,
                        witness: &witness,
                        edge,
                        alternatives: &alternatives,
                    };
                    requirements.push(Requirement {
                        holding: edge.0,
                        needs: edge.1,
                        grounds: grounds::of_requirement(session, &requirement)?,
                        alternatives: shut_off(session, &witness, &nodes, &alternatives),
                    });
                }
                order.extend(new);
            }
            for place in &mut circle.requirements {
                *place = order.iter().position(|known| known == place).unwrap_or(0);
            }
        }
    }
    Ok(requirements)
}

/// Somebody the claim is about for whom the circle is complete.
fn somebody_in(
    session: &mut Session<'_>,
    circles: &Circles,
    claim: &Claim,
    circle: &Circle,
    choices: &Choices,
) -> Result<Option<Witness>, Undecided> {
    let mut ask = session.choice_literals(choices);
    ask.extend(circles.class.iter().cloned());
    ask.extend(circles.formula(&circles.edges(&circle.requirements)));
    let anchor = match (claim.from, circle.days.from) {
        (Some(day), _) | (None, Some(day)) => Anchor::Near(day),
        (None, None) => Anchor::Boundary,
    };
    session.witness(&ask, choices, anchor)
}

/// Why the alternatives are out of reach for a person who has nothing of the circle.
fn shut_off(
    session: &mut Session<'_>,
    witness: &Witness,
    circle: &[InputId],
    alternatives: &[InputId],
) -> Vec<Alternative> {
    let (law, needs) = (session.law, session.needs());
    let missing: Vec<InputId> = circle.iter().chain(alternatives).copied().collect();
    alternatives
        .iter()
        .map(|holding| Alternative {
            holding: *holding,
            grounds: grounds::of_shut_doors(law, &needs, witness, &missing, *holding),
        })
        .collect()
}

/// What would open a door to a holding in place of the one that is needed: for a person who has
/// the rest of the circle and everything that is within reach.
fn alternatives(
    session: &mut Session<'_>,
    witness: &Witness,
    circle: &[InputId],
    (holding, need): Edge,
) -> Vec<InputId> {
    let (law, needs) = (session.law, session.needs());
    let mut situation = Situation::of(law, witness.day, witness.values());
    let interpreter = Interpreter::new(law, &situation);
    let within = interpreter.knowing(Arc::clone(&needs)).reached().upper;
    let is_within = |other| within.binary_search(&other).is_ok();
    let needed = needs.needed_for(law, holding);
    for other in needed.iter().copied() {
        let held = other != need && (circle.contains(&other) || is_within(other));
        situation.set(other, Value::Bool(held));
    }
    let opens = |situation: &Situation| {
        let mut interpreter = Interpreter::new(law, situation);
        let mut doors = needs.granting(holding).iter();
        doors.any(|door| interpreter.evaluate(law[*door].gate).is_true())
    };
    let mut found = Vec::new();
    for other in needed {
        if other != need && !circle.contains(&other) && !is_within(other) {
            situation.set(other, Value::Bool(true));
            if opens(&situation) {
                found.push(other);
            }
            situation.set(other, Value::Bool(false));
        }
    }
    found
}
