//! Amendments applied to the trees, before anything is checked: what comes out has rules with
//! versions, of which each has its life, and acts with the days on which they really begin.

mod alone;
mod apply;
mod aside;
mod choices;
mod commencement;
mod consolidate;
mod corpus;
mod days;
mod draft;
mod edits;
mod falls;
mod fixed;
mod history;
mod instead;
mod known;
mod known_text;
mod mentions;
mod mistakes;
mod order;
mod references;
mod repeals;
mod retroactive;
mod rewrite;
mod same_day;
mod straddling;
mod substitutes;
mod timeline;
mod unknown;
mod values;
mod waiting;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::syntax::{Expr, Imports, ItemKind, Parsed};
use crate::text::{FileId, Span};

pub use alone::{Alone, Written, alone};
pub use consolidate::{
    Because, Consolidated, Consolidation, Days, Event, Events, Exception, Ties, VersionAt, What,
};
pub use draft::{Changed, Draft, Dropped, Restated};
pub use known::{LeftOut, known_on};
pub use known_text::as_known;
pub use mistakes::{no_day_after, outside_calendar};
pub use values::Values;

use corpus::Corpus;
use order::Order;
use rewrite::Rewrite;
use timeline::Timeline;

/// A corpus with its amendments applied.
#[derive(Debug, Default)]
pub struct Amended {
    /// The files. Repeals and moves are still among their items: their words belong to the law.
    pub files: Vec<(FileId, Parsed)>,
    /// What is special about the versions of amended rules, by the places of their names.
    pub versions: BTreeMap<Span, About>,
    /// What comes of values of parameters because their acts are repealed.
    pub values: Values,
    /// The ends of provisions that were moved, by the places of the names of rules in them, which would
    /// have them if they said none.
    pub ends: BTreeMap<Span, Expr>,
    /// What is wrong with the amendments.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is special about a version of a rule, or a value of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct About {
    /// Another version of the rule stands before it.
    pub later: bool,
    /// By an amendment, it ended before it began.
    pub never: bool,
    /// An amendment says when it begins.
    pub begins_by: Option<Span>,
    /// An amendment says when it ends.
    pub ends_by: Option<Span>,
    /// That amendment puts the first day off.
    pub begins_later: bool,
    /// That amendment puts the end off.
    pub ends_later: bool,
}

/// Amendments stand outside provisions.
fn has_amendments(parsed: &Parsed) -> bool {
    let mut items = parsed.items.iter().map(|item| &item.kind);
    items.any(|kind| {
        matches!(
            kind,
            ItemKind::Restate(_) | ItemKind::Repeal(_) | ItemKind::Move(_)
        )
    })
}

/// Applies the amendments of a corpus, whose files see the names of one another as `imports` say.
/// Without any, nothing changes.
pub fn amend(files: Vec<(FileId, Parsed)>, imports: &Imports) -> Amended {
    let mut diagnostics = Vec::new();
    let rewrite = if files.iter().any(|(_, parsed)| has_amendments(parsed)) {
        let mut corpus = Corpus::of(&files, imports);
        let order = Order::of(&corpus);
        let Timeline {
            moved,
            ended,
            amendments,
        } = corpus.timeline(&order, &mut diagnostics);
        retroactive::lint(&corpus, &amendments, &mut diagnostics);
        let applied = apply::apply(&corpus, &order, &amendments, &mut diagnostics);
        references::check(&corpus, &applied.histories, &mut diagnostics);
        let values = values::of_repealed_acts(&corpus, &ended);
        let ends = applied.moved_ends(&corpus);
        Some((
            Rewrite::new(&corpus, &moved, applied.histories),
            values,
            ends,
        ))
    } else {
        None
    };
    match rewrite {
        Some((rewrite, values, ends)) => Amended {
            versions: rewrite.versions(&values),
            values,
            ends,
            files: rewrite.files(files),
            diagnostics,
        },
        None => Amended {
            files,
            diagnostics,
            ..Amended::default()
        },
    }
}
