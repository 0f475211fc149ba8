use crate::calendar::Day;
use crate::case::{self, Suggestions, fixed, possible, understand};
use crate::check::Question;
use crate::diagnostic::Diagnostic;
use crate::eval::{Explaining, Interpreter, Situation};
use crate::law::{InputId, StepId, TermId, Value};
use crate::report::answer::Answer;
use crate::report::{outcome, outcome_json};

use super::args::{Eval, Format};
use super::check::stop_on_errors;
use super::exit::Exit;
use super::loader::{self, Corpus, load};
use super::mistakes::wrong;
use super::output::{JSON_VERSION, refuse, say, say_found};
use super::read::{Unreadable, read_text};

/// `kzrule eval`: one case, and what comes of it.
pub fn run(verb: &Eval) -> Exit {
    let format = verb.corpus.rules.format;
    let day = match loader::day("--on", &verb.on) {
        Ok(day) => day,
        Err(Unreadable(message)) => return refuse(format, "eval", &message),
    };
    let mut corpus = match load(&verb.corpus) {
        Ok(corpus) => corpus,
        Err(Unreadable(message)) => return refuse(format, "eval", &message),
    };
    if let Some(exit) = stop_on_errors(&corpus, format, "eval") {
        return exit;
    }
    let asked = match read_text(&verb.case) {
        Ok(text) => read(verb, &mut corpus, day, text),
        Err(Unreadable(message)) => return refuse(format, "eval", &message),
    };
    let asked = match asked {
        Ok(asked) => asked,
        Err(mistakes) => return wrong(&corpus, format, "eval", &mistakes),
    };
    answer(verb, &corpus, &asked)
}

/// A case with its questions.
struct Asked {
    case: outcome::Case,
    questions: Vec<Question>,
    /// The terms of which it would be asked, and of which no rule says anything.
    untold: Vec<TermId>,
}

fn read(
    verb: &Eval,
    corpus: &mut Corpus,
    day: Day,
    text: String,
) -> Result<Asked, Vec<Diagnostic>> {
    let path = verb.case.to_string_lossy().into_owned();
    let file = corpus.library.add(path.clone(), text);
    let (mut case, mut mistakes) =
        case::read(&mut corpus.checked, day, file, corpus.library.text(file));
    let readings =
        fixed(&verb.reading, &corpus.checked, &mut corpus.library).map(|fixed| fixed.choices);
    let in_file = std::mem::take(&mut case.ask).into_iter();
    let numbered = |(at, text): (usize, String)| (format!("{path}, question {}", at + 1), text);
    let mut texts: Vec<(String, String)> = in_file.enumerate().map(numbered).collect();
    texts.extend(
        verb.ask
            .iter()
            .map(|text| ("--ask".to_owned(), text.clone())),
    );
    let fixed = readings.as_deref().unwrap_or_default();
    let (checked, library) = (&mut corpus.checked, &mut corpus.library);
    let questions = understand(checked, library, &texts, Some(day), fixed);
    let (readings, questions) = match (readings, questions) {
        (Ok(readings), Ok(questions)) if mistakes.is_empty() => (readings, questions),
        (readings, questions) => {
            mistakes.extend(readings.err().unwrap_or_default());
            mistakes.extend(questions.err().unwrap_or_default());
            return Err(mistakes);
        }
    };
    let law = &corpus.checked.law;
    let (texts, step) = (!questions.is_empty(), case.step.clone());
    let case = case.on(law, day, readings);
    let (questions, untold) = if texts {
        (questions, Vec::new())
    } else {
        suggested(corpus, &case.situation, step.as_ref())
    };
    Ok(Asked {
        case,
        questions,
        untold,
    })
}

/// The questions that suggest themselves: what the law comes to, what is due, whether the step can be
/// taken, and what is within reach; and the terms of which it says nothing.
fn suggested(
    corpus: &mut Corpus,
    case: &Situation,
    step: Option<&(StepId, Vec<(InputId, Value)>)>,
) -> (Vec<Question>, Vec<TermId>) {
    let Corpus {
        checked, library, ..
    } = corpus;
    let suggestions = Suggestions::of(checked, library);
    let possible = step.and_then(|(step, choices)| possible(checked, library, *step, choices));
    let law = &checked.law;
    let (results, untold) = suggestions.results(&mut Interpreter::new(law, case));
    let mut questions: Vec<Question> = results.into_iter().cloned().collect();
    let due = suggestions.due(&mut Explaining::default(), law, case);
    questions.extend(due.into_iter().cloned());
    questions.extend(possible);
    questions.extend(suggestions.reach(case).into_iter().cloned());
    (questions, untold)
}

fn answer(verb: &Eval, corpus: &Corpus, asked: &Asked) -> Exit {
    let (law, case) = (&corpus.checked.law, &asked.case);
    let answers: Vec<Answer> = asked
        .questions
        .iter()
        .map(|asked| Answer::new(law, &case.situation, asked.text.clone(), asked.expr))
        .collect();
    let explained = verb.explain.then(|| verb.depth.unwrap_or(outcome::WHOLE));
    match verb.corpus.rules.format {
        Format::Text => say(&outcome::text(
            law,
            case,
            &answers,
            &asked.untold,
            explained,
        )),
        Format::Json => {
            let mut json = outcome_json::json(law, case, &answers, &asked.untold, explained);
            if let Some(members) = json.as_object_mut() {
                members.insert("version".to_owned(), JSON_VERSION.into());
                members.insert("verb".to_owned(), "eval".into());
            }
            say_found(law, json);
        }
    }
    if answers.iter().all(Answer::is_determined) {
        Exit::Holds
    } else {
        Exit::Open
    }
}
