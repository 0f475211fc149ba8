//! Where words begin and end.

/// Whether the character is part of a word wherever it stands: a letter, a digit, or a mark that
/// combines with the letter before it.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || c == '_'
        || matches!(c,
            '\u{300}'..='\u{36f}'      // combining diacritical marks
            | '\u{483}'..='\u{489}'    // Cyrillic ones
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
            | '\u{ad}'                 // soft hyphen
            | '\u{200c}' | '\u{200d}') // joiners without width
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
    fn nowhere() {
        assert!(!cuts_word("ab", 7));
        assert!(!cuts_word("қ", 1));
    }
}
