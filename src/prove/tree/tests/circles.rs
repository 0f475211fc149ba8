//! Claims on what is within reach, and the limits of the search.

use super::*;

#[test]
fn a_dead_end() {
    let law = dead_end().law;
    let certificate = prove(&law, "dead_end");
    assert_eq!(
        drawn(&certificate),
        "\
day < 2025-07-01
  outside: the days
day >= 2025-07-01
  status = foreigner or stateless
    day < (born + 16 years rounded down)
      outside: the persons it is about
    not day < (born + 16 years rounded down)
      needs_visa = true
        iin = true
          outside: the persons it is about
        iin = false
          registration = true
            outside: the persons it is about
          registration = false
            visa = true
              outside: the persons it is about
            visa = false
              presence = true
                outside: the persons it is about
              presence = false
                holds visa out of reach: iin, registration, visa, presence
      needs_visa = false
        outside: the persons it is about
  status = citizen
    outside: the persons it is about"
    );
    let accepted = check(&law, &certificate).unwrap();
    assert_eq!(
        (accepted.nodes, accepted.leaves(), accepted.evidence),
        (17, 9, 1)
    );
}

#[test]
fn ways_out_have_plans() {
    let law = dead_end().law;
    assert_eq!(
        drawn(&prove(&law, "before")),
        "\
day < 2024-01-01
  status = foreigner or stateless
    holds visa within reach: obtain_visa
  status = citizen
    outside: the persons it is about
day >= 2024-01-01
  outside: the days"
    );
}

#[test]
fn conflicts_and_gaps_are_no_truth() {
    let mut d = Draft::bare();
    for name in ["a", "b"] {
        d.typed_fact(name, Type::Bool);
    }
    let (a, b, yes, no) = (d.named("a"), d.named("b"), d.bool(true), d.bool(false));
    let term = d.term("permitted", Type::Bool, None);
    d.rule("one", term, yes, &[a]);
    let other = d.rule("other", term, no, &[b]);
    let permitted = d.call(term);
    let forbidden = d.not(permitted);
    let neither = d.not(b);
    d.claim("a alone", &[a, neither], permitted);
    d.claim("either way", &[], d.law.claims[0].claim);
    let settled = d.or(&[permitted, forbidden]);
    d.claim("settled", &[], settled);
    let either = d.or(&[a, b]);
    d.claim("settled for some", &[either], settled);
    let mut law = d.law.clone();
    prove(&law, "a alone");
    for name in ["either way", "settled", "settled for some"] {
        assert!(
            matches!(try_prove(&law, name), Err(NoTree::Refuted(_))),
            "{name}"
        );
    }
    // The second prevails.
    let one = law.terms[0].rules[0];
    law[one].below = vec![other];
    prove(&law, "settled for some");
    assert!(matches!(
        try_prove(&law, "settled"),
        Err(NoTree::Refuted(_))
    ));
}

#[test]
fn steps_with_choices_are_named_by_them() {
    let mut d = dead_end();
    let visa = d.find("visa");
    let list = d.list("Place", &["airport", "consulate"]);
    let (yes, step) = (d.bool(true), crate::law::StepId::at(0));
    let place = d.input("place", InputKind::Choice(step), Type::Enum(list));
    let other = d.input(
        "place",
        InputKind::Choice(crate::law::StepId::at(1)),
        Type::Enum(list),
    );
    let at_airport = d.has_value("place", "airport");
    d.gated_door(step, &[(place, Value::Member(list, 0))], at_airport, &[yes]);
    let reach = d.reach("visa");
    d.claim("always", &[], reach);
    let chosen = d.has_value("place", "airport");
    let unchosen = d.not(chosen);
    let either = d.or(&[chosen, unchosen]);
    d.claim("choice", &[chosen], either);
    let law = d.law;
    assert_eq!(
        drawn(&prove(&law, "always")),
        "holds visa within reach: obtain_visa (place = airport)"
    );
    assert_eq!(
        (law[place].name.as_str(), law[other].name.as_str()),
        ("place", "place")
    );
    assert!(drawn(&prove_unchanged(&law, "choice")).contains("place of obtain_visa = consulate"));
    let _ = visa;
}

fn prove_unchanged(law: &Law, name: &str) -> Certificate {
    try_prove(law, name).unwrap()
}

#[test]
fn deep_chains_are_walked() {
    let mut d = Draft::bare();
    d.typed_fact("a", Type::Bool);
    let mut below = d.named("a");
    for index in 0..2_000 {
        let term = d.term(&format!("term {index}"), Type::Bool, None);
        d.rule("rule", term, below, &[]);
        below = d.call(term);
    }
    let a = d.named("a");
    d.claim("deep", &[a], below);
    let law = d.law;
    assert_eq!(check(&law, &prove(&law, "deep")).unwrap().nodes, 3);
}

#[test]
fn circles_of_terms_end() {
    let mut d = Draft::bare();
    let term = d.term("round", Type::Bool, None);
    let call = d.call(term);
    d.rule("rule", term, call, &[]);
    d.claim("round", &[], call);
    assert!(try_prove(&d.law, "round").is_err());
}

#[test]
fn limits_are_kept() {
    let law = dead_end().law;
    let region = Region::everything();
    let limits = TreeLimits {
        nodes: 5,
        ..TreeLimits::default()
    };
    let error = build(&law, "dead_end", &region, limits);
    assert_eq!(error, Err(NoTree::TooLarge(5)));
    let limits = TreeLimits {
        depth: 3,
        ..TreeLimits::default()
    };
    let error = build(&law, "dead_end", &region, limits);
    assert_eq!(error, Err(NoTree::TooDeep(3)));
}

#[test]
fn the_same_every_time() {
    let law = split_verdict();
    let literal = Region(vec![cube(&law, "abroad", &[0])]);
    let tree = || build(&law, "split", &literal, TreeLimits::default()).unwrap();
    assert_eq!(tree(), tree());
}

#[test]
fn switched_off_rules_make_no_difference() {
    let mut d = dead_end();
    let rule = crate::law::RuleId::at(0);
    let switch = d.switch(rule);
    let whom = claim(&d.law, "dead_end").for_whom.clone();
    let (reach, yes) = (d.reach("visa"), d.bool(true));
    let repaired = d.law.exprs.add(Expr::With(vec![(switch, yes)], reach));
    let out = d.not(reach);
    let both = d.and(&[out, repaired]);
    d.claim("repair", &whom, both).from = Some(day("2025-07-01"));
    let law = d.law;
    let text = drawn(&prove(&law, "repair"));
    let evidence =
        "visa out of reach: iin, registration, visa, presence visa within reach: obtain_visa";
    assert!(text.contains(evidence), "{text}");
}
