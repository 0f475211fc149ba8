//! Random input: nothing ends the program, and every place that is marked is a place in the file.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[path = "random/mutation.rs"]
mod mutation;
mod support;
#[path = "support/tree.rs"]
mod tree;
#[path = "engines/written.rs"]
mod written;

use std::fs;
use std::path::Path;

use kzrule::diagnostic::{Diagnostic, Severity};
use kzrule::report::diagnostics;
use kzrule::syntax::{format, parse};
use kzrule::text::{FileId, Library};
use mutation::{Chance, mutated};
use proptest::prelude::*;
use support::checked;
use tree::meaning;
use written::rule_file;

const TOKENS: &[&str] = &[
    "source",
    "act",
    "reading",
    "enum",
    "fact",
    "holding",
    "define",
    "term",
    "procedure",
    "provision",
    "rule",
    "case",
    "prove",
    "assume",
    "not",
    "encoded",
    "cites",
    "assumed",
    "when",
    "then",
    "from",
    "until",
    "through",
    "on",
    "lifts",
    "despite",
    "in",
    "given",
    "step",
    "expect",
    "under",
    "claim",
    "for",
    "by",
    "open",
    "closed",
    "requires",
    "must",
    "may",
    "and",
    "or",
    "implies",
    "if",
    "else",
    "is",
    "due",
    "possible",
    "held",
    "holds",
    "nothing",
    "age",
    "of",
    "day",
    "true",
    "otherwise",
    "usually",
    "grants",
    "yes",
    "no",
    "a",
    "b",
    "a",
    "b",
    "é",
    "date",
    "bool",
    "int",
    "1",
    "99999999999999999999",
    "16 years",
    "2025-07-01",
    "2025-02-30",
    "\"x\"",
    "\"",
    "\"a.txt\"",
    "{",
    "}",
    "{",
    "}",
    "(",
    ")",
    ",",
    ":",
    "=",
    "!=",
    ">=",
    "+",
    "-",
    "*",
    "rounded",
    "up",
    "//",
    "\n",
    "\n",
    "\n\n",
    "\n    ",
    "\r\n",
    "\u{FEFF}",
    "\0",
    "“",
    "қ",
];

/// Checks files, and that the marks of all diagnostics are places in them.
fn sound<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) {
    let (library, checked) = checked(files);
    for found in &checked.diagnostics {
        assert!(!found.labels.is_empty(), "without a place: {found:?}");
        let own = found
            .labels
            .iter()
            .any(|label| label.words.contains("report this"));
        assert!(!own, "a mistake of the program itself: {found:?}");
        marks_are_places(&library, found);
    }
    diagnostics::text(&library, &checked.diagnostics, false);
    diagnostics::json(&library, &checked.diagnostics);
}

fn marks_are_places(library: &Library, found: &Diagnostic) {
    let notes = found.notes.iter().map(|note| &note.label);
    for label in found.labels.iter().chain(notes) {
        let (start, end) = (label.span.start as usize, label.span.end as usize);
        let text = library.text(label.span.file);
        assert!(start <= end && text.get(start..end).is_some(), "{found:?}");
    }
}

