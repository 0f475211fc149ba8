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
            let lives = own.as_deref().unwrap_or_default();
            for life in lives {
                let bounds = [(life.days.from, true), (life.days.until, false)];
                for (day, begins) in bounds {
                    let Some(day) = day else { continue };
                    let rule = WrittenId::at(at);
                    // The readings of all its days are all that there are.
                    let bound = |life: &Life| match begins {
                        true => life.days.from,
                        false => life.days.until,
                    };
                    let on = match lives.iter().all(|life| bound(life) == Some(day)) {
                        true => Region::everything(),
                        false => life.on.clone(),
                    };
                    let all = days.entry(day).or_default();
                    let known = all
                        .iter_mut()
                        .find(|event| event.rule == rule && event.begins == begins);
                    match known {
                        Some(event) if event.on.is_everything() => {}
                        Some(event) => event.on.0.extend(on.0),
                        None => all.push(Event { rule, on, begins }),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::law;

    #[test]
    fn a_day_that_hangs_on_a_reading() {
        let law = law("kz");
        let periods = Periods::of(&law);
        // In force, the IIN in person, and “until 1 July 2025” as its words are read.
        let days: Vec<String> = periods.days.keys().map(ToString::to_string).collect();
        assert_eq!(
            days,
            ["2024-01-01", "2024-02-24", "2025-07-01", "2025-07-02"]
        );
        assert_eq!(periods.all().len(), 5);
        let at = law
            .written
            .iter()
            .position(|rule| rule.heading.as_deref() == Some("Airport and electronic visas"));
        let lives = periods.of_rule(WrittenId::at(at.unwrap())).unwrap();
        let lasts: Vec<Option<String>> = lives
            .iter()
            .map(|life| Some(life.days.last_day()?.to_string()))
            .collect();
        assert_eq!(
            lasts,
            [Some("2025-06-30".into()), Some("2025-07-01".into())]
        );
        let [one, other] = lives else {
            panic!("{lives:?}");
        };
        assert!(one.on.meet(&other.on).is_nothing());
        // It begins on one day whatever the answer is, and ends on two.
        let on = |day: &str| {
            let events = &periods.days[&day.parse::<Day>().unwrap()];
            let own = events.iter().find(|event| Some(event.rule.index()) == at);
            own.unwrap().on.clone()
        };
        assert_eq!(on("2024-01-01"), Region::everything());
        assert_eq!(on("2025-07-01"), one.on);
    }
}
