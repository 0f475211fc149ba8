//! Verdicts that are kept from one run to the next: found again where nothing that they hang on has
//! changed, decided anew where anything has, and never another than without.

#![cfg(feature = "z3")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[path = "support/memory.rs"]
mod memory;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::Mutex;

use assert_cmd::Command;
use kzrule::law::{ClaimId, Law};
use kzrule::prove::{Effort, Run, prove};
use kzrule::verdict::Verdict;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use memory::Memory;
use support::checked;

/// Two terms that have nothing in common, with a claim on each and one on what is within reach.
const LAW: &str = r#"
fact member : bool "is a member" no "is no member"
fact pupil : bool "is a pupil" no "is no pupil"
fact age : int "the age"
reading side "Which side?" { left "the left one", right "the right one" }
assume aged "Nobody is younger than nothing." = age >= 0
parameter rate : int "the rate" {
    from 2020-01-01: 3 assumed "r"
    from 2024-01-01: 4 assumed "r"
}
term fee : int "the fee" otherwise 0
term fine : int "the fine" otherwise 0
rule fees "Fees" { assumed "fees" from 2020-01-01 when member and (side = left or age > 17) then fee = 2 + rate }
rule pupils "Pupils" despite fees { assumed "pupils" when pupil then fee = 1 }
rule fines "Fines" { assumed "fines" when not member then fine = 9 }
holding pass "a pass" short "pass" yes "has a pass" no "has no pass"
procedure get_pass "get a pass" does "gets a pass" grants pass open
rule passes "Passes" on get_pass { assumed "passes" then requires member }
prove low { for age < 30 from 2021-01-01 claim fee < 6 }
prove five { from 2021-01-01 claim fee = 6 or fee < 6 and (pupil or not member or age < 18) }
prove fined { from 2021-01-01 claim fine < 10 }
prove passed { for member from 2021-01-01 claim pass is within reach }
"#;

/// A place with these entries, in which nothing was kept yet.
fn with(entries: BTreeMap<String, String>) -> Memory {
    Memory {
        entries: Mutex::new(entries),
        kept: Mutex::new(0),
    }
}

/// The verdicts on all claims, with what is kept, and how many were decided anew.
fn proved(memory: &Memory, law: &Law) -> (String, usize) {
    *memory.kept.lock().unwrap() = 0;
    let run = Run::from(Effort::default()).keeping(Some(memory));
    (told(law, run), *memory.kept.lock().unwrap())
}

fn told(law: &Law, run: Run<'_>) -> String {
    let claims: Vec<ClaimId> = (0..law.claims.len()).map(ClaimId::at).collect();
    let verdicts: Vec<Verdict> = prove(law, &claims, run).unwrap();
    format!("{verdicts:#?}")
}

fn law(text: &str) -> Law {
    let (_, checked) = checked([("law.kzrule", text)]);
    assert!(!checked.has_errors(), "{:?}\n{text}", checked.diagnostics);
    checked.law
}

/// A place in which everything of the law is kept.
fn full() -> Memory {
    let memory = Memory::default();
    let law = law(LAW);
    let (first, kept) = proved(&memory, &law);
    assert_eq!(kept, law.claims.len());
    assert_eq!(first, told(&law, Effort::default().into()));
    memory
}

/// How much of an edited law is found anew; what is told is what is told without.
fn found_anew(memory: &Memory, before: &str, old: &str, new: &str) -> usize {
    assert!(before.contains(old), "{old}");
    let edited = before.replace(old, new);
    assert_ne!(edited, before, "{old}");
    let edited = law(&edited);
    let memory = with(memory.entries.lock().unwrap().clone());
    let (kept, count) = proved(&memory, &edited);
    assert_eq!(
        kept,
        told(&edited, Effort::default().into()),
        "{old} → {new}"
    );
    count
}

#[test]
fn a_second_run_decides_nothing_anew() {
    let memory = full();
    let law = law(LAW);
    assert_eq!(
        proved(&memory, &law),
        (told(&law, Effort::default().into()), 0)
    );
    let entries = memory.entries.lock().unwrap();
    assert_eq!(entries.len(), law.claims.len());
}

