//! The conversation: questions are put until nothing is left to ask, or answers end.

use crate::calendar::Day;
use crate::check::Question;
use crate::eval::{Follows, Interview, Situation, Wanted};
use crate::law::{InputId, Law, Type, Value};
use crate::report::interview as words;
use crate::report::interview::Asked;
use crate::report::words::{input_phrase, value};

use super::super::args::{self, Format};
use super::super::output::{complain, say};
use super::answer::{self, Typed};
use super::console::{Console, Heard};

/// What is said to whoever looks for the end.
const HOW_TO_END: &str =
    "Ctrl-D ends the questions and answers with what is given; Ctrl-C stops without an answer.";

/// Why an interview comes to no answer.
pub(super) enum Unanswered {
    /// Answers ended before there was a day.
    WithoutDay,
    /// Whoever types has stopped it.
    Stopped,
}

/// An interview that came to its end.
pub(super) struct Done {
    pub day: Day,
    pub asked: Vec<Asked>,
    /// What was not asked, since it follows from what was said.
    pub follows: Vec<Follows>,
    /// No question was left.
    pub finished: bool,
}

/// An interview about one question.
pub(super) struct Talk<'a> {
    /// The rules, as the command line names them.
    pub corpus: &'a args::Corpus,
    pub law: &'a Law,
    pub goal: &'a Question,
    pub readings: &'a [(InputId, Value)],
    /// The day of the command line.
    pub named: Option<Day>,
    pub format: Format,
}

impl Talk<'_> {
    /// What belongs to the conversation: with JSON, standard output is for the result alone.
    pub fn show(&self, text: &str) {
        match self.format {
            Format::Text => say(text),
            Format::Json => complain(text),
        }
    }

    fn remark(&self, text: &str) {
        self.show(&words::remark(text));
    }

    /// Asks until nothing is left to ask, or answers end.
    pub fn hold(&self, console: &mut Console) -> Result<Done, Unanswered> {
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

    /// What is known after so many answers.
    pub fn case(&self, day: Day, asked: &[Asked], follows: &[Follows]) -> Situation {
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
                let (of, said) = (day.in_words(), input_phrase(self.law, input, said));
                return Err(format!(
                    "You said of {of} that the person {said}: type back to change it."
                ));
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
pub(super) fn told(
    law: &Law,
    asked: &[Asked],
    follows: &[Follows],
) -> impl Iterator<Item = (InputId, Value)> {
    let said = asked.iter().flat_map(|(_, given)| given).copied();
    let follow = follows.iter();
    said.chain(follow.flat_map(|one| law.given(one.input, one.value)))
}
