//! The search for the tree of a certificate.
//!
//! It decides without a solver: split on something that the premises or the claim depend on, until
//! each case is closed. Its guide is the evaluator of the checker, so that what it builds is
//! accepted; but nothing rests on it, and the checker goes through the result again.

mod assemble;
mod builder;
mod corner;
mod leaf;
mod limits;
mod split;
#[cfg(test)]
mod tests;

pub use assemble::{Writer, certificate};
pub use limits::{NoTree, TreeLimits};
