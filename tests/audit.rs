//! What `audit` finds in small laws, and in twins of them it does not find.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

#[path = "support/documents.rs"]
mod documents;

/// Words that the laws below share.
const WORDS: &str = r#"
fact born : date "date of birth" ask "When were you born?"
fact member : bool "is a member" no "is no member" ask "Are you a member?"
fact pupil : bool "is a pupil" no "is no pupil" ask "Are you a pupil?"
term fee : int "fee" ask "What is the fee?" otherwise 20
define child "is under 14" no "is 14 or older" = age of born < 14
define minor "is under 18" no "is 18 or older" = age of born < 18
"#;

/// The code and the name of each finding, and what is told of it.
fn found(rules: &str, text: &str) -> Vec<(String, String)> {
    found_in(&laid(rules, text))
}

/// A folder with these rules.
fn laid(rules: &str, text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("words.kzrule"), WORDS).unwrap();
    fs::write(folder.path().join("rules.kzrule"), rules).unwrap();
    fs::write(folder.path().join("text.txt"), text).unwrap();
    folder
}

/// What `audit` says of the rules in a folder.
fn answer(folder: &TempDir) -> Value {
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .args(["audit", "--format", "json"])
        .arg(folder.path())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn found_in(folder: &TempDir) -> Vec<(String, String)> {
    let answer = answer(folder);
    let findings = answer["findings"].as_array();
    let findings = findings.unwrap_or_else(|| panic!("{answer:#}"));
    let named = |one: &Value| {
        let of = |key: &str| one[key].as_str().unwrap().to_owned();
        let decided = one["decided"]["undecided"].is_null();
        assert!(decided, "{one:#}");
        match one["also"].as_array().map(Vec::as_slice) {
            Some([]) | None => (of("code"), of("about")),
            Some(also) => {
                let also: Vec<&str> = also.iter().filter_map(Value::as_str).collect();
                let about = format!("{} with {}", of("about"), also.join(", "));
                (of("code"), about)
            }
        }
    };
    findings
        .iter()
        .filter(|one| one["intended"].is_null())
        .map(named)
        .collect()
}

/// That exactly these are found, each as code and name.
fn finds(rules: &str, expected: &[(&str, &str)]) {
    let found = found(rules, "");
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(code, about)| (code.as_str(), about.as_str()))
        .collect();
    assert_eq!(found, expected, "{rules}");
}

/// A law with its one finding, and its twin without.
fn twins(rules: &str, finding: (&str, &str), twin: &str) {
    finds(rules, &[finding]);
    finds(twin, &[]);
}

#[test]
fn dead_rules() {
    twins(
        r#"rule nobody "R" { assumed "x" when child and not minor then fee = 10 }"#,
        ("kz0301", "nobody"),
        r#"rule somebody "R" { assumed "x" when minor and not child then fee = 10 }"#,
    );
}

#[test]
fn a_rule_that_always_gives_way() {
    twins(
        r#"
        rule all "All" despite few { assumed "x" then fee = 1 }
        rule few "Few" { assumed "y" when member then fee = 2 }
        "#,
        ("kz0301", "few"),
        r#"
        rule all "All" { assumed "x" then fee = 1 }
        rule few "Few" despite all { assumed "y" when member then fee = 2 }
        "#,
    );
}

#[test]
fn idle_conditions() {
    twins(
        r#"rule small "R" { assumed "x" when child and minor and member then fee = 5 }"#,
        ("kz0302", "small"),
        r#"rule small "R" { assumed "x" when minor and member then fee = 5 }"#,
    );
}

#[test]
fn idle_conditions_of_a_provision() {
    let provision = |first: &str, second: &str| {
        format!(
            r#"
            provision young "Minors" {{
                when minor
                rule one "One" {{ assumed "x" when {first} and not pupil then fee = 5 }}
                rule two "Two" {{ assumed "y" when {second} and pupil then fee = 2 }}
            }}
            "#
        )
    };
    twins(
        &provision("child", "child"),
        ("kz0302", "young"),
        // In one of its rules it does make a difference.
        &provision("child", "member"),
    );
}

