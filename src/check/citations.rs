//! Quotations looked up in the stored texts.

use std::rc::Rc;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Citation, Ground, SourceId};
use crate::syntax::{self, Name, Words};
use crate::text::{
    FileId, Passage, SearchText, Span, composed, letters_apart, look_alike, markless, whole_words,
};

use super::Symbol;
use super::context::Checker;
use super::empty_words::quotes_nothing;
use super::lookalikes::in_words;
use super::unseen::unquotable;

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
        if let Some(found) = gap_miswritten(quote, text) {
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
        // A word that is hyphenated at the end of a line is compared in two halves.
        let passage = self.in_whole_words(&nearest.passage, file);
        let mark = nearest
            .differences
            .iter()
            .map(|difference| Span::new(file, difference.found_range.0, difference.found_range.1))
            .find(|span| !span.is_empty())
            .unwrap_or(passage);
        let words = fold(self.library.slice(passage));
        if nearest.differences.is_empty() {
            return diagnostic
                .note(
                    format!("these words are there, {}", lines(&nearest.passage)),
                    mark,
                    "",
                )
                .help(format!(
                    "`{words}` does not follow the words quoted before it: quote the parts on both \
                     sides of `…` in the order of the source"
                ));
        }
        let help = match unquotable(&words) {
            Some(unseen) => format!("delete from the stored text what is not seen: {unseen}"),
            None => format!("quote word for word{}", proposed(&words)),
        };
        diagnostic.note(heading, mark, "").help(help)
    }

    /// The place of a passage with the rest of the words in which it begins and ends.
    fn in_whole_words(&self, passage: &Passage, file: FileId) -> Span {
        let (start, end) = (passage.start as usize, passage.end as usize);
        let (start, end) = whole_words(self.library.text(file), start, end);
        let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(file, clip(start), clip(end))
    }

    fn cut_word(&self, quote: &Words, passage: &Passage, file: FileId) -> Diagnostic {
        let whole = self.in_whole_words(passage, file);
        let words = fold(self.library.slice(whole));
        let help = match unquotable(&words) {
            Some(unseen) => format!("delete from the stored text what is not seen: {unseen}"),
            None => format!("quote whole words{}", proposed(&words)),
        };
        Diagnostic::new(
            Code::QuoteInsideWord,
            "the quotation begins or ends inside a word",
        )
        .at(quote.span, "")
        .note(format!("the passage, {}", lines(passage)), whole, "")
        .help(help)
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
    if let Some(unseen) = unquotable(found) {
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

/// Where three dots, or a `…` without spaces, stand in a quotation that is found with a gap in their
/// place, and what to write.
fn gap_miswritten(quote: &Words, text: &SearchText) -> Option<(Span, String)> {
    let (mark, help) = match quote.text.contains("...") {
        true => (
            "...",
            "for words that are left out write `…`, not three dots",
        ),
        false => ("…", "around `…`, for words that are left out, leave spaces"),
    };
    let spaced = quote.text.replace("...", "…").replace('…', " … ");
    if spaced.split_whitespace().eq(quote.text.split_whitespace()) || text.find(&spaced).is_empty()
    {
        return None;
    }
    let start = u32::try_from(quote.text.find(mark)?).ok()?;
    let place = within(quote, (start, start.saturating_add(3)));
    Some((place, format!("{help}:\n\"{}\"", fold(&spaced))))
}

fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
