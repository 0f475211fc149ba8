//! Runs that take a while: a line at a terminal and nothing on a pipe; and one that is interrupted
//! leaves no file half written.

#![cfg(all(feature = "z3", unix))]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::fmt::Write;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// What Ctrl-C sends.
const SIGINT: i32 = 2;

/// The program.
fn kzrule() -> PathBuf {
    assert_cmd::cargo::cargo_bin("kzrule")
}

/// A folder with a law of so many claims, as many rules and as many cases.
fn laid(count: usize) -> TempDir {
    let mut text = "fact age : int \"the age\" ask \"Which age?\"\n".to_owned();
    for at in 0..count {
        let _ = writeln!(
            text,
            "term fee{at} : int \"the fee {at}\" otherwise 0\n\
             rule rule{at} \"Rule {at}\" {{ assumed \"rule {at}\" when age > {at} then fee{at} = 1 }}\n\
             prove claim{at} {{ claim fee{at} < 2 }}\n\
             case case{at} \"Case {at}\" {{ on 2025-01-01 given age = {at} expect fee{at} = 0 }}"
        );
    }
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("law.kzrule"), text).unwrap();
    folder
}

/// What a command writes to standard error, which is a terminal; `None` where there is no program
/// that makes one.
fn at_a_terminal(folder: &Path, arguments: &str) -> Option<String> {
    let command = format!("'{}' {arguments} >said.txt", kzrule().display());
    let output = Command::new("script")
        .args(["-qefc", &command, "/dev/null"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_line_at_a_terminal_is_written_anew_and_cleared() {
    let folder = laid(3);
    for (arguments, doing, of) in [
        ("prove --no-cache", "proving", 3),
        ("prove", "proving", 3),
        // The claims hang on the same on both days, so that none is decided; three things are asked of
        // each of the three rules to find what is amiss with it.
        ("diff --from 2024-12-31 --to 2025-01-01", "comparing", 9),
        ("test --generate", "trying", 3),
    ] {
        let Some(seen) = at_a_terminal(folder.path(), arguments) else {
            return;
        };
        assert!(seen.contains(&format!("\r\x1b[K{doing} 1 of ")), "{seen:?}");
        assert!(seen.contains(&format!("{doing} {of} of {of}")), "{seen:?}");
        assert!(seen.ends_with("\r\x1b[K"), "{seen:?}");
        assert!(!seen.contains('\n'), "{seen:?}");
        // What is printed is what is printed without.
        let said = fs::read_to_string(folder.path().join("said.txt")).unwrap();
        assert!(!said.contains(doing) && !said.contains('\x1b'), "{said}");
        let _ = fs::remove_file(folder.path().join("generated.kzrule"));
    }
}

#[test]
fn nothing_is_written_to_a_pipe() {
    let folder = laid(3);
    for arguments in [
        &["prove", "--no-cache"][..],
        &["audit"],
        &["diff", "--from", "2024-12-31", "--to", "2025-01-01"],
        &["report", "-o", "page"],
        &["test", "--accept", "--verdicts"],
        &["test", "--generate"],
    ] {
        let output = Command::new(kzrule())
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8(output.stderr).unwrap(),
            "",
            "{arguments:?}"
        );
    }
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(kzrule())
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Interrupts a run, as Ctrl-C does, as soon as so many files are in a folder, or when it is done.
fn interrupt(mut run: Child, folder: &Path, files: usize) -> ExitStatus {
    let written = || fs::read_dir(folder).map_or(0, Iterator::count);
    while written() < files && run.try_wait().unwrap().is_none() {
        std::hint::spin_loop();
    }
    let id = run.id().to_string();
    // It may be done by then.
    let _ = Command::new("kill").args(["-INT", &id]).output().unwrap();
    run.wait().unwrap()
}

/// The files in a folder that are not left over beside others.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    let is_left_over = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with('.')
    };
    paths.filter(|path| !is_left_over(path)).collect()
}

/// The solver is at work when it comes: no verdict is made of a question that was not answered.
#[test]
fn an_interrupted_run_ends() {
    let folder = TempDir::new().unwrap();
    // Thirteen different numbers of twelve: nobody knows a short way to see that there are none.
    let mut text = String::new();
    let mut conditions = Vec::new();
    for one in 0..13 {
        let _ = writeln!(text, "fact n{one} : int \"number {one}\"");
        conditions.push(format!("n{one} > 0 and n{one} < 13"));
        conditions.extend((0..one).map(|other| format!("n{one} != n{other}")));
    }
    let conditions = conditions.join(" and ");
    let _ = writeln!(text, "prove long {{ for {conditions} claim n0 = 0 }}");
    let _ = writeln!(text, "prove short {{ for n0 > 1 claim n0 > 0 }}");
    fs::write(folder.path().join("law.kzrule"), text).unwrap();
    let run = start(folder.path(), &["prove", "--effort", "4000000000"]);
    // The verdict on the other claim is kept as soon as it is found.
    let ended = interrupt(run, &folder.path().join(".kzrule-cache"), 1);
    assert_eq!(ended.signal(), Some(SIGINT), "{ended}");
}

#[test]
fn an_interrupted_run_leaves_whole_proofs() {
    let folder = laid(60);
    for many in [1, 9, 33] {
        let proofs = format!("proofs{many}");
        let path = folder.path().join(&proofs);
        let run = start(folder.path(), &["prove", "--certificates", &proofs]);
        let ended = interrupt(run, &path, many);
        let ends = ended.signal() == Some(SIGINT) || ended.success();
        assert!(ends, "{ended}");
        for file in files(&path) {
            let text = fs::read_to_string(&file).unwrap();
            assert!(serde_json::from_str::<Value>(&text).is_ok(), "{text}");
            let rechecked = Command::new(kzrule())
                .args(["recheck", file.to_str().unwrap(), "."])
                .current_dir(folder.path())
                .output();
            assert!(rechecked.unwrap().status.success(), "{}", file.display());
        }
    }
    // So are the verdicts that were kept by then: the next run says the same.
    let told = |arguments: &[&str]| {
        let output = Command::new(kzrule())
            .args(arguments)
            .current_dir(folder.path())
            .output();
        output.unwrap().stdout
    };
    assert_eq!(told(&["prove"]), told(&["prove", "--no-cache"]));
}

#[test]
fn an_interrupted_run_leaves_whole_outcomes() {
    let folder = laid(60);
    let rules = folder.path().join("law.kzrule");
    let accept = ["test", "--accept"];
    start(folder.path(), &accept).wait().unwrap();
    let stored = folder.path().join("outcomes/cases");
    let old: Vec<(PathBuf, String)> = files(&stored)
        .into_iter()
        .map(|file| (file.clone(), fs::read_to_string(&file).unwrap()))
        .collect();
    assert_eq!(old.len(), 60);
    let other = fs::read_to_string(&rules)
        .unwrap()
        .replace("= 1 }", "= 5 }");
    let other = other
        .replace("given age = ", "given age = 10")
        .replace("= 0 }", "= 5 }");
    fs::write(&rules, other).unwrap();
    // While they are written there are more files than before.
    interrupt(start(folder.path(), &accept), &stored, 70);
    let interrupted: Vec<String> = old
        .iter()
        .map(|(file, _)| fs::read_to_string(file).unwrap())
        .collect();
    let leftovers = files(&stored).len();
    start(folder.path(), &accept).wait().unwrap();
    for ((file, before), found) in old.iter().zip(interrupted) {
        let after = fs::read_to_string(file).unwrap();
        assert!(
            found == *before || found == after,
            "{}: {found}",
            file.display()
        );
        assert_ne!(*before, after);
    }
    assert_eq!(leftovers, 60);
}
