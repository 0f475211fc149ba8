//! Interviews: what is asked in which order, what is understood, what comes of it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

fn rules(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    folder.join(name).to_string_lossy().into_owned()
}

/// Asks, with these answers: what is said, what is complained, and the exit code.
fn said(arguments: &[&str], answers: &str) -> (String, String, i32) {
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .arg("ask")
        .args(arguments)
        .write_stdin(answers)
        .output()
        .unwrap();
    (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
        output.status.code().unwrap(),
    )
}

fn as_json(arguments: &[&str], answers: &str) -> (Value, i32) {
    let arguments = [arguments, &["--format", "json"]].concat();
    let (out, _, exit) = said(&arguments, answers);
    (serde_json::from_str(&out).unwrap(), exit)
}

/// What was asked for, in the order asked, with the answers.
fn asked(told: &Value) -> Vec<(String, Value)> {
    let asked = told["interview"]["asked"].as_array().unwrap();
    let one = |one: &Value| {
        (
            one["of"].as_str().unwrap().to_owned(),
            one["answer"].clone(),
        )
    };
    asked.iter().map(one).collect()
}

fn answer(told: &Value) -> &Value {
    &told["answers"][0]["answers"][0]
}

#[test]
fn one_answer_settles_the_levy() {
    // Whoever lives in the dwelling is exempt: nothing else is asked.
    let levy = rules("levy");
    let (told, exit) = as_json(&[&levy, "levy", "--on", "2024-12-30"], "yes\n");
    assert_eq!(asked(&told), [("lives_there".to_owned(), json!(true))]);
    assert_eq!(answer(&told)["value"], json!("0.00 crown"));
    assert_eq!(told["interview"]["finished"], json!(true));
    let not_asked = told["interview"]["not_asked"].as_array().unwrap();
    assert!(not_asked.contains(&json!("payment")), "{not_asked:?}");
    // What decides is what was answered; the rule on long stays is lifted by it.
    let told = told["interview"]["needless"].as_array().unwrap();
    let of_rule =
        "“Stays of more than one month” does not apply: lifted by “Whoever lives in the dwelling”.";
    assert_eq!(
        told,
        &[
            json!({
                "of": ["payment", "year_rent"],
                "because": ["The result stands whatever else is answered: the person lives in the dwelling."],
            }),
            json!({ "of": ["long_stay"], "because": [of_rule] }),
        ]
    );
    assert_eq!(exit, 0);
}

/// Before the ordinance is in force nothing is asked, and all that could be is listed. The payment is asked for by
/// more rules than are named beside a question; an exception falls with what it is an exception to.
#[test]
fn what_is_asked_of_nobody_is_told_with_its_reason() {
    let levy = rules("levy");
    let (told, exit) = as_json(&[&levy, "levy", "--on", "2023-06-01"], "");
    assert_eq!((asked(&told), exit), (Vec::new(), 0));
    let needless = told["interview"]["needless"].as_array().unwrap();
    let because = |name: &str| {
        let has = |one: &&Value| one["of"].as_array().unwrap().contains(&json!(name));
        needless.iter().find(has).map(|one| one["because"].clone())
    };
    let out = "“Stays of more than one month” does not apply: in force from 1 January 2024.";
    assert_eq!(because("long_stay"), Some(json!([out])));
    let none =
        "On this day the result stands whatever is answered: none of the rules on it applies.";
    assert_eq!(because("payment"), Some(json!([none])));
    assert_eq!(
        because("lives_there"),
        Some(json!([
            "“Whoever lives in the dwelling” is an exception to “Levy on short stays” and \
             “Stays of more than one month” alone.",
            "“Levy on short stays” and “Stays of more than one month” do not apply: in force from \
             1 January 2024.",
        ]))
    );
}

