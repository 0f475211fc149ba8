use crate::calendar::{Day, NotADay};
use crate::diagnostic::{Code, Diagnostic};
use crate::eval::Situation;
use crate::law::{InputId, InputKind, Law, Type, Value};
use crate::report::answer::Answer;
use crate::report::{diagnostics, explained, outcome, outcome_json};
use crate::text::{Span, closest};

use super::args::{Eval, Format};
use super::case_file;
use super::check::stop_on_errors;
use super::exit::Exit;
use super::loader::{self, Corpus, Unreadable, load};
use super::output::{JSON_VERSION, colour, complain, refuse, say, say_json};
use super::questions::{suggested, understand};

/// `kzrule eval`: one case, and what comes of it.
pub fn run(verb: &Eval) -> Exit {
    let format = verb.rules.format;
    let day = match verb.on.parse::<Day>() {
        Ok(day) => day,
        Err(NotADay(written)) => {
            let message = format!(
                "`--on {written}`: no such day; write YYYY-MM-DD, from 1801-01-01 to 2299-12-31"
            );
            return refuse(format, "eval", &message);
        }
    };
    let mut corpus = match load(&verb.rules.path) {
        Ok(corpus) => corpus,
        Err(Unreadable(message)) => return refuse(format, "eval", &message),
    };
    if let Some(exit) = stop_on_errors(&corpus, format, "eval") {
        return exit;
    }
    let asked = match loader::read(&verb.case) {
        Ok(text) => read(verb, &mut corpus, day, text),
        Err(Unreadable(message)) => return refuse(format, "eval", &message),
    };
    let asked = match asked {
        Ok(asked) => asked,
        Err(mistakes) => return wrong(&corpus, format, &mistakes),
    };
    answer(verb, &corpus, &asked)
}

/// A case with its questions.
struct Asked {
    case: outcome::Case,
    questions: Vec<crate::check::Question>,
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
        case_file::read(&corpus.checked, file, corpus.library.text(file));
    let readings = readings(verb, corpus);
    let in_file = std::mem::take(&mut case.ask).into_iter();
    let numbered = |(at, text): (usize, String)| (format!("{path}, question {}", at + 1), text);
    let mut texts: Vec<(String, String)> = in_file.enumerate().map(numbered).collect();
    texts.extend(
        verb.ask
            .iter()
            .map(|text| ("--ask".to_owned(), text.clone())),
    );
    let questions = understand(&mut corpus.checked, &mut corpus.library, &texts);
    let (readings, questions) = match (readings, questions) {
        (Ok(readings), Ok(questions)) if mistakes.is_empty() => (readings, questions),
        (readings, questions) => {
            mistakes.extend(readings.err().unwrap_or_default());
            mistakes.extend(questions.err().unwrap_or_default());
            return Err(mistakes);
        }
    };
    let law = &corpus.checked.law;
    let choices = case.step.iter().flat_map(|(_, choices)| choices);
    let given = case.given.iter().chain(choices).chain(&readings);
    let mut situation = Situation::of(law, day, given.copied());
    if let Some((step, _)) = &case.step {
        situation = situation.taking(law, *step);
    }
    if case.nothing_else {
        situation = situation.close(law);
    }
    let questions = if questions.is_empty() {
        let step = case.step.as_ref();
        suggested(&mut corpus.checked, &mut corpus.library, &situation, step)
    } else {
        questions
    };
    let case = outcome::Case {
        day,
        given: case.given,
        nothing_else: case.nothing_else,
        step: case.step,
        readings,
        situation,
    };
    Ok(Asked { case, questions })
}

