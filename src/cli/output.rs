//! Standard output and standard error.

use std::io::{IsTerminal, Write};

use super::args::Format;
use super::exit::Exit;

/// Whether text goes to a terminal that shows colour.
pub fn colour() -> bool {
    std::io::stdout().is_terminal()
}

/// Writes a result to standard output. A reader that went away is no error of ours.
pub fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes what went wrong with the input or the command line to standard error.
pub fn complain(text: &str) {
    let mut out = std::io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes JSON with a line end.
pub fn say_json(value: &serde_json::Value) {
    say(&format!("{value:#}\n"));
}

/// A command that cannot be carried out: in words on standard error, or as JSON where JSON was
/// asked for.
pub fn refuse(format: Format, verb: &str, message: &str) -> Exit {
    match format {
        Format::Text => complain(&format!("kzrule: {message}\n")),
        Format::Json => say_json(&serde_json::json!({
            "version": JSON_VERSION,
            "verb": verb,
            "error": message,
        })),
    }
    Exit::Wrong
}

/// The version of all JSON that the program prints.
pub const JSON_VERSION: u32 = 1;
