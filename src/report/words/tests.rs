use super::*;
use crate::law::{DoorId, Expr, InputId, Law, Op, TermId, Value};
use crate::report::testing;
use crate::verdict::{Atom, Condition};

fn input(law: &Law, name: &str) -> InputId {
    InputId::at(
        law.inputs
            .iter()
            .position(|input| input.name == name)
            .unwrap(),
    )
}

/// The conditions of a claim, and the claim.
fn claim(law: &Law, name: &str) -> (Vec<String>, String) {
    let claim = &law[testing::claim(law, name)];
    let who = claim
        .for_whom
        .iter()
        .flat_map(|one| conditions(law, *one, true))
        .map(|said| said.words())
        .collect();
    (who, clause(law, claim.claim, true))
}

#[test]
fn conditions_are_verb_phrases() {
    let law = testing::law("kz");
    let (who, what) = claim(&law, "dead_end");
    assert_eq!(who[0], "is a foreigner or stateless person");
    assert_eq!(who[1], "is 16 or older");
    assert_eq!(who[3], "has no visa in effect");
    assert_eq!(what, "a visa is out of reach");
    let (who, what) = claim(&law, "no_citizen_or_stateless_person");
    assert_eq!(who, ["is a citizen or is a stateless person"]);
    assert_eq!(
        what,
        "the person need not undergo dactyloscopy registration"
    );
    let (who, _) = claim(&law, "under_17_obtain_visas");
    assert_eq!(
        who,
        [
            "is less than 17 years past the date of birth (28 February where the year has no \
             29 February)"
        ]
    );
}

#[test]
fn every_printed_day_is_included() {
    let mut law = testing::law("kz");
    let born = law.exprs.add(Expr::In(input(&law, "born")));
    let day = law.exprs.lit(Value::Day("2000-01-01".parse().unwrap()));
    let earlier = law.exprs.add(Expr::Op(Op::Less, vec![born, day]));
    let later = law.exprs.add(Expr::Op(Op::Less, vec![day, born]));
    for (expr, holds, words) in [
        (
            earlier,
            true,
            "has the date of birth 31 December 1999 or earlier",
        ),
        (
            earlier,
            false,
            "has the date of birth 1 January 2000 or later",
        ),
        (later, true, "has the date of birth 2 January 2000 or later"),
        (
            later,
            false,
            "has the date of birth 1 January 2000 or earlier",
        ),
    ] {
        assert_eq!(said_of_person(&law, expr, holds), words);
    }
}

#[test]
fn steps_of_claims_are_found_among_their_conditions() {
    let law = testing::law("kz");
    let said = |name: &str| {
        let claim = &law[testing::claim(&law, name)];
        said_of_person(&law, claim.claim, true)
    };
    assert_eq!(said("electronic_visas"), "can obtain a visa electronically");
    assert_eq!(said("iin_in_kazakhstan"), "can obtain an IIN in person");
    assert_eq!(
        said("no_power_of_attorney"),
        "has no way open to obtain an IIN by power of attorney"
    );
    assert!(said("nobody_for_a_foreigners_document").starts_with("can obtain an ident"));
}

#[test]
fn numbers_and_values() {
    let law = testing::law("dwelling");
    let (who, what) = claim(&law, "nobody_under_18");
    assert_eq!(who, ["is under 18"]);
    assert_eq!(
        what,
        "the person need not be entered in the register of residents"
    );
    let (who, _) = claim(&law, "newcomers");
    assert_eq!(who[3], "is 25 or older");
    let (_, what) = claim(&law, "fee_is_12");
    assert_eq!(what, "the fee for an entry, in crowns, is 12");
}

#[test]
fn what_verdicts_say_of_persons() {
    let law = testing::law("kz");
    let term = law
        .terms
        .iter()
        .position(|term| term.name == "alien")
        .unwrap();
    let status = input(&law, "status");
    let foreigner = Value::at_place(law[status].ty, 1).unwrap();
    for (atom, holds, words) in [
        (Atom::Define(TermId::at(term)), false, "is a citizen"),
        (Atom::Flag(input(&law, "iin")), false, "has no IIN"),
        (Atom::Member(status, foreigner), true, "is a foreigner"),
        (Atom::Member(status, foreigner), false, "is not a foreigner"),
    ] {
        assert_eq!(condition(&law, Condition { atom, holds }), words);
    }
}

#[test]
fn bare_names_where_words_are_missing() {
    let mut law = testing::law("kz");
    let visa = input(&law, "visa");
    law[visa].phrases = crate::law::Phrases::default();
    let held = |holds| {
        condition(
            &law,
            Condition {
                atom: Atom::Flag(visa),
                holds,
            },
        )
    };
    assert_eq!(held(true), "has “yes” for visa");
    assert_eq!(held(false), "has “no” for visa");
    assert_eq!(
        noun(&law, input(&law, "arrival_hall")),
        "being in the arrival hall of an airport"
    );
    assert_eq!(plain("arrival_hall"), "arrival hall");
}

