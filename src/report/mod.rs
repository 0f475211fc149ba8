//! What people read: diagnostics, verdicts and proofs in words, and the same for machines.

pub mod diagnostics;
