//! Where words begin and end.

use unicode_normalization::char::is_combining_mark;

/// Whether the character is part of a word wherever it stands: a letter, a digit, or a mark that
/// combines with the letter before it.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || c == '_'
        || !c.is_ascii()
            && (is_combining_mark(c)
                || matches!(
                    c,
                    '\u{ad}'                    // soft hyphen
                | '\u{200c}' | '\u{200d}'
                )) // joiners without width
}

/// Whether a character between two others makes one word of them: "person's", "443-1", "1.5".
/// A quotation that stops at the 443 of "443-1" would name another article.
pub(super) fn joins(before: char, between: char, after: char) -> bool {
    match between {
        '\'' | '\u{2019}' | '-' | '\u{2010}' | '\u{2011}' => is_word(before) && is_word(after),
        '.' | ',' => before.is_numeric() && after.is_numeric(),
        _ => false,
    }
}

/// Whether a cut at this byte of the text lies inside a word.
pub(super) fn cuts_word(text: &str, at: usize) -> bool {
    let mut before = text.get(..at).unwrap_or_default().chars().rev();
    let mut after = text.get(at..).unwrap_or_default().chars();
    let (Some(left), Some(right)) = (before.next(), after.next()) else {
        return false;
    };
    (is_word(left) && is_word(right))
        || after.next().is_some_and(|next| joins(left, right, next))
        || before
            .next()
            .is_some_and(|previous| joins(previous, left, right))
}

/// Whether a cut at this byte lies inside a word that is hyphenated at the end of a line.
fn cuts_hyphenated(text: &str, at: usize) -> bool {
    let is_hyphen = |c: char| matches!(c, '-' | '\u{2010}');
    let (left, right) = text.split_at_checked(at).unwrap_or_default();
    let mut before = left.trim_end().chars().rev();
    let (behind, gap) = if right.starts_with(is_hyphen) {
        let rest = right.trim_start_matches(is_hyphen);
        (rest, leading_space(rest))
    } else {
        if !before.next().is_some_and(is_hyphen) {
            return false;
        }
        let spaces = left.get(left.trim_end().len()..).unwrap_or_default();
        if spaces.contains('\n') {
            (right, spaces)
        } else {
            (right, leading_space(right))
        }
    };
    let next = behind.trim_start().chars().next();
    gap.contains('\n')
        && before.next().is_some_and(char::is_alphabetic)
        && next.is_some_and(char::is_lowercase)
}

fn leading_space(text: &str) -> &str {
    let length = text.len().saturating_sub(text.trim_start().len());
    text.get(..length).unwrap_or_default()
}

/// A stretch of a text with the rest of the words in which it begins and ends; a word hyphenated at
/// the end of a line is one.
#[must_use]
pub fn whole_words(text: &str, start: usize, end: usize) -> (usize, usize) {
    let cuts = |at: usize| cuts_word(text, at) || cuts_hyphenated(text, at);
    let (mut from, mut to) = (start, end);
    while cuts(from)
        && let Some(character) = text.get(..from).and_then(|left| left.chars().next_back())
    {
        from = from.saturating_sub(character.len_utf8());
    }
    while cuts(to)
        && let Some(character) = text.get(to..).and_then(|right| right.chars().next())
    {
        to = to.saturating_add(character.len_utf8());
    }
    (from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(left: &str, right: &str) -> bool {
        cuts_word(&format!("{left}{right}"), left.len())
    }

    #[test]
    fn inside() {
        for (left, right) in [
            ("vis", "as"),
            ("1", "6"),
            ("443", "-1"),
            ("443-", "1"),
            ("re", "-issuing"),
            ("person", "'s"),
            ("Қаз", "ақ"),
            ("e", "\u{301}t"),
            ("и", "\u{306}"),
            ("ต้", "อง"),
            ("अनि", "वार्य"),
            ("अनिवार\u{94d}", "य"),
            ("1", ".5"),
            ("1,", "000"),
            ("x", "_y"),
        ] {
            assert!(cuts(left, right), "{left}|{right}");
        }
    }

    #[test]
    fn between() {
        for (left, right) in [
            ("", "visas"),
            ("visas", ""),
            ("visas", "."),
            ("visas.", "The"),
            ("and", "/or"),
            ("(", "IIN"),
            ("a", " b"),
            ("a ", "b"),
            ("2024", ", b"),
            ("word", "—word"),
            ("16", "."),
            ("", ""),
            ("a", "- b"),
        ] {
            assert!(!cuts(left, right), "{left}|{right}");
        }
    }

    #[test]
    fn whole() {
        let whole = |text: &str, part: &str| {
            let start = text.find(part).unwrap();
            let (start, end) = whole_words(text, start, start + part.len());
            text.get(start..end).unwrap().to_owned()
        };
        assert_eq!(whole("of 5\u{2011}ти раз", "ти раз"), "5\u{2011}ти раз");
        assert_eq!(whole("by 12.5 %", "5 %"), "12.5 %");
        assert_eq!(whole("pay 1,000.50 now", "000"), "1,000.50");
        assert_eq!(whole("The regu-\nlation is one", "-"), "regu-\nlation");
        assert_eq!(whole("The regu-\nlation is one", "lation"), "regu-\nlation");
        assert_eq!(whole("A co-\n  operative.", "A co-"), "A co-\n  operative");
        assert_eq!(whole("A list:\n- one", "one"), "one");
        assert_eq!(whole("and/or", "or"), "or");
    }

    #[test]
    fn nowhere() {
        assert!(!cuts_word("ab", 7));
        assert!(!cuts_word("қ", 1));
    }
}
