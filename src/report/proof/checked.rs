//! How the proof was checked, and how to check it again.

use crate::law::Law;
use crate::report::counted;
use crate::report::layout::Page;
use crate::verdict::{Certificate, Line, Verdict};

use super::Place;

/// The certificate, or why there is none.
pub fn tell(page: &mut Page, law: &Law, verdict: &Verdict, place: &Place<'_>) {
    if verdict.undecided.is_some() {
        return;
    }
    page.section("Checked", None);
    let name = &law[verdict.claim].name;
    match &verdict.certificate {
        Ok(certificate) => {
            page.paragraph(
                1,
                &format!("{}{}", written(certificate, verdict), followed()),
            );
            let repeat = match place.certificates {
                Some(folder) => {
                    let file = folder.join(format!("{name}.json"));
                    format!("To repeat: kzrule recheck {}", file.display())
                }
                None => format!(
                    "To repeat: kzrule prove --certificates DIR, then kzrule recheck DIR/{name}.json"
                ),
            };
            page.paragraph(1, &repeat);
        }
        Err(reason) => {
            page.paragraph(1, &format!("The verdict rests on Z3 alone: {reason}."));
            if !verdict.refuted.is_empty() {
                page.paragraph(
                    1,
                    "For the persons above the rules were evaluated without it.",
                );
            }
        }
    }
}

fn written(certificate: &Certificate, verdict: &Verdict) -> String {
    let steps = certificate
        .tree
        .clone()
        .map_or(0, |tree| Vec::<Line>::from(tree).len());
    let persons = counted(certificate.refuted.len(), "person", "persons");
    match (certificate.tree.is_some(), verdict.refuted.is_empty()) {
        (true, true) => format!(
            "The proof is written out in {}.",
            counted(steps, "step", "steps")
        ),
        (true, false) => format!(
            "The proof is written out in {}, the refutation with {persons}.",
            counted(steps, "step", "steps")
        ),
        (false, _) => format!("The refutation is written out with {persons}."),
    }
}

fn followed() -> &'static str {
    " A second, smaller program that only follows what is written has accepted it."
}
