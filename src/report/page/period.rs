//! The days on which the law changes, and the periods between them.

use std::collections::BTreeMap;

use crate::calendar::{Day, Interval};
use crate::law::{Law, WrittenId};
use crate::verdict::Region;

use super::life::{Life, lives};

/// What happens to a rule on a day.
#[derive(Debug, Clone)]
pub struct Event {
    /// The rule.
    pub rule: WrittenId,
    /// The readings on which it happens.
    pub on: Region,
    /// Whether the rule begins; else the day before was its last.
    pub begins: bool,
}

/// The rules with their days, and the days on which any of them begins or ends.
#[derive(Debug)]
pub struct Periods {
    /// For each rule its days.
    pub lives: Vec<Option<Vec<Life>>>,
    /// What happens on each day.
    pub days: BTreeMap<Day, Vec<Event>>,
}

impl Periods {
    /// Those of a law.
    pub fn of(law: &Law) -> Self {
        let lives: Vec<_> = law.written.iter().map(|rule| lives(law, rule)).collect();
        let mut days: BTreeMap<Day, Vec<Event>> = BTreeMap::new();
        for (at, own) in lives.iter().enumerate() {
            for life in own.iter().flatten() {
                let bounds = [(life.days.from, true), (life.days.until, false)];
                for (day, begins) in bounds {
                    let Some(day) = day else { continue };
                    let rule = WrittenId::at(at);
                    let all = days.entry(day).or_default();
                    let known = all
                        .iter_mut()
                        .find(|event| event.rule == rule && event.begins == begins);
                    match known {
                        Some(event) => event.on.0.extend(life.on.0.clone()),
                        None => all.push(Event {
                            rule,
                            on: life.on.clone(),
                            begins,
                        }),
                    }
                }
            }
        }
        Self { lives, days }
    }

    /// The days of a rule.
    pub fn of_rule(&self, rule: WrittenId) -> Option<&[Life]> {
        self.lives.get(rule.index())?.as_deref()
    }

    /// The periods, the first without a beginning, the last without an end.
    pub fn all(&self) -> Vec<Interval> {
        let firsts = std::iter::once(None).chain(self.days.keys().copied().map(Some));
        let ends = self.days.keys().copied().map(Some);
        let ends = ends.chain(std::iter::once(None));
        firsts
            .zip(ends)
            .map(|(from, until)| Interval { from, until })
            .collect()
    }
}
