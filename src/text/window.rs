//! The stretch of a text that comes nearest to a quotation.

use super::cost::{change, lack, weight};
use super::token::Token;

/// A stretch of a text and how much it costs to make the quotation of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// The cost of the words and marks missing, added or changed, as `cost` has it.
    pub(super) cost: usize,
    /// Its first token.
    pub(super) start: usize,
    /// The token after its last.
    pub(super) end: usize,
}

/// The cheapest window of the text; of equals the first, and of these the longest that changes
/// words rather than leave them out. Takes quotation times text steps, and memory for the quotation.
pub(super) fn cheapest(quote: &[Token], text: &[Token]) -> Window {
    let mut total = 0_usize;
    let mut column: Vec<(usize, usize)> = quote
        .iter()
        .map(|token| {
            total = total.saturating_add(lack(token));
            (total, 0)
        })
        .collect();
    let mut best = Window {
        cost: total,
        start: 0,
        end: 0,
    };
    for (at, token) in text.iter().enumerate() {
        let end = at.saturating_add(1);
        let mut diagonal = (0_usize, at);
        let mut above = (0_usize, end);
        let mut changed = false;
        let mut first = true;
        for (wanted, cell) in quote.iter().zip(column.iter_mut()) {
            let replaced = (
                diagonal.0.saturating_add(change(wanted, token, first)),
                diagonal.1,
            );
            let left_out = (above.0.saturating_add(lack(wanted)), above.1);
            let added = (cell.0.saturating_add(weight(token)), cell.1);
            diagonal = *cell;
            changed = replaced.0 <= left_out.0 && replaced.0 <= added.0;
            *cell = if changed {
                replaced
            } else if left_out.0 <= added.0 {
                left_out
            } else {
                added
            };
            above = *cell;
            first = false;
        }
        let (cost, start) = above;
        if cost < best.cost || (changed && cost == best.cost && start == best.start) {
            best = Window { cost, start, end };
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::super::cost::MARK;
    use super::super::token::Vocabulary;
    use super::*;

    fn nearest(quote: &str, text: &str) -> (usize, usize, usize) {
        let mut vocabulary = Vocabulary::default();
        let quote = vocabulary.learn(quote);
        let window = cheapest(&quote, &vocabulary.read(text));
        (window.cost, window.start, window.end)
    }

    #[test]
    fn a_changed_word() {
        assert_eq!(nearest("a b c", "x a y c z"), (2 * MARK + 1, 1, 4));
    }

    #[test]
    fn changed_at_the_ends() {
        assert_eq!(nearest("q b c q", "x a b c d y"), (4 * MARK + 2, 1, 5));
    }

    #[test]
    fn first_of_equals() {
        assert_eq!(nearest("a b", "x a b x a b"), (0, 1, 3));
    }

    #[test]
    fn rather_an_added_word_than_a_lost_one() {
        assert_eq!(nearest("a c", "a b c"), (2 * MARK, 0, 3));
    }

    #[test]
    fn a_space_is_a_difference_but_not_before_the_first() {
        assert_eq!(nearest("a/b", "a /b"), (MARK, 0, 3));
        assert_eq!(nearest("a/b", "x a/b"), (0, 1, 4));
    }

    #[test]
    fn empty_sides() {
        assert_eq!(nearest("", "a b"), (0, 0, 0));
        assert_eq!(nearest("a b", ""), (4 * MARK + 2, 0, 0));
    }
}