#[test]
fn the_step_is_asked_for_where_it_matters() {
    let kz = rules("kz");
    let goal = [&kz, "register is due", "--on", "2025-07-15"];
    let folder = TempDir::new().unwrap();
    let saved = folder.path().join("visa.kzrule");
    let save = ["--save", saved.to_str().unwrap()];
    let answers = "obtain_visa\nelectronic\nforeigner\n1985-06-15\nno\n";
    let (told, exit) = as_json(&[&goal[..], &save].concat(), answers);
    assert_eq!(
        asked(&told),
        [
            ("step".to_owned(), json!("obtain_visa")),
            ("channel".to_owned(), json!("electronic")),
            ("status".to_owned(), json!("foreigner")),
            ("born".to_owned(), json!("1985-06-15")),
            ("registration".to_owned(), json!(false)),
        ]
    );
    assert_eq!((answer(&told)["answer"].clone(), exit), (json!("yes"), 0));
    assert_eq!(told["step"]["procedure"], json!("obtain_visa"));
    let case = fs::read_to_string(&saved).unwrap();
    assert!(
        case.contains("    step obtain_visa(electronic)\n"),
        "{case}"
    );
    // No step: nothing is due, and it is said why.
    let (out, _, exit) = said(&goal, "none of these\n");
    assert!(out.contains("The case    A person takes no step."), "{out}");
    assert!(out.contains("about another step"), "{out}");
    assert_eq!(exit, 0);
    // What is not known leaves it open, and is no case of a person who takes none.
    let other = folder.path().join("other.kzrule");
    let save = ["--save", other.to_str().unwrap()];
    let (out, complained, exit) = said(&[&goal[..], &save].concat(), "");
    assert!(out.contains("–  what the person is about to do,"), "{out}");
    assert!(
        complained.contains("it is not known what the person is about to do"),
        "{complained}"
    );
    assert_eq!((other.exists(), exit), (false, 2));
    // Where it does not matter, it is not asked for.
    let (told, _) = as_json(&[&kz, "visa is within reach", "--on", "2025-07-15"], "");
    let asked = asked(&told);
    assert!(asked.iter().all(|(of, _)| of != "step"), "{asked:?}");
}

#[test]
fn amounts_are_read_as_they_are_written() {
    // 5 percent of the first 1,000 crowns and 8 percent of 12.50 above: 51 crowns.
    let levy = rules("levy");
    for payment in ["1,012.50", "1012.50 crown", "1012.5"] {
        let (told, exit) = as_json(
            &[&levy, "levy", "--on", "2024-06-01"],
            &format!("no\n{payment}\n10000\nno\n"),
        );
        // Under one reading each payment is compared with the limit, and no levy is owed.
        let parts = told["answers"][0]["answers"].as_array().unwrap();
        let owed = parts.iter().any(|part| part["value"] == "51.00 crown");
        assert!(owed, "{payment} {told:#}");
        assert_eq!(exit, 0);
    }
}

#[test]
fn what_is_no_answer_is_asked_again() {
    let levy = rules("levy");
    let answers = "perhaps\n?\nback\nno\nmuch\n1,01\n1000.505\n1.000\n3 thaler\n1000\n10000\nno\n";
    let (out, complained, exit) = said(&[&levy, "levy", "--on", "2024-06-01"], answers);
    for message in [
        "That is none of the answers. Type a number from 1 to 2.",
        "“yes” settles it: the levy is 0.00 crowns.",
        "There is no question before this one.",
        "“much” is no exact number.",
        "“1,01” is no exact number.",
        "There are at most 2 decimal places here.",
        "“thaler” is not what is asked for",
        "THE LEVY IS 50.00 CROWNS",
    ] {
        assert!(out.contains(message), "{message} in {out}");
    }
    assert_eq!((complained.as_str(), exit), ("", 0));
}

#[test]
fn whoever_looks_for_the_end_is_told_of_it() {
    let levy = rules("levy");
    let arguments = [levy.as_str(), "levy", "--on", "2024-06-01"];
    let (out, ..) = said(&arguments, "no\nquit\n");
    let message = "Ctrl-D ends the questions and answers with what is given";
    assert_eq!(out.matches(message).count(), 1, "{out}");
}

#[test]
fn of_a_long_line_the_beginning_is_repeated() {
    let levy = rules("levy");
    let arguments = [levy.as_str(), "levy", "--on", "2024-06-01"];
    let (out, ..) = said(&arguments, &format!("no\n{}\n", "1".repeat(300)));
    let message = format!("“{}…” is no exact number.", "1".repeat(40));
    assert!(out.contains(&message), "{out}");
}

#[test]
fn a_line_that_is_too_long_is_no_answer() {
    let levy = rules("levy");
    let arguments = [levy.as_str(), "levy", "--on", "2024-12-30"];
    // Neither its beginning nor its end is one: a line ends where it ends.
    for long in ["yes ".repeat(20_000), format!("{}yes", " ".repeat(65_536))] {
        let (told, exit) = as_json(&arguments, &format!("{long}\nyes\n"));
        assert_eq!(asked(&told), [("lives_there".to_owned(), json!(true))]);
        assert_eq!(exit, 0);
        let (out, ..) = said(&arguments, &format!("{long}\nyes\n"));
        let message = "That is no answer: a line has at most 65536 bytes.";
        assert_eq!(out.matches(message).count(), 1, "{out}");
    }
    // As long as a line may be, with its end.
    let (told, _) = as_json(&arguments, &format!("{}yes\n", " ".repeat(65_532)));
    assert_eq!(asked(&told), [("lives_there".to_owned(), json!(true))]);
}

