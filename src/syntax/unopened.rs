//! Where a quotation mark is missing before some words, of which the one behind them is left.

use std::ops::Range;

use super::failure::reach;
use super::node::Rule;
use super::scan::{Sign, scan};

/// So many bytes of an item are tried.
const LONGEST: usize = 1 << 12;

/// The words before a quotation mark that ends them, where the grammar takes a string that begins
/// with them, in the item that begins at a place.
pub fn unopened(text: &str, item: usize, mark: usize) -> Option<Range<usize>> {
    let before = text.get(item..mark)?;
    let behind = text.get(mark + 1..)?;
    let ends_words = before.ends_with(|c: char| !c.is_whitespace())
        && !behind.starts_with(char::is_alphanumeric);
    if !ends_words || before.len() > LONGEST {
        return None;
    }
    let takes = |at: usize| {
        let (begun, words) = before.split_at_checked(at)?;
        let begun = format!("{begun}\"{words}\"");
        (reach(Rule::item, &begun) == begun.len()).then_some(at)
    };
    let begins: Vec<usize> = scan(before)
        .filter(Sign::is_word)
        .map(|sign| sign.at)
        .collect();
    // Earlier words of the language may begin a heading as well.
    let start = begins.into_iter().rev().find_map(takes)?;
    Some(item + start..mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Option<&str> {
        text.get(unopened(text, 0, text.find('"')?)?)
    }

    #[test]
    fn words_before_a_mark_that_ends_them() {
        assert_eq!(words("rule a Heading words\" {"), Some("Heading words"));
        assert_eq!(words("fact n : int number of n\""), Some("number of n"));
        let heading = "rule a on enter { cites law 1. All\" then open }";
        assert_eq!(words(heading), Some("1. All"));
        let cites = "rule a { cites law 1. All, and\nnobody\" then open }";
        assert_eq!(words(cites), Some("1. All, and\nnobody"));
    }

    #[test]
    fn a_mark_that_begins_words_is_another_mistake() {
        assert_eq!(words("rule a \"Heading words {"), None);
        assert_eq!(words("rule a\"Heading words {"), None);
        assert_eq!(words("fact n : int = 5\""), None);
    }
}
