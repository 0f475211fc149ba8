use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic};

/// The files of a law.
#[derive(Debug, Serialize, Deserialize)]
pub struct Corpus {
    /// The rule files, in the order in which they are read.
    pub rules: Vec<Text>,
    /// The texts that they name.
    pub sources: Vec<Text>,
    /// The day on which the law was known so, where that is said.
    pub known_on: Option<String>,
}

/// A file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Text {
    /// Its path.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

/// A case, and what is wanted of it.
#[derive(Debug, Deserialize)]
pub struct Request {
    /// The day of the facts and of the law, YYYY-MM-DD.
    pub day: String,
    /// The case as JSON, as `kzrule eval` takes it.
    pub case: String,
    /// The readings fixed, each `NAME=CHOICE`.
    pub readings: Vec<String>,
    /// The questions of which the reasons are told as well.
    #[serde(default)]
    pub told: Vec<String>,
    /// The one question that is answered in full; none: all, as far as one evaluation tells.
    pub ask: Option<String>,
}

/// What is not a day of the calendar.
pub(super) fn no_day(written: &str) -> Diagnostic {
    Diagnostic::new(Code::NoSuchDay, format!("`{written}` is no day"))
        .help("a day from 1801-01-01 to 2299-12-31")
}
