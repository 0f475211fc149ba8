//! Diagnostics as text, drawn by miette, and as JSON.

use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, SourceSpan, SpanContents,
};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::text::{FileId, Library, Span};

/// All diagnostics as text, one after another.
pub fn text(library: &Library, diagnostics: &[Diagnostic], colour: bool) -> String {
    let theme = if colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(100)
        .with_context_lines(1);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let drawn = Drawn::new(library, diagnostic);
        if handler.render_report(&mut out, &drawn).is_err() {
            out.push_str(&format!("{}: {}\n", diagnostic.code, diagnostic.message));
        }
        out.push('\n');
    }
    out
}

/// All diagnostics for other programs.
pub fn json(library: &Library, diagnostics: &[Diagnostic]) -> Value {
    let place = |label: &Label| {
        let Span { file, start, end } = label.span;
        json!({
            "path": library.path(file),
            "line": library.line_of(file, start),
            "column": library.column_of(file, start),
            "end_line": library.line_of(file, end),
            "end_column": library.column_of(file, end),
            "words": label.words,
        })
    };
    let one = |diagnostic: &Diagnostic| {
        let notes: Vec<Value> = diagnostic
            .notes
            .iter()
            .map(|note| json!({ "heading": note.heading, "place": place(&note.label) }))
            .collect();
        json!({
            "code": diagnostic.code.to_string(),
            "severity": match diagnostic.severity() {
                Severity::Error => "error",
                Severity::Lint => "lint",
            },
            "message": diagnostic.message,
            "places": diagnostic.labels.iter().map(place).collect::<Vec<_>>(),
            "notes": notes,
            "help": diagnostic.help,
        })
    };
    diagnostics.iter().map(one).collect()
}

/// One snippet for miette: a diagnostic, or a note beside it.
struct Drawn<'d> {
    code: Option<String>,
    message: &'d str,
    severity: miette::Severity,
    help: Option<&'d str>,
    file: Snippet<'d>,
    labels: Vec<LabeledSpan>,
    notes: Vec<Drawn<'d>>,
}

impl<'d> Drawn<'d> {
    fn new(library: &'d Library, diagnostic: &'d Diagnostic) -> Self {
        let file = diagnostic
            .labels
            .first()
            .map_or(FileId(0), |label| label.span.file);
        Self {
            code: Some(diagnostic.code.to_string()),
            message: &diagnostic.message,
            severity: match diagnostic.severity() {
                Severity::Error => miette::Severity::Error,
                Severity::Lint => miette::Severity::Warning,
            },
            help: diagnostic.help.as_deref(),
            file: Snippet { library, file },
            labels: diagnostic
                .labels
                .iter()
                .filter(|l| l.span.file == file)
                .map(mark)
                .collect(),
            notes: diagnostic
                .notes
                .iter()
                .map(|note| Self {
                    code: None,
                    message: &note.heading,
                    severity: miette::Severity::Advice,
                    help: None,
                    file: Snippet {
                        library,
                        file: note.label.span.file,
                    },
                    labels: vec![mark(&note.label)],
                    notes: Vec::new(),
                })
                .collect(),
        }
    }
}

fn mark(label: &Label) -> LabeledSpan {
    let words = (!label.words.is_empty()).then(|| label.words.clone());
    LabeledSpan::new(words, label.span.start as usize, label.span.len() as usize)
}

struct Snippet<'d> {
    library: &'d Library,
    file: FileId,
}

impl miette::SourceCode for Snippet<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.library.text(self.file);
        let contents = text.read_span(span, before, after)?;
        Ok(Box::new(miette::MietteSpanContents::new_named(
            self.library.path(self.file).to_owned(),
            contents.data(),
            *contents.span(),
            contents.line(),
            contents.column(),
            contents.line_count(),
        )))
    }
}

impl fmt::Debug for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl std::error::Error for Drawn<'_> {}

impl miette::Diagnostic for Drawn<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code
            .as_ref()
            .map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        (!self.labels.is_empty()).then_some(&self.file as &dyn miette::SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty()).then(|| Box::new(self.labels.iter().cloned()) as Box<_>)
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        if self.notes.is_empty() {
            return None;
        }
        Some(Box::new(
            self.notes
                .iter()
                .map(|note| note as &dyn miette::Diagnostic),
        ))
    }
}
