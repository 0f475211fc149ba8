use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use crate::amend::{Alone, Consolidated, Consolidation, alone, as_known};
use crate::calendar::Day;
use crate::check::{check, ties};
use crate::diagnostic::{Diagnostic, Severity};
use crate::law;
use crate::report::{counted, diagnostics};
use crate::syntax::{Imports, Parsed, format, parse};
use crate::text::{FileId, Library};

use super::args::{Format, Law};
use super::check::stop_on_errors;
use super::exit::Exit;
use super::folder::make_folder;
use super::law_json::json as in_json;
use super::loader::{self, Corpus, common_folder, trees};
use super::output::{JSON_VERSION, colour, complain, fail, refuse, say, say_found, say_json};
use super::read::{Unreadable, shown};
use super::unwritten::Unwritten;
use super::write::change_all;
use super::written_over::{is_none_of_the_rules, is_there, takes_nothing_of_others};

/// The name of the file that is written.
const FILE: &str = "law.kzrule";

/// What stands in all files that are written.
const MARK: &str = "Written by kzrule.";

/// `kzrule law`: the law as it stands on a day.
pub fn run(verb: &Law) -> Exit {
    let format = verb.corpus.rules.format;
    let refused = |message: &str| refuse(format, "law", message);
    let day = match loader::day("--on", &verb.on) {
        Ok(day) => day,
        Err(Unreadable(message)) => return refused(&message),
    };
    let read = match trees(&verb.corpus) {
        Ok(read) => read,
        Err(Unreadable(message)) => return refused(&message),
    };
    let Some(folder) = common_folder(&verb.corpus) else {
        return refused(
            "the rules and their layers are named from different places: name all of them from here, or none",
        );
    };
    let (whole, parsed) = (read.whole.clone(), read.parsed.clone());
    let corpus = read.check();
    if let Some(exit) = stop_on_errors(&corpus, format, "law") {
        return exit;
    }
    let known_on = corpus.checked.law.scope.known_on;
    let alone = match (whole, known_on) {
        (Some(whole), Some(day)) => {
            let imports = Imports::of(&corpus.library, &whole, &mut Vec::new());
            let known = as_known(&corpus.library, &imports, &whole, &parsed, day);
            in_one(&known.library, &known.parsed)
        }
        _ => in_one(&corpus.library, &parsed),
    };
    let Alone { written, renamed } = match alone {
        Ok(alone) => alone,
        Err(message) => return refused(&message),
    };
    let mut checked = check(&written.library, written.parsed.clone());
    if let Some(mistakes) = errors(checked.diagnostics) {
        return not_printed(format, day, &written.library, &mistakes);
    }
    checked.law.scope = corpus.checked.law.scope.clone();
    let law = &checked.law;
    let place = |path: &str| place(&folder, path);
    let imports = Imports::of(&written.library, &written.parsed, &mut Vec::new());
    let found = Consolidation::new(&written.library, &imports, &written.parsed, day)
        .text(&ties(law), place);
    let text = match in_style(&heading(verb, law, day, &renamed), &found) {
        Ok(text) => text,
        Err(message) => {
            fail(format, Some("law"), &format!("internal error: {message}"));
            return Exit::Internal;
        }
    };
    if let Some(Reread { library, found }) = reread(&text, quoted(&corpus, place)) {
        return not_printed(format, day, &library, &found);
    }
    if let Some(output) = &verb.output
        && let Err(unwritten) = write_all(&corpus, output, &text, place)
    {
        return unwritten.refuse(format, "law");
    }
    match (format, &verb.output) {
        (Format::Text, None) => say(&text),
        (Format::Text, Some(output)) => {
            say(&format!("{}\n", shown(&output.join(FILE))));
        }
        (Format::Json, _) => say_found(law, in_json(law, day, &found, &renamed, &text)),
    }
    Exit::Holds
}

/// Where a stored text lies, seen from the folder in which all rules lie.
fn place(folder: &str, path: &str) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    inside.trim_start_matches('/').to_owned()
}

fn heading(verb: &Law, law: &law::Law, day: Day, renamed: &BTreeMap<String, String>) -> String {
    let path = shown(&verb.corpus.rules.path);
    let of = match path.as_str() {
        "." => String::new(),
        path => format!(" of {path}"),
    };
    let mut text = format!("// The law{of} as it stands on {}", day.in_words());
    for layer in &law.scope.layers {
        text.push_str(&format!(", with {layer}"));
    }
    if let Some(known_on) = law.scope.known_on {
        text.push_str(&format!(", as it was known on {}", known_on.in_words()));
    }
    text.push_str(&format!(". {MARK}\n"));
    let not_known = &law.scope.unknown.acts;
    if !not_known.is_empty() {
        text.push_str(&format!("// Not known then: {}.\n", not_known.join(", ")));
        if law.has_values_of_no_act() {
            text.push_str("// Values of parameters that name no act count as known.\n");
        }
    }
    for (name, full) in renamed {
        text.push_str(&format!("// In the files, {name} is {full}.\n"));
    }
    text.push('\n');
    text
}

