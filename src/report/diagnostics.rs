//! Diagnostics as text, drawn by miette, and as JSON.

use std::borrow::Cow;
use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, SourceSpan, SpanContents,
};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::text::{FileId, Library, Span};

/// So many diagnostics are shown as text; nobody reads more at once.
const SHOWN_LIMIT: usize = 100;

/// A mark is at most this long, and a line is shown so far before and behind it, in bytes.
const MARK_LIMIT: usize = 1_000;
const LINE_LIMIT: usize = 400;

/// The first diagnostics as text, one after another, and how many more there are.
pub fn text(library: &Library, diagnostics: &[Diagnostic], colour: bool) -> String {
    let library = &harmless_texts(library);
    let theme = if colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(100)
        .with_context_lines(1);
    let mut out = String::new();
    for diagnostic in diagnostics.iter().take(SHOWN_LIMIT) {
        let diagnostic = harmless_words(diagnostic);
        let drawn = Drawn::new(library, &diagnostic);
        if handler.render_report(&mut out, &drawn).is_err() {
            out.push_str(&format!("{}: {}\n", diagnostic.code, diagnostic.message));
        }
        out.push('\n');
    }
    if diagnostics.len() > SHOWN_LIMIT {
        let more = diagnostics.len() - SHOWN_LIMIT;
        out.push_str(&format!("… and {more} more\n\n"));
    }
    out
}

/// The texts without signs that would do something to a terminal instead of being seen in it, or
/// would show a line in another order than the program reads it. Offsets stay as they are.
fn harmless_texts(library: &Library) -> Cow<'_, Library> {
    if !library.files().any(|file| library.text(file).contains(is_harmful)) {
        return Cow::Borrowed(library);
    }
    let mut harmless = Library::new();
    for file in library.files() {
        harmless.add(
            harmless_text(library.path(file)),
            harmless_text(library.text(file)),
        );
    }
    Cow::Owned(harmless)
}

fn harmless_words(diagnostic: &Diagnostic) -> Diagnostic {
    let mut diagnostic = diagnostic.clone();
    diagnostic.message = harmless_text(&diagnostic.message);
    diagnostic.help = diagnostic.help.as_deref().map(harmless_text);
    let notes = diagnostic.notes.iter_mut().map(|note| &mut note.label);
    for label in diagnostic.labels.iter_mut().chain(notes) {
        label.words = harmless_text(&label.words);
    }
    diagnostic
}

fn is_harmful(character: char) -> bool {
    let turns = matches!(
        character,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    );
    turns || (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
}

/// Each harmful sign becomes one of the same length.
fn harmless_text(text: &str) -> String {
    text.chars()
        .map(|character| match character.len_utf8() {
            _ if !is_harmful(character) => character,
            1 => '?',
            2 => '·',
            _ => '\u{FFFD}',
        })
        .collect()
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
            help: diagnostic
                .help
                .as_deref()
                .filter(|_| diagnostic.notes.is_empty()),
            file: Snippet { library, file },
            labels: diagnostic
                .labels
                .iter()
                .filter(|l| l.span.file == file)
                .map(|label| mark(library, label))
                .collect(),
            notes: diagnostic
                .notes
                .iter()
                .enumerate()
                .map(|(at, note)| Self {
                    code: None,
                    message: &note.heading,
                    severity: miette::Severity::Advice,
                    // The help comes last.
                    help: diagnostic
                        .help
                        .as_deref()
                        .filter(|_| at + 1 == diagnostic.notes.len()),
                    file: Snippet {
                        library,
                        file: note.label.span.file,
                    },
                    labels: vec![mark(library, &note.label)],
                    notes: Vec::new(),
                })
                .collect(),
        }
    }
}

fn mark(library: &Library, label: &Label) -> LabeledSpan {
    let words = (!label.words.is_empty()).then(|| label.words.clone());
    let (start, end) = (label.span.start as usize, label.span.end as usize);
    let text = library.text(label.span.file);
    let end = floor(text, end.min(start + MARK_LIMIT)).max(start);
    LabeledSpan::new(words, start, end - start)
}

/// The last place of a character at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) && at > 0 {
        at -= 1;
    }
    at
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
        let (start, end) = (span.offset(), span.offset() + span.len());
        // Only the lines around are handed on: the whole text would be counted through each time.
        let line = |back: usize| {
            let before = text.get(..start).unwrap_or_default();
            let newline = before.rmatch_indices('\n').nth(back);
            newline.map_or(0, |(at, _)| at + 1)
        };
        let (own, first) = (line(0), line(before + 1));
        let long = start - own > LINE_LIMIT;
        let from = if long {
            floor(text, start - LINE_LIMIT)
        } else {
            first
        };
        let behind = text.get(end..).unwrap_or_default();
        let rest = behind
            .match_indices('\n')
            .nth(after + 1)
            .map_or(behind.len(), |(at, _)| at);
        let rest = match behind.find('\n').unwrap_or(behind.len()) {
            line if line > LINE_LIMIT => LINE_LIMIT,
            _ => rest,
        };
        let shown = text
            .get(from..floor(text, end + rest))
            .ok_or(MietteError::OutOfBounds)?;
        let before = if long { 0 } else { before };
        let contents = shown.read_span(&(start - from, span.len()).into(), before, after)?;
        let file = self.file;
        let number = u32::try_from(from).map_or(1, |from| self.library.line_of(file, from));
        let cut = text.get(own..from).map_or(0, |cut| cut.chars().count());
        Ok(Box::new(miette::MietteSpanContents::new_named(
            self.library.path(file).to_owned(),
            contents.data(),
            (contents.span().offset() + from, contents.span().len()).into(),
            contents.line() + number as usize - 1,
            contents.column() + if long { cut } else { 0 },
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
