//! From syntax trees to the checked law: names, types, intervals, citations, and every surface
//! form reduced to the kernel, once.

mod arising;
mod attributes;
mod canons;
mod cases;
mod citations;
mod cited_days;
mod claims;
mod clipped;
mod context;
mod coverage;
mod cycles;
mod days;
mod decided;
mod declare;
mod defines;
mod dependence;
mod distinct;
mod divided;
mod doors;
mod empty_words;
mod exceptions;
mod fixed;
mod forms;
mod given;
mod headings;
mod history;
mod intended;
mod leads;
mod lookalikes;
mod lower;
mod misspelt;
mod monotone;
mod overlooked;
mod parameters;
mod phrases;
mod precedence;
mod questions;
mod retroactive;
mod rules;
mod symbols;
mod ties;
mod told;
mod unmodelled;
mod unseen;
mod without_value;
mod words;

use std::collections::BTreeSet;

use crate::amend::{Amended, amend};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::law::Law;
use crate::syntax::{Imports, Parsed};
use crate::text::{FileId, Library, Span};

pub use arising::{arises_in_none, beside, chosen_in_vain, does_not_arise, never_arises};
pub use cases::two_answers;
pub use citations::source_path;
pub use dependence::depends_on_itself;
pub use lower::out_of_range;
pub use questions::{Question, question};
pub use symbols::{Symbol, Symbols};
pub use ties::ties;
pub use told::{field_names, slot, too_many};

use context::Checker;
use empty_words::empty_words;
use parameters::rules_of_parameters;

/// What checking a corpus gives.
#[derive(Debug)]
pub struct Checked {
    /// The law; it means something certain only where no diagnostic is an error.
    pub law: Law,
    /// All names of the law.
    pub symbols: Symbols,
    /// All mistakes and lints, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// Whether anything stops the evaluation.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|found| found.severity() == Severity::Error)
    }
}

/// Checks the files of a corpus, given in their order, against one another and against the source
/// texts in `library`. Linear in the size of the corpus, sorting aside.
pub fn check(library: &Library, files: Vec<(FileId, Parsed)>) -> Checked {
    stacker::grow(STACK, || {
        let mut found = Vec::new();
        let imports = Imports::of(library, &files, &mut found);
        empty_words(&files, &mut found);
        let Amended {
            files,
            versions,
            values,
            ends,
            diagnostics,
        } = amend(files, &imports);
        let parameters = rules_of_parameters(library, &files, &values);
        let mut checker = Checker::new(library, &versions, &ends);
        checker.diagnostics = found;
        checker.diagnostics.extend(diagnostics);
        checker.symbols = Symbols::new(imports);
        for (_, parsed) in &files {
            checker
                .diagnostics
                .extend(parsed.diagnostics.iter().cloned());
            checker.symbols.note_broken(parsed.broken.iter().cloned());
            checker.symbols.note_timed(parsed.timed.iter().cloned());
        }
        checker.declare(&files, &parameters);
        checker.find_lookalikes(&files);
        checker.find_lookalike_files(&files);
        checker.declare_deadlines();
        checker.lower_given();
        checker.lower_first_days();
        checker.lower_defines();
        checker.lower_terms();
        checker.reverse_subjections();
        checker.lower_rules();
        checker.lower_exceptions();
        checker.finish_deadlines();
        checker.note_shared_headings();
        checker.taint();
        if checker.find_circles() {
            checker.build_doors();
            checker.find_non_monotone();
        }
        checker.lower_assumptions();
        checker.lower_claims();
        checker.lower_leads();
        checker.lower_intended();
        // The last to add expressions, so that a further case changes no other.
        checker.lower_cases();
        checker.find_overlooked(&files);
        checker.join_misspelt(&files);
        checker.lint_words();
        checker.lint_sources();
        checker.lint_cited_days();
        checker.lint_retroactive();
        checker.lint_parameters();
        checker.lint_clipped();
        checker.lint_divided(&files);
        // A quotation that was not found claims nothing, and is reported already.
        if !checker.has_errors() {
            checker.find_unclaimed();
        }
        checker.diagnostics.sort_by_key(Diagnostic::sort_key);
        checker.diagnostics.dedup();
        without_echoes(&mut checker.diagnostics);
        Checked {
            law: checker.law,
            symbols: checker.symbols,
            diagnostics: checker.diagnostics,
        }
    })
}

/// Leaves out the lint of a computed day where it is an error already that there is no such day.
fn without_echoes(found: &mut Vec<Diagnostic>) {
    let span = |one: &Diagnostic| one.labels.first().map(|label| label.span);
    let no_days: BTreeSet<Span> = found
        .iter()
        .filter(|one| one.code == Code::NoSuchDay)
        .filter_map(span)
        .collect();
    // Days that are bounds of rules do not overlap, so that only the last before it may hold it.
    let is_within = |inner: Span| {
        let last = Span::new(inner.file, inner.start, u32::MAX);
        let outer = no_days.range(..=last).next_back();
        outer.is_some_and(|outer| outer.file == inner.file && inner.end <= outer.end)
    };
    found.retain(|one| one.code != Code::NoResult || !span(one).is_some_and(is_within));
}

/// The stack for recursion over expressions, whose depth the parser bounds.
const STACK: usize = 64 * 1024 * 1024;
