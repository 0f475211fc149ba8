//! Corpora of thousands of rules are checked without fault, and become no larger than they must.

#[path = "support/corpus.rs"]
mod corpus;
mod support;

use kzrule::law::Law;
use support::checked;

fn law_of(rules: usize) -> Law {
    let files = corpus::corpus(rules);
    let texts = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    let (_, checked) = checked(texts);
    assert!(
        checked.diagnostics.is_empty(),
        "{:?}",
        checked.diagnostics.first()
    );
    checked.law
}

/// What a law of so many rules is made of.
fn sizes(rules: usize) -> [usize; 4] {
    let law = law_of(rules);
    let exceptions = law
        .rules
        .iter()
        .map(|rule| rule.below.len() + rule.lifted_by.len());
    [
        law.exprs.len(),
        law.rules.len(),
        law.doors.len(),
        exceptions.sum(),
    ]
}

#[test]
fn a_corpus_is_the_same_each_time() {
    assert_eq!(corpus::corpus(100), corpus::corpus(100));
}

/// Exactly the gaps and contradictions that the generator makes, and nothing else.
#[cfg(feature = "z3")]
#[test]
fn the_audit_finds_what_was_planted() {
    use kzrule::audit::questions;
    use kzrule::prove::{Effort, audit};
    use kzrule::verdict::Subject;

    let mut law = law_of(200);
    let mut asked = questions(&mut law);
    asked.retain(|question| !matches!(question.about, Subject::DeadEnd(_)));
    let found = audit(&law, &asked, Effort::default()).unwrap();
    let (mut gaps, mut conflicts) = (Vec::new(), Vec::new());
    for finding in &found {
        let name = &law[finding.verdict.claim].name;
        match finding.about {
            Subject::Gap(_) => gaps.push(name.clone()),
            Subject::Conflict(..) => conflicts.push(name.clone()),
            other => panic!("{other:?}: {name}"),
        }
        let proof = finding.verdict.certificate.as_ref();
        assert!(
            finding.verdict.undecided.is_none() && proof.is_ok(),
            "{name}"
        );
    }
    // Of 40 terms, by fours, the third and fourth have gaps; of the five bands of the fourth, each
    // but the last meets the next.
    let of_four = |kinds: &'static [usize]| {
        (0..40).filter(move |term| kinds.contains(&(term % corpus::TERMS_OF_A_KIND)))
    };
    let planted = of_four(&[2, 3]).map(|term| format!("gap: charge{term}"));
    assert_eq!(gaps, planted.collect::<Vec<_>>());
    let planted = of_four(&[3]).flat_map(|term| {
        let first = term * corpus::PER_TERM;
        (first..first + 4).map(|rule| format!("conflict: rule{rule} and rule{}", rule + 1))
    });
    assert_eq!(conflicts, planted.collect::<Vec<_>>());
    assert_eq!((gaps.len(), conflicts.len()), (20, 40));
}

/// Each of the later act's rules goes before each of the earlier one's: 20 times 20 pairs.
#[test]
fn so_many_pairs_are_told_of_a_canon() {
    let rules = (0..20).map(|n| {
        format!(
            "rule old{n} in old {{ assumed \"x\" when guests = {n} then fee = 1 }}\n\
             rule new{n} in new {{ assumed \"x\" when guests = {n} then fee = 2 }}\n"
        )
    });
    let text = format!(
        "fact guests : int \"guests\"\nterm fee : int \"fee\" otherwise 0\n\
         canon later \"Later acts\" {{ assumed \"x\" }}\n\
         act old \"Old Act\" {{ adopted 2020-01-01 in force 2020-02-01 }}\n\
         act new \"New Act\" {{ adopted 2021-01-01 in force 2021-02-01 }}\n{}",
        rules.collect::<String>()
    );
    let (_, checked) = checked([("rules.kzrule", text.as_str())]);
    let told = kzrule::report::canons::text(&checked.law);
    assert_eq!(told.matches("” over “").count(), 100);
    assert!(told.trim_end().ends_with("… and 300 more"), "{told}");
}

#[test]
fn what_a_law_is_made_of_grows_with_its_rules() {
    let (small, large) = (sizes(500), sizes(2_000));
    for (small, large) in small.into_iter().zip(large) {
        assert!(large <= small * 43 / 10, "{small} became {large}");
    }
    // Of 400 charges every other has exceptions; those above each, in chains of five, come to ten.
    assert_eq!(large.last().copied().unwrap(), 200 * 10);
}

/// Of sixty steps each makes a kind of its own: they are told all the same.
#[cfg(feature = "z3")]
#[test]
fn who_is_touched_at_many_steps_is_told() {
    use kzrule::diff::{Sides, questions};
    use kzrule::prove::{Effort, differences};

    let mut steps: Vec<String> = (0..60).map(|at| format!("step{at}")).collect();
    let declared = steps.iter().map(|step| {
        format!("holding got_{step} \"{step}\" short \"{step}\" yes \"has {step}\" no \"has no {step}\" ask \"?\"\n\
                 procedure {step} \"do {step}\" does \"does {step}\" grants got_{step} open\n")
    });
    let declared: String = declared.collect();
    let last = steps.split_off(30);
    let rules = format!(
        "{declared}fact tall : bool \"is tall\" no \"is small\" ask \"?\"\n\
         procedure register \"register\" does \"registers\" grants got_step0 open\n\
         rule all on {} {{ assumed \"x\" from 2025-01-01 then must register }}\n\
         rule of_the_tall on {} {{ assumed \"x\" from 2025-01-01 when tall then must register }}\n",
        steps.join(", "),
        last.join(", "),
    );
    let (_, checked) = checked([("rules.kzrule", rules.as_str())]);
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    let mut law = checked.law;
    let [from, to] = ["2024-12-31", "2025-01-01"].map(|day| day.parse().unwrap());
    let sides = Sides::of_days(&mut law, from, to);
    let asked = questions(&mut law, &sides);
    let found = differences(&law, &asked, Some(to), Effort::default()).unwrap();
    let kinds: Vec<usize> = found
        .iter()
        .map(|one| one.persons.as_ref().unwrap().len())
        .collect();
    assert!(kinds.contains(&60), "{kinds:?}");
}
