//! Where the lines of a text begin.

use super::offset::{index, offset};

/// The byte order mark some editors put before the text; it takes no column.
pub(super) const BOM: char = '\u{feff}';

/// The line starts of one text, found once in linear time.
///
/// A line ends with a line feed (as most tools count), so CRLF works and a form feed or a lone
/// carriage return ends nothing. After a final line feed there is one more, empty line.
#[derive(Clone, Debug)]
pub(super) struct LineTable {
    /// Byte offsets, ascending; the first is 0.
    starts: Vec<u32>,
}

impl LineTable {
    pub(super) fn new(text: &str) -> LineTable {
        let after_feeds = text
            .bytes()
            .zip(1..=u32::MAX)
            .filter(|(byte, _)| *byte == b'\n');
        LineTable {
            starts: std::iter::once(0)
                .chain(after_feeds.map(|(_, next)| next))
                .collect(),
        }
    }

    /// The number of the line, from 1, with this byte in it (the last line beyond the text).
    pub(super) fn line_of(&self, at: u32) -> u32 {
        offset(self.starts.partition_point(|start| *start <= at)).max(1)
    }

    /// The byte at which a line (from 1) begins.
    pub(super) fn start_of(&self, line: u32) -> Option<u32> {
        self.starts.get(index(line.checked_sub(1)?)).copied()
    }

    /// The number of lines, at least 1.
    pub(super) fn count(&self) -> u32 {
        offset(self.starts.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_belong_to_lines() {
        let table = LineTable::new("a\r\nb\n\nc");
        let lines: Vec<u32> = (0..9).map(|at| table.line_of(at)).collect();
        assert_eq!(lines, [1, 1, 1, 2, 2, 3, 4, 4, 4]);
        assert_eq!(table.count(), 4);
    }

    #[test]
    fn form_feed_and_lone_return_end_no_line() {
        assert_eq!(LineTable::new("a\u{c}b\rc\u{2028}d").count(), 1);
    }

    #[test]
    fn empty_text_has_one_line() {
        let table = LineTable::new("");
        assert_eq!(
            (table.count(), table.line_of(0), table.line_of(u32::MAX)),
            (1, 1, 1)
        );
    }

    #[test]
    fn starts() {
        let table = LineTable::new("я\nb\n");
        assert_eq!(
            [0, 1, 2, 3, 4].map(|line| table.start_of(line)),
            [None, Some(0), Some(3), Some(5), None]
        );
        assert_eq!(table.start_of(u32::MAX), None);
    }
}
