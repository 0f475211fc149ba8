//! A corpus as it would be written in one file: without cases, claims and imports, and with names
//! that mean one thing without their files.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Found, Imports, ItemKind, Parsed, of_their_own, parse_files, visit};
use crate::text::{FileId, Library};

use super::edits::Edits;

/// The texts of a corpus written anew, with their places: the same files in the same order.
pub struct Written {
    /// All texts.
    pub library: Library,
    /// The rule files.
    pub parsed: Vec<(FileId, Parsed)>,
}

/// A corpus whose names mean one thing each.
pub struct Alone {
    /// Its texts.
    pub written: Written,
    /// For each name that got another one by which name everybody knows what it stands for.
    pub renamed: BTreeMap<String, String>,
}

/// Gives every name that several files declare a new one, made of the file's and its own:
/// `fees::amount` becomes `fees_amount`. Names with their files lose these.
///
/// # Errors
/// A name that several files declare and that is also one of a choice, value, field or parameter:
/// which of the two an expression means is not told before it is checked.
pub fn alone(
    library: &Library,
    imports: &Imports,
    files: &[(FileId, Parsed)],
) -> Result<Alone, String> {
    let items = || files.iter().flat_map(|(_, parsed)| &parsed.items);
    let own = items().flat_map(of_their_own).map(|name| &name.text);
    let own: BTreeSet<&str> = own.map(String::as_str).collect();
    if let Some(name) = imports.shared_names().find(|name| own.contains(name)) {
        return Err(name.to_owned());
    }
    let mut taken: BTreeSet<String> = own.iter().map(|name| (*name).to_owned()).collect();
    let mut edits = Edits::default();
    let mut names = Vec::new();
    for item in items() {
        match item.kind {
            ItemKind::Import(_)
            | ItemKind::Case { .. }
            | ItemKind::Prove { .. }
            | ItemKind::Intended { .. } => edits.remove(item.span),
            _ => visit(item, &mut |found| {
                if let Found::Name(name) = found {
                    taken.insert(name.own().to_owned());
                    names.push(name);
                }
            }),
        }
    }
    let mut new: BTreeMap<&str, String> = BTreeMap::new();
    for full in imports.full_names() {
        let plain = full.replace("::", "_");
        let mut name = plain.clone();
        let mut more = 2;
        while !taken.insert(name.clone()) {
            name = format!("{plain}_{more}");
            more += 1;
        }
        new.insert(full, name);
    }
    for name in names {
        let key = imports.key(name);
        let written = new.get(key).map_or(key, String::as_str);
        if written != name.text {
            edits.replace(name.span, written);
        }
    }
    let renamed = new
        .iter()
        .map(|(full, name)| (name.clone(), (*full).to_owned()));
    Ok(Alone {
        renamed: renamed.collect(),
        written: Written::of(library, files, &edits),
    })
}

impl Written {
    /// The files of a corpus with their changes, and all other texts as they are.
    pub fn of(library: &Library, files: &[(FileId, Parsed)], edits: &Edits) -> Self {
        let rules: BTreeSet<FileId> = files.iter().map(|(file, _)| *file).collect();
        let mut written = Library::new();
        for file in library.files() {
            let text = library.text(file);
            let text = match rules.contains(&file) {
                true => edits.apply(file, text),
                false => text.to_owned(),
            };
            written.add(library.path(file).to_owned(), text);
        }
        let texts: Vec<_> = rules
            .iter()
            .map(|file| (*file, written.text(*file)))
            .collect();
        let parsed = parse_files(&texts);
        Self {
            library: written,
            parsed,
        }
    }
}
