use crate::verdict::Region;

use super::{LEVEL, Note, Part, Step, Table, lines};

/// How a list ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending<'w> {
    /// The items have no sentence in common.
    Apart,
    /// The items are parts of a sentence: commas, this word after the last but one, and these
    /// characters after the last.
    Joined(&'w str, &'w str),
}

/// A page that grows part by part. Places across are columns from 0, levels two columns each.
#[derive(Debug, Clone, Default)]
pub struct Page {
    parts: Vec<Part>,
}

impl Page {
    /// An empty page.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text, each line with its end, nothing at the ends of lines.
    pub fn finish(self) -> String {
        lines::text(&self.parts)
    }

    /// Whether nothing is on it.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether a paragraph since the last bar says just this.
    pub fn has_said(&self, words: &str) -> bool {
        let mut next: Vec<&Part> = Vec::new();
        for part in &self.parts {
            match part {
                Part::Banner { .. } => next.clear(),
                other => next.push(other),
            }
        }
        while let Some(part) = next.pop() {
            match part {
                Part::Words { text, .. } if text == words => return true,
                Part::On { parts, .. } => next.extend(parts),
                _ => {}
            }
        }
        false
    }

    /// The parts, for another medium.
    pub fn into_parts(self) -> Vec<Part> {
        self.parts
    }

    /// Appends the parts of another page.
    pub fn append(&mut self, other: Page) {
        self.parts.extend(other.parts);
    }

    /// Appends the parts of another page, which are so on these readings.
    pub fn append_on(&mut self, readings: Region, other: Page) {
        self.parts.push(Part::On {
            readings,
            parts: other.parts,
        });
    }

    /// A line that is as it is to be.
    pub fn line(&mut self, line: impl Into<String>) {
        self.parts.push(Part::Line(line.into()));
    }

    /// An empty line, unless the page begins or there is one already.
    pub fn gap(&mut self) {
        self.parts.push(Part::Gap);
    }

    /// Two empty lines before something that stands apart.
    pub fn wide_gap(&mut self) {
        self.parts.push(Part::WideGap);
    }

    /// The heavy bar with a verdict and the name of what it is about.
    pub fn banner(&mut self, verdict: &str, name: &str) {
        self.parts.push(Part::Banner {
            verdict: verdict.to_owned(),
            name: name.to_owned(),
        });
    }

    /// The heavy bar alone.
    pub fn bar(&mut self) {
        self.parts.push(Part::Bar);
    }

    /// A heading in capitals, with a note flush right.
    pub fn section(&mut self, title: &str, note: Option<&str>) {
        self.parts.push(Part::Section {
            title: title.to_owned(),
            note: note.unwrap_or_default().into(),
        });
    }

    /// A paragraph.
    pub fn paragraph(&mut self, level: usize, text: &str) {
        self.hanging(level * LEVEL, "", level * LEVEL, text);
    }

    /// A paragraph whose first line has a label before it: the label at a column, the text from
    /// another on.
    pub fn hanging(&mut self, label_at: usize, label: &str, text_at: usize, text: &str) {
        self.labelled_with_note(label_at, label, text_at, text, "");
    }

    /// A paragraph, and a note flush right on its last line.
    pub fn noted(&mut self, column: usize, text: &str, note: impl Into<Note>) {
        self.labelled_with_note(column, "", column, text, note);
    }

    /// [`Page::hanging`] with a note flush right on its last line.
    pub fn labelled_with_note(
        &mut self,
        label_at: usize,
        label: &str,
        text_at: usize,
        text: &str,
        note: impl Into<Note>,
    ) {
        self.parts.push(Part::Words {
            label_at,
            label: label.to_owned(),
            text_at,
            text: one_stop(text),
            note: note.into(),
        });
    }

    /// A quotation, and its reference flush right on its last line.
    pub fn quotation(&mut self, column: usize, quote: &str, reference: impl Into<Note>) {
        self.parts.push(Part::Quotation {
            column,
            quote: quote.to_owned(),
            note: reference.into(),
        });
    }

