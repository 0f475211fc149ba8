//! Strings that a missing quotation mark has turned inside out.

use super::scan::{Sign, scan};

/// The signs of a text. Where a quotation mark is missing, the strings behind it are turned inside
/// out up to the next empty line: the first of them, which ends in the blank that stands before a
/// string, is taken as never closed.
pub fn until_unclosed(text: &str) -> Vec<Sign<'_>> {
    let mut signs: Vec<Sign<'_>> = Vec::new();
    let mut block = 0;
    let mut last_end = 0;
    for sign in scan(text) {
        let between = text.get(last_end..sign.at).unwrap_or_default();
        if between.matches('\n').count() > 1 {
            block = signs.len();
        }
        last_end = sign.end();
        if !sign.is_unclosed() {
            signs.push(sign);
            continue;
        }
        let turned = signs.iter().enumerate().skip(block).find(|(_, earlier)| {
            let inside = earlier.text.trim_end_matches('"');
            earlier.is_string() && inside.len() > 1 && inside.ends_with([' ', '\t', '\n'])
        });
        let culprit = match turned {
            Some((place, earlier)) => {
                let at = earlier.at;
                let text = text.get(at..last_end).unwrap_or_default();
                // It ends in no quotation mark, as whatever is never closed.
                let text = text.trim_end_matches('"');
                let culprit = Sign { text, ..*earlier };
                signs.truncate(place);
                culprit
            }
            None => sign,
        };
        signs.push(culprit);
        block = signs.len();
    }
    signs
}
