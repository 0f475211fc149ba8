//! Unknown names in items with another mistake, which keeps the rest of its item from being looked at.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Severity};
use crate::syntax::{Found, Item, ItemKind, Parsed, of_their_own, visit};
use crate::text::{FileId, Span, composed};

use super::context::Checker;
use super::declare::TYPES;
use super::symbols::{near, unknown};

impl Checker<'_> {
    /// Looks up the names in items with mistakes. A name that may be a value, a choice, a field or a
    /// parameter of anything is not asked for; one that is told of in an item is told of once.
    pub fn find_overlooked(&mut self, files: &[(FileId, Parsed)]) {
        let is_error = |one: &&Diagnostic| one.severity() == Severity::Error;
        let errors = self.diagnostics.iter().filter(is_error);
        let wrong: BTreeSet<Span> = errors
            .filter_map(|one| one.labels.first().map(|label| label.span))
            .collect();
        if wrong.is_empty() {
            return;
        }
        let all = || {
            files
                .iter()
                .flat_map(|(_, parsed)| parsed.items.iter().chain(&parsed.remains))
        };
        let own: BTreeSet<&str> = all()
            .flat_map(of_their_own)
            .map(|name| name.text.as_str())
            .chain(TYPES.iter().copied())
            .collect();
        let wrong_in = |item: &Item| {
            let start = Span::new(item.span.file, item.span.start, 0);
            let inside = wrong.range(start..).take_while(move |wrong| {
                wrong.file == item.span.file && wrong.start < item.span.end
            });
            inside.copied().collect::<Vec<Span>>()
        };
        let mut found = Vec::new();
        for item in all().flat_map(rules_apart) {
            let wrong = wrong_in(item);
            if !wrong.is_empty() {
                self.unknown_in(item, &wrong, &own, &mut found);
            }
        }
        self.diagnostics.extend(found);
    }

    /// The names in an item that nothing declares, each once.
    fn unknown_in(
        &self,
        item: &Item,
        wrong: &[Span],
        own: &BTreeSet<&str>,
        found: &mut Vec<Diagnostic>,
    ) {
        let mut told: BTreeSet<Cow<'_, str>> = wrong
            .iter()
            .map(|place| composed(self.library.slice(*place)))
            .collect();
        visit(item, &mut |one| {
            let Found::Name(name) = one else { return };
            let is_known = self.symbols.of(name).is_some() || own.contains(name.own());
            if is_known || self.symbols.is_excused(name) || !told.insert(Cow::Borrowed(&name.text))
            {
                return;
            }
            let names = self.symbols.names(|_| true);
            let near = near(&name.text, names, self.diagnostics.len() + found.len());
            let unknown = || match near {
                Some(_) => unknown(name, "a name", near),
                None => unknown(name, "a name", None).help("declare it, or correct the name"),
            };
            found.push(self.symbols.unclear(name).unwrap_or_else(unknown));
        });
    }
}

/// The rules of a provision, each by itself; any other item alone.
fn rules_apart(item: &Item) -> Vec<&Item> {
    match &item.kind {
        // What a case or claim says is looked up whatever is wrong in it; its own name is no other.
        ItemKind::Case { .. } | ItemKind::Prove { .. } => Vec::new(),
        ItemKind::Provision(provision) => provision.members.iter().flat_map(rules_apart).collect(),
        _ => vec![item],
    }
}
