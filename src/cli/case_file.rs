//! A case from a file: one JSON object, in which everything must mean something.

use std::collections::BTreeMap;

use crate::calendar::{Day, NotADay};
use crate::check::{Checked, Symbol};
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{EnumId, InputId, InputKind, Law, StepId, Type, Value};
use crate::text::{FileId, Span, closest};

use super::json_text::{Json, Kind, Member};

/// The most mistakes that are told of one file.
const MAX_MISTAKES: usize = 100;

/// What may stand in a case.
const KEYS: [&str; 4] = ["given", "nothing_else", "step", "ask"];

/// A case as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFile {
    /// The facts and holdings given.
    pub given: Vec<(InputId, Value)>,
    /// Whether what is not mentioned is no, and not held.
    pub nothing_else: bool,
    /// The step being taken, and the choices made.
    pub step: Option<(StepId, Vec<(InputId, Value)>)>,
    /// The questions.
    pub ask: Vec<String>,
}

/// Reads a case; with it come all mistakes of the file, up to a hundred. It means something only
/// where there are none.
pub fn read(checked: &Checked, file: FileId, text: &str) -> (CaseFile, Vec<Diagnostic>) {
    let mut reader = Reader {
        checked,
        found: Vec::new(),
    };
    let case = reader.case(file, text).unwrap_or_default();
    reader.found.sort_by_key(Diagnostic::sort_key);
    (case, reader.found)
}

