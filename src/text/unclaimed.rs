//! Words of a text that nothing claims.

use std::ops::Range;

use super::word::{is_word, joins};

/// The stretches of a text whose words lie in none of the `claimed` ranges (in any order, they may
/// overlap): each from its first word to its last. A stretch ends at a claimed word and at an
/// empty line. Linear in the text, but for sorting the ranges.
pub fn unclaimed(text: &str, claimed: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut claimed: Vec<Range<usize>> = claimed.to_vec();
    claimed.sort_by_key(|range| range.start);
    let mut found: Vec<Range<usize>> = Vec::new();
    // How far the ranges that begin before the word reach.
    let (mut ranges, mut reach) = (claimed.into_iter().peekable(), 0);
    let mut last_end = 0;
    let mut goes_on = false;
    for word in words(text) {
        while let Some(range) = ranges.next_if(|range| range.start <= word.start) {
            reach = reach.max(range.end);
        }
        if reach >= word.end {
            goes_on = false;
        } else {
            let apart = text.get(last_end..word.start).is_none_or(has_empty_line);
            match found.last_mut() {
                Some(stretch) if goes_on && !apart => stretch.end = word.end,
                _ => found.push(word.clone()),
            }
            goes_on = true;
        }
        last_end = word.end;
    }
    found
}

/// Whether only blanks stand between two line ends.
fn has_empty_line(between: &str) -> bool {
    let mut lines = between.split('\n');
    // What stands before the first line end and behind the last is part of a line with words.
    lines.next();
    lines.next_back();
    lines.any(|line| line.trim().is_empty())
}

/// Where the words of a text stand.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut signs = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = signs.find(|(_, sign)| is_word(*sign))?;
        let (mut end, mut last) = (start + first.len_utf8(), first);
        while let Some((at, sign)) = signs.peek().copied() {
            let next = text
                .get(at + sign.len_utf8()..)
                .and_then(|rest| rest.chars().next());
            if !is_word(sign) && !next.is_some_and(|next| joins(last, sign, next)) {
                break;
            }
            signs.next();
            (end, last) = (at + sign.len_utf8(), sign);
        }
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The claimed parts, each once in the text, and the stretches left.
    fn check(text: &str, claimed: &[&str], left: &[&str]) {
        let ranges: Vec<Range<usize>> = claimed
            .iter()
            .map(|part| {
                let at = text.find(part).unwrap();
                at..at + part.len()
            })
            .collect();
        let found: Vec<&str> = unclaimed(text, &ranges)
            .into_iter()
            .map(|range| text.get(range).unwrap())
            .collect();
        assert_eq!(found, left, "{text:?} {claimed:?}");
    }

    #[test]
    fn what_no_range_holds() {
        let text = "Heading\n\n1. A person of 16 may\nregister. 2. Nobody must.\n";
        check(
            text,
            &[],
            &["Heading", "1. A person of 16 may\nregister. 2. Nobody must"],
        );
        check(
            text,
            &["A person of 16 may\nregister."],
            &["Heading", "1", "2. Nobody must"],
        );
        check(
            text,
            &["Heading", "1. A person of 16 may\nregister. 2. Nobody must"],
            &[],
        );
    }

    #[test]
    fn half_a_sentence_leaves_the_other_half() {
        let text = "It is suspended until 1 July 2025 in airports.";
        check(
            text,
            &["It is suspended until 1 July 2025"],
            &["in airports"],
        );
        check(
            text,
            &["suspended until", "until 1 July 2025"],
            &["It is", "in airports"],
        );
    }

    #[test]
    fn words_of_any_script_and_joined_ones() {
        check(
            "ст. 443-1: «баланың жасы»",
            &["ст."],
            &["443-1: «баланың жасы"],
        );
        check("…, — !", &[], &[]);
    }
}
