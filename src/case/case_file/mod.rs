//! A case from a file: one JSON object, in which everything must mean something.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::calendar::{Day, NotADay, Period, Unit};
use crate::check::{Checked, Symbol, out_of_range, two_answers};
use crate::diagnostic::{Code, Diagnostic, instead_of_day};
use crate::eval::Situation;
use crate::law::{EnumId, InputId, InputKind, Law, Ratio, StepId, Type, Value};
use crate::report::outcome::Case;
use crate::text::{FileId, Span, closest, composed};

use super::json_text::{Json, Kind, Member};

mod holding;
mod list;
mod step;
#[cfg(test)]
mod tests;
mod time;

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
/// where there are none.
pub fn read(checked: &Checked, day: Day, file: FileId, text: &str) -> (CaseFile, Vec<Diagnostic>) {
    let mut reader = Reader {
        checked,
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

    fn value(&mut self, input: InputId, value: &Json<'_>) -> Option<Value> {
        let law = &self.checked.law;
        let name = &law[input].name;
        let kind = value.kind();
        let kind = self.noted(kind)?;
        match (law[input].ty, kind) {
            (Type::Bool, Kind::YesNo(yes)) => Some(Value::Bool(yes)),
            (Type::Int, Kind::Number(written)) => self.whole_number(&written, value.span),
            (Type::Decimal | Type::Money(_), Kind::Number(written) | Kind::Text(written)) => {
                self.amount(input, &written, value.span)
            }
            (Type::Date, Kind::Text(written)) => self.day(&written, value.span),
            (Type::Period(unit), Kind::Text(written)) => {
                self.period(input, unit, &written, value.span)
            }
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

    /// An exact number, with or without the name of its currency behind it: as it is written, never
    /// through a float.
    fn amount(&mut self, input: InputId, written: &str, span: Span) -> Option<Value> {
        let law = &self.checked.law;
        let (ty, places) = (law[input].ty, law[input].places);
        let (digits, currency) = match written.split_once(' ') {
            Some((digits, currency)) => (digits, Some(currency)),
            None => (written, None),
        };
        let own = match ty {
            Type::Money(id) => Some(law[id].name.as_str()),
            _ => None,
        };
        let example = example(law, ty).unwrap_or_default();
        let diagnostic = match (Ratio::parse(digits), currency) {
            (Some(_), Some(other)) if own.is_some_and(|own| own != other) => Diagnostic::new(
                Code::CurrenciesDiffer,
                format!(
                    "`{}` is an amount of `{}`, and this is one of `{other}`",
                    law[input].name,
                    own.unwrap_or_default()
                ),
            ),
            (Some(number), None | Some(_)) if own.is_some() || currency.is_none() => {
                if number.units(places).is_some() {
                    return Some(match ty {
                        Type::Money(id) => Value::Money(id, number),
                        _ => Value::Decimal(number),
                    });
                }
                let message = format!(
                    "`{}` is given to {places} decimal places, and `{written}` has more",
                    law[input].name
                );
                Diagnostic::new(Code::NotWholeUnits, message)
            }
            _ => Diagnostic::new(
                Code::TypeMismatch,
                format!("`{written}` is no exact number"),
            )
            .help(format!("write {example}")),
        };
        self.mistake(diagnostic.at(span, ""));
        None
    }

    /// As it stands in a rule file: `10 days`, `2 years`.
    fn period(&mut self, input: InputId, unit: Unit, written: &str, span: Span) -> Option<Value> {
        let law = &self.checked.law;
        let name = &law[input].name;
        let of = Type::Period(unit);
        let diagnostic = match Period::parse(written).map(Period::counted) {
            Some((found, count)) if found == unit => match law[input].range {
                Some(range) if !(range.0..=range.1).contains(&count) => {
                    out_of_range(name, unit, range, law[input].span)
                }
                _ => return Some(Value::Period(unit, count)),
            },
            Some((other, _)) => {
                let (wanted, found) = (wanted(law, of), wanted(law, Type::Period(other)));
                let message = format!("`{name}` is {wanted}, and this is {found}");
                Diagnostic::new(Code::TypeMismatch, message)
                    .help(format!("write {}", example(law, of).unwrap_or_default()))
            }
            None => Diagnostic::new(Code::TypeMismatch, format!("`{written}` is no period"))
                .help(format!("write {}", example(law, of).unwrap_or_default())),
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
                        .help(instead_of_day(
                            written,
                            "write YYYY-MM-DD, a day from 1801-01-01 to 2299-12-31",
                        )),
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

/// The value of an enumeration, or choice of a reading, of a name; a mistake without its place
/// where there is none.
pub fn member(law: &Law, list: EnumId, written: &str) -> Result<Value, Diagnostic> {
    let names = || law[list].members.iter().map(|(name, _)| name.as_str());
    let place = names().position(|name| name == composed(written));
    if let Some(place) = place.and_then(|place| u32::try_from(place).ok()) {
        return Ok(Value::Member(list, place));
    }
    const SHOWN: usize = 20;
    let mut values = names().take(SHOWN).collect::<Vec<_>>().join("`, `");
    values.push_str(if names().count() > SHOWN {
        "`, …"
    } else {
        "`"
    });
    let help = match closest(written, names()) {
        Some(near) => format!("did you mean `{near}`? Its values are `{values}"),
        None => format!("its values are `{values}"),
    };
    let message = format!("`{}` has no value `{written}`", law[list].name);
    Err(Diagnostic::new(Code::UnknownValue, message).help(help))
}

/// What a type wants, in words.
fn wanted(law: &Law, ty: Type) -> String {
    match ty {
        Type::Bool => "of yes or no".to_owned(),
        Type::Int => "a whole number".to_owned(),
        Type::Decimal => "a decimal".to_owned(),
        Type::Money(currency) => format!("an amount of `{}`", law[currency].name),
        Type::Date => "a day".to_owned(),
        Type::Period(Unit::Months) => "a period in months or years".to_owned(),
        Type::Period(Unit::Days) => "a period in days".to_owned(),
        Type::Enum(list) => format!("a value of `{}`", law[list].name),
    }
}

fn example(law: &Law, ty: Type) -> Option<String> {
    match ty {
        Type::Decimal => Some("0.05 or \"0.05\"".to_owned()),
        Type::Money(currency) => Some(format!("\"12500.50 {}\"", law[currency].name)),
        Type::Date => Some("\"YYYY-MM-DD\"".to_owned()),
        Type::Period(Unit::Months) => Some("\"18 months\" or \"2 years\"".to_owned()),
        Type::Period(Unit::Days) => Some("\"10 days\" or \"2 weeks\"".to_owned()),
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
