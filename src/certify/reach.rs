//! What is within reach by doors, on sets of outcomes.
//!
//! The holdings a person gets are built up step by step: those held, then those granted by doors
//! whose gate is true with the holdings so far. A set of which none is held, and none is granted
//! as long as none is in hand whatever else may be, is never entered. A plan whose gates are true
//! whatever else may be in hand can be walked. Neither needs gates to be positive in holdings.

use std::collections::BTreeSet;

use crate::law::{DoorId, InputId};

use super::context::Context;
use super::support::Part;
use super::{Evaluator, Outcome, Reasons, Rejected};

/// Why a holding is within reach or out of reach; [`crate::verdict::Evidence`] in terms of a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// The holding is in a closed set.
    Closed(InputId, BTreeSet<InputId>),
    /// The doors that lead to the holding.
    Plan(InputId, Vec<DoorId>),
}

/// How an evaluator is to tell what is within reach.
#[derive(Debug, Clone, Copy)]
pub enum Reason<'p> {
    /// By a proof it finds by itself.
    Found,
    /// By these proofs alone.
    Given(&'p [Proof]),
}

pub(super) type Holdings = BTreeSet<InputId>;

impl Evaluator<'_, '_> {
    /// The proofs that were found, each once.
    pub fn proofs(&self) -> &[Proof] {
        &self.found
    }

    /// Which of the proofs given were of use.
    pub fn used(&self) -> &[usize] {
        &self.used
    }

    /// Why the first proof given that was of no use was not.
    pub fn complaint(&self) -> Option<&Rejected> {
        self.complaint.as_ref()
    }

    pub(super) fn reach(&mut self, context: Context, goal: InputId) -> Outcome {
        // What is within reach may not depend on what is within reach.
        if self
            .memory
            .contexts
            .binding(context, self.ground.walking)
            .is_some()
        {
            return Outcome::truths(true, true, true, Reasons::NONE);
        }
        match self.reason {
            Reason::Found => self.find_reach(context, goal),
            Reason::Given(proofs) => self.given_reach(context, goal, proofs),
        }
    }

    fn given_reach(&mut self, context: Context, goal: InputId, proofs: &[Proof]) -> Outcome {
        for (index, proof) in proofs.iter().enumerate() {
            let verdict = match proof {
                Proof::Closed(holding, closed) if *holding == goal => {
                    self.check_closed(context, goal, closed).map(|()| false)
                }
                Proof::Plan(holding, plan) if *holding == goal => {
                    self.check_plan(context, goal, plan).map(|()| true)
                }
                _ => continue,
            };
            match verdict {
                Ok(truth) => {
                    if !self.used.contains(&index) {
                        self.used.push(index);
                    }
                    return Outcome::truth(truth);
                }
                Err(complaint) => {
                    self.complaint.get_or_insert(complaint);
                }
            }
        }
        Outcome::truths(true, true, true, Reasons::NONE)
    }

    fn check_closed(
        &mut self,
        context: Context,
        goal: InputId,
        closed: &Holdings,
    ) -> Result<(), Rejected> {
        let name = |this: &Self, input| this.ground.names.input(input).to_owned();
        if !closed.contains(&goal) {
            return Err(Rejected::GoalNotInSet(name(self, goal)));
        }
        for holding in closed {
            if !self.held(context, *holding).is_false() {
                return Err(Rejected::PerhapsHeld(name(self, *holding)));
            }
        }
        let law = self.ground.law;
        let without = self.with_holdings(context, closed, false);
        for door in (0..self.ground.law.doors.len()).map(DoorId::at) {
            let granted = law
                .grants(door)
                .iter()
                .copied()
                .find(|holding| closed.contains(holding));
            if let Some(granted) = granted
                && !self.gate(without, door).is_false()
            {
                let door = self.ground.names.door(door).to_owned();
                return Err(Rejected::OpenDoor(door, name(self, granted)));
            }
        }
        Ok(())
    }

    fn check_plan(
        &mut self,
        context: Context,
        goal: InputId,
        plan: &[DoorId],
    ) -> Result<(), Rejected> {
        let mut got = self.surely_held(context);
        for door in plan {
            let with = self.with_holdings(context, &got, true);
            if !self.gate(with, *door).is_true() {
                return Err(Rejected::ClosedDoor(
                    self.ground.names.door(*door).to_owned(),
                ));
            }
            got.extend(self.ground.law.grants(*door));
        }
        if got.contains(&goal) {
            return Ok(());
        }
        Err(Rejected::NotReached(
            self.ground.names.input(goal).to_owned(),
        ))
    }

    /// Whether a holding is held before any step.
    pub(super) fn held(&mut self, context: Context, holding: InputId) -> Outcome {
        self.read(context, holding)
    }

    pub(super) fn surely_held(&mut self, context: Context) -> Holdings {
        let mut held = Holdings::new();
        for holding in self.ground.holdings.clone() {
            if self.held(context, holding).is_true() {
                held.insert(holding);
            }
        }
        held
    }

    /// On a walk, with these holdings in hand or not in hand, of all others either.
    pub(super) fn with_holdings(
        &mut self,
        context: Context,
        these: &Holdings,
        in_hand: bool,
    ) -> Context {
        let decided = Outcome::truth(in_hand);
        let either = Outcome::truths(true, true, false, Reasons::NONE);
        let holdings = self.ground.holdings.iter();
        let bindings = holdings
            .map(|holding| {
                let outcome = if these.contains(holding) {
                    decided
                } else {
                    either
                };
                (*holding, outcome)
            })
            .chain([(self.ground.walking, Outcome::truth(true))])
            .collect();
        self.memory.contexts.bind(context, bindings)
    }

    pub(super) fn gate(&mut self, context: Context, door: DoorId) -> Outcome {
        let gate = self.ground.law[door].gate;
        let context = self.restrict(context, Part::Expr(gate));
        self.value(context, gate)
    }
}
