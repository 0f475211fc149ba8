//! `kzrule test` and `kzrule eval` as they are called: what is printed, and how they end.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
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
    run_with(&format!("{RULES}{cases}"), case, arguments)
}

/// Runs a verb on other rules.
fn run_with(rules: &str, case: &str, arguments: &[&str]) -> (i32, String, String) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("rules.kzrule"), rules).unwrap();
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

/// Evaluates a case on 1 March 2024 by other rules.
fn eval_with(rules: &str, case: &str, more: &[&str]) -> (i32, String, String) {
    let mut arguments = vec!["eval", ".", "--case", "case.json", "--on", "2024-03-01"];
    arguments.extend(more);
    run_with(rules, case, &arguments)
}

/// Evaluates a case by a law of `rules/`.
fn eval_law(law: &str, on: &str, case: &str, more: &[&str]) -> (i32, String) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("case.json");
    fs::write(&file, case).unwrap();
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .args(["eval", &format!("rules/{law}"), "--on", on, "--case"])
        .arg(&file)
        .args(more)
        .output()
        .unwrap();
    let code = output.status.code().unwrap();
    (code, String::from_utf8(output.stdout).unwrap())
}

/// The lines of the reasons as words, one blank between two.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const GROWN: &str = r#"{ "given": { "status": "foreigner", "born": "1985-06-15" },
    "nothing_else": true, "step": "enter", "ask": ["register is due"] }"#;

const SEVENTEEN: &str = r#"{ "given": { "status": "foreigner", "born": "2007-02-15" },
    "nothing_else": true, "step": "enter", "ask": ["register is due"] }"#;

#[test]
fn levels_are_those_of_text_and_json() {
    let case = r#"{ "given": { "status": "foreigner", "born": "1985-06-15", "tall": false },
        "step": "enter", "ask": ["register is due"] }"#;
    let (_, whole, _) = eval(case, &["--explain", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&whole).unwrap();
    let idle = &json["answers"][0]["answers"][0]["outline"]["not_needed"]["names"];
    assert_eq!(idle, &serde_json::json!(["tall", "pass"]));
    let (_, text, _) = eval(case, &["--explain"]);
    assert!(
        text.contains(
            "  Whether the person is tall.\n  Nor 1 fact or holding of which the case says nothing.\n"
        ),
        "{text}"
    );
    for depth in ["0", "one"] {
        let (code, _, error) = eval(case, &["--explain", "--depth", depth]);
        assert_eq!(code, 2);
        assert!(error.contains("a number of levels from 1"), "{error}");
    }
    assert_eq!(eval(case, &["--depth", "1"]).0, 2);
}

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
        out.contains("It depends on what is not given: the date of birth."),
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
        "ARE 38",
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
    assert!(out.contains("It depends on what is not given: the date of birth."));
    let both = r#"{ "given": { "status": "foreigner", "tall": true }, "ask": ["fee"] }"#;
    let (code, out, _) = eval(both, &[]);
    assert_eq!(code, 3, "{out}");
    assert!(out.contains("━━ CONFLICT"), "{out}");
}

