//! A case from a file: one JSON object, in which everything must mean something.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::calendar::Day;
use crate::check::{Checked, Symbol, two_answers};
use crate::diagnostic::{Code, Diagnostic};
use crate::eval::Situation;
use crate::law::{InputId, InputKind, Law, StepId, Value};
use crate::report::outcome::Case;
use crate::text::{FileId, Span, closest};

use super::json_text::{Json, Kind, Member};

mod holding;
mod list;
mod step;
#[cfg(test)]
mod tests;
mod time;
mod value;

pub use value::member;

/// The most mistakes that are told of one file.
const MISTAKES_LIMIT: usize = 100;

/// What may stand in a case.
const KEYS: [&str; 5] = ["given", "nothing_else", "step", "became", "ask"];

/// A case as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFile {
    /// The facts and holdings given.
    pub given: Vec<(InputId, Value)>,
    /// Whether what is not mentioned is no, and not held.
    pub nothing_else: bool,
    /// The step being taken, and the choices made.
    pub step: Option<(StepId, Vec<(InputId, Value)>)>,
    /// What became of the step.
    pub became: Option<(InputId, Value)>,
    /// The questions.
    pub ask: Vec<String>,
}

impl CaseFile {
    /// The case on a day, with readings fixed.
    pub fn on(self, law: &Law, day: Day, readings: Vec<(InputId, Value)>) -> Case {
        let choices = self.step.iter().flat_map(|(_, choices)| choices);
        let given = self.given.iter().chain(choices).chain(&self.became);
        let given = given.chain(&readings);
        let mut situation = Situation::of(law, day, given.copied());
        if let Some((step, _)) = &self.step {
            situation = situation.taking(law, *step);
        }
        if self.nothing_else {
            situation = situation.close(law);
        }
        Case {
            day,
            given: self.given,
            nothing_else: self.nothing_else,
            step: self.step,
            became: self.became,
            readings,
            situation,
        }
    }
}

/// Reads a case of a day; with it come all mistakes of the file, up to a hundred. It means something only
/// where there are none. What became of a step can be given although nothing in the law hangs on it:
/// a printed law answers as the law it was printed from, of which it may lack the questions.
pub fn read(
    checked: &mut Checked,
    day: Day,
    file: FileId,
    text: &str,
) -> (CaseFile, Vec<Diagnostic>) {
    let became = checked.declare_became();
    let mut reader = Reader {
        checked,
        became,
        day,
        found: Vec::new(),
    };
    let case = reader.case(file, text).unwrap_or_default();
    reader.found.sort_by_key(Diagnostic::sort_key);
    (case, reader.found)
}

/// What is given, in the order written, each with its place.
type Given = IndexMap<InputId, (Value, Span)>;

