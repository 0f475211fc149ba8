//! The lint on characters of a source that its reader does not see.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Hidden, Span, hidden};

use super::context::Checker;

/// So many lines are named beside the first place.
const LINES_LIMIT: usize = 5;

impl Checker<'_> {
    /// Reports each kind of such a character once a text, at its first place. A source is kept as
    /// it was published, so that it is no error; but no quotation finds words across one.
    pub fn lint_sources(&mut self) {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for source in &self.law.sources {
            let file = source.file;
            // A source without its text stands for its rule file.
            if !self.is_text(file) || !seen.insert(file) {
                continue;
            }
            let mut kinds: IndexMap<char, Vec<Hidden>> = IndexMap::new();
            // Page breaks and the like are white space, which does not count in quotations.
            let unseen = hidden(self.library.text(file))
                .filter(|found| !found.needed && !found.character.is_whitespace());
            for one in unseen {
                kinds.entry(one.character).or_default().push(one);
            }
            for places in kinds.values() {
                let Some(first) = places.first() else {
                    continue;
                };
                let at = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
                let line = |found: &Hidden| self.library.line_of(file, at(found.at));
                let mut lines: Vec<u32> = places.iter().map(line).collect();
                lines.dedup();
                let span = Span::new(file, at(first.at), at(first.end()));
                found.push(
                    Diagnostic::new(
                        Code::HiddenInSource,
                        format!(
                            "the text of the source `{}` has a character that is not seen: {first}",
                            source.name
                        ),
                    )
                    .at(span, if places.len() > 1 { "the first" } else { "" })
                    .help(help(places.len(), lines.get(1..).unwrap_or_default())),
                );
            }
        }
        self.diagnostics.append(&mut found);
    }

    fn is_text(&self, file: crate::text::FileId) -> bool {
        !self.library.path(file).ends_with(".kzrule")
    }
}

fn help(count: usize, others: &[u32]) -> String {
    let advice = "words across it cannot be quoted: delete it from the stored text";
    let shown: Vec<String> = others
        .iter()
        .take(LINES_LIMIT)
        .map(u32::to_string)
        .collect();
    match (count, others.len().saturating_sub(LINES_LIMIT)) {
        (1, _) => advice.to_owned(),
        (count, _) if shown.is_empty() => format!("{advice}\nit stands there {count} times"),
        (count, 0) => format!(
            "{advice}\nit stands there {count} times, also in {} {}",
            if shown.len() == 1 { "line" } else { "lines" },
            shown.join(", ")
        ),
        (count, more) => format!(
            "{advice}\nit stands there {count} times, also in lines {} and {more} more",
            shown.join(", ")
        ),
    }
}