/// By one way of several to meet a condition nobody meets it who does not by another.
#[test]
fn idle_alternatives() {
    let when = |when: &str| format!(r#"rule some "R" {{ assumed "x" when {when} then fee = 5 }}"#);
    let found = ("kz0302", "some");
    // Nobody has it with the other conditions; whoever has it has another.
    twins(
        &when("minor and (age of born >= 30 or member)"),
        found,
        &when("minor and (age of born >= 3 or member)"),
    );
    twins(
        &when("child or minor or member"),
        found,
        &when("child or member or pupil"),
    );
    // Of two that say the same one is kept; a condition that goes is told once, and so is a dead rule.
    finds(&when("member or member"), &[found]);
    finds(&when("child and (minor or member)"), &[found]);
    finds(
        &when("child and not minor and (pupil or member)"),
        &[("kz0301", "some")],
    );
    // That two things are the same is no alternative.
    finds(&when("child and member = minor"), &[]);
    let told = answer(&laid(&when("minor and (age of born >= 30 or member)"), ""));
    let words = told["findings"][0]["words"].as_str().unwrap();
    assert!(words.contains("“is 30 or older”"), "{words}");
}

/// Of a provision it is asked once, of the persons of all its rules.
#[test]
fn idle_alternatives_of_a_provision() {
    let provision = |second: &str| {
        format!(
            r#"
            provision young "Young" {{
                when minor or pupil
                rule one "One" {{ assumed "x" when child then fee = 5 }}
                rule two "Two" {{ assumed "y" when {second} and not child then fee = 2 }}
            }}
            "#
        )
    };
    finds(&provision("member"), &[]);
    twins(
        &provision("minor and member"),
        ("kz0302", "young"),
        &provision("member"),
    );
}

/// A provision within another is not asked of what that one requires.
#[test]
fn a_condition_of_the_outer_provision_is_told_once() {
    finds(
        r#"
        provision outer "Minors" {
            when minor
            provision inner "Children" {
                when child
                rule one "One" { assumed "x" when pupil then fee = 5 }
                rule two "Two" { assumed "y" when not pupil then fee = 2 }
            }
        }
        "#,
        &[("kz0302", "outer")],
    );
}

#[test]
fn intended_of_a_provision() {
    finds(
        r#"
        provision young "Minors" {
            when minor
            rule one "One" { assumed "x" when child and not pupil then fee = 5 }
            rule two "Two" { assumed "y" when child and pupil then fee = 2 }
        }
        intended idle one because "the heading has it"
        "#,
        &[],
    );
}

#[test]
fn exceptions() {
    twins(
        r#"
        rule full "Members" { assumed "x" when member and not pupil then fee = 10 }
        rule spared "Pupils" lifts full { assumed "y" when pupil }
        "#,
        ("kz0303", "spared"),
        r#"
        rule full "Members" { assumed "x" when member then fee = 10 }
        rule spared "Pupils" lifts full { assumed "y" when pupil }
        "#,
    );
    twins(
        r#"
        rule full "Members" { assumed "x" when member then fee = 10 }
        rule less "Pupils" despite full { assumed "y" when member and pupil then fee = 10 }
        "#,
        ("kz0303", "less"),
        r#"
        rule full "Members" { assumed "x" when member then fee = 10 }
        rule less "Pupils" despite full { assumed "y" when member and pupil then fee = 9 }
        "#,
    );
}

/// As an exception it changes nothing, and of others it says what is so.
#[test]
fn an_exception_that_says_the_same_of_more() {
    let law = |full: &str| {
        format!(
            r#"
            rule full "Members" {{ assumed "x" when {full} then fee = 10 }}
            rule less "Pupils" despite full {{ assumed "y" when pupil then fee = 10 }}
            "#
        )
    };
    let words = |rules: &str| {
        let told = answer(&laid(rules, ""));
        let mut all = told["findings"].as_array().unwrap().iter();
        let one = all.find(|one| one["code"] == "kz0303");
        one.unwrap()["words"].as_str().unwrap().to_owned()
    };
    let same = "Wherever the exception applies, “Members” would come to the same without it";
    let more = format!(
        "{same}: both give the same. It applies to others as well, and says of them by itself what is so: \
         it could stand beside “Members” and be no exception."
    );
    assert_eq!(words(&law("member")), more);
    assert_eq!(words(&law("true")), format!("{same}."));
    let otherwise = law("member").replace("fee = 10", "fee = 20");
    assert_eq!(words(&otherwise), format!("{same}."));
}

/// An exception that makes a conflict, or takes an answer away, changes something.
#[test]
fn exceptions_that_leave_no_answer() {
    let sit = r#"
        holding seat "a seat" short "seat" yes "has a seat" no "has no seat"
        procedure sit "sit down" does "sits down" grants seat open
        fact guest : bool "is a guest" no "is no guest"
        rule all "All" on sit { assumed "x" then requires member }
    "#;
    let guests = r#"rule guests "Guests" on sit despite all { assumed "y" when guest then requires member }"#;
    let pupils =
        r#"rule pupils "Pupils" on sit despite all { assumed "z" when child then requires pupil }"#;
    let idle = ("kz0303", "guests");
    finds(&format!("{sit} {guests}"), &[idle]);
    let conflict = ("kz0305", "what `all` requires");
    finds(&format!("{sit} {guests} {pupils}"), &[conflict]);
    finds(
        r#"
        fact rooms : int "number of rooms" ask "How many rooms?"
        term share : decimal "share" ask "Which share?"
        rule all "All" { assumed "x" then share = 1 }
        rule none "None" despite all { assumed "y" when rooms = 0 then share = 10 / rooms }
        "#,
        &[("kz0304", "share")],
    );
}

#[test]
fn gaps() {
    let seat = r#"term seat : int "seat" ask "Which seat?""#;
    twins(
        &format!(r#"{seat} rule one "R" {{ assumed "x" when member then seat = 1 }}"#),
        ("kz0304", "seat"),
        &format!(
            r#"
            {seat}
            rule one "R" {{ assumed "x" when member then seat = 1 }}
            rule two "S" {{ assumed "y" when not member then seat = 2 }}
            "#
        ),
    );
    // A day between two rules.
    let days = |next: &str| {
        format!(
            r#"
            {seat}
            rule one "R" {{ assumed "x" from 2024-01-01 until 2025-01-01 then seat = 1 }}
            rule two "S" {{ assumed "y" from {next} then seat = 2 }}
            "#
        )
    };
    twins(&days("2025-01-02"), ("kz0304", "seat"), &days("2025-01-01"));
}

/// Of `share`, by a rule that says it so, or by what it is otherwise.
fn share(of: &str, more: &str) -> String {
    format!(
        r#"
        fact rooms : int "number of rooms" ask "How many rooms?"
        holding visa "a visa" short "visa" yes "has a visa" no "has no visa" over time
        record guest "a guest" {{ nights : int "nights" }}
        list guests : guest "guests" ask "How many guests?" up to 2
        {of}
        {more}
        "#
    )
}

#[test]
fn operations_without_a_result() {
    let rule = |ty: &str, when: &str, value: &str| {
        let rule = format!(r#"rule one "One" {{ assumed "x" {when} then share = {value} }}"#);
        share(
            &format!(r#"term share : {ty} "share" ask "Which share?""#),
            &rule,
        )
    };
    let gap = ("kz0304", "share");
    for (ty, value) in [
        ("decimal", "1 / rooms"),
        ("decimal", "if member then 1 / rooms else 0"),
        ("decimal", "1 / (count guests)"),
        ("decimal", "sum of (1 / guest.nights) for guests"),
        ("int", "min of guest.nights for guests"),
        ("date", "end of visa"),
        ("date", "born + (rooms * 1 year) rounded up"),
        ("date", "born + 101 years rounded up"),
        ("date", "born + 60 years rounded up + 60 years rounded up"),
        ("date", "born - 36525 days"),
        (
            "date",
            "if member then born + 101 years rounded up else born",
        ),
    ] {
        finds(&rule(ty, "", value), &[gap]);
    }
    for (ty, value) in [
        ("decimal", "rooms / 2"),
        ("decimal", "if rooms = 0 then 0 else 1 / rooms"),
        (
            "int",
            "if count guests = 0 then 0 else min of guest.nights for guests",
        ),
        ("date", "if visa then end of visa else born"),
        ("date", "born + 100 years rounded up"),
        ("date", "born + 50 years rounded up + 50 years rounded up"),
        ("date", "2000-01-01 + 299 years rounded up"),
        ("date", "born - 36100 days"),
    ] {
        finds(&rule(ty, "", value), &[]);
    }
    // A rule on whom it leaves is asked about no more, and a condition needs it as well.
    for (when, found) in [
        ("when born < 2199-01-01", &[][..]),
        ("when born <= 2199-01-01", &[gap]),
        (
            "when born + 300 years rounded up > day",
            &[("kz0304", "one")],
        ),
    ] {
        let rule = rule("date", when, "born + 101 years rounded up");
        let otherwise = r#"ask "Which share?" otherwise 2000-01-01"#;
        finds(&rule.replace(r#"ask "Which share?""#, otherwise), found);
    }
    // What the rule is about, and what prevails over it.
    let (of, more) = (
        r#"term share : decimal "share" ask "Which share?" otherwise 0.0"#,
        r#"rule one "One" { assumed "x" when rooms > 0 then share = 1 / rooms }"#,
    );
    finds(&share(of, more), &[]);
    let other = r#"
        rule one "One" { assumed "x" then share = 1 / rooms }
        rule none "None" despite one { assumed "y" when rooms = 0 then share = 0.0 }
    "#;
    finds(&share(of, other), &[]);
    let intended = r#"
        rule one "One" { assumed "x" then share = 1 / rooms }
        intended gap share because "the council decides"
    "#;
    finds(&share(of, intended), &[]);
}

/// A condition, an exception and what is so otherwise need results, too; one operation is told once.
#[test]
fn whoever_needs_a_result() {
    let members = r#"rule one "One" { assumed "x" when 10 / rooms > 2 then fee = 10 }"#;
    finds(&share("", members), &[("kz0304", "one")]);
    // Whether it applies does not matter where it says what is so otherwise.
    let alike = members.replace("fee = 10", "fee = 20");
    let found = found(&share("", &alike), "");
    assert!(found.iter().all(|(code, _)| code != "kz0304"), "{found:?}");
    let exception = r#"
        rule all "All" { assumed "x" then fee = 10 }
        rule some "Some" lifts all { assumed "y" when 10 / rooms > 2 }
    "#;
    finds(&share("", exception), &[("kz0304", "some")]);
    let of = r#"
        term share : decimal "share" ask "Which share?" otherwise 10 / rooms
        term part : decimal "part" ask "Which part?" otherwise 0.0
    "#;
    let rule = r#"rule one "One" { assumed "x" when member then part = 10 / rooms }"#;
    finds(&share(of, rule), &[("kz0304", "part with share")]);
    let of = of.replace("10 / rooms", "10 / (1 + 1)");
    finds(&share(&of, ""), &[]);
}

/// Two terms that divide.
const SHARE_AND_PART: &str = r#"
    term share : decimal "share" ask "Which share?" otherwise 0.0
    term part : decimal "part" ask "Which part?" otherwise 0.0
"#;

/// The person and the days that are told are those of all that is told together.
#[test]
fn whoever_needs_a_result_on_other_days_is_told_apart() {
    let rules = |one: &str, other: &str| {
        let rules = format!(
            r#"
            rule one "One" {{ assumed "x" {one} then share = 10 / rooms }}
            rule other "Other" {{ assumed "x" {other} then part = 10 / rooms }}
            "#
        );
        share(SHARE_AND_PART, &rules)
    };
    let together = [("kz0304", "share with part")];
    let apart = [("kz0304", "share"), ("kz0304", "part")];
    let until = "until 2024-01-01 when member";
    for (one, other, found) in [
        ("when member", "when member", &together[..]),
        (until, until, &together),
        // Other persons.
        ("when member", "when not member", &apart),
        ("when pupil", "when member and not pupil", &apart),
        // Other days, of the same persons and of others.
        (until, "when member", &apart),
        (until, "from 2025-01-01 when not member", &apart),
    ] {
        finds(&rules(one, other), found);
    }
}

/// An amount that is nowhere rounded.
#[test]
fn amounts_that_are_no_whole_number_of_the_least_unit() {
    let law = |rounded: &str| {
        format!(
            r#"
            currency crown "crowns" minor 2
            fact rent : crown "rent" ask "Which rent?"
            term part : crown "part" ask "Which part?"
            rule one "One" {{ assumed "x" then part = rent / 3 {rounded} }}
            "#
        )
    };
    twins(&law(""), ("kz0304", "part"), &law("rounded up to 1 crown"));
}

/// Two rules contradict one another in the place of each requirement that they prevail over.
#[test]
fn a_conflict_is_told_once() {
    finds(
        r#"
        holding seat "a seat" short "seat" yes "has a seat" no "has no seat"
        procedure sit "sit down" does "sits down" grants seat open
        fact guest : bool "is a guest" no "is no guest"
        rule all "All" on sit { assumed "x" then requires member }
        rule young "Young" on sit { assumed "x" when minor then requires pupil }
        rule guests "Guests" on sit despite all, young { assumed "y" when guest then requires member }
        rule pupils "Pupils" on sit despite all, young { assumed "z" when child then requires pupil }
        "#,
        &[("kz0305", "what `all` requires with what `young` requires")],
    );
}

/// Where what they prevail over is in force on other days, the days are other days, too.
#[test]
fn a_conflict_on_other_days_is_told_apart() {
    let law = |until: &str, from: &str| {
        format!(
            r#"
            holding seat "a seat" short "seat" yes "has a seat" no "has no seat"
            procedure sit "sit down" does "sits down" grants seat open
            fact guest : bool "is a guest" no "is no guest"
            rule all "All" on sit {{ assumed "x" {until} then requires member }}
            rule young "Young" on sit {{ assumed "x" {from} when minor then requires pupil }}
            rule guests "Guests" on sit despite all, young {{ assumed "y" when guest then requires member }}
            rule pupils "Pupils" on sit despite all, young {{ assumed "z" when child then requires pupil }}
            "#
        )
    };
    let apart = [
        ("kz0305", "what `all` requires"),
        ("kz0305", "what `young` requires"),
    ];
    finds(&law("until 2024-01-01", "from 2025-01-01"), &apart);
    finds(&law("until 2024-01-01", ""), &apart);
    let together = [("kz0305", "what `all` requires with what `young` requires")];
    finds(&law("until 2024-01-01", "until 2024-01-01"), &together);
}

/// For other programs as in the text, only so much of a person matters as makes it so.
#[test]
fn no_more_of_a_person_matters_than_is_told() {
    let rules = r#"
        term seat : int "seat" ask "Which seat?"
        rule one "One" { assumed "x" when member and pupil then seat = 1 }
        rule two "Two" { assumed "y" when minor and pupil then seat = 2 }
    "#;
    let told = answer(&laid(rules, ""));
    let mut findings = told["findings"].as_array().unwrap().iter();
    let gap = findings.find(|one| one["about"] == "seat").unwrap();
    let refuted = &gap["decided"]["refuted"][0];
    assert_eq!(refuted["matters"], serde_json::json!(["pupil"]), "{gap:#}");
}

/// That both begin and end on the same days does not say that they are so on all days between.
#[test]
fn what_is_not_so_on_a_day_between_is_told_apart() {
    let rules = |between: &str| {
        let rules = format!(
            r#"
            rule one "One" {{ assumed "x" when member then share = 10 / rooms }}
            rule other "Other" {{ assumed "x" when member and {between} then part = 10 / rooms }}
            "#
        );
        share(SHARE_AND_PART, &rules)
    };
    let apart = [("kz0304", "share"), ("kz0304", "part")];
    finds(&rules("(day < 2024-01-01 or day >= 2025-01-01)"), &apart);
    finds(&rules("day != 2024-01-01"), &apart);
    finds(
        &rules("(day < 2024-01-01 or day > 2023-01-01 or pupil)").replace(" or pupil", ""),
        &[("kz0302", "other"), ("kz0304", "share with part")],
    );
}

/// A parameter never has the value that a rule asks for, or not while the rule is in force.
#[test]
fn values_that_a_parameter_never_has() {
    let law = |from: &str, value: i64| {
        format!(
            r#"
            parameter rate : int "rate" ask "What is the rate?" {{
                from 2024-01-01: 1 assumed "x"
                from 2025-01-01: 2 assumed "y"
            }}
            rule one "One" {{ assumed "z" from {from} when member and rate = {value} then fee = 10 }}
            "#
        )
    };
    twins(
        &law("2024-01-01", 3),
        ("kz0301", "one"),
        &law("2024-01-01", 2),
    );
    twins(
        &law("2025-01-01", 1),
        ("kz0301", "one"),
        &law("2024-01-01", 1),
    );
}

#[test]
fn conflicts() {
    twins(
        r#"
        rule one "One" { assumed "x" when member then fee = 10 }
        rule two "Two" { assumed "y" when pupil then fee = 5 }
        "#,
        ("kz0305", "fee"),
        r#"
        rule one "One" { assumed "x" when member then fee = 10 }
        rule two "Two" { assumed "y" when pupil and not member then fee = 5 }
        "#,
    );
    // Equal values are none, nor is an order.
    finds(
        r#"
        rule one "One" { assumed "x" when member then fee = 10 }
        rule two "Two" { assumed "y" when pupil then fee = 10 }
        "#,
        &[],
    );
    finds(
        r#"
        rule one "One" { assumed "x" when member then fee = 10 }
        rule two "Two" despite one { assumed "y" when pupil then fee = 5 }
        "#,
        &[],
    );
}

#[test]
fn impossible_duties() {
    let law = |when: &str| {
        format!(
            r#"
            holding card "a card" short "card" yes "has a card" no "has no card"
            procedure get_card "get a card" does "gets a card" grants card closed unless a rule opens it
            rule duty "Duty" {{ assumed "x" when member and not card then must get_card }}
            rule way "Way" on get_card {{ assumed "y" when {when} then open }}
            "#
        )
    };
    twins(&law("pupil"), ("kz0306", "get_card"), &law("member"));
}

/// A circle of two holdings is one finding, and its twin lacks one requirement.
#[test]
fn a_circle_is_found_once() {
    let law = |requirement: &str| {
        format!(
            r#"
            holding card "a card" short "card" yes "has a card" no "has no card"
            holding badge "a badge" short "badge" yes "has a badge" no "has no badge"
            procedure get_card "get a card" does "gets a card" grants card open
            procedure get_badge "get a badge" does "gets a badge" grants badge open
            rule cards "Cards" on get_card {{ assumed "x" then requires badge }}
            {requirement}
            "#
        )
    };
    let badges = r#"rule badges "Badges" on get_badge { assumed "y" then requires card }"#;
    twins(&law(badges), ("kz0307", "card with badge"), &law(""));
}

/// Two circles with a holding in both are told with that holding; what is intended stands by itself.
#[test]
fn circles_are_told_with_the_holding_in_all_of_them() {
    let law = |intended: &str| {
        format!(
            r#"
            holding card "a card" short "card" yes "has a card" no "has no card"
            holding badge "a badge" short "badge" yes "has a badge" no "has no badge"
            holding key "a key" short "key" yes "has a key" no "has no key"
            procedure get_card "get a card" does "gets a card" grants card open
            procedure get_badge "get a badge" does "gets a badge" grants badge open
            procedure get_key "get a key" does "gets a key" grants key open
            rule cards "Cards" on get_card {{ assumed "x" then requires badge }}
            rule badges "Badges" on get_badge {{ assumed "y" then requires card or key }}
            rule keys "Keys" on get_key {{ assumed "z" then requires badge }}
            {intended}
            "#
        )
    };
    finds(&law(""), &[("kz0307", "badge with card, key")]);
    finds(
        &law(r#"intended dead end card because "cards are for those who have one""#),
        &[("kz0307", "badge with key")],
    );
}

/// Circles of which neither holding is in the other's stay apart.
#[test]
fn circles_without_a_holding_in_common_are_two() {
    finds(
        r#"
        holding card "a card" short "card" yes "has a card" no "has no card"
        holding key "a key" short "key" yes "has a key" no "has no key"
        procedure get_card "get a card" does "gets a card" grants card open
        procedure get_key "get a key" does "gets a key" grants key open
        rule cards "Cards" on get_card { assumed "x" then requires card }
        rule keys "Keys" on get_key { assumed "z" then requires key }
        "#,
        &[("kz0307", "card"), ("kz0307", "key")],
    );
}

/// Of 140 documents the 67th and 68th and the 133rd and 134th require one another, and no others.
#[test]
fn exactly_the_circles_that_were_planted() {
    let planted: Vec<usize> = (documents::PER_CIRCLE..139)
        .step_by(documents::PER_CIRCLE)
        .collect();
    assert_eq!(planted, [66, 132]);
    let expected: Vec<(String, String)> = planted
        .iter()
        .map(|at| {
            let about = format!("paper{at} with paper{}", at + 1);
            ("kz0307".to_owned(), about)
        })
        .collect();
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("sources")).unwrap();
    for (path, text) in documents::documents(140) {
        fs::write(folder.path().join(path), text).unwrap();
    }
    assert_eq!(found_in(&folder), expected);
}

/// More ways out than a reader could use are told in part, and that is said.
#[test]
fn there_are_ways_out_beyond_those_told() {
    let mut rules = r#"
        holding card "a card" short "card" yes "has a card" no "has no card"
        procedure get_card "get a card" does "gets a card" grants card open
        "#
    .to_owned();
    let mut needs = "card".to_owned();
    for at in 0..60 {
        let fact = format!(
            "fact f{at} : bool \"is in guild {at}\" no \"is in no guild {at}\" ask \"Guild {at}?\"\n"
        );
        rules.push_str(&fact);
        needs.push_str(&format!(" or f{at}"));
    }
    rules.push_str(&format!(
        "rule cards \"Cards\" on get_card {{ assumed \"x\" then requires {needs} }}"
    ));
    let folder = laid(&rules, "");
    let answer = answer(&folder);
    let dead_end = &answer["findings"][0]["decided"]["dead_end"];
    assert_eq!(
        dead_end["further"],
        serde_json::json!({ "caught": false, "circles": false, "not_eligible": false, "ways": true })
    );
    assert_eq!(dead_end["ways"].as_array().unwrap().len(), 48);
    // Who is caught is told in full: those who have no card and are in none of the guilds.
    let caught = dead_end["columns"][0]["caught"].as_array().unwrap();
    assert_eq!(caught[0]["conditions"].as_array().unwrap().len(), 61);
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .arg("audit")
        .arg(folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("There are other ways out: too many to tell all."),
        "{text}"
    );
}

/// A dead end that was found unasked: who is caught is written out, and with any one thing changed that makes
/// it say something else, it is rejected.
#[test]
fn who_is_caught_is_written_out() {
    let rules = r#"
        fact invited : bool "is invited" no "is not invited" ask "Are you invited?"
        fact joined : bool "has joined" no "has not joined" ask "Have you joined?"
        reading kind "Which badge?" { plain "a plain one", fine "a fine one" }
        holding card "a card" short "card" yes "has a card" no "has no card" ask "A card?"
        holding badge "a badge" short "badge" yes "has a badge" no "has no badge" ask "A badge?"
        procedure get_card "get a card" does "gets a card" grants card closed unless a rule opens it
        procedure get_badge "get a badge" does "gets a badge" grants badge
            closed unless a rule opens it
        rule cards "Cards" on get_card { assumed "x" from 2024-01-01
            when kind = plain then open, requires badge or invited }
        rule badges "Badges" on get_badge { assumed "x" from 2024-01-01
            when joined then open, requires card }
        prove somebody "x" { claim card is out of reach expect refuted }
        "#;
    let folder = laid(rules, "");
    let recheck = |certificate: &Value| {
        let path = folder.path().join("forged.json");
        fs::write(&path, certificate.to_string()).unwrap();
        let output = Command::cargo_bin("kzrule")
            .unwrap()
            .arg("recheck")
            .args([&path, folder.path()])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        (output.status.success(), said)
    };
    let written = folder.path().join("proofs");
    Command::cargo_bin("kzrule")
        .unwrap()
        .arg("audit")
        .args([
            folder.path().as_os_str(),
            "--certificates".as_ref(),
            written.as_os_str(),
        ])
        .assert()
        .code(1);
    let text = fs::read_to_string(written.join("dead-end-card.json")).unwrap();
    let whole: Value = serde_json::from_str(&text).unwrap();
    let (is_accepted, said) = recheck(&whole);
    assert!(is_accepted && said.contains("1 kind of persons"), "{said}");
    // Who is caught: is not invited, has joined, has no card and no badge; since 2024.
    let persons = whole["persons"].as_array().unwrap();
    let conditions = persons[0]["conditions"].as_array().unwrap();
    assert_eq!((persons.len(), conditions.len()), (1, 4), "{whole:#}");

    let mut forged: Vec<(String, Value)> = Vec::new();
    let mut forge = |what: &str, change: &dyn Fn(&mut Value)| {
        let mut changed = whole.clone();
        change(&mut changed);
        forged.push((what.to_owned(), changed));
    };
    for at in 0..conditions.len() {
        forge("a condition less", &|changed| {
            let all = changed["persons"][0]["conditions"].as_array_mut().unwrap();
            all.remove(at);
        });
        forge("the opposite", &|changed| {
            let holds = &mut changed["persons"][0]["conditions"][at]["holds"];
            *holds = Value::Bool(holds != &Value::Bool(true));
        });
    }
    let absent = serde_json::json!({ "define": "nothing" });
    forge("no define", &|changed| {
        changed["persons"][0]["conditions"][0]["what"] = absent.clone();
    });
    forge("a day more", &|changed| {
        changed["persons"][0]["from"] = Value::from("2023-12-31");
    });
    forge("no day", &|changed| {
        changed["persons"][0]["from"] = Value::from("2024-02-30");
    });
    // Days that no proof covers, of which everything would be proved.
    for (from, until) in [
        (Some("2250-01-01"), None),
        (None, Some("1850-01-01")),
        (Some("2024-01-01"), Some("2024-01-01")),
    ] {
        forge("no day that is covered", &|changed| {
            changed["persons"][0]["from"] = from.into();
            changed["persons"][0]["until"] = until.into();
        });
        // Beside those who are caught.
        forge("others on no day that is covered", &|changed| {
            let mut others = changed["persons"][0].clone();
            others["from"] = from.into();
            others["until"] = until.into();
            changed["persons"].as_array_mut().unwrap().push(others);
        });
    }
    forge("always", &|changed| {
        changed["persons"][0]["from"] = Value::Null
    });
    forge("everybody", &|changed| {
        changed.as_object_mut().unwrap().remove("persons");
    });
    forge("nobody", &|changed| {
        changed["persons"] = Value::Array(Vec::new())
    });
    forge("a claim of the files", &|changed| {
        changed["claim"] = Value::from("somebody");
    });
    forge("another dead end", &|changed| {
        changed["claim"] = Value::from("dead end: purse");
    });
    // That everybody named has no card would be refuted by somebody who has one.
    forge("refuted", &|changed| {
        changed["proved"] = Value::Array(Vec::new());
        changed["tree"] = Value::Null;
        changed["persons"][0]["conditions"] = Value::Array(Vec::new());
        let witness = serde_json::json!({ "card": "true", "day": "2024-01-01" });
        changed["refuted"] = serde_json::json!([{ "cube": [], "witness": witness }]);
    });
    for (what, certificate) in &forged {
        let (is_accepted, said) = recheck(certificate);
        assert!(
            !is_accepted && said.contains("rejected"),
            "{what}: {said}\n{certificate:#}"
        );
        assert_eq!(
            what.contains("that is covered"),
            said.contains("covered are the days"),
            "{what}: {said}"
        );
    }
}

#[test]
fn parameters() {
    let law = |until: &str, value: &str| {
        format!(
            r#"
            parameter rate : int "rate" ask "What is the rate?" {{
                from 2024-01-01: 10 assumed "10 in 2024"
                until 2025-01-01
            }}
            rule members "Members" {{
                assumed "x"
                from 2024-01-01
                {until}
                when member
                then fee = {value}
            }}
            "#
        )
    };
    let finding = ("kz0308", "rate in members");
    twins(&law("", "rate"), finding, &law("until 2025-01-01", "rate"));
    // On the one day too many.
    finds(&law("until 2025-01-02", "rate"), &[finding]);
    // Asked of some only, and never of those whom the rule is about.
    finds(&law("", "if pupil then rate else 3"), &[finding]);
    finds(&law("", "if member then 3 else rate"), &[]);
    // What has a value on another day.
    finds(&law("", "rate governed by 2024-06-01"), &[]);
}

/// Asked for by way of a define, in a condition; and not where another condition excludes the days.
#[test]
fn parameters_in_conditions() {
    let law = |when: &str| {
        format!(
            r#"
            parameter limit : int "limit" ask "What is the limit?" {{
                from 2024-01-01: 16 assumed "16"
            }}
            define young "is young" no "is not young" = age of born < limit
            rule members "Members" {{ assumed "x" from 2023-01-01 when {when} then fee = 1 }}
            "#
        )
    };
    twins(
        &law("member and young"),
        ("kz0308", "limit in members"),
        &law("day >= 2024-01-01 and young"),
    );
}

const SANCTION: &str = r#"
fact refuses : bool "refuses" no "does not refuse" ask "Do you refuse?"
procedure register "be registered" does "is registered" open
event removal "be removed" does "is removed"
rule members "Members" { assumed "x" when member then must register }
"#;

fn sanction(leads: &str, when: &str, on: &str) -> String {
    format!(
        r#"
        {SANCTION}
        term liable : bool "is liable" no "is not liable" ask "Are you liable?" {leads} otherwise false
        rule refusal "Refusal" {{ assumed "y" when {when} then liable = true }}
        {on}
        "#
    )
}

#[test]
fn sanction_loops() {
    let removed =
        r#"rule removed "Removed" on removal { assumed "z" when not pupil then must register }"#;
    let leads = "leads to removal";
    let when = "refuses and register is due";
    let finding = ("kz0309", "liable");
    twins(
        &sanction(leads, when, removed),
        finding,
        &sanction(leads, when, ""),
    );
    // Without what it leads to, nothing leads back.
    finds(&sanction("", when, removed), &[]);
    // A sanction on something else.
    finds(&sanction(leads, "refuses", removed), &[]);
    // Those who are punished are not those of whom it is asked again.
    finds(
        &sanction(leads, "refuses and pupil and register is due", removed),
        &[],
    );
    // Over a define.
    let define = r#"define owes "owes registration" no "owes none" = register is due"#;
    let over = sanction(leads, "refuses and owes", &format!("{define}\n{removed}"));
    finds(&over, &[finding]);
    let intended = format!("{removed}\nintended sanction liable because \"so it is\"");
    finds(&sanction(leads, when, &intended), &[]);
}

/// What is asked of a rule that quotes a sentence, with this comparison or these days.
fn asked(quote: &str, rule: &str) -> bool {
    let law = format!(
        r#"
        source text "Text" {{ text "text.txt" excerpt }}
        fact n : int "number" ask "Which number?"
        rule r "R" {{ cites text "{quote}" {rule} then fee = 1 }}
        "#
    );
    let found = found(&law, quote);
    let boundary = |(code, about): &(String, String)| code == "kz0310" && about == "r";
    assert!(found.iter().all(boundary), "{quote} {rule}: {found:?}");
    !found.is_empty()
}

/// Of words that put the bound with what is less, `>` and `<=` have it there, too; `>=` and `<` do
/// not. A negation of the words changes nothing in that, nor does one of the comparison.
fn with_what_is_less(quote: &str) {
    for (comparison, differs) in [
        ("n > 200", false),
        ("n <= 200", false),
        ("not (n > 200)", false),
        ("n >= 201", false),
        ("n >= 200", true),
        ("n < 200", true),
        ("not (n < 200)", true),
        ("n <= 199", true),
    ] {
        let rule = format!("when {comparison}");
        assert_eq!(asked(quote, &rule), differs, "{quote}: {comparison}");
    }
}

fn with_what_is_more(quote: &str) {
    for (comparison, differs) in [
        ("n >= 200", false),
        ("n < 200", false),
        ("not (n < 200)", false),
        ("n > 199", false),
        ("n > 200", true),
        ("n <= 200", true),
        ("not (n > 200)", true),
        ("n >= 201", true),
    ] {
        let rule = format!("when {comparison}");
        assert_eq!(asked(quote, &rule), differs, "{quote}: {comparison}");
    }
}

#[test]
fn english_bounds() {
    with_what_is_less("a number exceeding 200");
    with_what_is_less("a number not exceeding 200");
    with_what_is_less("a number of no more than 200");
    with_what_is_more("a number of less than 200");
    with_what_is_more("a number of not less than 200");
    with_what_is_more("a number that has reached 200");
}

#[test]
fn russian_bounds() {
    with_what_is_less("доход превышает 200");
    with_what_is_less("доход не превышает 200");
    with_what_is_less("доход не более 200");
    with_what_is_more("доход менее 200");
    with_what_is_more("доход не менее 200");
    with_what_is_more("число не достигло 200");
}

#[test]
fn kazakh_bounds() {
    with_what_is_less("табысы 200-ден асатын");
    with_what_is_less("табысы 200-ден аспайтын");
    with_what_is_less("табысы 200-ден артық емес");
    with_what_is_more("табысы 200-ден кем");
    with_what_is_more("табысы 200-ден кем емес");
    with_what_is_more("саны 200-ге жетпеген");
}

/// Days of a rule: what begins on a day has it, what ends on it has not.
#[test]
fn bounds_of_days() {
    for (quote, rule, differs) in [
        ("since 1 July 2025", "from 2025-07-01", false),
        ("since 1 July 2025", "from 2025-07-02", true),
        ("after 1 July 2025", "from 2025-07-02", false),
        ("after 1 July 2025", "from 2025-07-01", true),
        ("not later than 1 July 2025", "through 2025-07-01", false),
        ("not later than 1 July 2025", "until 2025-07-02", false),
        ("not later than 1 July 2025", "until 2025-07-01", true),
        ("before 1 July 2025", "until 2025-07-01", false),
        ("before 1 July 2025", "through 2025-07-01", true),
        ("until 1 July 2025", "until 2025-07-01", true),
        ("until 1 July 2025", "through 2025-07-01", true),
        ("не позднее 1 июля 2025 года", "through 2025-07-01", false),
        ("не позднее 1 июля 2025 года", "until 2025-07-01", true),
        ("до 1 июля 2025 года", "until 2025-07-01", true),
        ("2025 жылғы 1 шілдеден бастап", "from 2025-07-01", false),
        ("2025 жылғы 1 шілдеден бастап", "from 2025-07-02", true),
        ("2025 жылғы 1 шілдеге дейін", "until 2025-07-01", true),
        ("by 1 July 2025", "until 2025-07-01", true),
        (
            "1 January 2025 is replaced by 1 July 2025",
            "until 2025-07-01",
            false,
        ),
        // Another day is no bound of the rule.
        ("before 1 July 2024", "through 2025-07-01", false),
    ] {
        assert_eq!(asked(quote, rule), differs, "{quote}: {rule}");
    }
}

/// What is asked of the elements of a list has bounds, too; how many there are is none of them.
#[test]
fn bounds_of_elements() {
    let text = "a vehicle of 700 kilograms or more than 70, or more than 1";
    let law = |rule: &str| {
        format!(
            r#"
            source text "Text" {{ text "text.txt" excerpt }}
            record vehicle "a vehicle" {{ weight : int "weight" }}
            list vehicles : vehicle "vehicles" ask "How many?" up to 3
            term heavy of vehicle : bool "is heavy" no "is not heavy" otherwise false
            {}
            "#,
            rule.replace(
                "CITES",
                "cites text \"a vehicle of 700 kilograms or more than 70\""
            )
        )
    };
    let of_one = |comparison: &str| {
        format!(
            "rule r \"R\" of vehicle {{ CITES when vehicle.weight {comparison} then vehicle.heavy = true }}"
        )
    };
    let of_all = |asked: &str| format!("rule r \"R\" {{ CITES when {asked} then fee = 1 }}");
    for (rule, differs) in [
        (of_one("> 70"), false),
        (of_one(">= 70"), true),
        (of_all("any vehicles where (vehicle.weight > 70)"), false),
        (of_all("any vehicles where (vehicle.weight >= 70)"), true),
        (of_all("all vehicles: (vehicle.weight < 70)"), true),
        (
            of_all("count vehicles where (vehicle.weight < 70) > 1"),
            true,
        ),
        (of_all("count vehicles > 1"), false),
    ] {
        let found = found(&law(&rule), text);
        let asked = found == [("kz0310".to_owned(), "r".to_owned())];
        assert_eq!(asked, differs, "{rule}: {found:?}");
        assert!(asked || found.is_empty(), "{rule}: {found:?}");
    }
}

/// Who is on a bound: somebody who has what is compared, while the rule is in force.
#[test]
fn persons_on_a_bound() {
    let text = "who has not exceeded 12 years of age";
    let law = |of: &str| {
        format!(
            r#"
            source text "Text" {{ text "text.txt" excerpt }}
            record pet "a pet" {{ whelped : date "date of birth" yes "born on" }}
            list pets : pet "pets" ask "How many pets?" up to 2
            term free of pet : bool "is free" no "is not free" otherwise false
            rule r "R" {of}
            "#
        )
    };
    let cites = format!("cites text \"{text}\" from 2020-01-01 until 2022-01-01");
    for of in [
        format!("{{ {cites} when age of born < 12 then fee = 0 }}"),
        format!("of pet {{ {cites} when age of pet.whelped < 12 then pet.free = true }}"),
    ] {
        let answer = answer(&laid(&law(&of), text));
        let findings = answer["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 1, "{answer:#}");
        let shown = &findings[0]["decided"]["refuted"][0];
        let days = ["first", "last"].map(|of| shown["days"][of].as_str());
        assert_eq!(days, [Some("2020-01-01"), Some("2021-12-31")], "{shown:#}");
        let given = &shown["witness"]["given"];
        let of_pet = given["pets"][0]["whelped"].as_str();
        let born = of_pet.or_else(|| given["born"].as_str()).unwrap();
        let (year, rest) = shown["witness"]["day"].as_str().unwrap().split_at(4);
        let years_ago = |years: u16| format!("{}{rest}", year.parse::<u16>().unwrap() - years);
        let is_twelve = born > years_ago(13).as_str() && born <= years_ago(12).as_str();
        assert!(is_twelve, "{shown:#}");
    }
}

/// A rule that has the bound on both sides, by a reading, has thought of it; and so has one of which it
/// is said that it is intended.
#[test]
fn bounds_that_are_answered() {
    let law = |until: &str, more: &str| {
        format!(
            r#"
            source text "Text" {{ text "text.txt" excerpt }}
            reading last "Is the day included?" {{ exclusive "no", inclusive "yes" }}
            rule r "R" {{
                cites text "until 1 July 2025"
                until {until}
                then fee = 1
            }}
            {more}
            "#
        )
    };
    let by_reading = "if last = exclusive then 2025-07-01 else 2025-07-02";
    let text = "until 1 July 2025";
    assert_eq!(found(&law("2025-07-01", ""), text).len(), 1);
    assert_eq!(found(&law(by_reading, ""), text), []);
    let intended = "intended boundary r because \"so the registry does\"";
    assert_eq!(found(&law("2025-07-01", intended), text), []);
}
