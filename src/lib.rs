//! kzrule: law as rules beside its own text, evaluated, explained, and proved about.
//!
//! The way from the text of a law to a proof goes through the modules in the order below; each
//! imports only from those above it. The library does no input or output but in [`cli`].

pub mod calendar;
pub mod certify;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod eval;
pub mod law;
#[cfg(feature = "z3")]
pub mod prove;
pub mod report;
pub mod syntax;
pub mod text;
pub mod verdict;