#[test]
fn a_period_is_a_value() {
    let (code, out, _) = eval(r#"{ "ask": ["3 months * 4", "2 weeks"] }"#, &[]);
    assert_eq!(code, 0, "{out}");
    for words in ["━━ 1 YEAR ", "━━ 14 DAYS "] {
        assert!(out.contains(words), "{words}: {out}");
    }
}

#[test]
fn a_value_is_known_by_either_branch() {
    let case = r#"{ "given": { "status": "foreigner", "tall": true } }"#;
    for question in [
        "if tall then citizen else status",
        "if tall then (if tall then citizen else foreigner) else status",
        "if not tall then status else citizen",
    ] {
        let (code, out, _) = eval(case, &["--ask", question]);
        assert!(code == 0 && out.contains("IS A CITIZEN"), "{out}");
    }
    let (code, _, err) = eval(case, &["--ask", "if tall then citzen else status"]);
    assert!(
        code == 2 && err.contains("did you mean `citizen`?"),
        "{err}"
    );
}

#[test]
fn what_is_no_procedure_is_not_called_one() {
    let list = r#"record child "a child" { born : date "date of birth" }
        list children : child "children" up to 3
        procedure go "go" does "goes" open"#;
    for (question, message, help) in [
        (
            "count (children)",
            "a list is named without brackets",
            "write `count children`",
        ),
        (
            "children(one)",
            "`children` is a list, and has no choices",
            "write `children` alone",
        ),
        (
            "goo(one)",
            "there is no procedure or holding `goo`",
            "did you mean `go`?",
        ),
        (
            "go(one)",
            "`go(…)` is a procedure, and a value is wanted",
            "`… is possible`",
        ),
    ] {
        let (code, _, err) = eval_with(list, "{}", &["--ask", question]);
        assert!(
            code == 2 && err.contains(message) && err.contains(help),
            "{err}"
        );
    }
}

/// A gap is another answer than a conflict.
#[test]
fn what_is_unsettled_by_reading() {
    let rules = r#"reading r "Which?" { one "one", two "two" }
        term fee : int "fee"
        rule f1 "Low" { assumed "low" when r = one then fee = 1 }
        rule f2 "High" { assumed "high" when r = one then fee = 2 }"#;
    let (code, out, _) = eval_with(rules, "{}", &["--ask", "fee"]);
    assert_eq!(code, 3, "{out}");
    let told = folded(&out);
    for words in [
        "IT DEPENDS ON READINGS",
        "GAP IN THIS TEXT With this answer: Which? two No rule of this text says the fee.",
        "CONFLICT With this answer: Which? one “Low” and “High” apply, give different answers",
    ] {
        assert!(told.contains(words), "{words}: {out}");
    }
    let (_, out, _) = eval_with(rules, "{}", &["--ask", "fee", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let told: Vec<(&str, &str)> = (0..2)
        .map(|at| {
            let part = json.pointer(&format!("/answers/0/answers/{at}")).unwrap();
            let text = |path: &str| part.pointer(path).unwrap().as_str().unwrap();
            assert!(part.pointer("/causes/1").is_none() && part.pointer("/readings/1").is_none());
            (text("/causes/0/kind"), text("/readings/0/r/0"))
        })
        .collect();
    assert_eq!(told, [("gap", "two"), ("conflict", "one")]);
}

/// A sum of powers of two, one for each reading: as many answers as combinations.
fn sum_of_readings(count: u32) -> String {
    let mut rules = String::new();
    let mut sum = Vec::new();
    for at in 0..count {
        rules.push_str(&format!(
            "reading r{at} \"Which {at}?\" {{ a \"a\", b \"b\" }}\n"
        ));
        sum.push(format!("(if r{at} = a then {} else 0)", 2_u32.pow(at)));
    }
    let sum = sum.join(" + ");
    format!("{rules}term fee : int \"fee\"\nrule sum {{ assumed \"s\" then fee = {sum} }}")
}

#[test]
fn only_so_many_answers_are_told() {
    // 2^6 different answers, and 2^7.
    let (code, out, _) = eval_with(&sum_of_readings(6), "{}", &["--ask", "fee"]);
    assert_eq!((code, out.matches("THE FEE IS ").count()), (0, 64), "{out}");
    let told = "here are more than 64 different answers, by the readings taken";
    for count in [7, 12] {
        let rules = sum_of_readings(count);
        let (code, out, _) = eval_with(&rules, "{}", &["--ask", "fee"]);
        assert_eq!(code, 3, "{out}");
        for words in [
            "━━ UNDECIDED",
            told,
            "Fix some of them by --reading NAME=CHOICE.",
        ] {
            assert!(folded(&out).contains(words), "{words}: {out}");
        }
        let (_, out, _) = eval_with(&rules, "{}", &["--ask", "fee", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&out).unwrap();
        let undecided = json.pointer("/answers/0/undecided").unwrap();
        assert_eq!(undecided.as_str().unwrap(), format!("t{told}"));
    }
    // Where different facts are missing on so many readings, they are told at once.
    let facts: String = (0..7)
        .map(|at| format!("fact f{at} : int \"number {at}\"\n"))
        .collect();
    let parts: Vec<String> = (0..7)
        .map(|at| format!("(if r{at} = a then f{at} else 0)"))
        .collect();
    let last = "reading last \"Which at last?\" { a \"a\", b \"b\" }\n";
    let asked = format!("if last = a then {} else 0", parts.join(" + "));
    let rules = format!("{}\n{facts}{last}", sum_of_readings(7));
    let (code, out, _) = eval_with(&rules, "{}", &["--ask", &asked]);
    assert_eq!(code, 3, "{out}");
    assert_eq!(out.matches("\nUNDETERMINED\n").count(), 1, "{out}");
    assert_eq!(
        folded(&out).matches("ELSE 0, IS 0 With").count(),
        1,
        "{out}"
    );
}

/// Which of two answers comes out hangs on each of ten readings: there is no shorter way to say on
/// which.
#[test]
fn regions_of_many_readings_are_told_as_they_are() {
    let readings: String = (0..10)
        .map(|at| format!("reading r{at} \"Which {at}?\" {{ a \"a\", b \"b\" }}\n"))
        .collect();
    let odd = (1..10).fold("r0 = a".to_owned(), |odd, at| {
        format!("(({odd}) != (r{at} = a))")
    });
    let (code, out, _) = eval_with(&readings, "{}", &["--ask", &odd, "--format", "json"]);
    assert_eq!(code, 0, "{out}");
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    for at in 0..2 {
        let groups = json.pointer(&format!("/answers/0/answers/{at}/readings"));
        assert_eq!(groups.unwrap().as_array().unwrap().len(), 512);
    }
}

/// An exemption that ended on either reading is over, whether or not the person would be exempt.
#[test]
fn a_life_that_is_over_on_every_reading_is_over() {
    let case = r#"{ "given": { "payment": "1006.67 crown", "year_rent": "10000 crown",
        "long_stay": false } }"#;
    let more = ["--reading", "rent_received=yearly", "--ask", "levy"];
    let (code, out) = eval_law(
        "levy",
        "2025-06-30",
        case,
        &[&more[..], &["--explain"]].concat(),
    );
    assert_eq!(code, 0, "{out}");
    // 5 percent of 1,000 crowns are 50, 8 percent of 6.67 crowns are 0.53: rounded down 50.
    for words in [
        "THE LEVY IS 50.00 CROWNS",
        "Here: in force up to 31 December 2024 at the latest.",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert!(!out.contains("It is open whether"), "{out}");
    let (_, out) = eval_law("levy", "2025-06-30", case, &more);
    assert!(!out.contains("may apply"), "{out}");
    // On 31 December 2024 the exemption is over on one reading alone.
    let (code, out) = eval_law("levy", "2024-12-31", case, &more);
    assert!(code == 3 && out.contains("may apply"), "{out}");
    let rules = r#"reading r "Which?" { one "one", two "two" }
        fact p : bool "p" no "not p"
        term fee : int "fee" otherwise 1
        rule later "Later" {
            assumed "later"
            from if r = one then 2024-03-02 else 2025-01-01
            when p
            then fee = 2
        }"#;
    let (code, out, _) = eval_with(rules, "{}", &["--ask", "fee"]);
    let words = "Later in force from 2 March 2024 at the earliest";
    assert!(code == 0 && folded(&out).contains(words), "{out}");
}

/// The same answer for different reasons: the reasons are given for one of them.
#[test]
fn a_certain_answer_has_certain_reasons() {
    let rules = r#"reading r "Which?" { one "one", two "two" }
        fact p : bool "is p" no "is not p"
        term fee : int "fee" otherwise 1
        rule ended "Ended" {
            assumed "ended"
            until if r = one then 2024-01-01 else 2026-01-01
            when r = one and p
            then fee = 2
        }"#;
    let (code, out, _) = eval_with(rules, "{}", &["--ask", "fee", "--explain"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("THE FEE IS 1 on every reading"), "{out}");
    assert!(out.contains("in force up to 31 December 2023"), "{out}");
    let (_, out, _) = eval_with(rules, "{}", &["--ask", "fee"]);
    assert!(out.contains("These rules do not apply"), "{out}");
    assert!(!out.contains("whether the person is p"), "{out}");
}

/// What is true of one child is said of that child.
#[test]
fn reasons_speak_of_the_element() {
    let case = r#"{ "given": { "single": true, "children": [
        { "born": "2015-03-01", "in_school": true }, { "born": "2017-05-09" } ] },
        "nothing_else": true }"#;
    let (code, out) = eval_law(
        "family_pass",
        "2026-06-30",
        case,
        &["--explain", "--ask", "free_meals"],
    );
    assert_eq!(code, 0, "{out}");
    for words in [
        "The first child attends school.",
        "the number of meals of the first child is 5",
        "“Meals of a child at school” does not apply to the second child.",
        "The person is a single parent and has 2 or more children",
    ] {
        assert!(folded(&out).contains(words), "{words}: {out}");
    }
    assert!(!out.contains("The person attends school"), "{out}");
}

/// A supplement on a base, written as GRAMMAR recommends it.
const SUPPLEMENT: &str = r#"
    term total : int "total"
    rule base "Base" { assumed "the base" then total = 5 }
    rule plus "Supplement" despite base {
        assumed "the supplement"
        then total = (total without plus) + 50
    }"#;

#[test]
fn a_rule_that_builds_on_another_tells_it() {
    // Without questions: it is a term that the law comes to.
    let (code, out, _) = eval_with(SUPPLEMENT, "{}", &["--explain"]);
    assert_eq!(code, 0, "{out}");
    for words in [
        "THE TOTAL IS 55",
        "Here: “Supplement” prevails.",
        "Here: the total is 55.",
        "Base. assumed: the base Here: but for “Supplement”, the total is 5.",
        "1 question: 1 answered",
    ] {
        assert!(folded(&out).contains(words), "{words}: {out}");
    }
}

/// That a rule asks for something without itself is nothing that the question leaves out.
#[test]
fn what_a_rule_asks_without_itself_is_told_of_no_rule() {
    let rules = "fact poor : bool \"is poor\" no \"is not poor\" ask \"Are you poor?\"
        term fee : int \"fee\" ask \"What is the fee?\" otherwise 0
        rule full \"Full\" { assumed \"f\" then fee = 10 }
        rule half \"Half\" despite full {
            assumed \"h\" when poor then fee = (fee without half) - 5
        }";
    let told = |case: &str, more: &[&str]| folded(&eval_with(rules, case, more).1);
    let open = told("{}", &[]);
    for rule in ["Full", "Half"] {
        let words = format!("{rule} depends on whether the person is poor");
        assert!(open.contains(&words), "{words}: {open}");
    }
    let poor = told(r#"{"given": {"poor": true}}"#, &[]);
    for words in [
        "These rules apply Half assumed",
        "These rules do not apply Full “Half” prevails",
    ] {
        assert!(poor.contains(words), "{words}: {poor}");
    }
    // The question itself does leave it out.
    let without = told(
        r#"{"given": {"poor": true}}"#,
        &["--ask", "fee without half = 10"],
    );
    assert!(
        without.contains("Half the question leaves it out"),
        "{without}"
    );
}

#[test]
fn questions_are_shown_on_one_line_and_may_begin_with_a_minus() {
    let (code, out, _) = eval_with(
        SUPPLEMENT,
        "{}",
        &["--ask", "-total", "--ask", "total\n  + 1"],
    );
    assert_eq!(code, 0, "{out}");
    for words in ["IS −55 ", " -total ━━\n", "IS 56 ", " total + 1 ━━\n"] {
        assert!(out.contains(words), "{words}: {out}");
    }
}

#[test]
fn what_the_law_comes_to_suggests_itself() {
    let case = r#"{ "given": { "status": "foreigner", "tall": false }, "nothing_else": true }"#;
    let (code, out, _) = eval(case, &[]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("THE FEE IS 7"), "{out}");
    assert!(!out.contains("Not told"), "{out}");
    // Of a citizen who is not tall the law says nothing of a fee.
    let case = r#"{ "given": { "status": "citizen" }, "nothing_else": true }"#;
    let (code, out, _) = eval(case, &[]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("pass is within reach ━━"), "{out}");
    assert!(!out.contains(" fee ━━"), "{out}");
    assert!(
        out.contains("Not told: no rule says anything here of the fee."),
        "{out}"
    );
    let (_, out, _) = eval(case, &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        json.pointer("/not_told").unwrap(),
        &serde_json::json!(["fee"])
    );
    // Asked for, it is a gap.
    let (code, out, _) = eval(case, &["--ask", "fee"]);
    assert!(code == 3 && out.contains("GAP in this text"), "{out}");
    assert!(!out.contains("Not told"), "{out}");
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
fn what_came_out_is_told_with_what_was_compared() {
    let cases = r#"
        currency crown "crowns" minor 2
        fact income : crown "income"
        fact filed : date "day of filing"
        term t : int "t" otherwise 0
        rule r "R" { assumed "x" when income > 500 crown and filed >= 2024-03-01 then t = 10 }
        case above { on 2024-03-01 given income = 500.50 crown, filed = 2024-03-01
            expect t = 3
            expect t < 10 on 2024-03-02
            expect t < 9 and t >= 10
            expect not (t = 10)
            expect filed >= 2024-03-02
            expect income >= 501 crown }
        case below { on 2024-03-01 given income = 100.50 crown, filed = 2024-02-01 expect t = 10 }
    "#;
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.kzrule"), cases).unwrap();
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .arg("test")
        .arg(folder.path())
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let words: Vec<&str> = out.split_whitespace().collect();
    let out = words.join(" ");
    for words in [
        "Came out the t is not 3: the t is 10 ",
        "the t is 10 or more on the facts of 2 March 2024: the t is 10 ",
        "the t is 9 or more or the t is less than 10: the t is 10 ",
        "Came out the t is 10 ",
        "is earlier than 2 March 2024: the day of filing is 1 March 2024 ",
        "is less than 501.00 crowns: the income is 500.50 crowns ",
        "or less: 100.50 crowns",
        "Came out the t is not 10: the t is 0 ",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
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

const EXPRESSIONS: &str = r#"
currency crown "crowns" minor 2
enum Count { one "one", two "two", three "three" }
fact n : int "number of things"
fact m : int "number of others"
fact many : Count "count"
fact payment : crown "payment"
fact adult : bool "is of age" no "is not of age"
reading rent "Which rent counts?" { yearly "the rent of the year", single "the single payment" }
reading leap "Whose birthday?" given rent = single { march "on 1 March", february "on 28 February" }
act statute "Statute" { in force 2024-01-01 assumed "it began in 2024" }
define half "half of the number" = n / 2
define twice "double of the number" = n * 2
define third_day "third day" = born + 2 days
define unnamed = n * 3
term charge : int "charge for an entry, in crowns" otherwise 4
rule more "More for all" in statute { assumed "the tall pay more" when tall then charge = 5 }
term toll : int "toll" otherwise 4
rule dear "Dear, for all" in statute { assumed "the tall pay more" when tall then toll = 5 }
term levy : crown "levy" otherwise 0 crown
record child "a child" {
    birth : date "date of birth" yes "born on",
    cost : int "cost",
    disabled : bool "is disabled" no "is not disabled",
}
list children : child "children" up to 3
"#;

const GIVEN: &str = r#"{ "given": { "status": "foreigner", "born": "2000-01-01", "tall": true,
    "n": 12345, "m": 7, "many": "two", "payment": "1200 crown", "adult": false,
    "children": [{ "birth": "2015-03-01", "cost": 3, "disabled": true },
                 { "birth": "2017-03-01", "cost": 5, "disabled": false }] } }"#;

/// What is told at the head of the answer to a question, where one reading is taken.
fn told(question: &str) -> String {
    let arguments = [
        "eval",
        ".",
        "--case",
        "case.json",
        "--on",
        "2024-06-01",
        "--reading",
        "rent=single",
        "--reading",
        "age=sixteen",
        "--reading",
        "leap=march",
        "--ask",
        question,
    ];
    let (code, out, err) = run(EXPRESSIONS, GIVEN, &arguments);
    assert!(matches!(code, 0 | 3), "{question}: {out}{err}");
    let head: Vec<&str> = out
        .lines()
        .filter_map(|line| line.strip_prefix("━━ "))
        .map(|line| line.split(" ━").next().unwrap_or_default().trim())
        .collect();
    head.join(" ")
}

fn all_told(questions: &[(&str, &str)]) {
    for (question, words) in questions {
        let told = told(question);
        assert_eq!(told, words.to_uppercase(), "{question}");
    }
}

#[test]
fn the_least_and_the_greatest_are_told_as_they_are_written() {
    all_told(&[
        (
            "min(n, 5, m)",
            "the least of the number of things, 5, and the number of others is 5",
        ),
        ("min(5, n)", "the lesser of 5 and the number of things is 5"),
        ("max(1, 2)", "the greater of 1 and 2 is 2"),
        (
            "max(n, n)",
            "the greater of the number of things and the number of things is 12,345",
        ),
        (
            "min(min(n, 8), min(m, 9))",
            "the least of the number of things, 8, the number of others, and 9 is 7",
        ),
        (
            "min(max(n, 3), 7, m)",
            "the least of (the greater of the number of things and 3), 7, and the number of others is 7",
        ),
        (
            "max(born, 2020-01-01) + 1 day",
            "the day 1 day after the later of the date of birth and 1 January 2020 is 2 January 2020",
        ),
        (
            "min(n, m) < 5",
            "the lesser of the number of things and the number of others is 5 or more",
        ),
        (
            "if n <= 5 then n else 5",
            "the lesser of 5 and the number of things is 5",
        ),
        (
            "min(n, m) * 2",
            "(the lesser of the number of things and the number of others) times 2 is 14",
        ),
        (
            "2 * min(n, m)",
            "2 times the lesser of the number of things and the number of others is 14",
        ),
        (
            "2 * min(n, m) - 1",
            "(2 times the lesser of the number of things and the number of others) minus 1 is 13",
        ),
    ]);
}

#[test]
fn constants_are_told_as_their_values() {
    all_told(&[
        ("5", "5"),
        ("false", "no"),
        ("true", "yes"),
        ("false and tall", "no"),
        ("commencement of statute", "1 January 2024"),
        ("tall and true", "the person is tall"),
        ("adult = true", "the person is not of age"),
        ("adult = false", "the person is not of age"),
    ]);
}

#[test]
fn brackets_stand_where_something_else_would_be_read() {
    all_told(&[
        (
            "(n + 1) * 2",
            "(the number of things plus 1) times 2 is 24,692",
        ),
        ("n * 2 + 1", "the number of things times 2 plus 1 is 24,691"),
        (
            "n - (m - 1)",
            "the number of things minus (the number of others minus 1) is 12,339",
        ),
        (
            "n - m - 1",
            "the number of things minus the number of others minus 1 is 12,337",
        ),
        (
            "n + (m - 1)",
            "the number of things plus the number of others minus 1 is 12,351",
        ),
        (
            "0 - (n + 1)",
            "0 minus (the number of things plus 1) is −12,346",
        ),
        (
            "m / (m / 3)",
            "the number of others divided by (the number of others divided by 3) is 3",
        ),
        (
            "m / 7 / 2",
            "the number of others divided by 7 divided by 2 is 0.5",
        ),
        (
            "(if tall then 1 else 2) + m",
            "(1 (where the person is tall), else 2) plus the number of others is 8",
        ),
        (
            "(age of born) + 1",
            "(the full years from the date of birth to the day) plus 1 is 25",
        ),
        (
            "(count children where child.disabled) + 1",
            "(the number of children of whom each is disabled) plus 1 is 2",
        ),
    ]);
}

#[test]
fn a_define_is_told_by_its_noun() {
    all_told(&[
        ("half", "the half of the number is 6,172.5"),
        ("twice", "the double of the number is 24,690"),
        ("twice * 2", "the double of the number times 2 is 49,380"),
        ("twice < 7", "the double of the number is 7 or more"),
        ("third_day", "the third day is 3 January 2000"),
        ("unnamed", "the number of things times 3 is 37,035"),
    ]);
}

#[test]
fn what_lists_come_to() {
    all_told(&[
        (
            "max of child.birth for children where child.disabled otherwise 2020-01-01",
            "the latest date of birth of any child who is disabled, else 1 January 2020, is 1 March 2015",
        ),
        (
            "min of child.cost for children",
            "the least cost of any child is 3",
        ),
        (
            "max of (child.cost * 2) for children",
            "the greatest value of (the cost times 2) of any child is 10",
        ),
        (
            "sum of (child.cost + 1) for children",
            "the sum of (the cost plus 1) over all children is 10",
        ),
    ]);
}

#[test]
fn readings_are_told_by_question_and_answer() {
    all_told(&[
        (
            "rent = single",
            "“Which rent counts?” is answered “the single payment”",
        ),
        (
            "rent = yearly",
            "“Which rent counts?” is answered “the single payment”",
        ),
        (
            "rent = single and tall",
            "the person is tall and “Which rent counts?” is answered “the single payment”",
        ),
        ("leap", "“Whose birthday?” is answered “on 1 March”"),
        (
            "leap = february",
            "“Whose birthday?” is answered “on 1 March”",
        ),
        (
            "levy with {rent = yearly}",
            "the levy, supposing that “Which rent counts?” is answered “the rent of the year”, is 0.00 crowns",
        ),
        (
            "if rent = yearly then 1 else 2",
            "1 (where “Which rent counts?” is answered “the rent of the year”), else 2, is 2",
        ),
        (
            "if many in {one, two} then 1 else 2",
            "1 (where the person has the count “one” or has the count “two”), else 2, is 1",
        ),
    ]);
}

#[test]
fn it_is_told_which_clock_is_moved() {
    all_told(&[
        (
            "levy on 2023-01-01",
            "the levy on the facts of 1 January 2023 is 0.00 crowns",
        ),
        (
            "levy governed by 2023-01-01",
            "the levy by the law of 1 January 2023 is 0.00 crowns",
        ),
        (
            "levy on 2023-01-01 governed by 2022-01-01",
            "the levy on the facts of 1 January 2023 by the law of 1 January 2022 is 0.00 crowns",
        ),
        (
            "(levy + 5 crown) on 2023-01-01",
            "(the levy plus 5.00 crowns) on the facts of 1 January 2023 is 5.00 crowns",
        ),
        (
            "grown on 2010-01-01",
            "the person is not grown up on the facts of 1 January 2010",
        ),
    ]);
}

#[test]
fn commas_currencies_and_days() {
    all_told(&[
        ("charge", "the charge for an entry, in crowns, is 5"),
        (
            "charge + 1",
            "the charge for an entry, in crowns, plus 1 is 6",
        ),
        (
            "charge without more",
            "the charge for an entry, in crowns, but for “More for all” is 4",
        ),
        // A comma of a heading is closed by none.
        ("toll without dear", "the toll but for “Dear, for all” is 4"),
        (
            "payment / 7 rounded up to 50 crown",
            "the payment divided by 7, rounded up to a multiple of 50.00 crowns, is 200.00 crowns",
        ),
        (
            "payment / 7 rounded down to 1 crown",
            "the payment divided by 7, rounded down to whole crowns, is 171.00 crowns",
        ),
        ("n < 12500", "the number of things is less than 12,500"),
        (
            "days from 2024-05-30 until day",
            "the number of days from 30 May 2024 up to but not including the day is 2",
        ),
        (
            "days from 2024-05-30 through day",
            "the number of days from 30 May 2024 up to and including the day is 3",
        ),
    ]);
    let arguments = [
        "eval",
        ".",
        "--case",
        "case.json",
        "--on",
        "2024-06-01",
        "--explain",
        "--ask",
        "charge",
    ];
    let (_, out, _) = run(EXPRESSIONS, GIVEN, &arguments);
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        out.contains("the charge for an entry, in crowns, is 5"),
        "{out}"
    );
}

#[test]
fn what_is_given_is_told_in_the_words_of_a_case_file() {
    let rules = r#"
        holding visa "a visa" short "visa" yes "has a visa" no "has no visa" over time
        record kid "a kid" { inc : int "income" }
        list kids : kid "kids" up to 3
        define rich "is rich" no "is not rich" = any kids where (kid.inc > 5)
    "#;
    let case = r#"{ "given": { "visa": { "since": "2024-01-10" }, "kids": [{ "inc": 3 }, {}] },
        "ask": ["rich", "visa on 2020-01-01"] }"#;
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.kzrule"), rules).unwrap();
    fs::write(folder.path().join("case.json"), case).unwrap();
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .current_dir(&folder)
        .args([
            "eval",
            ".",
            "--case",
            "case.json",
            "--on",
            "2024-03-01",
            "--format",
            "json",
        ])
        .output()
        .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let given =
        serde_json::json!({ "visa": { "since": "2024-01-10" }, "kids": [{ "inc": 3 }, {}] });
    assert_eq!(json.get("given").unwrap(), &given);
    let missing = json.pointer("/answers/0/answers/0/missing").unwrap();
    assert_eq!(missing, &serde_json::json!(["kids[2].inc"]));
}