#[test]
fn back_takes_the_last_answer_back() {
    let levy = rules("levy");
    let (told, _) = as_json(&[&levy, "levy", "--on", "2024-12-30"], "no\nback\nyes\n");
    assert_eq!(asked(&told), [("lives_there".to_owned(), json!(true))]);
    // The day itself, where it was asked for.
    let (told, _) = as_json(
        &[&levy, "levy"],
        "2024-12-30\nback\n29 December 2024\nyes\n",
    );
    assert_eq!(told["day"], json!("2024-12-29"));
}

#[test]
fn the_day_is_asked_for_where_it_is_not_named() {
    let levy = rules("levy");
    let (out, _, exit) = said(&[&levy, "levy"], "\ntoday\n2024-12-30\nyes\n");
    assert!(
        out.contains("No answer can be given without a day."),
        "{out}"
    );
    assert!(out.contains("“today” is no day of the calendar."), "{out}");
    assert_eq!(exit, 0);
    let (_, complained, exit) = said(&[&levy, "levy"], "");
    assert!(complained.contains("--on DAY"), "{complained}");
    assert_eq!(exit, 2);
}

#[test]
fn where_answers_end_it_is_said_what_can_be_said() {
    let pass = rules("family_pass");
    let arguments = [pass.as_str(), "pass", "--on", "2025-09-01"];
    let (told, exit) = as_json(&arguments, "3\n2018-06-15\n");
    assert_eq!(answer(&told)["answer"], json!("undetermined"));
    assert_eq!(told["interview"]["finished"], json!(false));
    assert_eq!(
        told["given"],
        json!({ "children": [{ "born": "2018-06-15" }, {}, {}] })
    );
    assert_eq!(exit, 3);
    // Nobody without children has a pass.
    let (told, exit) = as_json(&arguments, "0\n");
    assert_eq!(answer(&told)["answer"], json!("no"));
    assert_eq!(
        (told["interview"]["finished"].clone(), exit),
        (json!(true), 0)
    );
    // A list that is too long is refused.
    let (out, ..) = said(&arguments, "5\n0\n");
    assert!(out.contains("Type a number from 0 to 4"), "{out}");
}

#[test]
fn what_is_not_known_is_not_asked_again() {
    let pass = rules("family_pass");
    let (told, exit) = as_json(&[&pass, "pass", "--on", "2025-09-01"], "I don’t know\n\n\n");
    let asked = asked(&told);
    assert_eq!(asked[0], ("children".to_owned(), Value::Null));
    let mut names: Vec<&String> = asked.iter().map(|(name, _)| name).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), asked.len());
    assert_eq!(told["interview"]["finished"], json!(true));
    assert_eq!(exit, 3);
}

/// Answers of the interview are a case that the rules pass with.
#[test]
fn saved_answers_are_a_case() {
    let folder = TempDir::new().unwrap();
    for (law, goal, day, answers, wanted) in [
        ("levy", "levy", "2024-12-30", "yes\n", "given lives_there\n"),
        (
            "family_pass",
            "pass",
            "2025-09-01",
            "3\n2018-06-15\n",
            "given children = [{born = 2018-06-15",
        ),
        (
            "family_pass",
            "pass",
            "2025-09-01",
            "\n\n",
            "expect pass is undetermined",
        ),
    ] {
        let layer = folder.path().join(format!("{law}_{}", answers.len()));
        let file = layer.join("mine.kzrule");
        fs::create_dir(&layer).unwrap();
        let (rules, file) = (rules(law), file.to_string_lossy().into_owned());
        let arguments = [rules.as_str(), goal, "--on", day, "--save", &file];
        said(&arguments, answers);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("case answers_mine \"Answers to"), "{text}");
        assert!(text.contains(wanted), "{text}");
        let tested = Command::cargo_bin("kzrule")
            .unwrap()
            .args(["test", &rules, "answers_mine", "--with"])
            .arg(&layer)
            .output()
            .unwrap();
        assert!(tested.status.success(), "{text}{tested:?}");
        // What is there already stays.
        let (_, complained, exit) = said(&arguments, answers);
        assert!(
            complained.contains("there is such a file already"),
            "{complained}"
        );
        assert_eq!(exit, 2);
    }
}

