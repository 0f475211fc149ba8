//! Diagnostics as data: what is wrong, where, in which sentence of law, and what to write instead.
//!
//! Every room that reads input reports through this one type; only `report` turns it into text.

mod code;
mod day;
mod labelled;

pub use code::{Code, Severity};
pub use day::instead_of_day;
pub use labelled::{Diagnostic, Label, Note};
