//! What `prove` says of small laws: each line a claim and its verdict.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;
use std::path::Path;

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

/// What `prove` tells of the claims of a law, in one line.
fn told(rules: &str) -> String {
    output("prove", rules, &[])
}

fn output(command: &str, rules: &str, arguments: &[&str]) -> String {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.kzrule"), rules).unwrap();
    output_in(folder.path(), command, arguments)
}

/// What a command says of the rules in a folder, in one line.
fn output_in(folder: &Path, command: &str, arguments: &[&str]) -> String {
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .arg(command)
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Whether each of these is in the text, and none of those.
fn contains(text: &str, wanted: &[&str], unwanted: &[&str]) {
    for part in wanted {
        assert!(text.contains(part), "missing: {part}\n{text}");
    }
    for part in unwanted {
        assert!(!text.contains(part), "told: {part}\n{text}");
    }
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
fn what_is_supposed_to_last_through_a_day_holds_on_it() {
    check(
        "fact insured : bool \"is insured\" no \"is not insured\" over time
         prove on_it { from 2024-01-11 until 2024-01-12
             claim insured with {insured through 2024-01-11} }
         prove behind_it { from 2024-01-12 claim not insured with {insured through 2024-01-11} }
         prove before_it { from 2024-01-10 until 2024-01-11
             claim insured with {insured through 2024-01-11} }",
        &[
            "proved; proved on all",
            "proved; proved on all",
            "refuted; refuted on all",
        ],
    );
}

/// The child is told that makes the age of a child have no result, and that it is of a child.
#[test]
fn the_element_that_has_no_result_is_told() {
    let text = told(
        r#"
        record child "a child" { born : date "date of birth" yes "born on" usually 2015-06-15, }
        list children : child "children" ask "How many?" up to 3
        term fee : int "fee" otherwise 0
        rule full "Full" { assumed "f" then fee = 1 + count children where (age of child.born < 12) }
        prove p { from 2024-01-01 until 2024-01-02 claim fee >= 1 expect refuted }
        "#,
    );
    contains(
        &text,
        &[
            "has a child (born on 2 January 2024).",
            "Of a child, “the full years from the date of birth to the day” has no result",
        ],
        &["for a person."],
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

/// Between the first and the last day on which a claim fails, it may hold.
#[test]
fn two_stretches_of_days_are_not_told_as_one() {
    let text = told(
        r#"
        term t : int "t" otherwise 0
        rule r2 "R2" { assumed "x" from 2026-01-01 until 2026-02-01 then t = 1 }
        rule r3 "R3" { assumed "x" from 2028-01-01 until 2028-02-01 then t = 1 }
        prove z { claim t = 0 expect refuted }
        prove y { from 2028-01-01 until 2028-02-01 claim t = 0 expect refuted }
        prove x { from 2026-01-31 until 2026-06-01 claim t = 0 expect refuted }
        "#,
    );
    contains(
        &text,
        &[
            "It fails first on 1 January 2026 and last on 31 January 2028, and holds up to \
             31 December 2025 and from 1 February 2028.",
            "It fails first on 1 January 2028 and last on 31 January 2028. ",
            "It fails on 31 January 2026 alone, and holds from 1 February 2026 to 31 May 2026.",
        ],
        &["days)"],
    );
}

/// A list of conditions tells no days, amounts and times; the person is told with them.
#[test]
fn what_makes_a_person_fail_is_told_beside_a_list() {
    let text = told(
        r#"
        currency c "crowns" minor 2
        enum Kind { small "small", great "great" }
        fact entered : date "day of entry" usually 2024-01-10
        fact income : c "income"
        fact kind : Kind "kind"
        fact here : bool "is here" no "is not here" over time
        fact calm : bool "is calm" no "is not calm"
        term fine : int "fine" otherwise 0
        rule late "Late" { assumed "x" when day >= entered + 3 days then fine = 5 }
        prove p {
            for entered >= 2024-01-10 and income > 5 c and not kind = small and here and calm
                and start of here = entered
            from 2024-03-01 until 2024-03-02
            claim fine = 0
            expect refuted
        }
        "#,
    );
    contains(
        &text,
        &[
            "A PERSON FOR WHOM IT FAILS On 1 March 2024, a person with the day of entry 10 January \
           2024 meets these conditions, has the income 5.01 crowns, has the kind “great”, and is \
           here from 10 January 2024",
        ],
        &["is calm. The fine"],
    );
}

/// Whoever meets a conflict or a gap is told with all that the rules ask, and the rules by name.
#[test]
fn rules_that_give_no_answer_are_named() {
    let text = told(
        r#"
        fact a : bool "is a" no "is not a"
        fact b : bool "is b" no "is not b"
        fact n : int "number" usually 7
        term t : int "t" otherwise 0
        rule one "One" { assumed "on one" when a then t = 1 }
        rule two "Two" { assumed "on two" when b then t = 2 }
        term u : int "u"
        rule low "Low" { assumed "on low" when n < 5 then u = 1 }
        rule past "Past" { assumed "on past" until 2020-01-01 then u = 2 }
        prove conflict { for a and b claim t = 1 or t = 2 expect refuted }
        prove gap { from 2024-01-01 claim u = 1 expect refuted }
        "#,
    );
    contains(
        &text,
        &[
            "“One” and “Two” apply, give different answers on the t, and no rule says which \
             comes first. “One” says 1. assumed: on one “Two” says 2. assumed: on two",
            "a person has the number 7. No rule of this text says the u. These rules do not apply \
             Low has the number 5 or more: 7 assumed Past in force up to 31 December 2019 \
             assumed",
        ],
        &[],
    );
    assert_eq!(text.matches("give different answers").count(), 1, "{text}");
}

#[test]
fn what_was_compared_is_told() {
    let text = told(
        r#"
        fact n : int "number" usually 7
        term t : int "t" otherwise 0
        rule r "R" { assumed "x" then t = n + 3 }
        prove p { for n = 7 claim t = 3 expect refuted }
        "#,
    );
    contains(&text, &["The t is not 3: the t is 10."], &[]);
}

/// Months lead to a day that may not exist: which one counts is told.
#[test]
fn rounding_of_months_is_told() {
    let text = told(
        r#"
        fact entered : date "day of entry"
        fact calm : bool "is calm"
        prove down { for day <= entered + 1 month rounded down claim calm expect refuted }
        prove up { for day <= entered + 1 month rounded up claim calm expect refuted }
        prove days { for day <= entered + 30 days claim calm expect refuted }
        "#,
    );
    contains(
        &text,
        &[
            "1 month or less past the day of entry (the last of the month where the month has no such \
             day)",
            "1 month or less past the day of entry (the first of the next month where the month has no \
             such day)",
        ],
        &["30 days or less past the day of entry ("],
    );
}

/// Of a person who is found without being asked for, nothing fails.
#[test]
fn of_a_finding_it_is_told_that_it_is_so() {
    let text = output(
        "audit",
        r#"
        term t : int "t"
        rule r "R" { assumed "x" from 2025-01-01 when day >= 2025-06-01 then t = 1 }
        "#,
        &[],
    );
    contains(&text, &["AN EXAMPLE It is so on "], &["It fails"]);
}

/// Where a listed condition is met by one fact or another, it is told by which.
#[test]
fn what_a_listed_alternative_leaves_open_is_told() {
    let text = told(
        r#"
        fact calm : bool "is calm" no "is not calm"
        fact rich : bool "is rich" no "is not rich"
        fact here : bool "is here" no "is not here"
        fact late : bool "is late" no "is not late"
        term fine : int "fine" otherwise 0
        rule r "R" { assumed "x" when rich and here then fine = 5 }
        prove p { for here and late and (calm or rich) claim fine = 0 expect refuted }
        "#,
    );
    contains(
        &text,
        &["a person meets these conditions and is rich. The fine is not 0: the fine is 5."],
        &[],
    );
}

#[test]
fn what_keeps_an_exception_off_is_told_of_a_person() {
    let law = r#"
fact student : bool "is a student" no "is no student"
term fee : int "fee"
rule full_fee "Full fee" { assumed "c" then fee = 16 }
rule half "Half" despite full_fee { assumed "d" when student then fee = 1 }
prove a { claim fee <= 13 }
"#;
    contains(
        &told(law),
        &["a person is no student."],
        &["It fails on 1 January"],
    );
    let lifted = r#"
fact student : bool "is a student" no "is no student"
term owes : bool "owes a fee" no "owes no fee" otherwise false
rule full "Full" { assumed "c" then owes = true }
rule free "Free" lifts full { assumed "d" when student }
prove a { claim not owes }
"#;
    contains(&told(lifted), &["a person is no student."], &[]);
}

#[test]
fn days_of_the_first_births_covered_are_not_told() {
    let law = r#"
fact born : date "date of birth" yes "born on" usually 1985-06-15
define adult "is 16 or older" no "is under 16" = day >= born + 16 years rounded up
prove a { claim not adult }
prove b { from 2000-01-01 claim not adult }
rule since "Since" { assumed "c" from 2024-01-01 when adult then owes = true }
term owes : bool "owes a fee" no "owes no fee" otherwise false
prove c { claim not owes }
"#;
    let told = told(law);
    contains(
        &told,
        &["It fails first on 1 January 2024"],
        &["1916", "1915"],
    );
}

#[test]
fn both_laws_that_are_compared_are_named() {
    let law = r#"
term fee : int "fee" otherwise 0
rule one "One" { assumed "c" until 2025-07-01 then fee = 1 }
rule two "Two" { assumed "c" from 2025-07-01 then fee = 2 }
prove a { claim fee never rises by the law of 2025-06-30 }
prove b { claim fee never rises by the law of 2025-07-01 expect refuted }
"#;
    let said = "No rule and no value begins or ends on";
    contains(
        &told(law),
        &[
            "between the law of 29 June 2025 and that of 30 June 2025",
            "No rule and no value begins or ends on 30 June 2025: the laws compared are the same.",
            "between the law of 30 June 2025 and that of 1 July 2025",
        ],
        &["begins or ends on 1 July"],
    );
    assert_eq!(told(law).matches(said).count(), 1);
}

/// A dead end is told with another one only where that is proved on no readings beside.
#[test]
fn a_dead_end_of_other_readings_is_told_by_itself() {
    let rules = r#"
reading rr "Until when is it open?" { early "until 2024", late "until 2026" }
fact a : bool "is a" no "is not a"
holding card "a card" short "card" yes "has a card" no "has no card"
procedure get "get a card" does "gets a card" grants card open
rule shut on get { assumed "G1" from if rr = early then 2024-01-01 else 2026-01-01 when rr = early or a then closed }
prove c1 { under rr = early for not card from 2026-01-01 claim card is out of reach }
prove c2 { under rr = late for not card and a from 2026-01-01 claim card is out of reach }
prove c3 { under rr = late for not card and a from 2027-01-01 claim card is out of reach }
"#;
    let text = told(rules);
    contains(
        &text,
        &[
            "Whoever is not a no last day gets a card.",
            "The circles, who is caught and the ways out: see c2.",
        ],
        &["see c1"],
    );
}

/// Circles are those of the persons whom a claim is about: of others it is told whose they are.
#[test]
fn circles_told_elsewhere_are_of_the_persons_there() {
    let rules = r#"
fact a : bool "is a" no "is not a"
holding card "a card" short "card" yes "has a card" no "has no card"
holding pass "a pass" short "pass" yes "has a pass" no "has no pass"
procedure get "get a card" does "gets a card" grants card open
procedure take "take a pass" does "takes a pass" grants pass open
rule one on get { assumed "G1" then requires pass }
rule two on take { assumed "G2" then requires card }
prove c1 { for not card and not pass and a claim card is out of reach }
prove c2 { for not card and not pass claim card is out of reach }
prove c3 { for not card and not pass and a from 2025-01-01 claim card is out of reach }
"#;
    let (see, whose) = (
        "The circles, who is caught and the ways out: see c1.",
        "The circles told there are those of the persons whom that claim is about.",
    );
    let text = told(rules);
    contains(&text, &[&format!("{see} {whose}")], &[]);
    assert_eq!(
        (text.matches(see).count(), text.matches(whose).count()),
        (2, 1)
    );
}

/// Where no rule gives a value, what a rule said before it was restated is no reason.
#[test]
fn what_a_rule_said_before_is_no_reason() {
    let rules = r#"
fact a : bool "is a" no "is not a"
fact n : int "number n"
act one "One" { in force 2020-01-01 }
act two "Two" { in force 2024-01-01 }
term base : int "base" otherwise 5
rule b1 in one { assumed "G1" when a then base = 10 }
term fee : int "fee" otherwise base
rule f1 in one { assumed "G2" when n > 3 then fee = 20 }
restate rule f1 in two { assumed "G3" when n > 3 then fee = 30 }
prove c1 { for a and n <= 3 from 2024-01-01 claim fee = 5 expect refuted }
"#;
    let persons = told(rules);
    let persons = persons.split("It fails first").next().unwrap();
    contains(persons, &["the fee is 10", "assumed: G1"], &["G2"]);
    // What ended, and was not stated anew, is one.
    let ended = rules
        .replace(
            "restate rule f1 in two { assumed \"G3\" when n > 3 then fee = 30 }",
            r#"repeal f1 in two { assumed "G3" }"#,
        )
        .replace("a and n <= 3", "a");
    let persons = told(&ended);
    let persons = persons.split("It fails first").next().unwrap();
    contains(persons, &["assumed: G1", "G2"], &[]);
}

/// What is assumed of everybody, and what ends a rule, is what a proof may rest on.
#[test]
fn a_proof_names_all_that_it_may_rest_on() {
    let assumed = r#"
fact a : bool "is a" no "is not a"
fact b : bool "is b" no "is not b"
term t : bool "t" otherwise false
rule r1 { assumed "G1" when a then t = true }
assume t_is_b "Whoever is t is b." = t implies b
prove c1 { for a claim b }
"#;
    let assumed = told(assumed);
    contains(&assumed, &["It may rest on what is assumed: G1."], &[]);
    let ended = r#"
act two "Act two" { in force 2024-01-01 assumed "G-two" }
term u : bool "u" otherwise false
rule r2 { assumed "G2" then u = true }
repeal r2 in two { assumed "G-repeal" }
prove c2 { from 2024-01-01 claim not u }
"#;
    contains(
        &told(ended),
        &["It may rest on what is assumed: G-repeal"],
        &[],
    );
}

/// A proof is read from what lifts what lifts a rule, too.
#[test]
fn a_proof_is_read_from_all_that_lifts() {
    let rules = r#"
fact a : bool "is a" no "is not a"
term v : int "v" otherwise 0
rule g1 "Gone" { assumed "G-g1" then v = 1 }
rule gl "Lifted" lifts g1 { assumed "G-gl" when a }
rule gll "Back" lifts gl { assumed "G-gll" when a }
prove c3 { for a claim v = 1 }
"#;
    contains(
        &told(rules),
        &["The rules “Gone”, “Lifted”, and “Back”."],
        &[],
    );
}

/// A proof is read from the rules behind those that say what is asked, too, and from values and defines.
#[test]
fn a_proof_is_read_from_the_whole_chain() {
    let folder = TempDir::new().unwrap();
    let law = "1. The toll is the rate.\n2. The rate is 5.\n3. Locals pay no toll.\n\
               4. A local is who has lived here for a year.\n";
    fs::write(folder.path().join("law.txt"), law).unwrap();
    let rules = r#"
source law "Law on tolls" { text "law.txt" }
fact years : int "number of years here" ask "?"
parameter rate : int "rate" { from 2020-01-01: 5 cites law "2. The rate is 5." }
term local : bool "is a local" no "is no local" otherwise false
rule locals "Locals" { cites law "4. A local is who has lived here for a year." when years >= 1 then local = true }
term toll : int "toll" ask "?" otherwise 0
rule owed "Toll" { cites law "1. The toll is the rate." from 2020-01-01 then toll = rate }
rule free "Locals are free" lifts owed { cites law "3. Locals pay no toll." when local }
prove at_most { claim toll <= 5 }
"#;
    fs::write(folder.path().join("a.kzrule"), rules).unwrap();
    contains(
        &output_in(folder.path(), "prove", &[]),
        &[
            "The rules “Toll” and “Locals are free”.",
            "“1. The toll is the rate.” line 1 “3. Locals pay no toll.” line 3",
            "What they may rest on: lines 2, 4",
        ],
        &[],
    );
}

/// What did not come about is told by the rules that could have brought it about, and what each lacks.
#[test]
fn what_is_not_so_is_told_by_the_rules_that_could_make_it_so() {
    let rules = r#"
record child "a child" { age : int "age" ask "?" usually 7, away : bool "lives elsewhere" no "lives at home" ask "?" }
list children : child "children" ask "?" up to 3
term counts of child : bool "counts" no "does not count" otherwise false
rule small "Small children" of child { assumed "G-small" when child.age < 12 then child.counts = true }
rule pupils "Pupils" of child { assumed "G-pupils" from 2030-01-01 when child.age < 16 then child.counts = true }
rule gone "Children elsewhere" of child lifts small { assumed "G-gone" when child.away }
term pass : bool "has the pass" no "has no pass" ask "?" otherwise false
rule two "Two children" { assumed "G-two" when count children where child.counts >= 2 then pass = true }
prove c {
    for count children >= 2 and all children: (child.age < 12)
    from 2020-01-01
    claim pass
    expect refuted
}
"#;
    contains(
        &told(rules),
        &[
            "“Two children” does not apply:",
            "assumed: G-two",
            "“Small children” does not apply to the",
            "lifted by “Children elsewhere”",
            "assumed: G-gone",
        ],
        &["assumed: G-pupils"],
    );
}

/// Of a claim that fails as early and as late as days are covered it is said for whom it does.
#[test]
fn where_no_day_tells_for_whom_it_fails_what_is_so_of_the_person_does() {
    let levy = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/levy");
    contains(
        &output_in(&levy, "prove", &["less_than_the_payment"]),
        &[
            "On 1 January 2024, it fails for whoever receives a payment of 0.00 crowns. It fails with no \
           first day and no last day.",
        ],
        &[],
    );
}

/// What the text says of rules that do not apply to the person stands in the JSON, with what sets them aside.
#[test]
fn rules_that_do_not_apply_are_in_json() {
    let rules = r#"
fact member : bool "is a member" no "is no member" ask "Are you a member?"
fact barred : bool "is barred" no "is not barred" ask "Are you barred?"
term lends : bool "may borrow" no "may not borrow" ask "May you borrow?" otherwise false
rule members "Members" { assumed "members may borrow" when member then lends = true }
rule bar "The barred" lifts members { assumed "not the barred" when barred }
prove outsiders "Who is no member may borrow" { for not member claim lends expect refuted }
prove the_barred "Whoever is barred may borrow" { for member and barred claim lends expect refuted }
"#;
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.kzrule"), rules).unwrap();
    let prove = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("kzrule").unwrap();
        command.arg("prove").arg(folder.path()).args(arguments);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let (text, json) = (prove(&[]), prove(&["--format", "json"]));
    let json: Value = serde_json::from_str(&json).unwrap();
    let of = |verdict: usize| {
        let found = json.pointer(&format!("/verdicts/{verdict}/refuted/0/does_not_apply/0"));
        found.cloned().unwrap_or_default()
    };
    let outsiders = "“Members” does not apply: is no member.";
    assert_eq!(
        of(0),
        serde_json::json!({ "rule": "members", "words": outsiders, "set_aside_by": [] }),
        "{json:#}"
    );
    assert!(text.contains(outsiders), "{text}");
    assert_eq!(of(1)["rule"], "members");
    assert_eq!(of(1)["set_aside_by"], serde_json::json!(["bar"]));
    let words = of(1)["words"].as_str().unwrap().to_owned();
    assert!(text.contains(&words), "{words}\n{text}");
}
