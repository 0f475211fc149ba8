//! The questions of the audit: which of them are findings.

use std::collections::BTreeSet;

use crate::audit::Question;
use crate::law::{InputId, Law, WrittenId};
use crate::verdict::{Behind, Finding, Outcome, Region, Subject, Verdict};

use super::dead_end::unasked;
use super::session::Session;
use super::solver::Undecided;
use super::workers::side_by_side;
use super::{Disagreement, Effort, unasked_verdict, undecided, untold};

/// Decides the questions of the audit. Most of them are answered by one question to the solver, and
/// are no findings; each of the others is decided like a claim of the files. In the order of the
/// questions.
///
/// # Errors
/// [`Disagreement`] where a second engine comes to another result.
pub fn audit(
    law: &Law,
    questions: &[Question],
    effort: Effort,
) -> Result<Vec<Finding>, Disagreement> {
    let found = side_by_side(law, effort, questions, |session, question| {
        finding(session, question)
    });
    let found: Result<Vec<Option<Finding>>, Disagreement> = found.into_iter().collect();
    let mut found: Vec<Finding> = found?.into_iter().flatten().collect();
    // Of a rule that applies to nobody nothing else is of interest.
    let idle: BTreeSet<WrittenId> = found
        .iter()
        .filter_map(|found| never(found.about))
        .collect();
    found.retain(|found| match found.about {
        Subject::IdleCondition(rule, _) | Subject::IdleException(rule) => !idle.contains(&rule),
        _ => true,
    });
    let decided = |found: &&mut Finding| found.verdict.undecided.is_none();
    for finding in found.iter_mut().filter(decided) {
        let mut all = law.intended.iter();
        let intended = all.find(|intended| finding.about.is(law, &intended.about));
        finding.intended = intended.map(|intended| intended.because.clone());
    }
    Ok(grouped(found))
}

/// One finding for each circle: a holding all of whose circles lead through another as well is told
/// with that one, which stands where the first of them would. What is intended stands by itself.
fn grouped(found: Vec<Finding>) -> Vec<Finding> {
    let all: Vec<BTreeSet<BTreeSet<InputId>>> = found.iter().map(circles).collect();
    let of = |at: usize| all.get(at).filter(|circles| !circles.is_empty());
    let is_open = |at: usize| found.get(at).is_some_and(|one| one.intended.is_none());
    // Those that no other has more of; of several with the same, the first.
    let has_more = |other: usize, at: usize| match (of(other), of(at)) {
        (Some(more), Some(circles)) => {
            is_open(other) && circles.is_subset(more) && (circles != more || other < at)
        }
        _ => false,
    };
    let around = |at: usize| {
        let mut heads = (0..found.len()).filter(|other| *other != at && has_more(*other, at));
        let head = heads.find(|head| (0..found.len()).all(|third| !has_more(third, *head)));
        head.filter(|_| is_open(at))
    };
    let heads: Vec<usize> = (0..found.len())
        .map(|at| around(at).unwrap_or(at))
        .collect();
    let mut told: Vec<(usize, Option<Finding>, Vec<InputId>)> = Vec::new();
    for (at, (finding, head)) in found.into_iter().zip(heads).enumerate() {
        let place = told.iter().position(|(known, ..)| *known == head);
        let place = place.unwrap_or_else(|| {
            told.push((head, None, Vec::new()));
            told.len() - 1
        });
        if let Some((_, own, also)) = told.get_mut(place) {
            match finding.about {
                Subject::DeadEnd(holding) if at != head => also.push(holding),
                _ => *own = Some(finding),
            }
        }
    }
    let with = |(_, own, also): (usize, Option<Finding>, Vec<InputId>)| {
        own.map(|own| Finding { also, ..own })
    };
    told.into_iter().filter_map(with).collect()
}

/// The circles behind a dead end, each by its holdings, on each combination of readings.
fn circles(finding: &Finding) -> BTreeSet<BTreeSet<InputId>> {
    let Some(Behind::Told(found)) = &finding.verdict.behind else {
        return BTreeSet::new();
    };
    let all = found.columns.iter().flat_map(|column| &column.circles);
    all.map(|circle| {
        let requirements = circle.requirements.iter();
        let of = requirements.filter_map(|at| found.requirements.get(*at));
        of.map(|requirement| requirement.holding).collect()
    })
    .collect()
}

fn never(about: Subject) -> Option<WrittenId> {
    match about {
        Subject::NeverApplies(rule) => Some(rule),
        _ => None,
    }
}

fn finding(
    session: &mut Session<'_>,
    question: &Question,
) -> Result<Option<Finding>, Disagreement> {
    if let Subject::DeadEnd(goal) = question.about {
        return dead_end(session, question, goal);
    }
    let by_proof = question.about.is_found_by_proof();
    let Some(verdict) = unasked_verdict(session, question.claim, by_proof)? else {
        return Ok(None);
    };
    let is_none = match verdict.outcome() {
        Outcome::Proved => !by_proof,
        Outcome::Refuted => by_proof,
        Outcome::Split | Outcome::Undecided => false,
    };
    Ok((!is_none).then_some(Finding {
        about: question.about,
        rules: question.rules.clone(),
        verdict,
        also: Vec::new(),
        intended: None,
    }))
}

/// A dead end is told as it is behind a claim. There is no claim here on exactly the persons who are
/// caught, and so no proof of one.
fn dead_end(
    session: &mut Session<'_>,
    question: &Question,
    goal: InputId,
) -> Result<Option<Finding>, Disagreement> {
    let claim = &session.law[question.claim];
    let verdict = match unasked(session, claim, goal) {
        Ok(None) => return Ok(None),
        Ok(Some((region, found))) => Verdict {
            claim: question.claim,
            proved: region,
            refuted: Vec::new(),
            nobody: Region::nothing(),
            undecided: None,
            as_expected: false,
            behind: Some(Behind::Told(Box::new(found))),
            certificate: Err(
                "no claim of the files says who is caught; one that does is written out".to_owned(),
            ),
        },
        Err(reason) => undecided(
            question.claim,
            &Undecided::Unsupported(untold(claim, reason)?),
        ),
    };
    Ok(Some(Finding {
        about: question.about,
        rules: question.rules.clone(),
        verdict,
        also: Vec::new(),
        intended: None,
    }))
}
