//! Lists as a case tells them: every element with what is known of it.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{InputId, Law, ListId, Value};
use crate::syntax::{Binding, Element, Name};
use crate::text::Span;

use super::Symbol;
use super::context::Checker;
use super::distinct::Distinct;
use super::lower::Place;
use super::symbols::{near, unknown};

/// What is given of an input, and where.
type Told = (InputId, Value, Span);

impl Checker<'_> {
    /// The length of a list, and the fields of its elements.
    pub fn elements(&mut self, name: &Name, elements: &[Element], span: Span) -> Vec<Told> {
        let list = self.symbols.find(
            name,
            "a list",
            &mut self.diagnostics,
            |symbol| match symbol {
                Symbol::List(list) => Some(list),
                _ => None,
            },
        );
        let Some(list) = list else { return Vec::new() };
        if let Some(beyond) = elements.get(self.law[list].most) {
            let diagnostic = too_many(&self.law, list).at(beyond.span, "one too many");
            self.report(diagnostic);
            return Vec::new();
        }
        let length = i64::try_from(elements.len()).unwrap_or(i64::MAX);
        let mut told = vec![(self.law[list].length, Value::Int(length), span)];
        for (place, element) in elements.iter().enumerate() {
            self.element_told(list, place, element, &mut told);
        }
        told
    }

    fn element_told(
        &mut self,
        list: ListId,
        place: usize,
        element: &Element,
        told: &mut Vec<Told>,
    ) {
        let mut names = Distinct::default();
        for field in &element.fields {
            let name = match field {
                Binding::Equals(given, _) if given.arguments.is_empty() => &given.name,
                Binding::Flag(flag, _) if flag.arguments.is_empty() => &flag.name,
                other => {
                    self.no_field(other);
                    continue;
                }
            };
            if names.add(name).is_err() {
                let message = format!("`{}` is given twice", name.text);
                self.mistake(Code::DuplicateClause, message, name.span);
                continue;
            }
            let Some(input) = slot(&self.law, list, place, &name.text) else {
                if !self.symbols.is_broken(&name.text) {
                    let fields = field_names(&self.law, list);
                    let near = near(&name.text, fields.into_iter(), self.diagnostics.len());
                    let record = self.law[self.law[list].record].name.clone();
                    let mut diagnostic = unknown(name, "a field", near);
                    diagnostic.message = format!("a `{record}` has no field `{}`", name.text);
                    self.report(diagnostic);
                }
                continue;
            };
            let value = match field {
                Binding::Equals(_, expr) => self.fixed_value(input, expr),
                Binding::Flag(_, holds) => self
                    .lower(&[], Place::Question)
                    .flag(input, name)
                    .map(|()| Value::Bool(*holds)),
                _ => None,
            };
            told.extend(value.map(|value| (input, value, name.span)));
        }
    }
}

impl Checker<'_> {
    /// What is told of an element are its fields, which have neither arguments nor a time.
    fn no_field(&mut self, told: &Binding) {
        let (message, given) = match told {
            Binding::Flag(given, _) | Binding::Lasts(given, ..) | Binding::Holds(given, _) => (
                format!("`{}` is a field: it is so or not", given.name.text),
                given,
            ),
            Binding::Equals(given, _) => (
                format!("`{}` is a field, and has no attributes", given.name.text),
                given,
            ),
            Binding::NothingHeld(_) | Binding::Elements(..) => return,
        };
        self.report(
            Diagnostic::new(Code::WrongKind, message)
                .at(given.span, "")
                .help("write the name of the field alone, or `not` before it"),
        );
    }
}

/// The field of the element at a place.
pub fn slot(law: &Law, list: ListId, place: usize, name: &str) -> Option<InputId> {
    let field = law.find_field(law[list].record, name)?;
    let fields = &law[law[list].record].fields;
    let at = fields.iter().position(|known| *known == field)?;
    law[list].slots.get(place)?.get(at).copied()
}

/// The names of the fields of a list's elements.
pub fn field_names(law: &Law, list: ListId) -> Vec<&str> {
    let fields = law[law[list].record].fields.iter();
    fields.map(|field| law.own_name(*field)).collect()
}

/// More elements are told than the list may have; the mistake without its place.
pub fn too_many(law: &Law, list: ListId) -> Diagnostic {
    let list = &law[list];
    let message = format!("`{}` has up to {} elements", list.name, list.most);
    let diagnostic = Diagnostic::new(Code::TooMany, message);
    if list.bounded {
        diagnostic
            .note("the list is declared here", list.span, "")
            .help("tell fewer, or declare the list with `up to` a greater number")
    } else {
        diagnostic
            .note("the list is declared here", list.span, "")
            .help(format!(
                "say in the rules how many there may be: list {} … up to NUMBER",
                list.name
            ))
    }
}
