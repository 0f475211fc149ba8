//! What a person can get by steps that are open to the person, on the day.
//!
//! The least set of holdings that contains those held and, for each door whose gate is true with
//! the holdings of the set, what its step grants. A circle of requirements supports nothing: a
//! holding enters only by a gate that is true without it.
//!
//! Where not everything is known there are two such sets. The lower one goes through gates that
//! are definitely true, the upper one through all that are not definitely false; a holding in
//! between is within reach or not depending on what is missing.
//!
//! A requirement may also ask that a holding is missing. Then there is no least set, and what is
//! within reach depends on the order of the steps and on which are left out. The lower set is that
//! of one walk that really can be walked, the upper one contains those of all walks, and what is
//! in between although nothing is missing is a failure, [`Cause::ReachUndecided`].

use std::collections::BTreeSet;

use crate::law::{DoorId, InputId};

use super::context::ContextId;
use super::interpreter::Interpreter;
use super::outcome::{Cause, Outcome, Shortfall};
use super::walk::Walk;

/// What is within reach on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The holdings definitely held at the start.
    pub held: Vec<InputId>,
    /// The holdings definitely within reach, those held included.
    pub lower: Vec<InputId>,
    /// The holdings not definitely out of reach.
    pub upper: Vec<InputId>,
    /// The doors taken to get all of `lower`, in this order: in each round those that have come
    /// open, in the order of the law, if they still grant something new.
    pub plan: Vec<DoorId>,
}

