//! Why a question is answered as it is, as data: the text and the JSON of `eval --explain` are both
//! written from it, so that another program can show whatever the text shows.

mod json;
mod text;

use crate::calendar::Day;
use crate::law::{DoorId, Ground, InputId, Value, WrittenId};

use super::last_day::LastDay;
use super::layout::Note;

pub use json::json;
pub use text::write;

/// The outline of the reasons for one answer.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// The reasons, those of conditions behind the reason that has the conditions.
    pub because: Vec<Line>,
    /// The exceptions to what applies.
    pub exceptions: Option<Exceptions>,
    /// Of an answer no: what would have to be otherwise.
    pub misses: Option<Misses>,
    /// The steps to what is within reach, or what stands in the way.
    pub ways: Vec<Way>,
    /// What the answer does not need.
    pub not_needed: NotNeeded,
}

/// A line of the outline: a reason or an exception.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Its number; none of an exception.
    pub number: Option<usize>,
    /// What it says, a sentence.
    pub words: String,
    /// The rule that it tells of.
    pub rule: Option<WrittenId>,
    /// The sentences and assumptions that it rests on.
    pub grounds: Vec<Ground>,
    /// The number of the line that quotes the same sentences already.
    pub quoted_at: Option<usize>,
    /// What of the case it is so by.
    pub here: String,
    /// How the number or amount that it tells of is computed.
    pub computed: Option<Computed>,
    /// The facts, holdings, choices and readings that it looks at, as they are in the case.
    pub seen: Vec<(InputId, Value)>,
    /// The last days that its rule sets.
    pub last_days: Vec<LastDay>,
    /// The reasons behind it.
    pub behind: Vec<Line>,
    /// How many reasons follow here that are below the last level told.
    pub below: usize,
}

/// A sum in figures, or one of the figures: "10 % × 1,000 = 100", "10 %: the rate".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// What is computed, and what it comes to.
    pub words: String,
    /// The sentences and assumptions by which a parameter has this value.
    pub grounds: Vec<Ground>,
    /// The figures of the sum, or the sums of which a figure is made.
    pub parts: Vec<Computed>,
}

/// The exceptions to what applies.
#[derive(Debug, Clone)]
pub struct Exceptions {
    /// What is said of all of them.
    pub title: &'static str,
    /// Each of them.
    pub lines: Vec<Line>,
}

/// Each single change by which a question is answered with yes.
#[derive(Debug, Clone)]
pub struct Misses {
    /// "A visa is within reach with one thing different: if the person".
    pub words: String,
    /// The changes, the days first.
    pub all: Vec<Miss>,
}

/// One thing that would be otherwise.
#[derive(Debug, Clone)]
pub struct Miss {
    /// What would be otherwise.
    pub input: InputId,
    /// What it would be.
    pub value: Value,
    /// What it is; nothing where it is not given.
    pub is: Option<Value>,
    /// What it would be, in words: "has an IIN".
    pub other: String,
    /// What it is, in words: "has no IIN".
    pub fact: String,
    /// Readings left open, on which the answer then is yes; none where it is on all.
    pub readings: Vec<(InputId, Value)>,
    /// The same in words: ", where “Which …?” is answered “…”".
    pub on: String,
    /// The steps that lead there, in their order.
    pub steps: Vec<DoorId>,
    /// The same in words.
    pub then: String,
    /// The rules that make the difference, and those by which the steps are open.
    pub rules: Vec<WrittenId>,
    /// Their lines.
    pub lines: Note,
}

/// A way to what is asked for, or what stands in it.
#[derive(Debug, Clone)]
pub enum Way {
    /// These steps lead there.
    Steps {
        /// "The way".
        title: String,
        /// The day on which they are taken, where that is not the day at hand.
        on: Option<Day>,
        /// The steps, in their order.
        steps: Vec<PlannedStep>,
        /// What is said where no step is needed.
        held: &'static str,
    },
    /// It is not to be had, because something is missing.
    Missing {
        /// "What stands in the way".
        title: String,
        /// The day from which on it stands in the way, where that is not the day at hand.
        from: Option<Day>,
        /// What is missing, what is asked for first.
        missing: Vec<Missing>,
        /// What is missing below the last level told.
        below: Vec<InputId>,
        /// The same in words; nothing where there is none.
        and_so_on: String,
    },
    /// One step cannot be taken.
    Shut {
        /// "What stands in the way".
        title: String,
        /// The step.
        step: Procedure,
    },
    /// The last day until which one may wait.
    LastSafeDay {
        /// The day.
        day: Day,
        /// What is said of it.
        words: String,
    },
}

/// A step that leads to what is asked for.
#[derive(Debug, Clone)]
pub struct PlannedStep {
    /// The step.
    pub door: DoorId,
    /// "The person obtains a visa.".
    pub words: String,
    /// The rules by which it can be taken.
    pub rows: Vec<Row>,
}

/// A holding that is missing, and what stands in the way of each step to it.
#[derive(Debug, Clone)]
pub struct Missing {
    /// The holding.
    pub holding: InputId,
    /// "a visa".
    pub words: String,
    /// The steps that grant it.
    pub steps: Vec<Procedure>,
    /// What is said where there is none.
    pub none: String,
}

/// A step, and what stands in its way.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// The step.
    pub door: DoorId,
    /// "obtain a visa electronically".
    pub words: String,
    /// What stands in its way.
    pub rows: Vec<Row>,
}

/// A line beside a step: what a rule asks for or says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// "requires an IIN: missing".
    pub words: String,
    /// The rule.
    pub rule: Option<WrittenId>,
    /// Its sentences and assumptions, with those of the rules by which it is set aside.
    pub grounds: Vec<Ground>,
    /// Where they stand.
    pub lines: Note,
}

/// The facts and holdings without which the answer is the same.
#[derive(Debug, Clone, Default)]
pub struct NotNeeded {
    /// All of them.
    pub inputs: Vec<InputId>,
    /// Those of which the case says something, and how many there are of which it does not: a sentence
    /// each; none where the case says nothing of any.
    pub words: Vec<String>,
}

impl Line {
    /// A line that says this, with a full stop.
    pub fn new(words: &str) -> Self {
        Self {
            words: format!("{}.", words.trim_end_matches('.')),
            ..Self::default()
        }
    }

    /// It tells of a rule.
    pub fn of(self, rule: WrittenId) -> Self {
        Self {
            rule: Some(rule),
            ..self
        }
    }

    /// It rests on these sentences and assumptions.
    pub fn resting_on(self, grounds: &[Ground]) -> Self {
        Self {
            grounds: grounds.to_vec(),
            ..self
        }
    }

    /// It is so by this.
    pub fn here(self, here: String) -> Self {
        Self { here, ..self }
    }

    /// What it tells of is computed so.
    pub fn computed(self, computed: Option<Computed>) -> Self {
        Self { computed, ..self }
    }

    /// It looks at these.
    pub fn seeing(self, seen: Vec<(InputId, Value)>) -> Self {
        Self { seen, ..self }
    }

    /// Its rule sets these last days.
    pub fn until(self, last_days: Vec<LastDay>) -> Self {
        Self { last_days, ..self }
    }
}

impl Computed {
    /// A sum of these figures.
    pub fn new(words: String, parts: Vec<Self>) -> Self {
        Self {
            words,
            grounds: Vec::new(),
            parts,
        }
    }
}

impl Row {
    /// Words for which no rule stands.
    pub fn plain(words: &str) -> Self {
        Self {
            words: words.to_owned(),
            rule: None,
            grounds: Vec::new(),
            lines: Note::none(),
        }
    }
}
