//! Lines within the width: what may be broken in them are strings, and lists of words.

use unicode_width::UnicodeWidthStr;

use super::super::Words;
use super::string::quoted;

/// How wide a line may be, where words, names and conditions can be broken.
pub const WIDTH: usize = 110;

/// How far what belongs to something is indented.
pub const STEP: usize = 4;

/// A part of a line; a blank stands before each but the first.
#[derive(Debug, Clone)]
pub enum Part<'a> {
    /// Is not broken.
    Text(String),
    /// A string that people read: its blanks and line breaks do not count.
    Words(&'a Words),
    /// A string that is printed as it is written.
    Exactly(&'a Words),
    /// Follows without a blank.
    Tight(&'static str),
}

/// The columns that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Blanks up to a column.
pub fn blanks(column: usize) -> String {
    " ".repeat(column)
}

/// Parts on one line.
pub fn on_one_line(parts: &[Part<'_>]) -> String {
    let mut line = String::new();
    for part in parts {
        if !line.is_empty() && !matches!(part, Part::Tight(_)) {
            line.push(' ');
        }
        match part {
            Part::Text(text) => line.push_str(text),
            Part::Words(words) => line.push_str(&quoted(&single(words).join(" "))),
            Part::Exactly(words) => line.push_str(&quoted(&words.text)),
            Part::Tight(text) => line.push_str(text),
        }
    }
    line
}

/// Parts on as few lines as their strings need, each with its indentation.
pub fn wrapped(indent: usize, parts: &[Part<'_>]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = blanks(indent);
    let mut empty = true;
    for (place, part) in parts.iter().enumerate() {
        if !empty && !matches!(part, Part::Tight(_)) {
            line.push(' ');
        }
        empty = false;
        let Part::Words(words) = part else {
            line.push_str(&on_one_line(std::slice::from_ref(part)));
            continue;
        };
        line.push('"');
        let column = width(&line);
        let behind = until_a_string(parts.get(place + 1..).unwrap_or_default());
        let single = single(words);
        let last = single.len().saturating_sub(1);
        for (place, word) in single.into_iter().enumerate() {
            let reserved = if place == last { 1 + behind } else { 0 };
            if place > 0 {
                if width(&line) + 1 + width(word) + reserved > WIDTH {
                    lines.push(std::mem::replace(&mut line, blanks(column)));
                } else {
                    line.push(' ');
                }
            }
            line.push_str(word);
        }
        line.push('"');
    }
    lines.push(line);
    lines
}

/// How much must stand in the line of a string's end.
fn until_a_string(parts: &[Part<'_>]) -> usize {
    parts
        .iter()
        .map_while(|part| match part {
            Part::Text(text) => Some(1 + width(text)),
            Part::Tight(text) => Some(width(text)),
            Part::Words(_) | Part::Exactly(_) => None,
        })
        .sum()
}

/// The words of a string one by one. A no-break space is no place to break.
fn single(words: &Words) -> Vec<&str> {
    words
        .text
        .split([' ', '\t', '\r', '\n'])
        .filter(|word| !word.is_empty())
        .collect()
}

/// A text, and things behind it with commas between them, on as many lines as they need. So much
/// must still find its place in the last line.
pub fn list(indent: usize, before: &str, things: &[String], behind: usize) -> Vec<String> {
    let column = indent + width(before);
    let mut lines = Vec::new();
    let mut line = format!("{}{before}", blanks(indent));
    let mut fresh = true;
    let last = things.len().saturating_sub(1);
    for (place, thing) in things.iter().enumerate() {
        let (comma, behind) = if place == last {
            ("", behind)
        } else {
            (",", 1)
        };
        if !fresh {
            if width(&line) + 1 + width(thing) + behind > WIDTH {
                lines.push(std::mem::replace(&mut line, blanks(column)));
            } else {
                line.push(' ');
            }
        }
        line.push_str(thing);
        line.push_str(comma);
        fresh = false;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use crate::text::Span;

    use super::*;

    fn words(text: &str) -> Words {
        Words {
            text: text.to_owned(),
            span: Span::default(),
        }
    }

    #[test]
    fn strings_break_below_their_first_word() {
        let long = words(&format!("{} b  c\n d", "a".repeat(100)));
        let parts = [
            Part::Text("cites x".to_owned()),
            Part::Words(&long),
            Part::Tight(","),
        ];
        let first = format!("    cites x \"{}", "a".repeat(100));
        assert_eq!(
            wrapped(4, &parts),
            [first.as_str(), "             b c d\","]
        );
    }

    #[test]
    fn a_string_exactly_as_wide_as_the_line() {
        let fits = words(&format!("a {}", "b".repeat(WIDTH - 5)));
        assert_eq!(wrapped(0, &[Part::Words(&fits), Part::Tight(",")]).len(), 1);
        assert_eq!(
            wrapped(0, &[Part::Words(&fits), Part::Text("x".to_owned())]).len(),
            2
        );
    }

    #[test]
    fn lists_are_filled() {
        let things = vec!["a".repeat(60), "b".repeat(60), "c".to_owned()];
        let lines = list(4, "on ", &things, 2);
        assert_eq!(lines.len(), 2);
        assert!(
            lines[0].ends_with("a,")
                && lines[1].starts_with("       b")
                && lines[1].ends_with("b, c")
        );
    }
}
