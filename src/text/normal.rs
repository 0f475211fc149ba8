//! Texts with their white space made uniform.

use super::lines::BOM;
use super::offset::offset;

/// A text in which every run of white space (line ends, form feeds, no-break spaces) has become
/// one space, with none at either end, and the way back from its bytes to those of the original.
///
/// Letters stay as they are: no case folding, no Unicode composition.
#[derive(Clone, Debug, Default)]
pub(super) struct Normal {
    text: String,
    /// Where the distance to the original changes: (byte here, byte there), both ascending.
    /// Single spaces change nothing, so ordinary texts need one entry a line or paragraph.
    jumps: Vec<(u32, u32)>,
}

impl Normal {
    /// Linear in the length of the text.
    pub(super) fn new(original: &str) -> Normal {
        let mut normal = Normal {
            text: String::with_capacity(original.len()),
            jumps: Vec::new(),
        };
        let mut space = None;
        for (at, c) in original.char_indices() {
            if u32::try_from(at).is_err() {
                break;
            }
            if c.is_whitespace() || (c == BOM && at == 0) {
                space = space.or(Some(at));
                continue;
            }
            if let Some(space) = space.take().filter(|_| !normal.text.is_empty()) {
                normal.push(' ', space);
            }
            normal.push(c, at);
        }
        normal.text.shrink_to_fit();
        normal
    }

    fn push(&mut self, c: char, original: usize) {
        let here = offset(self.text.len());
        let there = offset(original);
        let (last_here, last_there) = self.jumps.last().copied().unwrap_or_default();
        if there.wrapping_sub(last_there) != here.wrapping_sub(last_here) {
            self.jumps.push((here, there));
        }
        self.text.push(c);
    }

    /// The uniform text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the original for a byte of the uniform text. Logarithmic.
    pub(super) fn original(&self, at: usize) -> u32 {
        let at = offset(at);
        let after = self.jumps.partition_point(|(here, _)| *here <= at);
        let last = after.checked_sub(1).and_then(|last| self.jumps.get(last));
        let (here, there) = last.copied().unwrap_or_default();
        there.saturating_add(at.saturating_sub(here))
    }

    /// The bytes of the original for a stretch of the uniform text that ends with no space.
    pub(super) fn original_range(&self, start: usize, end: usize) -> (u32, u32) {
        let first = self.original(start);
        // The byte after the last one may be on the other side of a long run of white space.
        let last = match end.checked_sub(1) {
            Some(last) if start < end => self.original(last).saturating_add(1),
            _ => first,
        };
        (first, last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_become_one_space() {
        let normal = Normal::new("\u{feff} a\r\n\u{c}b\u{a0}\u{2003}c  ");
        assert_eq!(normal.text(), "a b c");
    }

    #[test]
    fn nothing_but_space_is_empty() {
        for text in ["", " ", "\u{feff}", "\r\n\u{c}\u{a0}"] {
            assert_eq!(Normal::new(text).text(), "");
            assert_eq!(Normal::new(text).original_range(0, 0), (0, 0));
        }
    }

    #[test]
    fn every_character_leads_back() {
        let text = "  Қазақстан \n\n  Республикасы,\u{a0}e\u{301}x \u{c}\ty z ";
        let normal = Normal::new(text);
        for (at, c) in normal.text().char_indices() {
            let (start, end) = normal.original_range(at, at + c.len_utf8());
            let rest = text.get(usize::try_from(start).unwrap()..).unwrap();
            let found = rest.chars().next().unwrap();
            assert!(c == ' ' || usize::try_from(end - start) == Ok(c.len_utf8()));
            assert!(found == c || (c == ' ' && found.is_whitespace()));
        }
    }

    #[test]
    fn ranges_end_before_the_space() {
        let normal = Normal::new("ab   cd\n");
        assert_eq!(normal.original_range(0, 2), (0, 2));
        assert_eq!(normal.original_range(0, 5), (0, 7));
        assert_eq!(normal.original_range(3, 5), (5, 7));
        assert_eq!(normal.original_range(3, 3), (5, 5));
    }

    #[test]
    fn single_spaces_need_no_jumps() {
        assert!(Normal::new("a b\nc d").jumps.is_empty());
    }
}