#[test]
fn what_nothing_hangs_on_may_change() {
    let memory = full();
    for (old, new) in [
        // Words, sentences, the order of rules.
        ("\"Fees\"", "\"Charges\""),
        ("assumed \"pupils\"", "assumed \"whoever learns\""),
        ("no \"is no pupil\"", "no \"learns nothing\""),
        // Something of its own, before everything else.
        (
            "term fee :",
            "term other : int \"another\" otherwise 7\n\
             rule others \"Others\" { assumed \"o\" when pupil and age > 70 then other = 8 }\nterm fee :",
        ),
        (
            "prove low",
            "prove more { from 2021-01-01 claim member or not member }\nprove low",
        ),
    ] {
        let more = usize::from(new.contains("more {"));
        assert_eq!(found_anew(&memory, LAW, old, new), more, "{old} → {new}");
    }
}

/// Of the claims, in the order written, two are on the fee, one on the fine, one on the pass.
#[test]
fn whatever_a_claim_hangs_on_decides_it_anew() {
    let memory = full();
    for (old, new, expected) in [
        // A condition, a day, a value of a parameter, an exception, a value.
        ("age > 17", "age > 18", 2),
        (
            "{ assumed \"fees\" from 2020-01-01",
            "{ assumed \"fees\" from 2022-01-01",
            2,
        ),
        ("from 2024-01-01: 4", "from 2024-01-01: 5", 2),
        ("from 2024-01-01: 4", "from 2025-01-01: 4", 2),
        (" despite fees", "", 2),
        ("then fee = 1 }", "then fee = 2 }", 2),
        ("when not member", "when not member and age > 3", 1),
        (
            "then requires member",
            "then requires member and age > 3",
            1,
        ),
        ("otherwise 0\nterm fine", "otherwise 1\nterm fine", 2),
        // The claim itself.
        ("for age < 30", "for age < 31", 1),
        ("age < 30 from 2021-01-01", "age < 30 from 2021-01-02", 1),
        ("prove fined { from 2021-01-01 ", "prove fined { ", 1),
        // What holds of everybody, what there is to choose from, and whatever a person may be.
        ("= age >= 0", "= age >= 1", 4),
        (
            "right \"the right one\"",
            "right \"the right one\", both \"both\"",
            4,
        ),
        (
            "fact age : int \"the age\"",
            "fact age : int \"the age\" usually 40",
            4,
        ),
        (
            "fact age :",
            "fact tall : bool \"is tall\" no \"is not tall\"\nfact age :",
            4,
        ),
    ] {
        assert_eq!(
            found_anew(&memory, LAW, old, new),
            expected,
            "{old} → {new}"
        );
    }
    // What a claim is expected to come to is looked at each time.
    assert_eq!(
        found_anew(
            &memory,
            LAW,
            "claim fee < 6 }",
            "claim fee < 6 expect refuted }"
        ),
        0
    );
}

#[test]
fn another_effort_is_another_verdict() {
    let memory = full();
    let effort = Effort {
        steps: 19_000_000,
        ..Effort::default()
    };
    *memory.kept.lock().unwrap() = 0;
    told(&law(LAW), Run::from(effort).keeping(Some(&memory)));
    assert_eq!(*memory.kept.lock().unwrap(), 4);
}

/// An entry whose sum is right, as somebody would write it who knows how.
fn forged(key: &str, body: &Value) -> String {
    let body = body.to_string();
    let sum = Sha256::new()
        .chain_update(key)
        .chain_update(&body)
        .finalize();
    let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{sum}\n{body}\n")
}

