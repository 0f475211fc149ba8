//! The law as it stands on a day, as rule files: every rule with the words and days that amendments
//! gave it, without what is not in force.
//!
//! The files are edited, not written anew, so that comments and the order of the text stay.

mod edits;
mod past;
mod retained;
mod standing;

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::syntax::Parsed;
use crate::text::{FileId, Library};

use super::apply::{self, Histories};
use super::commencement::Moved;
use super::corpus::Corpus;
use super::order::Order;

use edits::Edits;
use standing::Standings;

/// The law on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consolidated {
    /// One rule file, without the style of the language.
    pub text: String,
    /// The rules that are in force, or are on some readings, by name.
    pub in_force: BTreeSet<String>,
}

/// What is needed to write down the law on a day.
pub struct Consolidation<'c> {
    library: &'c Library,
    files: &'c [(FileId, Parsed)],
    corpus: Corpus<'c>,
    histories: Histories<'c>,
    moved: Moved<'c>,
    day: Day,
}

impl<'c> Consolidation<'c> {
    /// Of a corpus that has no errors.
    pub fn new(library: &'c Library, files: &'c [(FileId, Parsed)], day: Day) -> Self {
        let mut unsound = Vec::new();
        let mut corpus = Corpus::of(files);
        let order = Order::of(&corpus);
        let moved = corpus.move_commencements(&order, &mut unsound);
        let histories = apply::apply(&corpus, &order, &mut unsound);
        Self {
            library,
            files,
            corpus,
            histories,
            moved,
            day,
        }
    }

    /// The law on the day. The rules in `asked` are kept with all their days, since something asks
    /// what holds under the law of another day. `place` gives each stored text its path in the new
    /// file.
    pub fn text(&self, asked: &BTreeSet<String>, place: impl Fn(&str) -> String) -> Consolidated {
        let standings = Standings::of(self, asked);
        let mut edits = Edits::default();
        for (_, parsed) in self.files {
            for item in &parsed.items {
                self.item(item, &standings, &place, &mut edits);
            }
        }
        let mut text = String::new();
        for (file, parsed) in self.files {
            let edited = edits.apply(*file, self.library.text(*file));
            let left = parsed.items.iter().any(|item| !edits.removes(item.span));
            if left {
                text.push_str(edited.trim());
                text.push_str("\n\n");
            }
        }
        let past = self.past(&standings);
        if !past.is_empty() {
            text.push_str(&format!("// Not in force on {}.\n\n", self.day.in_words()));
            text.push_str(&past);
        }
        Consolidated {
            text,
            in_force: standings.in_force(),
        }
    }
}
