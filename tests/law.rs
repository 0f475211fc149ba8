//! The laws in rules/, as the program answers about them: all that is stated of them holds, and
//! every word and day in the answers comes out of the rule files. `cargo insta review` renews the
//! snapshots.

#![cfg(feature = "z3")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const KZ: &str = "rules/kz";
const DWELLING: &str = "rules/dwelling";
const LEVY: &str = "rules/levy";
const FAMILY_PASS: &str = "rules/family_pass";
const LAWS: [&str; 4] = [KZ, DWELLING, LEVY, FAMILY_PASS];

/// Claims whose verdict rests on the solver alone.
const NOT_CERTIFIED: [&str; 0] = [];

// ------------------------------------------------------------------------------------ helpers

/// What a run of the program gave.
struct Answer {
    code: i32,
    out: String,
    err: String,
}

/// Runs `kzrule` in a folder; `line` is what stands behind the name of the program.
fn run(folder: &Path, line: &str) -> Answer {
    let mut command = Command::cargo_bin("kzrule").unwrap();
    let output = command
        .current_dir(folder)
        .args(line.split_whitespace())
        .output()
        .unwrap();
    Answer {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs `kzrule` where the laws are; it must end with this code.
fn on_the_laws(line: &str, code: i32) -> String {
    ended(run(Path::new(ROOT), line), line, code)
}

fn ended(answer: Answer, line: &str, code: i32) -> String {
    assert_eq!(
        answer.code, code,
        "kzrule {line}\n{}{}",
        answer.out, answer.err
    );
    answer.out + &answer.err
}

/// A text on one line: where it is wrapped does not matter.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The files below a folder, in the order of their paths.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The names of the items of a kind in the rule files of a law.
fn items(law: &str, keyword: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for path in files(&Path::new(ROOT).join(law)) {
        let text = fs::read_to_string(path).unwrap();
        let items = text
            .lines()
            .filter_map(|line| line.strip_prefix(keyword)?.strip_prefix(' '));
        names.extend(items.filter_map(|rest| Some(rest.split_whitespace().next()?.to_owned())));
    }
    names
}

/// A law with something changed, in a folder of its own.
struct Copied {
    folder: TempDir,
    law: &'static str,
}

impl Copied {
    fn new(law: &'static str) -> Self {
        let folder = TempDir::new().unwrap();
        for path in files(&Path::new(ROOT).join(law)) {
            let target = folder.path().join(path.strip_prefix(ROOT).unwrap());
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::copy(path, target).unwrap();
        }
        Self { folder, law }
    }

    /// Replaces some words wherever they stand in a file; they must be there.
    fn with(self, file: &str, old: &str, new: &str) -> Self {
        let path = self.folder.path().join(self.law).join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{file} has no {old:?}");
        fs::write(path, text.replace(old, new)).unwrap();
        self
    }

    fn run(&self, line: &str, code: i32) -> String {
        ended(run(self.folder.path(), line), line, code)
    }
}

// ------------------------------------------------------------------------------ later practice

const PRACTICE: &str = "rules/kz-practice";

/// What becomes of the claims on the update, where later practice is laid over it.
const OVERTAKEN: [&str; 9] = [
    "dead_end",
    "dead_end_for_entry",
    "dead_end_for_good",
    "dead_end_with_an_iin",
    "foreign_establishments_since_january",
    "foreign_establishments_since_february",
    "july_takes_visas",
    "no_foreigner_abroad",
    "until_july",
];

#[test]
fn later_practice_is_laid_over_the_update() {
    let layered = format!("{KZ} --with {PRACTICE}");
    let said = on_the_laws(&format!("check {layered} --deny lints"), 0);
    assert!(said.ends_with(&format!("With      {PRACTICE}\n")), "{said}");
    let said = on_the_laws(&format!("test {layered}"), 0);
    assert!(
        said.starts_with(&format!("With      {PRACTICE}\n")),
        "{said}"
    );
    // Alone it means nothing.
    on_the_laws(&format!("check {PRACTICE}"), 2);

    let json = on_the_laws(&format!("prove {layered} --format json"), 1);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["layers"], serde_json::json!([PRACTICE]));
    let verdicts = json["verdicts"].as_array().unwrap();
    assert!(verdicts.iter().all(|one| one["certified"] == true));
    let overtaken: BTreeSet<&str> = verdicts
        .iter()
        .filter(|one| one["as_expected"] == false)
        .map(|one| one["claim"].as_str().unwrap())
        .collect();
    assert_eq!(overtaken, OVERTAKEN.into());
}

#[test]
fn verdicts_on_later_practice_say_who_reports_it() {
    let claims: Vec<String> = items(PRACTICE, "prove").into_iter().collect();
    let line = format!("prove {KZ} {} --with {PRACTICE}", claims.join(" "));
    let said = flat(&on_the_laws(&line, 0));
    assert!(said.starts_with(&format!("With {PRACTICE} ")), "{said}");
    let reported = "No text says this; it is reported, and the verdict may rest on it:";
    assert_eq!(said.matches(reported).count(), claims.len());
    let pilot = "up to the end of 2024 (Kazinform, April 2024)";
    assert!(said.contains(pilot), "{said}");

    let case = r#"{ "given": { "status": "foreigner", "born": "1985-06-15", "listed": true },
                    "nothing_else": true, "ask": ["apply_for_iin_abroad is open"] }"#;
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("case.json"), case).unwrap();
    let path = folder.path().join("case.json").display().to_string();
    for (day, answer, by) in [
        ("2024-12-31", "CAN", "Kazinform, April 2024"),
        ("2025-01-01", "CANNOT", "f-chain.com, 2025"),
        ("2025-04-18", "CAN", "Trend, RTVI and almatanews.kz, 2025"),
    ] {
        let line = format!("eval {KZ} --with {PRACTICE} --case {path} --on {day} --explain");
        let said = flat(&on_the_laws(&line, 0));
        assert!(said.contains(&format!("reported by {by}: ")), "{said}");
        assert!(
            said.contains(&format!("THE PERSON {answer} OBTAIN AN IIN")),
            "{said}"
        );
    }
}

