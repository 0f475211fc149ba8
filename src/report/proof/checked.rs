//! How the proof was checked, and how to check it again.

use std::path::Path;

use crate::report::counted;
use crate::report::layout::Page;
use crate::verdict::{Behind, Certificate, DeadEnd, Line, Verdict};

/// The certificate, or why there is none. Of the persons in it, it is said `of_whom` they are: "for
/// whom it fails".
pub fn tell(page: &mut Page, verdict: &Verdict, of_whom: &str) {
    if verdict.undecided.is_some() {
        return;
    }
    page.section("Checked", None);
    match &verdict.certificate {
        Ok(certificate) => {
            let written = written(certificate, of_whom);
            let of_the_caught = match certificate.persons {
                Some(_) => "That none of those who are caught can have it is written",
                None => "Written",
            };
            page.paragraph(
                1,
                &format!(
                    "{of_the_caught} out {written}. A second, smaller program that only follows what is \
                     written has accepted it."
                ),
            );
        }
        Err(reason) => {
            page.paragraph(1, &format!("The verdict rests on Z3 alone: {reason}."));
            if !verdict.refuted.is_empty() {
                page.paragraph(
                    1,
                    "For the persons above, the rules were evaluated without it.",
                );
            }
        }
    }
    if let Some(Behind::Told(found)) = &verdict.behind {
        page.paragraph(1, &beyond(found, verdict.certificate.is_ok()));
    }
}

/// What of a dead end is not written out.
fn beyond(found: &DeadEnd, is_written: bool) -> String {
    let circles = match found
        .columns
        .iter()
        .any(|column| !column.circles.is_empty())
    {
        true => "which circles there are, and that nobody else is caught",
        false => "that nobody else is caught",
    };
    let ways = "Each way out was gone through for a person who has it";
    match is_written {
        true => format!("Not written out, and found by Z3: {circles}. {ways}."),
        false => format!("{ways}."),
    }
}

/// How to check the certificates again.
pub fn repeat(page: &mut Page, verdicts: &[Verdict], certificates: Option<&Path>) {
    if !verdicts.iter().any(|verdict| verdict.certificate.is_ok()) {
        return;
    }
    page.paragraph(
        1,
        &match certificates {
            Some(folder) => {
                let folder = folder.display();
                format!(
                    "The proofs are in {folder}, one file a claim. To check one again: kzrule recheck \
                     {folder}/CLAIM.json, and behind it the folder of the rules, if that is not the \
                     present one."
                )
            }
            None => "To check a proof again: kzrule prove --certificates DIR, then kzrule recheck DIR/CLAIM.json, \
                     and behind each the folder of the rules, if that is not the present one."
                .to_owned(),
        },
    );
}

/// "in 59 steps, and with a person for whom it fails for each of 4 sets of answers"
fn written(certificate: &Certificate, of_whom: &str) -> String {
    let steps = certificate
        .tree
        .clone()
        .map_or(0, |tree| Vec::<Line>::from(tree).len());
    let steps = counted(steps, "step", "steps");
    let persons = match certificate.refuted.len() {
        1 => format!("with a person {of_whom}"),
        several => format!("with a person {of_whom} for each of {several} sets of answers"),
    };
    match (certificate.tree.is_some(), certificate.refuted.is_empty()) {
        (true, true) => format!("in {steps}"),
        (true, false) => format!("in {steps}, and {persons}"),
        (false, _) => persons,
    }
}
