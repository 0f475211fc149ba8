use std::path::Path;

use serde_json::{Value as Json, json};

use crate::amend::{Consolidated, Consolidation, shared_name};
use crate::calendar::Day;
use crate::check::{check, ties};
use crate::diagnostic::{Diagnostic, Severity};
use crate::law;
use crate::report::{consolidated, counted, diagnostics};
use crate::syntax::{format, parse, signs};
use crate::text::Library;

use super::args::{Format, Law};
use super::check::stop_on_errors;
use super::exit::Exit;
use super::loader::{self, Corpus, Unreadable, common_folder, shown, trees};
use super::output::{JSON_VERSION, colour, complain, fail, refuse, say, say_found, say_json};
use super::write::write;

/// The name of the file that is written.
const FILE: &str = "law.kzrule";

/// `kzrule law`: the law as it stands on a day.
pub fn run(verb: &Law) -> Exit {
    let format = verb.corpus.rules.format;
    let refused = |message: &str| refuse(format, "law", message);
    let day = match loader::day("--on", &verb.on) {
        Ok(day) => day,
        Err(Unreadable(message)) => return refused(&message),
    };
    // The law is printed as the files have it, with what was not known on that day.
    if verb.corpus.known_on.is_some() {
        return refused(
            "`law` prints what the files say: of the law as it was known, ask with `eval`, `test` or `prove`",
        );
    }
    let read = match trees(&verb.corpus) {
        Ok(read) => read,
        Err(Unreadable(message)) => return refused(&message),
    };
    let Some(folder) = common_folder(&verb.corpus) else {
        return refused(
            "the rules and their layers are named from different places: name all of them from here, or none",
        );
    };
    if let Some(name) = shared_name(&read.parsed) {
        return refused(&format!(
            "several files declare `{name}`, and the law of a day is one file; give everything a name of its own"
        ));
    }
    let parsed = read.parsed.clone();
    let corpus = read.check();
    if let Some(exit) = stop_on_errors(&corpus, format, "law") {
        return exit;
    }
    let law = &corpus.checked.law;
    let place = |path: &str| place(&folder, path);
    let found = Consolidation::new(&corpus.library, &parsed, day).text(&ties(law), place);
    let text = match in_style(&heading(verb, law, day), &found) {
        Ok(text) => text,
        Err(message) => {
            fail(format, Some("law"), &format!("internal error: {message}"));
            return Exit::Internal;
        }
    };
    if let Some(reread) = reread(&text, quoted(&corpus, place)) {
        return not_printed(format, day, &reread);
    }
    if let Some(output) = &verb.output
        && let Err(message) = write_all(&corpus, output, &text, place)
    {
        return refused(&message);
    }
    match (format, &verb.output) {
        (Format::Text, None) => say(&text),
        (Format::Text, Some(output)) => {
            say(&format!("{}\n", shown(&output.join(FILE))));
        }
        (Format::Json, _) => say_found(law, json(law, day, &found, &text)),
    }
    Exit::Holds
}

/// Where a stored text lies, seen from the folder in which all rules lie.
fn place(folder: &str, path: &str) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    inside.trim_start_matches('/').to_owned()
}

fn heading(verb: &Law, law: &law::Law, day: Day) -> String {
    let mut text = format!(
        "// The law of {} as it stands on {}",
        shown(&verb.corpus.rules.path),
        day.in_words()
    );
    for layer in &law.scope.layers {
        text.push_str(&format!(", with {layer}"));
    }
    text.push_str(".\n\n");
    text
}

/// The law in the style of the language.
fn in_style(heading: &str, found: &Consolidated) -> Result<String, String> {
    let text = unqualified(&format!("{heading}{}", found.text));
    let mut library = Library::new();
    let file = library.add(FILE.to_owned(), text);
    format(file, library.text(file)).map_err(|mistakes| {
        let first = mistakes.first().map(|mistake| mistake.message.clone());
        first.unwrap_or_default()
    })
}

/// A text without the files before names: there is only one.
fn unqualified(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    let found: Vec<(usize, &str)> = signs(text).collect();
    for four in found.windows(4) {
        if let [(start, file), (_, ":"), (colon, ":"), (name, _)] = four
            && start + file.len() + 2 == *name
            && *colon + 1 == *name
        {
            out.push_str(text.get(at..*start).unwrap_or_default());
            at = *name;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
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
    let mut found = check(&library, vec![(file, parsed)]).diagnostics;
    found.retain(|one| one.severity() == Severity::Error);
    found.sort_by_key(Diagnostic::sort_key);
    (!found.is_empty()).then_some(Reread { library, found })
}

/// The law of a day, read again, with its mistakes.
struct Reread {
    library: Library,
    found: Vec<Diagnostic>,
}

/// Says why a law is not printed.
fn not_printed(format: Format, day: Day, reread: &Reread) -> Exit {
    let Reread { library, found } = reread;
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

/// Writes the law and the texts that it quotes.
fn write_all(
    corpus: &Corpus,
    output: &Path,
    text: &str,
    place: impl Fn(&str) -> String,
) -> Result<(), String> {
    for (path, text) in quoted(corpus, place) {
        write(&output.join(path), text)?;
    }
    write(&output.join(FILE), text)
}

fn json(law: &law::Law, day: Day, found: &Consolidated, text: &str) -> Json {
    json!({
        "version": JSON_VERSION,
        "verb": "law",
        "on": day.to_string(),
        "text": text,
        "rules": consolidated::json(law, day, &found.kept),
    })
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
        assert_eq!(not_printed(Format::Text, day, &found), Exit::Wrong);
        assert_eq!(not_printed(Format::Json, day, &found), Exit::Wrong);
        // A text that is quoted is not there.
        assert!(reread(LAW, std::iter::empty()).is_some());
    }
}
