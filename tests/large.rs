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

#[test]
fn what_a_law_is_made_of_grows_with_its_rules() {
    let (small, large) = (sizes(500), sizes(2_000));
    for (small, large) in small.into_iter().zip(large) {
        assert!(large <= small * 41 / 10, "{small} became {large}");
    }
    // Of 400 charges every other has exceptions; those above each, in chains of five, come to ten.
    assert_eq!(large.last().copied().unwrap(), 200 * 10);
}
