//! Diagnostics as text, drawn by miette, and as JSON.

use std::borrow::Cow;
use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, SourceSpan, SpanContents,
};
use serde_json::{Value, json};
use textwrap::WordSeparator;

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::text::{FileId, Hidden, Library, Span, hidden};

/// So many diagnostics are shown as text; nobody reads more at once.
const SHOWN_LIMIT: usize = 100;

/// A mark is at most this long, and lines are shown so far before and behind it, in bytes: nobody
/// reads more, and miette ends the program at columns beyond 65,535.
const MARK_LIMIT: usize = 1_000;
const LINE_LIMIT: usize = 400;

/// Messages and help are shown up to this length, since they may repeat names and quotations.
const WORDS_LIMIT: usize = 4_000;

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
        .with_context_lines(1)
        // The other way to find where lines break tells on the error output which scripts it has no
        // dictionary for.
        .with_word_separator(WordSeparator::AsciiSpace);
    let mut out = String::new();
    // Where there are too many, lints give way to errors.
    let errors = diagnostics.iter().filter(|found| is_error(found)).count();
    let (mut errors, mut lints) = (errors.min(SHOWN_LIMIT), SHOWN_LIMIT.saturating_sub(errors));
    for diagnostic in diagnostics {
        let left = if is_error(diagnostic) {
            &mut errors
        } else {
            &mut lints
        };
        if *left == 0 {
            continue;
        }
        *left -= 1;
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

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity() == Severity::Error
}

/// The texts without signs that would do something to a terminal instead of being seen in it, or
/// would show a line in another order than the program reads it. Offsets stay as they are.
fn harmless_texts(library: &Library) -> Cow<'_, Library> {
    if !library
        .files()
        .any(|file| harmful(library.text(file)).next().is_some())
    {
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
    diagnostic.message = short(&diagnostic.message);
    diagnostic.help = diagnostic.help.as_deref().map(short);
    let notes = diagnostic.notes.iter_mut().map(|note| &mut note.label);
    for label in diagnostic.labels.iter_mut().chain(notes) {
        label.words = short(&label.words);
    }
    diagnostic
}

fn short(words: &str) -> String {
    let mut harmless = harmless_text(words);
    if harmless.len() > WORDS_LIMIT {
        harmless.truncate(floor(&harmless, WORDS_LIMIT));
        harmless.push('…');
    }
    harmless
}

/// Each sign that is not seen, and that its script does not need, becomes one of the same length
/// that is.
fn harmless_text(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    let mut from = 0;
    for found in harmful(text) {
        harmless.push_str(text.get(from..found.at).unwrap_or_default());
        harmless.push(match found.character.len_utf8() {
            1 => '?',
            2 => '·',
            3 => '\u{FFFD}',
            _ => '\u{10101}',
        });
        from = found.end();
    }
    harmless.push_str(text.get(from..).unwrap_or_default());
    harmless
}

fn harmful(text: &str) -> impl Iterator<Item = Hidden> + '_ {
    hidden(text).filter(|found| !found.needed)
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
            "severity": diagnostic.severity().as_str(),
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
                Severity::Finding | Severity::Lint => miette::Severity::Warning,
            },
            help: diagnostic
                .help
                .as_deref()
                .filter(|_| diagnostic.notes.is_empty()),
            file: Snippet { library, file },
            labels: together(library, &diagnostic.labels)
                .filter(|label| label.span.file == file)
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

