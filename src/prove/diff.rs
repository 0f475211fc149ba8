//! What comes out otherwise by the law of two days, and for whom.

use crate::calendar::Day;
use crate::diff::Question;
use crate::eval::{Interpreter, Situation};
use crate::law::{Choices, ExprId, InputId, Law, Value};
use crate::verdict::{Affected, Caught, Difference, Turn, Witness};

use super::claim::can_fail;
use super::classes::{Persons, Vocabulary, in_words, primes};
use super::reach::Want;
use super::session::Session;
use super::untold::Untold;
use super::witness::Anchor;
use super::workers::side_by_side;
use super::{Disagreement, Effort, undecided, verdict};

/// Decides the questions about two days of the law, the second of which is `to`. Most of them are
/// answered by one question to the solver. In the order of the questions.
///
/// # Errors
/// [`Disagreement`] where a second engine comes to another result.
pub fn differences(
    law: &Law,
    questions: &[Question],
    to: Day,
    effort: Effort,
) -> Result<Vec<Difference>, Disagreement> {
    let found = side_by_side(law, effort, questions, |session, question| {
        difference(session, *question, to)
    });
    let found: Result<Vec<Option<Difference>>, Disagreement> = found.into_iter().collect();
    Ok(found?.into_iter().flatten().collect())
}

fn difference(
    session: &mut Session<'_>,
    question: Question,
    to: Day,
) -> Result<Option<Difference>, Disagreement> {
    let law = session.law;
    let verdict = match can_fail(session, &law[question.claim]) {
        Ok(false) => return Ok(None),
        Ok(true) => verdict(session, question.claim)?,
        Err(reason) => undecided(question.claim, &reason),
    };
    let mut found = Difference {
        about: question.about,
        turn: question.turn,
        persons: Ok(Vec::new()),
        readings: Vec::new(),
        example: None,
        verdict,
    };
    let Some(first) = found.verdict.refuted.first() else {
        return Ok(found.verdict.undecided.is_some().then_some(found));
    };
    let choices: Choices = first
        .witness
        .readings
        .iter()
        .filter_map(|(reading, of)| Some((*reading, u32::try_from(of.place()?).ok()?)))
        .collect();
    found.readings.clone_from(&first.witness.readings);
    let whom: Vec<ExprId> = law[question.claim].for_whom.clone();
    match persons(session, question, &whom, &choices, to) {
        Ok((persons, example)) => {
            if let Some(example) = &example {
                agrees(law, question, example)?;
            }
            found.persons = Ok(persons);
            found.example = example;
        }
        Err(Untold::Disagreement(disagreement)) => return Err(disagreement),
        Err(reason) => found.persons = Err(reason.to_string()),
    }
    Ok(Some(found))
}

/// Whom a change touches, and the most ordinary of them, on the second day if it can be.
fn persons(
    session: &mut Session<'_>,
    question: Question,
    whom: &[ExprId],
    choices: &Choices,
    to: Day,
) -> Result<(Vec<Caught>, Option<Witness>), Untold> {
    let law = session.law;
    let mut inside = Vec::new();
    let mut outside = Vec::new();
    for part in whom {
        inside.push(session.question(*part, Want::True));
        outside.push(session.question(*part, Want::NotTrue));
    }
    let (inside, outside) = (super::solver::all(inside), super::solver::any(outside));
    let goals: Vec<InputId> = match question.about {
        Affected::Reach(holding) => vec![holding],
        _ => Vec::new(),
    };
    let words = |plain| Vocabulary::of(law, whom, &goals, plain);
    let cubes = in_words(words, |vocabulary| {
        let persons = Persons {
            inside: &inside,
            outside: &outside,
            choices,
            like: None,
            among: &[],
        };
        Ok(primes(session, vocabulary, &persons)?.0)
    })?;
    let caught = cubes.into_iter().map(|cube| Caught {
        conditions: cube.conditions,
        days: cube.days,
    });
    let example = session.witness(&[inside], choices, Anchor::Near(to))?;
    Ok((caught.collect(), example))
}

/// Checks by the interpreter that the person is touched in this way.
fn agrees(law: &Law, question: Question, example: &Witness) -> Result<(), Disagreement> {
    let situation = Situation::of(law, example.day, example.values());
    let mut interpreter = Interpreter::new(law, &situation);
    let before = interpreter.evaluate(question.before).value();
    let after = interpreter.evaluate(question.after).value();
    let truth = |value| Some(Value::Bool(value));
    let as_said = match question.turn {
        Turn::Begins => before == truth(false) && after == truth(true),
        Turn::Ends => before == truth(true) && after == truth(false),
        Turn::Differs => before.is_some() && after.is_some() && before != after,
    };
    if as_said {
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
