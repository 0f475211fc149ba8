//! The lint on characters of a source that its reader does not see.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Hidden, Span, hidden};

use super::context::Checker;

/// So many lines are named beside the first place.
const LINES_LIMIT: usize = 5;

/// The places of one such character in a text.
struct Places {
    first: Hidden,
    count: usize,
    /// The lines, each once, as many as are named.
    lines: Vec<u32>,
}

/// What can be done about words that have such a character in them.
pub const ADVICE: &str = "words across it cannot be quoted: delete it from the stored text";

/// The first character of some words that no quotation can have. Page breaks and the like are white
/// space, which does not count in quotations.
pub fn unquotable(words: &str) -> Option<Hidden> {
    unseen(words).next()
}

fn unseen(text: &str) -> impl Iterator<Item = Hidden> + '_ {
    hidden(text).filter(|found| !found.needed && !found.character.is_whitespace())
}

impl Checker<'_> {
    /// Reports each kind of such a character once a text, at its first place. A source is kept as
    /// it was published, so that it is no error; but no quotation finds words across one.
    pub fn lint_sources(&mut self) {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for source in &self.law.sources {
            // A source without its text stands for its rule file.
            if self.library.path(source.file).ends_with(".kzrule") || !seen.insert(source.file) {
                continue;
            }
            for places in self.unseen_in(source.file).values() {
                found.push(lint(&source.name, source.file, places));
            }
        }
        self.diagnostics.append(&mut found);
    }

    fn unseen_in(&self, file: FileId) -> IndexMap<char, Places> {
        let mut kinds: IndexMap<char, Places> = IndexMap::new();
        for one in unseen(self.library.text(file)) {
            let places = kinds.entry(one.character).or_insert_with(|| Places {
                first: one,
                count: 0,
                lines: Vec::new(),
            });
            places.count += 1;
            if places.lines.len() <= LINES_LIMIT + 1 {
                places
                    .lines
                    .push(self.library.line_of(file, offset(one.at)));
                places.lines.dedup();
            }
        }
        kinds
    }
}

fn lint(source: &str, file: FileId, places: &Places) -> Diagnostic {
    let first = places.first;
    let message =
        format!("the text of the source `{source}` has a character that is not seen: {first}");
    let span = Span::new(file, offset(first.at), offset(first.end()));
    let words = if places.count > 1 { "the first" } else { "" };
    Diagnostic::new(Code::HiddenInSource, message)
        .at(span, words)
        .help(help(places))
}

fn help(places: &Places) -> String {
    if places.count == 1 {
        return ADVICE.to_owned();
    }
    let others = places.lines.get(1..).unwrap_or_default();
    let shown: Vec<String> = others
        .iter()
        .take(LINES_LIMIT)
        .map(u32::to_string)
        .collect();
    let lines = match shown.as_slice() {
        [] => String::new(),
        [line] => format!(", also in line {line}"),
        lines => format!(", also in lines {}", lines.join(", ")),
    };
    let more = if others.len() > LINES_LIMIT {
        " and others"
    } else {
        ""
    };
    format!(
        "{ADVICE}\nit stands there {} times{lines}{more}",
        places.count
    )
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
