//! What it costs to make a quotation of a text, token by token.

use super::token::{Token, UNKNOWN};

/// The cost of a mark or a space, half of that of a word. Of equal costs the one with more words
/// of the quotation kept is less: each that is not kept costs one more, and is too little to count
/// otherwise.
pub(super) const MARK: usize = 1 << 16;

/// The cost of a token that only the text has.
pub(super) fn weight(token: &Token) -> usize {
    if token.is_word { 2 * MARK } else { MARK }
}

/// The cost of a token of the quotation that the text does not have.
pub(super) fn lack(token: &Token) -> usize {
    weight(token).saturating_add(1)
}

/// The cost of having the one where the other should be. The space before the quotation's first
/// token is not part of the quotation.
pub(super) fn change(quote: &Token, text: &Token, first: bool) -> usize {
    if quote.word != text.word || quote.word == UNKNOWN {
        lack(quote).max(lack(text))
    } else if first || quote.spaced == text.spaced {
        0
    } else {
        MARK
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::Vocabulary;
    use super::*;

    fn changes(quote: &str, text: &str, first: bool) -> Vec<usize> {
        let mut vocabulary = Vocabulary::default();
        let quote = vocabulary.learn(quote);
        let text = vocabulary.read(text);
        quote
            .iter()
            .zip(&text)
            .map(|(quote, text)| change(quote, text, first))
            .collect()
    }

    #[test]
    fn words_cost_twice_as_much_as_marks() {
        assert_eq!(
            changes("a , a , b", "b ; , a b", false),
            [2 * MARK + 1, MARK + 1, 2 * MARK + 1, 2 * MARK + 1, 0]
        );
    }

    #[test]
    fn a_space_counts_except_before_the_first() {
        assert_eq!(changes(" a", "a", false), [MARK]);
        assert_eq!(changes(" a", "a", true), [0]);
    }

    #[test]
    fn a_changed_word_is_not_dearer_than_a_missing_one() {
        let mut vocabulary = Vocabulary::default();
        let quote = vocabulary.learn("a");
        assert_eq!(
            quote.iter().map(lack).collect::<Vec<_>>(),
            changes("a", "b", false)
        );
        assert_eq!(quote.iter().map(weight).collect::<Vec<_>>(), [2 * MARK]);
    }
}
