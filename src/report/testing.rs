//! The laws of the folder `rules`, for tests.

use std::path::{Path, PathBuf};

use crate::check::{self, Checked};
use crate::law::{ClaimId, Law};
use crate::syntax::{ItemKind, parse};
use crate::text::Library;

/// The checked law in `rules/<folder>`.
pub fn law(folder: &str) -> Law {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("rules")
        .join(folder);
    let mut files = Vec::new();
    collect(&root, &mut files);
    let mut library = Library::new();
    let mut parsed = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let id = library.add(path.to_str().unwrap().to_owned(), text);
        parsed.push((id, parse(id, library.text(id))));
    }
    for (_, file) in &parsed {
        for item in &file.items {
            if let ItemKind::Source(source) = &item.kind
                && let Some(path) = &source.path
            {
                let from = library.path(source.name.span.file).to_owned();
                let full = check::source_path(&from, &path.text).unwrap();
                library.add(full.clone(), std::fs::read_to_string(full).unwrap());
            }
        }
    }
    let checked: Checked = check::check(&library, parsed);
    assert!(!checked.has_errors(), "{:?}", checked.diagnostics);
    checked.law
}

/// A claim by its name.
pub fn claim(law: &Law, name: &str) -> ClaimId {
    ClaimId::at(
        law.claims
            .iter()
            .position(|claim| claim.name == name)
            .unwrap(),
    )
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|end| end == "kzrule") {
            into.push(path);
        }
    }
}
