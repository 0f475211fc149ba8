//! The questions of the audit: which of them are findings.

mod grouped;

use std::collections::{BTreeMap, BTreeSet};
use std::iter::successors;

use crate::audit::Question;
use crate::law::{Claim, ClaimId, ExprId, InputId, Law, Needs, WrittenId};
use crate::verdict::{Behind, Finding, Outcome, Region, Subject, Verdict};

use super::classes::Most;
use super::dead_end::{Telling, Unasked, certified, could_be, tell_unasked, unasked};
use super::decided::undecided;
use super::session::Session;
use super::unasked::{IsFound, is_found, unasked_verdict};
use super::undecided::Undecided;
use super::untold::Untold;
use super::workers::{apart, few_by_few, side_by_side};
use super::{Disagreement, Run};
use grouped::{by_circles, by_mistakes};

/// How much all dead ends together are told with: where there are many, each is told with less.
const TOGETHER: Most = Most {
    kinds: 400,
    conditions: 3_000,
};

/// Each dead end is told with so much, however many there are.
const LEAST: Most = Most {
    kinds: 4,
    conditions: 24,
};

/// Decides the questions of the audit. Most of them are answered by one question to the solver, and
/// are no findings; each of the others is decided like a claim of the files. In the order of the
/// questions.
///
/// # Errors
/// [`Disagreement`] where a second engine comes to another result.
pub fn audit<'r>(
    law: &Law,
    questions: &[Question],
    run: impl Into<Run<'r>>,
) -> Result<Vec<Finding>, Disagreement> {
    audited(law, questions, run.into(), false)
}

/// As [`audit`], and each dead end is told in full, also where all of its circles lead through another holding
/// as well.
///
/// # Errors
/// As [`audit`].
pub fn audit_each<'r>(
    law: &Law,
    questions: &[Question],
    run: impl Into<Run<'r>>,
) -> Result<Vec<Finding>, Disagreement> {
    audited(law, questions, run.into(), true)
}

fn audited(
    law: &Law,
    questions: &[Question],
    run: Run<'_>,
    each: bool,
) -> Result<Vec<Finding>, Disagreement> {
    let found = by_mistakes(law, found(law, questions, run)?);
    let found = match each {
        true => found.into_iter().map(|found| found.finding).collect(),
        false => by_circles(found),
    };
    tell((law, law.needs()), found, each, run)
}

/// What is found, in the order of the questions, dead ends not yet told.
fn found(law: &Law, questions: &[Question], run: Run<'_>) -> Result<Vec<Found>, Disagreement> {
    let (circular, plain): (Vec<&Question>, Vec<&Question>) = questions
        .iter()
        .partition(|question| matches!(question.about, Subject::DeadEnd(_)));
    let asked = side_by_side(law, run, &plain, |session, question| {
        is_found(session, question.claim, question.about.is_found_by_proof())
    });
    let asked: Vec<Option<IsFound>> = asked.into_iter().collect::<Result<_, Disagreement>>()?;
    let found = plain.into_iter().zip(asked);
    let found: Vec<(&Question, IsFound)> = found
        .filter_map(|(question, found)| Some((question, found?)))
        .collect();
    let decided = few_by_few(law, run, &found, |session, (question, found)| {
        finding(session, question, found)
    });
    let decided: Result<Vec<Option<Finding>>, Disagreement> = decided.into_iter().collect();
    let mut found: Vec<Found> = decided?.into_iter().flatten().map(Found::from).collect();
    without_what_follows(law, &mut found);
    found.extend(dead_ends(law, law.needs(), &circular, run)?);
    // In the order in which the claims were put.
    found.sort_by_key(|found| found.finding.verdict.claim);
    let is_decided = |found: &&mut Found| found.finding.verdict.undecided.is_none();
    for Found { finding, .. } in found.iter_mut().filter(is_decided) {
        let mut all = law.intended.iter();
        let intended = all.find(|intended| finding.about.is(law, &intended.about));
        finding.intended = intended.map(|intended| intended.because.clone());
    }
    Ok(found)
}

/// What is found; of a dead end the circles behind it, each by its holdings, before it is told.
struct Found {
    finding: Finding,
    circles: BTreeSet<BTreeSet<InputId>>,
}

