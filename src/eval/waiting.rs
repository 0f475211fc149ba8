//! What happens on the days that one may wait for, of one person.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::law::{DoorId, ExprId, InputId, Type, Value, Waiting};

use super::context::ContextId;
use super::interpreter::Interpreter;
use super::outcome::Outcome;

/// A day, with what is held at its beginning.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stage {
    /// The day; none for the day at hand.
    pub day: Option<Day>,
    pub context: ContextId,
}

/// Doors taken, each with the context in which its gate is true.
type Doors = Vec<(DoorId, ContextId)>;

/// The steps of one day.
pub(super) struct Steps {
    pub stage: Stage,
    pub doors: Doors,
}

impl Interpreter<'_> {
    /// The day at hand and those behind it on which something may change, as far as they are known.
    pub(super) fn stages(&mut self, waiting: &Waiting) -> Vec<Stage> {
        let today = self.day_at_hand();
        let mut stages = vec![Stage {
            day: None,
            context: self.context,
        }];
        let mut last = today;
        for later in &waiting.later {
            let Some(Value::Day(day)) = self.evaluate(later.day).value() else {
                continue;
            };
            if last.is_none_or(|last| day <= last) {
                continue;
            }
            last = Some(day);
            let bound = self.bound(&later.on);
            let outside = self.bind(bound);
            let context = self.enter(outside);
            let day = Some(day);
            stages.push(Stage { day, context });
        }
        stages
    }

    pub(super) fn day_at_hand(&mut self) -> Option<Day> {
        match self.law.day().map(|clock| self.input(clock))?.value()? {
            Value::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The steps of each day on which there are some that lead to what is waited for, each once; `None`
    /// if it is not definitely within reach some day.
    pub fn plan_in_time(&mut self, waiting: &Waiting) -> Option<Vec<(Day, Vec<DoorId>)>> {
        let today = self.day_at_hand();
        let days = self.steps_in_time(waiting)?.into_iter();
        let plan = days.map(|steps| {
            let doors = steps.doors.into_iter().map(|(door, _)| door);
            Some((steps.stage.day.or(today)?, doors.collect()))
        });
        plan.collect()
    }

    /// What is held on the day and ends ahead of another, of all that what is waited for may hang
    /// on, each with its last day.
    pub fn ends_ahead_of(&mut self, waiting: &Waiting, other: Day) -> Vec<(InputId, Day)> {
        let bound = waiting
            .later
            .first()
            .into_iter()
            .flat_map(|later| &later.on);
        let mut found = Vec::new();
        for (input, _) in bound {
            let Some(history) = self.law[*input].history else {
                continue;
            };
            let last = self.input(history.through).value();
            if let Some(Value::Day(last)) = last
                && last < other
                && self.input(*input).is_true()
            {
                found.push((*input, last));
            }
        }
        found
    }

    /// The steps that lead to a holding, day by day: what is asked for on one day and was got on an
    /// earlier one is got there as soon as it can be. None of a holding that is held; `None` if it is
    /// not definitely within reach.
    pub(super) fn steps_in_time(&mut self, waiting: &Waiting) -> Option<Vec<Steps>> {
        let stages = self.stages(waiting);
        let mut found: BTreeMap<usize, Doors> = BTreeMap::new();
        let mut wanted: Vec<(usize, InputId)> = vec![(stages.len(), waiting.holding)];
        let mut met: BTreeSet<InputId> = BTreeSet::new();
        while let Some((before, holding)) = wanted.pop() {
            if !met.insert(holding) {
                continue;
            }
            let Some((at, stage, doors)) = self.soonest(stages.get(..before)?, holding) else {
                // What is held for a time may begin by itself, and is not got by a step then.
                match before == stages.len() || self.law[holding].history.is_none() {
                    true => return None,
                    false => continue,
                }
            };
            for (door, context) in &doors {
                for needed in self.needs().of(self.law[*door].step).collect::<Vec<_>>() {
                    let outside = self.enter(stage.context);
                    let held = self.input(needed).is_true();
                    self.enter(outside);
                    if held && at > 0 && !self.input(needed).is_true() {
                        wanted.push((at, needed));
                    }
                }
                let of_day = found.entry(at).or_default();
                if !of_day.iter().any(|(known, _)| known == door) {
                    of_day.push((*door, *context));
                }
            }
        }
        let steps = found.into_iter();
        steps
            .map(|(at, doors)| {
                let stage = *stages.get(at)?;
                Some(Steps { stage, doors })
            })
            .collect()
    }

    /// The last day until which one may wait and do nothing: on the next, what is within reach some day
    /// is out of reach for good. None where there is no such day.
    pub fn last_safe_day(&mut self, some_day: ExprId, waiting: &Waiting) -> Option<Day> {
        let days = waiting.later.iter().map(|later| later.day);
        if days
            .into_iter()
            .any(|day| self.evaluate(day).value().is_none())
        {
            return None;
        }
        for stage in self.stages(waiting) {
            let Some(day) = stage.day else { continue };
            let later = waiting.later.first()?;
            let is_clock = |input: &InputId| self.law[*input].ty == Type::Date;
            let clocks: Vec<InputId> = later.on.iter().map(|(input, _)| *input).collect();
            let clocks = clocks.into_iter().filter(is_clock);
            let bound = clocks.map(|clock| (clock, Outcome::Value(Value::Day(day))));
            let bound = bound.collect();
            let outside = self.bind(bound);
            let then = self.evaluate(some_day);
            self.enter(outside);
            if then.is_false() {
                return day.previous();
            }
            // Until when is not known.
            if !then.is_true() {
                return None;
            }
        }
        None
    }

    /// The first day on which a holding is within reach, and the steps of that day.
    fn soonest(&mut self, stages: &[Stage], holding: InputId) -> Option<(usize, Stage, Doors)> {
        for (at, stage) in stages.iter().enumerate() {
            let outside = self.enter(stage.context);
            let doors = self.steps_for(holding);
            self.enter(outside);
            if let Some(doors) = doors {
                return Some((at, *stage, doors));
            }
        }
        None
    }
}
