//! Diagnostics as data: what is wrong, where, in which sentence of law, and what to write instead.
//!
//! Every room that reads input reports through this one type; only `report` turns it into text.

mod code;
mod labelled;

pub use code::{Code, Severity};
pub use labelled::{Diagnostic, Label, Note};