/// The answer of the first part of the only question, as JSON.
fn first_part(case: &serde_json::Value, day: &str, readings: &[String]) -> serde_json::Value {
    let mut more: Vec<&str> = vec!["--explain", "--format", "json"];
    for reading in readings {
        more.extend(["--reading", reading]);
    }
    let (_, printed) = eval_law("kz", day, &case.to_string(), &more);
    let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
    printed["answers"][0]["answers"][0].clone()
}

#[test]
fn every_nearest_miss_is_one() {
    let case = serde_json::json!({
        "given": { "status": "foreigner", "born": "1985-06-15", "needs_visa": true, "evisa_open": true },
        "nothing_else": true,
        "ask": ["visa is within reach"],
    });
    let fixed = [
        "until_day=exclusive".to_owned(),
        "precondition=blocks".to_owned(),
    ];
    let answer = first_part(&case, "2025-07-01", &fixed);
    let misses = answer["outline"]["nearest_misses"]["misses"]
        .as_array()
        .unwrap()
        .clone();
    let named: Vec<&str> = misses
        .iter()
        .map(|miss| miss["name"].as_str().unwrap())
        .collect();
    for name in ["day", "born", "needs_visa", "presence", "registration"] {
        assert!(named.contains(&name), "{name} {named:?}");
    }
    for miss in &misses {
        let (mut other, mut day) = (case.clone(), "2025-07-01".to_owned());
        if miss["name"] == "day" {
            day = miss["value"].as_str().unwrap().to_owned();
        } else {
            other["given"][miss["name"].as_str().unwrap()] = miss["value"].clone();
        }
        let readings = miss["readings"].as_object().unwrap();
        let also = readings
            .iter()
            .map(|(name, choice)| format!("{name}={}", choice.as_str().unwrap()));
        let all: Vec<String> = fixed.iter().cloned().chain(also).collect();
        assert_eq!(first_part(&other, &day, &all)["answer"], "yes", "{miss}");
    }
    // One day earlier than the last of the suspension is not told, since the nearest is.
    let days = named.iter().filter(|name| **name == "day").count();
    assert_eq!(days, 1, "{named:?}");
}