// ------------------------------------------------------------------------- the law of a day

/// The cases of a folder on a day, as they are written.
fn cases_on(law: &str, day: &str) -> String {
    let mut cases = String::new();
    for path in files(&Path::new(ROOT).join(law)) {
        let text = fs::read_to_string(&path).unwrap();
        let items = text.split("\ncase ").skip(1);
        for item in items.filter(|_| path.extension().is_some_and(|ending| ending == "kzrule")) {
            let (item, _) = item.split_once("\n}").unwrap();
            let item = format!("{item}\n}}");
            if item.contains(&format!("\n    on {day}\n")) {
                // The reasons may be gone: that a rule was not in force yet, or not any more.
                let lines = item.lines();
                let answers = lines.map(|line| match line.split_once(" by ") {
                    Some((answer, _)) if answer.contains("expect ") => answer,
                    _ => line,
                });
                let answers: Vec<&str> = answers.collect();
                cases.push_str(&format!("case {}\n", answers.join("\n")));
            }
        }
    }
    cases
}

/// The days on which there are cases.
fn days_of_cases(law: &str) -> BTreeSet<String> {
    let mut days = BTreeSet::new();
    for path in files(&Path::new(ROOT).join(law)) {
        let text = fs::read_to_string(path).unwrap();
        let on = text.lines().filter_map(|line| line.strip_prefix("    on "));
        let on = on.filter(|on| on.starts_with(|sign: char| sign.is_ascii_digit()));
        days.extend(on.map(str::to_owned));
    }
    days
}

#[test]
fn the_law_of_a_day_says_the_same_of_that_day() {
    let update: Vec<String> = days_of_cases(KZ).into_iter().step_by(4).collect();
    let practice = days_of_cases(PRACTICE);
    assert!(update.len() > 5 && practice.len() > 10);
    let runs = update.iter().map(|day| (KZ.to_owned(), day));
    let layered = practice
        .iter()
        .map(|day| (format!("{KZ} --with {PRACTICE}"), day));
    for (law, day) in runs.chain(layered) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().display();
        on_the_laws(&format!("law {law} --on {day} -o {path}"), 0);
        on_the_laws(&format!("check {path} --deny lints"), 0);
        let mut cases = cases_on(KZ, day);
        if law != KZ {
            cases.push_str(&cases_on(PRACTICE, day));
        }
        fs::write(folder.path().join("cases.kzrule"), cases).unwrap();
        on_the_laws(&format!("test {path}"), 0);
    }
}

#[test]
fn the_law_of_a_day_as_json() {
    let json = on_the_laws(
        &format!("law {KZ} --with {PRACTICE} --on 2025-01-01 --format json"),
        0,
    );
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["layers"], serde_json::json!([PRACTICE]));
    let rules = json["rules"].as_array().unwrap();
    let versions: Vec<&Value> = rules
        .iter()
        .filter(|one| one["rule"] == "iin_pilot")
        .collect();
    let told: Vec<(&Value, &Value)> = versions
        .iter()
        .map(|one| (&one["from"], &one["until"]))
        .collect();
    let day = |text: &str| Value::String(text.to_owned());
    let expected = [
        (day("2024-04-13"), day("2025-01-01")),
        (day("2025-04-18"), day("2026-01-01")),
    ];
    let expected: Vec<(&Value, &Value)> = expected.iter().map(|(one, two)| (one, two)).collect();
    assert_eq!(told, expected);
    assert!(
        versions
            .iter()
            .all(|one| one["in_force"] == "no" && one["kept"] == false)
    );
    assert_eq!(versions[1]["begins_by"]["act"], "resumption");
    let suspended = rules
        .iter()
        .find(|one| one["rule"] == "suspension")
        .unwrap();
    assert_eq!(suspended["in_force"], "yes");
}

