//! A corpus written down in a test, checked by the library.

use kzrule::check::{self, Checked};
use kzrule::syntax::parse;
use kzrule::text::Library;

/// Checks files given as path and text. Those whose names end in `.kzrule` are rule files, the
/// others texts of sources.
pub fn checked<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> (Library, Checked) {
    let mut library = Library::new();
    let mut rule_files = Vec::new();
    for (path, text) in files {
        let id = library.add(path.to_owned(), text.to_owned());
        if path.ends_with(".kzrule") {
            rule_files.push(id);
        }
    }
    let parsed = rule_files
        .into_iter()
        .map(|id| (id, parse(id, library.text(id))))
        .collect();
    let checked = check::check(&library, parsed);
    (library, checked)
}
