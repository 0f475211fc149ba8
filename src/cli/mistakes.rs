use crate::diagnostic::Diagnostic;
use crate::report::{diagnostics, explained};

use super::args::Format;
use super::exit::Exit;
use super::loader::Corpus;
use super::output::{JSON_VERSION, colour, complain, say_json};

/// Says what is wrong with a command line or a case file.
pub fn wrong(corpus: &Corpus, format: Format, verb: &str, mistakes: &[Diagnostic]) -> Exit {
    match format {
        Format::Text | Format::Markdown => complain(&format!(
            "{}{}",
            diagnostics::text(&corpus.library, mistakes, colour()),
            explained::foot(mistakes)
        )),
        Format::Json | Format::Sarif => say_json(&serde_json::json!({
            "version": JSON_VERSION,
            "verb": verb,
            "diagnostics": diagnostics::json(&corpus.library, mistakes),
        })),
    }
    Exit::Wrong
}