/// The suspension of lines 38 to 41 is an exception to whoever obtains a visa another way, and is over
/// since July 2025.
#[test]
fn an_exception_for_another_choice_is_told_with_its_last_day() {
    let at_an_establishment = r#"{ "given": { "status": "foreigner", "born": "1985-06-15" },
        "nothing_else": true, "step": { "obtain_visa": ["foreign_establishment"] },
        "ask": ["register is due"] }"#;
    let (_, out) = eval_law("kz", "2024-03-18", at_an_establishment, &["--explain"]);
    let exceptions = folded(out.split("AND NO EXCEPTION APPLIES").nth(1).unwrap());
    for words in [
        "– Airport and electronic visas, last day 1 July 2025 at the latest.",
        "lines 38–41 Here: obtains a visa at a foreign establishment.",
    ] {
        assert!(exceptions.contains(words), "{out}");
    }
    let since = "Here: a foreigner born on 15 June 1985; 16 since 15 June 2001 or 16 June 2001.";
    assert!(out.contains(since), "{out}");
    let electronically = r#"{ "given": { "status": "foreigner", "born": "1985-06-15", "evisa_open": true },
        "nothing_else": true, "ask": ["obtain_visa(electronic) is possible"] }"#;
    let fixed = ["--explain", "--reading", "until_day=exclusive"];
    let (_, out) = eval_law("kz", "2025-07-01", electronically, &fixed);
    assert!(
        folded(&out).contains("(Airport and electronic visas: last day 30 June 2025) lines 38–41"),
        "{out}"
    );
}

/// Of an exemption on which it depends, it is said on what.
#[test]
fn an_exemption_that_is_open_stands_in_the_way() {
    let ask = ["--explain", "--ask", "lease is within reach"];
    let (_, out) = eval_law("dwelling", "2025-10-01", r#"{ "given": {} }"#, &ask);
    let open = "(A lease from a member of the family: depends on the line 22 \
                relative who offers a dwelling in Lindmoor)";
    assert!(folded(&out).contains(open), "{out}");
}
