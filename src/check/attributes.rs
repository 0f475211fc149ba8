//! Holdings with attributes: one holding of the kernel for each combination of their values.

use crate::law::{Input, InputId, InputKind, Law, Phrases, Type, Value};
use crate::syntax::{self, Name};
use crate::text::Span;

use super::context::{Checker, add_input};
use super::distinct::Distinct;
use super::doors::combinations;
use super::phrases::phrases;
use super::symbols::Symbol;

/// A holding with attributes.
#[derive(Debug, Clone)]
pub struct Family {
    /// The attributes and their types.
    pub attributes: Vec<(String, Type)>,
    /// The holdings of the kernel, each with the values of the attributes.
    pub members: Vec<(Vec<Value>, InputId)>,
}

impl Checker<'_> {
    /// Declares one holding for each combination of values.
    pub fn declare_family(
        &mut self,
        name: &Name,
        attributes: &[(Name, Name)],
        words: &syntax::Phrases,
        over_time: Option<Span>,
    ) {
        let mut names = Distinct::default();
        let mut typed = Vec::new();
        for (attribute, ty) in attributes {
            if let Err(twice) = names.add(attribute) {
                self.report(twice);
                continue;
            }
            typed.extend(
                self.closed_type(attribute, ty, "attribute")
                    .map(|found| (attribute.text.clone(), found)),
            );
        }
        if typed.len() < attributes.len() {
            self.symbols.note_broken([name.text.clone()]);
            return;
        }
        let types: Vec<Type> = typed.iter().map(|(_, ty)| *ty).collect();
        let combined = match combinations(&self.law, &types) {
            Some(combined) => combined,
            None => {
                self.report_combinations(
                    name.span,
                    "leave out the attributes that no rule looks at",
                );
                self.symbols.note_broken([name.text.clone()]);
                return;
            }
        };
        let common = phrases(words);
        let mut members = Vec::new();
        for values in combined {
            let told: Vec<(&str, Value)> = typed
                .iter()
                .map(|(name, _)| name.as_str())
                .zip(values.iter().copied())
                .collect();
            let input = Input {
                name: written(&self.law, &self.symbols.full(name), &values),
                span: Some(name.span),
                kind: InputKind::Holding,
                ty: Type::Bool,
                phrases: words_of(&self.law, &common, &told),
                usually: Some(Value::Bool(false)),
                history: None,
                places: 0,
                range: None,
            };
            let member = add_input(&mut self.law, input);
            self.add_history(member, over_time);
            members.push((values, member));
        }
        let family = self.symbols.add_family(Family {
            attributes: typed,
            members,
        });
        self.declare_name(name, Symbol::Family(family));
    }
}

/// A holding with its values as it is written: `visa(electronic)`.
fn written(law: &Law, name: &str, values: &[Value]) -> String {
    let values: Vec<&str> = values.iter().map(|value| name_of(law, *value)).collect();
    format!("{name}({})", values.join(", "))
}

/// The name of a value of an attribute.
pub fn name_of(law: &Law, value: Value) -> &str {
    match value {
        Value::Bool(true) => "yes",
        Value::Member(list, place) => {
            let member = law[list].members.get(place as usize);
            member.map_or("", |(name, _)| name)
        }
        _ => "no",
    }
}

/// The words of a holding with its values: those of the values stand behind each phrase.
fn words_of(law: &Law, common: &Phrases, values: &[(&str, Value)]) -> Phrases {
    let behind: String = values
        .iter()
        .map(|(attribute, value)| {
            let words = match value {
                Value::Member(list, place) => law[*list]
                    .members
                    .get(*place as usize)
                    .and_then(|(_, phrases)| phrases.main.clone()),
                _ => None,
            };
            let bare = || format!("({attribute}: {})", name_of(law, *value));
            format!(" {}", words.unwrap_or_else(bare))
        })
        .collect();
    let add = |phrase: &Option<String>| phrase.as_ref().map(|phrase| format!("{phrase}{behind}"));
    let ask = common.ask.as_ref().map(|ask| match ask.strip_suffix('?') {
        Some(ask) => format!("{ask}{behind}?"),
        None => format!("{ask}{behind}"),
    });
    Phrases {
        main: add(&common.main),
        yes: add(&common.yes),
        no: add(&common.no),
        ask,
        short: add(&common.short),
        does: None,
    }
}