/// The labels that are drawn together: of very long lines the culprit alone.
fn together<'d>(library: &Library, labels: &'d [Label]) -> impl Iterator<Item = &'d Label> {
    let near =
        |label: &Label| library.column_of(label.span.file, label.span.start) as usize <= LINE_LIMIT;
    let all = labels.len() < 2 || labels.iter().all(near);
    labels.iter().take(if all { labels.len() } else { 1 })
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
        let alone = before == 0;
        // Only the lines around are handed on: the whole text would be counted through each time.
        let line = |back: usize| {
            let before = text.get(..start).unwrap_or_default();
            let newline = before.rmatch_indices('\n').nth(back);
            newline.map_or(0, |(at, _)| at + 1)
        };
        let own = line(0);
        // Of a line too long to be shown nothing is handed on; the line itself is, as far as it fits,
        // which miette takes for lines around it.
        let from = match line(before + 1) {
            first if start - first <= LINE_LIMIT => first,
            _ => own.max(floor(text, start.saturating_sub(LINE_LIMIT))),
        };
        let behind = text.get(end..).unwrap_or_default();
        let lines = |count: usize| {
            let newline = behind.match_indices('\n').nth(count);
            newline.map_or(behind.len(), |(at, _)| at)
        };
        let rest = match lines(after + 1) {
            last if last <= LINE_LIMIT => last,
            _ => lines(0).min(LINE_LIMIT),
        };
        let shown = text
            .get(from..floor(text, end + rest))
            .ok_or(MietteError::OutOfBounds)?;
        let contents = shown.read_span(&(start - from, span.len()).into(), before, after)?;
        let file = self.file;
        let number = u32::try_from(from).map_or(1, |from| self.library.line_of(file, from));
        // Of a place alone miette wants the column, and would count bytes; with lines around it, it
        // begins at the left.
        let column = match u32::try_from(start) {
            Ok(start) if alone => self.library.column_of(file, start) as usize - 1,
            _ => contents.column(),
        };
        Ok(Box::new(miette::MietteSpanContents::new_named(
            self.library.path(file).to_owned(),
            contents.data(),
            (contents.span().offset() + from, contents.span().len()).into(),
            contents.line() + number as usize - 1,
            column,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn told(text_of_file: &str, (start, end): (u32, u32)) -> String {
        let mut library = Library::new();
        let file = library.add("a.kzrule".to_owned(), text_of_file.to_owned());
        let found = Diagnostic::new(Code::Syntax, "odd").at(Span::new(file, start, end), "here");
        text(&library, &[found], false)
    }

    #[test]
    fn of_very_long_lines_a_part_is_drawn() {
        let long = "x".repeat(200_000);
        for place in [(0, 1), (100_000, 100_001), (0, 200_000), (199_999, 200_000)] {
            let told = told(&long, place);
            assert!(told.len() < 20_000 && told.contains("here"), "{told}");
        }
        assert!(told(&long, (100_000, 100_001)).contains("a.kzrule:1:100001"));
        let lines = format!("{long}\nodd\n{long}");
        let told = told(&lines, (200_001, 200_004));
        assert!(
            told.len() < 2_000 && told.contains("a.kzrule:2:1"),
            "{told}"
        );
    }

    /// Neither the line nor the mark is moved by long lines around them.
    #[test]
    fn a_line_beside_very_long_ones_is_shown_whole() {
        let long = "ж".repeat(1_500);
        let place = u32::try_from(long.len()).unwrap() + 5;
        let told = told(
            &format!("{long}\nfee = odd\n{long}"),
            (place + 2, place + 5),
        );
        let drawn: Vec<&str> = told.lines().filter(|line| line.contains("odd")).collect();
        assert_eq!(drawn, ["  × odd", " 2 │ fee = odd"], "{told}");
        assert!(told.contains("a.kzrule:2:7"), "{told}");
        assert!(told.contains("\n   ·       ─┬─\n"), "{told}");
    }

    #[test]
    fn columns_are_characters() {
        let told = told("Қақпа туралы заң", (11, 23));
        assert!(told.contains("a.kzrule:1:7"), "{told}");
    }

    #[test]
    fn nothing_reaches_the_terminal_that_is_not_seen() {
        let told = told("a\u{1b}[31m \u{202e}b \u{85} c", (0, 1));
        assert!(told.contains("a?[31m \u{FFFD}b · c"), "{told}");
    }
}
