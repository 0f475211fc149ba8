use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::law::{InputId, Law, Value};

/// A person on a day, under some readings: everything that may vary is fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// The day of the facts and of the law.
    pub day: Day,
    /// Facts, holdings, choices and the occasion, in the order declared.
    pub given: Vec<(InputId, Value)>,
    /// One choice for every reading, in the order declared.
    pub readings: Vec<(InputId, Value)>,
}

impl Witness {
    /// Everything that is fixed but the day.
    pub fn values(&self) -> impl Iterator<Item = (InputId, Value)> + '_ {
        self.given.iter().chain(&self.readings).copied()
    }

    /// Everything that is fixed but the readings.
    pub fn on_its_day(&self, law: &Law) -> Vec<(InputId, Value)> {
        let day = law.day().map(|day| (day, Value::Day(self.day)));
        self.given.iter().copied().chain(day).collect()
    }
}
