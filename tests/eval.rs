//! `kzrule test` and `kzrule eval` as they are called: what is printed, and how they end.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;

use assert_cmd::Command;
use tempfile::TempDir;

const RULES: &str = r#"
enum Status { citizen "a citizen", foreigner "a foreigner" }
fact status : Status "status" yes "is" no "is not"
fact born : date "date of birth" yes "born on"
fact tall : bool "is tall" no "is not tall"
holding pass "a pass" short "pass" yes "has a pass" no "has no pass"
reading age "From which age on?" { sixteen "from 16", eighteen "from 18" }
procedure register "be registered" does "is registered" grants pass open
procedure enter "enter" does "enters" open
define grown "is grown up" no "is not grown up" =
    day >= (if age = sixteen then born + 16 years rounded down else born + 18 years rounded down)
rule duty "Registration" on enter {
    assumed "grown foreigners are registered on entry"
    from 2024-01-01
    when status = foreigner and grown
    then must register
}
term fee : int "fee"
rule low "Low fee" { assumed "the low fee" when tall then fee = 5 }
rule high "High fee" { assumed "the high fee" when status = foreigner then fee = 7 }
"#;

/// Runs a verb on the rules with some cases added; the exit code, standard output and error.
fn run(cases: &str, case: &str, arguments: &[&str]) -> (i32, String, String) {
    let folder = TempDir::new().unwrap();
    fs::write(
        folder.path().join("rules.kzrule"),
        format!("{RULES}{cases}"),
    )
    .unwrap();
    fs::write(folder.path().join("case.json"), case).unwrap();
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .current_dir(&folder)
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

/// Evaluates a case on 1 March 2024.
fn eval(case: &str, more: &[&str]) -> (i32, String, String) {
    let mut arguments = vec!["eval", ".", "--case", "case.json", "--on", "2024-03-01"];
    arguments.extend(more);
    run("", case, &arguments)
}

const GROWN: &str = r#"{ "given": { "status": "foreigner", "born": "1985-06-15" },
    "nothing_else": true, "step": "enter", "ask": ["register is due"] }"#;

const SEVENTEEN: &str = r#"{ "given": { "status": "foreigner", "born": "2007-02-15" },
    "nothing_else": true, "step": "enter", "ask": ["register is due"] }"#;

#[test]
fn one_answer_on_every_reading() {
    let (code, out, _) = eval(GROWN, &[]);
    assert_eq!(code, 0, "{out}");
    assert!(
        out.contains("THE PERSON MUST BE REGISTERED on every reading"),
        "{out}"
    );
    let (_, out, _) = eval(GROWN, &["--explain"]);
    assert!(
        out.contains("BECAUSE") && out.contains("grown foreigners are registered"),
        "{out}"
    );
}

#[test]
fn answers_by_reading() {
    let (code, out, _) = eval(SEVENTEEN, &[]);
    assert_eq!(code, 0, "{out}");
    for words in [
        "IT DEPENDS ON READINGS",
        "THE PERSON MUST BE REGISTERED",
        "THE PERSON NEED NOT BE REGISTERED",
        "from 16",
        "from 18",
    ] {
        assert!(out.contains(words), "{out}");
    }
    let (_, out, _) = eval(SEVENTEEN, &["--reading", "age=eighteen"]);
    assert!(
        out.contains("━━ THE PERSON NEED NOT BE REGISTERED ━"),
        "{out}"
    );
}

#[test]
fn what_is_not_given_is_never_no() {
    let case =
        r#"{ "given": { "status": "foreigner" }, "step": "enter", "ask": ["register is due"] }"#;
    let (code, out, _) = eval(case, &[]);
    assert_eq!(code, 3, "{out}");
    assert!(
        out.contains("It depends on the date of birth, which is not given."),
        "{out}"
    );
    let (code, out, _) = eval(case, &["--format", "json"]);
    assert_eq!(code, 3);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let answer = json.pointer("/answers/0/answers/0").unwrap();
    assert_eq!(answer.get("answer").unwrap(), "undetermined");
    assert_eq!(answer.pointer("/missing/0").unwrap(), "born");
}

#[test]
fn conflicts_and_gaps_are_told() {
    let conflict = r#"{ "given": { "status": "foreigner", "tall": true }, "ask": ["fee = 5"] }"#;
    let (code, out, _) = eval(conflict, &[]);
    assert_eq!(code, 3, "{out}");
    assert!(
        out.contains("CONFLICT") && out.contains("the high fee"),
        "{out}"
    );
    let gap = r#"{ "given": { "status": "citizen" }, "nothing_else": true, "ask": ["fee = 5"] }"#;
    let (code, out, _) = eval(gap, &[]);
    assert_eq!(code, 3, "{out}");
    assert!(out.contains("GAP in this text"), "{out}");
}

#[test]
fn numbers_days_and_values_are_answers() {
    let case = r#"{ "given": { "status": "foreigner", "born": "1985-06-15", "tall": false },
        "ask": ["fee", "fee * 2 + 1", "born + 1 day", "status", "age of born"] }"#;
    let (code, out, _) = eval(case, &[]);
    assert_eq!(code, 0, "{out}");
    for words in [
        "THE FEE IS 7",
        "THE FEE TIMES 2 PLUS 1 IS 15",
        "IS 16 JUNE 1985",
        "THE STATUS IS A FOREIGNER",
        "IS 38",
        "5 questions: 5 answered",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    let (code, out, _) = eval(case, &["--format", "json"]);
    assert_eq!(code, 0);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let values: Vec<&serde_json::Value> = (0..5)
        .filter_map(|at| json.pointer(&format!("/answers/{at}/answers/0/value")))
        .collect();
    assert_eq!(
        serde_json::json!(values),
        serde_json::json!([7, 15, "1985-06-16", "foreigner", 38])
    );
    assert_eq!(
        json.pointer("/answers/0/answers/0/answer").unwrap(),
        "value"
    );
}

