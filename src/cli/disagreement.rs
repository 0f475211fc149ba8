//! Two engines come to different results: what it takes to see that again is written down.

use std::fmt::Display;
use std::path::{Component, Path, PathBuf};

use clap::ValueEnum;

use crate::text::Library;

use super::args::{Corpus, FindingsFormat};
use super::exit::Exit;
use super::loader::texts;
use super::output::fail;
use super::write::write_all;

/// The folder that a reproduction is written to, in the one that the command runs in.
const FOLDER: &str = "kzrule-disagreement";

/// Writes a reproduction, and says so.
pub fn stop<F: ValueEnum + Send + Sync>(
    format: impl Into<FindingsFormat>,
    verb: &str,
    (corpus, other): (&Corpus<F>, Option<&PathBuf>),
    disagreement: &impl Display,
) -> Exit {
    fail(format, Some(verb), &told((corpus, other), disagreement));
    Exit::Internal
}

/// Writes a reproduction; what is to be said of the disagreement.
pub fn told<F: ValueEnum + Send + Sync>(
    (corpus, other): (&Corpus<F>, Option<&PathBuf>),
    disagreement: &impl Display,
) -> String {
    let mut further = corpus.with.clone();
    further.extend(other.cloned());
    let written = match texts(&corpus.rules.path, &further) {
        Ok(library) => write_all(reproduction(Path::new(FOLDER), &library, disagreement))
            .map_err(|unwritten| unwritten.to_string()),
        Err(unreadable) => Err(unreadable.0),
    };
    let reproduction = match written {
        Ok(()) => format!("what it takes to see it again is in the folder `{FOLDER}`"),
        Err(reason) => format!("what it takes to see it again could not be written down: {reason}"),
    };
    format!(
        "internal error: {disagreement}; this is a mistake of kzrule, not of the rules; {reproduction}"
    )
}

/// The rules and the texts they quote, under the paths they were read from, and what was asked of them.
fn reproduction(
    folder: &Path,
    library: &Library,
    disagreement: &impl Display,
) -> Vec<(PathBuf, String)> {
    let command: Vec<String> = std::env::args().skip(1).collect();
    let read_me = format!(
        "kzrule {} with Z3 {} came to two results. This is a mistake of the program.\n\n\
         Command: kzrule {}\n\n{disagreement}\n",
        env!("CARGO_PKG_VERSION"),
        z3::full_version(),
        command.join(" "),
    );
    let texts = library.files().map(|file| {
        let path = folder.join(below(library.path(file)));
        (path, library.text(file).to_owned())
    });
    let read_me = (folder.join("README.txt"), read_me);
    std::iter::once(read_me).chain(texts).collect()
}

/// A path as one below a folder: without what would lead out of it.
fn below(path: &str) -> PathBuf {
    let parts = Path::new(path).components();
    let parts = parts.filter(|part| matches!(part, Component::Normal(_)));
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_and_what_was_asked_are_written_down() {
        let mut library = Library::new();
        library.add("../laws/levy/levy.kzrule".to_owned(), "rules".to_owned());
        library.add("/laws/levy/text.txt".to_owned(), "the law".to_owned());
        let folder = tempfile::TempDir::new().unwrap();
        let found = reproduction(folder.path(), &library, &"the engines disagree about `due`");
        write_all(found.clone()).unwrap();
        let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).unwrap();
        assert_eq!(read("laws/levy/levy.kzrule"), "rules");
        assert_eq!(read("laws/levy/text.txt"), "the law");
        let told = read("README.txt");
        for part in [
            env!("CARGO_PKG_VERSION"),
            "Z3",
            "Command: kzrule ",
            "about `due`",
        ] {
            assert!(told.contains(part), "{told}");
        }
    }
}
