//! Quotations looked up in the stored texts.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Citation, Ground, SourceId};
use crate::syntax::{self, Name, Words};
use crate::text::{FileId, Passage, SearchText, Span};

use super::Symbol;
use super::context::Checker;

/// Where the text of a source lies, seen from the rule file that declares it: the folder of the
/// rule file, then the path as written. `None` for an absolute path and for one that leads out of
/// that folder.
pub fn source_path(rule_file: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = match rule_file.rsplit_once('/') {
        Some((folder, _)) => folder.split('/').collect(),
        None => Vec::new(),
    };
    if written.starts_with('/') || written.contains('\\') {
        return None;
    }
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => return None,
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

impl Checker<'_> {
    /// The grounds of a rule; a quotation that is not found is reported and left out.
    pub fn grounds(&mut self, written: &[syntax::Ground]) -> Vec<Ground> {
        written
            .iter()
            .filter_map(|ground| self.ground(ground))
            .collect()
    }

    fn ground(&mut self, written: &syntax::Ground) -> Option<Ground> {
        match written {
            syntax::Ground::Assumed(words) => Some(Ground::Assumed(super::phrases::folded(words))),
            syntax::Ground::Cites {
                source,
                quote,
                remark,
            } => self.citation(source, quote, *remark).map(Ground::Cited),
        }
    }

    /// Looks up one quotation.
    pub fn citation(&mut self, source: &Name, quote: &Words, remark: bool) -> Option<Citation> {
        let id = self.symbols.find(
            source,
            "a source",
            &mut self.diagnostics,
            |symbol| match symbol {
                Symbol::Source(id) => Some(id),
                _ => None,
            },
        )?;
        // A source whose text is missing was reported where it is declared.
        let text = self.texts.get(&id)?;
        let passages = text.find(&quote.text);
        let file = self.law[id].file;
        let diagnostic = match passages.as_slice() {
            [passage] if passage.inside_word => cut_word(quote, passage, file),
            [passage] => {
                return Some(Citation {
                    source: id,
                    quote: super::phrases::folded(quote),
                    lines: self.part_lines(file, passage),
                    spans: passage
                        .parts
                        .iter()
                        .map(|(start, end)| Span::new(file, *start, *end))
                        .collect(),
                    remark,
                });
            }
            [] => self.not_found(&source.text, quote, text, file),
            [first, second, ..] => {
                ambiguous(&source.text, quote, passages.len(), (first, second), file)
            }
        };
        self.report(diagnostic);
        None
    }

    fn not_found(
        &self,
        source: &str,
        quote: &Words,
        text: &SearchText,
        file: FileId,
    ) -> Diagnostic {
        let message = format!("the quoted words are not in the source `{source}`");
        let diagnostic = Diagnostic::new(Code::QuoteNotFound, message);
        let Some(nearest) = text.nearest(&quote.text) else {
            return diagnostic
                .at(quote.span, "")
                .help("quote the source word for word; nothing in it comes near these words");
        };
        let mut diagnostic = diagnostic;
        for difference in &nearest.differences {
            let words = if difference.found.is_empty() {
                "the source has no such words".to_owned()
            } else {
                format!("the source says `{}`", fold(&difference.found))
            };
            diagnostic = diagnostic.at(within(quote, difference.quote_range), words);
        }
        if nearest.differences.is_empty() {
            diagnostic = diagnostic.at(quote.span, "");
        }
        let heading = format!("the nearest passage, {}", lines(&nearest.passage));
        let passage = nearest.passage.span(file);
        let mark = nearest
            .differences
            .iter()
            .map(|difference| Span::new(file, difference.found_range.0, difference.found_range.1))
            .find(|span| !span.is_empty())
            .unwrap_or(passage);
        diagnostic.note(heading, mark, "").help(format!(
            "quote word for word:\n\"{}\"",
            fold(self.library.slice(passage))
        ))
    }

    fn part_lines(&self, file: FileId, passage: &Passage) -> Vec<(u32, u32)> {
        passage
            .parts
            .iter()
            .map(|(start, end)| {
                let last = end.saturating_sub(1).max(*start);
                (
                    self.library.line_of(file, *start),
                    self.library.line_of(file, last),
                )
            })
            .collect()
    }

    /// Prepares the text of a source for finding quotations.
    pub fn prepare_text(&mut self, id: SourceId) {
        let text = self.library.text(self.law[id].file);
        self.texts.insert(id, SearchText::new(text));
    }
}

fn ambiguous(
    source: &str,
    quote: &Words,
    count: usize,
    (first, second): (&Passage, &Passage),
    file: FileId,
) -> Diagnostic {
    let (times, which) = match count {
        2 => ("twice".to_owned(), "which of the two?"),
        count => (format!("{count} times"), "which of them?"),
    };
    Diagnostic::new(
        Code::QuoteAmbiguous,
        format!("the quoted words occur {times} in the source `{source}`"),
    )
    .at(quote.span, which)
    .note(
        format!("the first passage, {}", lines(first)),
        first.span(file),
        "",
    )
    .note(
        format!("the second passage, {}", lines(second)),
        second.span(file),
        "",
    )
    .help("quote more of the sentence, so that the words occur once")
}

fn cut_word(quote: &Words, passage: &Passage, file: FileId) -> Diagnostic {
    Diagnostic::new(
        Code::QuoteInsideWord,
        "the quotation begins or ends inside a word",
    )
    .at(quote.span, "")
    .note(
        format!("the passage, {}", lines(passage)),
        passage.span(file),
        "",
    )
    .help("quote whole words")
}

fn lines(passage: &Passage) -> String {
    if passage.first_line == passage.last_line {
        format!("line {}", passage.first_line)
    } else {
        format!("lines {}–{}", passage.first_line, passage.last_line)
    }
}

/// A stretch of the quotation as a place in the rule file.
fn within(quote: &Words, (start, end): (u32, u32)) -> Span {
    let at = |offset: u32| quote.span.start.saturating_add(offset);
    Span::new(quote.span.file, at(start), at(end))
}

fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