#[test]
fn a_number_by_reading() {
    let case = r#"{ "given": {}, "ask": ["if age = sixteen then 16 else 18", "age"] }"#;
    let (code, out, _) = eval(case, &[]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(out.matches("IT DEPENDS ON READINGS").count(), 2, "{out}");
    for words in [
        "IS 16\n",
        "IS 18\n",
        "“FROM WHICH AGE ON?” IS ANSWERED “FROM 18”",
        "2 questions: 2 answered by reading.",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
}

#[test]
fn a_number_that_is_missing_or_unsettled() {
    let (code, out, _) = eval(r#"{ "ask": ["fee", "age of born"] }"#, &[]);
    assert_eq!(code, 3, "{out}");
    assert_eq!(out.matches("━━ UNDETERMINED").count(), 2, "{out}");
    assert!(out.contains("It depends on the date of birth, which is not given."));
    let both = r#"{ "given": { "status": "foreigner", "tall": true }, "ask": ["fee"] }"#;
    let (code, out, _) = eval(both, &[]);
    assert_eq!(code, 3, "{out}");
    assert!(out.contains("━━ CONFLICT"), "{out}");
}

#[test]
fn a_period_is_no_question() {
    let (code, _, err) = eval(r#"{ "ask": ["3 months"] }"#, &[]);
    assert_eq!(code, 2);
    assert!(
        err.contains("kz0020") && err.contains("a period is no question"),
        "{err}"
    );
}

#[test]
fn what_the_law_comes_to_suggests_itself() {
    let (_, out, _) = eval(
        r#"{ "given": { "status": "foreigner", "tall": false } }"#,
        &[],
    );
    assert!(out.contains("THE FEE IS 7"), "{out}");
    // Of a citizen who is not tall the law says nothing of a fee.
    let (_, out, _) = eval(
        r#"{ "given": { "status": "citizen" }, "nothing_else": true }"#,
        &[],
    );
    assert!(!out.contains(" fee ━━"), "{out}");
}

#[test]
fn questions_that_suggest_themselves() {
    let (code, out, _) = eval(
        r#"{ "given": { "status": "citizen" }, "step": "enter" }"#,
        &[],
    );
    // Whether the person is tall, and so pays the low fee, is not said.
    assert_eq!(code, 3, "{out}");
    for question in [
        "fee ━━",
        "register is due",
        "enter is possible",
        "pass is within reach",
    ] {
        assert!(out.contains(question), "{out}");
    }
    assert!(out.contains("4 questions"), "{out}");
}

#[test]
fn wrong_input_is_refused_with_every_mistake() {
    let case = r#"{ "given": { "status": "foreiner", "tal": true }, "ask": ["regster is due"] }"#;
    let (code, out, err) = eval(case, &["--reading", "age=sixten"]);
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    for near in ["`foreigner`", "`tall`", "`register`", "`sixteen`"] {
        assert!(
            err.contains(&format!("did you mean {near}?")),
            "{near}: {err}"
        );
    }
    let bad_day = ["eval", ".", "--case", "case.json", "--on", "2023-02-29"];
    assert_eq!(run("", "{}", &bad_day).0, 2);
    assert_eq!(run("rule x {", "{}", &["test"]).0, 2);
}

const CASES: &str = r#"
case good { on 2024-03-01 given status = foreigner, born = 1985-06-15 step enter
            expect register is due by duty, grown }
case odd { on 2024-03-01 given status = foreigner, born = 1985-06-15 step enter
           expect register is not due
           expect register is due by tall }
case open { on 2024-03-01 given status = foreigner step enter expect register is due }
"#;

#[test]
fn cases_that_fail_say_why() {
    let (code, out, _) = run(CASES, "", &["test"]);
    assert_eq!(code, 1, "{out}");
    for words in [
        "3 cases: 1 passed, 2 failed. 4 expectations.",
        "Came out   the person must be registered",
        "tall; the reasons are duty, grown, age, status, born",
        "undetermined: it depends on the date of birth",
        "RULES THAT DECIDE NOTHING IN ANY CASE",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
}

#[test]
fn named_cases_alone() {
    let (code, out, _) = run(CASES, "", &["test", ".", "good"]);
    assert_eq!(
        (code, out.as_str()),
        (0, "1 case: 1 passed. 1 expectation.\n")
    );
    let (code, _, err) = run(CASES, "", &["test", ".", "god"]);
    assert_eq!(code, 2);
    assert!(err.contains("did you mean `good`?"), "{err}");
}

#[test]
fn test_takes_readings_where_a_case_names_none() {
    let cases = "case seventeen { on 2024-06-01 given status = foreigner, born = 2007-01-01
        step enter expect register is due expect under age = eighteen: register is not due }
    case settled { on 2024-06-01 under age = sixteen given status = foreigner, born = 2007-01-01
        step enter expect register is due }";
    let test =
        |arguments: &[&str]| run(cases, "", &[&["test", "rules.kzrule"], arguments].concat());
    let (code, out, err) = test(&[]);
    assert!(code == 0 && out.contains("2 passed"), "{out}{err}");
    let (code, out, err) = test(&["--reading", "age=eighteen"]);
    assert!(
        code == 1 && out.contains("1 passed, 1 failed"),
        "{out}{err}"
    );
    let (code, _, err) = test(&["--reading", "age=eigteen"]);
    assert!(
        code == 2 && err.contains("did you mean `eighteen`?"),
        "{err}"
    );
}
