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
use super::read::{shown, without_number};

/// Why a file or folder is not written, and what to do instead.
#[derive(Debug, PartialEq, Eq)]
pub struct Unwritten {
    code: Code,
    why: String,
    help: String,
}

impl Unwritten {
    /// In words: why, and what to do instead.
    pub fn new(why: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code: Code::Unwritable,
            why: why.into(),
            help: help.into(),
        }
    }

    /// Of what is read before anything is written beside it.
    pub fn unread(why: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code: Code::Unreadable,
            ..Self::new(why, help)
        }
    }

    /// What the system says of a path that it does not write.
    pub fn by_system(path: &Path, error: &io::Error) -> Self {
        let (why, help) = in_words(path, error);
        Self::new(format!("cannot write `{}`: {why}", shown(path)), help)
    }

    /// What the system says of a path that it does not remove.
    pub fn unremoved(path: &Path, error: &io::Error) -> Self {
        let (why, help) = removing(error);
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
        Diagnostic::new(self.code, self.why).help(self.help)
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

/// What went wrong where a path is written, without the numbers of the system, and what to do.
fn in_words(path: &Path, error: &io::Error) -> (String, &'static str) {
    let (why, help) = match error.kind() {
        Kind::AlreadyExists | Kind::NotADirectory => (
            "a file is where a folder is needed",
            "name another folder, or move the file away",
        ),
        Kind::IsADirectory => ("a folder is in its place", "move the folder away"),
        Kind::PermissionDenied => ("it may not be written to", "allow that it is written to"),
        Kind::NotFound => ("it is not there", "make it first, or correct the path"),
        Kind::StorageFull => ("no room is left on the disk", "make room"),
        Kind::ReadOnlyFilesystem => (
            "the disk is for reading alone",
            "allow that it is written to",
        ),
        _ if path.is_symlink() => (
            "it is a link",
            "name the file that it leads to, or remove the link",
        ),
        _ => return (without_number(error), "see that it can be written to"),
    };
    (why.to_owned(), help)
}

/// The same where a path is removed.
fn removing(error: &io::Error) -> (String, &'static str) {
    let (why, help) = match error.kind() {
        Kind::IsADirectory => ("it is a folder", "remove it by hand"),
        Kind::PermissionDenied => ("it may not be removed", "allow that it is removed"),
        Kind::NotFound => (
            "it is not there any more",
            "see that nothing else changes it meanwhile",
        ),
        Kind::StorageFull => ("no room is left on the disk", "make room"),
        Kind::ReadOnlyFilesystem => (
            "the disk is for reading alone",
            "allow that it is written to",
        ),
        _ => return (without_number(error), "remove it by hand"),
    };
    (why.to_owned(), help)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of an error and what helps against it.
    fn said(kind: Kind, of: fn(&Path, &io::Error) -> Unwritten) -> String {
        of(Path::new("a.txt"), &io::Error::from(kind)).to_string()
    }

    #[test]
    fn what_helps_against_it_can_be_done() {
        for (kind, written, removed) in [
            (
                Kind::NotFound,
                "it is not there; make it first, or correct the path",
                "it is not there any more; see that nothing else changes it meanwhile",
            ),
            (
                Kind::PermissionDenied,
                "it may not be written to; allow that it is written to",
                "it may not be removed; allow that it is removed",
            ),
            (
                Kind::IsADirectory,
                "a folder is in its place; move the folder away",
                "it is a folder; remove it by hand",
            ),
            (
                Kind::StorageFull,
                "no room is left on the disk; make room",
                "no room is left on the disk; make room",
            ),
        ] {
            let cannot = |verb: &str, told: &str| format!("cannot {verb} `a.txt`: {told}");
            assert_eq!(said(kind, Unwritten::by_system), cannot("write", written));
            assert_eq!(said(kind, Unwritten::unremoved), cannot("remove", removed));
        }
        let numbered = Unwritten::by_system(Path::new("a.txt"), &io::Error::from_raw_os_error(5));
        assert!(!numbered.to_string().contains("os error"), "{numbered}");
    }
}
