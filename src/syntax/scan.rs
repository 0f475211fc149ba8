//! The signs of a rule file: words, strings and single marks, blanks and comments left out. The
//! grammar decides what they mean; the scan is for what must be known before and after parsing.

use std::borrow::Cow;

use crate::text::composed;

/// A word, a string with its quotation marks, or a single mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign<'t> {
    pub at: usize,
    pub text: &'t str,
    /// The indentation of its line, if the sign is the first of it.
    pub indent: Option<usize>,
}

impl Sign<'_> {
    pub fn end(&self) -> usize {
        self.at + self.text.len()
    }

    pub fn is_string(&self) -> bool {
        self.text.starts_with('"')
    }

    pub fn is_word(&self) -> bool {
        self.text.starts_with(is_word_char)
    }

    /// A string whose quotation mark is never closed.
    pub fn is_unclosed(&self) -> bool {
        self.is_string() && (self.text.len() == 1 || !self.text.ends_with('"'))
    }
}

/// Whether a character belongs to words, as in the grammar.
pub fn is_word_char(character: char) -> bool {
    pest::unicode::XID_CONTINUE(character)
}

/// Whether a sign is the first of its line.
pub fn begins_line(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    before
        .get(line..)
        .is_some_and(|before| before.trim().is_empty())
}

/// The words of a text, those in strings and comments left out, composed as names are. A name
/// with the file that declares it is one word, `fees::amount`.
pub fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut signs = scan(text).peekable();
    std::iter::from_fn(move || {
        let first = signs.find(Sign::is_word)?;
        let mut end = first.end();
        // A name is written without blanks.
        while text.get(end..).is_some_and(|rest| rest.starts_with("::")) {
            signs.next();
            signs.next();
            match signs.next_if(|sign| sign.at == end + 2 && sign.is_word()) {
                Some(word) => end = word.end(),
                None => break,
            }
        }
        text.get(first.at..end).map(composed)
    })
}

/// The signs of a text with their places.
pub fn signs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    scan(text).map(|sign| (sign.at, sign.text))
}

/// The signs of a text, in order. Linear.
pub fn scan(text: &str) -> Scan<'_> {
    Scan {
        text,
        at: 0,
        line: 0,
        first: true,
    }
}

pub struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// Where the line begins.
    line: usize,
    /// Nothing but blanks so far in the line.
    first: bool,
}

impl<'t> Iterator for Scan<'t> {
    type Item = Sign<'t>;

    fn next(&mut self) -> Option<Sign<'t>> {
        self.skip_blank();
        let rest = self.text.get(self.at..)?;
        let first = rest.chars().next()?;
        let length = match first {
            '"' => string_length(rest),
            _ if is_word_char(first) => rest.find(|c| !is_word_char(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let sign = Sign {
            at: self.at,
            text: rest.get(..length)?,
            indent: self.first.then(|| self.at - self.line),
        };
        self.first = false;
        self.at += length;
        Some(sign)
    }
}

impl Scan<'_> {
    fn skip_blank(&mut self) {
        while let Some(rest) = self.text.get(self.at..) {
            match rest.chars().next() {
                Some('\n') => {
                    self.at += 1;
                    self.line = self.at;
                    self.first = true;
                }
                Some(blank @ (' ' | '\t' | '\r' | '\u{FEFF}')) => self.at += blank.len_utf8(),
                Some('/') if rest.starts_with("//") => {
                    self.at += rest.find('\n').unwrap_or(rest.len());
                }
                _ => return,
            }
        }
    }
}

/// The length of the string at the beginning of a text; of one that is never closed, up to the
/// empty line that no string contains.
fn string_length(text: &str) -> usize {
    let mut newline = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '"' => return at + 1,
            '\n' if newline => return at,
            '\n' => newline = true,
            '\r' => {}
            _ => newline = false,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        scan(text).map(|sign| sign.text).collect()
    }

    #[test]
    fn words_strings_and_marks() {
        assert_eq!(
            texts("rule a \"b // c\" { // d\n  x>=2025-07-01 }"),
            [
                "rule",
                "a",
                "\"b // c\"",
                "{",
                "x",
                ">",
                "=",
                "2025",
                "-",
                "07",
                "-",
                "01",
                "}"
            ]
        );
    }

    #[test]
    fn a_string_ends_before_an_empty_line() {
        for text in ["a \"b\n\nc", "a \"b\r\n\r\nc"] {
            let signs: Vec<Sign<'_>> = scan(text).collect();
            assert_eq!(signs.len(), 3);
            assert!(signs[1].is_unclosed() && signs[2].text == "c");
        }
        assert!(scan("\"").all(|sign| sign.is_unclosed()));
        assert!(!scan("\"\"").any(|sign| sign.is_unclosed()));
    }

    #[test]
    fn only_the_first_sign_of_a_line_has_its_indentation() {
        let indents: Vec<Option<usize>> = scan("a b\n  c\n").map(|sign| sign.indent).collect();
        assert_eq!(indents, [Some(0), None, Some(2)]);
    }
}
