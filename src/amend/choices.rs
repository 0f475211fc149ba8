//! Names in expressions that stand for a value of an enumeration or a choice of a reading. Something
//! else may be called the same: what is meant is seen from what the name is compared with, or given to.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Expr, ExprKind, Found, Imports, Item, ItemKind, Name, Parsed, visit};
use crate::text::{FileId, Span};

/// Where such names stand, but in cases and claims, and where a procedure has what they are given to.
#[derive(Default)]
pub struct Choices {
    places: BTreeSet<(FileId, u32)>,
}

impl Choices {
    /// Those of some files. Linear in their length.
    pub fn of(imports: &Imports, files: &[(FileId, Parsed)]) -> Self {
        let mut declared = Declared {
            imports,
            lists: BTreeMap::new(),
            types: BTreeMap::new(),
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
                Found::Name(_) | Found::Ground(_) => {}
            });
        }
        choices
    }

    /// Whether the name that begins at a place is one.
    pub fn begins_at(&self, file: FileId, at: u32) -> bool {
        self.places.contains(&(file, at))
    }

    fn note(&mut self, span: Span) {
        self.places.insert((span.file, span.start));
    }

    fn expr(&mut self, declared: &Declared<'_>, expr: &Expr) {
        match &expr.kind {
            ExprKind::Compare(_, of, value) => self.value(declared.list_of(of), value),
            ExprKind::Among(_, names) | ExprKind::Call(_, names) => {
                for name in names {
                    self.note(name.span);
                }
            }
            _ => {}
        }
    }

    /// Notes the names in an expression that wants one of a list.
    fn value(&mut self, list: Option<&BTreeSet<&str>>, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) if list.is_some_and(|list| list.contains(name.text.as_str())) => {
                self.note(name.span);
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
}

impl<'f> Declared<'f> {
    fn declare(&mut self, item: &'f Item) {
        let (name, choices, ty) = match &item.kind {
            ItemKind::Enum { name, values } => (name, values.as_slice(), None),
            ItemKind::Reading { name, choices, .. } => (name, choices.as_slice(), Some(name)),
            ItemKind::Fact { name, ty, .. }
            | ItemKind::Term { name, ty, .. }
            | ItemKind::Parameter { name, ty, .. } => (name, [].as_slice(), Some(ty)),
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
        let ty = self.types.get(self.imports.key(name))?;
        self.lists.get(self.imports.key(ty))
    }

    fn list_of(&self, expr: &Expr) -> Option<&BTreeSet<&'f str>> {
        match &expr.kind {
            ExprKind::Name(name) | ExprKind::Call(name, _) => self.list(name),
            ExprKind::Field(_, name) => self.list(name),
            ExprKind::On(of, _)
            | ExprKind::Governed(of, _)
            | ExprKind::With(of, _)
            | ExprKind::Without(of, _) => self.list_of(of),
            _ => None,
        }
    }
}
