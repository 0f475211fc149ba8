use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::syntax::Name;
use crate::text::Span;

use super::symbols::{duplicate, plain};

/// The names of one list, among which none stands twice.
#[derive(Default)]
pub struct Distinct<'n> {
    known: BTreeMap<&'n str, Span>,
}

impl<'n> Distinct<'n> {
    /// Adds a name; the mistake where it stood before.
    pub fn add(&mut self, name: &'n Name) -> Result<(), Diagnostic> {
        plain(name)?;
        match self.known.get(name.text.as_str()) {
            Some(earlier) => Err(duplicate(name, *earlier)),
            None => {
                self.known.insert(&name.text, name.span);
                Ok(())
            }
        }
    }
}
