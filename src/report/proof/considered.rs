//! What is considered: which persons, which ways, and in what time they are gone.

use indexmap::IndexSet;

use crate::law::{Assumption, ClaimId, Cone, Expr, Law, TermRole, cone};
use crate::report::layout::{Ending, Page};
use crate::report::words::{capitalized, clause};

/// What all verdicts on claims take of persons and of their steps.
pub fn tell(page: &mut Page, law: &Law, claims: &[ClaimId]) {
    // Of two versions, both may say it.
    let persons: IndexSet<String> = { law.assumes.iter() }
        .map(|one| assumed(law, one))
        .collect();
    let persons = Vec::from_iter(persons);
    if !persons.is_empty() {
        page.paragraph(1, "Of every person who is considered, this is assumed:");
        page.list(2, &persons, Ending::Apart);
        page.gap();
    }
    let parts = claims.iter().flat_map(|claim| {
        let claim = &law[*claim];
        claim.for_whom.iter().copied().chain([claim.claim])
    });
    let asked = cone(law, parts);
    if asks_ways(law, &asked) {
        page.paragraph(
            1,
            "Only ways that these rules describe are considered: what no rule opens is closed.",
        );
    }
    page.paragraph(
        1,
        if law.waits(&asked.exprs) {
            "Steps take no time: no processing times are assumed. Where one may wait, what a step \
             grants lasts; what is held for a time ends with it, unless a step grants it anew."
        } else {
            "All steps are taken on one day: no processing times are assumed."
        },
    );
}

/// What is assumed of every person, a sentence.
pub fn assumed(law: &Law, one: &Assumption) -> String {
    match &one.words {
        Some(words) => words.clone(),
        None => format!("{}.", capitalized(&clause(law, one.holds, true))),
    }
}

/// Whether it is asked what is within reach, or whether a step is open.
fn asks_ways(law: &Law, asked: &Cone) -> bool {
    asked.exprs.iter().any(|id| match law.exprs.get(*id) {
        Expr::Reach(_) => true,
        Expr::Call(term) => matches!(law[*term].role, TermRole::Open(_)),
        _ => false,
    })
}
