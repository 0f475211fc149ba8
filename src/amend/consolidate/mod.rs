//! The law as it stands on a day, as rule files: every rule with the words and days that amendments
//! gave it, without what is not in force.
//!
//! The files are edited, not written anew, so that comments and the order of the text stay.

mod asked;
mod because;
mod deadlines;
mod events;
mod handed_down;
mod heads;
mod idle;
mod past;
mod referring;
mod retained;
mod standing;
mod ties;
mod told;
mod version;

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::syntax::{Imports, Parsed};
use crate::text::{FileId, Library, Span};

use super::apply::{self, MovedEnds};
use super::corpus::{Amendment, Corpus};
use super::edits::Edits;
use super::history::Histories;
use super::order::Order;
use super::timeline::{Ended, Moved, Timeline};

use retained::Around;
use standing::Standings;

pub use because::Because;
pub use events::{Days, Event, Events, What};
pub use ties::{Exception, Ties, VersionAt};

/// The law on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Consolidated<'c> {
    /// One rule file, without the style of the language.
    pub text: String,
    /// The rules that stand in it, by name: those that are in force, or are on some readings, and
    /// those that something asks for nevertheless.
    pub kept: BTreeSet<String>,
    /// Why words of rules stand in it that are not in force, by name.
    pub because: BTreeMap<String, Because<'c>>,
    /// What became of all rules, by name.
    pub events: Events,
}

/// What is needed to write down the law on a day.
pub struct Consolidation<'c> {
    library: &'c Library,
    files: &'c [(FileId, Parsed)],
    corpus: Corpus<'c>,
    histories: Histories<'c>,
    moved_ends: MovedEnds<'c>,
    moved: Moved<'c>,
    ended: Ended<'c>,
    /// The amendments by place.
    by_place: BTreeMap<Span, Amendment<'c>>,
    day: Day,
}

impl<'c> Consolidation<'c> {
    /// Of a corpus that has no errors, and in which no two files declare one name.
    pub fn new(
        library: &'c Library,
        imports: &'c Imports,
        files: &'c [(FileId, Parsed)],
        day: Day,
    ) -> Self {
        let mut unsound = Vec::new();
        let mut corpus = Corpus::of(files, imports);
        let order = Order::of(&corpus);
        let Timeline {
            moved,
            ended,
            amendments,
        } = corpus.timeline(&order, &mut unsound);
        let applied = apply::apply(&corpus, &order, &amendments, &mut unsound);
        let by_place = corpus.amendments.iter().map(|one| (one.place(), *one));
        let by_place = by_place.collect();
        Self {
            library,
            files,
            corpus,
            histories: applied.histories,
            moved_ends: applied.ends,
            moved,
            ended,
            by_place,
            day,
        }
    }

    /// The law on the day. The rules of which something asks what holds under the law of another day
    /// are kept with all their days. `place` gives each stored text its path in the new file.
    pub fn text(&self, ties: &Ties, place: impl Fn(&str) -> String) -> Consolidated<'c> {
        let standings = Standings::of(self, ties);
        let events = self.events(&standings);
        let handed = self.handed_down(&standings);
        let around = Around {
            standings: &standings,
            referring: &self.referring(&standings),
            events: &events,
            handed: &handed,
        };
        let mut edits = Edits::default();
        for (_, parsed) in self.files {
            for item in &parsed.items {
                self.item(item, &around, &place, &mut edits);
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
        let past = self.past(&standings, &events);
        let day = self.day.in_words();
        let parts = [
            (format!("// Not in force on {day}."), past.not_in_force),
            (
                format!("// In force on {day}, and lifts nothing on that day."),
                past.idle,
            ),
        ];
        for (head, told) in parts.iter().filter(|(_, told)| !told.trim().is_empty()) {
            text.push_str(&format!("{head}\n\n{told}"));
        }
        let kept = standings.kept();
        let because = kept.iter().filter_map(|rule| {
            let why = self.because(rule, &standings)?;
            Some((rule.clone(), why.clone()))
        });
        Consolidated {
            text,
            because: because.collect(),
            kept,
            events,
        }
    }
}
