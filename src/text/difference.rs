//! What a text has in place of the words of a quotation.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::alignment::{Piece, pieces};
use super::normal::Normal;
use super::offset::index;
use super::token::Token;

/// Neighbouring words of a quotation that the text does not have, and what it has instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Bytes of the quotation as it was given; empty, at the place, where only words are missing.
    pub quote_range: (u32, u32),
    /// What the text has instead, white space made uniform; empty if it has nothing there.
    pub found: String,
    /// Bytes of the original text; empty, at the place, where the text has nothing.
    pub found_range: (u32, u32),
}

/// The bytes from the first of the tokens to the last.
pub(super) fn range_of(tokens: &[Token]) -> Option<(usize, usize)> {
    Some((index(tokens.first()?.start), index(tokens.last()?.end)))
}

/// A part of a quotation beside the window of the text that is nearest to it.
pub(super) struct Comparison<'a> {
    pub(super) quote: &'a Normal,
    /// Where the part begins in the uniform quotation.
    pub(super) part_start: usize,
    pub(super) wanted: &'a [Token],
    pub(super) text: &'a Normal,
    pub(super) window: &'a [Token],
}

impl Comparison<'_> {
    /// The pieces that differ, in the order of the text.
    pub(super) fn differences(&self) -> Vec<Difference> {
        pieces(self.wanted, self.window)
            .iter()
            .filter(|piece| !piece.same)
            .map(|piece| self.difference(piece))
            .collect()
    }

    fn difference(&self, piece: &Piece) -> Difference {
        let (mut from, to) = bytes(self.wanted, &piece.quote);
        let (mut found_from, found_to) = bytes(self.window, &piece.text);
        let shift = |at: usize| at.saturating_add(self.part_start);
        if self.quote.text().get(shift(from)..shift(to))
            == self.text.text().get(found_from..found_to)
        {
            // The same words differ only by the space before them: show it with what precedes it.
            from = bytes(self.wanted, &before(&piece.quote)).0;
            found_from = bytes(self.window, &before(&piece.text)).0;
        }
        Difference {
            quote_range: self.quote.original_range(shift(from), shift(to)),
            found: self
                .text
                .text()
                .get(found_from..found_to)
                .unwrap_or_default()
                .to_owned(),
            found_range: self.text.original_range(found_from, found_to),
        }
    }
}

fn before(range: &Range<usize>) -> Range<usize> {
    range.start.saturating_sub(1)..range.end
}

/// The bytes of a range of tokens; for none, the place where the token before the range ends.
fn bytes(tokens: &[Token], range: &Range<usize>) -> (usize, usize) {
    let previous = range
        .start
        .checked_sub(1)
        .and_then(|previous| tokens.get(previous));
    let first = tokens.first().map_or(0, |token| index(token.start));
    let place = previous.map_or(first, |token| index(token.end));
    tokens
        .get(range.clone())
        .and_then(range_of)
        .unwrap_or((place, place))
}

#[cfg(test)]
mod tests {
    use super::super::token::Vocabulary;
    use super::*;

    fn compared(quote: &str, text: &str) -> Vec<(u32, u32, String, u32, u32)> {
        let (quote, text) = (Normal::new(quote), Normal::new(text));
        let mut vocabulary = Vocabulary::default();
        let wanted = vocabulary.learn(quote.text());
        let window = vocabulary.read(text.text());
        let comparison = Comparison {
            quote: &quote,
            part_start: 0,
            wanted: &wanted,
            text: &text,
            window: &window,
        };
        let differences = comparison.differences().into_iter();
        differences
            .map(|one| {
                (
                    one.quote_range.0,
                    one.quote_range.1,
                    one.found,
                    one.found_range.0,
                    one.found_range.1,
                )
            })
            .collect()
    }

    #[test]
    fn in_bytes_of_the_originals() {
        assert_eq!(
            compared(" a  қ c", "a\n\nb  d c"),
            [(4, 6, "b d".to_owned(), 3, 7)]
        );
    }

    #[test]
    fn nothing_has_a_place() {
        assert_eq!(compared("a b c", "a c"), [(2, 3, String::new(), 1, 1)]);
        assert_eq!(compared("a c", "a b c"), [(1, 1, "b".to_owned(), 2, 3)]);
        assert_eq!(compared("a b", ""), [(0, 3, String::new(), 0, 0)]);
    }

    #[test]
    fn a_space_is_shown_with_the_word_before() {
        assert_eq!(
            compared("visas.", "visas ."),
            [(0, 6, "visas .".to_owned(), 0, 7)]
        );
    }

    #[test]
    fn the_same_has_none() {
        assert_eq!(compared("a  b", "a b"), []);
        assert_eq!(compared("", ""), []);
    }
}