#[test]
fn a_forged_entry_is_not_believed() {
    let memory = full();
    let law = law(LAW);
    let fresh = told(&law, Effort::default().into());
    let entries = memory.entries.lock().unwrap().clone();
    let bodies: BTreeMap<String, Value> = entries
        .iter()
        .map(|(key, text)| {
            (
                key.clone(),
                serde_json::from_str(text.split_once('\n').unwrap().1).unwrap(),
            )
        })
        .collect();
    let put = |key: &String, text: String| {
        let mut entries = entries.clone();
        entries.insert(key.clone(), text);
        with(entries)
    };
    let mut tried = 0;
    for (key, body) in &bodies {
        // The text as it is, written so, is believed: the sum alone is not what is refused.
        assert_eq!(
            proved(&put(key, forged(key, body)), &law),
            (fresh.clone(), 0)
        );
        let mut changed: Vec<Value> = Vec::new();
        let change = |pointer: &str, to: Value| {
            let mut other = body.clone();
            *other.pointer_mut(pointer)? = to;
            (other != *body).then_some(other)
        };
        let everywhere = json!([[]]);
        changed.extend(change("/proved", json!([])));
        changed.extend(change("/proved", everywhere.clone()));
        changed.extend(change("/refuted", json!([])));
        changed.extend(change("/refuted/0/cube", json!([])));
        changed.extend(change("/refuted/0/cube", json!([["side", ["right"]]])));
        changed.extend(change("/refuted/0/day", json!("1999-01-01")));
        changed.extend(change("/refuted/0/readings", json!([])));
        changed.extend(change("/refuted/0/given/0/0", json!(100_000)));
        changed.extend(change("/refuted/0/given/0/1", json!(100_000)));
        changed.extend(change("/certificate/proved", json!([])));
        changed.extend(change("/certificate/proved", everywhere));
        changed.extend(change("/certificate/tree", Value::Null));
        changed.extend(change(
            "/certificate/tree",
            json!([{ "holds": { "reach": [] } }]),
        ));
        changed.extend(change("/certificate/refuted", json!([])));
        // What is right of another claim.
        changed.extend(bodies.values().filter(|other| *other != body).cloned());
        for body in changed {
            let (said, decided) = proved(&put(key, forged(key, &body)), &law);
            assert_eq!(decided, 1, "believed: {body}\n{}", bodies[key]);
            assert!(said == fresh, "{body}");
            tried += 1;
        }
        // What is damaged.
        for text in [
            "",
            "\n",
            "{}",
            &forged(key, body).replace("proved", "Proved"),
        ] {
            assert_eq!(proved(&put(key, text.to_owned()), &law), (fresh.clone(), 1));
        }
    }
    assert!(tried > 24, "{tried}");
}

/// Two papers that need one another, of which a third would do in place of one; whoever is young waits.
const CIRCLE: &str = r#"
fact born : date "born" usually 1990-01-01
fact guest : bool "is a guest" no "is no guest"
reading side "Which side?" { left "the left one", right "the right one" }
define young "whoever is young" yes "is under 16" no "is 16 or older" = day < born + 16 years rounded up
holding pass "a pass" short "pass" yes "has a pass" no "has no pass"
holding card "a card" short "card" yes "has a card" no "has no card"
holding note "a note" short "note" yes "has a note" no "has no note"
procedure get_pass "get a pass" does "gets a pass" grants pass open
procedure get_card "get a card" does "gets a card" grants card open
procedure get_note "get a note" does "gets a note" grants note closed unless a rule opens it
rule passes "Passes" on get_pass { assumed "who passes" from 2024-01-01 when not guest then requires card or note }
rule cards "Cards" on get_card { assumed "whose card" then requires pass or side = right and young }
rule notes "Notes" on get_note { assumed "noted" from 2025-01-01 when guest then open }
term fine : int "the fine" otherwise 0
rule fines "Fines" { assumed "fined" when guest then fine = 9 }
prove shut { under side = left for not guest and not pass and not card and not note from 2024-06-01 claim pass is out of reach }
prove for_good { for not guest and not pass and not card and not note from 2024-06-01 claim pass is out of reach for good expect proved under side = left }
"#;

/// A place in which the circle is kept.
fn circle() -> Memory {
    let memory = Memory::default();
    let law = law(CIRCLE);
    let (first, kept) = proved(&memory, &law);
    assert_eq!(kept, 4, "two verdicts, and what is behind each");
    let fresh = told(&law, Effort::default().into());
    assert!(fresh.contains("circles: [\n"), "{fresh}");
    assert_eq!(first, fresh);
    assert_eq!(proved(&memory, &law), (fresh, 0));
    memory
}

