//! Quotations with words left out.

use std::ops::Range;

/// The parts of a quotation (white space already uniform) around each "…" that stands alone
/// between spaces or at an end, as byte ranges; empty parts are left out.
pub(super) fn parts(quote: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, mark) in quote.match_indices('…') {
        let end = at.saturating_add(mark.len());
        let before = quote.get(start..at).unwrap_or_default();
        let after = quote.get(end..).unwrap_or_default();
        let alone = (before.is_empty() || before.ends_with(' '))
            && (after.is_empty() || after.starts_with(' '));
        if alone {
            push(&mut parts, quote, start..at);
            start = end;
        }
    }
    push(&mut parts, quote, start..quote.len());
    parts
}

fn push(parts: &mut Vec<Range<usize>>, quote: &str, range: Range<usize>) {
    let text = quote.get(range.clone()).unwrap_or_default();
    let start = range
        .start
        .saturating_add(usize::from(text.starts_with(' ')));
    let end = range.end.saturating_sub(usize::from(text.ends_with(' ')));
    if start < end {
        parts.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(quote: &str) -> Vec<&str> {
        parts(quote)
            .into_iter()
            .map(|range| quote.get(range).unwrap())
            .collect()
    }

    #[test]
    fn split_where_it_stands_alone() {
        assert_eq!(texts("a b … c"), ["a b", "c"]);
        assert_eq!(texts("a … b … c"), ["a", "b", "c"]);
        assert_eq!(texts("… a …"), ["a"]);
    }

    #[test]
    fn not_split_where_it_is_joined() {
        assert_eq!(texts("a… b"), ["a… b"]);
        assert_eq!(texts("a …b"), ["a …b"]);
        assert_eq!(texts("a ... b"), ["a ... b"]);
    }

    #[test]
    fn nothing() {
        for quote in ["", "…", "… …", "… … …"] {
            assert!(parts(quote).is_empty(), "{quote}");
        }
    }

    #[test]
    fn whole() {
        assert_eq!(texts("a b"), ["a b"]);
        assert_eq!(texts("a … … b"), ["a", "b"]);
    }
}
