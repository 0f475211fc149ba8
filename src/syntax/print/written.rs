use std::ops::Range;

use super::super::scan::scan;

/// A text with what the tree of it leaves out: its signs by place, and its comments.
pub struct Written<'t> {
    text: &'t str,
    signs: Vec<Range<usize>>,
    comments: Vec<Comment<'t>>,
}

/// A comment, from its `//` to the end of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment<'t> {
    pub at: usize,
    /// Without blanks at the end.
    pub text: &'t str,
    /// Nothing stands before it in its line.
    pub alone: bool,
}

impl<'t> Written<'t> {
    pub fn new(text: &'t str) -> Self {
        let signs: Vec<Range<usize>> = scan(text).map(|sign| sign.at..sign.end()).collect();
        let mut comments = Vec::new();
        let mut end = 0;
        for sign in &signs {
            gap(text, end..sign.start, &mut comments);
            end = sign.end;
        }
        gap(text, end..text.len(), &mut comments);
        Self {
            text,
            signs,
            comments,
        }
    }

    /// All comments, in order.
    pub fn comments(&self) -> &[Comment<'t>] {
        &self.comments
    }

    /// Whether a comment begins in a stretch, of which both places are ends.
    pub fn commented(&self, stretch: Range<usize>) -> bool {
        let (start, end) = (self.end(stretch.start), self.end(stretch.end));
        let first = self.comments.partition_point(|c| c.at < start);
        self.comments
            .get(first)
            .is_some_and(|comment| comment.at < end)
    }

    /// Where the last sign ends that is whole before a place: the parser counts comments to what
    /// is before them.
    pub fn end(&self, place: usize) -> usize {
        let behind = self.signs.partition_point(|sign| sign.end <= place);
        behind
            .checked_sub(1)
            .and_then(|last| self.signs.get(last))
            .map_or(0, |sign| sign.end)
    }

    /// Whether an empty line stands before a place, with nothing but blanks between.
    pub fn empty_line_before(&self, place: usize) -> bool {
        let before = self.text.get(..place).unwrap_or_default();
        before
            .chars()
            .rev()
            .take_while(|c| matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{FEFF}'))
            .filter(|c| *c == '\n')
            .nth(1)
            .is_some()
    }

    /// Where what follows a place begins. Brackets that close, and commas, belong to what is
    /// before them.
    pub fn next(&self, place: usize) -> usize {
        self.from(place)
            .find(|sign| !matches!(self.text.get((*sign).clone()), Some(")" | "]" | ",")))
            .map_or(self.text.len(), |sign| sign.start)
    }

    /// Where the sign so many signs behind a place ends.
    pub fn behind(&self, place: usize, count: usize) -> usize {
        self.from(place)
            .take(count)
            .last()
            .map_or(place, |sign| sign.end)
    }

    /// Where the next sign of this text behind a place ends.
    pub fn behind_the(&self, sign: &str, place: usize) -> usize {
        self.from(place)
            .find(|found| self.text.get((*found).clone()) == Some(sign))
            .map_or(place, |found| found.end)
    }

    /// Whether the sign at a place has this text.
    pub fn is_at(&self, place: usize, sign: &str) -> bool {
        self.from(place)
            .next()
            .is_some_and(|found| self.text.get(found.clone()) == Some(sign))
    }

    /// The signs of a stretch with single blanks between them.
    pub fn signs(&self, stretch: Range<usize>) -> String {
        let within: Vec<&str> = self
            .from(stretch.start)
            .take_while(|sign| sign.end <= stretch.end)
            .filter_map(|sign| self.text.get(sign.clone()))
            .collect();
        within.join(" ")
    }

    fn from(&self, place: usize) -> impl Iterator<Item = &Range<usize>> {
        let first = self.signs.partition_point(|sign| sign.start < place);
        self.signs.iter().skip(first)
    }
}

/// The comments between two signs.
fn gap<'t>(text: &'t str, stretch: Range<usize>, comments: &mut Vec<Comment<'t>>) {
    let mut alone = stretch.start == 0;
    let mut at = stretch.start;
    for line in text.get(stretch).unwrap_or_default().split_inclusive('\n') {
        if let Some(start) = line.find("//") {
            comments.push(Comment {
                at: at + start,
                text: line.get(start..).unwrap_or_default().trim_end(),
                alone,
            });
        }
        alone = true;
        at += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_with_their_places() {
        let written = Written::new("// a\nrule \"// no\" // b // c \r\n  // d");
        let found: Vec<(&str, bool)> = written
            .comments()
            .iter()
            .map(|c| (c.text, c.alone))
            .collect();
        assert_eq!(
            found,
            [("// a", true), ("// b // c", false), ("// d", true)]
        );
        assert!(written.commented(0..9) && !written.commented(9..19));
    }

    #[test]
    fn signs_and_lines_by_place() {
        let written = Written::new("a ( b ), // c\n\n16  years");
        assert_eq!(written.next(5), 15);
        assert_eq!((written.end(15), written.end(0)), (8, 0));
        assert_eq!(written.behind(0, 2), 3);
        assert_eq!(written.behind_the(",", 0), 8);
        assert!(written.is_at(1, "(") && !written.is_at(0, "("));
        assert_eq!(written.signs(15..25), "16 years");
        assert!(written.empty_line_before(15) && !written.empty_line_before(4));
    }
}
