use crate::calendar::Day;

/// Of what a law is the law: kept for people, like words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// The folders laid over the rules, as they were named.
    pub layers: Vec<String>,
    /// The law as it was known on this day.
    pub known_on: Option<Day>,
    /// What was not known on that day, and what rests on it.
    pub unknown: Unknown,
}

/// What was not known on a day, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unknown {
    /// The acts.
    pub acts: Vec<String>,
    /// The same by their titles, in quotation marks; by their names where they have none.
    pub titles: Vec<String>,
    /// Their rules and provisions, and whatever names these or the acts.
    pub names: Vec<String>,
    /// Cases that name any of it.
    pub cases: Vec<String>,
    /// Claims that do.
    pub claims: Vec<String>,
}
