use crate::calendar::Day;

/// Of what a law is the law: kept for people, like words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// The folders laid over the rules, as they were named.
    pub layers: Vec<String>,
    /// The law as it was known on this day.
    pub known_on: Option<Day>,
    /// The names of what was not known on that day, and of what rests on it.
    pub unknown: Vec<String>,
}