impl From<Finding> for Found {
    fn from(finding: Finding) -> Self {
        Self {
            finding,
            circles: BTreeSet::new(),
        }
    }
}

/// The dead ends, found and not told. Which holdings may be in a circle is read off the law; only
/// those that need one another are put before the solver, together.
fn dead_ends(
    law: &Law,
    needs: &Needs,
    questions: &[&Question],
    run: Run<'_>,
) -> Result<Vec<Found>, Disagreement> {
    let mut asked: BTreeMap<InputId, &Question> = BTreeMap::new();
    for question in questions {
        if let Subject::DeadEnd(goal) = question.about {
            asked.insert(goal, question);
        }
    }
    let of_knot = |knot: Vec<InputId>| -> Vec<(InputId, &Question)> {
        let own = knot.into_iter();
        own.filter_map(|goal| Some((goal, *asked.get(&goal)?)))
            .collect()
    };
    let mut knots: Vec<Vec<(InputId, &Question)>> =
        could_be(law, needs).into_iter().map(of_knot).collect();
    knots.retain(|knot| !knot.is_empty());
    let about = |knot: &Vec<(InputId, &Question)>| knot.iter().map(|(goal, _)| *goal).collect();
    let found = apart((law, needs), run, &knots, about, |session, knot| {
        let own = knot.iter();
        own.map(|(goal, question)| found_dead_end(session, question, *goal))
            .collect::<Result<Vec<_>, Disagreement>>()
    });
    let found: Result<Vec<_>, Disagreement> = found.into_iter().collect();
    Ok(found?.into_iter().flatten().flatten().collect())
}

/// Takes out what follows from another finding: of a rule that applies to nobody nothing else is of
/// interest, nor the alternatives of a condition that changes nothing. Where each of the alternatives
/// could go, not all of them could, and the first is kept.
fn without_what_follows(law: &Law, found: &mut Vec<Found>) {
    let all: BTreeSet<Subject> = found.iter().map(|found| found.finding.about).collect();
    let is_idle = |rule: WrittenId, condition: ExprId| {
        let is_of = |provision| Subject::IdleProvision(provision, condition);
        let provisions = successors(law[rule].provision, |inner| law[*inner].parent);
        all.contains(&Subject::IdleCondition(rule, condition))
            || provisions.map(is_of).any(|about| all.contains(&about))
    };
    let others_go = |rule: WrittenId, condition: ExprId| {
        let others = 1..law.exprs.get(condition).operands().len();
        let mut others = others.map(|at| Subject::IdleAlternative(rule, condition, at));
        others.all(|about| all.contains(&about))
    };
    found.retain(|found| match found.finding.about {
        Subject::IdleCondition(rule, _) | Subject::IdleException(rule) => {
            !all.contains(&Subject::NeverApplies(rule))
        }
        Subject::IdleAlternative(rule, condition, at) => {
            let is_kept = at == 0 && others_go(rule, condition);
            !(all.contains(&Subject::NeverApplies(rule)) || is_idle(rule, condition) || is_kept)
        }
        Subject::NeverGranted(_) => {
            let rules = &found.finding.rules;
            let mut rules = rules.iter().map(|rule| Subject::NeverApplies(*rule));
            let is_told = |never: &Subject| {
                let mut intended = law.intended.iter();
                all.contains(never) && !intended.any(|one| never.is(law, &one.about))
            };
            rules.len() == 0 || !rules.all(|never| is_told(&never))
        }
        _ => true,
    });
}

fn finding(
    session: &mut Session<'_>,
    question: &Question,
    found: &IsFound,
) -> Result<Option<Finding>, Disagreement> {
    let by_proof = question.about.is_found_by_proof();
    let verdict = found.clone().verdict(session, question.claim)?;
    let is_none = match verdict.outcome() {
        Outcome::Proved => !by_proof,
        Outcome::Refuted => by_proof,
        Outcome::Split | Outcome::Undecided => false,
    };
    if is_none {
        return Ok(None);
    }
    Ok(Some(Finding {
        about: question.about,
        rules: question.rules.clone(),
        verdict,
        also: Vec::new(),
        beyond: says_beyond(session, question)?,
        intended: None,
    }))
}

