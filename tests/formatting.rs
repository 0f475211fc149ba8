//! The style: formatting changes neither meaning nor comments, and what is formatted stays as it
//! is. The rules of this project are formatted.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[path = "support/tree.rs"]
mod tree;

use std::fs;
use std::path::{Path, PathBuf};

use kzrule::syntax::{format, parse};
use kzrule::text::FileId;
use proptest::prelude::*;
use tree::meaning;

const FILE: FileId = FileId(0);

/// The files below a folder whose names end so, in order.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn rules() -> Vec<String> {
    let files = files("rules", "kzrule").into_iter();
    files
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

/// The rule files in the code blocks of the documents.
fn blocks() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents = files("tests/spec", "md");
    documents.extend(["GRAMMAR.md", "README.md"].map(|name| root.join(name)));
    let mut blocks = Vec::new();
    for document in documents {
        let text = fs::read_to_string(document).unwrap();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if line.starts_with("```kzrule") {
                let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                blocks.push(block.join("\n") + "\n");
            }
        }
    }
    blocks
}

/// What a file without mistakes says: its tree without places and blanks.
fn tree(text: &str) -> String {
    let parsed = parse(FILE, text);
    assert!(
        parsed.diagnostics.is_empty(),
        "{:?}\n{text}",
        parsed.diagnostics
    );
    meaning(&parsed.items)
}

/// The comments of a text, in no order.
fn comments(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['"', '/']) {
        let from = rest.get(at..).unwrap();
        let length = if from.starts_with("//") {
            let line = from.lines().next().unwrap();
            found.push(line.trim_end());
            line.len()
        } else if from.starts_with('"') {
            1 + from.get(1..).unwrap().find('"').unwrap() + 1
        } else {
            1
        };
        rest = from.get(length..).unwrap();
    }
    found.sort_unstable();
    found
}

/// Formats a text that can be read, and looks whether everything is still there.
fn sound(text: &str) -> String {
    let formatted = format(FILE, text).unwrap();
    assert_eq!(tree(text), tree(&formatted), "\n{text}\n{formatted}");
    assert_eq!(
        comments(text),
        comments(&formatted),
        "\n{text}\n{formatted}"
    );
    let again = format(FILE, &formatted).unwrap();
    assert_eq!(again, formatted, "\n{text}");
    assert!(
        !formatted.contains("\n\n\n") && !formatted.contains(" \n"),
        "{formatted}"
    );
    formatted
}

#[test]
fn the_rules_are_formatted() {
    for path in files("rules", "kzrule") {
        let text = fs::read_to_string(&path).unwrap();
        let hint = "run `kzrule fmt rules`";
        assert_eq!(
            format(FILE, &text).unwrap(),
            text,
            "{}: {hint}",
            path.display()
        );
    }
}

#[test]
fn rules_and_examples_stay_what_they_are() {
    let mut count = 0;
    for text in rules().iter().chain(&blocks()) {
        // Some examples show mistakes.
        if parse(FILE, text).diagnostics.is_empty() {
            sound(text);
            count += 1;
        }
    }
    assert!(count >= 80, "{count} texts");
}

/// Where lines end means nothing: an item may begin behind another, and go on in the next line.
#[test]
fn items_end_where_they_end_and_not_with_a_line() {
    let lines = r#"fact a : bool "is a" no "is not a" define c "is c" no "is not c" =
    a
fact b : bool "is b" no "is not b" rule r1 { assumed "x"
    then fee = 3
} term fee : int "fee"
enum A { x "x" } enum B {
  y "y"
}
procedure q "do q" closed unless a
rule opens it
restate
rule r1 "R1" on q in act2 { assumed "y"
  then open }
"#;
    let words: Vec<&str> = lines.split_whitespace().collect();
    assert_eq!(tree(lines), tree(&words.join(" ")));
    assert_eq!(tree(lines), tree(&words.join("\n")));
    assert_eq!(tree(lines), tree(&sound(lines)));
}

