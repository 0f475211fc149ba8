//! Records, and the lists whose elements they are.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Input, InputId, InputKind, List, ListId, Phrases, Record, RecordId, Type};
use crate::syntax::{self, Field, Name};
use crate::text::Span;

use super::super::context::{Checker, add_input};
use super::super::distinct::Distinct;
use super::super::phrases::{phrases, phrases_of};
use super::super::symbols::Symbol;

/// The most elements of a list: each has inputs of its own.
const MOST_LIMIT: i64 = 100;

/// So many elements are considered of a list of which the rules do not say how many it may have.
const MOST_BY_DEFAULT: usize = 4;

impl<'c> Checker<'c> {
    pub fn declare_record(&mut self, name: &Name, words: &syntax::Phrases, fields: &'c [Field]) {
        let id = RecordId::at(self.law.records.len());
        let full = self.symbols.full(name);
        self.law.records.push(Record {
            name: full.clone(),
            span: name.span,
            phrases: phrases(words),
            fields: Vec::new(),
        });
        self.declare_name(name, Symbol::Record(id));
        let mut names = Distinct::default();
        for field in fields {
            if let Err(twice) = names.add(&field.name) {
                self.report(twice);
                continue;
            }
            if let Some(Symbol::Record(_) | Symbol::List(_)) = self.symbols.of(&field.ty) {
                let message = "an element has no elements of its own";
                self.report(
                    Diagnostic::new(Code::WrongKind, message)
                        .at(field.ty.span, "")
                        .help("a field is `bool`, `int`, `date`, a period or of an enumeration; lists are of the person alone"),
                );
                self.symbols.note_broken([field.name.text.clone()]);
                continue;
            }
            let Some(ty) = self.find_type(&field.ty) else {
                self.symbols.note_broken([field.name.text.clone()]);
                continue;
            };
            let places = self.least_unit(&field.name, ty, field.measure.as_ref());
            if places.is_none() {
                self.symbols.note_broken([field.name.text.clone()]);
            }
            let range = self.range(&field.name, ty, field.measure.as_ref());
            let input = Input {
                places: places.unwrap_or(0),
                range,
                name: format!("{full}.{}", field.name.text),
                span: Some(field.name.span),
                kind: InputKind::Field(id),
                ty,
                phrases: phrases_of(ty, &field.phrases),
                usually: None,
                history: None,
            };
            let input = add_input(&mut self.law, input);
            self.law[id].fields.push(input);
            if let Some(usually) = &field.usually {
                self.pending.usuals.push((input, usually));
            }
        }
    }

    /// A list: its length, and the fields of each of its places.
    pub fn declare_list(
        &mut self,
        name: &Name,
        record: &Name,
        words: &syntax::Phrases,
        most: Option<(i64, Span)>,
    ) {
        let Some(record) = self.find_record(record) else {
            self.symbols.note_broken([name.text.clone()]);
            return;
        };
        let id = ListId::at(self.law.lists.len());
        let full = self.symbols.full(name);
        let bounded = most.is_some();
        let most = match most {
            Some((most, span)) => self.most(most, span),
            None => MOST_BY_DEFAULT,
        };
        let own = phrases(words);
        let length = add_input(
            &mut self.law,
            Input {
                name: full.clone(),
                span: Some(name.span),
                kind: InputKind::Length(id),
                ty: Type::Int,
                places: 0,
                range: None,
                phrases: own.clone(),
                usually: None,
                history: None,
            },
        );
        let fields = self.law[record].fields.clone();
        let slots = (0..most)
            .map(|place| {
                fields
                    .iter()
                    .map(|field| self.add_slot(id, &full, place, *field))
                    .collect()
            })
            .collect();
        self.law.lists.push(List {
            name: full.clone(),
            span: name.span,
            record,
            phrases: own,
            most,
            bounded,
            length,
            slots,
        });
        self.declare_name(name, Symbol::List(id));
    }

    fn add_slot(&mut self, list: ListId, name: &str, place: usize, field: InputId) -> InputId {
        let own = self.law.own_name(field);
        let field = &self.law[field];
        let input = Input {
            name: format!("{name}[{}].{own}", place + 1),
            span: None,
            kind: InputKind::Slot(list, u32::try_from(place).unwrap_or(u32::MAX)),
            ty: field.ty,
            places: field.places,
            range: field.range,
            phrases: Phrases::default(),
            usually: None,
            history: None,
        };
        add_input(&mut self.law, input)
    }

    fn most(&mut self, most: i64, span: Span) -> usize {
        if !(1..=MOST_LIMIT).contains(&most) {
            self.report(
                Diagnostic::new(Code::TooMany, format!("a list has up to so many elements as are said, from 1 to {MOST_LIMIT}"))
                    .at(span, "")
                    .help("every element is told apart from every other, in proofs as well: as many as there may be, and no more"),
            );
        }
        usize::try_from(most.clamp(1, MOST_LIMIT)).unwrap_or(1)
    }
}
