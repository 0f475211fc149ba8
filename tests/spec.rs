//! The chapters in tests/spec are reference and test at once. Prose introduces rule files and
//! texts; the `output` block that follows holds a command and what it says of them.
//!
//! An `input` block is what the next command reads from standard input.
//!
//! A `formatted` block holds the file of that name, or the one without, as `kzrule fmt` leaves it.
//!
//! A block with a file name in its first line stays to the end of the chapter; one without lasts to
//! the next output. ⟨U+00AD⟩ stands for the character of that code. `cargo test --test spec --
//! --ignored` writes all outputs anew.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[path = "support/hidden.rs"]
mod notation;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use kzrule::diagnostic::Code;
use tempfile::TempDir;

use notation::hidden;

/// The file of a block without a name.
const UNNAMED: &str = "rules.kzrule";

fn chapters() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut chapters: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    chapters.sort();
    chapters
}

/// The chapter with the outputs as they are now.
fn renewed(chapter: &str) -> String {
    let mut out = String::new();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut input = String::new();
    let mut lines = chapter.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let (kind, name) = info.split_once(' ').unwrap_or((info, UNNAMED));
        let mut text = block.join("\n") + "\n";
        match kind {
            "kzrule" | "source" => {
                files.insert(name.to_owned(), hidden(&text));
            }
            "input" => input = text.clone(),
            "formatted" => text = formatted(name, &files),
            "output" => {
                text = answer(block.first().unwrap_or(&"$ kzrule check"), &files, &input);
                input.clear();
                files.remove(UNNAMED);
            }
            _ => {}
        }
        out.push_str(&text);
        out.push_str("```\n");
    }
    out
}

fn folder(files: &BTreeMap<String, String>) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// One of these files as `kzrule fmt` leaves it.
fn formatted(name: &str, files: &BTreeMap<String, String>) -> String {
    let folder = folder(files);
    let mut kzrule = Command::cargo_bin("kzrule").unwrap();
    kzrule.args(["fmt", name]).current_dir(folder.path());
    kzrule.assert().success();
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// A command with what it says, in a folder with these files and with this on standard input.
fn answer(command: &str, files: &BTreeMap<String, String>, input: &str) -> String {
    let folder = folder(files);
    let arguments = command.strip_prefix("$ kzrule ").unwrap();
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .args(arguments.split(' '))
        .current_dir(folder.path())
        .write_stdin(input)
        .output()
        .unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    let lines: Vec<&str> = said.trim_end().lines().map(str::trim_end).collect();
    format!("{command}\n{}\n", lines.join("\n"))
}

#[test]
fn every_chapter_says_what_happens() {
    assert!(chapters().len() >= 8);
    let mut wrong = Vec::new();
    for path in chapters() {
        let chapter = fs::read_to_string(&path).unwrap();
        let renewed = renewed(&chapter);
        if renewed == chapter {
            continue;
        }
        let differing = chapter
            .lines()
            .zip(renewed.lines())
            .position(|(a, b)| a != b);
        let line = differing.unwrap_or(chapter.lines().count().min(renewed.lines().count()));
        let told = renewed
            .lines()
            .skip(line)
            .take(20)
            .collect::<Vec<_>>()
            .join("\n");
        wrong.push(format!("{}:{} is now\n{told}", path.display(), line + 1));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What a check can say is shown with what it says; what an audit finds is explained.
#[test]
fn every_code_is_in_a_chapter() {
    let chapters: Vec<String> = chapters()
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let shown = |code: &Code| {
        let written = code.to_string();
        let mut lines = chapters.iter().flat_map(|chapter| chapter.lines());
        lines.any(|line| {
            let explained = line.contains("kzrule explain") && line.contains(&written);
            line == written || (code.is_of_audit() && explained)
        })
    };
    let missing: Vec<&Code> = Code::ALL.iter().filter(|code| !shown(code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
#[ignore = "writes the chapters: run it by name after a change that is wanted"]
fn renew() {
    for path in chapters() {
        let chapter = fs::read_to_string(&path).unwrap();
        fs::write(&path, renewed(&chapter)).unwrap();
    }
}
