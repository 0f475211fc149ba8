use crate::verdict::Region;

use super::wrap::{widest_word, width, wrap};
use super::{Note, PAGE, PROSE};

/// Stands, in a column of its own, where what is left of it and what is right of it differ.
pub const STROKE: &str = "│";

/// Columns of words, aligned; what is too wide is wrapped within its column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    rows: Vec<Row>,
    /// For each column the readings on which it is so, where these are told.
    columns: Vec<Region>,
}

/// One line of a table, and what stands flush right beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The words of the columns.
    pub cells: Vec<String>,
    /// A reference or note at the right end.
    pub note: Note,
    /// It names the columns.
    pub head: bool,
}

impl Table {
    /// A table without rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row.
    pub fn row(
        &mut self,
        cells: impl IntoIterator<Item = impl Into<String>>,
        note: impl Into<Note>,
    ) {
        self.rows.push(Row {
            cells: cells.into_iter().map(Into::into).collect(),
            note: note.into(),
            head: false,
        });
    }

    /// Adds a row with the names of the columns, and the readings on which each is so.
    pub fn head(&mut self, names: impl IntoIterator<Item = (String, Region)>) {
        let (cells, columns) = names.into_iter().unzip();
        self.columns = columns;
        self.rows.push(Row {
            cells,
            note: Note::none(),
            head: true,
        });
    }

    /// The rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The readings on which a column is so; `None` where that is not told.
    pub fn column(&self, at: usize) -> Option<&Region> {
        self.columns.get(at)
    }

    /// The rows without the columns in which only strokes stand: other media show by cells where they
    /// differ.
    pub fn without_strokes(&self) -> Vec<Row> {
        let is_stroke = |at: usize| {
            let mut cells = self.rows.iter().filter_map(|row| row.cells.get(at));
            at > 0 && cells.all(|cell| cell.is_empty() || cell == STROKE)
        };
        let without = |row: &Row| {
            let cells = row.cells.iter().enumerate();
            let cells = cells.filter(|(at, _)| !is_stroke(*at));
            Row {
                cells: cells.map(|(_, cell)| cell.clone()).collect(),
                ..row.clone()
            }
        };
        self.rows.iter().map(without).collect()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The lines, the first column beginning at `indent`.
    pub(super) fn lines(&self, indent: usize) -> Vec<String> {
        let notes = self.rows.iter().map(|row| width(&row.note.words()));
        // A note that is longer stands on a line of its own: no column shrinks for it.
        let end = match notes.filter(|note| *note <= NOTE).max().unwrap_or_default() {
            0 => PROSE,
            note => PAGE.saturating_sub(note + GAP),
        };
        let columns = self.widths(end.saturating_sub(indent));
        self.rows
            .iter()
            .flat_map(|row| row.lines(indent, &columns))
            .collect()
    }

    /// The widths of the columns: what they need, or less where that is more than there is.
    fn widths(&self, room: usize) -> Vec<usize> {
        let count = self.rows.iter().map(|row| row.cells.len()).max();
        let count = count.unwrap_or_default();
        let of = |at: usize, measure: fn(&str) -> usize| {
            let cells = self.rows.iter().filter_map(|row| row.cells.get(at));
            cells.map(|cell| measure(cell)).max().unwrap_or_default()
        };
        let mut widths: Vec<usize> = (0..count).map(|at| of(at, width)).collect();
        let least: Vec<usize> = (0..count).map(|at| of(at, widest_word)).collect();
        let room = room.saturating_sub(GAP * count.saturating_sub(1));
        while widths.iter().sum::<usize>() > room {
            // The widest column that can give way gives one column.
            let widest = widths
                .iter_mut()
                .zip(&least)
                .filter(|(width, least)| **width > **least)
                .map(|(width, _)| width)
                .max();
            match widest {
                Some(width) => *width -= 1,
                None => break,
            }
        }
        widths
    }
}

/// The columns between two columns.
const GAP: usize = 2;

/// How far further lines of the first column stand in.
const HANG: usize = 2;

/// The longest note that columns make room for.
const NOTE: usize = 30;

impl Row {
    /// How wide the last column can be beside the note of this row: those of others take nothing from it.
    fn room_at(&self, indent: usize, columns: &[usize]) -> usize {
        let before = columns.split_last().map_or(&[][..], |(_, before)| before);
        let start = indent + before.iter().map(|width| width + GAP).sum::<usize>();
        let end = match width(&self.note.words()) {
            note @ 1..=NOTE => PAGE.saturating_sub(note + GAP),
            _ => PROSE,
        };
        end.saturating_sub(start)
    }

