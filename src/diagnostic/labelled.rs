use crate::text::Span;

use super::{Code, Severity};

/// A marked stretch of a file and the words that stand beside the mark (possibly none).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// What is marked: the culprit alone, never the whole rule.
    pub span: Span,
    /// Words beside the mark; empty for a bare underline.
    pub words: String,
}

/// A second snippet beside the culprit: usually the sentence of law that matters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// A heading for the snippet, such as "the nearest passage, line 34".
    pub heading: String,
    /// The marked passage.
    pub label: Label,
}

/// One mistake of the input, told once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code, explained by `kzrule explain CODE`.
    pub code: Code,
    /// Lower case, no full stop, user input in back-ticks.
    pub message: String,
    /// The culprit and places that belong to it in the same file; the first is the culprit.
    pub labels: Vec<Label>,
    /// Further snippets, in other files or far away.
    pub notes: Vec<Note>,
    /// What to write instead; one line or a few.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without a place yet; add one with [`Diagnostic::at`].
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// Marks `span` with `words` beside it.
    #[must_use]
    pub fn at(mut self, span: Span, words: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            words: words.into(),
        });
        self
    }

    /// Adds a further snippet under a heading.
    #[must_use]
    pub fn note(
        mut self,
        heading: impl Into<String>,
        span: Span,
        words: impl Into<String>,
    ) -> Self {
        let label = Label {
            span,
            words: words.into(),
        };
        self.notes.push(Note {
            heading: heading.into(),
            label,
        });
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether it stops the evaluation or is only advice.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Where it sorts among others: by file and place, then by code.
    pub fn sort_key(&self) -> (Option<Span>, Code) {
        (self.labels.first().map(|label| label.span), self.code)
    }
}
