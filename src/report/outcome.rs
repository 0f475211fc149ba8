//! What comes of one case, in words.

use crate::calendar::Day;
use crate::eval::{Explaining, Situation, unlike_any};
use crate::law::{ExprId, InputId, Law, StepId, TermId, Value};

use super::answer::Answer;
use super::answers::Answers;
use super::counted;
use super::layout::Page;
use super::proof::head;
use super::rule_words::term_words;
use super::words::{capitalized, does_with, joined, member, person, reading_taken, said_of_person};

pub use super::reasons::{Explained, WHOLE};

/// A case as it was given.
#[derive(Debug, Clone)]
pub struct Case {
    /// The day of the facts and of the law.
    pub day: Day,
    /// The facts and holdings given.
    pub given: Vec<(InputId, Value)>,
    /// What is not given is no, and not held.
    pub nothing_else: bool,
    /// The step being taken, and the choices made.
    pub step: Option<(StepId, Vec<(InputId, Value)>)>,
    /// What became of it.
    pub became: Option<(InputId, Value)>,
    /// The readings fixed.
    pub readings: Vec<(InputId, Value)>,
    /// All of that together.
    pub situation: Situation,
}

/// The column at which the text after a label begins.
const TEXT: usize = 14;

/// The case and the answers; with `explained`, the reasons sentence by sentence, so many levels deep. Of the terms
/// `untold` no rule says anything.
pub fn text(
    law: &Law,
    case: &Case,
    answers: &[Answer],
    untold: &[TermId],
    explained: Option<usize>,
) -> String {
    let mut page = Page::new();
    head::texts(&mut page, law);
    page.gap();
    the_case(&mut page, law, case);
    let explained = explained.map(|depth| Explained {
        depth,
        misses: true,
    });
    let mut explaining = Explaining::default();
    let mut told = Answers::new(&mut explaining, law, case, explained);
    for answer in answers {
        told.one(&mut page, answer);
    }
    if !untold.is_empty() {
        page.wide_gap();
        let terms: Vec<String> = untold.iter().map(|term| term_words(law, *term)).collect();
        let told = format!(
            "Not told: no rule says anything here of {}.",
            joined(&terms, "or")
        );
        page.paragraph(1, &told);
    }
    page.wide_gap();
    page.bar();
    page.line(foot(answers));
    page.finish()
}

/// The case in words.
pub fn the_case(page: &mut Page, law: &Law, case: &Case) {
    let told = person(law, &case.given);
    let mut phrases = told.conditions;
    phrases.extend(
        case.step
            .as_ref()
            .map(|(step, choices)| does_with(law, *step, choices)),
    );
    // That no step is taken may be said.
    let none = law.occasion().filter(|_| case.step.is_none());
    let none = none.and_then(|occasion| Some((occasion, case.situation.get(occasion)?)));
    phrases.extend(none.map(|(occasion, none)| member(law, occasion, none, true)));
    phrases.extend(
        case.became
            .map(|(input, became)| member(law, input, became, true)),
    );
    let is_bare = told.is_anybody && phrases.is_empty();
    let told = [told.described, joined(&phrases, "and")].join(" ");
    let rest = match (is_bare, case.nothing_else) {
        (true, true) => " of whom nothing holds, and by whom nothing is held.",
        (true, false) => " of whom nothing is said.",
        (false, true) => ". Nothing else holds, and nothing else is held.",
        (false, false) => ".",
    };
    let told = format!("{}{rest}", capitalized(told.trim_end()));
    page.hanging(2, "The case", TEXT, &told);
    page.hanging(2, "The day", TEXT, &case.day.weekday_in_words());
    for (at, (reading, taken)) in case.readings.iter().enumerate() {
        let label = if at == 0 { "Readings" } else { "" };
        page.hanging(
            2,
            label,
            TEXT,
            &format!("{}.", capitalized(&reading_taken(law, *reading, *taken))),
        );
    }
    for assumed in unlike_any(law, &case.situation) {
        let told = format!("{}.", capitalized(&speaks_only_of(law, &[assumed])));
        page.hanging(2, "Yet", TEXT, &told);
    }
}

/// That a person is none of whom the rules speak, by what they assume of everybody: "the rules speak only of a
/// person who is 16 or older".
pub fn speaks_only_of(law: &Law, assumed: &[ExprId]) -> String {
    let told = assumed.iter().map(|one| said_of_person(law, *one, true));
    let told = joined(&told.collect::<Vec<_>>(), "and");
    format!("the rules speak only of a person who {told}")
}

fn foot(answers: &[Answer]) -> String {
    let (mut settled, mut by_reading, mut open) = (0, 0, 0);
    for answer in answers {
        match &answer.parts {
            Ok(parts) if answer.is_determined() && parts.len() < 2 => settled += 1,
            _ if answer.is_determined() => by_reading += 1,
            _ => open += 1,
        }
    }
    let mut told = Vec::new();
    if settled > 0 {
        told.push(format!("{settled} answered on every reading alike"));
    }
    if by_reading > 0 {
        told.push(format!("{by_reading} answered by reading"));
    }
    if open > 0 {
        told.push(format!("{open} undetermined or unsettled"));
    }
    let questions = counted(answers.len(), "question", "questions");
    if told.is_empty() {
        format!("{}.", capitalized(&questions))
    } else {
        format!("{}: {}.", capitalized(&questions), told.join(", "))
    }
}
