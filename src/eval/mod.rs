//! The meaning of a checked law in one situation: what comes out, and why.
//!
//! The interpreter is the semantics. It evaluates with three kinds of outcomes, values, open and
//! failed ones, so that nothing is ever skipped or guessed: what is not known stays open and
//! names what is missing, what the law leaves unsettled fails and names the gap or the conflict.
//! On it stand what is within reach, the explanations as data, and the answers by reading.

mod arithmetic;
mod bounds;
mod by_reading;
mod context;
mod default_logic;
mod dice;
mod explain;
mod explain_reach;
mod explanation;
mod in_vain;
mod interpreter;
mod interview;
mod late;
mod misses;
mod missing_facts;
mod operands;
mod outcome;
mod persons;
mod reach;
mod reasons;
mod relevance;
mod situation;
mod standing;
mod trace;
mod turns;
mod waiting;
mod walk;
mod worked;

#[cfg(test)]
mod draft;

pub use by_reading::{BRANCHES_LIMIT, Branch, TooManyBranches, by_reading};
pub use explain::{Explaining, explain};
pub use explanation::{
    Explanation, Obstacle, PlannedStep, Reason, RuleStatus, ShutDoor, TermExplanation,
};
pub use in_vain::End;
pub use interpreter::Interpreter;
pub use interview::{Follows, Interview, Wanted};
pub use misses::{Miss, misses};
pub use outcome::{Cause, Fault, Outcome};
pub use reach::Reached;
pub use reasons::{Decisive, decisive_names, decisive_names_by, decisive_with_exceptions};
pub use situation::Situation;
pub use standing::{Life, Standing};
pub use worked::{Tried, decisive_rules, name_of, situation_of, try_out, unlike_any};
