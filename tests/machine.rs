//! What the program prints for other programs: JSON by the schemas of the repository, and SARIF.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn printed(arguments: &[&str], input: &str) -> Value {
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .args(arguments)
        .current_dir(here("."))
        .write_stdin(input)
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What is wrong with a value by a schema of the repository.
fn mistakes(schema: &str, value: &Value) -> Vec<String> {
    let text = fs::read_to_string(here(schema)).unwrap();
    // In the schema of SARIF two patterns have a bracket too many, which the validator refuses.
    let text = text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let told = validator.iter_errors(value).take(10);
    told.map(|wrong| format!("{}: {wrong}", wrong.instance_path()))
        .collect()
}

/// Holds what a verb prints against its schema.
fn conforms(arguments: &[&str], input: &str) {
    let name = format!("schemas/{}.schema.json", arguments[0]);
    let arguments = [arguments, &["--format", "json"]].concat();
    let found = mistakes(&name, &printed(&arguments, input));
    assert!(found.is_empty(), "{arguments:?}: {found:#?}");
}

#[test]
fn json_is_as_its_schema_says() {
    let folder = TempDir::new().unwrap();
    let case = folder.path().join("case.json");
    fs::write(&case, r#"{ "given": {}, "nothing_else": true }"#).unwrap();
    let case = case.to_string_lossy().into_owned();
    for law in ["rules/kz", "rules/levy", "rules/family_pass"] {
        conforms(&["check", law], "");
        conforms(&["fmt", law, "--check"], "");
        conforms(&["law", law, "--on", "2025-10-01"], "");
        let eval = ["eval", law, "--on", "2025-10-01", "--case", &case];
        conforms(&eval, "");
        conforms(&[&eval[..], &["--explain"]].concat(), "");
    }
    let layered = [
        "law",
        "rules/kz",
        "--with",
        "rules/kz-practice",
        "--on",
        "2025-04-18",
    ];
    conforms(&layered, "");
    conforms(&[&layered[..], &["--known-on", "2024-06-01"]].concat(), "");
    for (law, goal) in [("rules/levy", "levy"), ("rules/family_pass", "pass")] {
        conforms(&["ask", law, goal, "--on", "2025-10-01"], "2\n");
        conforms(&["ask", law, goal, "--on", "2025-10-01"], "");
    }
    conforms(&["ask", "rules/kz", "liable", "--on", "2025-10-01"], "2\n");
    conforms(&["explain"], "");
    conforms(&["explain", "kz0101"], "");
}

/// What the text of an outline is put together from, as it is put together.
fn words_in(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(words) => found.push(words.clone()),
        Value::Array(all) => all.iter().for_each(|one| words_in(one, found)),
        Value::Object(members) => {
            members.values().for_each(|one| words_in(one, found));
            let of = |name: &str| {
                members
                    .get(name)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
            };
            found.push(format!("“{}”", of("quote")));
            found.push(format!("assumed: {}", of("assumed")));
            found.push(format!(
                "reported by {}: {}",
                of("reported_by"),
                of("words")
            ));
            found.push(format!("{}.", of("here")));
            found.push(of("title").to_uppercase());
            let (fact, on) = (of("in_fact_words"), of("readings_words"));
            found.push(format!("{} (in fact: {fact}){on}", of("words")));
        }
        _ => {}
    }
}

