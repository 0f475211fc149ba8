//! What people read of the laws: no word of the engines. What is in the language of the rules has
//! words of its own: of a rule file (`law`) and of a graph, what is quoted and what is remarked is
//! read, and of a page of `explain` what is no example.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use kzrule::explorer::{Corpus, Explorer, Text};
use serde_json::{Value as Json, json};
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

/// What a rule file or a graph says in words: what stands in quotation marks, and the remarks.
fn told(text: &str) -> String {
    let mut told = String::new();
    let (mut is_quoted, mut is_remark, mut before) = (false, false, ' ');
    for sign in text.chars() {
        match sign {
            '\n' if is_remark => is_remark = false,
            '"' if !(is_remark || is_quoted && before == '\\') => is_quoted = !is_quoted,
            '/' if before == '/' && !is_quoted => is_remark = true,
            _ => {}
        }
        told.push(if is_quoted || is_remark || sign == '\n' {
            sign
        } else {
            ' '
        });
        before = sign;
    }
    told
}

/// The words of pages of `explain`: an example stands further in.
fn without_examples(text: &str) -> String {
    let words = text.lines().filter(|line| !line.starts_with("    "));
    words.collect::<Vec<_>>().join("\n")
}

fn tells_none(arguments: &[&str]) {
    let printed = read(arguments, "");
    let told = told(&printed);
    assert!(
        told.contains(|sign: char| sign.is_alphabetic()),
        "{printed}"
    );
    let found = of_engines(&told);
    assert!(found.is_empty(), "{arguments:?}: {found:#?}");
}

#[test]
fn what_is_told_is_told_apart() {
    let law = "// the solver\nterm liable \"is\n  true\" otherwise false";
    let words: Vec<String> = told(law).split_whitespace().map(str::to_owned).collect();
    assert_eq!(words, ["/", "the", "solver", "\"is", "true"]);
    let page = "  It is true.\n\n    otherwise false\n";
    assert_eq!(of_engines(&without_examples(page)).len(), 1);
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
    holds_none(
        &["ask", "rules/kz", "register is due", "--on", "2025-07-15"],
        "?\nobtain_visa\n?\nelectronic\n?\nforeigner\nno\n1985-06-15\n",
    );
    holds_none(&["--help"], "");
}

#[test]
fn what_is_explained_has_no_word_of_the_engines() {
    let list = read(&["explain"], "");
    assert_eq!(of_engines(&list), Vec::<String>::new());
    let codes: Vec<&str> = list
        .split_whitespace()
        .filter(|word| {
            word.len() == 6
                && word.starts_with("kz")
                && word.ends_with(|sign: char| sign.is_ascii_digit())
        })
        .collect();
    assert!(codes.len() > 50, "{list}");
    let pages = read(&[&["explain"], &codes[..]].concat(), "");
    assert!(
        codes
            .iter()
            .all(|code| pages.contains(&format!("{code}: ")))
    );
    assert_eq!(of_engines(&without_examples(&pages)), Vec::<String>::new());
}