#[test]
fn steps_with_their_choices() {
    let law = testing::law("kz");
    let all: Vec<String> = (0..law.doors.len())
        .map(|at| does(&law, DoorId::at(at)))
        .collect();
    assert!(all.contains(&"obtains a visa electronically".to_owned()));
    assert!(all.contains(&"obtains a permit to reside temporarily".to_owned()));
}

#[test]
fn persons() {
    let law = testing::law("kz");
    let status = input(&law, "status");
    let given = [
        (status, Value::at_place(law[status].ty, 1).unwrap()),
        (
            input(&law, "born"),
            Value::Day("1985-06-15".parse().unwrap()),
        ),
        (input(&law, "visa"), Value::Bool(false)),
    ];
    let person = person(&law, &given);
    assert_eq!(person.described, "a foreigner born on 15 June 1985");
    assert_eq!(person.called, "the foreigner");
    assert_eq!(person.conditions, ["has no visa in effect"]);
}

#[test]
fn citations_of_one_rule_are_one_quotation() {
    let law = testing::law("kz");
    let written = law
        .written
        .iter()
        .find(|written| written.name == "case_6")
        .unwrap();
    let all = told(&law, &written.grounds);
    let [
        Told::Quoted {
            quote, reference, ..
        },
    ] = all.as_slice()
    else {
        panic!("one quotation")
    };
    assert!(quote.contains("as follows: … 6) when obtaining visas"));
    assert_eq!(reference.words(), "lines 16–17, 34");
    let entry = law
        .written
        .iter()
        .find(|written| written.name == "entry_with_visa")
        .unwrap();
    assert_eq!(remarks(&entry.grounds).len(), 1);
}

#[test]
fn lists() {
    assert_eq!(joined(&["a"; 0], "and"), "");
    assert_eq!(joined(&["a"], "and"), "a");
    assert_eq!(joined(&["a", "b"], "or"), "a or b");
    assert_eq!(joined(&["a", "b", "c"], "and"), "a, b, and c");
    assert_eq!(capitalized("éa"), "Éa");
    let or = Phrase::any(vec![Phrase::one("is a"), Phrase::one("is b")]);
    let and = Phrase::all(vec![or, Phrase::one("is c")]);
    assert_eq!(and.words(), "is c and either is a or is b");
    let element = Phrase::of_element("has a child who is d");
    let all = Phrase::all(vec![element.clone(), and]);
    assert_eq!(
        all.words(),
        "is c, either is a or is b, and has a child who is d"
    );
    let any = Phrase::any(vec![element.clone(), Phrase::one("is c")]);
    assert_eq!(any.words(), "is c or has a child who is d");
    let both = Phrase::all(vec![element.clone(), element]);
    assert_eq!(
        Relatives::OF_A_PERSON.between(&[both]),
        "who has a child who is d, and has a child who is d,"
    );
}

#[test]
fn nobody_is_named_before_a_sentence_of_its_own() {
    let which = Phrase::beside("“Which?” is answered “this”");
    let any = Phrase::any(vec![
        Phrase::for_whom("the staff is 2"),
        Phrase::one("is c"),
        which.clone(),
    ]);
    let told = "the staff is 2, the person is c, or “Which?” is answered “this”";
    assert_eq!(any.stated("the person").words(), told);
    let all = Phrase::all(vec![which, Phrase::one("is c")]);
    let told = "the person is c and “Which?” is answered “this”";
    assert_eq!(all.stated("the person").words(), told);
}

#[test]
fn what_a_rule_gives_is_told_as_it_is_written() {
    let law = testing::law("levy");
    let rule = |name: &str| {
        let of = |rule: &&crate::law::Rule| law[rule.written].name == name;
        match law.rules.iter().find(of).unwrap().effect {
            crate::law::Effect::Value(_, value) => thing(&law, value),
            crate::law::Effect::Lift => panic!("{name} lifts"),
        }
    };
    assert_eq!(
        rule("ordinary_levy"),
        "the lesser of ((the rate up to the bracket times the lesser of the payment and the bracket) \
         plus the rate above the bracket times the greater of the payment minus the bracket and \
         0.00 crowns) and the greatest levy on one payment, rounded down to whole crowns"
    );
    assert_eq!(
        rule("long_stays"),
        "the lesser of 2 % of the payment and the greatest levy on one payment, rounded down to \
         whole crowns"
    );
}
