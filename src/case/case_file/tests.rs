use super::*;
use crate::calendar::Unit;
use crate::law::Ratio;
use crate::text::Library;

const RULES: &str = r#"
    enum Status { citizen "a citizen", foreigner "a foreigner" }
    enum Channel { airport "at an airport", electronic "electronically" }
    fact status : Status "status"
    fact born : date "date of birth"
    fact children : int "number of children"
    fact tall : bool "is tall"
    currency crown "crowns" minor 2
    currency mark "marks"
    fact rent : crown "rent"
    fact area : decimal to 0.1 "area"
    fact leave : days from 1 day to 30 days "leave"
    holding visa "a visa"
    reading once "How often?" { lifetime "once", each "each time" }
    procedure obtain_visa(channel: Channel, fast: bool) "obtain a visa" grants visa open
    procedure enter "enter" open
    define both "is tall and has a visa" = tall and visa
"#;

fn law() -> Checked {
    let mut library = Library::new();
    let file = library.add("rules.kzrule".to_owned(), RULES.to_owned());
    let parsed = crate::syntax::parse(file, library.text(file));
    let checked = crate::check::check(&library, vec![(file, parsed)]);
    assert!(!checked.has_errors(), "{:?}", checked.diagnostics);
    checked
}

fn day() -> Day {
    "2025-01-01".parse().unwrap()
}

/// What is told of a case, one line a mistake.
fn mistakes(case: &str) -> String {
    let (_, found) = read(&mut law(), day(), FileId(1), case);
    let told = |found: &Diagnostic| match &found.help {
        Some(help) => format!("{}; {help}", found.message),
        None => found.message.clone(),
    };
    found.iter().map(told).collect::<Vec<_>>().join("\n")
}

