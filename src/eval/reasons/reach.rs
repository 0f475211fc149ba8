//! The names that stand among the reasons why a holding is within reach or not.

use std::collections::BTreeSet;

use crate::law::{InputId, InputKind};

use super::decisive::Decisive;
use super::search::Search;

impl Search<'_> {
    pub fn reach(&mut self, goal: InputId) {
        if self.interpreter.is_walking() {
            return;
        }
        if let Some(steps) = self.interpreter.steps_for(goal) {
            if steps.is_empty() {
                self.input(goal);
            }
            for (door, context) in steps {
                let outer = self.interpreter.enter(context);
                self.expression(self.law[door].gate);
                self.interpreter.enter(outer);
            }
        } else {
            self.obstacles(goal);
        }
    }

    /// What shuts the doors to the goal, and to the holdings that are missing at them.
    fn obstacles(&mut self, goal: InputId) {
        let outside = std::mem::take(&mut self.names);
        let walk = self.interpreter.walk();
        let mut done = BTreeSet::new();
        let mut queue = vec![goal];
        while let Some(holding) = queue.pop() {
            if !done.insert(holding) {
                continue;
            }
            let held = self.interpreter.input(holding);
            self.missing(&held);
            let outer = self.interpreter.enter(walk.end);
            for door in self.law.doors_to(holding) {
                if !self.interpreter.evaluate(self.law[door].gate).is_true() {
                    self.expression(self.law[door].gate);
                }
            }
            self.interpreter.enter(outer);
            queue.extend(
                self.holdings_named()
                    .filter(|found| !walk.lower.contains(found)),
            );
        }
        self.names.extend(outside);
    }

    fn holdings_named(&self) -> impl Iterator<Item = InputId> + '_ {
        self.names.iter().filter_map(|name| match name {
            Decisive::Input(input) if self.law[*input].kind == InputKind::Holding => Some(*input),
            _ => None,
        })
    }
}