#[test]
fn what_the_law_of_a_day_tells_has_no_word_of_the_engines() {
    tells_none(&["law", "rules/kz", "--on", "2024-03-01"]);
    for law in ["rules/levy", "rules/dwelling", "rules/family_pass"] {
        tells_none(&["law", law, "--on", "2025-01-01"]);
    }
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
fn what_is_checked_again_has_no_word_of_the_engines() {
    let folder = TempDir::new().unwrap();
    let proofs = folder.path().to_string_lossy().into_owned();
    let prove = ["prove", "rules/kz", "dead_end", "--certificates", &proofs];
    holds_none(&prove, "");
    let proof = folder.path().join("dead_end.json");
    holds_none(&["recheck", &proof.to_string_lossy(), "rules/kz"], "");
}

#[cfg(feature = "z3")]
#[test]
fn what_changes_on_days_has_no_word_of_the_engines() {
    let folder = TempDir::new().unwrap();
    for law in ["levy", "dwelling", "family_pass"] {
        let cases = folder.path().join(format!("{law}.kzrule"));
        let cases = cases.to_string_lossy().into_owned();
        let law = format!("rules/{law}");
        holds_none(&["test", &law, "--generate", "-o", &cases], "");
        let written = told(&fs::read_to_string(&cases).unwrap());
        assert_eq!(of_engines(&written), Vec::<String>::new(), "{law}");
    }
}

/// What comes out otherwise with a layer, of cases and of a claim.
#[cfg(feature = "z3")]
#[test]
fn what_is_reviewed_has_no_word_of_the_engines() {
    let folder = TempDir::new().unwrap();
    let draft = folder.path().join("draft.kzrule");
    let text = r#"act draft "A draft" { in force 2025-01-01 assumed "a draft" }
        repeal low_rent in draft { assumed "a draft" }"#;
    fs::write(&draft, text).unwrap();
    let draft = folder.path().to_string_lossy().into_owned();
    let review = ["test", "rules/levy", "--with", &draft];
    let printed = read(&review, "");
    assert!(printed.contains("OTHERWISE THAN STORED"), "{printed}");
    assert!(printed.contains("━━ claims/"), "{printed}");
    assert_eq!(of_engines(&printed), Vec::<String>::new());
    let diff = [
        "diff",
        "rules/levy",
        "--with",
        &draft,
        "--format",
        "markdown",
    ];
    holds_none(&diff, "");
}

/// What the page answers of a case of the reader's own, in its elements.
#[test]
fn what_the_explorer_answers_has_no_word_of_the_engines() {
    let law = |folder: &str, ending: &str| -> Vec<Text> {
        let mut texts = Vec::new();
        gathered(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut texts,
        );
        texts.retain(|text| text.path.ends_with(ending));
        texts
    };
    let corpus = Corpus {
        rules: law("rules/kz", ".kzrule"),
        sources: law("rules/kz/sources", ".txt"),
        known_on: None,
    };
    let corpus = serde_json::to_string(&corpus).unwrap();
    let mut explorer = Explorer::open(&corpus).unwrap();
    let given = r#"{ "given": { "status": "foreigner", "born": "1985-06-15", "needs_visa": true },
        "nothing_else": true, "step": { "obtain_visa": ["electronic"] } }"#;
    for (ask, case) in [
        (None, given),
        (Some("visa is within reach"), given),
        (None, r#"{ "given": { "needs_vise": true } }"#),
    ] {
        let request = json!({ "day": "2025-10-01", "case": case, "readings": [], "ask": ask });
        let answer = explorer.answer(&request.to_string());
        let answer: Json = serde_json::from_str(&answer).unwrap();
        let mut words = Vec::new();
        strings(&answer, &mut words);
        assert!(!words.is_empty(), "{answer}");
        let words = shown(&words.join("\n"));
        assert_eq!(of_engines(&words), Vec::<String>::new(), "{words}");
    }
}

/// All files of a folder.
fn gathered(folder: &Path, into: &mut Vec<Text>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gathered(&path, into);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let path = path.to_string_lossy().into_owned();
            into.push(Text { path, text });
        }
    }
}

/// The texts in JSON; the names of its members are for programs.
fn strings(json: &Json, into: &mut Vec<String>) {
    match json {
        Json::String(text) => into.push(text.clone()),
        Json::Array(all) => all.iter().for_each(|one| strings(one, into)),
        Json::Object(all) => all.values().for_each(|one| strings(one, into)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// What is shown of elements: the text between them.
fn shown(elements: &str) -> String {
    let mut words = String::new();
    let mut in_element = false;
    for sign in elements.chars() {
        match sign {
            '<' => in_element = true,
            '>' => in_element = false,
            _ if in_element => {}
            _ => words.push(sign),
        }
    }
    words
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
    let graph = ["report", "rules/kz", "--on", "2025-07-01", "--graph"];
    holds_none(&[&graph[..], &["mermaid"]].concat(), "");
    tells_none(&[&graph[..], &["dot"]].concat());
}

/// The elements of the page, without the files and the data that its script reads.
#[cfg(feature = "z3")]
#[test]
fn what_is_on_the_page_has_no_word_of_the_engines() {
    let folder = TempDir::new().unwrap();
    let output = folder.path().to_string_lossy().into_owned();
    read(&["report", "rules/kz", "-o", &output], "");
    let page = fs::read_to_string(folder.path().join("index.html")).unwrap();
    let words = on_page(&page);
    assert!(words.contains("a visa is out of reach"), "{words}");
    let found = of_engines(&words);
    assert!(found.is_empty(), "{found:#?}");
}

/// The days on which outcomes change, as the page has them.
#[cfg(feature = "z3")]
#[test]
fn what_the_page_tells_of_days_has_no_word_of_the_engines() {
    let folder = TempDir::new().unwrap();
    let output = folder.path().to_string_lossy().into_owned();
    read(
        &["report", "rules/dwelling", "--boundaries", "-o", &output],
        "",
    );
    let page = fs::read_to_string(folder.path().join("index.html")).unwrap();
    let found = of_engines(&on_page(&page));
    assert!(found.is_empty(), "{found:#?}");
}

#[cfg(feature = "z3")]
fn on_page(page: &str) -> String {
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
    words
}

/// A quarter of an hour without optimization.
#[cfg(feature = "z3")]
#[test]
#[ignore = "takes long without optimization: make test-long"]
fn what_changes_has_no_word_of_the_engines() {
    let days = ["--from", "2024-02-23", "--to", "2024-02-24"];
    holds_none(&[&["diff", "rules/kz"], &days[..]].concat(), "");
}
