//! The tour of the README: what a reader is told to save and to type, and what is printed then.
//!
//! `…` stands for lines left out, and at the end of a line for the rest of it. A block whose paragraph
//! ends with "save … as `FILE`:" is that file.

#![cfg(all(feature = "z3", target_os = "linux"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const README: &str = include_str!("../README.md");

/// What takes too long without optimization, in seconds of a processor. The same is tried of smaller laws; of
/// this one by `make test-long`.
const LONG: [&str; 4] = [
    // 40: beside the 128 cases it looks for each rule which case it decides. `tests/accept.rs`.
    "kzrule test mine",
    // More than 130: each question is asked of everybody by the law of both days. `tests/spec/24-diff.md`.
    "kzrule diff rules/kz",
    // 50: all days on which any outcome changes for anybody. `tests/boundaries.rs`.
    "kzrule test rules/kz --generate",
    // Several hundred: 73 claims with what is behind them, and the repairs. `tests/report.rs`.
    "kzrule report rules/kz -o",
];

/// A place to follow the tour, with the program in the path.
struct Place {
    folder: TempDir,
    here: PathBuf,
    /// What takes long is typed as well.
    patient: bool,
}

impl Place {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let here = folder.path().join("tour");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&root.join("rules"), &here.join("rules"));
        let bin = folder.path().join("bin");
        fs::create_dir(&bin).unwrap();
        symlink(assert_cmd::cargo::cargo_bin("kzrule"), bin.join("kzrule")).unwrap();
        Self {
            folder,
            here,
            patient: false,
        }
    }

    fn save(&self, name: &str, text: &str) {
        let path = self.here.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn typed(&self, command: &str) -> String {
        let own = self.folder.path().join("bin");
        let line = format!("exec 2>&1; PATH={}:$PATH; {command}", own.display());
        let output = Command::new("sh")
            .args(["-c", &line])
            .current_dir(&self.here)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() && name != ".kzrule-cache" {
            copy(&path, &to.join(name));
        } else if path.is_file() {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// The part of the README under a heading, up to the next.
fn step(heading: &str) -> &'static str {
    let (_, rest) = README.split_once(heading).unwrap();
    let end = rest.find("\n##").unwrap_or(rest.len());
    &rest[..end]
}

/// Whether the lines shown are printed, in this order, none left out where no `…` stands.
fn is_shown(shown: &[&str], printed: &[&str]) -> bool {
    let end = printed.iter().rposition(|line| !line.trim().is_empty());
    let mut rest = &printed[..end.map_or(0, |last| last + 1)];
    let stretches: Vec<&[&str]> = shown.split(|line| line.trim() == "…").collect();
    let last = stretches.len() - 1;
    stretches.into_iter().enumerate().all(|(at, stretch)| {
        let room = rest.len().checked_sub(stretch.len());
        let found = room.and_then(|room| {
            let mut places = if at == 0 { 0..=0 } else { 0..=room };
            if at == last && !stretch.is_empty() {
                places = room.max(*places.start())..=*places.end();
            }
            { places }.find(|from| {
                let lines = stretch.iter().zip(&rest[*from..]);
                { lines }.all(|(shown, printed)| is_line(shown, printed))
            })
        });
        if let Some(from) = found {
            rest = &rest[from + stretch.len()..];
        }
        found.is_some()
    })
}

fn is_line(shown: &str, printed: &str) -> bool {
    match shown.strip_suffix('…') {
        Some(begins) => printed.starts_with(begins),
        None => printed.trim_end() == shown.trim_end(),
    }
}

/// Does what a step of the tour says.
fn follow(place: &Place, step: &str) {
    let mut lines = step.lines();
    let mut before = String::new();
    while let Some(line) = lines.next() {
        let Some(_) = line.strip_prefix("```") else {
            before = if line.is_empty() {
                before
            } else {
                line.to_owned()
            };
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if block.first().is_some_and(|line| line.starts_with("$ ")) {
            session(place, &block);
        } else if let Some((_, name)) = before.rsplit_once("as `")
            && let Some(name) = name.strip_suffix("`:")
        {
            place.save(name, &(block.join("\n") + "\n"));
        }
    }
}

fn session(place: &Place, block: &[&str]) {
    let mut rest = block;
    while let Some((command, after)) = rest.split_first() {
        let mut command = command.strip_prefix("$ ").unwrap().to_owned();
        let mut after = after;
        while let (Some(begun), Some((more, others))) =
            (command.strip_suffix('\\'), after.split_first())
        {
            command = format!("{begun} {}", more.trim());
            after = others;
        }
        let end = after.iter().position(|line| line.starts_with("$ "));
        let (shown, others) = after.split_at(end.unwrap_or(after.len()));
        rest = others;
        if !place.patient && LONG.iter().any(|long| command.starts_with(long)) {
            continue;
        }
        let printed = place.typed(&command);
        let lines: Vec<&str> = printed.lines().collect();
        assert!(
            is_shown(shown, &lines),
            "README.md shows of `{command}`:\n{}\nand it prints:\n{printed}",
            shown.join("\n")
        );
    }
}

#[test]
fn it_is_read_proved_and_asked() {
    let place = Place::new();
    for heading in [
        "### 1. Check",
        "### 2. Misquote",
        "### 3. Change a date",
        "### 4. Ask a case",
        "### 5. Read the proof",
        "### 6. Look for what nobody asked",
        "### 8. Lay later law over it",
    ] {
        follow(&place, step(heading));
    }
}

#[test]
#[ignore = "takes a quarter of an hour without optimization"]
fn what_takes_long_is_shown_as_it_is() {
    let mut place = Place::new();
    place.patient = true;
    for heading in [
        "### 2. Misquote",
        "### 3. Change a date",
        "### 6. Look for what nobody asked",
        "### 7. The page",
        "### 9. Review an amendment",
    ] {
        follow(&place, step(heading));
    }
}

#[test]
fn an_amendment_is_reviewed() {
    follow(&Place::new(), step("### 9. Review an amendment"));
}

#[test]
fn a_rule_set_is_begun() {
    let mut place = Place::new();
    place.here = place.folder.path().join("library");
    fs::create_dir(&place.here).unwrap();
    follow(&place, step("### 10. Write a rule set"));
}

#[test]
fn what_is_left_out_is_left_out() {
    let printed = ["one", "two", "three", "four"];
    assert!(is_shown(&["one", "…", "th…", "four"], &printed));
    assert!(is_shown(&["…", "three", "…"], &printed));
    assert!(!is_shown(&["one", "three", "…"], &printed));
    assert!(!is_shown(&["…", "three"], &printed));
    assert!(!is_shown(&["…", "two", "…", "one", "…"], &printed));
}
