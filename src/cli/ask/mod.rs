//! `kzrule ask`: an interview about one question.

use crate::calendar::Day;
use crate::case::{fixed, understand_one};
use crate::check::{Question, Symbol};
use crate::diagnostic::Diagnostic;
use crate::law::InputKind;
use crate::report::answer::Readings;

use super::args::Ask;
use super::check::stop_on_errors;
use super::exit::Exit;
use super::loader::{self, Corpus, load};
use super::mistakes::wrong;
use super::output::{complain, refuse};
use super::read::Unreadable;

mod answer;
mod case;
mod console;
mod finish;
mod forgotten;
mod save;
mod talk;

use console::Console;
use talk::{Talk, Unanswered};

/// `kzrule ask`: asks for what still matters, then answers and explains.
pub fn run(verb: &Ask) -> Exit {
    let format = verb.corpus.rules.format;
    // Before anything is asked.
    if let Some(path) = &verb.save
        && let Err(unwritten) = save::is_new(path)
    {
        return unwritten.refuse(format, "ask");
    }
    let prepared = prepare(verb);
    let (day, mut corpus) = match prepared {
        Ok(prepared) => prepared,
        Err(message) => return refuse(format, "ask", &message),
    };
    if forgotten::goal_is_path(verb) && corpus.checked.symbols.get(verb.goal.trim()).is_none() {
        return refuse(format, "ask", &forgotten::without_goal(verb));
    }
    if let Some(exit) = stop_on_errors(&corpus, format, "ask") {
        return exit;
    }
    let (goal, readings) = match understood(verb, &mut corpus, day) {
        Ok(understood) => understood,
        Err(mistakes) => return wrong(&corpus, format, "ask", &mistakes),
    };
    let talk = Talk {
        corpus: &verb.corpus,
        law: &corpus.checked.law,
        goal: &goal,
        readings: &readings,
        named: day,
        format,
    };
    match talk.hold(&mut Console::new()) {
        Ok(done) => finish::run(&talk, &done, verb.save.as_deref()),
        Err(Unanswered::WithoutDay) => {
            let message = "the answers ended before the day was said: name it by --on DAY";
            refuse(format, "ask", message)
        }
        Err(Unanswered::Stopped) => {
            complain("Stopped: no answer is given.\n");
            Exit::Stopped
        }
    }
}

/// The day, if it is named, and the rules.
fn prepare(verb: &Ask) -> Result<(Option<Day>, Corpus), String> {
    let told = |Unreadable(message): Unreadable| message;
    let day = verb.on.as_deref().map(|on| loader::day("--on", on));
    let day = day.transpose().map_err(told)?;
    match load(&verb.corpus) {
        Ok(corpus) => Ok((day, corpus)),
        Err(_) if forgotten::goal_is_path(verb) => Err(forgotten::without_goal(verb)),
        Err(unreadable) => Err(told(unreadable)),
    }
}

/// The question and the readings fixed. The name of a holding alone asks whether it is within reach:
/// whether the person has it is nothing to be found out.
fn understood(
    verb: &Ask,
    corpus: &mut Corpus,
    day: Option<Day>,
) -> Result<(Question, Readings), Vec<Diagnostic>> {
    let written = verb.goal.trim();
    let goal = match corpus.checked.symbols.get(written) {
        Some(Symbol::Family(_)) => format!("{written} is within reach"),
        Some(Symbol::Input(input)) if corpus.checked.law[input].kind == InputKind::Holding => {
            format!("{written} is within reach")
        }
        _ => written.to_owned(),
    };
    let readings =
        fixed(&verb.reading, &corpus.checked, &mut corpus.library).map(|fixed| fixed.choices);
    let (checked, library) = (&mut corpus.checked, &mut corpus.library);
    let fixed = readings.as_deref().unwrap_or_default();
    let goal = understand_one(checked, library, ("GOAL", &goal), day, fixed);
    match (readings, goal) {
        (Ok(readings), Ok(goal)) => Ok((goal, readings)),
        (readings, goal) => {
            let mut mistakes = readings.err().unwrap_or_default();
            mistakes.extend(goal.err().unwrap_or_default());
            Err(mistakes)
        }
    }
}
