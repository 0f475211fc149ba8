//! Names in expressions that stand for a value of an enumeration, a choice of a reading or a field of a
//! record. Something else may be called the same: what is meant is seen from what the name is compared
//! with, given to, or said of.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Expr, ExprKind, Found, Imports, Item, ItemKind, Name, Parsed, visit};
use crate::text::{FileId, Span};

/// Where such names stand, but where a procedure has what they are given to.
#[derive(Default)]
pub struct Choices {
    places: BTreeSet<Span>,
}

impl Choices {
    /// Those of some files. Linear in their length.
    pub fn of(imports: &Imports, files: &[(FileId, Parsed)]) -> Self {
        let mut declared = Declared {
            imports,
            lists: BTreeMap::new(),
            types: BTreeMap::new(),
            fields: BTreeMap::new(),
            records: BTreeMap::new(),
        };
        let items = || files.iter().flat_map(|(_, parsed)| &parsed.items);
        for item in items() {
            declared.declare(item);
        }
        let mut choices = Self::default();
        for item in items() {
            visit(item, &mut |found| match found {
                Found::Expr(expr) => choices.expr(&declared, expr),
                Found::Value(name, value) => choices.value(declared.list(name), value),
                Found::Field(of, field, value) => {
                    choices.value(declared.list_of_field(of, field), value);
                }
                Found::Name(_) | Found::Ground(_) => {}
            });
        }
        choices
    }

    /// Whether a name is one.
    pub fn has(&self, name: &Name) -> bool {
        self.places.contains(&name.span)
    }

    fn expr(&mut self, declared: &Declared<'_>, expr: &Expr) {
        match &expr.kind {
            ExprKind::Compare(_, of, value) => self.value(declared.list_of(of), value),
            ExprKind::Field(of, name) if declared.field(of, name).is_some() => {
                self.places.insert(name.span);
            }
            _ => {}
        }
    }

    /// Notes the names in an expression that wants one of a list.
    fn value(&mut self, list: Option<&BTreeSet<&str>>, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) if list.is_some_and(|list| list.contains(name.text.as_str())) => {
                self.places.insert(name.span);
            }
            ExprKind::If(_, yes, no) => {
                self.value(list, yes);
                self.value(list, no);
            }
            _ => {}
        }
    }
}

/// What is declared, by the names by which everybody knows it.
struct Declared<'f> {
    imports: &'f Imports,
    /// The values of enumerations and the choices of readings.
    lists: BTreeMap<String, BTreeSet<&'f str>>,
    /// The types of what has values; of a reading itself.
    types: BTreeMap<String, &'f Name>,
    /// The types of the fields of records.
    fields: BTreeMap<String, BTreeMap<&'f str, &'f Name>>,
    /// The records of lists.
    records: BTreeMap<String, &'f Name>,
}

impl<'f> Declared<'f> {
    fn declare(&mut self, item: &'f Item) {
        let (name, choices, ty) = match &item.kind {
            ItemKind::Enum { name, values } => (name, values.as_slice(), None),
            ItemKind::Reading { name, choices, .. } => (name, choices.as_slice(), Some(name)),
            ItemKind::Fact { name, ty, .. }
            | ItemKind::Term { name, ty, .. }
            | ItemKind::Parameter { name, ty, .. } => (name, [].as_slice(), Some(ty)),
            ItemKind::Record { name, fields, .. } => {
                let fields = fields.iter().map(|one| (one.name.text.as_str(), &one.ty));
                self.fields
                    .insert(self.imports.full(name), fields.collect());
                return;
            }
            ItemKind::List { name, record, .. } => {
                self.records.insert(self.imports.full(name), record);
                return;
            }
            _ => return,
        };
        let full = self.imports.full(name);
        if !choices.is_empty() {
            let choices = choices.iter().map(|one| one.name.text.as_str());
            self.lists.insert(full.clone(), choices.collect());
        }
        if let Some(ty) = ty {
            self.types.insert(full, ty);
        }
    }

    /// The list of which something named has a value.
    fn list(&self, name: &Name) -> Option<&BTreeSet<&'f str>> {
        self.list_typed(self.types.get(self.imports.key(name))?)
    }

    fn list_typed(&self, ty: &Name) -> Option<&BTreeSet<&'f str>> {
        self.lists.get(self.imports.key(ty))
    }

    /// The type of a field of a record, or of the elements of a list.
    fn field(&self, of: &Name, field: &Name) -> Option<&'f Name> {
        let of = self.imports.key(of);
        let record = self.records.get(of);
        let record = record.map_or(of, |record| self.imports.key(record));
        self.fields.get(record)?.get(field.text.as_str()).copied()
    }

    fn list_of_field(&self, of: &Name, field: &Name) -> Option<&BTreeSet<&'f str>> {
        self.list_typed(self.field(of, field)?)
    }

    fn list_of(&self, expr: &Expr) -> Option<&BTreeSet<&'f str>> {
        match &expr.kind {
            ExprKind::Name(name) | ExprKind::Call(name, _) => self.list(name),
            // Of a field and a term of the same name the field is meant.
            ExprKind::Field(of, name) => match self.field(of, name) {
                Some(ty) => self.list_typed(ty),
                None => self.list(name),
            },
            ExprKind::On(of, _)
            | ExprKind::Governed(of, _)
            | ExprKind::With(of, _)
            | ExprKind::Without(of, _) => self.list_of(of),
            _ => None,
        }
    }
}