impl Interpreter<'_> {
    /// What is within reach, of the holdings that are walked to.
    ///
    /// A gate is evaluated again only where something that it looks at has changed: at most once
    /// for each holding that it looks at.
    pub fn reached(&mut self) -> Reached {
        let walk = self.walk();
        Reached {
            held: walk.held.iter().copied().collect(),
            lower: walk.lower.iter().copied().collect(),
            upper: walk.upper.iter().copied().collect(),
            plan: walk.steps.iter().map(|(door, _)| *door).collect(),
        }
    }

    /// The steps really needed for a holding, in order: none if it is held. `None` if it is not
    /// definitely within reach.
    pub fn plan_for(&mut self, goal: InputId) -> Option<Vec<DoorId>> {
        Some(
            self.steps_for(goal)?
                .into_iter()
                .map(|(door, _)| door)
                .collect(),
        )
    }

    /// As [`Self::plan_for`], each door with the context in which its gate is true.
    pub(super) fn steps_for(&mut self, goal: InputId) -> Option<Vec<(DoorId, ContextId)>> {
        self.look_behind(goal);
        let walk = self.walk();
        if !walk.lower.contains(&goal) {
            return None;
        }
        let mut doors = self.leading_to(&walk, goal);
        let mut steps = self.retrace(&walk, &doors, goal)?;
        for index in (0..doors.len()).rev() {
            let mut fewer = doors.clone();
            fewer.remove(index);
            if let Some(shorter) = self.retrace(&walk, &fewer, goal) {
                doors = fewer;
                steps = shorter;
            }
        }
        Some(steps)
    }

    /// The doors of a walk that grant the goal, or what a later one of them looks at. The others
    /// could be left out one by one: nothing would be otherwise at these.
    fn leading_to(&mut self, walk: &Walk, goal: InputId) -> Vec<DoorId> {
        let needs = self.needs();
        let mut wanted = BTreeSet::from([goal]);
        let mut doors = Vec::new();
        for (door, _) in walk.steps.iter().rev() {
            let mut grants = self.law.grants(*door).iter();
            if grants.any(|granted| wanted.contains(granted)) {
                wanted.extend(needs.of(self.law[*door].step));
                doors.push(*door);
            }
        }
        doors.reverse();
        doors
    }

    /// Whether a holding is within reach.
    pub(super) fn within_reach(&mut self, goal: InputId) -> Outcome {
        if self.is_walking() {
            return Outcome::failed(Cause::NestedReach(goal));
        }
        self.look_behind(goal);
        let walk = self.walk();
        if walk.lower.contains(&goal) {
            Outcome::truth(true)
        } else if walk.upper.contains(&goal) {
            self.why_undecided(&walk, goal)
        } else {
            Outcome::truth(false)
        }
    }

    /// Walks through these doors only, in this order, as far as their gates are true; the steps
    /// taken if that gets the goal.
    fn retrace(
        &mut self,
        walk: &Walk,
        doors: &[DoorId],
        goal: InputId,
    ) -> Option<Vec<(DoorId, ContextId)>> {
        let mut held = walk.held.clone();
        let mut steps = Vec::new();
        for door in doors {
            let now = self.at_door(*door, &held, |holding| walk.unknown.contains_key(holding));
            if self.gate(*door, now).is_true() {
                steps.push((*door, now));
                held.extend(self.law.grants(*door));
            }
        }
        held.contains(&goal).then_some(steps)
    }

    /// Follows the doors to the goal that are neither shut nor open, and gathers what they lack.
    fn why_undecided(&mut self, walk: &Walk, goal: InputId) -> Outcome {
        let needs = self.needs();
        let mut lacking = Shortfall::default();
        let mut seen = BTreeSet::from([goal]);
        let mut next = vec![goal];
        while let Some(holding) = next.pop() {
            if let Some(start) = walk.unknown.get(&holding) {
                lacking.add(start);
            }
            for door in needs.granting(holding).iter().copied() {
                let mut of_gate = Shortfall::default();
                of_gate.add(&self.gate(door, walk.end));
                lacking.causes.append(&mut of_gate.causes);
                for input in of_gate.missing {
                    if !walk.upper.contains(&input) {
                        lacking.missing.insert(input);
                    } else if seen.insert(input) {
                        next.push(input);
                    }
                }
            }
        }
        lacking
            .open_first()
            .unwrap_or(Outcome::failed(Cause::ReachUndecided(goal)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::*;
    use crate::law::{Expr, ExprId, Value};

    fn reach(draft: &mut Draft, holding: InputId) -> ExprId {
        draft.add(Expr::Reach(holding))
    }

    #[test]
    fn a_chain_is_walked_in_rounds() {
        let mut draft = Draft::new();
        let [a, b, c] = ["a", "b", "c"].map(|name| draft.holding(name));
        let third = draft.simple_door("third", c, &[b]);
        let second = draft.simple_door("second", b, &[a]);
        let first = draft.simple_door("first", a, &[]);
        let person = draft.person(&[]).close(&draft.law);
        let mut interpreter = Interpreter::new(&draft.law, &person);
        let reached = interpreter.reached();
        assert_eq!(reached.plan, [first, second, third]);
        assert_eq!(
            (reached.lower, reached.upper),
            (vec![a, b, c], vec![a, b, c])
        );
        assert_eq!(interpreter.plan_for(b), Some(vec![first, second]));
    }

    #[test]
    fn a_circle_supports_nothing() {
        let mut draft = Draft::new();
        let (visa, presence) = (draft.holding("visa"), draft.holding("presence"));
        draft.simple_door("obtain a visa", visa, &[presence]);
        draft.simple_door("enter", presence, &[visa]);
        let goal = reach(&mut draft, visa);
        let outside = draft.person(&[]).close(&draft.law);
        assert!(draft.eval(&outside, goal).is_false());
        let inside = outside.with(presence, Value::Bool(true));
        assert!(draft.eval(&inside, goal).is_true());
    }

    #[test]
    fn an_unknown_start_is_what_is_missing() {
        let mut draft = Draft::new();
        let [a, b, c] = ["a", "b", "c"].map(|name| draft.holding(name));
        draft.simple_door("second", b, &[a]);
        draft.simple_door("third", c, &[b]);
        let goal = reach(&mut draft, c);
        let both = Outcome::Open(BTreeSet::from([a, b, c]));
        assert_eq!(draft.eval(&draft.person(&[]), goal), both);
        let half = draft.person(&[(b, false), (c, false)]);
        assert_eq!(draft.eval(&half, goal), Outcome::missing(a));
    }

    #[test]
    fn only_doors_to_the_goal_are_named() {
        let mut draft = Draft::new();
        let (a, b) = (draft.holding("a"), draft.holding("b"));
        for holding in [a, b] {
            let fact = draft.fact("fact");
            let step = draft.step("step", &[holding]);
            let need = draft.is(fact);
            draft.door(step, need);
        }
        let goal = reach(&mut draft, a);
        let person = draft.person(&[(a, false), (b, false)]);
        let first_fact = draft
            .law
            .inputs
            .iter()
            .position(|input| input.name == "fact")
            .unwrap();
        assert_eq!(
            draft.eval(&person, goal),
            Outcome::missing(InputId::at(first_fact))
        );
    }

    #[test]
    fn a_plan_leaves_out_what_is_not_needed() {
        let mut draft = Draft::new();
        let [a, b, c] = ["a", "b", "c"].map(|name| draft.holding(name));
        let first = draft.simple_door("first", a, &[]);
        draft.simple_door("aside", b, &[]);
        let last = draft.simple_door("last", c, &[a]);
        let person = draft.person(&[]).close(&draft.law);
        let mut interpreter = Interpreter::new(&draft.law, &person);
        assert_eq!(interpreter.reached().plan.len(), 3);
        assert_eq!(interpreter.plan_for(c), Some(vec![first, last]));
        let held = draft.person(&[(c, true)]).close(&draft.law);
        assert_eq!(
            Interpreter::new(&draft.law, &held).plan_for(c),
            Some(Vec::new())
        );
    }

    #[test]
    fn what_depends_on_the_order_of_steps_is_undecided() {
        let mut draft = Draft::new();
        let (permit, licence) = (draft.holding("permit"), draft.holding("licence"));
        draft.simple_door("permit", permit, &[]);
        let step = draft.step("only for those without a permit", &[licence]);
        let held = draft.is(permit);
        let need = draft.not(held);
        draft.door(step, need);
        let person = draft.person(&[]).close(&draft.law);
        let reached = Interpreter::new(&draft.law, &person).reached();
        assert_eq!(
            (reached.lower, reached.upper),
            (vec![permit], vec![permit, licence])
        );
        let goal = reach(&mut draft, licence);
        let undecided = Outcome::failed(Cause::ReachUndecided(licence));
        assert_eq!(draft.eval(&person, goal), undecided);
        let with_permit = draft.person(&[(permit, true)]).close(&draft.law);
        assert!(draft.eval(&with_permit, goal).is_false());
    }

    #[test]
    fn requirements_for_those_with_and_without_a_holding_are_told_apart() {
        let mut draft = Draft::new();
        let [a, b, c, goal] = ["a", "b", "c", "goal"].map(|name| draft.holding(name));
        draft.simple_door("a", a, &[]);
        let step = draft.step("with a: b, without it: c", &[goal]);
        let (with, needs_b, needs_c) = (draft.is(a), draft.is(b), draft.is(c));
        let without = draft.not(with);
        let (if_with, if_without) = (draft.or(&[without, needs_b]), draft.or(&[with, needs_c]));
        let need = draft.and(&[if_with, if_without]);
        draft.door(step, need);
        let goal = reach(&mut draft, goal);
        let person = draft.person(&[]).close(&draft.law);
        assert!(draft.eval(&person, goal).is_false());
    }

    #[test]
    fn other_bindings_have_a_reach_of_their_own() {
        let mut draft = Draft::new();
        let (a, b) = (draft.holding("a"), draft.holding("b"));
        draft.simple_door("first", b, &[a]);
        let goal = reach(&mut draft, b);
        let yes = draft.bool(true);
        let fiction = draft.add(Expr::With(vec![(a, yes)], goal));
        let person = draft.person(&[]).close(&draft.law);
        assert!(draft.eval(&person, goal).is_false());
        assert!(draft.eval(&person, fiction).is_true());
    }

    #[test]
    fn a_reach_at_a_gate_is_a_failure() {
        let mut draft = Draft::new();
        let a = draft.holding("a");
        let goal = reach(&mut draft, a);
        let step = draft.step("first", &[a]);
        draft.door(step, goal);
        let person = draft.person(&[]).close(&draft.law);
        let nested = Outcome::failed(Cause::NestedReach(a));
        assert_eq!(draft.eval(&person, goal), nested);
    }
}
