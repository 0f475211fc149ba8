//! The days on which outcomes change, and the cases that are generated of them.

#![cfg(feature = "z3")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value as Json;
use tempfile::TempDir;

fn kzrule() -> Command {
    Command::new(env!("CARGO_BIN_EXE_kzrule"))
}

/// A copy of a folder of rules, to which cases may be written.
/// The rules of a folder, without the outcomes that are stored: generated cases are not among them.
fn copied(from: &Path) -> TempDir {
    let to = TempDir::new().unwrap();
    copy(from, to.path());
    let _ = fs::remove_dir_all(to.path().join("outcomes"));
    to
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}

fn law(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("law.kzrule"), text).unwrap();
    folder
}

/// What is generated for the rules of a folder, as JSON; the cases are sound rule files in the style,
/// and pass.
fn generated(folder: &Path) -> Json {
    let output = kzrule()
        .args(["test", "--generate", "--format", "json"])
        .current_dir(folder)
        .output()
        .unwrap();
    let json: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{json:#}");
    let file = folder.join("generated.kzrule");
    let cases = fs::read_to_string(&file).unwrap();
    let replay = kzrule().arg("test").current_dir(folder).output().unwrap();
    let said = String::from_utf8_lossy(&replay.stdout).into_owned();
    assert_eq!(replay.status.code(), Some(0), "{cases}\n{said}");
    let style = kzrule()
        .args(["fmt", "--check", "generated.kzrule"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!(style.status.code(), Some(0), "{cases}");
    json
}

/// Written again, with another seed of the solver, the file is the same: nothing is in the way.
#[test]
fn the_same_rules_give_the_same_cases() {
    let folder = copied(&rules("dwelling"));
    generated(folder.path());
    let file = folder.path().join("generated.kzrule");
    let cases = fs::read_to_string(&file).unwrap();
    let again = kzrule()
        .args(["test", "--generate", "--solver-seed", "7"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(fs::read_to_string(&file).unwrap(), cases);
}

/// Each change: what, which way, the kind of day, and the day of the example.
fn changes(json: &Json) -> BTreeSet<(String, String, String, String)> {
    let text = |of: &Json| of.as_str().unwrap().to_owned();
    let changes = json["boundaries"]["changes"].as_array().unwrap().iter();
    changes
        .map(|one| {
            (
                text(&one["about"]),
                text(&one["turn"]),
                text(&one["moment"]["kind"]),
                text(&one["example_day"]),
            )
        })
        .collect()
}

fn found(text: &str) -> BTreeSet<(String, String, String, String)> {
    let folder = law(text);
    changes(&generated(folder.path()))
}

fn wanted(all: &[[&str; 4]]) -> BTreeSet<(String, String, String, String)> {
    let owned = |[a, b, c, d]: [&str; 4]| (a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned());
    all.iter().copied().map(owned).collect()
}

/// A term of yes or no with one rule.
fn one_rule(facts: &str, clauses: &str) -> String {
    format!(
        "{facts}\nterm free : bool \"is free\" no \"is not free\" ask \"Are you free?\" otherwise false\n\
         rule frees \"Who is free\" {{\n    assumed \"invented\"\n    {clauses}\n    then free = true\n}}\n"
    )
}

const BORN: &str =
    "fact born : date \"date of birth\" ask \"When were you born?\" usually 1985-06-15";

#[test]
fn first_and_last_days_of_rules() {
    // `through` includes its day, `until` does not.
    let through = one_rule("", "from 2025-01-01\n    through 2025-06-30");
    assert_eq!(
        found(&through),
        wanted(&[
            ["free", "begins", "law", "2025-01-01"],
            ["free", "ends", "law", "2025-07-01"],
        ])
    );
    let until = one_rule("", "until 2025-06-30");
    assert_eq!(
        found(&until),
        wanted(&[["free", "ends", "law", "2025-06-30"]])
    );
}

#[test]
fn days_that_conditions_name() {
    // The day is at most 1 March: the first day on which it is not is the next.
    let before = one_rule("", "when day <= 2025-03-01");
    assert_eq!(
        found(&before),
        wanted(&[["free", "ends", "law", "2025-03-02"]])
    );
    let on = one_rule("", "when day = 2024-02-28");
    assert_eq!(
        found(&on),
        wanted(&[
            ["free", "begins", "law", "2024-02-28"],
            ["free", "ends", "law", "2024-02-29"],
        ])
    );
}

#[test]
fn a_day_that_changes_nothing() {
    // The first rule ends where the second begins, and both say the same.
    let relieved = format!(
        "{}rule frees_on \"Who stays free\" {{\n    assumed \"invented\"\n    from 2025-01-01\n    then free = true\n}}\n",
        one_rule("", "until 2025-01-01")
    );
    assert_eq!(found(&relieved), wanted(&[]));
}

#[test]
fn a_birthday() {
    let text = one_rule(
        &format!("{BORN}\nassume of_2008 = born = 2008-05-20"),
        "when day >= born + 16 years rounded up",
    );
    assert_eq!(
        found(&text),
        wanted(&[["free", "begins", "own", "2024-05-20"]])
    );
    let text = one_rule(
        &format!("{BORN}\nassume of_2008 = born = 2008-05-20"),
        "when day > born + 16 years rounded up",
    );
    assert_eq!(
        found(&text),
        wanted(&[["free", "begins", "day_after_own", "2024-05-21"]])
    );
}

#[test]
fn the_twin_of_a_birthday_has_none() {
    let text = one_rule(BORN, "when born + 16 years rounded up <= 2024-05-20");
    assert_eq!(found(&text), wanted(&[]));
}

#[test]
fn a_birthday_that_a_year_lacks() {
    // Of 29 February 2008 the 17th birthday is 1 March 2025, or 28 February.
    for (rounded, day) in [("up", "2025-03-01"), ("down", "2025-02-28")] {
        let text = one_rule(
            &format!("{BORN}\nassume of_2008 = born = 2008-02-29"),
            &format!("when day >= born + 17 years rounded {rounded}"),
        );
        assert_eq!(found(&text), wanted(&[["free", "begins", "own", day]]));
    }
    // In 2024 there is the day.
    let text = one_rule(
        &format!("{BORN}\nassume of_2008 = born = 2008-02-29"),
        "when day >= born + 16 years rounded down",
    );
    assert_eq!(
        found(&text),
        wanted(&[["free", "begins", "own", "2024-02-29"]])
    );
}

#[test]
fn the_end_of_a_month() {
    // A month after 31 January 2025 is 28 February, rounded down; the day after it is 1 March.
    let applied = "fact applied : date \"day of the application\" ask \"When did you apply?\"\n\
                   assume in_january = applied = 2025-01-31";
    let text = one_rule(applied, "when day > applied + 1 month rounded down");
    assert_eq!(
        found(&text),
        wanted(&[["free", "begins", "day_after_own", "2025-03-01"]])
    );
}

#[test]
fn an_age_in_full_years() {
    // 16 is reached on the birthday, 17 a year later.
    let text = one_rule(
        &format!("{BORN}\nassume of_2008 = born = 2008-05-20"),
        "when day >= born\n    when age of born = 16",
    );
    assert_eq!(
        found(&text),
        wanted(&[
            ["free", "begins", "own", "2024-05-20"],
            ["free", "ends", "own", "2025-05-20"],
        ])
    );
}

#[test]
fn what_is_held_over_time() {
    // Held from 2024-03-01 through 2024-08-31.
    let held = "holding permit \"a permit\" short \"permit\" yes \"has a permit\" no \"has no permit\" \
                ask \"Have you a permit?\" over time\n\
                assume for_half_a_year = start of permit = 2024-03-01 and end of permit = 2024-08-31";
    let text = one_rule(held, "when holds permit");
    assert_eq!(
        found(&text),
        wanted(&[
            ["free", "begins", "own", "2024-03-01"],
            ["free", "ends", "day_after_own", "2024-09-01"],
        ])
    );
}

#[test]
fn what_is_counted_from_the_day() {
    // More than 10 days after 2025-01-01 is 2025-01-12 and later.
    let applied = "fact applied : date \"day of the application\" ask \"When did you apply?\"\n\
                   assume in_january = applied = 2025-01-01";
    let text = one_rule(applied, "when (days from applied until day) > 10");
    assert_eq!(
        found(&text),
        wanted(&[["free", "begins", "turning", "2025-01-12"]])
    );
}

#[test]
fn readings_move_a_day() {
    let text = one_rule(
        "reading until_day \"Does “until” include its day?\" {\n    exclusive \"no\",\n    inclusive \"yes\",\n}",
        "until if until_day = exclusive then 2025-07-01 else 2025-07-02",
    );
    let folder = law(&text);
    let json = generated(folder.path());
    assert_eq!(
        changes(&json),
        wanted(&[
            ["free", "ends", "law", "2025-07-01"],
            ["free", "ends", "law", "2025-07-02"],
        ])
    );
    let choices: Vec<&Json> = json["boundaries"]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["readings"])
        .collect();
    let under = |choice: &str| serde_json::json!([[["until_day", [choice]]]]);
    assert_eq!(choices, [&under("exclusive"), &under("inclusive")]);
}

#[test]
fn a_file_with_something_else_is_kept() {
    let folder = law(&one_rule("", "from 2025-01-01"));
    let file = folder.path().join("mine.kzrule");
    fs::write(&file, "// mine\n").unwrap();
    let run = |force: bool| {
        let mut command = kzrule();
        command.args(["test", "law.kzrule", "--generate", "-o", "mine.kzrule"]);
        command.args(force.then_some("--force"));
        command.current_dir(folder.path()).output().unwrap()
    };
    let refused = run(false);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--force"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "// mine\n");
    assert_eq!(run(true).status.code(), Some(0));
    assert!(fs::read_to_string(&file).unwrap().contains("on 2024-12-31"));
}

fn rules(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("rules")
        .join(name)
}

/// The days of the law on which something changes.
fn days(json: &Json) -> BTreeSet<String> {
    let changes = json["boundaries"]["changes"].as_array().unwrap().iter();
    let days = changes.filter_map(|one| one["moment"]["day"].as_str());
    days.map(str::to_owned).collect()
}

/// Every commencement of the notes on the law, the end of the suspension on both readings of
/// “until”, and the 16th birthday on both readings of it.
#[test]
fn the_boundaries_of_the_first_law() {
    let folder = copied(&rules("kz"));
    let json = generated(folder.path());
    let expected = ["2024-01-01", "2024-02-24", "2025-07-01", "2025-07-02"];
    assert_eq!(days(&json), expected.map(str::to_owned).into());
    let kinds: BTreeSet<String> = changes(&json)
        .into_iter()
        .map(|(_, _, kind, _)| kind)
        .collect();
    assert_eq!(
        kinds,
        ["day_after_own", "law", "own"].map(str::to_owned).into()
    );
}

/// The levy begins with 2024, its rates change on 1 July 2025, and 31 December 2024 is the first day
/// without the exemption or the last one with it.
#[test]
fn the_boundaries_of_the_levy() {
    let folder = copied(&rules("levy"));
    let json = generated(folder.path());
    let expected = ["2024-01-01", "2024-12-31", "2025-01-01", "2025-07-01"];
    assert_eq!(days(&json), expected.map(str::to_owned).into());
    let kinds: BTreeSet<String> = changes(&json)
        .into_iter()
        .map(|(_, _, kind, _)| kind)
        .collect();
    assert_eq!(kinds, ["law"].map(str::to_owned).into());
}

/// Children grow out of the pass on birthdays, included or not.
#[test]
fn the_boundaries_of_the_family_pass() {
    let folder = copied(&rules("family_pass"));
    let json = generated(folder.path());
    let kinds: BTreeSet<String> = changes(&json)
        .into_iter()
        .map(|(_, _, kind, _)| kind)
        .collect();
    assert_eq!(
        kinds,
        ["day_after_own", "law", "own"].map(str::to_owned).into()
    );
}
