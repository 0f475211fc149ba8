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

type Holdings = BTreeSet<InputId>;

impl<'l> Evaluator<'_, 'l> {
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
        let without = self.with_holdings(context, closed, false);
        for door in (0..self.ground.law.doors.len()).map(DoorId::at) {
            let granted = self
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
            got.extend(self.grants(*door));
        }
        if got.contains(&goal) {
            return Ok(());
        }
        Err(Rejected::NotReached(
            self.ground.names.input(goal).to_owned(),
        ))
    }

    fn find_reach(&mut self, context: Context, goal: InputId) -> Outcome {
        let beyond = self.beyond(context);
        if beyond.contains(&goal) {
            self.note(Proof::Closed(goal, beyond));
            return Outcome::truth(false);
        }
        if let Some(plan) = self.plan(context, goal) {
            self.note(Proof::Plan(goal, plan));
            return Outcome::truth(true);
        }
        let why = self.why_undecided(context, goal, &beyond);
        Outcome::truths(true, true, true, why)
    }

    fn note(&mut self, proof: Proof) {
        if !self.found.contains(&proof) {
            self.found.push(proof);
        }
    }

    /// The greatest closed set.
    fn beyond(&mut self, context: Context) -> Holdings {
        let mut beyond = Holdings::new();
        for holding in self.ground.holdings.clone() {
            if self.held(context, holding).is_false() {
                beyond.insert(holding);
            }
        }
        loop {
            let without = self.with_holdings(context, &beyond, false);
            let mut granted = Vec::new();
            for door in (0..self.ground.law.doors.len()).map(DoorId::at) {
                let grants_in = self
                    .grants(door)
                    .iter()
                    .any(|holding| beyond.contains(holding));
                if grants_in && !self.gate(without, door).is_false() {
                    granted.extend(self.grants(door));
                }
            }
            if granted.is_empty() {
                return beyond;
            }
            for holding in granted {
                beyond.remove(holding);
            }
        }
    }

    /// Doors that lead to a holding, each with a gate that is surely true; the first ones in the
    /// order of the law, round by round.
    fn plan(&mut self, context: Context, goal: InputId) -> Option<Vec<DoorId>> {
        let mut got = self.surely_held(context);
        let mut plan = Vec::new();
        while !got.contains(&goal) {
            let with = self.with_holdings(context, &got, true);
            let mut round = Vec::new();
            for door in (0..self.ground.law.doors.len()).map(DoorId::at) {
                let is_new = |holding: &InputId| {
                    !got.contains(holding)
                        && !round
                            .iter()
                            .any(|door| self.grants(*door).contains(holding))
                };
                if self.grants(door).iter().any(is_new) && self.gate(with, door).is_true() {
                    round.push(door);
                }
            }
            if round.is_empty() {
                return None;
            }
            for door in &round {
                got.extend(self.grants(*door));
            }
            plan.append(&mut round);
        }
        Some(plan)
    }

    /// What is undecided on the ways to a holding, nearest first.
    fn why_undecided(&mut self, context: Context, goal: InputId, beyond: &Holdings) -> Reasons {
        let without = self.with_holdings(context, beyond, false);
        let mut why = Reasons::NONE;
        let mut ways = vec![goal];
        let mut next = 0;
        while let Some(holding) = ways.get(next).copied() {
            next += 1;
            let held = self.held(context, holding);
            why = self.ground.reasons.join(why, held.why);
            for door in (0..self.ground.law.doors.len()).map(DoorId::at) {
                if !self.grants(door).contains(&holding) {
                    continue;
                }
                let gate = self.gate(without, door);
                if gate.is_false() {
                    continue;
                }
                why = self.ground.reasons.join(why, gate.why);
                let read = self
                    .ground
                    .support
                    .of(Part::Expr(self.ground.law[door].gate));
                for needed in &self.ground.holdings {
                    let leads_on = read.contains(needed.index()) && !beyond.contains(needed);
                    if leads_on && !ways.contains(needed) {
                        ways.push(*needed);
                    }
                }
            }
        }
        why
    }

    /// Whether a holding is held before any step.
    fn held(&mut self, context: Context, holding: InputId) -> Outcome {
        match self.memory.contexts.binding(context, holding) {
            Some(bound) => *bound,
            None => self.input(holding),
        }
    }

    fn surely_held(&mut self, context: Context) -> Holdings {
        let mut held = Holdings::new();
        for holding in self.ground.holdings.clone() {
            if self.held(context, holding).is_true() {
                held.insert(holding);
            }
        }
        held
    }

    /// On a walk, with these holdings in hand or not in hand, of all others either.
    fn with_holdings(&mut self, context: Context, these: &Holdings, in_hand: bool) -> Context {
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

    fn gate(&mut self, context: Context, door: DoorId) -> Outcome {
        let gate = self.ground.law[door].gate;
        let context = self.restrict(context, Part::Expr(gate));
        self.value(context, gate)
    }

    fn grants(&self, door: DoorId) -> &'l [InputId] {
        let law = self.ground.law;
        &law[law[door].step].grants
    }
}
