//! What is within reach, by proofs that are found here.

use crate::law::{DoorId, InputId};

use super::context::Context;
use super::reach::Holdings;
use super::support::Part;
use super::{Evaluator, Outcome, Proof, Reasons};

impl Evaluator<'_, '_> {
    /// Whether a holding is within reach, with the proof noted that was found.
    pub(super) fn find_reach(&mut self, context: Context, goal: InputId) -> Outcome {
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
                    .ground
                    .law
                    .grants(door)
                    .iter()
                    .any(|holding| beyond.contains(holding));
                if grants_in && !self.gate(without, door).is_false() {
                    granted.extend(self.ground.law.grants(door));
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
                            .any(|door| self.ground.law.grants(*door).contains(holding))
                };
                if self.ground.law.grants(door).iter().any(is_new)
                    && self.gate(with, door).is_true()
                {
                    round.push(door);
                }
            }
            if round.is_empty() {
                return None;
            }
            for door in &round {
                got.extend(self.ground.law.grants(*door));
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
            for door in self.ground.law.doors_to(holding) {
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
}
