//! What `prove` says of small laws: each line a claim and its verdict.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const PERSONS: &str = r#"
fact happy : bool "is happy" no "is not happy"
fact born : date "date of birth" usually 1990-01-01
reading side "Which side?" { left "the left one", right "the right one" }
reading shade "Which shade?" { light "the light one", dark "the dark one" }
"#;

/// Proves the claims of a law; what is said of each, in the order written: the verdict, on which
/// readings it is proved, on which of these of nobody, and on which it is refuted.
fn check(rules: &str, expected: &[&str]) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.kzrule"), format!("{PERSONS}{rules}")).unwrap();
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .args(["prove", "--format", "json"])
        .arg(folder.path())
        .output()
        .unwrap();
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let verdicts = answer.get("verdicts").and_then(Value::as_array).cloned();
    let said: Vec<String> = verdicts.unwrap_or_default().iter().map(said).collect();
    assert_eq!(said, expected, "{rules}\n{answer:#}");
}

fn said(verdict: &Value) -> String {
    let mut text = verdict["verdict"].as_str().unwrap().to_owned();
    let refuted: Vec<Value> = verdict["refuted"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["readings"].clone())
        .collect();
    let list = |of: &str| verdict[of].as_array().cloned().unwrap_or_default();
    for (label, region) in [
        ("proved", list("proved")),
        ("of nobody", list("nobody")),
        ("refuted", refuted),
    ] {
        let cubes: Vec<String> = region.iter().map(cube).collect();
        if !cubes.is_empty() {
            text += &format!("; {label} on {}", cubes.join(" or "));
        }
    }
    if verdict["undecided"].is_null() && verdict["certified"] == false {
        text += "; not certified";
    }
    text
}

/// The readings of a cube: "side left, shade dark", or "all".
fn cube(cube: &Value) -> String {
    let answers: Vec<String> = cube
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| {
            let choices = pair[1].as_array().unwrap();
            let choices: Vec<&str> = choices.iter().filter_map(Value::as_str).collect();
            format!("{} {}", pair[0].as_str().unwrap(), choices.join("/"))
        })
        .collect();
    if answers.is_empty() {
        "all".to_owned()
    } else {
        answers.join(", ")
    }
}

#[test]
fn an_assumption_on_readings_limits_who_is_considered() {
    check(
        "assume settled \"The left side is meant.\" = side = left
         prove all { claim happy }
         prove right { under side = right claim happy }",
        &[
            "split; proved on side right; of nobody on side right; refuted on side left",
            "proved; proved on all; of nobody on all",
        ],
    );
}

#[test]
fn where_a_claim_is_about_nobody_it_says_so() {
    check(
        "prove some { for side = left claim happy or not happy }
         prove none { for happy and not happy claim happy }",
        &[
            "proved; proved on all",
            "proved; proved on all; of nobody on all",
        ],
    );
}

#[test]
fn days_beyond_what_a_proof_covers_are_not_decided() {
    check(
        "prove later { from 2200-01-01 claim happy }
         prove earlier { until 1900-01-01 claim happy }
         prove partly { from 2199-12-01 claim happy or not happy }",
        &["undecided", "undecided", "proved; proved on all"],
    );
}

#[test]
fn a_day_beyond_the_calendar_is_no_day() {
    check(
        "prove back { claim day - 100000 days < 2025-01-01 }
         prove born_back { claim born - 100000 days <= day }
         prove next { from 2024-02-01 until 2024-04-01 claim day < day + 1 days }",
        &[
            "refuted; refuted on all",
            "refuted; refuted on all",
            "proved; proved on all",
        ],
    );
}

/// The solver is asked whether something is within reach, and not what hangs on it.
#[test]
fn numbers_that_hang_on_what_is_within_reach_are_not_decided() {
    check(
        r#"
        fact n : int "number"
        holding visa "a visa" short "visa" yes "has a visa" no "has no visa"
        procedure get "get a visa" does "gets a visa" grants visa open
        prove sum { for n = 5 claim (if visa is within reach then 3 else 4) + n = 8 }
        prove compared { for n = 3 claim (if visa is within reach then 3 else 4) = n }
        "#,
        &["undecided", "proved; proved on all"],
    );
}