// -------------------------------------------------------------------- the law as it was known

#[test]
fn the_law_as_it_was_known() {
    // Law No. 50-VIII was adopted on 23 December 2023; what had no day was known.
    // What is expected of later days does not come out by the law of that day.
    let before = flat(&on_the_laws(&format!("test {KZ} --known-on 2023-12-22"), 1));
    assert!(
        before.contains("Not known then: “Law No. 50-VIII”. Left out with it: "),
        "{before}"
    );
    let json = on_the_laws(
        &format!("check {KZ} --known-on 2023-12-22 --format json"),
        0,
    );
    let json: Value = serde_json::from_str(&json).unwrap();
    let unknown = &json["not_known"];
    assert_eq!(unknown["acts"], serde_json::json!(["law_50_viii"]));
    let named = |list: &str, name: &str| {
        let names = unknown[list].as_array().unwrap();
        names.iter().any(|one| one == name)
    };
    assert!(named("names", "case_6") && named("names", "suspension"));
    assert!(named("cases", "K027") && !named("names", "event_date"));
    let after = on_the_laws(&format!("test {KZ} --known-on 2023-12-23"), 0);
    assert!(
        after.starts_with("Known on  23 December 2023.\n"),
        "{after}"
    );
    on_the_laws(&format!("check {KZ} --known-on 2023-12"), 2);
}

// ---------------------------------------------------------------------------- all that is stated

#[test]
fn the_laws_have_no_mistakes_and_no_lints() {
    for law in LAWS {
        on_the_laws(&format!("check {law} --deny lints"), 0);
        let json = on_the_laws(&format!("check {law} --format json"), 0);
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["diagnostics"], Value::Array(Vec::new()), "{law}");
    }
}

#[test]
fn all_cases_pass() {
    for law in LAWS {
        let count = items(law, "case").len();
        let out = flat(&on_the_laws(&format!("test {law}"), 0));
        assert!(
            count > 10 && out.contains(&format!("{count} cases: {count} passed")),
            "{out}"
        );
    }
}

#[test]
fn all_claims_are_as_expected_and_certified() {
    for law in LAWS {
        let folder = TempDir::new().unwrap();
        let path = folder.path().display();
        let json = on_the_laws(
            &format!("prove {law} --format json --certificates {path}"),
            0,
        );
        let json: Value = serde_json::from_str(&json).unwrap();
        let claims = items(law, "prove");
        let names = json["verdicts"].as_array().unwrap().iter();
        let decided: BTreeSet<String> = names
            .map(|verdict| verdict["claim"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(decided, claims, "{law}");
        let certified: BTreeSet<String> = files(folder.path())
            .iter()
            .map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        let not_certified: Vec<_> = claims.difference(&certified).collect();
        assert_eq!(
            not_certified,
            NOT_CERTIFIED.iter().collect::<Vec<_>>(),
            "{law}"
        );
    }
}

// ------------------------------------------------------------------------------ what is answered

/// A snapshot of a command and of its answer.
fn snapshot(name: &str, line: &str) {
    snapshot_ending(name, line, 0);
}

/// The same of a command that ends with an exit code.
fn snapshot_ending(name: &str, line: &str, code: i32) {
    let out = on_the_laws(line, code);
    let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, format!("$ kzrule {line}\n\n{}", lines.join("\n").trim()));
    });
}

#[test]
fn prove_dead_end() {
    snapshot(
        "prove_dead_end",
        "prove rules/kz dead_end dead_end_since_february",
    );
}

#[test]
fn prove_dwelling() {
    snapshot("prove_dwelling", "prove rules/dwelling");
}

#[test]
fn audit_kz() {
    let found = on_the_laws("audit rules/kz", 1);
    for told in [
        "A DUTY THAT CANNOT BE FULFILLED",
        // Lines 71 to 73, and case 5 of the list: refused, deported, and asked to register again.
        "A SANCTION THAT LEADS BACK ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ liable ━━",
        // Of the holdings in the circles, registration is in all of them.
        "A DEAD END ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ registration ━━",
        "Somebody cannot have a permit to reside or an IIN, either",
        "FOUND, AND INTENDED\n\n  A gap: the body that collects the information",
        "3 findings, 1 intended.",
    ] {
        assert!(found.contains(told), "{told}: {found}");
    }
}

