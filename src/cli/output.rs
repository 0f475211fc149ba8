//! Standard output and standard error.

use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::args::FindingsFormat;
use super::exit::Exit;
use crate::law::Law;
use crate::report::layout::printable;
use crate::report::sarif;

/// Whether text goes to a terminal that shows colour.
pub fn colour() -> bool {
    std::io::stdout().is_terminal()
}

/// Something could not be written to standard output.
static LOST: AtomicBool = AtomicBool::new(false);

/// Writes a result to standard output. A reader that went away is no error of ours; where else
/// it cannot be written, [`lost`] tells.
pub fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    if written.is_err_and(|error| error.kind() != ErrorKind::BrokenPipe) {
        LOST.store(true, Ordering::Relaxed);
    }
}

/// Whether a result could not be written; said on standard error.
pub fn lost() -> bool {
    let lost = LOST.load(Ordering::Relaxed);
    if lost {
        complain("kzrule: the result cannot be written to standard output\n");
    }
    lost
}

/// Writes what went wrong with the input or the command line to standard error.
pub fn complain(text: &str) {
    let mut out = std::io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes what a verb found out about a law, and of what it is the law, where that is not the rules
/// alone.
pub fn say_found(law: &Law, mut value: serde_json::Value) {
    let scope = &law.scope;
    if let Some(members) = value.as_object_mut() {
        if !scope.layers.is_empty() {
            members.insert("layers".to_owned(), scope.layers.clone().into());
        }
        if let Some(day) = scope.known_on {
            members.insert("known_on".to_owned(), day.to_string().into());
            let unknown = &scope.unknown;
            let not_known = serde_json::json!({
                "acts": unknown.acts,
                "names": unknown.names,
                "cases": unknown.cases,
                "claims": unknown.claims,
            });
            members.insert("not_known".to_owned(), not_known);
        }
    }
    say_json(&value);
}

/// Writes JSON with a line end.
pub fn say_json(value: &serde_json::Value) {
    say(&format!("{value:#}\n"));
}

/// A command that cannot be carried out: in words on standard error, or as JSON where JSON was
/// asked for.
pub fn refuse(format: impl Into<FindingsFormat>, verb: &str, message: &str) -> Exit {
    fail(format, Some(verb), message);
    Exit::Wrong
}

/// Says what is wrong: in words on standard error, or as JSON where JSON was asked for.
pub fn fail(format: impl Into<FindingsFormat>, verb: Option<&str>, message: &str) {
    match format.into() {
        FindingsFormat::Text => complain(&format!("kzrule: {}\n", printable(message))),
        FindingsFormat::Json => say_json(&serde_json::json!({
            "version": JSON_VERSION,
            "verb": verb,
            "error": message,
        })),
        FindingsFormat::Sarif => say_json(&sarif::of_failure(message)),
    }
}

/// The version of all JSON that the program prints.
pub const JSON_VERSION: u32 = 3;
