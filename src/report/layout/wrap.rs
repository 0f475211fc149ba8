//! Words into lines: nothing that belongs together is torn apart.

use unicode_width::UnicodeWidthStr;

/// A space at which no line breaks; it is printed as a space.
pub const NO_BREAK: char = '\u{a0}';

/// Breaks a text into lines of at most `first` columns, then `rest` columns. A word that is longer
/// than a line stands on a line of its own.
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        let room = if lines.is_empty() { first } else { rest };
        let wanted = width(&line) + usize::from(!line.is_empty()) + width(&word);
        if !line.is_empty() && wanted > room {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The widest word of a text: no column is narrower.
pub fn widest_word(text: &str) -> usize {
    words(text)
        .iter()
        .map(|word| width(word))
        .max()
        .unwrap_or(0)
}

/// The text with spaces that do not break within what belongs together.
pub fn unbroken(text: &str) -> String {
    let split = split(text);
    let mut unbroken = String::with_capacity(text.len());
    for unit in units(&split) {
        for (at, word) in unit.iter().enumerate() {
            if at > 0 {
                unbroken.push(NO_BREAK);
            } else if !unbroken.is_empty() {
                unbroken.push(' ');
            }
            unbroken.push_str(word);
        }
    }
    unbroken
}

/// The words of a text; a day, a percentage, a reference to lines and what a [`NO_BREAK`] joins are one word.
fn words(text: &str) -> Vec<String> {
    let split = split(text);
    let joined = units(&split).map(|unit| unit.join(" ").replace(NO_BREAK, " "));
    joined.collect()
}

/// What white space divides that breaks.
fn split(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| c.is_whitespace() && c != NO_BREAK);
    words.filter(|word| !word.is_empty()).collect()
}

/// The words, those together that belong together.
fn units<'w, 't>(words: &'w [&'t str]) -> impl Iterator<Item = &'w [&'t str]> {
    let mut rest = words;
    std::iter::from_fn(move || {
        let (unit, after) = rest.split_at(length_of_unit(rest)?);
        rest = after;
        Some(unit)
    })
}

/// How many of the first words belong together; `None` where there are none.
fn length_of_unit(words: &[&str]) -> Option<usize> {
    Some(match words {
        [] => return None,
        [day, month, year, ..] if is_number(day) && is_month(month) && is_number(year) => 3,
        [day, month, ..] if is_number(day) && is_month(month.trim_end_matches([')', ','])) => 2,
        [number, percent, ..] if is_number(number) && percent.starts_with('%') => 2,
        ["No." | "line" | "lines" | "Article", number, ..] if starts_with_digit(number) => 2,
        _ => 1,
    })
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['(', '“']);
    starts_with_digit(digits)
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn is_month(word: &str) -> bool {
    (1..=12).any(|month| crate::calendar::month_in_words(month) == Some(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_never_split() {
        assert_eq!(
            wrap("begins on 1 July 2025, a Tuesday", 16, 16),
            ["begins on", "1 July 2025, a", "Tuesday"]
        );
        assert_eq!(wrap("see lines 3–4, 9", 8, 8), ["see", "lines 3–4,", "9"]);
        assert_eq!(wrap("it is 8 %, or 9", 8, 8), ["it is", "8 %, or", "9"]);
        assert_eq!(wrap("one two\u{a0}three", 7, 7), ["one", "two three"]);
        assert_eq!(
            unbroken(" on 1 July\n2025,  see line 3 of one\u{a0}text"),
            "on 1\u{a0}July\u{a0}2025, see line\u{a0}3 of one\u{a0}text"
        );
    }

    #[test]
    fn lines_are_full_and_long_words_alone() {
        assert_eq!(wrap("a bc def", 4, 3), ["a bc", "def"]);
        assert_eq!(wrap("a abcdefgh b", 3, 3), ["a", "abcdefgh", "b"]);
        assert_eq!(wrap("  ", 3, 3), [""]);
    }
}
