//! Waiting in vain: what stands in the way at the end, and since when.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::law::{DoorId, ExprId, InputId, Law, Value, Waiting, WrittenId};

use super::interpreter::Interpreter;
use super::outcome::Outcome;
use super::reasons::{Decisive, decisive_names};
use super::situation::Situation;

/// The end of waiting: the last day on which anything changes.
#[derive(Debug, Clone)]
pub struct End {
    /// The person on the last day, with all that was got until then.
    pub person: Situation,
    /// The first day from which on all that stands in the way at the end stands in the way.
    pub since: Day,
    /// Nothing else stands in the way on any day.
    pub alone: bool,
}

impl Interpreter<'_> {
    /// The end of waiting of a person for whom it helps nothing; none where the day is not known.
    pub fn end_of_waiting(&mut self, waiting: &Waiting) -> Option<End> {
        let today = self.day_at_hand();
        let mut persons = Vec::new();
        for stage in self.stages(waiting) {
            let outside = self.enter(stage.context);
            persons.push((stage.day.or(today)?, self.person()));
            self.enter(outside);
        }
        let (day, person) = persons.pop()?;
        let at_the_end = in_the_way(self.law, &person, waiting.holding);
        let (mut since, mut alone) = (day, true);
        for (day, person) in persons.into_iter().rev() {
            let then = in_the_way(self.law, &person, waiting.holding);
            alone &= then == at_the_end;
            if !at_the_end.is_subset(&then) {
                break;
            }
            since = day;
        }
        Some(End {
            person,
            since,
            alone,
        })
    }

    /// What is given under the bindings in force, as a situation of its own.
    fn person(&mut self) -> Situation {
        let law = self.law;
        let mut person = self.situation().clone();
        for (at, declared) in law.inputs.iter().enumerate() {
            let input = InputId::at(at);
            let is_bound = self.contexts.binding(self.context, input).is_some();
            if !is_bound && declared.history.is_none() {
                continue;
            }
            match self.input(input) {
                Outcome::Value(value) => person.set(input, value),
                _ => person.forget(input),
            }
        }
        if let (Some(clock), Some(day)) = (law.law_day(), self.law_day().value()) {
            person.set(clock, day);
        }
        person
    }
}

/// A door that is shut, the part of it that is not so, and a rule that is why.
type Shut = (DoorId, ExprId, Option<WrittenId>);

/// What shuts the doors to a holding on one day, and those to all that is missing at them.
fn in_the_way(law: &Law, person: &Situation, goal: InputId) -> BTreeSet<Shut> {
    let mut interpreter = Interpreter::new(law, person);
    let (reached, needs) = (interpreter.reached(), interpreter.needs());
    let mut end = person.clone();
    for holding in &reached.lower {
        end.set(*holding, Value::Bool(true));
    }
    let mut interpreter = Interpreter::new(law, &end);
    let mut found = BTreeSet::new();
    let (mut open, mut met) = (vec![goal], BTreeSet::from([goal]));
    while let Some(holding) = open.pop() {
        for id in needs.granting(holding) {
            let door = &law[*id];
            for part in door.needs.iter().chain([&door.open]) {
                if interpreter.evaluate(*part).is_true() {
                    continue;
                }
                found.insert((*id, *part, None));
                let rules = decisive_names(law, &end, *part).into_iter();
                found.extend(rules.filter_map(|reason| match reason {
                    Decisive::Written(rule) => Some((*id, *part, Some(rule))),
                    _ => None,
                }));
            }
            let lacking = needs.of(door.step);
            let lacking = lacking.filter(|need| reached.lower.binary_search(need).is_err());
            open.extend(lacking.filter(|need| met.insert(*need)));
        }
    }
    found
}
