//! Forged certificates.

use super::*;

#[test]
fn forged_certificates_are_rejected_with_the_reason() {
    let law = dead_end().law;
    let good = prove(&law, "dead_end");
    let text = serde_json::to_string(&good).unwrap();
    let reason = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        let forged: Certificate = serde_json::from_str(&text.replacen(from, to, 1)).unwrap();
        check(&law, &forged).unwrap_err().to_string()
    };
    for (from, to, expected) in [
        (
            r#""iin","registration","visa","presence"]"#,
            r#""iin","registration","visa"]"#,
            "open door: `register` may grant `registration`",
        ),
        (
            r#""iin","registration","visa","presence"]"#,
            r#""iin","registration","presence"]"#,
            "`visa` is not in its own closed set",
        ),
        (
            r#""at":"2025-07-01""#,
            r#""at":"2025-06-01""#,
            "open door: `obtain_visa` may grant `visa`",
        ),
        (
            r#""at":"2025-07-01""#,
            r#""at":"2025-08-01""#,
            "the case is not outside (the days)",
        ),
        (
            r#""at":"2025-07-01""#,
            r#""at":"2250-07-01""#,
            "the cases of `day` separate nothing",
        ),
        (
            r#"{"split":{"input":"presence","branches":[["true"],["false"]]}},{"outside":"for_whom"},"#,
            "",
            "`presence` may be held at the start",
        ),
        (
            r#"["citizen"]"#,
            r#"["foreigner"]"#,
            "the cases of `status` have `foreigner` twice",
        ),
        (
            r#"["foreigner","stateless"]"#,
            r#"["foreigner"]"#,
            "the cases of `status` leave out `stateless`",
        ),
        (
            r#""claim":"dead_end""#,
            r#""claim":"too_early""#,
            "the case is not outside (the days)",
        ),
        (
            r#""input":"iin""#,
            r#""input":"law day""#,
            "there is nothing called `law day` to tell cases apart by",
        ),
        (
            r#"day < (born + 16 years rounded down)"#,
            r#"day < born"#,
            "the case is not outside (the persons",
        ),
        (
            r#"{"outside":"for_whom"}"#,
            r#"{"impossible":["day < (born + 16 years rounded down)"]}"#,
            "the conditions do not contradict each other",
        ),
        (
            r#"{"outside":"for_whom"}"#,
            r#"{"impossible":["day < born"]}"#,
            "`day < born` was not decided above",
        ),
        (
            r#"{"outside":"for_whom"}"#,
            r#"{"holds":[]}"#,
            "the claim is not certain",
        ),
        (
            r#"{"out_of_reach":{"holding":"visa","closed":["#,
            r#"{"out_of_reach":{"holding":"visa","closed":["visa","#,
            "`visa` is named twice",
        ),
        (
            r#"{"outside":"window"}"#,
            r#"{"outside":"region"}"#,
            "the case is not outside (the readings)",
        ),
        (
            r#""proved":[[]]"#,
            r#""proved":[[["abroad",["literal"]]]]"#,
            "readings are left out: abroad = consular",
        ),
        (
            r#""proved":[[]]"#,
            r#""proved":[[["abroad",["literal","consular"]]]]"#,
            "naming `abroad` is idle",
        ),
        (
            r#""proved":[[]]"#,
            r#""proved":[[],[["abroad",["literal"]]]]"#,
            "two groups of readings overlap: abroad = literal",
        ),
    ] {
        let found = reason(from, to);
        assert!(found.starts_with(expected), "{found} instead of {expected}");
    }
    let mut changed = dead_end();
    let date = changed.date("2026-01-01");
    changed.law.rules[1].until = Some(date);
    let found = check(&changed.law, &good).unwrap_err().to_string();
    assert!(found.starts_with("the law has changed since"), "{found}");
}
