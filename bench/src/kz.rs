//! The same questions, put to kzrule as claims. Each pays for the whole of it: reading the rules,
//! asking Z3, writing the certificate of a proof and checking it, or putting the counterexample
//! before the interpreter.

use kzrule::check::{Checked, check};
use kzrule::law::ClaimId;
use kzrule::prove::{Effort, prove};
use kzrule::syntax::parse;
use kzrule::text::Library;
use kzrule::verdict::Outcome;

use crate::statute::{Conditions, Statute, condition, facts, rules};

type Failure = Box<dyn std::error::Error>;

pub fn is_dead(rule: &Conditions) -> Result<bool, Failure> {
    holds("", &format!("not ({})", condition(rule)))
}

pub fn are_disjoint(one: &Conditions, two: &Conditions) -> Result<bool, Failure> {
    let both = format!("not ({} and {})", condition(one), condition(two));
    holds("", &both)
}

pub fn are_equivalent(one: &Statute, two: &Statute) -> Result<bool, Failure> {
    let both = format!("{}{}", rules("first", one), rules("second", two));
    holds(&both, "first = second")
}

fn holds(rules: &str, claim: &str) -> Result<bool, Failure> {
    let text = format!(
        "{}{rules}prove asked \"asked\" {{ from 2024-01-01 claim {claim} }}\n",
        facts()
    );
    let checked = checked([("rules.kzrule".to_owned(), text)])?;
    let verdicts = prove(&checked.law, &[ClaimId::at(0)], Effort::default())?;
    match verdicts.first().map(|verdict| verdict.outcome()) {
        Some(Outcome::Proved) => Ok(true),
        Some(Outcome::Refuted) => Ok(false),
        other => Err(format!("the claim is {other:?}").into()),
    }
}

/// A corpus read and checked.
pub fn checked(files: impl IntoIterator<Item = (String, String)>) -> Result<Checked, Failure> {
    let mut library = Library::new();
    let mut rules = Vec::new();
    for (path, text) in files {
        let is_rules = path.ends_with(".kzrule");
        let id = library.add(path, text);
        if is_rules {
            rules.push(id);
        }
    }
    let parsed = rules
        .into_iter()
        .map(|id| (id, parse(id, library.text(id))));
    let checked = check(&library, parsed.collect());
    match checked.has_errors() {
        true => Err(format!("{:?}", checked.diagnostics.first()).into()),
        false => Ok(checked),
    }
}