    fn lines(&self, indent: usize, columns: &[usize]) -> Vec<String> {
        let cells: Vec<Vec<String>> = self
            .cells
            .iter()
            .zip(columns)
            .enumerate()
            .map(|(at, (cell, width))| match at {
                0 => hanging(cell, *width),
                _ if at + 1 == columns.len() => {
                    let width = (*width).max(self.room_at(indent, columns));
                    wrap(cell, width, width)
                }
                _ => wrap(cell, *width, *width),
            })
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(1);
        let mut lines: Vec<String> = (0..height)
            .map(|at| {
                let mut line = " ".repeat(indent);
                let mut start = indent;
                for (cell, column) in cells.iter().zip(columns) {
                    line.push_str(&" ".repeat(start.saturating_sub(width(&line))));
                    line.push_str(cell.get(at).map_or("", String::as_str));
                    start += column + GAP;
                }
                line.trim_end().to_owned()
            })
            .collect();
        let note = self.note.words();
        if note.is_empty() {
            return lines;
        }
        match lines.first_mut() {
            Some(first) if width(first) + GAP + width(&note) <= PAGE => {
                let gap = PAGE.saturating_sub(width(first) + width(&note));
                first.push_str(&" ".repeat(gap));
                first.push_str(&note);
            }
            _ => {
                lines.extend(wrap(&note, PROSE, PROSE).into_iter().map(|line| {
                    let gap = PAGE.saturating_sub(width(&line));
                    format!("{}{line}", " ".repeat(gap))
                }));
            }
        }
        lines
    }
}

/// What the first column of a row says: where it takes several lines, the others stand in, so that it is
/// seen where the next row begins.
fn hanging(cell: &str, width: usize) -> Vec<String> {
    let room = width.saturating_sub(HANG);
    if widest_word(cell) > room {
        return wrap(cell, width, width);
    }
    let mut lines = wrap(cell, width, room);
    for line in lines.iter_mut().skip(1) {
        line.insert_str(0, &" ".repeat(HANG));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let mut table = Table::new();
        table.row(["", "literal", "consular"], "");
        table.row(["without an IIN", "1 January 2024", "not caught"], "line 3");
        let lines = table.lines(2);
        assert_eq!(lines[0], "                  literal         consular");
        assert!(lines[1].starts_with("  without an IIN  1 January 2024  not caught  "));
        assert_eq!(width(&lines[1]), PAGE);
    }

    #[test]
    fn wide_columns_are_wrapped_and_days_are_not() {
        let mut table = Table::new();
        table.row(
            ["many words ".repeat(12), "1 January 2024".to_owned()],
            "line 3",
        );
        let lines = table.lines(2);
        assert_eq!(lines.len(), 2);
        assert!(lines[0].contains("1 January 2024"));
        assert!(lines[0].starts_with("  many") && lines[1].starts_with("    "));
        assert!(lines.iter().all(|line| width(line) <= PAGE));
    }

    #[test]
    fn no_column_shrinks_for_a_note_that_is_long_and_stands_alone() {
        let mut table = Table::new();
        let words = "the day after the last day of: a rule with a heading of some words";
        table.row(["1 January 2024", words], "line 3");
        table.row(
            ["1 July 2025", words],
            "lines 3–4, 9–12, 15, 22, 28–30, 41, 52–53",
        );
        let lines = table.lines(4);
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[1].ends_with(words) && lines[2].trim_start().starts_with("lines 3–4"));
        assert!(lines.iter().all(|line| width(line) <= PAGE));
    }

    #[test]
    fn a_row_has_the_room_that_its_own_note_leaves() {
        let mut table = Table::new();
        let words = "the day after the last day of: Airport and electronic visas";
        table.row(["24 February 2024", "another"], "lines 48–50, 77–79, 81");
        table.row(["1 July 2025", words], "lines 38–41");
        let lines = table.lines(4);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines.iter().all(|line| width(line) == PAGE));
    }

    #[test]
    fn a_stroke_has_a_column_of_its_own() {
        let mut table = Table::new();
        table.row(["", "before", "", "after"], "");
        table.row(["fee", "10", STROKE, "12"], "");
        table.row(["seat", "1", "", "1"], "");
        let cells = |at: usize| table.without_strokes()[at].cells.join(",");
        assert_eq!(cells(0), ",before,after");
        assert_eq!(
            (cells(1), cells(2)),
            ("fee,10,12".into(), "seat,1,1".into())
        );
    }

    #[test]
    fn an_empty_table() {
        assert!(Table::new().lines(2).is_empty());
        let mut table = Table::new();
        table.row([""; 0], "");
        assert_eq!(table.lines(2), [""]);
    }
}