struct Reader<'c> {
    checked: &'c Checked,
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
        let mut given = Vec::new();
        for member in self.members(value) {
            if self.found.len() >= MAX_MISTAKES {
                break;
            }
            if let Some(input) = self.input(&member)
                && let Some(value) = self.value(input, &member.value)
            {
                given.push((input, value));
            }
        }
        given
    }

    /// The fact or holding of a name.
    fn input(&mut self, member: &Member<'_>) -> Option<InputId> {
        let (law, name) = (&self.checked.law, member.name.as_str());
        let is_given = |symbol| match symbol {
            Symbol::Input(input) => law[input].kind != InputKind::Reading,
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
                format!("`{name}` is {}, no fact and no holding", symbol.kind()),
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

    fn value(&mut self, input: InputId, value: &Json<'_>) -> Option<Value> {
        let law = &self.checked.law;
        let name = &law[input].name;
        let kind = value.kind();
        let kind = self.noted(kind)?;
        match (law[input].ty, kind) {
            (Type::Bool, Kind::YesNo(yes)) => Some(Value::Bool(yes)),
            (Type::Int, Kind::Number(written)) => self.whole_number(&written, value.span),
            (Type::Date, Kind::Text(written)) => self.day(&written, value.span),
            (Type::Enum(list), Kind::Text(written)) => self.member(list, &written, value.span),
            (_, Kind::Nothing) => {
                self.mistake(
                    Diagnostic::new(
                        Code::TypeMismatch,
                        format!("`{name}` is given without a value"),
                    )
                    .at(value.span, "")
                    .help("leave out what is not known"),
                );
                None
            }
            (ty, kind) => {
                let message = format!(
                    "`{name}` is {}, and this is {}",
                    wanted(law, ty),
                    shown(&kind)
                );
                let diagnostic = Diagnostic::new(Code::TypeMismatch, message).at(value.span, "");
                self.mistake(match example(law, ty) {
                    Some(example) => diagnostic.help(format!("write {example}")),
                    None => diagnostic,
                });
                None
            }
        }
    }

    /// Digits alone: a number with a point or an exponent is not taken for a whole one.
    fn whole_number(&mut self, written: &str, span: Span) -> Option<Value> {
        if let Ok(number) = written.parse::<i64>() {
            return Some(Value::Int(number));
        }
        let digits = written.trim_start_matches('-');
        let diagnostic = if digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Diagnostic::new(
                Code::NumberTooLarge,
                format!("`{written}` does not fit into 64 bits"),
            )
        } else {
            Diagnostic::new(
                Code::TypeMismatch,
                format!("`{written}` is no whole number"),
            )
            .help("write it without a point and without an exponent")
        };
        self.mistake(diagnostic.at(span, ""));
        None
    }

    fn day(&mut self, written: &str, span: Span) -> Option<Value> {
        match written.parse::<Day>() {
            Ok(day) => Some(Value::Day(day)),
            Err(NotADay(_)) => {
                self.mistake(
                    Diagnostic::new(Code::NoSuchDay, format!("`{written}` is no day"))
                        .at(span, "")
                        .help("write YYYY-MM-DD, a day from 1801-01-01 to 2299-12-31"),
                );
                None
            }
        }
    }

    fn member(&mut self, list: EnumId, written: &str, span: Span) -> Option<Value> {
        let found = member(&self.checked.law, list, written);
        match found {
            Ok(value) => Some(value),
            Err(diagnostic) => {
                self.mistake(diagnostic.at(span, ""));
                None
            }
        }
    }

    /// `"enter"`, or `{ "obtain_visa": ["electronic"] }`.
    fn step(&mut self, value: &Json<'_>) -> Option<(StepId, Vec<(InputId, Value)>)> {
        let kind = value.kind();
        match self.noted(kind)? {
            Kind::Text(name) => {
                let step = self.procedure(&name, value.span)?;
                Some((step, Vec::new()))
            }
            Kind::Object => {
                let members = self.members(value);
                let [member] = members.as_slice() else {
                    let message = "one step is taken at a time";
                    self.mistake(Diagnostic::new(Code::WrongArguments, message).at(value.span, ""));
                    return None;
                };
                let step = self.procedure(&member.name, member.name_span)?;
                let choices = self.choices(step, &member.value)?;
                Some((step, choices))
            }
            kind => {
                let message = format!("a step is a name, and this is {}", shown(&kind));
                let help = "write \"PROCEDURE\", or { \"PROCEDURE\": [\"CHOICE\"] }";
                let mistake = Diagnostic::new(Code::TypeMismatch, message);
                self.mistake(mistake.at(value.span, "").help(help));
                None
            }
        }
    }

    fn procedure(&mut self, name: &str, span: Span) -> Option<StepId> {
        let is_step = |symbol| matches!(symbol, Symbol::Step(_));
        let diagnostic = match self.checked.symbols.get(name) {
            Some(Symbol::Step(step)) => return Some(step),
            Some(symbol) => Diagnostic::new(
                Code::WrongKind,
                format!("`{name}` is {}, no procedure", symbol.kind()),
            ),
            None => {
                let unknown =
                    Diagnostic::new(Code::UnknownName, format!("there is no procedure `{name}`"));
                match closest(name, self.checked.symbols.names(is_step)) {
                    Some(near) => unknown.help(format!("did you mean `{near}`?")),
                    None => unknown,
                }
            }
        };
        self.mistake(diagnostic.at(span, ""));
        None
    }

    fn choices(&mut self, step: StepId, value: &Json<'_>) -> Option<Vec<(InputId, Value)>> {
        let (law, name) = (&self.checked.law, &self.checked.law[step].name);
        if !self.is(
            value,
            &Kind::List,
            "the choices of a step are a list: [\"CHOICE\", …]",
        ) {
            return None;
        }
        let (parameters, made) = (&law[step].choices, value.items());
        if parameters.len() != made.len() {
            let names: Vec<&str> = parameters.iter().map(|id| law[*id].name.as_str()).collect();
            let takes = match names.as_slice() {
                [] => "no choice".to_owned(),
                [one] => format!("one choice ({one})"),
                many => format!("{} choices ({})", many.len(), many.join(", ")),
            };
            let message = format!(
                "`{name}` takes {takes}, and {} made",
                match made.len() {
                    0 => "none is".to_owned(),
                    1 => "one is".to_owned(),
                    many => format!("{many} are"),
                }
            );
            self.mistake(Diagnostic::new(Code::WrongArguments, message).at(value.span, ""));
            return None;
        }
        let choices = parameters.iter().zip(&made);
        let choices: Vec<_> = choices
            .map(|(input, choice)| Some((*input, self.value(*input, choice)?)))
            .collect();
        choices.into_iter().collect()
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
            if self.found.len() >= MAX_MISTAKES {
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
        if self.found.len() < MAX_MISTAKES {
            self.found.push(diagnostic);
        }
    }
}

/// The value of an enumeration, or choice of a reading, of a name; a mistake without its place
/// where there is none.
pub fn member(law: &Law, list: EnumId, written: &str) -> Result<Value, Diagnostic> {
    let names = || law[list].members.iter().map(|(name, _)| name.as_str());
    let place = names().position(|name| name == written);
    if let Some(place) = place.and_then(|place| u32::try_from(place).ok()) {
        return Ok(Value::Member(list, place));
    }
    let help = match closest(written, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "its values are `{}`",
            names().collect::<Vec<_>>().join("`, `")
        ),
    };
    let message = format!("`{}` has no value `{written}`", law[list].name);
    Err(Diagnostic::new(Code::UnknownValue, message).help(help))
}