/// The rules of a folder, as names and texts.
fn law(folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("rules")
            .join(folder),
    ];
    let root = folders.first().unwrap().clone();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
                files.push((name.to_owned(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[derive(Debug, Clone, Copy)]
enum Change {
    Delete,
    Double,
    Swap,
    Insert(usize),
}

/// Changes a text near a place, always between characters.
fn change(text: &str, place: usize, length: usize, change: Change) -> String {
    let edge = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = edge(place % text.len().max(1));
    let end = edge(start + length);
    let behind = edge(end + length);
    let part = |from: usize, to: usize| text.get(from..to).unwrap();
    let (before, one, two, after) = (
        part(0, start),
        part(start, end),
        part(end, behind),
        part(behind, text.len()),
    );
    match change {
        Change::Delete => format!("{before}{two}{after}"),
        Change::Double => format!("{before}{one}{one}{two}{after}"),
        Change::Swap => format!("{before}{two}{one}{after}"),
        Change::Insert(token) => {
            let token = TOKENS.get(token % TOKENS.len()).unwrap();
            format!("{before}{one} {token} {two}{after}")
        }
    }
}

fn any_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Delete),
        Just(Change::Double),
        Just(Change::Swap),
        any::<usize>().prop_map(Change::Insert),
    ]
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn soups_of_tokens(tokens in prop::collection::vec(prop::sample::select(TOKENS), 0..60)) {
        sound([("a.kzrule", tokens.join(" ").as_str()), ("a.txt", "x y")]);
    }

    #[test]
    fn any_text(text in ".{0,200}") {
        sound([("a.kzrule", text.as_str())]);
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn changed_laws(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<usize>(), 1_usize..80, any_change()), 1..4),
    ) {
        let mut files = law("dwelling");
        let changed = file.index(files.len());
        for (place, length, kind) in changes {
            let text = change(&files[changed].1, place, length, kind);
            files[changed].1 = text;
        }
        sound(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    }

    #[test]
    fn cut_laws(file in any::<prop::sample::Index>(), place in any::<prop::sample::Index>()) {
        let mut files = law("kz");
        let changed = file.index(files.len());
        let text = &files[changed].1;
        let mut at = place.index(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        files[changed].1.truncate(at);
        sound(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    }
}

/// A file without mistakes keeps its tree when it is formatted, and is as it stays.
fn formatted_once(text: &str) {
    let file = FileId(0);
    let before = parse(file, text);
    if let Ok(formatted) = format(file, text) {
        let after = parse(file, &formatted);
        assert!(after.diagnostics.is_empty(), "{:?}", after.diagnostics);
        assert_eq!(meaning(&before.items), meaning(&after.items));
        assert_eq!(format(file, &formatted).unwrap(), formatted, "twice");
    }
}

/// A law made by chance, with claims.
fn law_by_chance(chance: &mut Chance) -> String {
    let mut numbers = |count: usize, length: usize| -> Vec<Vec<u16>> {
        let mut number = || u16::try_from(chance.below(1 << 16)).unwrap();
        (0..count)
            .map(|_| (0..length).map(|_| number()).collect())
            .collect()
    };
    rule_file(&numbers(12, 40), &numbers(3, 30))
}

/// The laws that are changed: those of `rules/`, some made by chance, and the blocks of each chapter
/// of the language with its sources.
fn laws() -> Vec<Vec<(String, String)>> {
    let mut laws = vec![law("dwelling"), law("kz")];
    let by_chance = (0..40).map(|seed| law_by_chance(&mut Chance(seed)));
    laws.extend(by_chance.map(|text| vec![("chance.kzrule".to_owned(), text)]));
    for (_, chapter) in law("../tests/spec") {
        let mut files: Vec<(String, String)> = Vec::new();
        let mut lines = chapter.lines();
        while let Some(line) = lines.next() {
            let Some(head) = line.strip_prefix("```").filter(|head| !head.is_empty()) else {
                continue;
            };
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let (kind, name) = head.split_once(' ').unwrap_or((head, ""));
            let name = match (kind, name) {
                ("kzrule", "") => format!("block{}.kzrule", files.len()),
                ("kzrule" | "source", name) => name.to_owned(),
                _ => continue,
            };
            files.push((name, block.join("\n") + "\n"));
        }
        if files.iter().any(|(name, _)| name.ends_with(".kzrule")) {
            laws.push(files);
        }
    }
    laws
}

/// One file of a law, changed as the seed says, is read, checked and formatted.
fn try_seed(laws: &[Vec<(String, String)>], texts: &[String], seed: u64) {
    let mut chance = Chance(seed);
    let mut files = chance.of(laws).clone();
    let rules: Vec<usize> = (0..files.len())
        .filter(|at| files[*at].0.ends_with(".kzrule"))
        .collect();
    let changed = *chance.of(&rules);
    files[changed].1 = mutated(&files[changed].1, texts, TOKENS, &mut chance);
    formatted_once(&files[changed].1);
    sound(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
}

fn fuzz(seeds: impl IntoIterator<Item = u64>) {
    let laws = laws();
    let texts: Vec<String> = laws
        .iter()
        .flatten()
        .map(|(_, text)| text.clone())
        .collect();
    for seed in seeds {
        let tried = std::panic::catch_unwind(|| try_seed(&laws, &texts, seed));
        assert!(
            tried.is_ok(),
            "a finding: KZRULE_SEED={seed} KZRULE_COUNT=1 reproduces it"
        );
    }
}

#[test]
fn laws_changed_by_chance() {
    fuzz(0..60);
}

/// Laws made by chance are formatted without a change of what they say, and are well formed: what
/// `check` finds in them is found in the formatted text, too, and in most there is nothing.
#[test]
fn laws_made_by_chance_are_printed_and_checked() {
    let codes = |text: &str| {
        let (_, checked) = checked([("chance.kzrule", text)]);
        let found = checked.diagnostics.iter();
        found.map(|found| found.code).collect::<Vec<_>>()
    };
    let mut clean = 0;
    for seed in 1_000..1_300 {
        let text = law_by_chance(&mut Chance(seed));
        formatted_once(&text);
        let formatted = format(FileId(0), &text).unwrap();
        let found = codes(&text);
        assert_eq!(found, codes(&formatted), "seed {seed}");
        clean += usize::from(found.iter().all(|code| code.severity() != Severity::Error));
    }
    assert!(clean > 200, "{clean} of 300");
}

/// As long as one likes: `KZRULE_SEED` is the first seed, `KZRULE_COUNT` how many.
#[test]
#[ignore = "takes as long as it is told to"]
#[expect(
    clippy::disallowed_methods,
    reason = "what to try is said on the command line"
)]
fn fuzzer() {
    let number =
        |name: &str, usual: u64| std::env::var(name).map_or(usual, |value| value.parse().unwrap());
    let first = number("KZRULE_SEED", 0);
    fuzz(first..first + number("KZRULE_COUNT", 10_000));
}