#[test]
fn amounts_are_read_as_written() {
    for (written, exact) in [
        (r#""12500.50 crown""#, "12500.50"),
        (r#""0.10""#, "0.10"),
        ("12500.10", "12500.10"),
        ("-3", "-3"),
        // No binary fraction comes near enough.
        ("12345678901234567890.01", "12345678901234567890.01"),
    ] {
        let (case, found) = read(
            &mut law(),
            day(),
            FileId(1),
            &format!(r#"{{ "given": {{ "rent": {written} }} }}"#),
        );
        assert_eq!(found, [], "{written}");
        let given: Vec<Option<Ratio>> = case.given.iter().map(|(_, value)| value.ratio()).collect();
        assert_eq!(given, [Ratio::parse(exact)], "{written}");
    }
}

#[test]
fn amounts_that_are_none() {
    let told = mistakes(r#"{ "given": { "rent": "12.345", "area": 0.25 } }"#);
    assert_eq!(
        told,
        "`rent` is given to 2 decimal places, and `12.345` has more\n\
         `area` is given to 1 decimal place, and `0.25` has more"
    );
    for (written, message) in [
        (
            r#""05""#,
            "`05` begins with a zero; write \"5 crown\", or with a point \"0.5 crown\" or \"0.05 crown\"",
        ),
        (
            r#""-00.5 crown""#,
            "`-00.5` begins with a zero; write \"-0.5 crown\"",
        ),
        (
            r#""0_5""#,
            "`0_5` begins with a zero; write \"5 crown\", or with a point \"0.5 crown\"",
        ),
        (
            r#"".50""#,
            "`.50` has no digit before its point; write \"0.50 crown\"",
        ),
        (
            r#""1_000 crown""#,
            "`1_000` has `_` between its digits; write \"1000 crown\"",
        ),
        (
            r#""40.000 crown""#,
            "`rent` is given to 2 decimal places, and `40.000 crown` has more; write \"40 crown\" or \"40000 crown\"",
        ),
        (
            "-1.0500",
            "`rent` is given to 2 decimal places, and `-1.0500` has more; write \"-1.05 crown\"",
        ),
        (
            r#""5 mark""#,
            "`rent` is an amount of `crown`, and this is one of `mark`",
        ),
        (
            r#""12,500""#,
            "`12,500` is no exact number; write \"12500.50 crown\"",
        ),
        (
            "1e3",
            "`1e3` has an exponent, and the number is to be written out; write \"12500.50 crown\"",
        ),
        (
            r#""12 500.50 crown""#,
            "`12 500.50` has a space between its digits; write \"12500.50 crown\"",
        ),
        (
            r#""5 % crown""#,
            "`5 %` is a percentage, and a number is wanted here; write \"12500.50 crown\"",
        ),
        (
            "true",
            "`rent` is an amount of `crown`, and this is yes or no; write \"12500.50 crown\"",
        ),
    ] {
        let told = mistakes(&format!(r#"{{ "given": {{ "rent": {written} }} }}"#));
        assert_eq!(told, message);
    }
}

#[test]
fn periods_are_read_as_they_are_written() {
    for (written, days) in [("10 days", 10), ("1 day", 1), ("2 weeks", 14)] {
        let case = format!(r#"{{ "given": {{ "leave": "{written}" }} }}"#);
        let (case, found) = read(&mut law(), day(), FileId(1), &case);
        assert_eq!(found, [], "{written}");
        let given: Vec<Value> = case.given.iter().map(|(_, value)| *value).collect();
        assert_eq!(given, [Value::Period(Unit::Days, days)], "{written}");
    }
    let help = "write \"10 days\" or \"2 weeks\"";
    let range = "give a period between these, or declare it with others: `from … to …`";
    for (written, message) in [
        (
            "\"007 days\"",
            "`007` begins with a zero; write \"7 days\"".to_owned(),
        ),
        ("\"ten days\"", format!("`ten days` is no period; {help}")),
        ("\"10\"", format!("`10` is no period; {help}")),
        (
            "10",
            format!("`leave` is a period in days, and this is a number; {help}"),
        ),
        (
            "\"1 month\"",
            format!("`leave` is a period in days, and this is a period in months or years; {help}"),
        ),
        (
            "\"31 days\"",
            format!("`leave` lies between 1 day and 30 days; {range}"),
        ),
    ] {
        let told = mistakes(&format!(r#"{{ "given": {{ "leave": {written} }} }}"#));
        assert_eq!(told, message);
    }
}

#[test]
fn a_case_as_it_is_meant() {
    let mut checked = law();
    let text = r#"{ "given": { "status": "foreigner", "born": "1985-06-15", "children": -2,
        "tall": true, "visa": false }, "nothing_else": true,
        "step": { "obtain_visa": ["electronic", true] }, "ask": ["visa is within reach"] }"#;
    let (case, found) = read(&mut checked, day(), FileId(1), text);
    assert_eq!(found, []);
    let law = &checked.law;
    let told = |values: &[(InputId, Value)]| -> Vec<String> {
        let one = |(input, value): &(InputId, Value)| {
            let place = value.place().map(|place| place.to_string());
            let shown = match value {
                Value::Int(number) => number.to_string(),
                Value::Day(day) => day.to_string(),
                _ => place.unwrap_or_default(),
            };
            format!("{}={shown}", law[*input].name)
        };
        values.iter().map(one).collect()
    };
    let given = [
        "status=1",
        "born=1985-06-15",
        "children=-2",
        "tall=1",
        "visa=0",
    ];
    assert_eq!(told(&case.given), given);
    assert!(case.nothing_else);
    let (step, choices) = case.step.unwrap();
    assert_eq!(law[step].name, "obtain_visa");
    assert_eq!(told(&choices), ["channel=1", "fast=1"]);
    assert_eq!(case.ask, ["visa is within reach"]);
}

#[test]
fn a_step_without_choices_leaves_them_open() {
    let (case, found) = read(&mut law(), day(), FileId(1), r#"{ "step": "obtain_visa" }"#);
    assert_eq!((found.len(), case.step.unwrap().1.len()), (0, 0));
    let (case, _) = read(&mut law(), day(), FileId(1), "{}");
    assert_eq!(case, CaseFile::default());
}

#[test]
fn every_mistake_is_told() {
    for (case, told) in [
        ("[]", "a case is an object { … }, and this is a list"),
        (
            r#"{"give": {}}"#,
            "a case has no `give`; did you mean `given`?",
        ),
        (
            r#"{"day": 1}"#,
            "a case has no `day`; the day stands on the command line: --on DAY",
        ),
        (
            r#"{"tall": true}"#,
            "a case has no `tall`; facts and holdings stand in `given`: \"given\": { \"tall\": … }",
        ),
        (
            r#"{"given": {"tal": true}}"#,
            "there is no fact and no holding `tal`; did you mean `tall`?",
        ),
        (
            r#"{"given": {"once": "each"}}"#,
            "`once` is a reading, no fact; readings stand on the command line: --reading once=CHOICE",
        ),
        (
            r#"{"given": {"both": true}}"#,
            "`both` is a define, no fact and no holding",
        ),
        (
            r#"{"given": {"tall": "yes"}}"#,
            "`tall` is of yes or no, and this is a text; write true or false",
        ),
        (
            r#"{"given": {"tall": null}}"#,
            "`tall` is given without a value; leave out what is not known",
        ),
        (
            r#"{"given": {"tall": true, "tall": true}}"#,
            "`tall` is given twice",
        ),
        (
            r#"{"given": {"tall": true, "t\u0061ll": false}}"#,
            "`tall` is given twice",
        ),
        (r#"{"given": {}, "given": {}}"#, "`given` is given twice"),
        (
            r#"{"given": {"children": 1.0}}"#,
            "`1.0` is no whole number; write it without a point and without an exponent",
        ),
        (
            r#"{"given": {"children": 1e2}}"#,
            "`1e2` is no whole number; write it without a point and without an exponent",
        ),
        (
            r#"{"given": {"children": 9223372036854775808}}"#,
            "`9223372036854775808` is too large; whole numbers go from -9223372036854775808 to 9223372036854775807",
        ),
        (
            r#"{"given": {"born": "2023-02-29"}}"#,
            "`2023-02-29` is no day; write YYYY-MM-DD, a day from 1801-01-01 to 2299-12-31",
        ),
        (
            r#"{"given": {"born": 19850615}}"#,
            "`born` is a day, and this is a number; write \"YYYY-MM-DD\"",
        ),
        (
            r#"{"given": {"status": "foreiner"}}"#,
            "`Status` has no value `foreiner`; did you mean `foreigner`? Its values are `citizen`, `foreigner`",
        ),
        (
            r#"{"given": {"status": "x"}}"#,
            "`Status` has no value `x`; its values are `citizen`, `foreigner`",
        ),
        (
            r#"{"nothing_else": "yes"}"#,
            "`nothing_else` is of yes or no, and this is a text; write true or false",
        ),
        (
            r#"{"step": "ente"}"#,
            "there is no procedure `ente`; did you mean `enter`?",
        ),
        (
            r#"{"step": "obtain_visa(electronic)"}"#,
            "a step and its choices are not written as in a rule file here; write { \"obtain_visa\": [\"electronic\"] }",
        ),
        (
            r#"{"step": "visa"}"#,
            "`visa` is a fact, holding or reading, no procedure",
        ),
        (
            r#"{"step": {"obtain_visa": ["airport"]}}"#,
            "`obtain_visa` takes 2 choices (channel, fast), and one is made",
        ),
        (
            r#"{"step": {"enter": [], "obtain_visa": []}}"#,
            "one step is taken at a time; write { \"PROCEDURE\": [\"CHOICE\"] }",
        ),
        (
            r#"{"step": {"obtain_visa": ["airport", "yes"]}}"#,
            "`fast` is of yes or no, and this is a text; write true or false",
        ),
        (
            r#"{"ask": "visa"}"#,
            "questions are a list: [\"… is due\", …], and this is a text",
        ),
        (
            r#"{"ask": [["visa"]]}"#,
            "a question is a text, and this is a list",
        ),
        (
            r#"{"given": {"tall": 1, "visa": [], "born": {}}, "step": 5}"#,
            "`tall` is of yes or no, and this is a number; write true or false\n\
             `visa` is of yes or no, and this is a list; write true or false\n\
             `born` is a day, and this is an object; write \"YYYY-MM-DD\"\n\
             a step is a name, and this is a number; \
             write \"PROCEDURE\", or { \"PROCEDURE\": [\"CHOICE\"] }",
        ),
    ] {
        assert_eq!(mistakes(case), told, "{case}");
    }
}

#[test]
fn mistakes_are_told_up_to_a_limit() {
    let many: Vec<String> = (0..1_000).map(|at| format!("\"odd_{at}\": 1")).collect();
    let case = format!("{{\"given\": {{{}}}}}", many.join(","));
    assert_eq!(mistakes(&case).lines().count(), MISTAKES_LIMIT);
}

/// Attributes, times, and what became of the step.
#[test]
fn attributes_and_times() {
    const RULES: &str = r#"
        enum Channel { airport "at an airport", electronic "electronically" }
        holding visa(channel: Channel) "a visa" over time
        fact here : bool "is here" over time
        procedure enter "enter" open
        define refused "is refused entry" = enter is refused
    "#;
    let mut library = Library::new();
    let file = library.add("rules.kzrule".to_owned(), RULES.to_owned());
    let parsed = crate::syntax::parse(file, library.text(file));
    let mut checked = crate::check::check(&library, vec![(file, parsed)]);
    assert!(!checked.has_errors(), "{:?}", checked.diagnostics);
    let law = checked.law.clone();
    let mut read = |text| read(&mut checked, day(), FileId(1), text);
    let (case, found) = read(
        r#"{ "given": { "visa(electronic)": { "since": "2024-01-01", "until": "2025-01-01" },
        "visa(airport)": false, "here": true }, "step": "enter", "became": "refused" }"#,
    );
    assert_eq!(found, []);
    let told = |(input, value): &(InputId, Value)| (law[*input].name.clone(), *value);
    let given: Vec<_> = case.given.iter().map(told).collect();
    let day = |text: &str| Value::Day(text.parse().unwrap());
    let expected = [
        ("visa(electronic) since", day("2024-01-01")),
        ("visa(electronic) ever", Value::Bool(true)),
        ("visa(electronic) through", day("2024-12-31")),
        ("visa(airport)", Value::Bool(false)),
        ("here", Value::Bool(true)),
        ("here ever", Value::Bool(true)),
    ];
    let expected: Vec<_> = expected
        .map(|(name, value)| (name.to_owned(), value))
        .into();
    assert_eq!(given, expected);
    let (_, refused) = case.became.unwrap();
    assert_eq!(refused.place(), Some(1));
    let (case, found) = read(r#"{ "given": { "visa": false } }"#);
    assert_eq!((case.given.len(), found), (2, Vec::new()));
    let mut mistakes = |text| {
        let told = |found: &Diagnostic| found.message.clone();
        read(text).1.iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(
        mistakes(r#"{ "given": { "visa": true } }"#),
        ["which `visa` is held must be said"]
    );
    assert_eq!(
        mistakes(r#"{ "given": { "visa(post)": true } }"#),
        ["there is no holding `visa(post)`"]
    );
    assert_eq!(
        mistakes(r#"{ "given": { "here": { "since": "2024-01-01", "through": "2023-12-31" } } }"#),
        ["it ends before it begins"]
    );
    assert_eq!(
        mistakes(r#"{ "given": { "here": { "from": "2024-01-01" } } }"#),
        ["a time has no `from`"]
    );
    assert_eq!(
        mistakes(r#"{ "given": { "here": {} } }"#),
        ["the time of `here` has no day"]
    );
    assert_eq!(
        mistakes(r#"{ "given": { "visa(airport)": { "since": "2024-01-01" }, "visa": false } }"#),
        ["`visa(airport)` is given as not holding on 2025-01-01, and by its time it does"]
    );
    let once = r#"{ "given": { "visa(airport)": { "until": "2025-01-01" }, "visa": false } }"#;
    assert_eq!(mistakes(once), [""; 0]);
    assert_eq!(
        mistakes(r#"{ "given": { "visa": false, "visa(airport)": true } }"#),
        ["`visa(airport)` is given twice, with two values"]
    );
}