/// Whether an exception says something by itself, as the interpreter says of somebody.
fn says_beyond(session: &mut Session<'_>, question: &Question) -> Result<bool, Disagreement> {
    let Some(claim) = question.beyond else {
        return Ok(false);
    };
    let verdict = unasked_verdict(session, claim, false)?;
    Ok(verdict.is_some_and(|verdict| verdict.undecided.is_none() && !verdict.refuted.is_empty()))
}

/// There is no claim here on exactly the persons who are caught, and so no proof of one.
fn found_dead_end(
    session: &mut Session<'_>,
    question: &Question,
    goal: InputId,
) -> Result<Option<Found>, Disagreement> {
    let claim = &session.law[question.claim];
    let (verdict, circles) = match unasked(session, claim, goal) {
        Ok(None) => return Ok(None),
        Ok(Some(Unasked { region, circles })) => {
            let verdict = Verdict {
                claim: question.claim,
                proved: region,
                refuted: Vec::new(),
                nobody: Region::nothing(),
                undecided: None,
                as_expected: false,
                behind: None,
                certificate: Err(
                    "no claim of the files says who is caught; of one that does, the proof is written out"
                        .to_owned(),
                ),
            };
            (verdict, circles)
        }
        Err(reason) => (
            untold_verdict(claim, question.claim, reason)?,
            BTreeSet::new(),
        ),
    };
    let finding = Finding {
        about: question.about,
        rules: question.rules.clone(),
        verdict,
        also: Vec::new(),
        beyond: false,
        intended: None,
    };
    Ok(Some(Found { finding, circles }))
}

/// Tells the dead ends among the findings as they are told behind a claim: each in full, or with its share.
fn tell(
    (law, needs): (&Law, &Needs),
    mut found: Vec<Finding>,
    each: bool,
    run: Run<'_>,
) -> Result<Vec<Finding>, Disagreement> {
    let untold = |finding: &Finding| match finding.about {
        Subject::DeadEnd(goal) if finding.verdict.undecided.is_none() => {
            Some((goal, finding.verdict.claim, finding.verdict.proved.clone()))
        }
        _ => None,
    };
    let goals: Vec<(InputId, ClaimId, Region)> = found.iter().filter_map(untold).collect();
    let telling = Telling {
        repairs: false,
        most: match each {
            true => Most::IN_FULL,
            false => share(goals.len()),
        },
    };
    let about = |(goal, ..): &(InputId, ClaimId, Region)| vec![*goal];
    let told = apart((law, needs), run, &goals, about, |session, piece| {
        let (goal, id, region) = piece;
        let claim = &session.law[*id];
        match tell_unasked(session, claim, *goal, region, telling) {
            Ok(told) => {
                let proof = told.as_ref();
                let proof = proof.map(|told| certified(session, &claim.name, told));
                Ok((*id, Ok(told.zip(proof.transpose()?))))
            }
            Err(reason) => Ok((*id, Err(untold_verdict(claim, *id, reason)?))),
        }
    });
    let mut told: Vec<_> = told.into_iter().collect::<Result<_, Disagreement>>()?;
    told.reverse();
    for finding in &mut found {
        if told
            .last()
            .is_none_or(|(id, _)| *id != finding.verdict.claim)
        {
            continue;
        }
        match told.pop() {
            Some((_, Ok(Some((dead_end, proof))))) => {
                finding.verdict.behind = Some(Behind::Told(Box::new(dead_end)));
                finding.verdict.certificate = proof;
            }
            Some((_, Err(verdict))) => {
                finding.verdict = verdict;
                finding.intended = None;
            }
            _ => {}
        }
    }
    Ok(found)
}

/// How much each of so many dead ends is told with.
fn share(dead_ends: usize) -> Most {
    let most = Most::IN_FULL;
    let each = |together: usize| together.checked_div(dead_ends).unwrap_or(together);
    Most {
        kinds: each(TOGETHER.kinds).clamp(LEAST.kinds, most.kinds),
        conditions: each(TOGETHER.conditions).clamp(LEAST.conditions, most.conditions),
    }
}

fn untold_verdict(claim: &Claim, id: ClaimId, reason: Untold) -> Result<Verdict, Disagreement> {
    let reason = Undecided::Unsupported(reason.in_words(claim)?);
    Ok(undecided(id, &reason))
}