/// The blanks between the words, strings and marks of a text, as places to change.
fn gaps(text: &str) -> Vec<(usize, usize)> {
    let mut gaps = Vec::new();
    let (mut string, mut comment) = (false, false);
    let mut start = None;
    for (at, character) in text.char_indices() {
        if !string && !comment && matches!(character, ' ' | '\n') {
            start = start.or(Some(at));
            continue;
        }
        if let Some(start) = start.take() {
            gaps.push((start, at));
        }
        match character {
            '"' if !comment => string = !string,
            '/' if !string => comment = true,
            '\n' => comment = false,
            _ => {}
        }
        if comment && text.get(at..).is_some_and(|rest| !rest.contains('\n')) {
            break;
        }
        if comment
            && text
                .get(at + character.len_utf8()..)
                .unwrap()
                .starts_with('\n')
        {
            comment = false;
        }
    }
    gaps
}

/// What may stand in the place of a blank without a change of meaning.
fn any_gap() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(" ".to_owned()),
        Just("   ".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n\n".to_owned()),
        Just("\r\n\t".to_owned()),
        Just(" // behind\n".to_owned()),
        Just(" // behind\r\n\r\n  // and \"below\n".to_owned()),
        Just("\n\n// alone\n\n".to_owned()),
        Just("\n    // one\n// two // three\n".to_owned()),
    ]
}

/// An expression with more brackets than it needs, or fewer.
fn any_expression() -> impl Strategy<Value = String> {
    let long = "a_name_that_takes_much_room_in_its_line";
    let leaf = prop::sample::select(vec![
        "a",
        long,
        "12",
        "day",
        "2025-07-01",
        "16 years",
        "12.50",
        "12_500.50 crown",
        "7 %",
        "min(a, 20000, b - 1)",
        "true",
        "nothing held",
        "holds v",
        "p(x, y)",
        "age of b",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(6, 60, 4, |inner| {
        let operator = prop::sample::select(vec![
            "and", "or", "implies", "=", "!=", "<", ">=", "+", "-", "*", "/",
        ]);
        let behind = prop::sample::select(vec![
            "rounded up",
            "rounded down",
            "rounded half up to 0.05",
            "rounded half to even to 100 crown",
            "is due",
            "is not open",
            "is within reach",
            "in {a, b}",
        ]);
        prop_oneof![
            4 => (inner.clone(), operator, inner.clone()).prop_map(|(a, o, b)| format!("{a} {o} {b}")),
            3 => inner.clone().prop_map(|a| format!("({a})")),
            1 => (inner.clone(), behind).prop_map(|(a, b)| format!("{a} {b}")),
            1 => inner.clone().prop_map(|a| format!("not {a}")),
            1 => inner.clone().prop_map(|a| format!("- {a}")),
            1 => inner.clone().prop_map(|a| format!("age of ({a})")),
            1 => (inner.clone(), inner.clone(), inner)
                .prop_map(|(a, b, c)| format!("if {a} then {b} else {c}")),
        ]
    })
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn expressions_mean_the_same(
        a in any_expression(),
        b in any_expression(),
        c in any_expression(),
    ) {
        let text = format!(
            "rule r {{ when {a} then requires {b}, t = {c} }}\n\
            case k {{ on 2025-01-01 given s = {a} expect under {b}: {c} by x }}\n\
            prove p {{ for {c} claim {b} expect proved under {a} }}\n"
        );
        sound(&text);
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn blanks_and_comments_anywhere(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any_gap()), 1..40),
    ) {
        let texts: Vec<String> = rules().into_iter().chain(blocks()).collect();
        let mut text = which.get(&texts).clone();
        if parse(FILE, &text).diagnostics.is_empty() {
            for (place, new) in changes {
                let gaps = gaps(&text);
                if !gaps.is_empty() {
                    let (start, end) = *place.get(&gaps);
                    // An item that begins in the line of another may be lost to the parser.
                    let line = text.get(start..end).unwrap().contains('\n');
                    let line = if line && !new.contains('\n') { "\n" } else { "" };
                    text.replace_range(start..end, &format!("{line}{new}"));
                }
            }
            // The parser goes by layout, too: a brace to the left of its item may be lost to it.
            prop_assume!(parse(FILE, &text).diagnostics.is_empty());
            sound(&text);
        }
    }
}
