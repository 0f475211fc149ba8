//! `kzrule ask`: an interview about one question.

use std::path::Path;

use crate::calendar::Day;
use crate::case::{fixed, understand_one};
use crate::check::{Question, Symbol};
use crate::diagnostic::Diagnostic;
use crate::eval::{Follows, Interview, Situation, Wanted};
use crate::law::{InputId, InputKind, Law, Type, Value};
use crate::report::answer::{Answer, Readings};
use crate::report::interview::Asked;
use crate::report::words::value;
use crate::report::{interview as words, outcome, outcome_json};

use super::args::{self, Ask, Format};
use super::check::stop_on_errors;
use super::exit::Exit;
use super::loader::{self, Corpus, load};
use super::mistakes::wrong;
use super::output::{JSON_VERSION, complain, refuse, say, say_found};
use super::read::{Unreadable, shown};
use super::write::write;

mod answer;
mod case;
mod console;
mod forgotten;

use answer::Typed;
use console::{Console, Heard};

/// What is said to whoever looks for the end.
const HOW_TO_END: &str =
    "Ctrl-D ends the questions and answers with what is given; Ctrl-C stops without an answer.";

/// `kzrule ask`: asks for what still matters, then answers and explains.
pub fn run(verb: &Ask) -> Exit {
    let format = verb.corpus.rules.format;
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
        Ok(done) => talk.finish(&done, verb.save.as_deref()),
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

/// The day, if it is named, and the rules; and that answers can be saved where they are to be.
fn prepare(verb: &Ask) -> Result<(Option<Day>, Corpus), String> {
    let told = |Unreadable(message): Unreadable| message;
    let day = verb.on.as_deref().map(|on| loader::day("--on", on));
    let day = day.transpose().map_err(told)?;
    if let Some(path) = &verb.save {
        let shown = shown(path);
        if path.extension().is_none_or(|ending| ending != "kzrule") {
            return Err(format!(
                "`--save {shown}`: a case is saved to a rule file, whose name ends in .kzrule"
            ));
        }
        if path.exists() {
            return Err(format!("`--save {shown}`: there is such a file already"));
        }
    }
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

/// Why an interview comes to no answer.
enum Unanswered {
    /// Answers ended before there was a day.
    WithoutDay,
    /// Whoever types has stopped it.
    Stopped,
}

/// An interview that came to its end.
struct Done {
    day: Day,
    asked: Vec<Asked>,
    /// What was not asked, since it follows from what was said.
    follows: Vec<Follows>,
    /// No question was left.
    finished: bool,
}

struct Talk<'a> {
    /// The rules, as the command line names them.
    corpus: &'a args::Corpus,
    law: &'a Law,
    goal: &'a Question,
    readings: &'a [(InputId, Value)],
    /// The day of the command line.
    named: Option<Day>,
    format: Format,
}

impl Talk<'_> {
    /// What belongs to the conversation: with JSON, standard output is for the result alone.
    fn show(&self, text: &str) {
        match self.format {
            Format::Text => say(text),
            Format::Json => complain(text),
        }
    }

    fn remark(&self, text: &str) {
        self.show(&words::remark(text));
    }

    /// Asks until nothing is left to ask, or answers end.
    fn hold(&self, console: &mut Console) -> Result<Done, Unanswered> {
        let law = self.law;
        self.show(&words::opening(
            law,
            &self.goal.text,
            self.goal.expr,
            self.named,
        ));
        let mut day = self.named;
        let mut asked: Vec<Asked> = Vec::new();
        loop {
            let Some(on) = day else {
                day = Some(self.ask_day(console)?);
                continue;
            };
            let mut case = self.case(on, &asked, &[]);
            let unknown = asked.iter().filter(|(_, given)| given.is_empty());
            let interview =
                Interview::new(law, self.goal.expr).passing(unknown.map(|(wanted, _)| *wanted));
            let (wanted, follows) = interview.next_beside(&mut case);
            let Some(wanted) = wanted else {
                return Ok(Done {
                    day: on,
                    asked,
                    follows,
                    finished: true,
                });
            };
            self.show(&words::question(law, &case, self.goal.expr, wanted));
            match self.ask(console, &interview, &case, (on, wanted), &asked) {
                Said::Given(given) => asked.push((wanted, given)),
                Said::Back if asked.pop().is_some() => {}
                Said::Back if self.named.is_none() => day = None,
                Said::Back => self.remark("There is no question before this one."),
                Said::Nothing => {
                    return Ok(Done {
                        day: on,
                        asked,
                        follows,
                        finished: false,
                    });
                }
                Said::Stopped => return Err(Unanswered::Stopped),
            }
        }
    }

    fn case(&self, day: Day, asked: &[Asked], follows: &[Follows]) -> Situation {
        let all = told(self.law, asked, follows).chain(self.readings.iter().copied());
        Situation::of(self.law, day, all).with_step_open()
    }

    fn ask_day(&self, console: &mut Console) -> Result<Day, Unanswered> {
        self.show(&words::day_question());
        loop {
            let line = match console.read(|text| self.show(text)) {
                Heard::Line(line) => line,
                Heard::End => return Err(Unanswered::WithoutDay),
                Heard::Stopped => return Err(Unanswered::Stopped),
            };
            match Typed::of(&line) {
                Typed::Answer(typed) => match answer::day(&typed) {
                    Ok(day) => {
                        self.remark(&day.weekday_in_words());
                        return Ok(day);
                    }
                    Err(message) => self.remark(&message),
                },
                Typed::Unknown => self.remark("No answer can be given without a day."),
                Typed::Why => self.remark("It is the day of the facts and of the law."),
                Typed::Back => self.remark("There is no question before this one."),
            }
        }
    }

    /// Puts one question until there is something to go on with.
    fn ask(
        &self,
        console: &mut Console,
        interview: &Interview<'_>,
        case: &Situation,
        (day, wanted): (Day, Wanted),
        asked: &[Asked],
    ) -> Said {
        loop {
            let line = match console.read(|text| self.show(text)) {
                Heard::Line(line) => line,
                Heard::End => return Said::Nothing,
                Heard::Stopped => return Said::Stopped,
            };
            match Typed::of(&line) {
                Typed::Unknown => return Said::Given(Vec::new()),
                Typed::Back => return Said::Back,
                Typed::Why => {
                    let expr = self.goal.expr;
                    self.show(&words::why(self.law, case, expr, interview, wanted));
                }
                Typed::Answer(typed) => {
                    let read = answer::read(self.law, self.goal.expr, wanted, &typed);
                    match read.and_then(|given| self.fitting(day, asked, given)) {
                        Ok(given) => {
                            self.understood(&given);
                            return Said::Given(given);
                        }
                        Err(_) if answer::would_end(&typed) => self.remark(HOW_TO_END),
                        Err(message) => self.remark(&message),
                    }
                }
            }
        }
    }

    /// An answer that does not contradict what was said before of the same thing.
    fn fitting(
        &self,
        day: Day,
        asked: &[Asked],
        given: Vec<(InputId, Value)>,
    ) -> Result<Vec<(InputId, Value)>, String> {
        for (input, history) in self.law.histories() {
            let all = asked.iter().flat_map(|(_, given)| given).chain(&given);
            let value = |wanted: InputId| {
                let mut all = all.clone();
                all.find(|(of, _)| *of == wanted).map(|(_, of)| *of)
            };
            let latest = |wanted: InputId| {
                let of = given.iter().find(|(of, _)| *of == wanted);
                of.map(|(_, of)| *of).or_else(|| value(wanted))
            };
            let concerned = given.iter().any(|(of, _)| history.inputs().contains(of));
            if concerned
                && let (Some(Value::Bool(said)), Some(holds)) =
                    (value(input), history.holds_on(day, latest))
                && said != holds
            {
                return Err(
                    "That is not what was said of the day before: type back to change it."
                        .to_owned(),
                );
            }
        }
        Ok(given)
    }

    /// Says how an answer was understood that is no choice.
    fn understood(&self, given: &[(InputId, Value)]) {
        if let [(input, of)] = given
            && !matches!(self.law[*input].ty, Type::Bool | Type::Enum(_) | Type::Int)
        {
            self.remark(&value(self.law, *of));
        }
    }

    /// Answers, explains, and saves the case.
    fn finish(&self, done: &Done, save: Option<&Path>) -> Exit {
        let law = self.law;
        let given = given(law, &done.asked, &done.follows);
        let situation = self.case(done.day, &done.asked, &done.follows);
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
            readings: self.readings.to_vec(),
            situation,
        };
        let answered = Answer::new(law, &case.situation, self.goal.text.clone(), self.goal.expr);
        let determined = answered.is_determined();
        let needless = if done.finished && determined {
            let not_asked = self.not_asked(done, &case.situation);
            words::needless(law, &case.situation, &answered, &not_asked)
        } else {
            Vec::new()
        };
        let answers = [answered];
        match self.format {
            Format::Json => {
                let mut json = outcome_json::json(law, &case, &answers, &[], Some(outcome::WHOLE));
                if let Some(members) = json.as_object_mut() {
                    members.insert("version".to_owned(), JSON_VERSION.into());
                    members.insert("verb".to_owned(), "ask".into());
                    let interview = words::json(
                        law,
                        &self.goal.text,
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
        match save.map(|path| self.save(path, done.day, &given)) {
            Some(Err(message)) => {
                complain(&format!("kzrule: {message}\n"));
                Exit::Wrong
            }
            Some(Ok(())) | None => exit,
        }
    }

    /// What the question hangs on and was not asked for.
    fn not_asked(&self, done: &Done, case: &Situation) -> Vec<InputId> {
        let asked = done.asked.iter().map(|(wanted, _)| wanted.input());
        let known: Vec<InputId> = asked
            .chain(done.follows.iter().map(|one| one.input))
            .collect();
        let all = Interview::new(self.law, self.goal.expr)
            .all(case)
            .into_iter();
        all.filter(|input| !known.contains(input)).collect()
    }

    fn save(&self, path: &Path, day: Day, given: &[(InputId, Value)]) -> Result<(), String> {
        let file = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = case::name(self.law, &file);
        let answered = case::Answered {
            law: self.law,
            day,
            given,
            readings: self.readings,
            goal: (&self.goal.text, self.goal.expr),
        };
        let text = answered.written(&name).and_then(|texts| {
            let mut last = Err("no value is known that the answer may be".to_owned());
            for text in texts {
                last = case::tried(self.corpus, &name, (path, &text)).map(|()| text);
                if last.is_ok() {
                    break;
                }
            }
            last
        });
        let text = text.map_err(|why| format!("no case is saved: {why}"))?;
        write(path, &text)?;
        let shown = shown(path);
        self.show(&format!("\nThe answers are case `{name}` in {shown}.\n"));
        Ok(())
    }
}

/// What is said to a question.
enum Said {
    /// This; nothing where it is not known.
    Given(Vec<(InputId, Value)>),
    /// The question before is to be asked again.
    Back,
    /// Answers have ended.
    Nothing,
    /// Whoever types has stopped it.
    Stopped,
}

/// What was said, and what follows from it, in this order.
fn told(law: &Law, asked: &[Asked], follows: &[Follows]) -> impl Iterator<Item = (InputId, Value)> {
    let said = asked.iter().flat_map(|(_, given)| given).copied();
    let follow = follows.iter();
    said.chain(follow.flat_map(|one| law.given(one.input, one.value)))
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
