//! The evaluator for the page of `kzrule report`: the law is read from its files once, then one case
//! after the other is answered, as `kzrule eval` answers it. Requests and answers are JSON.
//!
//! What is answered comes as elements, made by the same code as the rest of the page: whatever comes
//! from files is escaped in them.

mod request;
mod row;

use serde_json::{Value as Json, json};

use crate::amend;
use crate::calendar::Day;
use crate::case::{self, Suggestions, fixed, possible};
use crate::check::{Checked, Question, check};
use crate::diagnostic::Diagnostic;
use crate::eval::{Explaining, Interpreter};
use crate::law::DoorId;
use crate::report::layout::Page;
use crate::report::outcome::{self, Case};
use crate::report::page::elements;
use crate::report::rule_words::term_words;
use crate::report::words::joined;
use crate::syntax::{Imports, parse_files};
use crate::text::Library;

pub use request::{Corpus, Request, Text};

/// A law that is ready to be asked.
#[derive(Debug)]
pub struct Explorer {
    checked: Checked,
    suggestions: Suggestions,
    /// Whether each step that the person can have done is possible.
    steps: Vec<Question>,
    /// What is found out of the law for one case is there for the next.
    explaining: Explaining,
}

impl Explorer {
    /// Reads a law from a [`Corpus`] as JSON.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn open(corpus: &str) -> Result<Self, String> {
        let corpus: Corpus = serde_json::from_str(corpus).map_err(|error| error.to_string())?;
        let mut library = Library::new();
        let mut files = Vec::new();
        for text in corpus.rules {
            files.push(library.add(text.path, text.text));
        }
        for text in corpus.sources {
            library.add(text.path, text.text);
        }
        let texts: Vec<_> = files
            .iter()
            .map(|file| (*file, library.text(*file)))
            .collect();
        let mut parsed = parse_files(&texts);
        if let Some(day) = corpus.known_on {
            let day: Day = day.parse().map_err(|_| format!("{day} is no day"))?;
            let imports = Imports::of(&library, &parsed, &mut Vec::new());
            (parsed, _) = amend::known_on(&library, &imports, parsed, day);
        }
        let mut checked = check(&library, parsed);
        if checked.has_errors() {
            return Err("the rules have mistakes".to_owned());
        }
        let suggestions = Suggestions::of(&mut checked, &mut library);
        let doors: Vec<DoorId> = (0..checked.law.doors.len()).map(DoorId::at).collect();
        let mut steps = Vec::new();
        for door in doors {
            let (step, choices) = {
                let door = &checked.law[door];
                (door.step, door.choices.clone())
            };
            if checked.law[step].is_open_to_the_person() {
                steps.extend(possible(&mut checked, &mut library, step, &choices));
            }
        }
        Ok(Self {
            checked,
            suggestions,
            steps,
            explaining: Explaining::default(),
        })
    }

    /// Answers a [`Request`] as JSON, in JSON.
    pub fn answer(&mut self, request: &str) -> String {
        let request: Result<Request, _> = serde_json::from_str(request);
        let answer = match request {
            Ok(request) => self.asked(&request).unwrap_or_else(|mistakes| {
                let told = mistakes.iter().map(|mistake| match &mistake.help {
                    Some(help) => format!("{}: {help}", mistake.message),
                    None => mistake.message.clone(),
                });
                json!({ "mistakes": told.collect::<Vec<_>>() })
            }),
            Err(error) => json!({ "mistakes": [error.to_string()] }),
        };
        answer.to_string()
    }

    fn asked(&mut self, request: &Request) -> Result<Json, Vec<Diagnostic>> {
        let case = self.case(request)?;
        match &request.ask {
            Some(key) => Ok(self.one(&case, key)),
            None => Ok(self.all(&case, request)),
        }
    }

    fn case(&mut self, request: &Request) -> Result<Case, Vec<Diagnostic>> {
        let day: Day = request
            .day
            .parse()
            .map_err(|_| vec![request::no_day(&request.day)])?;
        let mut library = Library::new();
        let file = library.add("case".to_owned(), request.case.clone());
        let (case, mut mistakes) = case::read(&mut self.checked, day, file, &request.case);
        match fixed(&request.readings, &self.checked, &mut library) {
            Ok(fixed) if mistakes.is_empty() => Ok(case.on(&self.checked.law, day, fixed.choices)),
            fixed => {
                mistakes.extend(fixed.err().unwrap_or_default());
                Err(mistakes)
            }
        }
    }

    /// All outcomes as far as one evaluation tells them.
    fn all(&mut self, case: &Case, request: &Request) -> Json {
        let (law, explaining) = (&self.checked.law, &mut self.explaining);
        // What was evaluated for one question is there for the next.
        let mut interpreter = Interpreter::new(law, &case.situation);
        let (mut results, untold) = self.suggestions.results(&mut interpreter);
        results.extend(self.suggestions.due(explaining, law, &case.situation));
        let groups = [
            ("outcomes", results),
            ("reach", self.suggestions.reach(&case.situation)),
            ("steps", self.steps.iter().collect()),
        ];
        let groups = groups.into_iter().map(|(name, questions)| {
            let rows = questions.into_iter().map(|question| {
                let is_told = request.told.contains(&question.text);
                let outcome = interpreter.evaluate(question.expr);
                row::at_once(explaining, law, case, question, outcome, is_told)
            });
            json!({ "name": name, "rows": rows.collect::<Vec<_>>() })
        });
        let groups: Vec<Json> = groups.collect();
        let mut page = Page::new();
        outcome::the_case(&mut page, law, case);
        let untold: Vec<String> = untold.iter().map(|term| term_words(law, *term)).collect();
        json!({
            "case": elements(&page.into_parts()),
            "groups": groups,
            "untold": joined(&untold, "or"),
        })
    }

    /// One outcome with its reasons, on all readings that are left open.
    fn one(&mut self, case: &Case, key: &str) -> Json {
        let law = &self.checked.law;
        let all = self.suggestions.all().chain(&self.steps);
        let found = all.into_iter().find(|question| question.text == key);
        let explaining = &mut self.explaining;
        found.map_or(Json::Null, |question| {
            row::in_full(explaining, law, case, question)
        })
    }
}
