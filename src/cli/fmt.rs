use serde_json::json;

use crate::diagnostic::Diagnostic;
use crate::report::layout::printable;
use crate::report::{counted, diagnostics};
use crate::syntax;
use crate::text::Library;

use super::args::{Fmt, Format};
use super::exit::Exit;
use super::output::{JSON_VERSION, colour, complain, refuse, say, say_json};
use super::read::Unreadable;
use super::rule_files::{RuleFiles, rule_files};
use super::write::write;

/// `kzrule fmt`: the rule files in the style of the language. Where one cannot be read, none is
/// written.
pub fn run(verb: &Fmt) -> Exit {
    let format = verb.rules.format;
    let RuleFiles { library, files, .. } = match rule_files(&verb.rules.path, &[]) {
        Ok(read) => read,
        Err(Unreadable(message)) => return refuse(format, "fmt", &message),
    };
    let mut found = Vec::new();
    let mut changed = Vec::new();
    for ((path, id), _) in &files {
        match syntax::format(*id, library.text(*id)) {
            Ok(text) if text == library.text(*id) => {}
            Ok(text) => changed.push((path, library.path(*id), text)),
            Err(mistakes) => found.extend(mistakes),
        }
    }
    if !found.is_empty() {
        return stop(format, &library, found, files.len());
    }
    if !verb.check {
        for (path, _, text) in &changed {
            if let Err(unwritten) = write(path, text) {
                return unwritten.refuse(format, "fmt");
            }
        }
    }
    let changed: Vec<&str> = changed.iter().map(|(_, shown, _)| *shown).collect();
    match format {
        Format::Text => say(&in_words(&changed, files.len(), verb.check)),
        Format::Json => say_json(&json!({
            "version": JSON_VERSION,
            "verb": "fmt",
            "check": verb.check,
            "files": files.len(),
            "changed": changed,
        })),
    }
    if verb.check && !changed.is_empty() {
        Exit::Finding
    } else {
        Exit::Holds
    }
}

fn stop(format: Format, library: &Library, mut found: Vec<Diagnostic>, files: usize) -> Exit {
    found.sort_by_key(Diagnostic::sort_key);
    match format {
        Format::Text => {
            let errors = counted(found.len(), "error", "errors");
            let files = counted(files, "file", "files");
            complain(&diagnostics::text(library, &found, colour()));
            complain(&format!("{errors} in {files}. Nothing was written.\n"));
        }
        Format::Json => say_json(&json!({
            "version": JSON_VERSION,
            "verb": "fmt",
            "diagnostics": diagnostics::json(library, &found),
        })),
    }
    Exit::Wrong
}

fn in_words(changed: &[&str], files: usize, check: bool) -> String {
    let mut out: String = changed
        .iter()
        .map(|path| format!("{}\n", printable(path)))
        .collect();
    let files = counted(files, "file", "files");
    let said = match (changed.len(), check) {
        (0, _) => "nothing to format".to_owned(),
        (count, true) => format!("{count} would be formatted"),
        (count, false) => format!("{count} formatted"),
    };
    out.push_str(&format!("{files}: {said}.\n"));
    out
}