/// What a type wants, in words.
fn wanted(law: &Law, ty: Type) -> String {
    match ty {
        Type::Bool => "of yes or no".to_owned(),
        Type::Int => "a whole number".to_owned(),
        Type::Date => "a day".to_owned(),
        Type::Enum(list) => format!("a value of `{}`", law[list].name),
    }
}

fn example(law: &Law, ty: Type) -> Option<String> {
    match ty {
        Type::Date => Some("\"YYYY-MM-DD\"".to_owned()),
        Type::Enum(list) => law[list]
            .members
            .first()
            .map(|(name, _)| format!("\"{name}\"")),
        Type::Bool => Some("true or false".to_owned()),
        Type::Int => None,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Library;

    const RULES: &str = r#"
        enum Status { citizen "a citizen", foreigner "a foreigner" }
        enum Channel { airport "at an airport", electronic "electronically" }
        fact status : Status "status"
        fact born : date "date of birth"
        fact children : int "number of children"
        fact tall : bool "is tall"
        holding visa "a visa"
        reading once "How often?" { lifetime "once", each "each time" }
        procedure obtain_visa(channel: Channel, fast: bool) "obtain a visa" grants visa open
        procedure enter "enter" open
        define both "is tall and has a visa" = tall and visa
    "#;

    fn law() -> Checked {
        let mut library = Library::new();
        let file = library.add("rules.kzrule".to_owned(), RULES.to_owned());
        let parsed = crate::syntax::parse(file, library.text(file));
        let checked = crate::check::check(&library, vec![(file, parsed)]);
        assert!(!checked.has_errors(), "{:?}", checked.diagnostics);
        checked
    }

    /// What is told of a case, one line a mistake.
    fn mistakes(case: &str) -> String {
        let (_, found) = read(&law(), FileId(1), case);
        let told = |found: &Diagnostic| match &found.help {
            Some(help) => format!("{}; {help}", found.message),
            None => found.message.clone(),
        };
        found.iter().map(told).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_case_as_it_is_meant() {
        let checked = law();
        let text = r#"{ "given": { "status": "foreigner", "born": "1985-06-15", "children": -2,
            "tall": true, "visa": false }, "nothing_else": true,
            "step": { "obtain_visa": ["electronic", true] }, "ask": ["visa is within reach"] }"#;
        let (case, found) = read(&checked, FileId(1), text);
        assert_eq!(found, []);
        let law = &checked.law;
        let told = |values: &[(InputId, Value)]| -> Vec<String> {
            let one = |(input, value): &(InputId, Value)| {
                let place = value.place().map(|place| place.to_string());
                let shown = match value {
                    Value::Int(number) => number.to_string(),
                    Value::Day(day) => day.to_string(),
                    _ => place.unwrap_or_default(),
                };
                format!("{}={shown}", law[*input].name)
            };
            values.iter().map(one).collect()
        };
        let given = [
            "status=1",
            "born=1985-06-15",
            "children=-2",
            "tall=1",
            "visa=0",
        ];
        assert_eq!(told(&case.given), given);
        assert!(case.nothing_else);
        let (step, choices) = case.step.unwrap();
        assert_eq!(law[step].name, "obtain_visa");
        assert_eq!(told(&choices), ["channel=1", "fast=1"]);
        assert_eq!(case.ask, ["visa is within reach"]);
    }

    #[test]
    fn a_step_without_choices_leaves_them_open() {
        let (case, found) = read(&law(), FileId(1), r#"{ "step": "obtain_visa" }"#);
        assert_eq!((found.len(), case.step.unwrap().1.len()), (0, 0));
        let (case, _) = read(&law(), FileId(1), "{}");
        assert_eq!(case, CaseFile::default());
    }

    #[test]
    fn every_mistake_is_told() {
        for (case, told) in [
            ("[]", "a case is an object { … }, and this is a list"),
            (
                r#"{"give": {}}"#,
                "a case has no `give`; did you mean `given`?",
            ),
            (
                r#"{"day": 1}"#,
                "a case has no `day`; the day stands on the command line: --on DAY",
            ),
            (
                r#"{"tall": true}"#,
                "a case has no `tall`; facts and holdings stand in `given`: \"given\": { \"tall\": … }",
            ),
            (
                r#"{"given": {"tal": true}}"#,
                "there is no fact and no holding `tal`; did you mean `tall`?",
            ),
            (
                r#"{"given": {"once": "each"}}"#,
                "`once` is a reading, no fact; readings stand on the command line: --reading once=CHOICE",
            ),
            (
                r#"{"given": {"both": true}}"#,
                "`both` is a term, no fact and no holding",
            ),
            (
                r#"{"given": {"tall": "yes"}}"#,
                "`tall` is of yes or no, and this is a text; write true or false",
            ),
            (
                r#"{"given": {"tall": null}}"#,
                "`tall` is given without a value; leave out what is not known",
            ),
            (
                r#"{"given": {"tall": true, "tall": true}}"#,
                "`tall` is given twice",
            ),
            (
                r#"{"given": {"tall": true, "t\u0061ll": false}}"#,
                "`tall` is given twice",
            ),
            (r#"{"given": {}, "given": {}}"#, "`given` is given twice"),
            (
                r#"{"given": {"children": 1.0}}"#,
                "`1.0` is no whole number; write it without a point and without an exponent",
            ),
            (
                r#"{"given": {"children": 1e2}}"#,
                "`1e2` is no whole number; write it without a point and without an exponent",
            ),
            (
                r#"{"given": {"children": 9223372036854775808}}"#,
                "`9223372036854775808` does not fit into 64 bits",
            ),
            (
                r#"{"given": {"born": "2023-02-29"}}"#,
                "`2023-02-29` is no day; write YYYY-MM-DD, a day from 1801-01-01 to 2299-12-31",
            ),
            (
                r#"{"given": {"born": 19850615}}"#,
                "`born` is a day, and this is a number; write \"YYYY-MM-DD\"",
            ),
            (
                r#"{"given": {"status": "foreiner"}}"#,
                "`Status` has no value `foreiner`; did you mean `foreigner`?",
            ),
            (
                r#"{"given": {"status": "x"}}"#,
                "`Status` has no value `x`; its values are `citizen`, `foreigner`",
            ),
            (
                r#"{"nothing_else": "yes"}"#,
                "`nothing_else` is of yes or no, and this is a text; write true or false",
            ),
            (
                r#"{"step": "ente"}"#,
                "there is no procedure `ente`; did you mean `enter`?",
            ),
            (
                r#"{"step": "visa"}"#,
                "`visa` is a fact, holding or reading, no procedure",
            ),
            (
                r#"{"step": {"obtain_visa": ["airport"]}}"#,
                "`obtain_visa` takes 2 choices (channel, fast), and one is made",
            ),
            (
                r#"{"step": {"enter": [], "obtain_visa": []}}"#,
                "one step is taken at a time",
            ),
            (
                r#"{"step": {"obtain_visa": ["airport", "yes"]}}"#,
                "`fast` is of yes or no, and this is a text; write true or false",
            ),
            (
                r#"{"ask": "visa"}"#,
                "questions are a list: [\"… is due\", …], and this is a text",
            ),
            (
                r#"{"ask": [["visa"]]}"#,
                "a question is a text, and this is a list",
            ),
            (
                r#"{"given": {"tall": 1, "visa": [], "born": {}}, "step": 5}"#,
                "`tall` is of yes or no, and this is a number; write true or false\n\
                 `visa` is of yes or no, and this is a list; write true or false\n\
                 `born` is a day, and this is an object; write \"YYYY-MM-DD\"\n\
                 a step is a name, and this is a number; \
                 write \"PROCEDURE\", or { \"PROCEDURE\": [\"CHOICE\"] }",
            ),
        ] {
            assert_eq!(mistakes(case), told, "{case}");
        }
    }

    #[test]
    fn mistakes_are_told_up_to_a_limit() {
        let many: Vec<String> = (0..1_000).map(|at| format!("\"odd_{at}\": 1")).collect();
        let case = format!("{{\"given\": {{{}}}}}", many.join(","));
        assert_eq!(mistakes(&case).lines().count(), MAX_MISTAKES);
    }
}