#[test]
fn findings_are_certified() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().display().to_string();
    on_the_laws(&format!("audit rules/dwelling --certificates {path}"), 1);
    let written = folder.path().join("impossible-duty-be_entered.json");
    let line = format!("recheck {} rules/dwelling", written.display());
    let accepted = on_the_laws(&line, 0);
    assert!(
        accepted.contains("`impossible duty: be_entered` is accepted"),
        "{accepted}"
    );
    // Of another law it is no proof.
    let line = format!("recheck {} rules/levy", written.display());
    assert!(on_the_laws(&line, 1).contains("is rejected"));
}

#[test]
fn audit_finds_nothing_in_the_levy_and_the_pass() {
    for (law, asked) in [("levy", 21), ("family_pass", 32)] {
        let found = on_the_laws(&format!("audit rules/{law}"), 0);
        let said = format!("\n{asked} questions were put: no findings.\n");
        assert!(found.contains(&said), "{found}");
    }
}

#[test]
fn audit_dwelling() {
    let line = "audit rules/dwelling";
    snapshot_ending("audit_dwelling", line, 1);
    let found = on_the_laws(line, 1);
    for seed in [1, 7] {
        let again = on_the_laws(&format!("{line} --solver-seed {seed}"), 1);
        assert!(found == again, "seed {seed}:\n{found}\n{again}");
    }
}

#[test]
fn diff_for_reviewers() {
    for (name, line) in [
        (
            "diff_dwelling_markdown",
            "diff rules/dwelling --from 2025-03-31 --to 2026-01-01 --format markdown",
        ),
        (
            "diff_levy_markdown",
            "diff rules/levy --from 2025-06-30 --to 2025-07-01 --format markdown",
        ),
    ] {
        snapshot(name, line);
    }
}

#[test]
fn diff_of_two_days() {
    snapshot(
        "diff_dwelling",
        "diff rules/dwelling --from 2025-03-31 --to 2026-01-01",
    );
    let found = on_the_laws(
        "diff rules/levy --from 2025-06-30 --to 2025-07-01 --exit-code",
        1,
    );
    // One reading decides: its answers stand side by side.
    assert!(
        found.contains("yearly reading") && found.contains("single reading"),
        "{found}"
    );
    let none = on_the_laws(
        "diff rules/levy --from 2025-07-01 --to 2025-07-02 --exit-code",
        0,
    );
    assert!(
        none.contains("Nothing that was asked changes for anybody."),
        "{none}"
    );
    // What is undecided is no difference, and nothing is said of anybody else.
    let line = "diff rules/kz --from 2024-02-23 --to 2024-02-24 --effort 1000";
    let open = on_the_laws(line, 3);
    assert!(
        open.contains("UNDECIDED") && open.contains("No differences. "),
        "{open}"
    );
    assert!(!open.contains("anybody else"), "{open}");
}

#[test]
fn test_kz() {
    snapshot("test_kz", "test rules/kz");
}

#[test]
fn eval_a_visa() {
    let folder = TempDir::new().unwrap();
    let case = r#"{ "given": { "status": "foreigner", "born": "1985-06-15", "needs_visa": true },
  "nothing_else": true, "step": { "obtain_visa": ["electronic"] } }"#;
    fs::write(folder.path().join("case.json"), case).unwrap();
    let path = folder.path().join("case.json").display().to_string();
    let line = format!("eval rules/kz --case {path} --on 2025-07-01 --explain");
    let out = on_the_laws(&line, 0).replace(&path, "case.json");
    let line = line.replace(&path, "case.json");
    let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        let shown = lines.join("\n");
        insta::assert_snapshot!("eval_a_visa", format!("$ kzrule {line}\n{case}\n\n{}", shown.trim()));
    });
}

/// An answer, and the certificates written with it.
fn everything(line: &str) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().display().to_string();
    let answer = on_the_laws(&format!("{line} --certificates {path}"), 0);
    let mut all = vec![answer.replace(&path, "DIR")];
    all.extend(
        files(folder.path())
            .iter()
            .map(|file| fs::read_to_string(file).unwrap()),
    );
    all
}

#[test]
fn answers_depend_on_nothing_but_the_rules() {
    let asked = [
        ("rules/kz dead_end way_out_with_an_iin", 2),
        (
            "rules/kz electronic_visas nobody_twice no_foreigner_abroad --format json",
            3,
        ),
        ("rules/dwelling", 10),
        ("rules/dwelling --format json", 10),
        ("rules/levy at_most_the_payment exempt capped_later", 3),
    ];
    for (claims, count) in asked {
        let line = format!("prove {claims}");
        let first = everything(&line);
        assert_eq!(first.len(), 1 + count, "{line}");
        for seed in [0, 1, 7] {
            let again = everything(&format!("{line} --solver-seed {seed}"));
            assert!(
                first == again,
                "{line}, seed {seed}:\n{first:#?}\n{again:#?}"
            );
        }
    }
}

