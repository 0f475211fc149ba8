//! What people read: diagnostics, verdicts and proofs in words, and the same for machines.

pub mod answer;
pub mod answers;
pub mod audit;
pub mod audit_json;
pub mod boundaries;
pub mod canons;
pub mod cases;
pub mod cases_json;
mod conflict;
pub mod consolidated;
mod counted;
#[cfg(feature = "cli")]
pub mod diagnostics;
pub mod diff;
mod encoded;
mod example;
pub mod explained;
mod gap;
mod given_json;
mod governed;
pub mod interview;
#[cfg(test)]
mod interview_counts;
mod last_day;
pub mod layout;
mod met;
mod misses;
mod no_result;
pub mod outcome;
pub mod outcome_json;
mod outline;
pub mod page;
mod parameter_words;
pub mod proof;
pub mod proof_json;
mod reasons;
pub mod requirements;
pub mod review;
pub mod rule_words;
pub mod rules_told;
pub mod sarif;
mod settled;
mod settling;
pub mod stored;
mod told_with;
mod values_seen;
mod ways;
mod which_elements;
pub mod words;

pub use counted::{counted, first_few};

#[cfg(test)]
pub(crate) mod testing;
