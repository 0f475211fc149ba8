//! Changes in the texts of rule files.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Name, signs};
use crate::text::{FileId, Library, Span};

/// What is to be changed in rule files.
#[derive(Default)]
pub struct Edits {
    /// New words in the place of a stretch; of two at one place, the first goes first.
    all: BTreeMap<FileId, Vec<(Span, String)>>,
    removed: BTreeMap<FileId, BTreeSet<Span>>,
}

impl Edits {
    /// Puts words in the place of a stretch.
    pub fn replace(&mut self, span: Span, words: impl Into<String>) {
        self.all
            .entry(span.file)
            .or_default()
            .push((span, words.into()));
    }

    /// Adds words at a place.
    pub fn insert(&mut self, file: FileId, at: usize, words: impl Into<String>) {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.replace(Span::at(file, at), words);
    }

    /// Takes an item away, with the comments right above it.
    pub fn remove(&mut self, span: Span) {
        self.removed.entry(span.file).or_default().insert(span);
    }

    /// Whether an item is taken away.
    pub fn removes(&self, span: Span) -> bool {
        let removed = self.removed.get(&span.file);
        removed.is_some_and(|removed| removed.contains(&span))
    }

    /// The text of a file with its changes. What lies within a stretch that is taken away goes with
    /// it.
    pub fn apply(&self, file: FileId, text: &str) -> String {
        let mut all: Vec<(usize, usize, &str)> = Vec::new();
        for span in self.removed.get(&file).into_iter().flatten() {
            let start = with_comments(text, span.start as usize);
            all.push((start, span.end as usize, ""));
        }
        all.extend(self.replaced(file));
        changed(text, 0, all)
    }

    fn replaced(&self, file: FileId) -> impl Iterator<Item = (usize, usize, &str)> {
        let all = self.all.get(&file).into_iter().flatten();
        all.map(|(span, words)| (span.start as usize, span.end as usize, words.as_str()))
    }

    /// A stretch of a file with the new words in it; nothing is taken away.
    pub fn within(&self, library: &Library, span: Span) -> String {
        let all = self.replaced(span.file).collect();
        changed(library.slice(span), span.start as usize, all)
    }

    /// Takes the names out of a list that are not to stay, and a list that is empty then with the
    /// words right before it, if they stand there, behind a place. Nothing else is touched.
    pub fn shorten(
        &mut self,
        library: &Library,
        words: &[&str],
        names: &[Name],
        stays: impl Fn(&Name) -> bool,
        behind: u32,
    ) {
        let left: Vec<&str> = names
            .iter()
            .filter(|name| stays(name))
            .map(|name| library.slice(name.span))
            .collect();
        let mut spans = names.iter().map(|name| name.span);
        let Some(first) = spans.next().filter(|_| left.len() < names.len()) else {
            return;
        };
        let span = spans.fold(first, Span::join);
        if left.is_empty() {
            self.replace(with_words(library, words, span, behind), "");
        } else {
            self.replace(span, left.join(", "));
        }
    }
}

/// A text that begins at a place of its file, with other words in the place of stretches of it.
fn changed(text: &str, first: usize, mut all: Vec<(usize, usize, &str)>) -> String {
    all.sort_by_key(|(start, end, words)| (*start, words.is_empty(), *end));
    let mut out = String::new();
    let mut at = first;
    let place = |place: usize| place.saturating_sub(first);
    for (start, end, words) in all {
        if start < at {
            at = at.max(end);
            continue;
        }
        out.push_str(text.get(place(at)..place(start)).unwrap_or_default());
        out.push_str(words);
        at = end;
    }
    out.push_str(text.get(place(at)..).unwrap_or_default());
    out
}

/// Whether nothing stands before a place in its line.
pub fn begins_a_line(text: &str, place: usize) -> bool {
    let before = text.get(..place).unwrap_or_default();
    let before = before.trim_end_matches(|sign: char| sign != '\n' && sign.is_whitespace());
    before.is_empty() || before.ends_with('\n')
}

/// A stretch with the words right before it, if they stand there, behind a place.
pub fn with_words(library: &Library, words: &[&str], span: Span, behind: u32) -> Span {
    let text = library.slice(Span::new(span.file, behind, span.start));
    let before: Vec<(usize, &str)> = signs(text).collect();
    let last = before.len().checked_sub(words.len());
    let last = last.and_then(|at| before.get(at..)).unwrap_or_default();
    let same = last.iter().map(|(_, sign)| sign).eq(words);
    let first = last.first().filter(|_| same).map(|(at, _)| *at);
    match first.and_then(|at| u32::try_from(at).ok()) {
        Some(at) => Span::new(span.file, behind + at, span.end),
        None => span,
    }
}

/// Where the comment lines right above a place begin.
fn with_comments(text: &str, place: usize) -> usize {
    let line_of = |place: usize| {
        let before = text.get(..place).unwrap_or_default();
        before.rfind('\n').map_or(0, |newline| newline + 1)
    };
    let mut start = place;
    // Only where nothing else stands in the line of the item.
    if !begins_a_line(text, place) {
        return start;
    }
    let mut line = line_of(place);
    while line > 0 {
        let above = line_of(line - 1);
        let words = text.get(above..line).unwrap_or_default().trim_start();
        if !words.starts_with("//") {
            break;
        }
        start = above;
        line = above;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: FileId = FileId(0);
    const TEXT: &str = "a\n// of b\n// and more\nb { x }\nc\n";

    fn span(words: &str) -> Span {
        let at = u32::try_from(TEXT.find(words).unwrap()).unwrap();
        Span::new(FILE, at, at + u32::try_from(words.len()).unwrap())
    }

    #[test]
    fn an_item_goes_with_its_comments() {
        let mut edits = Edits::default();
        edits.remove(span("b { x }"));
        edits.replace(span("x"), "y");
        assert_eq!(edits.apply(FILE, TEXT), "a\n\nc\n");
        assert!(edits.removes(span("b { x }")));
    }

    #[test]
    fn a_stretch_is_changed_by_itself() {
        let mut library = Library::new();
        let file = library.add("a.kzrule".to_owned(), TEXT.to_owned());
        let mut edits = Edits::default();
        edits.replace(span("x"), "y");
        edits.insert(file, TEXT.find("x }").unwrap(), "w ");
        assert_eq!(edits.within(&library, span("b { x }")), "b { w y }");
        assert_eq!(edits.within(&library, span("{ x")), "{ w y");
    }

    #[test]
    fn words_are_replaced_and_added() {
        let mut edits = Edits::default();
        edits.replace(span("x"), "y");
        edits.insert(FILE, TEXT.find("x }").unwrap(), "w ");
        assert_eq!(edits.apply(FILE, TEXT), TEXT.replace("x }", "w y }"));
    }
}