// ------------------------------------------------------------------ all of it out of the rule files

/// The first and last days in an answer.
fn days(answer: &Value, found: &mut BTreeSet<String>) {
    match answer {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(day) if name == "first" || name == "last" => {
                        found.insert(format!("{name} {day}"));
                    }
                    _ => days(value, found),
                }
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| days(element, found)),
        _ => {}
    }
}

/// The days told with the dead end, after some changes of the rules.
fn dead_end(changes: &[(&str, &str, &str)], told: &[&str]) {
    let copied = changes
        .iter()
        .fold(Copied::new(KZ), |copied, (file, old, new)| {
            copied.with(file, old, new)
        });
    let line = "prove rules/kz dead_end --format json";
    let answer = run(copied.folder.path(), line);
    // The claim has a day of its own, and may fail now.
    assert!(matches!(answer.code, 0 | 1), "{}", answer.err);
    let mut found = BTreeSet::new();
    days(&serde_json::from_str(&answer.out).unwrap(), &mut found);
    assert_eq!(
        found.iter().map(String::as_str).collect::<Vec<_>>(),
        told,
        "{changes:?}"
    );
}

#[test]
fn the_days_come_out_of_the_rules() {
    dead_end(
        &[],
        &[
            "first 2024-01-01",
            "first 2024-02-24",
            "first 2025-07-01",
            "last 2023-12-31",
            "last 2024-02-23",
            "last 2025-06-30",
            "last 2025-07-01",
        ],
    );
    let law = ("act.kzrule", "in force 2024-01-01", "in force 2024-03-01");
    let iin = ("iin.kzrule", "2024-02-24", "2024-05-05");
    dead_end(
        &[law],
        &[
            "first 2024-03-01",
            "first 2025-07-01",
            "last 2024-02-29",
            "last 2025-06-30",
            "last 2025-07-01",
        ],
    );
    dead_end(
        &[iin],
        &[
            "first 2024-01-01",
            "first 2024-05-05",
            "first 2025-07-01",
            "last 2023-12-31",
            "last 2024-05-04",
            "last 2025-06-30",
            "last 2025-07-01",
        ],
    );
}

#[test]
fn the_end_of_the_suspension_comes_out_of_the_rules() {
    let end = (
        "duty.kzrule",
        "then 2025-07-01 else 2025-07-02",
        "then 2025-09-01 else 2025-09-02",
    );
    let claim = ("claims.kzrule", "from  2025-07-01", "from  2025-11-01");
    // Where `until` includes its day, there is a way out on that day, too.
    dead_end(
        &[end, claim],
        &[
            "first 2024-01-01",
            "first 2024-02-24",
            "first 2025-09-01",
            "first 2025-11-01",
            "last 2023-12-31",
            "last 2024-02-23",
            "last 2025-08-31",
            "last 2025-09-01",
        ],
    );
}

#[test]
fn words_and_quotations_come_out_of_the_files() {
    let source = "sources/law-50-viii-update.txt";
    let changes: [(&[&str], &str, &str); 7] = [
        (
            &["claims.kzrule"],
            "The legal dead end of the",
            "What is said in the",
        ),
        (
            &["iin.kzrule"],
            "IIN in person, in Kazakhstan",
            "IIN on the spot",
        ),
        (&["words.kzrule"], "is 16 or older", "is of an age"),
        (
            &["readings.kzrule"],
            "Kazakhstan begins behind",
            "Kazakhstan ends before",
        ),
        (
            &["documents.kzrule"],
            "ahead of a registration",
            "previous to a registration",
        ),
        (
            &["claims.kzrule", "act.kzrule", source],
            "Only time will show",
            "Nobody alive knows",
        ),
        (
            &["duty.kzrule", source],
            "when obtaining visas",
            "on receiving visas",
        ),
    ];
    let line = "prove rules/kz dead_end";
    let mut copied = Copied::new(KZ);
    for (files, old, new) in changes {
        copied = files
            .iter()
            .fold(copied, |copied, file| copied.with(file, old, new));
    }
    let (before, after) = (flat(&on_the_laws(line, 0)), flat(&copied.run(line, 0)));
    for (_, old, new) in changes {
        assert!(
            before.contains(old) && !before.contains(new),
            "{old}: {before}"
        );
        assert!(
            after.contains(new) && !after.contains(old),
            "{new}: {after}"
        );
    }
}

