//! One case and what is asked of it: read from JSON, its readings fixed by name, its questions those
//! given or those that suggest themselves.
//!
//! The command line and the page of `kzrule report` ask their cases here, so that one file of facts
//! means the same to both.

mod case_file;
mod json_text;
mod questions;
mod readings;

pub use case_file::{CaseFile, member, read};
pub use questions::{Suggestions, possible, understand, understand_one};
pub use readings::{Fixed, fixed};
