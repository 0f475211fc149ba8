//! A name that is misspelt where it is declared is told once, and not wherever it is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::{Found, Item, Parsed, parted, visit};
use crate::text::{FileId, Span, composed, is_slip};

use super::context::Checker;
use super::symbols::{MISTAKES_LIMIT, meant};

/// So many further places of a name are shown.
const SHOWN: usize = 3;

/// For each name the places in which it stands.
type Places = BTreeMap<String, BTreeSet<Span>>;

impl Checker<'_> {
    /// Of a name that nothing declares and several places agree on, and of which a name that nothing
    /// uses differs in a letter or two, the first place alone is told, with the declaration.
    /// Linear in the size of the corpus where there is one.
    pub fn join_misspelt(&mut self, files: &[(FileId, Parsed)]) {
        let mut told = Places::new();
        let unknown = |one: &&Diagnostic| one.code == Code::UnknownName;
        for one in self.diagnostics.iter().filter(unknown) {
            let Some(label) = one.labels.first() else {
                continue;
            };
            let written = composed(self.library.slice(label.span));
            let places = told.entry(parted(&written).1.to_owned()).or_default();
            places.insert(label.span);
        }
        told.retain(|name, places| places.len() > 1 && self.symbols.places(name).is_empty());
        if told.is_empty() || told.len() > MISTAKES_LIMIT {
            return;
        }
        let used = used(files);
        let mut joined = Vec::new();
        for (name, places) in &told {
            let Some((declared, place)) = self.misspelt(name, places, &used) else {
                continue;
            };
            let further = used.get(name).into_iter().flatten();
            let all: BTreeSet<Span> = places.iter().chain(further).copied().collect();
            self.diagnostics
                .retain(|one| !(unknown(&one) && is_in(one, places)));
            joined.push(declared_otherwise(name, &all, &declared, place));
        }
        self.diagnostics.extend(joined);
    }

    /// The name that was meant in all of some places, and is said nowhere else, with the place in which
    /// it is declared.
    fn misspelt(
        &self,
        name: &str,
        places: &BTreeSet<Span>,
        used: &Places,
    ) -> Option<(String, Span)> {
        let is_idle = |declared: &str| {
            let declarations = self.symbols.places(declared);
            let mut said = used.get(declared).into_iter().flatten();
            said.all(|place| declarations.contains(place)) && !self.symbols.is_broken(declared)
        };
        let names = self.symbols.names(|_| true);
        let mut near = names.filter(|other| is_slip(name, other) && is_idle(other));
        let (declared, None) = (near.next()?, near.next()) else {
            return None;
        };
        let [place] = *self.symbols.places(declared).as_slice() else {
            return None;
        };
        let help = meant(declared);
        let mut told = self.diagnostics.iter().filter(|one| is_in(one, places));
        let agree = told.all(|one| one.help.as_deref() == Some(help.as_str()));
        agree.then(|| (declared.to_owned(), place))
    }
}

/// Where each name stands in the items of some files, where it is declared among others.
fn used(files: &[(FileId, Parsed)]) -> Places {
    let mut used = Places::new();
    let items = files
        .iter()
        .flat_map(|(_, parsed)| parsed.items.iter().chain(&parsed.remains));
    for item in items {
        note_names(item, &mut used);
    }
    used
}

fn note_names(item: &Item, used: &mut Places) {
    visit(item, &mut |one| {
        if let Found::Name(name) = one {
            let places = used.entry(name.own().to_owned()).or_default();
            places.insert(name.span);
        }
    });
}

fn is_in(one: &Diagnostic, places: &BTreeSet<Span>) -> bool {
    let place = one.labels.first().map(|label| label.span);
    place.is_some_and(|place| places.contains(&place))
}

fn declared_otherwise(
    name: &str,
    places: &BTreeSet<Span>,
    declared: &str,
    declaration: Span,
) -> Diagnostic {
    let count = places.len();
    let message = format!("nothing is called `{name}`, and {count} places speak of it");
    let mut places = places.iter().copied();
    let first = places.next().unwrap_or(declaration);
    let mut told = Diagnostic::new(Code::UnknownName, message)
        .at(first, "")
        .note("perhaps declared here", declaration, "");
    for place in places.by_ref().take(SHOWN) {
        told = told.note("also said here", place, "");
    }
    told.help(format!(
        "nothing speaks of `{declared}`: write `{name}` where it is declared, or `{declared}` in all \
         {count} places"
    ))
}
