//! What people read of the first law: no word of the engines. What `law` prints is a rule file, in
//! the words of the language, and is not among it.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;

use assert_cmd::Command;
use tempfile::TempDir;

/// Words of those who build the program, which say nothing to those who read the law.
const OF_ENGINES: [&str; 13] = [
    "slot", "slots", "node", "nodes", "Kleene", "sat", "unsat", "solver", "model", "true", "false",
    "term id", "TermId",
];

fn read(arguments: &[&str], input: &str) -> String {
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .write_stdin(input)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(!printed.is_empty(), "{arguments:?}");
    printed + &String::from_utf8(output.stderr).unwrap()
}

/// The words of the engines in a text, as whole words, each with its line.
fn of_engines(text: &str) -> Vec<String> {
    let has = |line: &str, word: &str| {
        let line = format!(" {} ", line.to_lowercase());
        line.match_indices(&word.to_lowercase()).any(|(at, found)| {
            let (before, behind) = line.split_at(at);
            let behind = behind.strip_prefix(found).unwrap_or_default();
            let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
            !before.ends_with(is_part) && !behind.starts_with(is_part)
        })
    };
    let lines = text.lines().flat_map(|line| {
        let found = OF_ENGINES.iter().filter(move |word| has(line, word));
        found.map(move |word| format!("{word}: {line}"))
    });
    lines.collect()
}

fn holds_none(arguments: &[&str], input: &str) {
    let found = of_engines(&read(arguments, input));
    assert!(found.is_empty(), "{arguments:?}: {found:#?}");
}

#[test]
fn words_are_found_whole() {
    assert_eq!(of_engines("It is true.\nSaturday, a model_of").len(), 1);
    assert_eq!(of_engines("the term id 3; unsat").len(), 2);
}

#[test]
fn what_is_said_of_a_case_has_no_word_of_the_engines() {
    let folder = TempDir::new().unwrap();
    let case = folder.path().join("case.json");
    let given = r#"{ "given": { "status": "foreigner", "born": "1985-06-15", "needs_visa": true },
        "nothing_else": true, "step": { "obtain_visa": ["electronic"] } }"#;
    fs::write(&case, given).unwrap();
    let case = case.to_string_lossy().into_owned();
    holds_none(&["check", "rules/kz"], "");
    let eval = ["eval", "rules/kz", "--on", "2025-10-01", "--case", &case];
    holds_none(&eval, "");
    holds_none(&[&eval[..], &["--explain"]].concat(), "");
    holds_none(
        &["ask", "rules/kz", "liable", "--on", "2025-10-01"],
        "?\n2\n?\n1\n",
    );
    holds_none(&["--help"], "");
    holds_none(&["explain"], "");
}

#[test]
fn what_comes_of_all_cases_has_no_word_of_the_engines() {
    holds_none(&["test", "rules/kz"], "");
}

#[cfg(feature = "z3")]
#[test]
fn what_is_proved_has_no_word_of_the_engines() {
    holds_none(&["prove", "rules/kz"], "");
}

#[cfg(feature = "z3")]
#[test]
fn what_repairs_has_no_word_of_the_engines() {
    holds_none(&["prove", "rules/kz", "dead_end", "--repairs"], "");
}

#[cfg(feature = "z3")]
#[test]
fn what_is_found_has_no_word_of_the_engines() {
    holds_none(&["audit", "rules/kz"], "");
    for law in ["rules/levy", "rules/dwelling", "rules/family_pass"] {
        let days = ["--from", "2024-12-31", "--to", "2026-01-01"];
        let diff = [&["diff", law], &days[..]].concat();
        holds_none(&diff, "");
        holds_none(&[&diff[..], &["--format", "markdown"]].concat(), "");
    }
    // The language of Graphviz has words of its own.
    let graph = [
        "report",
        "rules/kz",
        "--on",
        "2025-07-01",
        "--graph",
        "mermaid",
    ];
    holds_none(&graph, "");
}

/// The elements of the page, without the files and the data that its script reads.
#[cfg(feature = "z3")]
#[test]
fn what_is_on_the_page_has_no_word_of_the_engines() {
    let folder = TempDir::new().unwrap();
    let output = folder.path().to_string_lossy().into_owned();
    read(&["report", "rules/kz", "-o", &output], "");
    let page = fs::read_to_string(folder.path().join("index.html")).unwrap();
    let (mut words, mut rest) = (String::new(), page.split_once("<body>").unwrap().1);
    while let Some((text, element)) = rest.split_once('<') {
        words.push_str(text);
        words.push('\n');
        let end = match element.starts_with("script") {
            true => "</script>",
            false => ">",
        };
        rest = element.split_once(end).unwrap().1;
    }
    assert!(words.contains("a visa is out of reach"), "{words}");
    let found = of_engines(&words);
    assert!(found.is_empty(), "{found:#?}");
}

/// A quarter of an hour without optimization.
#[cfg(feature = "z3")]
#[test]
#[ignore = "takes long"]
fn what_changes_has_no_word_of_the_engines() {
    let days = ["--from", "2024-02-23", "--to", "2024-02-24"];
    holds_none(&[&["diff", "rules/kz"], &days[..]].concat(), "");
}
