//! The step that a case is about.

use crate::check::Symbol;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{InputId, StepId, Value};
use crate::text::{Span, closest};

use super::{Reader, shown};
use crate::case::json_text::{Json, Kind};

impl Reader<'_> {
    /// `"enter"`, or `{ "obtain_visa": ["electronic"] }`.
    pub(super) fn step(&mut self, value: &Json<'_>) -> Option<(StepId, Vec<(InputId, Value)>)> {
        let kind = value.kind();
        match self.noted(kind)? {
            Kind::Text(name) => {
                let step = self.procedure(&name, value.span)?;
                Some((step, Vec::new()))
            }
            Kind::Object => {
                let members = self.members(value);
                let [member] = members.as_slice() else {
                    let message = match members.is_empty() {
                        true => "no step is named",
                        false => "one step is taken at a time",
                    };
                    let mistake = Diagnostic::new(Code::WrongArguments, message).at(value.span, "");
                    self.mistake(mistake.help(r#"write { "PROCEDURE": ["CHOICE"] }"#));
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

    /// `"refused"`: what became of the step.
    pub(super) fn became(&mut self, value: &Json<'_>) -> Option<(InputId, Value)> {
        Some((self.became, self.value(self.became, value)?))
    }

    fn procedure(&mut self, name: &str, span: Span) -> Option<StepId> {
        let is_step = |symbol| matches!(symbol, Symbol::Step(_));
        let diagnostic = match self.checked.symbols.get(name) {
            Some(Symbol::Step(step)) => return Some(step),
            Some(symbol) => Diagnostic::new(
                Code::WrongKind,
                format!("`{name}` is {}, no procedure", symbol.kind()),
            ),
            None if let Some(help) = called(name) => {
                let message = "a step and its choices are not written as in a rule file here";
                Diagnostic::new(Code::WrongArguments, message).help(help)
            }
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
}

/// What to write for `receive_visa(foreign_establishment)`, as it stands in a rule file.
fn called(written: &str) -> Option<String> {
    let (step, choices) = written.strip_suffix(')')?.split_once('(')?;
    let choices: Vec<String> = choices
        .split(',')
        .map(|choice| format!("\"{}\"", choice.trim()))
        .collect();
    let (step, choices) = (step.trim(), choices.join(", "));
    Some(format!("write {{ \"{step}\": [{choices}] }}"))
}
