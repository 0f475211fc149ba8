//! kzrule: law as rules beside its own text, evaluated, explained, and proved about.
//!
//! The way from the text of a law to a proof, ground floor first; a module imports only from those
//! before it: [`calendar`], [`text`], [`diagnostic`], [`syntax`], [`law`], [`amend`], [`check`], [`eval`],
//! [`verdict`], [`certify`], [`audit`], [`diff`], `prove` (feature `z3`), [`report`], [`case`],
//! [`explorer`], `cli` (feature `cli`). Only `cli` does input and output.

pub mod amend;
pub mod audit;
pub mod calendar;
pub mod case;
#[cfg_attr(
    not(feature = "z3"),
    allow(
        dead_code,
        unused_imports,
        reason = "part of it guides the builder of certificates in `prove`"
    )
)]
pub mod certify;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod diff;
pub mod eval;
pub mod explorer;
pub mod law;
#[cfg(feature = "z3")]
pub mod prove;
pub mod report;
pub mod syntax;
pub mod text;
pub mod verdict;
