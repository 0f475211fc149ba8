//! One verdict: the bar, the claim, and what there is to say for it.

use crate::law::{Expected, InputId, Law};
use crate::report::layout::Page;
use crate::report::words::choice_name;
use crate::verdict::{Behind, DeadEnd, Outcome, Region, Verdict};

use super::{Place, caught, checked, circles, claim, refuted, region, rests, ways};

/// A verdict with everything behind it.
pub fn tell(page: &mut Page, law: &Law, verdict: &Verdict, place: &Place<'_>) {
    let stated = &law[verdict.claim];
    page.banner(&bar(law, verdict), &stated.name);
    claim::tell(page, law, stated);
    page.gap();
    if let Some(reason) = &verdict.undecided {
        page.paragraph(1, &format!("It could not be decided: {reason}."));
    }
    if verdict.about_nobody {
        page.paragraph(
            1,
            "Nobody meets the conditions of this claim: it says nothing of anybody.",
        );
    }
    expectation(page, law, verdict);
    readings(page, law, verdict);
    match &verdict.behind {
        Some(Behind::Told(found)) => {
            circles::tell(page, law, found);
            caught::tell(page, law, found);
            ways::tell(page, law, found);
        }
        Some(Behind::As(claim)) => {
            let name = &law[*claim].name;
            page.gap();
            page.paragraph(1, &format!("It is the dead end told under {name}."));
        }
        Some(Behind::Untold(reason)) => {
            page.gap();
            page.paragraph(
                1,
                &format!("What stands behind it could not be told: {reason}."),
            );
        }
        None => {}
    }
    refuted::tell(page, law, verdict);
    if !verdict.proved.is_nothing() {
        rests::tell(page, law, verdict);
    }
    checked::tell(page, law, verdict, place);
}

/// The dead end behind a verdict, where it is told with it.
pub fn told(verdict: &Verdict) -> Option<&DeadEnd> {
    match &verdict.behind {
        Some(Behind::Told(found)) => Some(found),
        _ => None,
    }
}

/// The verdict in the bar.
fn bar(law: &Law, verdict: &Verdict) -> String {
    let (every, some) = if law.readings().next().is_some() {
        (
            " on every reading",
            " on some readings, REFUTED on the others",
        )
    } else {
        ("", " in part")
    };
    let words = match verdict.outcome() {
        Outcome::Proved => format!("PROVED{every}"),
        Outcome::Refuted => format!("REFUTED{every}"),
        Outcome::Undecided => "UNDECIDED".to_owned(),
        Outcome::Split => columns(law, verdict).unwrap_or_else(|| format!("PROVED{some}")),
    };
    let proved = law[verdict.claim].expected == Expected::Proved;
    match (verdict.outcome(), verdict.as_expected) {
        (Outcome::Undecided, _) => words,
        (Outcome::Proved, true) if proved => words,
        (_, true) => format!("{words}, as expected"),
        (_, false) => format!("{words}, NOT AS EXPECTED"),
    }
}

/// "PROVED on the consular reading, REFUTED on the literal reading", where one reading decides.
fn columns(law: &Law, verdict: &Verdict) -> Option<String> {
    let reading = single_reading(law, verdict)?;
    let on = |region: &Region| {
        let mut places: Vec<u32> = region
            .0
            .iter()
            .filter_map(|cube| cube.0.get(&reading))
            .flatten()
            .copied()
            .collect();
        places.sort_unstable();
        places.dedup();
        let names: Vec<String> = places
            .iter()
            .filter_map(|place| crate::law::Value::at_place(law[reading].ty, *place as usize))
            .map(|of| choice_name(law, of))
            .collect();
        let noun = if names.len() == 1 {
            "reading"
        } else {
            "readings"
        };
        format!("the {} {noun}", crate::report::words::joined(&names, "and"))
    };
    let refuted = Region(
        verdict
            .refuted
            .iter()
            .map(|found| found.cube.clone())
            .collect(),
    );
    Some(format!(
        "PROVED on {}, REFUTED on {}",
        on(&verdict.proved),
        on(&refuted)
    ))
}

/// The reading that alone decides between proved and refuted, where there is one of which each
/// choice is on one side.
pub fn single_reading(law: &Law, verdict: &Verdict) -> Option<InputId> {
    if verdict.outcome() != Outcome::Split {
        return None;
    }
    let cubes = || {
        verdict
            .proved
            .0
            .iter()
            .chain(verdict.refuted.iter().map(|found| &found.cube))
    };
    let reading = cubes().find_map(|cube| cube.0.keys().next().copied())?;
    let alone = cubes().all(|cube| cube.0.len() == 1 && cube.0.contains_key(&reading));
    let told: usize = cubes()
        .filter_map(|cube| cube.0.get(&reading))
        .map(Vec::len)
        .sum();
    (alone && told <= law.size_of(law[reading].ty)).then_some(reading)
}

/// What was expected, where it is not what came out.
fn expectation(page: &mut Page, law: &Law, verdict: &Verdict) {
    if verdict.as_expected {
        return;
    }
    page.gap();
    match law[verdict.claim].expected {
        Expected::Proved => {
            page.paragraph(1, "The claim was expected to be proved on every reading.")
        }
        Expected::Refuted => {
            page.paragraph(1, "The claim was expected to be refuted on every reading.")
        }
        Expected::ProvedUnder(expr) => {
            page.paragraph(
                1,
                "The claim was expected to be proved on the readings with these answers, and refuted \
                 on all others:",
            );
            let cubes = crate::report::words::cubes(law, expr, true);
            region::tell(page, 2, law, &Region(cubes.unwrap_or_default()));
        }
    }
}

/// The readings on which a claim is proved, where these are neither all nor told by the bar.
fn readings(page: &mut Page, law: &Law, verdict: &Verdict) {
    if verdict.outcome() != Outcome::Split || single_reading(law, verdict).is_some() {
        return;
    }
    page.gap();
    page.paragraph(
        1,
        "It is proved on the readings with these answers, and refuted on all others:",
    );
    let stated = &law[verdict.claim];
    region::tell(page, 2, law, &region::beside(law, stated, &verdict.proved));
}