/// The outlines in an outcome.
fn outlines(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(all) => all.iter().flat_map(outlines).collect(),
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, one)| match name.as_str() {
                "outline" => vec![one.clone()],
                _ => outlines(one),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// What stands in the lines of the outlines of a text, piece by piece: labels, sentences and references
/// stand two blanks apart.
fn pieces(text: &str) -> Vec<&str> {
    let is_title = |line: &str| {
        let begins = [
            "BECAUSE",
            "THE NEAREST",
            "NOT NEEDED",
            "THE WAY",
            "WHAT STANDS",
        ];
        begins.iter().any(|title| line.starts_with(title)) || line.contains("EXCEPTION")
    };
    let mut within = false;
    let mut found = Vec::new();
    for line in text.lines() {
        // Whatever is told beside the outlines begins at the edge, or far from it.
        if !line.is_empty() && !line.starts_with(' ') {
            within = is_title(line);
        }
        within &= !["  Not told:", "  With ", "  Among them"]
            .iter()
            .any(|begin| line.starts_with(begin));
        if within {
            let parts = line.split("  ").map(str::trim);
            found.extend(parts.filter(|part| !part.is_empty()));
        }
    }
    found
}

fn is_label(piece: &str) -> bool {
    let told_beside = ["BECAUSE", "THE NEAREST MISSES", "NOT NEEDED FOR THE ANSWER"];
    let number = piece.chars().all(|sign| sign.is_ascii_digit());
    let counts =
        piece.starts_with("… ") && (piece.contains(" more reason") || piece.ends_with(" more"));
    number
        || counts
        || piece == "–"
        || piece.starts_with("Quoted at ")
        || told_beside.contains(&piece)
}

/// Whatever the text of `--explain` shows stands in the JSON as well, as deep.
#[test]
fn every_line_of_an_outline_is_in_its_json() {
    let folder = TempDir::new().unwrap();
    let case = folder.path().join("case.json");
    let cases = [
        ("rules/kz", "2025-07-01", KZ_CASE),
        ("rules/kz", "2024-03-18", KZ_STEP),
        (
            "rules/levy",
            "2025-10-01",
            r#"{ "given": {}, "nothing_else": true }"#,
        ),
        ("rules/levy", "2025-10-01", r#"{ "given": {} }"#),
        ("rules/dwelling", "2025-10-01", r#"{ "given": {} }"#),
    ];
    for (law, on, given) in cases {
        fs::write(&case, given).unwrap();
        for depth in ["1", "9"] {
            let path = case.to_string_lossy();
            let arguments = [
                "eval",
                law,
                "--on",
                on,
                "--case",
                &path,
                "--explain",
                "--depth",
                depth,
            ];
            let json = printed(&[&arguments[..], &["--format", "json"]].concat(), "");
            let mut words = Vec::new();
            outlines(&json)
                .iter()
                .for_each(|one| words_in(one, &mut words));
            let words: Vec<String> = words
                .iter()
                .map(|one| one.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect();
            let output = Command::cargo_bin("kzrule")
                .unwrap()
                .args(arguments)
                .output()
                .unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let pieces = pieces(&text);
            assert!(pieces.len() > 6, "{text}");
            for piece in pieces {
                let piece = piece.strip_prefix("Here: ").unwrap_or(piece);
                let piece = piece
                    .trim_start_matches(|sign: char| sign.is_ascii_digit())
                    .trim_start();
                let is_there = is_label(piece) || words.iter().any(|one| one.contains(piece));
                assert!(is_there, "{law} {given} {depth}: {piece}");
            }
        }
    }
}

const KZ_CASE: &str = r#"{ "given": { "status": "foreigner", "born": "1985-06-15", "needs_visa": true },
    "nothing_else": true, "ask": ["visa is within reach", "register is due"] }"#;

const KZ_STEP: &str = r#"{ "given": { "status": "foreigner", "born": "1985-06-15" },
    "nothing_else": true, "step": { "obtain_visa": ["foreign_establishment"] },
    "ask": ["register is due", "obtain_visa(foreign_establishment) is possible"] }"#;

/// Why words stand that are not in force: a canon asks in which act they stand, or others of them give
/// way to something.
#[test]
fn json_of_words_that_are_kept_is_as_its_schema_says() {
    let folder = TempDir::new().unwrap();
    let law = folder.path().join("law.kzrule");
    let text = r#"
        canon later { assumed "x" }
        act a0 "A0" { adopted 2019-01-01 in force 2020-01-01 }
        act a1 "A1" { adopted 2020-01-01 in force 2021-01-01 }
        fact p : bool "is p" no "is not p" ask "P?"
        term t : int "number" ask "T?" otherwise 0
        term u : int "number" ask "U?" otherwise 0
        rule one in a0 { assumed "x" then t = 1 }
        rule other in a0 { assumed "x" then t = 2 }
        restate rule other in a1 { assumed "x" then t = 3 }
        rule above in a0 { assumed "x" when p then u = 1 }
        rule beside subject to above in a0 { assumed "x" then u = 4 }
        rule below subject to above in a0 { assumed "x" then u = 2 }
        restate rule below in a1 { assumed "x" then u = 3 }"#;
    fs::write(&law, text).unwrap();
    let law = law.to_string_lossy().into_owned();
    let arguments = ["law", &law, "--on", "2022-01-01"];
    conforms(&arguments, "");
    let found = printed(&[&arguments[..], &["--format", "json"]].concat(), "");
    let rules = found["rules"].as_array().unwrap().iter();
    let why = rules.map(|rule| rule["kept_because"]["why"].as_str());
    let why: Vec<_> = why.collect();
    let (canon, below) = (Some("canon"), Some("gives way"));
    assert_eq!(why, [None, canon, None, None, None, below, None]);
}

/// Beside each law its verdicts are stored: they are asked for anew.
#[test]
fn json_of_what_is_stored_is_as_its_schema_says() {
    for law in ["rules/dwelling", "rules/levy"] {
        conforms(&["test", law], "");
    }
}

#[cfg(feature = "z3")]
#[test]
fn json_of_proofs_is_as_its_schema_says() {
    let folder = TempDir::new().unwrap();
    let certificates = folder.path().to_string_lossy().into_owned();
    conforms(
        &["prove", "rules/levy", "--certificates", &certificates],
        "",
    );
    let certificate = fs::read_dir(folder.path())
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let certificate = certificate.path().to_string_lossy().into_owned();
    conforms(&["recheck", &certificate, "rules/levy"], "");
    conforms(&["recheck", &certificate, "rules/kz"], "");
    conforms(&["prove", "rules/family_pass"], "");
}

#[cfg(feature = "z3")]
#[test]
fn json_of_boundaries_is_as_its_schema_says() {
    let folder = TempDir::new().unwrap();
    for law in ["rules/levy", "rules/dwelling"] {
        let file = folder.path().join("cases.kzrule");
        let file = file.to_string_lossy().into_owned();
        conforms(&["test", law, "--generate", "--force", "-o", &file], "");
    }
}

/// A law in which somebody only has to wait.
#[cfg(feature = "z3")]
const WAITING: &str = r#"
fact born : date "date of birth"
holding badge "a badge" short "badge" yes "has a badge" no "has no badge"
procedure apply "apply" does "applies" grants badge open
assume born_already = born <= day
rule of_16 on apply { assumed "an example" when age of born < 16 then closed }
rule the_last on apply { assumed "an example" from 2030-01-01 then closed }
prove too_late { for nothing held and born >= 2014-01-01 claim badge is out of reach for good }
"#;

/// A law with a conflict, an exception, and a gap.
#[cfg(feature = "z3")]
const UNSETTLED: &str = r#"
fact member : bool "is a member" no "is no member"
fact pupil : bool "is a pupil" no "is no pupil"
term fee : int "fee" otherwise 20
term seat : int "seat"
rule members "Members" { assumed "an example" when member then fee = 10 }
rule pupils "Pupils" { assumed "an example" when pupil then fee = 5 }
rule both "Both" despite members, pupils { assumed "an example" from 2030-01-01 when member and pupil then fee = 4 }
rule seats "Seats" { assumed "an example" when member then seat = 1 }
"#;

/// What is assumed of every person contradicts itself, in two of three sentences.
#[cfg(feature = "z3")]
const NOBODY: &str = r#"
fact age : int "age"
fact member : bool "is a member" no "is no member"
assume members "Everybody is a member." = member
assume young "Everybody is under 10." = age < 10
assume old "Everybody is over 20." = age > 20
prove everything { claim age = 7 }
"#;

#[cfg(feature = "z3")]
#[test]
fn json_of_nobody_is_as_its_schema_says() {
    let folder = TempDir::new().unwrap();
    let law = folder.path().join("law.kzrule");
    fs::write(&law, NOBODY).unwrap();
    let law = law.to_string_lossy().into_owned();
    conforms(&["prove", &law], "");
    let told = printed(&["prove", &law, "--format", "json"], "");
    let met = &told["verdicts"][0]["nobody_meets"];
    let both = ["Everybody is under 10.", "Everybody is over 20."];
    assert_eq!(met, &serde_json::json!(both), "{told:#}");
}

#[cfg(feature = "z3")]
#[test]
fn json_of_dead_ends_and_findings_is_as_its_schema_says() {
    let folder = TempDir::new().unwrap();
    conforms(&["prove", "rules/kz", "dead_end", "--repairs"], "");
    let waiting = folder.path().join("waiting.kzrule");
    fs::write(&waiting, WAITING).unwrap();
    let waiting = waiting.to_string_lossy().into_owned();
    let told = printed(&["prove", &waiting, "--format", "json"], "");
    let last_safe_day = r#""last_safe_day":"2029-12-31""#;
    assert!(told.to_string().contains(last_safe_day), "{told}");
    conforms(&["prove", &waiting, "--repairs"], "");
    let unsettled = folder.path().join("unsettled.kzrule");
    fs::write(&unsettled, UNSETTLED).unwrap();
    let unsettled = unsettled.to_string_lossy().into_owned();
    let told = printed(&["audit", &unsettled, "--format", "json"], "");
    let conflict = &told["findings"][1]["conflict"];
    assert_eq!(conflict["orders"][0]["in_example"], "10", "{told:#}");
    assert_eq!(told["not_conflicts"][0]["exception"], "both", "{told:#}");
    conforms(&["audit", &unsettled], "");
    for law in [
        "rules/levy",
        "rules/family_pass",
        "rules/dwelling",
        "rules/kz",
    ] {
        conforms(&["audit", law], "");
    }
    let days = ["--from", "2024-12-31", "--to", "2025-07-01"];
    conforms(&[&["diff", "rules/levy"], &days[..]].concat(), "");
    let graph = ["report", "rules/kz", "--on", "2025-07-01", "--graph", "dot"];
    conforms(&graph, "");
    let page = folder.path().join("page").to_string_lossy().into_owned();
    conforms(&["report", "rules/dwelling", "-o", &page], "");
}

#[test]
fn refusals_have_a_schema() {
    for arguments in [
        &["check", "nowhere", "--format", "json"][..],
        &["ask", "rules/levy", "levi", "--format", "json"],
        &["eval", "--format", "json"],
    ] {
        let found = mistakes("schemas/error.schema.json", &printed(arguments, ""));
        assert!(found.is_empty(), "{arguments:?}: {found:#?}");
    }
}

/// All objects in a schema, wherever they are.
fn objects<'v>(value: &'v Value, found: &mut Vec<&'v serde_json::Map<String, Value>>) {
    match value {
        Value::Object(members) => {
            found.push(members);
            members.values().for_each(|inner| objects(inner, found));
        }
        Value::Array(all) => all.iter().for_each(|inner| objects(inner, found)),
        _ => {}
    }
}

#[test]
fn schemas_leave_nothing_open_and_agree() {
    let mut definitions: BTreeMap<String, (PathBuf, Value)> = BTreeMap::new();
    for entry in fs::read_dir(here("schemas")).unwrap() {
        let path = entry.unwrap().path();
        let schema: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        assert!(jsonschema::meta::is_valid(&schema), "{}", path.display());
        let mut all = Vec::new();
        objects(&schema, &mut all);
        for object in all {
            if object.get("type") == Some(&json!("object")) {
                let says = object.get("additionalProperties");
                assert!(says.is_some(), "{}: {object:?}", path.display());
            }
        }
        for (name, says) in schema["$defs"].as_object().into_iter().flatten() {
            let known = definitions
                .entry(name.clone())
                .or_insert_with(|| (path.clone(), says.clone()));
            let (first, known) = (known.0.display(), &known.1);
            assert_eq!(known, says, "`{name}` in {first} and in {}", path.display());
        }
    }
    assert!(definitions.contains_key("verdict"));
}

/// By the schema of the standard, and in what it says in words.
fn is_sarif(log: &Value) {
    let found = mistakes("tests/sarif/sarif-schema-2.1.0.json", log);
    assert!(found.is_empty(), "{found:#?}");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        assert!(rule["help"]["text"].as_str().unwrap().contains("# "));
    }
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        // A result that is no failure has no level.
        assert_eq!(result.get("kind").is_some(), result["level"] == "none");
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        for name in ["locations", "relatedLocations"] {
            for place in result[name].as_array().into_iter().flatten() {
                let physical = &place["physicalLocation"];
                let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
                assert!(!uri.contains(' '), "{uri}");
                let at = |name: &str| physical["region"][name].as_u64().unwrap();
                let start = (at("startLine"), at("startColumn"));
                assert!(start <= (at("endLine"), at("endColumn")));
            }
        }
    }
}

