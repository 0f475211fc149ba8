//! What the program prints for other programs: JSON by the schemas of the repository, and SARIF.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

#[path = "support/schema.rs"]
mod schema;

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

/// Holds what a verb prints against its schema.
fn conforms(arguments: &[&str], input: &str) {
    let name = format!("schemas/{}.schema.json", arguments[0]);
    let schema = serde_json::from_str(&fs::read_to_string(here(&name)).unwrap()).unwrap();
    let arguments = [arguments, &["--format", "json"]].concat();
    let found = schema::mistakes(&schema, &printed(&arguments, input));
    let shown: Vec<&String> = found.iter().take(10).collect();
    assert!(found.is_empty(), "{arguments:?}: {shown:#?}");
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
        conforms(&["test", law], "");
        conforms(&["law", law, "--on", "2025-10-01"], "");
    }
    for (law, goal) in [("rules/levy", "levy"), ("rules/family_pass", "pass")] {
        let eval = ["eval", law, "--on", "2025-10-01", "--case", &case];
        conforms(&eval, "");
        conforms(&[&eval[..], &["--explain"]].concat(), "");
        conforms(&["ask", law, goal, "--on", "2025-10-01"], "2\n");
        conforms(&["ask", law, goal, "--on", "2025-10-01"], "");
    }
    conforms(&["explain"], "");
    conforms(&["explain", "kz0101"], "");
}

#[cfg(feature = "z3")]
#[test]
fn json_of_proofs_is_as_its_schema_says() {
    for law in ["rules/levy", "rules/family_pass"] {
        conforms(&["prove", law], "");
        conforms(&["audit", law], "");
    }
    conforms(
        &[
            "diff",
            "rules/levy",
            "--from",
            "2024-12-31",
            "--to",
            "2025-07-01",
        ],
        "",
    );
}

#[test]
fn refusals_have_a_schema() {
    let text = fs::read_to_string(here("schemas/error.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    for arguments in [
        &["check", "nowhere", "--format", "json"][..],
        &["ask", "rules/levy", "levi", "--format", "json"],
        &["eval", "--format", "json"],
    ] {
        let found = schema::mistakes(&schema, &printed(arguments, ""));
        assert!(found.is_empty(), "{arguments:?}: {found:#?}");
    }
}

#[test]
fn the_validator_finds_what_is_wrong() {
    let schema = json!({ "type": "object", "required": ["a"], "additionalProperties": false,
        "properties": { "a": { "type": "array", "items": { "enum": [1] } } } });
    assert!(schema::mistakes(&schema, &json!({ "a": [1, 1] })).is_empty());
    for wrong in [
        json!([]),
        json!({}),
        json!({ "a": [2] }),
        json!({ "a": [], "b": 1 }),
    ] {
        assert_eq!(schema::mistakes(&schema, &wrong).len(), 1, "{wrong}");
    }
    assert!(!schema::mistakes(&json!({ "pattern": "x" }), &json!(1)).is_empty());
}

/// The structure that SARIF 2.1.0 requires, as far as this program writes it.
fn is_sarif(log: &Value) {
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "kzrule");
    assert!(run["invocations"][0]["executionSuccessful"].is_boolean());
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        assert!(rule["shortDescription"]["text"].is_string());
        assert!(rule["help"]["text"].as_str().unwrap().contains("# "));
    }
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
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
                assert!(start.0 >= 1 && start.1 >= 1);
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