#[test]
fn what_is_told_behind_a_verdict_is_kept_with_it() {
    let memory = circle();
    for (old, new) in [
        // Words and sentences are those of today.
        ("\"Cards\"", "\"Papers\""),
        ("assumed \"whose card\"", "assumed \"who has one\""),
        ("no \"is 16 or older\"", "no \"is grown up\""),
        // Something else, ahead of everything.
        (
            "when guest then fine = 9",
            "when guest or young then fine = 8",
        ),
        (
            "define young",
            "term other : int \"another\" otherwise 7\n\
             rule others \"Others\" { assumed \"o\" when guest then other = 8 }\ndefine young",
        ),
    ] {
        assert_eq!(found_anew(&memory, CIRCLE, old, new), 0, "{old} → {new}");
    }
    // Of each claim the verdict and what is behind it, where both hang on what is edited.
    for (old, new, expected) in [
        // Conditions, days, what else would do, who is told apart.
        ("requires card or note", "requires card", 4),
        (
            "when guest then open",
            "when guest and not young then open",
            4,
        ),
        (
            "from 2025-01-01 when guest",
            "from 2025-02-01 when guest",
            4,
        ),
        ("born + 16 years", "born + 17 years", 4),
        (
            "then requires pass or",
            "when not guest then requires pass or",
            4,
        ),
        // Readings on which it is claimed, and days ahead of the claim, on which somebody is told of.
        (
            "under side = left for not guest and not pass and not card and not note from 2024-06-01 claim pass is out of reach }",
            "for not guest and not pass and not card and not note from 2024-06-01 claim pass is out of reach }",
            2,
        ),
        (
            "from 2024-01-01 when not guest",
            "from 2024-02-01 when not guest",
            4,
        ),
        // Another rule has the same sentence.
        ("assumed \"noted\"", "assumed \"whose card\"", 2),
    ] {
        assert_eq!(
            found_anew(&memory, CIRCLE, old, new),
            expected,
            "{old} → {new}"
        );
    }
}

/// Every scalar of what is kept, changed by somebody who knows how to write an entry: what is told is
/// told of this law, or found anew.
#[test]
fn a_forged_telling_speaks_of_this_law_alone() {
    let (text, _) = CIRCLE.split_once("prove for_good").unwrap();
    let (memory, law) = (Memory::default(), law(text));
    let (fresh, _) = proved(&memory, &law);
    let entries = memory.entries.lock().unwrap().clone();
    let mut refused = 0;
    for (key, text) in &entries {
        let body: Value = serde_json::from_str(text.split_once('\n').unwrap().1).unwrap();
        if body.get("told").is_none() {
            continue;
        }
        for pointer in scalars(&body) {
            for to in [json!(100_000), json!("1999-01-01")] {
                let mut body = body.clone();
                let place = body.pointer_mut(&pointer).unwrap();
                // Days and yes or no are believed for the key alone; what stands for a part of the law is one of
                // its parts.
                let is_refused = place.is_number() || place.is_boolean() && to.is_number();
                *place = to;
                let mut entries = entries.clone();
                entries.insert(key.clone(), forged(key, &body));
                let (said, anew) = proved(&with(entries), &law);
                assert!(said.contains("Told("), "{pointer}");
                assert!(!is_refused || (anew == 1 && said == fresh), "{pointer}");
                refused += anew;
            }
        }
    }
    assert!(refused > 100, "{refused}");
}

/// Where in a text there is something that has no parts.
fn scalars(body: &Value) -> Vec<String> {
    let parts: Vec<(String, &Value)> = match body {
        Value::Object(parts) => parts
            .iter()
            .map(|(name, part)| (name.clone(), part))
            .collect(),
        Value::Array(parts) => {
            let parts = parts.iter().enumerate();
            parts
                .map(|(place, part)| (place.to_string(), part))
                .collect()
        }
        _ => return vec![String::new()],
    };
    let below = |(name, part): &(String, &Value)| {
        let below = scalars(part).into_iter();
        below
            .map(|rest| format!("/{name}{rest}"))
            .collect::<Vec<_>>()
    };
    parts.iter().flat_map(below).collect()
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::cargo_bin("kzrule")
        .unwrap()
        .current_dir(folder)
        .arg("prove")
        .args(arguments)
        .output()
        .unwrap()
}

