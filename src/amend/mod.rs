//! Amendments applied to the trees, before anything is checked: what comes out has rules with
//! versions, of which each has its life, and acts with the days on which they really begin.

mod apply;
mod commencement;
mod consolidate;
mod corpus;
mod draft;
mod fixed;
mod history;
mod known;
mod mistakes;
mod order;
mod references;
mod rewrite;
mod same_day;
mod timeline;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::syntax::{ItemKind, Parsed};
use crate::text::{FileId, Span};

pub use consolidate::{Consolidated, Consolidation, Exception, Ties, VersionAt};
pub use draft::{Changed, Draft, Dropped};
pub use known::{LeftOut, known_on};

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
    /// What is wrong with the amendments.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is special about a version of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct About {
    /// Another version of the rule stands before it.
    pub later: bool,
    /// It ended before it began.
    pub never: bool,
    /// An amendment says when it begins.
    pub begins_by: Option<Span>,
    /// An amendment says when it ends.
    pub ends_by: Option<Span>,
}

/// A name that several files of a corpus declare, if there is one. Then it has no amendments, is no
/// one file, and is not told as it was known on a day.
pub fn shared_name(files: &[(FileId, Parsed)]) -> Option<String> {
    Corpus::of(files).shared.map(str::to_owned)
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

/// Applies the amendments of a corpus. Without any, nothing changes.
pub fn amend(files: Vec<(FileId, Parsed)>) -> Amended {
    let mut diagnostics = Vec::new();
    let rewrite = if files.iter().any(|(_, parsed)| has_amendments(parsed)) {
        let mut corpus = Corpus::of(&files);
        if let Some(shared) = corpus.shared {
            let mut names = corpus.amendments.iter().flat_map(|one| one.names());
            diagnostics.extend(names.next().map(|name| mistakes::shared(name, shared)));
            None
        } else {
            let order = Order::of(&corpus);
            let Timeline { moved, amendments } = corpus.timeline(&order, &mut diagnostics);
            let histories = apply::apply(&corpus, &order, &amendments, &mut diagnostics);
            references::check(&corpus, &histories, &mut diagnostics);
            Some(Rewrite::new(&corpus, &moved, histories))
        }
    } else {
        None
    };
    match rewrite {
        Some(rewrite) => Amended {
            versions: rewrite.versions(),
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