/// What would not come out as a case, or not be one, is not saved, and it is said why: that something holds
/// at no time, a question that no case may ask, a person of whom the rules do not speak.
#[test]
fn no_case_is_saved_that_would_fail() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("mine.kzrule");
    let law = folder.path().join("law");
    fs::create_dir(&law).unwrap();
    let text = r#"
        fact pupil : bool "is a pupil" no "is no pupil" ask "Are you a pupil?" over time
        fact age : int "age" ask "How old are you?"
        assume not_below "Nobody is younger." = age >= 0
        procedure register "register" does "registers" open
        term free : bool "rides free" no "does not ride free" otherwise false
        rule pupils { assumed "an example" when pupil then free = true }
        rule old { assumed "an example" when age > 100 then free = true }
    "#;
    fs::write(law.join("law.kzrule"), text).unwrap();
    let (law, file_name) = (law.to_str().unwrap(), file.to_str().unwrap());
    for (goal, answers, why) in [
        (
            "free on 2025-06-01",
            "\nnever\n",
            "that a person is no pupil at any time, a case says by `and nothing else` alone",
        ),
        (
            "register is overdue",
            "",
            "no rule gives `register` a deadline",
        ),
        ("age > 100", "-5\n", "the rules speak only of a person who"),
    ] {
        let arguments = [law, goal, "--on", "2025-12-31", "--save", file_name];
        let (_, complained, exit) = said(&arguments, answers);
        let why = format!("kzrule: no case is saved: {why}");
        assert!(complained.starts_with(&why), "{complained}");
        assert_eq!((exit, file.exists()), (2, false));
    }
}

/// Whoever names days that do not fit what was said of the day before is told of which day, and what.
#[test]
fn the_day_is_named_of_which_something_was_said() {
    let folder = TempDir::new().unwrap();
    let text = r#"
        fact pupil : bool "is a pupil" no "is no pupil" ask "Are you a pupil?" over time
        term free : bool "rides free" no "does not ride free" otherwise false
        rule pupils {
            assumed "an example"
            when pupil and days of pupil from 2025-01-01 until 2025-06-01 >= 100
            then free = true
        }
    "#;
    fs::write(folder.path().join("law.kzrule"), text).unwrap();
    let arguments = [
        folder.path().to_str().unwrap(),
        "free",
        "--on",
        "2025-06-30",
    ];
    let (told, complained, _) = said(&arguments, "yes\nsince 2025-07-01\n");
    let all = told + &complained;
    let wanted = "You said of 30 June 2025 that the person is a pupil: type back to change it.";
    assert!(all.contains(wanted), "{all}");
}

/// What is not mentioned in a case that says all was never so. Where all that matters is answered, nothing else
/// is said by it.
#[test]
fn what_never_was_is_saved() {
    let folder = TempDir::new().unwrap();
    let law = folder.path().join("law");
    fs::create_dir(&law).unwrap();
    let text = r#"
        fact pupil : bool "is a pupil" no "is no pupil" ask "Are you a pupil?" over time
        fact ill : bool "is ill" no "is not ill" ask "Are you ill?"
        term free : bool "rides free" no "does not ride free" otherwise false
        rule pupils { assumed "an example" when pupil then free = true }
        rule the_ill { assumed "an example" when ill and pupil then free = true }
    "#;
    fs::write(law.join("law.kzrule"), text).unwrap();
    let file = law.join("never.kzrule");
    let (law, file_name) = (law.to_str().unwrap(), file.to_str().unwrap());
    let goal = "free on 2025-06-01";
    let arguments = [law, goal, "--on", "2025-12-31", "--save", file_name];
    let (_, complained, exit) = said(&arguments, "never\n");
    assert_eq!((complained.as_str(), exit), ("", 0));
    let case = fs::read_to_string(&file).unwrap();
    assert!(
        case.contains("given not pupil, and nothing else\n"),
        "{case}"
    );
    assert!(case.contains("expect not (free on 2025-06-01)\n"), "{case}");
    let mut test = Command::cargo_bin("kzrule").unwrap();
    test.args(["test", law]).assert().success();
}

