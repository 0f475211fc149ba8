//! Characters in a rule file that its reader does not see: what is read must be what is meant.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Hidden, Span, hidden};

use super::brackets::MISTAKES_LIMIT;
use super::brackets::Unsound;
use super::layout::Layout;
use super::scan::{Sign, scan};

/// Finds such characters anywhere in `text`, strings and comments included. What they spoil is to
/// be left out: the item around a string or a name, else the characters alone. Linear.
pub fn check(file: FileId, text: &str) -> Unsound {
    let mut found = Unsound::default();
    let mut all = hidden(text).peekable();
    if all.peek().is_none() {
        return found;
    }
    let signs: Vec<Sign<'_>> = scan(text).collect();
    let layout = Layout::new(&signs, text.len());
    while let Some(first) = all.next() {
        let sign = sign_at(&signs, first.at);
        // A joiner that makes another word in Persian makes another name that looks the same.
        if first.needed && !sign.is_some_and(Sign::is_word) {
            continue;
        }
        if found.diagnostics.len() >= MISTAKES_LIMIT {
            found.holes.push(first.at..text.len());
            found.stopped = Some(first.at);
            break;
        }
        // Several beside one another are one mistake.
        let mut end = first.end();
        let mut others = 0_usize;
        while let Some(next) = all.next_if(|next| next.at == end) {
            end = next.end();
            others += 1;
        }
        found.diagnostics.push(told(file, first, others, end));
        let spoils = sign.is_some_and(Sign::is_string) || within_name(text, first.at, end);
        if spoils {
            found
                .holes
                .push(layout.around(first.at).unwrap_or(line(text, first.at)));
        } else if sign.is_some() {
            found.holes.push(first.at..end);
        }
    }
    found
}

/// A text with newlines wherever an editor shows a line end: a carriage return alone is none in a
/// rule file, and what is shown behind a comment would be part of it. One mistake for the file.
pub fn with_newlines(file: FileId, text: &str) -> (Cow<'_, str>, Option<Diagnostic>) {
    let mut all = hidden(text).filter(|found| found.character == '\r');
    let Some(first) = all.next() else {
        return (Cow::Borrowed(text), None);
    };
    let mut newlines = text.to_owned();
    newlines.replace_range(first.at..first.end(), "\n");
    let mut others = 0_usize;
    for other in all {
        newlines.replace_range(other.at..other.end(), "\n");
        others += 1;
    }
    let words = match others {
        0 => String::new(),
        1 => "and one more in this file".to_owned(),
        others => format!("and {others} more in this file"),
    };
    let at = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let message = format!("a line ends in a single sign that is not seen: {first}");
    let found = Diagnostic::new(Code::HiddenCharacter, message)
        .at(Span::new(file, at(first.at), at(first.end())), words)
        .help("end lines with a newline, which a carriage return may stand before");
    (Cow::Owned(newlines), Some(found))
}

/// A text as it is seen.
pub fn seen(text: &str) -> Cow<'_, str> {
    if hidden(text).next().is_none() {
        return Cow::Borrowed(text);
    }
    let mut seen = String::with_capacity(text.len());
    let mut from = 0;
    for found in hidden(text) {
        seen.push_str(text.get(from..found.at).unwrap_or_default());
        from = found.end();
    }
    seen.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(seen)
}

fn told(file: FileId, first: Hidden, others: usize, end: usize) -> Diagnostic {
    let what = if first.turns() {
        "a character that changes the order in which the text is shown"
    } else {
        "a character that is not seen"
    };
    let words = match others {
        0 => String::new(),
        1 => "and one more".to_owned(),
        others => format!("and {others} more"),
    };
    let at = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let help = if first.needed || matches!(first.character, '\u{200C}' | '\u{200D}') {
        "delete it: joiners may stand in strings and comments alone, between letters that need them"
    } else {
        "delete it, or write the word anew: what is seen must be what is read"
    };
    Diagnostic::new(Code::HiddenCharacter, format!("{what}: {first}"))
        .at(Span::new(file, at(first.at), at(end)), words)
        .help(help)
}

/// The word, string or mark at a place; none in a comment or between.
fn sign_at<'s, 't>(signs: &'s [Sign<'t>], at: usize) -> Option<&'s Sign<'t>> {
    let before = signs.partition_point(|sign| sign.at <= at);
    signs
        .get(before.checked_sub(1)?)
        .filter(|sign| at < sign.end())
}

/// Whether a stretch stands within what is one word for a reader.
fn within_name(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    let word = |c: Option<char>| c.is_some_and(super::scan::is_word_char);
    word(before) && word(after)
}

fn line(text: &str, at: usize) -> std::ops::Range<usize> {
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at..).unwrap_or_default();
    before.rfind('\n').map_or(0, |newline| newline + 1)
        ..after.find('\n').map_or(text.len(), |newline| at + newline)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is reported, and what is left of the text.
    fn checked(text: &str) -> (usize, String) {
        let found = check(FileId(0), text);
        let mut left = text.to_owned();
        for hole in found.holes.iter().rev() {
            left.replace_range(hole.clone(), "");
        }
        (found.diagnostics.len(), left)
    }

    #[test]
    fn nothing_is_said_of_what_is_seen() {
        for text in [
            "\u{feff}fact a : bool \"is\" no \"is not\"",
            "fact бала : bool \"бала\" no \"бала емес\" // Қазақша",
            "fact a : bool \"می\u{200c}خواهم\" // می\u{200c}خواهم",
        ] {
            assert_eq!(checked(text), (0, text.to_owned()), "{text:?}");
        }
    }

    #[test]
    fn comments_keep_their_items() {
        let (count, left) = checked("fact a : bool // \u{202e}x\nfact b : bool");
        assert_eq!((count, left.contains("fact a : bool")), (1, true));
    }

    #[test]
    fn what_is_spoilt_is_left_out() {
        for text in [
            "fact a : bool \"x\u{ad}y\"\nfact b : bool",
            "fact a\u{200b}c : bool\nfact b : bool",
            "fa\u{200b}ct c : bool\nfact b : bool",
            "fact می\u{200c}خواهم : bool\nfact b : bool",
        ] {
            let (count, left) = checked(text);
            assert_eq!((count, left.trim()), (1, "fact b : bool"), "{text:?}");
        }
        assert_eq!(
            checked("fact a\u{200b} : bool"),
            (1, "fact a : bool".to_owned())
        );
    }

    #[test]
    fn neighbours_are_one_mistake_and_mistakes_are_bounded() {
        assert_eq!(checked("fact a : bool \u{200b}\u{ad}\u{202e}").0, 1);
        let many = "fact a : bool \u{200b}\n".repeat(3 * MISTAKES_LIMIT);
        assert_eq!(checked(&many).0, MISTAKES_LIMIT);
    }
}
