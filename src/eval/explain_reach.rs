//! Why a holding is within reach or not.

use std::collections::{BTreeSet, VecDeque};

use crate::law::{DoorId, Expr, ExprId, InputId, InputKind, Waiting};

use super::context::ContextId;
use super::explain::Explainer;
use super::explanation::{Explanation, Obstacle, PlannedStep, Reason, ShutDoor};
use super::waiting::Stage;
use super::walk::Walk;

impl Explainer<'_> {
    pub fn reach(&mut self, goal: InputId) -> Reason {
        if self.interpreter.is_walking() {
            return Reason::Cut;
        }
        match self.interpreter.steps_for(goal) {
            Some(steps) => self.plan(steps),
            None => Reason::Obstacles(self.obstacles(goal)),
        }
    }

    fn plan(&mut self, steps: Vec<(DoorId, ContextId)>) -> Reason {
        let mut planned = Vec::new();
        for (door, context) in steps {
            let outer = self.interpreter.enter(context);
            let gate = self.expression(self.law[door].gate);
            self.interpreter.enter(outer);
            planned.push(PlannedStep { door, gate });
        }
        Reason::Plan(planned)
    }

    /// The steps of each day; or what stands in the way today, and what for good, with the first day
    /// from which on it does.
    pub fn some_day(&mut self, expr: ExprId, waiting: &Waiting) -> Vec<Reason> {
        if self.interpreter.is_walking() {
            return vec![Reason::Cut];
        }
        if let Some(days) = self.interpreter.steps_in_time(waiting) {
            if days.is_empty() {
                return vec![Reason::Plan(Vec::new())];
            }
            let mut found = Vec::new();
            for day in days {
                found.push(later(day.stage, self.plan(day.doors)));
            }
            let last = self.interpreter.last_safe_day(expr, waiting);
            found.extend(last.map(Reason::LastSafeDay));
            return found;
        }
        let stages = self.interpreter.stages(waiting);
        let end = self.interpreter.end_of_waiting(waiting);
        let alone = end.as_ref().is_some_and(|end| end.alone);
        let mut found = Vec::new();
        for (at, stage) in stages.iter().enumerate() {
            let is_last = at + 1 == stages.len();
            if !is_last && (at > 0 || alone) {
                continue;
            }
            let outer = self.interpreter.enter(stage.context);
            let obstacles = Reason::Obstacles(self.obstacles(waiting.holding));
            self.interpreter.enter(outer);
            let since = end.as_ref().map(|end| end.since).filter(|_| is_last);
            found.push(match since.or(stage.day) {
                Some(day) => Reason::Later(day, Box::new(obstacles)),
                None => obstacles,
            });
        }
        found
    }

    /// The goal, and every holding that is missing at a door to one of them, each once.
    fn obstacles(&mut self, goal: InputId) -> Vec<Obstacle> {
        self.interpreter.look_behind(goal);
        let walk = self.interpreter.walk();
        let mut found = Vec::new();
        let mut seen = BTreeSet::from([goal]);
        let mut queue = VecDeque::from([goal]);
        while let Some(holding) = queue.pop_front() {
            let obstacle = self.obstacle(&walk, holding);
            for missing in self.missing_at(&obstacle, &walk) {
                if seen.insert(missing) {
                    queue.push_back(missing);
                }
            }
            found.push(obstacle);
        }
        found
    }

    fn obstacle(&mut self, walk: &Walk, holding: InputId) -> Obstacle {
        let held = self.interpreter.input(holding);
        let outer = self.interpreter.enter(walk.end);
        let mut doors = Vec::new();
        for door in self.law.doors_to(holding) {
            let open = self.unmet(&[self.law[door].open]).pop();
            let needs = self.unmet(&self.law[door].needs);
            doors.push(ShutDoor { door, open, needs });
        }
        self.interpreter.enter(outer);
        Obstacle {
            holding,
            held,
            doors,
        }
    }

    fn unmet(&mut self, parts: &[ExprId]) -> Vec<Explanation> {
        let is_unmet = |part: &&ExprId| !self.interpreter.evaluate(**part).is_true();
        let unmet: Vec<ExprId> = parts.iter().filter(is_unmet).copied().collect();
        self.expressions(&unmet)
    }

    /// The holdings that are asked for at the doors and not definitely within reach.
    fn missing_at(&self, obstacle: &Obstacle, walk: &Walk) -> Vec<InputId> {
        let parts = obstacle
            .doors
            .iter()
            .flat_map(|door| door.open.iter().chain(&door.needs));
        parts
            .flat_map(Explanation::all)
            .filter_map(|part| match self.law.exprs.get(part.expr) {
                Expr::In(input) => Some(*input),
                _ => None,
            })
            .filter(|input| self.law[*input].kind == InputKind::Holding)
            .filter(|input| !walk.lower.contains(input))
            .collect()
    }
}

fn later(stage: Stage, reason: Reason) -> Reason {
    match stage.day {
        Some(day) => Reason::Later(day, Box::new(reason)),
        None => reason,
    }
}
