//! What is said of an element of a list: its fields, and the terms that are said of it.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::Expr as Kernel;
use crate::law::RecordId;
use crate::syntax::{Name, parted};

use super::super::Symbol;
use super::super::symbols::{near, unknown};
use super::{Lower, Lowered};

impl Lower<'_> {
    /// `child.born`: a field or a term of the element spoken of.
    pub(super) fn of_element(&mut self, of: &Name, name: &Name) -> Lowered {
        let record = self
            .symbols
            .find(of, "a record", self.found, |symbol| match symbol {
                Symbol::Record(record) => Some(record),
                _ => None,
            })?;
        if !self.elements.contains(&record) {
            self.no_element(record, of);
            return None;
        }
        if let Some(field) = self.law.find_field(record, &name.text) {
            let ty = self.law[field].ty;
            return Some((self.law.exprs.add(Kernel::In(field)), ty));
        }
        if self.symbols.is_broken(&name.text) {
            return None;
        }
        match self.symbols.of(name) {
            Some(Symbol::Term(term)) if self.law[term].of == Some(record) => Some(self.term(term)),
            found => {
                let unclear = self.symbols.unclear(name).filter(|_| found.is_none());
                let diagnostic = unclear.unwrap_or_else(|| self.no_such_field(record, name, found));
                self.found.push(diagnostic);
                None
            }
        }
    }

    fn no_such_field(&self, record: RecordId, name: &Name, found: Option<Symbol>) -> Diagnostic {
        let law = &*self.law;
        let of = law[record].name.as_str();
        let fields = law[record].fields.iter();
        let terms = law.terms.iter().filter(|term| term.of == Some(record));
        let names: Vec<&str> = fields
            .map(|field| law.own_name(*field))
            .chain(terms.map(|term| term.name.as_str()))
            .collect();
        let what = format!("a field or term of `{of}`");
        let near = near(&name.text, names.iter().copied(), self.found.len()).or_else(|| {
            // Of terms of several files, what stands behind the file is like what is written.
            let mut own = names.iter().map(|name| parted(name).1);
            let near = near(&name.text, own.by_ref(), self.found.len())?;
            names.iter().copied().find(|name| parted(name).1 == near)
        });
        let mut diagnostic = match near {
            Some(near) => unknown(name, "a name", Some(near)),
            None => unknown(name, &what, None),
        };
        diagnostic.message = format!("a `{of}` has no `{}`", name.text);
        if matches!(
            found,
            Some(Symbol::Input(_) | Symbol::Term(_) | Symbol::List(_))
        ) {
            diagnostic = diagnostic.note(
                format!("`{}` is said of the person", name.text),
                self.symbols.place(name).unwrap_or(name.span),
                "",
            );
        }
        diagnostic
    }

    /// Something is said of an element, and none is spoken of.
    fn no_element(&mut self, record: RecordId, of: &Name) {
        let message = format!("no `{}` is spoken of here", of.text);
        let lists = self.law.lists.iter();
        let list = lists
            .filter(|list| list.record == record)
            .map(|list| list.name.as_str())
            .next();
        let help = match list {
            Some(list) => format!(
                "say it of those of a list: `any {list} where …`, `count {list} where (…)`; or in a define, \
                 term or rule `of {}`",
                of.text
            ),
            None => format!("declare a list of them: list NAME : {} \"…\"", of.text),
        };
        self.mistake(Code::NoElement, message, of.span, &help);
    }

    /// A term of an element is named without it.
    pub(super) fn wants_an_element(&mut self, record: RecordId, name: &Name) {
        let of = self.law[record].name.clone();
        let message = format!("`{}` is said of a `{of}`", name.text);
        let help = format!("write `{of}.{}`", name.text);
        self.mistake(Code::NoElement, message, name.span, &help);
    }
}
