//! The contract of the command line: exit codes, JSON, where rules are looked for.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const GOOD: &str = "fact a : bool \"is\" no \"is not\"\n";
const LINT: &str = "fact a : bool\n";
const BAD: &str = "fact a : bool \"is\" no \"is not\"\ndefine b \"is\" no \"is not\" = aa\n";

/// A folder with one rule file.
fn folder(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("rules.kzrule"), text).unwrap();
    folder
}

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

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn exit_codes() {
    for (text, arguments, code) in [
        (GOOD, &["check"][..], 0),
        (LINT, &["check"], 0),
        (LINT, &["check", "--deny", "lints"], 2),
        (GOOD, &["check", "--deny", "lints"], 0),
        (BAD, &["check"], 2),
        (BAD, &["check", "--format", "json"], 2),
        (GOOD, &["check", "nowhere"], 2),
        (GOOD, &["check", "nowhere", "--format", "json"], 2),
        (GOOD, &["chekc"], 2),
        (GOOD, &["check", "--deny", "errors"], 2),
        (GOOD, &["check", ".", "."], 2),
        (GOOD, &[], 2),
        (GOOD, &["--help"], 0),
        (GOOD, &["check", "--help"], 0),
        (GOOD, &["--version"], 0),
    ] {
        let folder = folder(text);
        let (found, out, err) = run(folder.path(), arguments);
        assert_eq!(found, code, "{arguments:?}\n{out}{err}");
        assert!(!out.is_empty() || !err.is_empty(), "{arguments:?}");
        // A result goes to standard output, and what keeps one from being there to standard error.
        let result = code == 0 || text == BAD || arguments.contains(&"lints");
        let json = arguments.contains(&"json");
        assert_eq!(!out.is_empty(), result || json, "{arguments:?}\n{out}{err}");
        assert_eq!(
            !err.is_empty(),
            !result && !json,
            "{arguments:?}\n{out}{err}"
        );
    }
}

#[test]
fn a_file_a_folder_or_here() {
    let folder = folder(BAD);
    let said = |arguments: &[&str]| run(folder.path(), arguments).1;
    let here = said(&["check"]);
    assert!(here.contains("─[rules.kzrule:2:29]"), "{here}");
    for path in [".", "rules.kzrule", "./rules.kzrule", "./"] {
        assert_eq!(said(&["check", path]), here, "{path}");
    }
    let absolute = said(&["check", folder.path().to_str().unwrap()]);
    assert!(absolute.contains("rules.kzrule:2:29]"), "{absolute}");
}

#[test]
fn a_file_is_read_alone_and_a_folder_as_a_whole() {
    let folder = folder(BAD);
    fs::write(
        folder.path().join("b.kzrule"),
        "fact aa : bool \"is\" no \"is not\"\n",
    )
    .unwrap();
    assert_eq!(run(folder.path(), &["check"]).0, 0);
    assert_eq!(run(folder.path(), &["check", "b.kzrule"]).0, 0);
    assert_eq!(run(folder.path(), &["check", "rules.kzrule"]).0, 2);
    assert!(run(folder.path(), &["check"]).1.starts_with("2 files: "));
}

#[test]
fn the_shape_of_json() {
    let folder = folder(BAD);
    let (_, out, _) = run(folder.path(), &["check", "--format", "json"]);
    let expected = serde_json::json!({
        "version": 2,
        "verb": "check",
        "diagnostics": [{
            "code": "kz0010",
            "severity": "error",
            "message": "nothing is called `aa`",
            "help": "did you mean `a`?",
            "notes": [],
            "places": [{
                "path": "rules.kzrule",
                "line": 2,
                "column": 29,
                "end_line": 2,
                "end_column": 31,
                "words": "",
            }],
        }],
    });
    assert_eq!(json(&out), expected);

    let (_, out, _) = run(folder.path(), &["check", "nowhere", "--format", "json"]);
    let refused = json(&out);
    assert_eq!(refused["version"], 2);
    assert_eq!(refused["verb"], "check");
    let message = refused["error"].as_str().unwrap();
    assert!(message.starts_with("cannot read `nowhere`"), "{message}");
}

#[test]
fn the_same_input_gives_the_same_output() {
    let law = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/dwelling");
    let broken = folder(&format!("{BAD}{LINT}rule r {{}}\nfcat b\n"));
    for format in ["text", "json"] {
        for folder in [law.as_path(), broken.path()] {
            let twice = [(); 2].map(|()| run(folder, &["check", "--format", format]));
            assert_eq!(twice[0], twice[1]);
        }
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = folder(BAD);
    let program = assert_cmd::cargo::cargo_bin("kzrule");
    let mut child = std::process::Command::new(program)
        .arg("check")
        .current_dir(folder.path())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(2));
}