    /// Items, each after a dash.
    pub fn list(&mut self, level: usize, items: &[String], ending: Ending<'_>) {
        let count = items.len();
        let ended = |(at, item): (usize, &String)| match (ending, count - at - 1) {
            (Ending::Apart, _) => item.clone(),
            (Ending::Joined(_, end), 0) => format!("{item}{end}"),
            (Ending::Joined(word, _), 1) => format!("{item}, {word}"),
            (Ending::Joined(..), _) => format!("{item},"),
        };
        let items = items.iter().enumerate().map(ended);
        let items = items.map(|item| one_stop(&item)).collect();
        self.parts.push(Part::List { level, items });
    }

    /// A table.
    pub fn table(&mut self, level: usize, table: &Table) {
        self.parts.push(Part::Table {
            level,
            table: table.clone(),
        });
    }

    /// Steps of which the last leads to the first, an arrow at this column.
    pub fn circle(&mut self, column: usize, steps: Vec<Step>) {
        self.parts.push(Part::Circle { column, steps });
    }
}

/// A sentence that ends with an abbreviation has one full stop: "0.00 cr."
fn one_stop(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut stops = 0;
    while let Some(letter) = letters.next() {
        stops = if letter == '.' { stops + 1 } else { 0 };
        let ends = letters.peek().is_none_or(|next| next.is_whitespace());
        if stops != 2 || !ends {
            told.push(letter);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::layout::{PAGE, width};

    fn text(write: impl FnOnce(&mut Page)) -> String {
        let mut page = Page::new();
        write(&mut page);
        page.finish()
    }

    #[test]
    fn bars_are_as_wide_as_the_page() {
        for (verdict, name) in [
            ("PROVED on both readings", "dead_end"),
            ("REFUTED", ""),
            (&"REFUTED ".repeat(11), "a_long_name_that_needs_a_line"),
        ] {
            let page = text(|page| page.banner(verdict, name));
            for line in page.lines().filter(|line| !line.is_empty()) {
                assert_eq!(width(line), PAGE, "{line}");
            }
        }
    }

    #[test]
    fn references_are_flush_right() {
        let short = text(|page| page.quotation(2, "a few words", "line 34"));
        assert_eq!(short.lines().count(), 1);
        assert_eq!(width(short.trim_end()), PAGE);
        let long = text(|page| page.quotation(2, &"word ".repeat(16), "x".repeat(30)));
        assert_eq!(long.lines().count(), 2);
        assert!(long.lines().all(|line| width(line) <= PAGE));
    }

    #[test]
    fn lists_are_sentences() {
        let items = ["is tall", "is old", "has a hat"].map(str::to_owned);
        let page = text(|page| page.list(1, &items, Ending::Joined("and", ".")));
        assert_eq!(page, "  –  is tall,\n  –  is old, and\n  –  has a hat.\n");
    }

    #[test]
    fn an_abbreviation_ends_a_sentence() {
        let page = text(|page| page.paragraph(0, "It is 0.00 cr.. Then … and ... and so on.."));
        assert_eq!(page, "It is 0.00 cr. Then … and ... and so on.\n");
        let items = ["5 cr."].map(str::to_owned);
        let page = text(|page| page.list(1, &items, Ending::Joined("and", ".")));
        assert_eq!(page, "  –  5 cr.\n");
    }

    #[test]
    fn labels_and_circles() {
        let page = text(|page| {
            page.hanging(0, "Text", 6, "one");
            page.hanging(0, "Too long", 6, "two");
        });
        assert_eq!(page, "Text  one\nToo long\n      two\n");
        let step = |write: fn(&mut Page)| {
            let mut told = Page::new();
            write(&mut told);
            Step {
                from: String::new(),
                number: String::new(),
                sentence: String::new(),
                quote: None,
                told: told.into_parts(),
            }
        };
        let first = step(|page| page.hanging(3, "1", 5, "one"));
        let second = step(|page| {
            page.hanging(3, "2", 5, "two");
            page.paragraph(2, "three");
        });
        let both = text(|page| page.circle(0, vec![first, second.clone()]));
        assert_eq!(both, "╭▶ 1 one\n│\n╰─ 2 two\n    three\n");
        let alone = text(|page| page.circle(0, vec![second]));
        assert_eq!(alone, "╭▶ 2 two\n╰─  three\n");
    }

    #[test]
    fn no_space_ends_a_line() {
        let page = text(|page| {
            page.line("a  ");
            page.gap();
            page.gap();
            page.section("title", None);
        });
        assert_eq!(page, "a\n\nTITLE\n\n");
    }
}
