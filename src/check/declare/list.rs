//! Closed lists of values: enumerations, and readings with their choices.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Input, InputKind, Phrases, Type};
use crate::syntax::{Choice, Expr, Name, Words};

use super::super::context::{Checker, add_enum, add_input};
use super::super::distinct::Distinct;
use super::super::phrases::{folded, phrases};
use super::super::symbols::Symbol;

/// The most values of one list: what asks for each of them stays quick.
const VALUE_LIMIT: usize = 4_096;

impl<'c> Checker<'c> {
    pub fn declare_enum(&mut self, name: &Name, values: &[Choice]) {
        let members = self.members(values);
        let full = self.symbols.full(name);
        let id = add_enum(&mut self.law, &full, Some(name.span), members);
        self.declare_name(name, Symbol::Enum(id));
    }

    pub fn declare_reading(
        &mut self,
        name: &'c Name,
        question: &Words,
        given: Option<&'c Expr>,
        choices: &[Choice],
    ) {
        let members = self.members(choices);
        let full = self.symbols.full(name);
        let list = add_enum(&mut self.law, &full, Some(name.span), members);
        let input = Input {
            name: self.symbols.full(name),
            span: Some(name.span),
            kind: InputKind::Reading,
            ty: Type::Enum(list),
            places: 0,
            range: None,
            phrases: Phrases {
                main: Some(folded(question)),
                ..Phrases::default()
            },
            usually: None,
            history: None,
        };
        let id = add_input(&mut self.law, input);
        if let Some(given) = given {
            self.pending.given.push((id, name, given));
        }
        self.declare_name(name, Symbol::Input(id));
    }

    fn members(&mut self, choices: &[Choice]) -> Vec<(String, Phrases)> {
        let mut names = Distinct::default();
        for choice in choices {
            if let Err(twice) = names.add(&choice.name) {
                self.report(twice);
            }
        }
        if let Some(beyond) = choices.get(VALUE_LIMIT) {
            self.report(
                Diagnostic::new(
                    Code::TooMany,
                    format!("a list has at most {VALUE_LIMIT} values"),
                )
                .at(beyond.name.span, "one too many")
                .help("keep the values that the rules tell apart, and one for all others"),
            );
        }
        choices
            .iter()
            .take(VALUE_LIMIT)
            .map(|choice| (choice.name.text.clone(), phrases(&choice.phrases)))
            .collect()
    }
}
