//! What people read: diagnostics, verdicts and proofs in words, and the same for machines.

mod counted;
pub mod diagnostics;
pub mod layout;
pub mod proof;
pub mod proof_json;
pub mod words;

pub use counted::counted;

#[cfg(test)]
pub(crate) mod testing;
