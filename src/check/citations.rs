//! Quotations looked up in the stored texts.

use std::rc::Rc;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Citation, Ground, SourceId};
use crate::syntax::{self, Name, Words};
use crate::text::{
    FileId, Hidden, Passage, SearchText, Span, composed, hidden, letters_apart, look_alike,
    markless,
};

use super::Symbol;
use super::context::Checker;
use super::empty_words::quotes_nothing;
use super::lookalikes::in_words;

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

/// How many pairs of words are compared in a corpus, to show what a misquotation comes near to.
const COMPARISONS_LIMIT: usize = 200_000_000;

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
            syntax::Ground::Reported { source, words } => {
                let id = self.find_source(source)?;
                if self.texts.contains_key(&id) {
                    self.report(reported_text(source));
                    return None;
                }
                Some(Ground::Reported(id, super::phrases::folded(words)))
            }
            syntax::Ground::Cites {
                source,
                quote,
                remark,
            } => self.citation(source, quote, *remark).map(Ground::Cited),
        }
    }

    /// Looks up one quotation.
    pub fn citation(&mut self, source: &Name, quote: &Words, remark: bool) -> Option<Citation> {
        let id = self.find_source(source)?;
        if self.law[id].path.is_none() {
            self.report(quoted_without_text(source));
            return None;
        }
        if quotes_nothing(quote) {
            return None;
        }
        // A source whose text is missing was reported where it is declared.
        let text = Rc::clone(self.texts.get(&id)?);
        let mut passages = text.find(&quote.text);
        // Words inside other words are no second passage.
        if passages.iter().any(|passage| !passage.inside_word) {
            passages.retain(|passage| !passage.inside_word);
        }
        let file = self.law[id].file;
        let diagnostic = match passages.as_slice() {
            [passage] if passage.inside_word => self.cut_word(quote, passage, file),
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
            [] => self.not_found(&source.text, quote, &text, file),
            [first, second, ..] => {
                let help = match self.longer(&text, first, file) {
                    Some(longer) => format!(
                        "quote more of the sentence, for the first passage{}",
                        proposed(&longer)
                    ),
                    None => "quote more of the sentence, so that the words occur once".to_owned(),
                };
                ambiguous(&source.text, quote, passages.len(), (first, second), file).help(help)
            }
        };
        self.report(diagnostic);
        None
    }

    fn find_source(&mut self, name: &Name) -> Option<SourceId> {
        self.symbols.find(
            name,
            "a source",
            &mut self.diagnostics,
            |symbol| match symbol {
                Symbol::Source(id) => Some(id),
                _ => None,
            },
        )
    }

    fn not_found(
        &mut self,
        source: &str,
        quote: &Words,
        text: &SearchText,
        file: FileId,
    ) -> Diagnostic {
        let message = format!("the quoted words are not in the source `{source}`");
        let diagnostic = Diagnostic::new(Code::QuoteNotFound, message);
        if let Some(found) = three_dots(quote, text) {
            return diagnostic.at(found.0, "").help(found.1);
        }
        // A comparison takes about as many steps as there are pairs of words.
        let pairs = (quote.text.len() / 6) * (self.library.text(file).len() / 6);
        self.compared = self.compared.saturating_add(pairs);
        if self.compared > COMPARISONS_LIMIT {
            return diagnostic
                .at(quote.span, "")
                .help("quote the source word for word; correct the other quotations first, to see the nearest passage");
        }
        let Some(nearest) = text.nearest(&quote.text) else {
            return diagnostic
                .at(quote.span, "")
                .help("quote the source word for word; nothing in it comes near these words");
        };
        let mut diagnostic = diagnostic;
        for difference in &nearest.differences {
            let place = within(quote, difference.quote_range);
            let words = if difference.found.is_empty() {
                "the source has no such words".to_owned()
            } else if place.is_empty() {
                format!("the source says `{}` here", fold(&difference.found))
            } else {
                says(&fold(&difference.found), self.library.slice(place))
            };
            diagnostic = diagnostic.at(place, words);
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
        let words = fold(self.library.slice(passage));
        let help = match hidden(&words).find(|found| !found.needed) {
            // No rule file may contain it.
            Some(unseen) => format!("delete from the stored text what is not seen: {unseen}"),
            None => format!("quote word for word{}", proposed(&words)),
        };
        diagnostic.note(heading, mark, "").help(help)
    }

    fn cut_word(&self, quote: &Words, passage: &Passage, file: FileId) -> Diagnostic {
        let text = self.library.text(file);
        let whole = whole_words(text, passage);
        Diagnostic::new(
            Code::QuoteInsideWord,
            "the quotation begins or ends inside a word",
        )
        .at(quote.span, "")
        .note(
            format!("the passage, {}", lines(passage)),
            Span::new(file, whole.0, whole.1),
            "",
        )
        .help(format!(
            "quote whole words{}",
            proposed(&fold(self.library.slice(Span::new(file, whole.0, whole.1))))
        ))
    }

    /// The passage with as many words before it as make it occur once, in its paragraph.
    fn longer(&self, text: &SearchText, passage: &Passage, file: FileId) -> Option<String> {
        const WORDS_LIMIT: usize = 20;
        let written = self.library.text(file);
        let before = written.get(..passage.start as usize)?;
        let paragraph = before.rfind("\n\n").map_or(0, |at| at + 2);
        word_starts(before.get(paragraph..)?)
            .into_iter()
            .rev()
            .take(WORDS_LIMIT)
            .filter_map(|start| written.get(paragraph + start..passage.end as usize))
            .map(fold)
            .find(|longer| matches!(text.find(longer).as_slice(), [one] if !one.inside_word))
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
        self.texts.insert(id, Rc::new(SearchText::new(text)));
    }
}

