//! kzrule: law as rules beside its own text, evaluated, explained, and proved about.
//!
//! The way from the text of a law to a proof goes through the modules in the order below; each
//! imports only from those above it. The library does no input or output.

pub mod calendar;
pub mod text;
pub mod diagnostic;
pub mod syntax;
pub mod law;
pub mod check;
pub mod report;
pub mod cli;
