//! What comes out otherwise on two sides of a law, and for whom.

use crate::calendar::{Day, Interval};
use crate::diff::Question;
use crate::eval::{Interpreter, Situation};
use crate::law::{Choices, Expr, InputId, Law, Value};
use crate::verdict::{Affected, Atom, Caught, Condition, Difference, Region, Turn, Witness};

use super::classes::{Cube, Persons, Vocabulary, in_words, primes};
use super::reach::Want;
use super::session::Session;
use super::solver::{all, any};
use super::untold::Untold;
use super::witness::Anchor;
use super::workers::side_by_side;
use super::{Disagreement, Run, unasked_verdict, untold};

/// Decides questions about two sides of a law; examples are looked for `near` a day, if one is
/// named. Most of them are answered by one question to the solver. In the order of the questions.
///
/// # Errors
/// [`Disagreement`] where a second engine comes to another result.
pub fn differences<'r>(
    law: &Law,
    questions: &[Question],
    near: Option<Day>,
    run: impl Into<Run<'r>>,
) -> Result<Vec<Difference>, Disagreement> {
    let found = side_by_side(law, run.into(), questions, |session, question| {
        difference(session, question, near)
    });
    let found: Result<Vec<Vec<Difference>>, Disagreement> = found.into_iter().collect();
    Ok(found?.into_iter().flatten().collect())
}

/// More sets of readings are not told apart.
const REGIONS_LIMIT: usize = 8;

/// A difference for each set of readings on which other persons are touched.
fn difference(
    session: &mut Session<'_>,
    question: &Question,
    near: Option<Day>,
) -> Result<Vec<Difference>, Disagreement> {
    let law = session.law;
    let Some(verdict) = unasked_verdict(session, question.claim, false)? else {
        return Ok(Vec::new());
    };
    let nobody_told = |reason: &str| Difference {
        about: question.about,
        turn: question.turn,
        region: Region::nothing(),
        persons: Err(reason.to_owned()),
        readings: Vec::new(),
        example: None,
        verdict: verdict.clone(),
    };
    if let Some(reason) = &verdict.undecided {
        return Ok(vec![nobody_told(&reason.because)]);
    }
    let mut found: Vec<Difference> = Vec::new();
    for refuted in &verdict.refuted {
        let cube = refuted.cube.clone();
        if found.len() == REGIONS_LIMIT {
            let region = Region(vec![cube]);
            let reason = "it differs by more sets of readings than can be told apart";
            found.push(Difference {
                region,
                ..nobody_told(reason)
            });
            break;
        }
        let told = persons(session, question, &refuted.witness, near);
        let (persons, example) = match told {
            Ok((persons, example)) => {
                if let Some(example) = &example {
                    agrees(law, question, example)?;
                }
                (Ok(persons), example)
            }
            Err(reason) => {
                let reason = untold(&law[question.claim], reason)?;
                (Err(reason), Some(refuted.witness.clone()))
            }
        };
        let same = found.iter_mut().find(|known| known.persons == persons);
        match same {
            Some(known) => known.region.0.push(cube),
            None => found.push(Difference {
                region: Region(vec![cube]),
                persons,
                readings: refuted.witness.readings.clone(),
                example,
                ..nobody_told("")
            }),
        }
    }
    Ok(found)
}

/// Whom a change touches under the readings of a witness, and the most ordinary of them, on the
/// day that is named if it can be.
fn persons(
    session: &mut Session<'_>,
    question: &Question,
    under: &Witness,
    near: Option<Day>,
) -> Result<(Vec<Caught>, Option<Witness>), Untold> {
    let law = session.law;
    let choices: Choices = under
        .readings
        .iter()
        .filter_map(|(reading, of)| Some((*reading, u32::try_from(of.place()?).ok()?)))
        .collect();
    let claim = &law[question.claim];
    let mut inside = vec![session.question(claim.claim, Want::NotTrue)];
    let mut outside = vec![session.question(claim.claim, Want::True)];
    let mut asked = vec![claim.claim];
    for part in &claim.for_whom {
        inside.push(session.question(*part, Want::True));
        outside.push(session.question(*part, Want::NotTrue));
        asked.push(*part);
    }
    let (inside, outside) = (all(inside), any(outside));
    let goals: Vec<InputId> = match question.about {
        Affected::Reach(holding) => vec![holding],
        _ => Vec::new(),
    };
    let needs = session.needs();
    let words = |plain| {
        let mut words = Vocabulary::of(law, &needs, &asked, &goals, plain);
        words.of_lists(&question.lists);
        if let Some(element) = &question.element {
            words.of_element(law, element.list, element.is_there, &element.said);
        }
        words
    };
    let cubes = in_words(words, |vocabulary| {
        let persons = Persons {
            inside: &inside,
            outside: &outside,
            choices: &choices,
            like: None,
            among: &[],
        };
        primes(session, vocabulary, &persons)
    });
    let cubes = match (cubes, differs(law, question)) {
        (Err(Untold::WordsTooFew), Some(whom)) => vec![whom],
        (Err(Untold::WordsTooFew), None)
            if matches!(question.turn, Turn::Lapses | Turn::Arises) =>
        {
            return Err(Untold::NoAnswer);
        }
        (cubes, _) => cubes?,
    };
    let caught = cubes.into_iter().map(|cube| Caught {
        conditions: cube.conditions,
        days: cube.days,
    });
    let anchor = near.map_or(Anchor::Boundary, Anchor::Near);
    let example = session.witness(&[inside], &choices, anchor)?;
    Ok((caught.collect(), example))
}

/// Those for whom a value is another, told by nothing but that.
fn differs(law: &Law, question: &Question) -> Option<Cube> {
    let [whom] = law[question.claim].for_whom.as_slice() else {
        return None;
    };
    match law.exprs.get(*whom) {
        Expr::Not(same) if question.turn == Turn::Differs => Some(Cube {
            conditions: vec![Condition {
                atom: Atom::Compare(*same),
                holds: false,
            }],
            days: Interval::ALWAYS,
        }),
        _ => None,
    }
}

/// Whether two outcomes, where there are such, differ in this way.
pub(super) fn is_turn(turn: Turn, before: Option<Value>, after: Option<Value>) -> bool {
    let truth = |value| Some(Value::Bool(value));
    match turn {
        Turn::Begins => before == truth(false) && after == truth(true),
        Turn::Ends => before == truth(true) && after == truth(false),
        Turn::Differs => before.is_some() && after.is_some() && before != after,
        Turn::Lapses => before.is_some() && after.is_none(),
        Turn::Arises => before.is_none() && after.is_some(),
    }
}

/// Checks by the interpreter that the person is touched in this way.
fn agrees(law: &Law, question: &Question, example: &Witness) -> Result<(), Disagreement> {
    let situation = Situation::of(law, example.day, example.values());
    let mut interpreter = Interpreter::new(law, &situation);
    let before = interpreter.evaluate(question.before).value();
    let after = interpreter.evaluate(question.after).value();
    if is_turn(question.turn, before, after) {
        return Ok(());
    }
    Err(Disagreement {
        claim: law[question.claim].name.clone(),
        what: format!(
            "Z3 finds a person whom the change touches, the interpreter says {before:?} and \
             {after:?}: {example:?}"
        ),
    })
}