#[test]
fn a_quotation_with_a_wrong_word_is_an_error() {
    let copied = Copied::new(KZ).with(
        "duty.kzrule",
        "the fingerprints are taken",
        "the prints are taken",
    );
    let said = flat(&copied.run("check rules/kz", 2));
    assert!(said.contains("duty.kzrule:76"), "{said}");
    assert!(
        said.contains("To introduce data into the system the fingerprints are taken"),
        "{said}"
    );
    for verb in ["test", "prove"] {
        copied.run(&format!("{verb} rules/kz"), 2);
    }
}

// ---------------------------------------------------------------------- nothing of it in the program

/// Words of one law, by their beginnings.
const OF_THE_LAW: [&str; 12] = [
    "kazakh",
    "visa",
    "iin",
    "dactylo",
    "passport",
    "foreign",
    "citizen",
    "stateless",
    "embass",
    "consul",
    "lindmoor",
    "tenan",
];

/// The words in a text, in lower case: `VisaKind` and `visa_kind` are two.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for sign in text.chars() {
        if !sign.is_alphabetic() || sign.is_uppercase() {
            words.push(String::new());
        }
        if sign.is_alphabetic() {
            words.last_mut().unwrap().extend(sign.to_lowercase());
        }
    }
    words
}

/// The first word of the law in a text.
fn of_the_law(text: &str) -> Option<String> {
    let is_known = |word: &String| OF_THE_LAW.iter().any(|known| word.starts_with(known));
    words(text).into_iter().find(is_known).or_else(|| {
        // Written in capitals.
        let whole = text
            .split(|sign: char| !sign.is_alphabetic())
            .map(str::to_lowercase);
        whole.into_iter().find(is_known)
    })
}

/// The lines of a program text that people get to see or that do something: no comments, but what
/// the command line says of itself; no tests.
fn program(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let shown = path.ends_with("cli/args.rs");
    text.lines()
        .take_while(|line| *line != "mod tests {")
        .filter(|line| shown || !line.trim_start().starts_with("//"))
        .map(str::to_owned)
        .collect()
}

/// Whether a module is there for tests alone: it, or a folder it is in, is declared so.
fn for_tests(path: &Path) -> bool {
    path.ancestors()
        .take_while(|part| *part != Path::new(ROOT))
        .any(|part| {
            let stem = part.file_stem().unwrap().to_str().unwrap();
            let parent = fs::read_to_string(part.with_file_name("mod.rs")).unwrap_or_default();
            let declared = |line: &str| line.ends_with(&format!("mod {stem};"));
            let mut marked = false;
            parent.lines().any(|line| {
                std::mem::replace(&mut marked, line == "#[cfg(test)]") && declared(line)
            })
        })
}

#[test]
fn the_program_knows_no_law() {
    for text in [
        "struct VisaKind;",
        "let kazakh_words = 1;",
        "\"an IIN\"",
        "is_iin",
        "\"Passports\"",
    ] {
        assert!(of_the_law(text).is_some(), "{text}");
    }
    assert_eq!(of_the_law("visible kinds, advisable, claiining"), None);
    let mut sources = files(&Path::new(ROOT).join("src"));
    // The module of the page is made of these sources.
    sources.retain(|path| !path.to_string_lossy().contains("explorer."));
    let mut lines = 0;
    for path in sources.iter().filter(|path| !for_tests(path)) {
        for line in program(path) {
            lines += 1;
            assert_eq!(of_the_law(&line), None, "{}: {line}", path.display());
        }
    }
    assert!(lines > 5_000, "{lines}");
}

// --------------------------------------------------------------------------------- certificates