struct Reader<'c> {
    checked: &'c Checked,
    /// The input that says what became of a step.
    became: InputId,
    day: Day,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn case(&mut self, file: FileId, text: &str) -> Option<CaseFile> {
        let whole = Json::parse(file, text);
        let whole = self.noted(whole)?;
        if !self.is(&whole, &Kind::Object, "a case is an object { … }") {
            return None;
        }
        let mut case = CaseFile::default();
        for member in self.members(&whole) {
            match member.name.as_str() {
                "given" => case.given = self.given(&member.value),
                "nothing_else" => case.nothing_else = self.yes_or_no(&member.value),
                "step" => case.step = self.step(&member.value),
                "became" => case.became = self.became(&member.value),
                "ask" => case.ask = self.ask(&member.value),
                _ => self.unknown_key(&member),
            }
        }
        Some(case)
    }

    fn unknown_key(&mut self, member: &Member<'_>) {
        let name = &member.name;
        let known = self.checked.symbols.get(name).is_some();
        let help = match closest(name, KEYS.into_iter()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if matches!(name.as_str(), "on" | "day") => {
                "the day stands on the command line: --on DAY".to_owned()
            }
            None if known => {
                format!("facts and holdings stand in `given`: \"given\": {{ \"{name}\": … }}")
            }
            None => format!("a case has `{}`", KEYS.join("`, `")),
        };
        self.mistake(
            Diagnostic::new(Code::UnknownName, format!("a case has no `{name}`"))
                .at(member.name_span, "")
                .help(help),
        );
    }

    fn given(&mut self, value: &Json<'_>) -> Vec<(InputId, Value)> {
        if !self.is(
            value,
            &Kind::Object,
            "`given` is an object: { \"FACT\": VALUE, … }",
        ) {
            return Vec::new();
        }
        let mut given = Given::new();
        for member in self.members(value) {
            if self.found.len() >= MISTAKES_LIMIT {
                break;
            }
            let mut of_member = Vec::new();
            if let Some(Symbol::List(list)) = self.checked.symbols.get(&member.name) {
                self.list(list, &member.value, &mut of_member);
            } else if let Some(holdings) = self.family(&member) {
                of_member = holdings;
            } else if let Some(input) = self.input(&member) {
                of_member = self.given_as(input, &member.value);
            }
            for (input, value) in of_member {
                self.add(&mut given, input, value, member.name_span);
            }
        }
        self.find_contradictions(&given);
        let given = given.into_iter();
        given.map(|(input, (value, _))| (input, value)).collect()
    }

    /// Notes what is given, and where; reports what is given otherwise already, by another name.
    fn add(&mut self, given: &mut Given, input: InputId, value: Value, at: Span) {
        let (earlier, first) = *given.entry(input).or_insert((value, at));
        if earlier != value {
            let name = self.checked.law.known_as(input);
            let message = format!("`{name}` is given twice, with two values");
            self.mistake(
                Diagnostic::new(Code::DuplicateClause, message)
                    .at(at, "the second time")
                    .at(first, "the first time"),
            );
        }
    }

    /// Reports what is given for the day of the case and, with its time, otherwise.
    fn find_contradictions(&mut self, given: &Given) {
        let law = &self.checked.law;
        let value = |input: InputId| given.get(&input).map(|(value, _)| *value);
        let mut mistakes = Vec::new();
        for (input, history) in law.histories() {
            if let (Some((Value::Bool(said), on_day)), Some(holds), Some((_, time))) = (
                given.get(&input),
                history.holds_on(self.day, value),
                given.get(&history.through),
            ) && *said != holds
            {
                let found = two_answers(law, input, self.day, holds);
                mistakes.push(
                    found
                        .at(*time, "this is its time")
                        .at(*on_day, "this is said of the day"),
                );
            }
        }
        mistakes.into_iter().for_each(|one| self.mistake(one));
    }

    /// The fact or holding of a name.
    fn input(&mut self, member: &Member<'_>) -> Option<InputId> {
        let (law, name) = (&self.checked.law, member.name.as_str());
        let is_given = |symbol| match symbol {
            Symbol::Input(input) => law[input].kind != InputKind::Reading,
            Symbol::Family(_) | Symbol::Facts(_) | Symbol::List(_) => true,
            _ => false,
        };
        let diagnostic = match self.checked.symbols.get(name) {
            Some(Symbol::Input(input)) if law[input].kind != InputKind::Reading => {
                return Some(input);
            }
            Some(Symbol::Input(_)) => {
                Diagnostic::new(Code::WrongKind, format!("`{name}` is a reading, no fact")).help(
                    format!("readings stand on the command line: --reading {name}=CHOICE"),
                )
            }
            Some(symbol) => Diagnostic::new(
                Code::WrongKind,
                format!(
                    "`{name}` is {}, no fact and no holding",
                    self.checked.symbols.kind_of(name).unwrap_or(symbol.kind())
                ),
            ),
            None => {
                let unknown = Diagnostic::new(
                    Code::UnknownName,
                    format!("there is no fact and no holding `{name}`"),
                );
                match closest(name, self.checked.symbols.names(is_given)) {
                    Some(near) => unknown.help(format!("did you mean `{near}`?")),
                    None => unknown,
                }
            }
        };
        self.mistake(diagnostic.at(member.name_span, ""));
        None
    }

    fn ask(&mut self, value: &Json<'_>) -> Vec<String> {
        if !self.is(
            value,
            &Kind::List,
            "questions are a list: [\"… is due\", …]",
        ) {
            return Vec::new();
        }
        let mut questions = Vec::new();
        for item in value.items() {
            if self.found.len() >= MISTAKES_LIMIT {
                break;
            }
            let kind = item.kind();
            match self.noted(kind) {
                Some(Kind::Text(question)) => questions.push(question),
                Some(kind) => {
                    let message = format!("a question is a text, and this is {}", shown(&kind));
                    self.mistake(Diagnostic::new(Code::TypeMismatch, message).at(item.span, ""));
                }
                None => {}
            }
        }
        questions
    }

    fn yes_or_no(&mut self, value: &Json<'_>) -> bool {
        let kind = value.kind();
        match self.noted(kind) {
            Some(Kind::YesNo(yes)) => yes,
            Some(kind) => {
                let message = format!(
                    "`nothing_else` is of yes or no, and this is {}",
                    shown(&kind)
                );
                let mistake = Diagnostic::new(Code::TypeMismatch, message).at(value.span, "");
                self.mistake(mistake.help("write true or false"));
                false
            }
            None => false,
        }
    }

    /// The members of an object, each name once; a name that comes again is a mistake.
    fn members<'t>(&mut self, object: &Json<'t>) -> Vec<Member<'t>> {
        let members = object.members();
        let members = self.noted(members).unwrap_or_default();
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        let mut once = Vec::with_capacity(members.len());
        for member in members {
            if let Some(earlier) = first.get(&member.name) {
                self.mistake(
                    Diagnostic::new(
                        Code::DuplicateClause,
                        format!("`{}` is given twice", member.name),
                    )
                    .at(member.name_span, "the second time")
                    .at(*earlier, "the first time"),
                );
            } else {
                first.insert(member.name.clone(), member.name_span);
                once.push(member);
            }
        }
        once
    }

    fn is(&mut self, value: &Json<'_>, wanted: &Kind, message: &str) -> bool {
        let kind = value.kind();
        let Some(kind) = self.noted(kind) else {
            return false;
        };
        if kind == *wanted {
            return true;
        }
        let message = format!("{message}, and this is {}", shown(&kind));
        self.mistake(Diagnostic::new(Code::TypeMismatch, message).at(value.span, ""));
        false
    }

    fn noted<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|diagnostic| self.mistake(diagnostic)).ok()
    }

    fn mistake(&mut self, diagnostic: Diagnostic) {
        if self.found.len() < MISTAKES_LIMIT {
            self.found.push(diagnostic);
        }
    }
}

fn shown(kind: &Kind) -> &'static str {
    match kind {
        Kind::Object => "an object",
        Kind::List => "a list",
        Kind::Text(_) => "a text",
        Kind::Number(_) => "a number",
        Kind::YesNo(_) => "yes or no",
        Kind::Nothing => "nothing",
    }
}
