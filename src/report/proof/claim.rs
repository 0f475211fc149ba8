//! A claim in one sentence.

use crate::calendar::Interval;
use crate::law::{Claim, Expr, ExprId, Law};
use crate::report::layout::{Ending, Page};
use crate::report::words::{
    capitalized, clause, conditions, is_about_things, joined, said_of_person,
};

/// The heading of a claim.
pub fn heading(page: &mut Page, claim: &Claim) {
    if let Some(heading) = &claim.heading {
        page.paragraph(1, heading);
    }
}

/// What a claim is about in the source's words, and the claim.
pub fn tell(page: &mut Page, law: &Law, claim: &Claim) {
    super::grounds::tell(page, 1, law, &claim.grounds);
    page.gap();
    sentence(page, law, claim);
    if let Some(cubes) = super::region::stated_for(law, claim) {
        page.gap();
        super::region::tell(page, "It is claimed for", 1, law, &cubes);
    }
}

/// The claim in one sentence.
pub fn sentence(page: &mut Page, law: &Law, claim: &Claim) {
    let (antecedents, consequent) = implication(law, claim.claim);
    let mut who: Vec<String> = claim
        .for_whom
        .iter()
        .flat_map(|condition| conditions(law, *condition, true))
        .collect();
    for antecedent in antecedents {
        who.extend(conditions(law, antecedent, true));
    }
    let said = said(law, &consequent);
    let when = when(claim);
    let few = who.len() <= 2;
    let sentence = match &said {
        Said::OfThings(words) if who.is_empty() => format!("{when}{words} for every person."),
        Said::OfThings(words) if few => {
            format!(
                "{when}{words} for every person who {}.",
                joined(&who, "and")
            )
        }
        Said::OfThings(words) => format!("{when}{words} for every person who"),
        Said::OfPersons(subject, words) if who.is_empty() => format!("{when}{subject} {words}."),
        Said::OfPersons(subject, words) if few => {
            format!("{when}{subject} who {} {words}.", joined(&who, "and"))
        }
        Said::OfPersons(subject, words) => format!("{when}{subject} {words} who"),
    };
    page.paragraph(1, &capitalized(&sentence));
    if !few {
        page.list(2, &who, Ending::Joined("and", "."));
    }
}

fn when(claim: &Claim) -> String {
    let days = claim.window();
    if days == Interval::ALWAYS {
        String::new()
    } else {
        format!("{}, ", days.in_words())
    }
}

/// What is claimed.
enum Said {
    /// A sentence: "a visa is out of reach".
    OfThings(String),
    /// "every person" or "nobody", and a verb phrase.
    OfPersons(&'static str, String),
}

fn said(law: &Law, parts: &[ExprId]) -> Said {
    let things = parts.iter().all(|part| is_about_things(law, *part));
    match parts {
        _ if things => {
            let words: Vec<String> = parts.iter().map(|part| clause(law, *part, true)).collect();
            Said::OfThings(joined(&words, "or"))
        }
        // What everybody need not do is told as what nobody must do.
        [only] => match law.exprs.get(*only) {
            Expr::Not(inner) => Said::OfPersons("nobody", said_of_person(law, *inner, true)),
            _ => Said::OfPersons("every person", said_of_person(law, *only, true)),
        },
        _ => {
            let words: Vec<String> = parts
                .iter()
                .map(|part| said_of_person(law, *part, true))
                .collect();
            Said::OfPersons("every person", joined(&words, "or"))
        }
    }
}

/// "If a and b, then c": the parts that are denied in a disjunction are conditions of the rest.
fn implication(law: &Law, claim: ExprId) -> (Vec<ExprId>, Vec<ExprId>) {
    let Expr::Or(parts) = law.exprs.get(claim) else {
        return (Vec::new(), vec![claim]);
    };
    let mut conditions = Vec::new();
    let mut rest = Vec::new();
    for part in parts {
        match law.exprs.get(*part) {
            Expr::Not(inner) => conditions.push(*inner),
            _ => rest.push(*part),
        }
    }
    if conditions.is_empty() || rest.is_empty() || is_some_step(law, claim) {
        (Vec::new(), vec![claim])
    } else {
        (conditions, rest)
    }
}

/// A step with its choices left free is a disjunction, too.
fn is_some_step(law: &Law, claim: ExprId) -> bool {
    !is_about_things(law, claim) && said_of_person(law, claim, true).starts_with("can ")
}
