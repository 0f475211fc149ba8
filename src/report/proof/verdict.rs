//! One verdict: the bar, the claim, and what there is to say for it.

use crate::law::{Between, Claim, Expected, Law};
use crate::report::layout::{Ending, Page};
use crate::report::words::{capitalized, constant, joined, up_to};
use crate::verdict::{Behind, DeadEnd, Lack, Outcome, Region, Verdict, cubes};

use super::support::Numbers;
use super::{
    bar, caught, checked, circles, claim, considered, open, reached, read_from, refuted, region,
    repairs, rests, ways,
};

/// A verdict with everything behind it.
pub fn tell(page: &mut Page, law: &Law, verdict: &Verdict, numbers: &Numbers<'_>) {
    let stated = &law[verdict.claim];
    page.banner(&bar::words(law, verdict), &stated.name);
    claim::heading(page, stated);
    below(page, law, verdict, numbers);
}

/// The same without the bar and the heading.
pub fn below(page: &mut Page, law: &Law, verdict: &Verdict, numbers: &Numbers<'_>) {
    let stated = &law[verdict.claim];
    claim::tell(page, law, stated);
    claim::alike(page, law, stated);
    page.gap();
    if let Some(undecided) = &verdict.undecided {
        open::why(page, law, stated, undecided);
        if matches!(undecided.lacks, Lack::Most(_)) && verdict.refuted.is_empty() {
            page.paragraph(1, "Nobody was found among them for whom it fails.");
        }
    }
    if verdict.is_about_nobody() {
        about_nobody(page, law, verdict);
    }
    expectation(page, law, verdict);
    nobody(page, law, verdict);
    readings(page, law, verdict);
    lists(page, law, verdict);
    behind(page, law, verdict);
    reached::tell(page, law, verdict);
    read_from::tell(page, law, verdict);
    refuted::tell(page, law, verdict);
    if let Some(undecided) = &verdict.undecided {
        open::person(page, law, &law[verdict.claim], undecided);
        open::what_would_settle(page, law, undecided, true);
    }
    rests::tell(page, law, verdict, numbers);
    checked::tell(page, verdict, "for whom it fails");
}

/// The dead end behind a verdict, where it is told with it.
pub fn told(verdict: &Verdict) -> Option<&DeadEnd> {
    match &verdict.behind {
        Some(Behind::Told(found)) => Some(found),
        _ => None,
    }
}

/// What stands behind a verdict.
pub fn behind(page: &mut Page, law: &Law, verdict: &Verdict) {
    match &verdict.behind {
        Some(Behind::Told(found)) => {
            circles::tell(page, law, found);
            caught::tell(page, law, found);
            ways::tell(page, law, found);
            repairs::tell(page, law, found);
        }
        Some(Behind::As { claim, of_all }) => {
            page.gap();
            let name = &law[*claim].name;
            let on = match of_all {
                true => "",
                false => ", for the answers with which that is proved",
            };
            // Who is caught is told of everybody; circles of those alone whom the claim is about.
            let circles = match law[*claim].for_whom == law[verdict.claim].for_whom {
                true => "",
                false => {
                    " The circles told there are those of the persons whom that claim is about."
                }
            };
            page.paragraph(
                1,
                &format!("The circles, who is caught and the ways out: see {name}{on}.{circles}"),
            );
        }
        Some(Behind::Untold(reason)) => {
            page.gap();
            let what = match verdict.is_about_nobody() {
                true => "What stands behind this",
                false => "Who is caught beside these persons",
            };
            let text = format!("{what} could not be told: {reason}.");
            page.paragraph(1, &text);
        }
        Some(Behind::Nobody(_)) | None => {}
    }
}

/// That there is nobody whom the claim is about, and the assumptions for which there is nobody at all.
fn about_nobody(page: &mut Page, law: &Law, verdict: &Verdict) {
    // That there is nobody may be what is claimed.
    let is_claimed = constant(law, law[verdict.claim].claim) == Some(false);
    let says_nothing = "the claim says nothing of anybody.";
    let Some(Behind::Nobody(assumptions)) = &verdict.behind else {
        page.paragraph(
            1,
            &match (is_claimed, no_such(&law[verdict.claim])) {
                (true, no_such) => format!("{no_such}."),
                (false, no_such) => format!("{no_such}: {says_nothing}"),
            },
        );
        return;
    };
    page.paragraph(
        1,
        match assumptions.as_slice() {
            [_] => "Nobody meets what the rules assume of every person:",
            _ => "Nobody meets all that the rules assume of every person. This contradicts itself:",
        },
    );
    let assumed = assumptions.iter().map(|one| considered::assumed(law, one));
    page.list(2, &assumed.collect::<Vec<_>>(), Ending::Apart);
    page.gap();
    if !is_claimed {
        page.paragraph(1, &capitalized(says_nothing));
    }
}

/// That there are no such persons. Of two who are compared, each may well be somebody.
fn no_such(claim: &Claim) -> &'static str {
    match claim.form.as_ref().map(|form| &form.between) {
        Some(Between::Neighbours { .. }) => {
            "No two people who meet the conditions can be compared like that"
        }
        Some(Between::Laws { .. }) | None => "Nobody meets these conditions",
    }
}

/// What was expected, where it is not what came out.
fn expectation(page: &mut Page, law: &Law, verdict: &Verdict) {
    if verdict.as_expected {
        return;
    }
    page.gap();
    match law[verdict.claim].expected {
        Expected::Proved => {
            page.paragraph(1, "The claim was expected to be proved on every reading.");
        }
        Expected::Refuted => {
            page.paragraph(1, "The claim was expected to be refuted on every reading.");
        }
        Expected::ProvedUnder(expr) => {
            let cubes = cubes(law, expr, true).unwrap_or_default();
            region::tell(
                page,
                "The claim was expected to be proved with",
                1,
                law,
                &Region(cubes),
            );
            page.paragraph(1, "and refuted with all others.");
        }
    }
}

/// The readings on which the claim is proved of nobody alone.
fn nobody(page: &mut Page, law: &Law, verdict: &Verdict) {
    if verdict.is_about_nobody() || verdict.nobody.is_nothing() {
        return;
    }
    page.gap();
    let region = region::beside(law, &law[verdict.claim], &verdict.nobody);
    let with = format!("{} with", no_such(&law[verdict.claim]));
    region::tell(page, &with, 1, law, &region);
    page.paragraph(1, "There the claim is proved, and says nothing of anybody.");
}

/// How many elements of lists the proof covers.
fn lists(page: &mut Page, law: &Law, verdict: &Verdict) {
    let lists = law.lists_of(&law[verdict.claim]);
    if verdict.proved.is_nothing() || lists.is_empty() {
        return;
    }
    let told: Vec<String> = lists.into_iter().map(|list| up_to(law, list)).collect();
    page.gap();
    page.paragraph(
        1,
        &format!("It is proved for persons with {}.", joined(&told, "and")),
    );
}

/// The readings on which a claim is proved, where these are neither all nor told by the bar.
fn readings(page: &mut Page, law: &Law, verdict: &Verdict) {
    if verdict.outcome() != Outcome::Split || bar::single_reading(law, verdict).is_some() {
        return;
    }
    page.gap();
    let proved = region::beside(law, &law[verdict.claim], &verdict.proved);
    region::tell(page, "It is proved with", 1, law, &proved);
    page.paragraph(1, "It is refuted with all others.");
}
