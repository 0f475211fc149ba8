//! Verdicts that depend on readings; witnesses.

use super::*;

/// What a solver would have to hand over: all inputs but readings.
fn witness(law: &Law, given: &[(&str, Value)]) -> Vec<(InputId, Value)> {
    let mut values = Vec::new();
    for (index, input) in law.inputs.iter().enumerate() {
        let kept = !matches!(
            input.kind,
            InputKind::Reading | InputKind::LawDay | InputKind::Version | InputKind::Switch(_)
        );
        let value = given
            .iter()
            .find(|(name, _)| *name == input.name)
            .map(|(_, value)| *value);
        let usual = match input.ty {
            Type::Date => Value::Day(day("1985-06-15")),
            Type::Int => Value::Int(0),
            ty => Value::at_place(ty, 0).unwrap(),
        };
        if kept {
            values.push((InputId::at(index), value.unwrap_or(usual)));
        }
    }
    values
}

fn foreigner(law: &Law, on: &str, more: &[(&str, Value)]) -> Vec<(InputId, Value)> {
    let Type::Enum(list) = law.inputs[2].ty else {
        panic!("status")
    };
    let mut given = vec![
        ("day", Value::Day(day(on))),
        ("status", Value::Member(list, 1)),
        ("needs_visa", Value::Bool(true)),
    ];
    given.extend(more);
    witness(law, &given)
}

#[test]
fn refuted_by_a_witness() {
    let law = dead_end().law;
    let early = claim(&law, "too_early");
    let all = TreeLimits::default();
    let refutation = |on| [(ReadingCube::default(), foreigner(&law, on, &[]))];
    let found = certificate(
        &mut writer(&law),
        early,
        &Region::nothing(),
        &refutation("2025-06-30"),
        all,
    )
    .unwrap();
    every_change_is_rejected(&law, &found);
    assert_eq!(found.refuted[0].witness["status"], "foreigner");
    let mut stray = found.clone();
    stray.refuted[0]
        .witness
        .insert("abroad".to_owned(), "literal".to_owned());
    assert_eq!(
        check(&law, &stray),
        Err(Rejected::WitnessStray("abroad".to_owned()))
    );
    let fails = |on| {
        certificate(
            &mut writer(&law),
            early,
            &Region::nothing(),
            &refutation(on),
            all,
        )
        .unwrap_err()
    };
    assert_eq!(
        fails("2025-07-01"),
        NoTree::Rejected(Rejected::WitnessFulfils)
    );
    assert_eq!(
        fails("2025-05-31"),
        NoTree::Rejected(Rejected::WitnessOutside(Premise::Window))
    );
    let NoTree::Refuted(case) = try_prove(&law, "too_early").unwrap_err() else {
        panic!()
    };
    assert!(
        case.contains("day = 2025-06-30; status = foreigner or stateless; born = 1900-01-01"),
        "{case}"
    );
}

#[test]
fn proved_on_some_readings_refuted_on_others() {
    let law = split_verdict();
    let limits = TreeLimits::default();
    let literal = Region(vec![cube(&law, "abroad", &[0])]);
    let person = foreigner(&law, "2025-07-01", &[("iin", Value::Bool(true))]);
    let refuted = [(cube(&law, "abroad", &[1]), person.clone())];
    for name in ["split", "restricted"] {
        let found = certificate(
            &mut writer(&law),
            claim(&law, name),
            &literal,
            &refuted,
            limits,
        )
        .unwrap();
        every_change_is_rejected(&law, &found);
        assert_eq!(found.proved, [cube(&law, "abroad", &[0]).named(&law)]);
        assert!(drawn(&found).ends_with("abroad = consular\n  outside: the readings"));
    }
    // Overlapping cubes are made disjoint.
    let twice = Region(vec![
        cube(&law, "abroad", &[0]),
        cube(&law, "irrelevant", &[0]),
    ]);
    let error = certificate(
        &mut writer(&law),
        claim(&law, "split"),
        &twice,
        &refuted,
        limits,
    )
    .unwrap_err();
    assert!(matches!(error, NoTree::Refuted(_)), "{error}");
    let both = Region(vec![
        cube(&law, "abroad", &[0]),
        ReadingCube(
            [
                cube(&law, "abroad", &[0, 1]).0,
                cube(&law, "irrelevant", &[0]).0,
            ]
            .into_iter()
            .flatten()
            .collect(),
        ),
    ]);
    let found = certificate(
        &mut writer(&law),
        claim(&law, "restricted"),
        &both,
        &refuted,
        limits,
    )
    .unwrap();
    every_change_is_rejected(&law, &found);
    assert_eq!(found.proved.len(), 1);
    // A choice that the claim is not stated for.
    let text = serde_json::to_string(&found).unwrap();
    let cubes = r#""proved":[[["abroad",["literal"]],["irrelevant",["one","two"]]],[["abroad",["literal"]],["irrelevant",["three"]]]]"#;
    let forged = text.replace(r#""proved":[[["abroad",["literal"]]]]"#, cubes);
    let forged: Certificate = serde_json::from_str(&forged).unwrap();
    let idle = Rejected::IdleChoice("irrelevant".to_owned(), "one".to_owned());
    assert_eq!(check(&law, &forged), Err(idle));
    // What is in no cube, and a witness for too many readings.
    let error = certificate(
        &mut writer(&law),
        claim(&law, "split"),
        &literal,
        &[],
        limits,
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the second, smaller program does not accept the proof: readings are left out: abroad = consular"
    );
    let all = [(ReadingCube::default(), person)];
    let error = certificate(
        &mut writer(&law),
        claim(&law, "split"),
        &Region::nothing(),
        &all,
        limits,
    )
    .unwrap_err();
    assert_eq!(error, NoTree::Rejected(Rejected::WitnessFulfils));
}
