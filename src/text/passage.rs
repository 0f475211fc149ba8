//! Where a quotation stands.

use serde::{Deserialize, Serialize};

use super::span::{FileId, Span};

/// Where a quotation stands in a text. All offsets are bytes of the original text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Offset of its first character.
    pub start: u32,
    /// Offset after its last character.
    pub end: u32,
    /// The line of its first character, from 1.
    pub first_line: u32,
    /// The line of its last character, from 1.
    pub last_line: u32,
    /// Whether the quotation, or one of its parts, begins or ends inside a word of the text (a
    /// word includes "443-1", "re-issuing" and "person's"): a quotation that changes the meaning.
    pub inside_word: bool,
    /// Start and end of each part between ellipses; one for a quotation without ellipsis.
    pub parts: Vec<(u32, u32)>,
}

impl Passage {
    /// The whole passage as a place in a file, from its first part to its last.
    #[must_use]
    pub const fn span(&self, file: FileId) -> Span {
        Span::new(file, self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_a_place_in_a_file() {
        let passage = Passage {
            start: 2,
            end: 9,
            first_line: 1,
            last_line: 2,
            inside_word: false,
            parts: vec![(2, 3), (8, 9)],
        };
        assert_eq!(passage.span(FileId(3)), Span::new(FileId(3), 2, 9));
    }
}