/// The readings fixed on the command line.
fn readings(verb: &Eval, corpus: &mut Corpus) -> Result<Vec<(InputId, Value)>, Vec<Diagnostic>> {
    let (mut fixed, mut mistakes): (Vec<(InputId, Value)>, Vec<Diagnostic>) = Default::default();
    for written in &verb.reading {
        match reading(corpus, written) {
            Ok((reading, value)) => match fixed.iter().find(|(known, _)| *known == reading) {
                Some((_, earlier)) if *earlier != value => mistakes.push(Diagnostic::new(
                    Code::DuplicateClause,
                    format!("`--reading {written}`: this reading is fixed twice, to two choices"),
                )),
                Some(_) => {}
                None => fixed.push((reading, value)),
            },
            Err(mistake) => mistakes.push(mistake),
        }
    }
    if mistakes.is_empty() {
        Ok(fixed)
    } else {
        Err(mistakes)
    }
}

/// The readings there are.
fn readings_of(law: &Law) -> String {
    let names: Vec<&str> = law.readings().map(|id| law[id].name.as_str()).collect();
    match names.as_slice() {
        [] => "these rules have no readings".to_owned(),
        _ => format!("the readings are {}", names.join(", ")),
    }
}

/// `NAME=CHOICE`.
fn reading(corpus: &mut Corpus, written: &str) -> Result<(InputId, Value), Diagnostic> {
    let file = corpus
        .library
        .add("--reading".to_owned(), written.to_owned());
    let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
    let Some((name, choice)) = written.split_once('=') else {
        return Err(
            Diagnostic::new(Code::Syntax, "a reading is fixed by NAME=CHOICE")
                .at(Span::new(file, 0, length(written)), "")
                .help(readings_of(&corpus.checked.law)),
        );
    };
    let law = &corpus.checked.law;
    let name_span = Span::new(file, 0, length(name));
    let choice_span = Span::new(file, length(name) + 1, length(written));
    let (name, choice) = (name.trim(), choice.trim());
    let found = corpus
        .checked
        .input(name)
        .filter(|id| law[*id].kind == InputKind::Reading);
    let Some(reading) = found else {
        let unknown = Diagnostic::new(Code::UnknownName, format!("there is no reading `{name}`"))
            .at(name_span, "");
        let known = law.readings().map(|id| law[id].name.as_str());
        return Err(match closest(name, known) {
            Some(near) => unknown.help(format!("did you mean `{near}`?")),
            None => unknown.help(readings_of(law)),
        });
    };
    match law[reading].ty {
        Type::Enum(list) => case_file::member(law, list, choice)
            .map(|value| (reading, value))
            .map_err(|mistake| mistake.at(choice_span, "")),
        _ => Err(
            Diagnostic::new(Code::WrongKind, format!("`{name}` has no choices")).at(name_span, ""),
        ),
    }
}

fn wrong(corpus: &Corpus, format: Format, mistakes: &[Diagnostic]) -> Exit {
    match format {
        Format::Text => complain(&format!(
            "{}{}",
            diagnostics::text(&corpus.library, mistakes, colour()),
            explained::foot(mistakes)
        )),
        Format::Json => say_json(&serde_json::json!({
            "version": JSON_VERSION,
            "verb": "eval",
            "diagnostics": diagnostics::json(&corpus.library, mistakes),
        })),
    }
    Exit::Wrong
}

fn answer(verb: &Eval, corpus: &Corpus, asked: &Asked) -> Exit {
    let (law, case) = (&corpus.checked.law, &asked.case);
    let answers: Vec<Answer> = asked
        .questions
        .iter()
        .map(|asked| Answer::new(law, &case.situation, asked.text.clone(), asked.expr))
        .collect();
    match verb.rules.format {
        Format::Text => say(&outcome::text(law, case, &answers, verb.explain)),
        Format::Json => {
            let mut json = outcome_json::json(law, case, &answers, verb.explain);
            if let Some(members) = json.as_object_mut() {
                members.insert("version".to_owned(), JSON_VERSION.into());
                members.insert("verb".to_owned(), "eval".into());
            }
            say_json(&json);
        }
    }
    if answers.iter().all(Answer::is_determined) {
        Exit::Holds
    } else {
        Exit::Open
    }
}