/// A folder with the law, what is printed of it without a cache, and the folder of the cache.
fn laid() -> (TempDir, Output, std::path::PathBuf) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("law.kzrule"), LAW).unwrap();
    let without = run(folder.path(), &["--no-cache"]);
    let cache = folder.path().join(".kzrule-cache");
    assert!(!cache.exists());
    (folder, without, cache)
}

#[test]
fn the_same_bytes_with_and_without() {
    let (folder, without, cache) = laid();
    for format in ["text", "json"] {
        let arguments = ["--format", format];
        let without = run(folder.path(), &[&arguments[..], &["--no-cache"]].concat());
        for _ in 0..2 {
            assert_eq!(run(folder.path(), &arguments), without);
        }
    }
    let names: Vec<String> = fs::read_dir(&cache)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 5, "{names:?}");
    assert_eq!(fs::read_to_string(cache.join(".gitignore")).unwrap(), "*\n");
    // What is written out is a proof for the law of today.
    let proofs = |arguments: &[&str]| {
        run(
            folder.path(),
            &[arguments, &["--certificates", "proofs"]].concat(),
        );
        let text = fs::read_to_string(folder.path().join("proofs/low.json")).unwrap();
        fs::remove_dir_all(folder.path().join("proofs")).unwrap();
        text
    };
    assert_eq!(proofs(&[]), proofs(&["--no-cache"]));
    let more = LAW.replace(
        "term fee :",
        "term more : int \"more\" otherwise 1\nterm fee :",
    );
    fs::write(folder.path().join("law.kzrule"), more).unwrap();
    assert_eq!(proofs(&[]), proofs(&["--no-cache"]));
    // A layer is part of the law.
    let layer = TempDir::new().unwrap();
    let text = "rule late \"Late\" { assumed \"l\" when member then fine = 12 }\n";
    fs::write(layer.path().join("layer.kzrule"), text).unwrap();
    let with = ["--with", layer.path().to_str().unwrap()];
    let fresh = run(folder.path(), &[&with[..], &["--no-cache"]].concat());
    assert_ne!(fresh.stdout, without.stdout);
    for _ in 0..2 {
        assert_eq!(run(folder.path(), &with), fresh);
    }
    // A single file has it beside itself.
    fs::remove_dir_all(&cache).unwrap();
    run(folder.path(), &["law.kzrule"]);
    assert!(cache.is_dir());
}

#[test]
fn whatever_is_wrong_with_the_folder_is_done_without() {
    let (folder, without, cache) = laid();
    fs::write(&cache, "a file").unwrap();
    assert_eq!(run(folder.path(), &[]), without);
    assert_eq!(fs::read_to_string(&cache).unwrap(), "a file");
    fs::remove_file(&cache).unwrap();

    run(folder.path(), &[]);
    for entry in fs::read_dir(&cache).unwrap() {
        fs::write(entry.unwrap().path(), [0xff, 0x00]).unwrap();
    }
    assert_eq!(run(folder.path(), &[]), without);
    fs::remove_dir_all(&cache).unwrap();
    fs::create_dir(&cache).unwrap();
    assert_eq!(run(folder.path(), &[]), without);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_what_may_not_be_written_is_left() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let (folder, without, cache) = laid();
    let elsewhere = TempDir::new().unwrap();
    symlink(elsewhere.path(), &cache).unwrap();
    assert_eq!(run(folder.path(), &[]), without);
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    fs::remove_file(&cache).unwrap();

    fs::create_dir(&cache).unwrap();
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o500)).unwrap();
    assert_eq!(run(folder.path(), &[]), without);
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o700)).unwrap();
}

/// Runs of two programs at once disturb neither.
#[test]
fn two_at_once() {
    let (folder, without, _) = laid();
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| run(folder.path(), &[])))
            .collect();
        for run in runs {
            assert_eq!(run.join().unwrap(), without);
        }
    });
}
