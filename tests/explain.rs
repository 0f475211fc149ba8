//! The pages of `kzrule explain`: every example has the mistake it is about and no other, and what
//! the page says to write instead has none.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

#[path = "support/hidden.rs"]
mod notation;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use kzrule::diagnostic::{Code, Severity};
use serde_json::Value;
use tempfile::TempDir;

use notation::hidden;

/// Runs kzrule in a folder: exit code, standard output, standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn here(arguments: &[&str]) -> (i32, String, String) {
    run(Path::new("."), arguments)
}

/// The blocks of a page: the files that have names, and the texts of the rule files without one.
#[derive(Default)]
struct Blocks {
    files: Vec<(String, String)>,
    rules: Vec<String>,
}

fn blocks(page: &str) -> Blocks {
    let mut blocks = Blocks::default();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let text = hidden(&(block.join("\n") + "\n"));
        match info.split_once(' ') {
            Some((_, name)) => blocks.files.push((name.to_owned(), text)),
            None => blocks.rules.push(text),
        }
    }
    blocks
}

/// The codes that `check` reports on a rule file beside others; or `audit`, of rules in which
/// `check` finds nothing.
fn reported(verb: &str, files: &[(String, String)], rules: &str) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::write(folder.path().join("rules.kzrule"), rules).unwrap();
    let (_, out, err) = run(folder.path(), &[verb, "--format", "json"]);
    let json: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{err}"));
    let found = json["diagnostics"]
        .as_array()
        .or(json["findings"].as_array());
    let found = found.unwrap_or_else(|| panic!("{out}"));
    let mut codes: Vec<String> = found
        .iter()
        .map(|found| found["code"].as_str().unwrap().to_owned())
        .collect();
    codes.dedup();
    codes
}

/// The codes by which a command is refused that writes, in a folder of rules in which nothing is wrong.
fn refused(command: &str) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let rules = "fact a : bool \"is\" no \"is not\" ask \"Is it?\"\n";
    fs::write(folder.path().join("rules.kzrule"), rules).unwrap();
    let mut words = command.split_whitespace();
    assert_eq!(words.next(), Some("kzrule"));
    let words = words.chain(["--format", "json"]);
    let (_, out, err) = run(folder.path(), &words.collect::<Vec<_>>());
    let json: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{err}"));
    let found = json["diagnostics"].as_array().into_iter().flatten();
    let codes = found.map(|found| found["code"].as_str().unwrap().to_owned());
    codes.collect()
}

#[test]
fn every_example_has_its_mistake_and_the_other_has_none() {
    for code in Code::ALL {
        let Blocks { files, rules } = blocks(code.page());
        let [example, instead] = rules.as_slice() else {
            panic!("the page of {code} has {} examples, not two", rules.len());
        };
        if *code == Code::Unwritable {
            assert_eq!(refused(example), [code.to_string()]);
            assert_eq!(refused(instead), [""; 0]);
            continue;
        }
        let said = |verb: &str, rules: &str| reported(verb, &files, rules);
        if code.is_of_audit() {
            assert_eq!(said("audit", example), [code.to_string()], "{code}");
            assert_eq!(said("audit", instead), [""; 0], "{code}");
            // Where a rule outlasts a parameter, `check` sees it as well.
            let seen: &[&str] = match code {
                Code::NoParameter => &["kz0060"],
                _ => &[],
            };
            assert_eq!(said("check", example), seen, "{code}");
        } else {
            assert_eq!(said("check", example), [code.to_string()], "{code}");
        }
        assert_eq!(said("check", instead), [""; 0], "{code}");
    }
}

#[test]
fn every_page_has_its_parts() {
    let grammar = include_str!("../GRAMMAR.md");
    for code in Code::ALL {
        let why = match code.severity() {
            Severity::Error => "## Why it is an error",
            Severity::Finding => "## Why it is a finding",
            Severity::Lint => "## Why it is a lint",
        };
        let page = code.page();
        let headings: Vec<&str> = page
            .lines()
            .filter(|line| line.starts_with("## "))
            .collect();
        assert_eq!(headings, [why, "## Example", "## Instead"], "{code}");
        let last = page.lines().last().unwrap_or_default();
        if let Some(chapter) = last.strip_prefix("See “") {
            let chapter = chapter.split('”').next().unwrap_or_default();
            assert!(
                grammar.contains(&format!("## {chapter}\n")),
                "{code}: {chapter}"
            );
        }
        // What stands in a block is shown four columns in.
        let fits = |line: &str| line.chars().count() <= 96;
        let Blocks { files, rules } = blocks(page);
        let mut texts = files.iter().map(|(_, text)| text).chain(&rules);
        assert!(texts.all(|text| text.lines().all(fits)), "{code}");
    }
}

#[test]
fn pages_are_shown() {
    let (exit, shown, _) = here(&["explain", "kz0021"]);
    assert_eq!(exit, 0);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("explain_a_code", shown);
    });
    for written in ["0021", "KZ21", "21"] {
        assert_eq!(here(&["explain", written]).1, shown);
    }
    let (_, two, _) = here(&["explain", "kz0021", "kz0020"]);
    assert!(
        two.starts_with(&shown) && two.contains("\nkz0020: "),
        "{two}"
    );
    for code in Code::ALL {
        let (exit, shown, _) = here(&["explain", &code.to_string()]);
        assert!(exit == 0 && shown.starts_with(&code.to_string()), "{shown}");
        assert!(shown.contains(code.title()), "{shown}");
    }
}

#[test]
fn without_a_code_all_are_listed() {
    let (exit, shown, _) = here(&["explain"]);
    assert_eq!(exit, 0);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("explain_without_a_code", shown);
    });
}

#[test]
fn what_is_no_code() {
    for (arguments, said) in [
        (
            &["kz0112"][..],
            "there is no code `kz0112`; did you mean `kz0012`?",
        ),
        (
            &["kz0101", "x"],
            "there is no code `x`; `kzrule explain` lists all",
        ),
    ] {
        let (exit, out, err) = here(&[&["explain"], arguments].concat());
        assert_eq!((exit, out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(err, format!("kzrule: {said}\n"));
    }
}

#[test]
fn the_shape_of_json() {
    let json = |arguments: &[&str]| -> (i32, Value) {
        let (exit, out, _) = here(&[&["explain", "--format", "json"], arguments].concat());
        (exit, serde_json::from_str(&out).unwrap())
    };
    let (exit, one) = json(&["kz0107"]);
    assert_eq!(exit, 0);
    let expected = serde_json::json!({
        "version": 3,
        "verb": "explain",
        "codes": [{
            "code": "kz0107",
            "severity": "lint",
            "title": Code::OtherDayThanCited.title(),
            "page": Code::OtherDayThanCited.page(),
        }],
    });
    assert_eq!(one, expected);
    let (_, all) = json(&[]);
    let codes = all["codes"].as_array().unwrap();
    assert_eq!(codes.len(), Code::ALL.len());
    assert!(codes.iter().all(|code| code.get("page").is_none()));
    let (exit, none) = json(&["kz9999"]);
    assert_eq!(exit, 2);
    assert!(
        none["error"]
            .as_str()
            .unwrap()
            .starts_with("there is no code `kz9999`")
    );
}
