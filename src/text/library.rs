//! All the texts the program was given.

use std::collections::BTreeMap;

use super::lines::{BOM, LineTable};
use super::offset::{index, offset};
use super::span::{FileId, Span};

/// The texts the program was given, rule files and source texts alike, in the order of loading.
///
/// It reads no files; texts are handed in. An unknown [`FileId`] has an empty path and text.
#[derive(Clone, Debug, Default)]
pub struct Library {
    entries: Vec<Entry>,
    by_path: BTreeMap<String, FileId>,
}

#[derive(Clone, Debug)]
struct Entry {
    path: String,
    text: String,
    lines: LineTable,
}

impl Library {
    /// A library without texts.
    #[must_use]
    pub fn new() -> Library {
        Library::default()
    }

    /// Takes in a text. Linear in its length, since its lines are counted here.
    ///
    /// The same path may come again and makes a text of its own.
    pub fn add(&mut self, path: String, text: String) -> FileId {
        let id = FileId(offset(self.entries.len()));
        let lines = LineTable::new(&text);
        self.by_path.entry(path.clone()).or_insert(id);
        self.entries.push(Entry { path, text, lines });
        id
    }

    /// The texts in the order of loading.
    pub fn files(&self) -> impl Iterator<Item = FileId> + '_ {
        (0..offset(self.entries.len())).map(FileId)
    }

    /// The path a text was loaded under.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        self.entry(file).map_or("", |entry| &entry.path)
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.entry(file).map_or("", |entry| &entry.text)
    }

    /// The text of a span; "" if it is out of range or cuts a character in two.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file)
            .get(index(span.start)..index(span.end))
            .unwrap_or_default()
    }

    /// The first text loaded under exactly this path.
    #[must_use]
    pub fn find_path(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The line of a byte offset, counted from 1; beyond the text, its last line.
    /// Logarithmic in the number of lines.
    #[must_use]
    pub fn line_of(&self, file: FileId, offset: u32) -> u32 {
        self.entry(file)
            .map_or(1, |entry| entry.lines.line_of(offset))
    }

    /// The column of a byte offset in its line, in characters (code points) counted from 1.
    /// A byte order mark takes no column. Linear in the length of the line.
    #[must_use]
    pub fn column_of(&self, file: FileId, offset: u32) -> u32 {
        let Some(entry) = self.entry(file) else {
            return 1;
        };
        let start = entry
            .lines
            .start_of(entry.lines.line_of(offset))
            .unwrap_or_default();
        let before = entry
            .text
            .get(index(start)..)
            .unwrap_or_default()
            .char_indices()
            .map(|(at, c)| {
                (
                    index(start).saturating_add(at).saturating_add(c.len_utf8()),
                    c,
                )
            })
            .take_while(|(end, _)| *end <= index(offset))
            .filter(|(end, c)| *c != BOM || *end != BOM.len_utf8())
            .count();
        super::offset::offset(before).saturating_add(1)
    }

    /// A line (counted from 1) without its line end; "" if there is none.
    #[must_use]
    pub fn line_text(&self, file: FileId, line: u32) -> &str {
        let Some(entry) = self.entry(file) else {
            return "";
        };
        let Some(start) = entry.lines.start_of(line) else {
            return "";
        };
        let end = entry
            .lines
            .start_of(line.saturating_add(1))
            .map_or(entry.text.len(), index);
        let text = entry.text.get(index(start)..end).unwrap_or_default();
        let text = text.strip_suffix('\n').unwrap_or(text);
        text.strip_suffix('\r').unwrap_or(text)
    }

    /// The number of lines of a text, at least 1.
    #[must_use]
    pub fn line_count(&self, file: FileId) -> u32 {
        self.entry(file).map_or(1, |entry| entry.lines.count())
    }

    fn entry(&self, file: FileId) -> Option<&Entry> {
        self.entries.get(index(file.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> (Library, FileId) {
        let mut library = Library::new();
        let file = library.add("a.txt".to_owned(), text.to_owned());
        (library, file)
    }

    #[test]
    fn texts_by_path_and_number() {
        let (mut library, first) = one("x");
        let second = library.add("b.txt".to_owned(), "y".to_owned());
        let again = library.add("a.txt".to_owned(), "z".to_owned());
        assert_eq!(library.files().collect::<Vec<_>>(), [first, second, again]);
        assert_eq!(library.find_path("a.txt"), Some(first));
        assert_eq!(library.find_path("b.txt"), Some(second));
        assert_eq!(library.find_path("c.txt"), None);
        assert_eq!((library.path(again), library.text(again)), ("a.txt", "z"));
    }

    #[test]
    fn unknown_file_is_empty() {
        let (library, _) = one("x");
        let file = FileId(u32::MAX);
        assert_eq!(
            (
                library.path(file),
                library.text(file),
                library.line_text(file, 1)
            ),
            ("", "", "")
        );
        assert_eq!(
            (
                library.line_of(file, 5),
                library.column_of(file, 5),
                library.line_count(file)
            ),
            (1, 1, 1)
        );
    }

    #[test]
    fn slices_never_fail() {
        let (library, file) = one("қаз");
        let slice = |start, end| library.slice(Span { file, start, end });
        assert_eq!(slice(0, 2), "қ");
        assert_eq!(slice(0, 6), "қаз");
        assert_eq!(slice(0, 1), "");
        assert_eq!(slice(4, 2), "");
        assert_eq!(slice(0, u32::MAX), "");
    }

    #[test]
    fn lines_and_columns() {
        let (library, file) = one("ab\r\nқаз\nd");
        assert_eq!(library.line_of(file, 6), 2);
        assert_eq!(library.column_of(file, 4), 1);
        assert_eq!(library.column_of(file, 6), 2);
        assert_eq!(library.column_of(file, 7), 2);
        assert_eq!(library.column_of(file, 8), 3);
        assert_eq!(library.column_of(file, u32::MAX), 2);
        assert_eq!(
            [0, 1, 2, 3, 4].map(|line| library.line_text(file, line)),
            ["", "ab", "қаз", "d", ""]
        );
        assert_eq!(library.line_count(file), 3);
    }

    #[test]
    fn byte_order_mark_takes_no_column() {
        let (library, file) = one("\u{feff}ab");
        assert_eq!(library.column_of(file, 0), 1);
        assert_eq!(library.column_of(file, 3), 1);
        assert_eq!(library.column_of(file, 4), 2);
    }

    #[test]
    fn empty_text() {
        let (library, file) = one("");
        assert_eq!(
            (library.line_of(file, 0), library.column_of(file, 0)),
            (1, 1)
        );
        assert_eq!(library.line_text(file, 1), "");
    }
}