/// A certificate for a claim of a law, as JSON.
fn certificate(law: &str, claim: &str) -> Value {
    let folder = TempDir::new().unwrap();
    let path = folder.path().display();
    on_the_laws(&format!("prove {law} {claim} --certificates {path}"), 0);
    let text = fs::read_to_string(folder.path().join(format!("{claim}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Checks a certificate against a law, which ends with this code; what is said.
fn recheck(copied: &Copied, certificate: &Value, code: i32) -> String {
    let path = copied.folder.path().join("certificate.json");
    fs::write(&path, certificate.to_string()).unwrap();
    flat(&copied.run(&format!("recheck certificate.json {}", copied.law), code))
}

#[test]
fn certificates_are_accepted_for_the_same_law_alone() {
    let certificate = certificate(KZ, "dead_end");
    let said = recheck(&Copied::new(KZ), &certificate, 0);
    assert!(
        said.contains("The certificate of `dead_end` is accepted"),
        "{said}"
    );
    let reworded = Copied::new(KZ).with("words.kzrule", "is 16 or older", "is of an age");
    recheck(&reworded, &certificate, 0);
    let changes = [
        ("duty.kzrule", "then 2025-07-01", "then 2025-06-30"),
        ("duty.kzrule", "lifts mandatory", "lifts case_6"),
        (
            "documents.kzrule",
            "requires presence",
            "requires presence or visa",
        ),
        (
            "visas.kzrule",
            "channel = land_border and border_open",
            "channel = land_border",
        ),
        ("claims.kzrule", "from  2025-07-01", "from  2025-06-01"),
    ];
    for (file, old, new) in changes {
        let said = recheck(&Copied::new(KZ).with(file, old, new), &certificate, 1);
        assert!(
            said.contains("is rejected: the law has changed since"),
            "{new}: {said}"
        );
    }
}

/// What is done to a part of a certificate.
#[derive(Debug)]
enum Change {
    /// It is replaced.
    By(&'static str),
    /// An element or a member of it is removed.
    Without(&'static str),
    /// Its last element is removed.
    Shorter,
    /// Its elements are turned around.
    Reversed,
}

impl Change {
    fn apply(&self, part: &mut Value) {
        match (self, part) {
            (Self::By(new), part) => *part = Value::from(*new),
            (Self::Without(element), Value::Array(list)) => list.retain(|known| known != element),
            (Self::Without(name), Value::Object(members)) => drop(members.remove(*name)),
            (Self::Shorter, Value::Array(list)) => drop(list.pop()),
            (Self::Reversed, Value::Array(list)) => list.reverse(),
            (change, part) => panic!("{change:?} of {part}"),
        }
    }
}

/// Forgeries of a proof: the place changed, the change, and the reason for the rejection. `NODE`
/// in a place is that of the first node with the member behind it.
fn forged(law: &'static str, claim: &str, forgeries: &[(&str, Change, &str)]) {
    let certificate = certificate(law, claim);
    let copied = Copied::new(law);
    recheck(&copied, &certificate, 0);
    for (place, change, reason) in forgeries {
        let place = match place.strip_prefix("NODE/") {
            None => (*place).to_owned(),
            Some(rest) => {
                let member = rest.split('/').next().unwrap();
                let nodes = certificate["tree"].as_array().unwrap();
                let at = nodes.iter().position(|node| has(node, member)).unwrap();
                format!("/tree/{at}/{rest}")
            }
        };
        let mut forgery = certificate.clone();
        let part = forgery.pointer_mut(&place);
        change.apply(part.unwrap_or_else(|| panic!("no {place} in {certificate:#}")));
        assert_ne!(forgery, certificate, "{place}");
        let said = recheck(&copied, &forgery, 1);
        let rejected = format!("The certificate of `{claim}` is rejected: ");
        assert!(
            said.contains(&rejected) && said.contains(reason),
            "{place} {change:?}: {said}"
        );
    }
}

/// Whether a node has a member that is not empty.
fn has(node: &Value, member: &str) -> bool {
    node.get(member)
        .is_some_and(|value| value.as_array().is_none_or(|list| !list.is_empty()))
}

#[test]
fn forged_proofs_are_rejected() {
    use Change::{By, Reversed, Shorter, Without};
    let closed = "NODE/holds/0/out_of_reach/closed";
    forged(
        KZ,
        "dead_end",
        &[
            (
                closed,
                Without("visa"),
                "`visa` is not in its own closed set",
            ),
            (closed, Without("permit"), "open door: "),
            (closed, Without("presence"), "open door: "),
            (closed, Without("registration"), "open door: "),
            (closed, Without("iin"), "open door: "),
            ("NODE/holds", Shorter, "the claim is not certain"),
            (
                "NODE/holds/0/out_of_reach/closed/1",
                By("key"),
                "there is no holding `key`",
            ),
            ("NODE/split/branches", Reversed, "open door: "),
            (
                "NODE/split/branches/0/0",
                By("parallel"),
                "`precondition` have `parallel` twice",
            ),
            (
                "NODE/threshold/at",
                By("2025-07-02"),
                "the case is not outside (the days)",
            ),
            ("NODE/threshold/at", By("2025-06-30"), "open door: "),
            (
                "NODE/condition",
                By("day < born"),
                "is not a condition that is open here",
            ),
            ("/proved", Shorter, "readings are left out"),
            ("/proved/0", Shorter, "overlap"),
            ("/refuted", Shorter, "readings are left out"),
            ("/refuted/0/cube/0/1/0", By("outside"), "overlap"),
            (
                "/refuted/0/witness/airport_open",
                By("false"),
                "the claim holds for the person shown",
            ),
            (
                "/refuted/0/witness/day",
                By("2025-06-30"),
                "the claim is not about the person shown (the days)",
            ),
            (
                "/refuted/0/witness/status",
                By("citizen"),
                "the claim is not about the person shown",
            ),
            (
                "/refuted/0/witness/status",
                By("guest"),
                "`status` cannot be `guest`",
            ),
            (
                "/refuted/0/witness",
                Without("permit"),
                "of the person shown, `permit` is missing",
            ),
        ],
    );
    let plan = "NODE/holds/1/within_reach/plan";
    let closed_door = "closed door: `open_account`";
    forged(
        DWELLING,
        "with_one_paper",
        &[
            (plan, Shorter, "the plan does not lead to `account`"),
            (plan, Without("be_entered"), closed_door),
            (plan, Reversed, closed_door),
            ("NODE/holds", Shorter, "the claim is not certain"),
        ],
    );
}

#[test]
fn a_proof_of_something_else_is_rejected() {
    let copied = Copied::new(DWELLING);
    let mut certificate = certificate(DWELLING, "nobody_under_18");
    recheck(&copied, &certificate, 0);
    for (claim, reason) in [
        ("nobody_under_19", ""),
        ("nobody", "there is no claim `nobody`"),
    ] {
        certificate["claim"] = Value::from(claim);
        let said = recheck(&copied, &certificate, 1);
        assert!(
            said.contains(&format!("`{claim}` is rejected: ")) && said.contains(reason),
            "{said}"
        );
    }
    certificate["version"] = Value::from(2);
    let said = recheck(&copied, &certificate, 1);
    assert!(
        said.contains("certificates of version 2 are not known here"),
        "{said}"
    );
}

#[test]
fn what_is_no_certificate_is_an_error() {
    let copied = Copied::new(DWELLING);
    let whole = certificate(DWELLING, "nobody_under_18").to_string();
    let path = copied.folder.path().join("certificate.json");
    let texts = [
        "",
        "{}",
        "[]",
        "null",
        "proved",
        whole.trim_end_matches('}'),
        &format!("{whole}{whole}"),
    ];
    for text in texts {
        fs::write(&path, text).unwrap();
        let said = copied.run("recheck certificate.json rules/dwelling", 2);
        assert!(
            said.contains("`certificate.json` is no certificate"),
            "{text}: {said}"
        );
    }
    let said = copied.run("recheck nowhere.json rules/dwelling", 2);
    assert!(said.contains("nowhere.json"), "{said}");
}

// ------------------------------------------------------------------------------------ exit codes

#[test]
fn the_exit_code_says_whether_the_claims_are_as_expected() {
    let claims = "prove rules/dwelling";
    Copied::new(DWELLING).run(&format!("{claims} fee_is_12 fee_is_4_or_12"), 0);

    // Refuted, and no longer expected to be; proved, and no longer expected to be.
    let unexpected = [
        (
            "claim fee = 12\n    expect refuted",
            "claim fee = 12",
            "fee_is_12",
        ),
        (
            "claim fee = 4 or fee = 12\n",
            "claim fee = 4 or fee = 12 expect refuted\n",
            "fee_is_4_or_12",
        ),
        (
            "expect proved under family = close",
            "expect proved under family = wide",
            "newcomers",
        ),
        ("expect proved under family = close", "", "newcomers"),
    ];
    for (old, new, claim) in unexpected {
        let copied = Copied::new(DWELLING).with("claims.kzrule", old, new);
        copied.run(&format!("{claims} {claim}"), 1);
        copied.run(&format!("{claims} {claim} --format json"), 1);
        copied.run(&format!("{claims} with_one_paper {claim}"), 1);
        copied.run(&format!("{claims} with_one_paper"), 0);
    }

    let said = on_the_laws(&format!("{claims} fee_is_13"), 2);
    assert!(
        said.contains("there is no claim `fee_is_13`; did you mean `fee_is_12`?"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_decided_is_not_called_proved() {
    let line = "prove rules/dwelling with_one_paper newcomers --effort 1";
    let said = flat(&on_the_laws(line, 3));
    assert!(
        said.contains("UNDECIDED") && said.contains("the limit of 1 step for one question"),
        "{said}"
    );
    assert!(
        !said.contains("━ PROVED") && !said.contains("━ REFUTED"),
        "{said}"
    );

    // What is decided and not as expected counts more.
    let twin = "for   lease or account or entry\n";
    let copied = Copied::new(DWELLING).with("claims.kzrule", twin, "");
    copied.run("prove rules/dwelling with_one_paper", 1);

    let folder = TempDir::new().unwrap();
    let path = folder.path().display();
    on_the_laws(&format!("{line} --certificates {path}"), 3);
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
}