#[test]
fn check_tells_sarif() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a b.kzrule");
    fs::write(
        &file,
        "fact a : bool \"is\" no \"is not\"\ndefine b \"is\" no \"is not\" = aa\n",
    )
    .unwrap();
    let path = file.to_string_lossy().into_owned();
    let log = printed(&["check", &path, "--format", "sarif"], "");
    is_sarif(&log);
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["level"], "error");
    let region = &result["locations"][0]["physicalLocation"]["region"];
    // `aa` in the second line, its end behind its last letter.
    assert_eq!(
        (&region["startLine"], &region["startColumn"]),
        (&json!(2), &json!(29))
    );
    assert_eq!(
        (&region["endLine"], &region["endColumn"]),
        (&json!(2), &json!(31))
    );
    let failed = printed(&["check", "nowhere", "--format", "sarif"], "");
    is_sarif(&failed);
    assert_eq!(
        failed["runs"][0]["invocations"][0]["executionSuccessful"],
        json!(false)
    );
}

#[cfg(feature = "z3")]
#[test]
fn audit_tells_sarif() {
    let log = printed(&["audit", "rules/dwelling", "--format", "sarif"], "");
    is_sarif(&log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(!results.is_empty());
    assert!(results.iter().all(|result| result["locations"].is_array()));
}
