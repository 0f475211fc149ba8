//! What cannot be written, told as other mistakes are.

use std::fmt;
use std::io::{self, ErrorKind as Kind};
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic};
use crate::report::{diagnostics, explained, sarif};
use crate::text::Library;

use super::args::FindingsFormat;
use super::exit::Exit;
use super::output::{JSON_VERSION, colour, complain, say_json};
use super::read::shown;

/// Why a file or folder is not written, and what to do instead.
#[derive(Debug, PartialEq, Eq)]
pub struct Unwritten {
    why: String,
    help: String,
}

impl Unwritten {
    /// In words: why, and what to do instead.
    pub fn new(why: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            help: help.into(),
        }
    }

    /// What the system says of a path that it does not write.
    pub fn by_system(path: &Path, error: &io::Error) -> Self {
        let (why, help) = in_words(error);
        Self::new(format!("cannot write `{}`: {why}", shown(path)), help)
    }

    /// What the system says of a path that it does not remove.
    pub fn unremoved(path: &Path, error: &io::Error) -> Self {
        let (why, help) = in_words(error);
        Self::new(format!("cannot remove `{}`: {why}", shown(path)), help)
    }

    /// Says it instead of a result.
    pub fn refuse(self, format: impl Into<FindingsFormat>, verb: &str) -> Exit {
        let found = [self.diagnostic()];
        let library = Library::new();
        match format.into() {
            FindingsFormat::Text => complain(&text(&library, &found)),
            FindingsFormat::Sarif => say_json(&sarif::of_check(&library, &found)),
            FindingsFormat::Json => say_json(&serde_json::json!({
                "version": JSON_VERSION,
                "verb": verb,
                "diagnostics": diagnostics::json(&library, &found),
            })),
        }
        Exit::Wrong
    }

    /// Says it beside a result, on standard error.
    pub fn complain(self) -> Exit {
        complain(&text(&Library::new(), &[self.diagnostic()]));
        Exit::Wrong
    }

    fn diagnostic(self) -> Diagnostic {
        Diagnostic::new(Code::Unwritable, self.why).help(self.help)
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.why, self.help)
    }
}

fn text(library: &Library, found: &[Diagnostic]) -> String {
    format!(
        "{}{}",
        diagnostics::text(library, found, colour()),
        explained::foot(found)
    )
}

/// What went wrong, without the numbers of the system, and what to do.
fn in_words(error: &io::Error) -> (String, &'static str) {
    let (why, help) = match error.kind() {
        Kind::AlreadyExists | Kind::NotADirectory => (
            "a file is where a folder is needed",
            "name another folder, or move the file away",
        ),
        Kind::IsADirectory => ("a folder is in its place", "name another file"),
        Kind::PermissionDenied => (
            "it may not be written to",
            "name another place, or allow that it is written to",
        ),
        Kind::NotFound => ("it is not there", "make it first, or correct the path"),
        Kind::StorageFull => (
            "no room is left on the disk",
            "make room, or name a place on another disk",
        ),
        Kind::ReadOnlyFilesystem => (
            "the disk is for reading alone",
            "name a place on another disk",
        ),
        _ => {
            let told = error.to_string().to_lowercase();
            let plain = told.split(" (os error").next().unwrap_or_default();
            return (plain.to_owned(), "name another place");
        }
    };
    (why.to_owned(), help)
}