/// What the source says in place of quoted words; where both look the same, how they differ.
fn says(found: &str, quoted: &str) -> String {
    // White space does not count in quotations.
    let counts = |found: &Hidden| !found.needed && !found.character.is_whitespace();
    if let Some(unseen) = hidden(found).find(counts) {
        return format!("the source has {unseen}, in `{found}`");
    }
    let apart = letters_apart(found, quoted);
    if composed(found) == composed(quoted) {
        format!("the source says `{found}`, with its accents encoded otherwise")
    } else if look_alike(found, quoted) && !apart.is_empty() {
        format!("the source says `{found}`, where {}", in_words(&apart))
    } else {
        format!("the source says `{found}`")
    }
}

fn quoted_without_text(source: &Name) -> Diagnostic {
    let message = format!(
        "the text of `{}` is not stored: nothing can be quoted from it",
        source.text
    );
    Diagnostic::new(Code::OtherKindOfSource, message)
        .at(source.span, "")
        .help(format!(
            "store the text and name it in the source: text \"…\"; or say in your own words\n\
             what it reports: reported by {} \"…\"",
            source.text
        ))
}

fn reported_text(source: &Name) -> Diagnostic {
    let message = format!("the text of `{}` is stored: it is quoted", source.text);
    Diagnostic::new(Code::OtherKindOfSource, message)
        .at(source.span, "")
        .help(format!("quote its words: cites {} \"…\"", source.text))
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
}

/// The passage with the rest of the words in which it begins and ends.
fn whole_words(text: &str, passage: &Passage) -> (u32, u32) {
    let in_word = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    let length = |words: usize| u32::try_from(words).unwrap_or(0);
    let before = text.get(..passage.start as usize).unwrap_or_default();
    let after = text.get(passage.end as usize..).unwrap_or_default();
    let missing_before = before.chars().rev().take_while(in_word).map(char::len_utf8);
    let missing_after = after.chars().take_while(in_word).map(char::len_utf8);
    (
        passage.start - length(missing_before.sum()),
        passage.end + length(missing_after.sum()),
    )
}

/// Where the words of a text begin.
fn word_starts(text: &str) -> Vec<usize> {
    let mut blank = true;
    let mut starts = Vec::new();
    for (at, character) in text.char_indices() {
        if blank && !character.is_whitespace() {
            starts.push(at);
        }
        blank = character.is_whitespace();
    }
    starts
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

/// Words of the source as a string to write, which has no quotation mark in it.
fn proposed(words: &str) -> String {
    if !words.contains('"') {
        return format!(":\n\"{words}\"");
    }
    match markless(words) {
        quote if quote.is_empty() => {
            "; no string has a `\"` in it: quote the words beside it".to_owned()
        }
        quote => format!(", with `…` in place of each `\"`:\n\"{quote}\""),
    }
}

/// Where three dots stand in a quotation that is found with `…` in their place, and what to write.
fn three_dots(quote: &Words, text: &SearchText) -> Option<(Span, String)> {
    let start = u32::try_from(quote.text.find("...")?).ok()?;
    let dotted = quote.text.replace("...", " … ");
    if text.find(&dotted).is_empty() {
        return None;
    }
    let place = within(quote, (start, start.saturating_add(3)));
    let help = format!(
        "for words that are left out write `…`, not three dots:\n\"{}\"",
        fold(&dotted)
    );
    Some((place, help))
}

fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
