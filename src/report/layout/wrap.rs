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
    let words = words(text).into_iter();
    let words: Vec<String> = words
        .map(|word| word.replace(' ', &NO_BREAK.to_string()))
        .collect();
    words.join(" ")
}

/// The words of a text; a day, a reference to lines and what a [`NO_BREAK`] joins are one word.
fn words(text: &str) -> Vec<String> {
    let split: Vec<&str> = text
        .split(|c: char| c.is_whitespace() && c != NO_BREAK)
        .filter(|word| !word.is_empty())
        .collect();
    let mut joined: Vec<String> = Vec::new();
    let mut rest = split.as_slice();
    while let Some(count) = length_of_unit(rest) {
        let (unit, after) = rest.split_at(count);
        joined.push(unit.join(" ").replace(NO_BREAK, " "));
        rest = after;
    }
    joined
}

/// How many of the first words belong together; `None` where there are none.
fn length_of_unit(words: &[&str]) -> Option<usize> {
    Some(match words {
        [] => return None,
        [day, month, year, ..] if is_number(day) && is_month(month) && is_number(year) => 3,
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
        assert_eq!(wrap("one two\u{a0}three", 7, 7), ["one", "two three"]);
    }

    #[test]
    fn lines_are_full_and_long_words_alone() {
        assert_eq!(wrap("a bc def", 4, 3), ["a bc", "def"]);
        assert_eq!(wrap("a abcdefgh b", 3, 3), ["a", "abcdefgh", "b"]);
        assert_eq!(wrap("  ", 3, 3), [""]);
    }
}