/// An answer from elsewhere is shown without what would work on a terminal, and a mark before the first is
/// passed over.
#[test]
fn what_is_typed_elsewhere_is_shown_in_plain() {
    let levy = rules("levy");
    let arguments = [levy.as_str(), "levy", "--on", "2024-12-30"];
    let (out, _, exit) = said(&arguments, "\u{FEFF}yes\n");
    assert!(
        out.contains("> yes\n") && !out.contains('\u{FEFF}'),
        "{out}"
    );
    assert_eq!(exit, 0);
    let (out, _, _) = said(&arguments, "y\u{1B}[31mes\nyes\n");
    assert!(out.contains("> y\u{FFFD}[31mes\n"), "{out}");
    assert!(!out.contains('\u{1B}'), "{out}");
}

/// What is saved can be read again: a parameter of yes or no stands in a case as it is written.
#[test]
fn a_step_of_yes_or_no_is_saved() {
    let folder = TempDir::new().unwrap();
    let (rules, file) = (folder.path(), folder.path().join("mine.kzrule"));
    let law = r#"
        event alarm(loud: bool) "be called" does "is called"
        procedure report "report" does "reports" open
        rule loud_one on alarm { assumed "an example" when loud then must report }
    "#;
    fs::write(rules.join("law.kzrule"), law).unwrap();
    let (rules, file) = (rules.to_str().unwrap(), file.to_str().unwrap());
    let on = ["--on", "2025-03-01", "--save", file];
    let (_, complained, exit) = said(&[&[rules, "report is due"], &on[..]].concat(), "1\n1\n");
    assert_eq!((complained.as_str(), exit), ("", 0));
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains("step alarm(yes)\n"), "{text}");
    let tested = Command::cargo_bin("kzrule")
        .unwrap()
        .args(["test", rules])
        .output()
        .unwrap();
    assert!(tested.status.success(), "{text}{tested:?}");
}

/// That a number is undetermined is no expectation. That it is undetermined whether it is this one is one, so
/// that the facts are kept.
#[test]
fn an_undetermined_number_is_saved() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("mine.kzrule");
    let levy = rules("levy");
    let path = file.to_str().unwrap();
    let on = ["--on", "2024-12-30", "--save", path];
    let (out, complained, exit) = said(&[&[levy.as_str(), "levy"], &on[..]].concat(), "\n");
    assert!(out.contains("UNDETERMINED"), "{out}");
    assert_eq!((complained.as_str(), exit), ("", 3));
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("expect levy = 0.00 crown is undetermined"),
        "{text}"
    );
    let tested = Command::cargo_bin("kzrule")
        .unwrap()
        .args(["test", &levy, "--with", path, "answers_mine"])
        .output()
        .unwrap();
    assert!(tested.status.success(), "{text}{tested:?}");
}

/// Of a number that is one of two, it is undetermined whether it is the one: it is no other.
#[test]
fn an_undetermined_number_is_one_that_a_rule_gives() {
    let folder = TempDir::new().unwrap();
    let law = folder.path().join("grace.kzrule");
    fs::write(
        &law,
        "fact late : bool \"is late\" no \"is not late\" ask \"Are you late?\"\n\
         term grace : int \"days of grace\" ask \"How many?\"\n\
         rule short \"Grace\" { assumed \"5 days\" then grace = 5 }\n\
         rule long \"More grace\" despite short { assumed \"10 for the late\" when late then grace = 10 }\n",
    )
    .unwrap();
    let file = folder.path().join("mine.kzrule");
    let (law, path) = (law.to_str().unwrap(), file.to_str().unwrap());
    let (_, complained, exit) = said(&[law, "grace", "--on", "2025-06-01", "--save", path], "\n");
    assert_eq!((complained.as_str(), exit), ("", 3));
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("expect grace = 5 is undetermined"), "{text}");
}

/// The question is what lacks where there is a path alone.
#[test]
fn a_path_is_no_question() {
    for rules in ["rules/levy", "rules/kz"] {
        let output = Command::cargo_bin("kzrule")
            .unwrap()
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["ask", rules])
            .output()
            .unwrap();
        let complained = String::from_utf8(output.stderr).unwrap();
        let wanted =
            format!("what is to be found out? Write it behind the path: kzrule ask {rules} ");
        assert!(complained.contains(&wanted), "{complained}");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn a_goal_that_means_nothing_is_refused() {
    let levy = rules("levy");
    let (out, complained, exit) = said(&[&levy, "levi", "--on", "2024-12-30"], "");
    assert_eq!((out.as_str(), exit), ("", 2));
    assert!(complained.contains("did you mean `levy`"), "{complained}");
}
