use super::printable::printable;
use super::wrap::{width, wrap};
use super::{LEVEL, PAGE, PROSE, QUOTATION, Table};

/// How a list ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending<'w> {
    /// The items have no sentence in common.
    Apart,
    /// The items are parts of a sentence: commas, this word after the last but one, and these
    /// characters after the last.
    Joined(&'w str, &'w str),
}

/// A page that grows line by line. Places across are columns from 0, levels two columns each.
#[derive(Debug, Clone, Default)]
pub struct Page {
    lines: Vec<String>,
}

impl Page {
    /// An empty page.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text, each line with its end, nothing at the ends of lines.
    pub fn finish(self) -> String {
        let mut text = String::new();
        for line in self.lines {
            text.push_str(printable(&line).trim_end());
            text.push('\n');
        }
        text
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are no lines.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Appends the lines of another page.
    pub fn append(&mut self, other: Page) {
        self.lines.extend(other.lines);
    }

    /// A line that is as it is to be.
    pub fn line(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    /// An empty line, unless the page begins or there is one already.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|last| !last.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// Two empty lines before something that stands apart.
    pub fn wide_gap(&mut self) {
        if !self.lines.is_empty() {
            self.gap();
            self.lines.push(String::new());
        }
    }

    /// The heavy bar with a verdict and the name of what it is about.
    pub fn banner(&mut self, verdict: &str, name: &str) {
        let mut lines = wrap(verdict, PAGE - 6, PAGE - 6);
        let last = lines.pop().unwrap_or_default();
        for line in lines {
            self.line(format!("━━ {line}"));
        }
        let room = PAGE.checked_sub(width(&last) + width(name) + 8);
        match room.filter(|room| *room > 0) {
            Some(room) if !name.is_empty() => {
                self.line(format!("━━ {last} {} {name} ━━", "━".repeat(room)));
            }
            _ => {
                let bar = PAGE.saturating_sub(width(&last) + 4);
                self.line(format!("━━ {last} {}", "━".repeat(bar)));
                if !name.is_empty() {
                    let bar = PAGE.saturating_sub(width(name) + 4);
                    self.line(format!("{} {name} ━━", "━".repeat(bar)));
                }
            }
        }
        self.gap();
    }

    /// The heavy bar alone.
    pub fn bar(&mut self) {
        self.line("━".repeat(PAGE));
    }

    /// A heading in capitals, with a note flush right.
    pub fn section(&mut self, title: &str, note: Option<&str>) {
        self.gap();
        self.noted(0, &title.to_uppercase(), note.unwrap_or_default());
        self.gap();
    }

    /// A paragraph.
    pub fn paragraph(&mut self, level: usize, text: &str) {
        self.hanging(level * LEVEL, "", level * LEVEL, text);
    }

    /// A paragraph whose first line has a label before it: the label at a column, the text from
    /// another on.
    pub fn hanging(&mut self, label_at: usize, label: &str, text_at: usize, text: &str) {
        let room = PROSE.saturating_sub(text_at);
        self.labelled(label_at, label, text_at, wrap(text, room, room));
    }

    /// A paragraph, and a note flush right on its last line.
    pub fn noted(&mut self, column: usize, text: &str, note: &str) {
        self.labelled_with_note(column, "", column, text, note);
    }

    /// [`Page::hanging`] with a note flush right on its last line.
    pub fn labelled_with_note(
        &mut self,
        label_at: usize,
        label: &str,
        text_at: usize,
        text: &str,
        note: &str,
    ) {
        // Where there is a note, its column is kept free if half of the line is left.
        let kept = match width(note) {
            0 => PROSE,
            taken => {
                let half = text_at.midpoint(PAGE);
                PAGE.saturating_sub(taken + 2).max(half).min(PROSE)
            }
        };
        let room = kept.saturating_sub(text_at);
        self.labelled(label_at, label, text_at, wrap(text, room, room));
        self.note(note);
    }

    /// A quotation, and its reference flush right on its last line.
    pub fn quotation(&mut self, column: usize, quote: &str, reference: &str) {
        let room = QUOTATION.saturating_sub(column);
        self.labelled(column, "", column, wrap(&format!("“{quote}”"), room, room));
        self.note(reference);
    }

    /// Items, each after a dash.
    pub fn list(&mut self, level: usize, items: &[String], ending: Ending<'_>) {
        for (at, item) in items.iter().enumerate() {
            let left = items.len() - at - 1;
            let item = match (ending, left) {
                (Ending::Apart, _) => item.clone(),
                (Ending::Joined(_, end), 0) => format!("{item}{end}"),
                (Ending::Joined(word, _), 1) => format!("{item}, {word}"),
                (Ending::Joined(..), _) => format!("{item},"),
            };
            self.hanging(level * LEVEL, "–", level * LEVEL + 3, &item);
        }
    }

    /// A table.
    pub fn table(&mut self, level: usize, table: &Table) {
        for line in table.lines(level * LEVEL) {
            self.line(line);
        }
    }

    /// Writes characters over the empty columns at the left of lines: the arrows of a circle. What
    /// is not empty stays.
    pub fn draw(&mut self, lines: std::ops::Range<usize>, column: usize, drawing: &str) {
        for line in self.lines.get_mut(lines).unwrap_or_default() {
            let mut chars: Vec<char> = line.chars().collect();
            while chars.len() < column + drawing.chars().count() {
                chars.push(' ');
            }
            for (place, stroke) in chars.iter_mut().skip(column).zip(drawing.chars()) {
                if *place == ' ' {
                    *place = stroke;
                }
            }
            *line = chars.into_iter().collect();
        }
    }

    /// A note flush right on the last line, or on a line of its own where it does not fit.
    fn note(&mut self, note: &str) {
        if note.is_empty() {
            return;
        }
        let fits = |line: &String| width(line) + 2 + width(note) <= PAGE;
        if let Some(last) = self.lines.last_mut()
            && fits(last)
        {
            let gap = PAGE - width(last) - width(note);
            last.push_str(&" ".repeat(gap));
            last.push_str(note);
        } else {
            let gap = PAGE.saturating_sub(width(note));
            self.line(format!("{}{note}", " ".repeat(gap)));
        }
    }

    fn labelled(&mut self, label_at: usize, label: &str, text_at: usize, lines: Vec<String>) {
        let mut start = format!("{}{label}", " ".repeat(label_at));
        for line in lines {
            // A label that is too long has a line of its own.
            if width(&start) > text_at.saturating_sub(usize::from(!label.is_empty())) {
                self.line(std::mem::take(&mut start));
            }
            let gap = text_at.saturating_sub(width(&start));
            self.line(format!("{start}{}{line}", " ".repeat(gap)));
            start.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let long = text(|page| page.quotation(2, &"word ".repeat(16), &"x".repeat(30)));
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
    fn labels_and_drawings() {
        let page = text(|page| {
            page.hanging(0, "Text", 6, "one");
            page.hanging(0, "Too long", 6, "two");
            page.line("");
            page.draw(0..4, 4, "│");
        });
        assert_eq!(page, "Text│ one\nToo long\n    │ two\n    │\n");
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
