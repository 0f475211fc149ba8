//! What comes of an interview: the answer with its reasons, and the case that is saved.

use std::path::Path;

use crate::eval::{Follows, Interview, Situation};
use crate::law::{InputId, InputKind, Law, Value};
use crate::report::answer::Answer;
use crate::report::interview::Asked;
use crate::report::{interview as words, outcome, outcome_json};

use super::super::args::Format;
use super::super::exit::Exit;
use super::super::output::{JSON_VERSION, say, say_found};
use super::save;
use super::talk::{Done, Talk, told};

/// Answers, explains, and saves the case.
pub(super) fn run(talk: &Talk<'_>, done: &Done, save: Option<&Path>) -> Exit {
    let law = talk.law;
    let given = given(law, &done.asked, &done.follows);
    let situation = talk.case(done.day, &done.asked, &done.follows);
    let step = situation.step(law);
    let is_told = |input: InputId| match law[input].kind {
        InputKind::Occasion => step.is_none(),
        InputKind::Choice(_) => false,
        _ => true,
    };
    let case = outcome::Case {
        day: done.day,
        given: given
            .iter()
            .copied()
            .filter(|(input, _)| is_told(*input))
            .collect(),
        nothing_else: false,
        step,
        became: None,
        readings: talk.readings.to_vec(),
        situation,
    };
    let answered = Answer::new(law, &case.situation, talk.goal.text.clone(), talk.goal.expr);
    let determined = answered.is_determined();
    let needless = if done.finished && determined {
        let not_asked = not_asked(talk, done, &case.situation);
        words::needless(law, &case.situation, &answered, &not_asked)
    } else {
        Vec::new()
    };
    let answers = [answered];
    match talk.format {
        Format::Json => {
            let mut json = outcome_json::json(law, &case, &answers, &[], Some(outcome::WHOLE));
            if let Some(members) = json.as_object_mut() {
                members.insert("version".to_owned(), JSON_VERSION.into());
                members.insert("verb".to_owned(), "ask".into());
                let interview = words::json(
                    law,
                    &talk.goal.text,
                    (&done.asked, &done.follows),
                    &needless,
                    done.finished,
                );
                members.insert("interview".to_owned(), interview);
            }
            say_found(law, json);
        }
        Format::Text => {
            say(&words::not_asked(law, &done.follows, &needless));
            say("\n\n");
            say(&outcome::text(
                law,
                &case,
                &answers,
                &[],
                Some(outcome::WHOLE),
            ));
        }
    }
    let exit = if determined { Exit::Holds } else { Exit::Open };
    match save {
        Some(path) => exit.and(save::run(talk, path, done.day, &given)),
        None => exit,
    }
}

/// What the question hangs on and was not asked for.
fn not_asked(talk: &Talk<'_>, done: &Done, case: &Situation) -> Vec<InputId> {
    let asked = done.asked.iter().map(|(wanted, _)| wanted.input());
    let known: Vec<InputId> = asked
        .chain(done.follows.iter().map(|one| one.input))
        .collect();
    let all = Interview::new(talk.law, talk.goal.expr)
        .all(case)
        .into_iter();
    all.filter(|input| !known.contains(input)).collect()
}

/// All that was given, or follows. What holds over time is told by its days, where they are known.
fn given(law: &Law, asked: &[Asked], follows: &[Follows]) -> Vec<(InputId, Value)> {
    let mut given: Vec<(InputId, Value)> = Vec::new();
    for (input, value) in told(law, asked, follows) {
        given.retain(|(known, _)| *known != input);
        given.push((input, value));
    }
    let timed = |input: InputId| {
        let history = law[input].history?;
        let known = |wanted| given.iter().find(|(of, _)| *of == wanted);
        let never = known(history.ever).is_some_and(|(_, of)| *of == Value::Bool(false));
        (never || known(history.through).is_some()).then_some(())
    };
    let untimed = given.iter().filter(|(input, _)| timed(*input).is_none());
    let mut kept: Vec<_> = untimed.copied().collect();
    kept.sort_by_key(|(input, _)| *input);
    kept
}
