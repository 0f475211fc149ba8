//! Words and punctuation marks of a text.

use std::collections::BTreeMap;

use super::offset::offset;
use super::word::{is_word, joins};

/// A word, or a single other character, of a text with uniform white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Byte offset of its first character.
    pub(super) start: u32,
    /// Byte offset after its last character.
    pub(super) end: u32,
    /// Its number in the vocabulary, or [`UNKNOWN`].
    pub(super) word: u32,
    /// Whether it is a word and not a mark.
    pub(super) is_word: bool,
    /// Whether a space comes before it.
    pub(super) spaced: bool,
}

/// The number of every word that the vocabulary does not have.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// The words of a quotation, numbered in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct Vocabulary<'a> {
    numbers: BTreeMap<&'a str, u32>,
}

impl<'a> Vocabulary<'a> {
    /// The tokens of a text whose words all become part of the vocabulary.
    pub(super) fn learn(&mut self, text: &'a str) -> Vec<Token> {
        let mut tokens = Vec::new();
        scan(text, |word, token| {
            let next = offset(self.numbers.len());
            let number = *self.numbers.entry(word).or_insert(next);
            tokens.push(Token {
                word: number,
                ..token
            });
        });
        tokens
    }

    /// The tokens of another text.
    pub(super) fn read(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        scan(text, |word, token| {
            let number = self.numbers.get(word).copied().unwrap_or(UNKNOWN);
            tokens.push(Token {
                word: number,
                ..token
            });
        });
        tokens
    }

    /// How many words and marks it has.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }
}

/// Hands each token of the text, and its characters, to `take`.
fn scan<'a>(text: &'a str, mut take: impl FnMut(&'a str, Token)) {
    let mut start = 0;
    let mut spaced = false;
    while let Some(rest) = text.get(start..)
        && let Some(first) = rest.chars().next()
    {
        let length = word_length(rest).max(first.len_utf8());
        let end = start.saturating_add(length);
        if first == ' ' {
            spaced = true;
        } else {
            let is_word = is_word(first);
            let token = Token {
                start: offset(start),
                end: offset(end),
                word: UNKNOWN,
                is_word,
                spaced,
            };
            take(rest.get(..length).unwrap_or_default(), token);
            spaced = false;
        }
        start = end;
    }
}

/// The bytes of the word at the beginning of the text; 0 if there is none.
fn word_length(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let mut last = None;
    let mut length = 0;
    while let Some((at, c)) = characters.next() {
        if is_word(c) {
            length = at.saturating_add(c.len_utf8());
            last = Some(c);
        } else {
            let next = characters.peek().map(|(_, next)| *next);
            if !last
                .zip(next)
                .is_some_and(|(last, next)| joins(last, c, next))
            {
                break;
            }
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut words = Vec::new();
        scan(text, |word, _| words.push(word));
        words
    }

    #[test]
    fn words_and_marks() {
        assert_eq!(
            words("6) when, and/or \"x\"."),
            [
                "6", ")", "when", ",", "and", "/", "or", "\"", "x", "\"", "."
            ]
        );
        assert_eq!(
            words("443-1 person's 1.5 re-"),
            ["443-1", "person's", "1.5", "re", "-"]
        );
        assert_eq!(words("мои\u{306} қаз—ақ"), ["мои\u{306}", "қаз", "—", "ақ"]);
        assert!(words("").is_empty() && words(" ").is_empty());
    }

    #[test]
    fn numbered_by_first_use() {
        let mut vocabulary = Vocabulary::default();
        let learned: Vec<u32> = vocabulary
            .learn("a b a")
            .iter()
            .map(|token| token.word)
            .collect();
        let read: Vec<u32> = vocabulary
            .read("b c a")
            .iter()
            .map(|token| token.word)
            .collect();
        assert_eq!(
            (learned.as_slice(), read.as_slice()),
            (&[0, 1, 0][..], &[1, UNKNOWN, 0][..])
        );
        assert_eq!(vocabulary.len(), 2);
    }

    #[test]
    fn places_and_spaces() {
        let mut tokens = Vec::new();
        scan("қa /b", |_, token| {
            tokens.push((token.start, token.end, token.is_word, token.spaced));
        });
        assert_eq!(
            tokens,
            [
                (0, 3, true, false),
                (4, 5, false, true),
                (5, 6, true, false)
            ]
        );
    }
}
