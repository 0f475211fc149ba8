//! What is told with a finding, because one mistake is behind both.

use crate::law::{Law, TermId};
use crate::verdict::{Finding, Subject};

use super::audit::{about, name};
use super::layout::Page;
use super::words::{heading, joined};

/// Tells it below the finding.
pub(super) fn tell(page: &mut Page, law: &Law, finding: &Finding) {
    if finding.also.is_empty() {
        return;
    }
    let all = || {
        [finding.about]
            .into_iter()
            .chain(finding.also.iter().copied())
    };
    let told = match finding.about {
        Subject::Conflict(..) => {
            let places = all().map(|about| match about {
                Subject::Conflict(term, ..) => format!("“{}”", in_place_of(law, term)),
                _ => name(law, about),
            });
            let places: Vec<String> = places.collect();
            format!(
                "That is so in the place of {} alike.",
                joined(&places, "and")
            )
        }
        Subject::NoResult(..) => {
            let others: Vec<String> = finding.also.iter().map(|one| about(law, *one)).collect();
            format!(
                "There is no answer on these, either: {}.",
                others.join("; ")
            )
        }
        Subject::DeadEnd(_) => {
            let others: Vec<String> = finding.also.iter().map(|one| about(law, *one)).collect();
            format!(
                "Somebody cannot have {}, either: each circle behind that is one of these. \
                 Who is caught there, and the ways out, are told by audit --each, or by a claim that it is \
                 out of reach.",
                joined(&others, "or")
            )
        }
        Subject::NeverGranted(_) => {
            let others: Vec<String> = finding.also.iter().map(|one| about(law, *one)).collect();
            format!(
                "Nobody can get {}, either: the same steps grant it.",
                joined(&others, "or")
            )
        }
        // With any other nothing is told.
        _ => return,
    };
    page.gap();
    page.paragraph(1, &told);
}

/// The rule whose requirement or deadline a term is: every other on it prevails over that one.
fn in_place_of(law: &Law, term: TermId) -> String {
    let rules = &law[term].rules;
    let mut all = rules.iter();
    let first = all.find(|rule| !rules.iter().any(|other| law[*other].below.contains(rule)));
    first.map_or_else(
        || law[term].name.clone(),
        |rule| heading(law, law[*rule].written),
    )
}