/// The files with names that mean one thing each, so that they can stand in one.
fn in_one(library: &Library, parsed: &[(FileId, Parsed)]) -> Result<Alone, String> {
    // The imports are those of rules without errors.
    let imports = Imports::of(library, parsed, &mut Vec::new());
    alone(library, &imports, parsed).map_err(|name| {
        format!(
            "several files declare `{name}`, and a choice, value, field or parameter is called so, \
             too: in one file it must have another name; rename it"
        )
    })
}

/// The law in the style of the language.
fn in_style(heading: &str, found: &Consolidated<'_>) -> Result<String, String> {
    let mut library = Library::new();
    let file = library.add(FILE.to_owned(), format!("{heading}{}", found.text));
    format(file, library.text(file)).map_err(|mistakes| {
        let first = mistakes.first().map(|mistake| mistake.message.clone());
        first.unwrap_or_default()
    })
}

/// What hinders that the law of a day stands as a file of its own: mistakes in what would be
/// printed, found by reading it with the texts that it quotes.
fn reread<'t>(text: &str, quoted: impl Iterator<Item = (String, &'t str)>) -> Option<Reread> {
    let mut library = Library::new();
    let file = library.add(FILE.to_owned(), text.to_owned());
    for (path, text) in quoted {
        library.add(path, text.to_owned());
    }
    let parsed = parse(file, library.text(file));
    let found = errors(check(&library, vec![(file, parsed)]).diagnostics)?;
    Some(Reread { library, found })
}

/// The errors among diagnostics, if there are any.
fn errors(mut found: Vec<Diagnostic>) -> Option<Vec<Diagnostic>> {
    found.retain(|one| one.severity() == Severity::Error);
    found.sort_by_key(Diagnostic::sort_key);
    (!found.is_empty()).then_some(found)
}

/// The law of a day, read again, with its mistakes.
struct Reread {
    library: Library,
    found: Vec<Diagnostic>,
}

/// Says why a law is not printed.
fn not_printed(format: Format, day: Day, library: &Library, found: &[Diagnostic]) -> Exit {
    let message = format!(
        "the law of {} cannot stand as a file of its own: {} in it",
        day.in_words(),
        counted(found.len(), "error", "errors")
    );
    match format {
        Format::Text => {
            complain(&diagnostics::text(library, found, colour()));
            complain(&format!("kzrule: {message}. Nothing was printed.\n"));
        }
        Format::Json => say_json(&json!({
            "version": JSON_VERSION,
            "verb": "law",
            "error": message,
            "diagnostics": diagnostics::json(library, found),
        })),
    }
    Exit::Wrong
}

/// The texts that a law quotes, with their paths beside the file.
fn quoted(corpus: &Corpus, place: impl Fn(&str) -> String) -> impl Iterator<Item = (String, &str)> {
    let stored = corpus.checked.law.sources.iter();
    let stored = stored.filter(|source| source.path.is_some());
    stored.map(move |source| {
        let path = place(corpus.library.path(source.file));
        (path, corpus.library.text(source.file))
    })
}

/// Writes the law and the texts that it quotes, all or none. Neither a file that the rules are read from nor what
/// somebody else wrote is written over.
fn write_all(
    corpus: &Corpus,
    output: &Path,
    text: &str,
    place: impl Fn(&str) -> String,
) -> Result<(), Unwritten> {
    make_folder(output)?;
    let file = output.join(FILE);
    is_none_of_the_rules(&file, &corpus.library)?;
    takes_nothing_of_others(&file, MARK)?;
    let mut files = Vec::new();
    for (path, text) in quoted(corpus, place) {
        let path = output.join(path);
        if !is_there(&path, text)? {
            files.push((path, Some(text.to_owned())));
        }
    }
    files.push((file, Some(text.to_owned())));
    change_all(&files)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAW: &str = r#"source law "Law" { text "law.txt" }
term t : int "number" ask "Which?" otherwise 0
rule one { cites law "It is one." then t = 1 }
"#;

    #[test]
    fn what_would_not_check_is_not_printed() {
        let text = || std::iter::once(("law.txt".to_owned(), "It is one."));
        assert!(reread(LAW, text()).is_none());
        let named = LAW.replace("rule one", "rule one despite two");
        let found = reread(&named, text()).unwrap();
        assert_eq!(found.found.len(), 1);
        let day = "2025-01-01".parse().unwrap();
        for format in [Format::Text, Format::Json] {
            let exit = not_printed(format, day, &found.library, &found.found);
            assert_eq!(exit, Exit::Wrong);
        }
        // A text that is quoted is not there.
        assert!(reread(LAW, std::iter::empty()).is_some());
    }
}
