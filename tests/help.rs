//! The examples in the help texts: each is run as it stands.

#![cfg(feature = "z3")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// The verbs, those together that are quick, and those of which one needs what another wrote.
const QUICK: [&str; 6] = ["check", "eval", "ask", "law", "explain", "fmt"];
const CASES: [&str; 1] = ["test"];
const PROOFS: [&str; 2] = ["prove", "recheck"];
const SEARCHES: [&str; 3] = ["audit", "diff", "report"];

fn run(arguments: &[String]) -> (String, i32) {
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        // Of an interview, so that there is something to save: a payment, the rent of the year, a short stay.
        .write_stdin("2000\n9000\nno\n")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    (printed, output.status.code().unwrap())
}

/// A word of an example; what it names that is no rule is put into the folder.
fn word(folder: &Path, word: &str) -> String {
    let own = ["case.json", "my_answers.kzrule", "proofs", "page"];
    if own.iter().any(|name| word.split('/').next() == Some(name)) {
        folder.join(word).to_string_lossy().into_owned()
    } else {
        word.to_owned()
    }
}

#[test]
fn every_verb_is_tried() {
    let (help, _) = run(&["--help".to_owned()]);
    let known = help
        .lines()
        .filter(|line| line.starts_with("  ") && line.trim().len() > 20);
    let known = known.filter_map(|line| line.split_whitespace().next());
    let mut sorted: Vec<&str> = known.filter(|word| !word.starts_with('-')).collect();
    let mut verbs = [&QUICK[..], &CASES, &PROOFS, &SEARCHES].concat();
    verbs.sort_unstable();
    sorted.sort_unstable();
    assert_eq!(sorted, verbs);
}

/// Runs the examples in the help of these verbs, one after another.
fn examples_work(verbs: &[&str]) {
    let folder = TempDir::new().unwrap();
    for verb in verbs {
        let (help, _) = run(&[(*verb).to_owned(), "--help".to_owned()]);
        if let Some((_, case)) = help.split_once("case.json may be: ") {
            fs::write(folder.path().join("case.json"), case).unwrap();
        }
        let examples = help.lines().filter_map(|line| {
            let line = line.trim_start_matches("Example: ");
            let line = line.trim_start_matches("Examples: ").trim_start();
            line.strip_prefix("kzrule ")
        });
        let examples: Vec<&str> = examples.collect();
        assert!(!examples.is_empty(), "{verb}");
        for example in examples {
            let words: Vec<String> = example
                .split_whitespace()
                .map(|one| word(folder.path(), one))
                .collect();
            let (printed, code) = run(&words);
            // What is found or left open is an answer, too.
            assert!([0, 1, 3].contains(&code), "{example}: {code}");
            assert!(!printed.is_empty(), "{example}");
        }
    }
}

#[test]
fn examples_of_quick_verbs_work() {
    examples_work(&QUICK);
}

#[test]
fn examples_of_cases_work() {
    examples_work(&CASES);
}

#[test]
fn examples_of_proofs_work() {
    examples_work(&PROOFS);
}

#[test]
fn examples_of_searches_work() {
    examples_work(&SEARCHES);
}
