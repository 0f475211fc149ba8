//! All occurrences of a pattern in a text, overlapping ones included.

/// The byte offsets at which a pattern occurs in a text, ascending; none for an empty pattern.
///
/// Knuth–Morris–Pratt: linear in text and pattern together, however often the pattern overlaps
/// with itself. Both are whole UTF-8, so that every match lies on character boundaries.
pub(super) struct Occurrences<'a> {
    rest: std::iter::Enumerate<std::slice::Iter<'a, u8>>,
    pattern: &'a [u8],
    /// For each length of a matched beginning: the length of its longest border.
    borders: Vec<usize>,
    matched: usize,
}

impl<'a> Occurrences<'a> {
    pub(super) fn new(text: &'a str, pattern: &'a str) -> Occurrences<'a> {
        let pattern = pattern.as_bytes();
        let mut borders = vec![0; pattern.len().saturating_add(1).min(2)];
        let mut matched = 0;
        for byte in pattern.iter().skip(1) {
            matched = step(pattern, &borders, matched, *byte);
            borders.push(matched);
        }
        Occurrences {
            rest: text.as_bytes().iter().enumerate(),
            pattern,
            borders,
            matched: 0,
        }
    }
}

/// How much of the pattern is matched after one more byte.
fn step(pattern: &[u8], borders: &[usize], mut matched: usize, byte: u8) -> usize {
    loop {
        if pattern.get(matched) == Some(&byte) {
            return matched.saturating_add(1);
        }
        if matched == 0 {
            return 0;
        }
        matched = borders.get(matched).copied().unwrap_or_default();
    }
}

impl Iterator for Occurrences<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.pattern.is_empty() {
            return None;
        }
        for (at, byte) in self.rest.by_ref() {
            self.matched = step(self.pattern, &self.borders, self.matched, *byte);
            if self.matched == self.pattern.len() {
                return at.saturating_add(1).checked_sub(self.pattern.len());
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, pattern: &str) -> Vec<usize> {
        Occurrences::new(text, pattern).collect()
    }

    #[test]
    fn overlapping() {
        assert_eq!(all("aaaa", "aa"), [0, 1, 2]);
        assert_eq!(all("abababa", "aba"), [0, 2, 4]);
        assert_eq!(all("aabaaab", "aab"), [0, 4]);
    }

    #[test]
    fn none() {
        for (text, pattern) in [("abc", ""), ("", "a"), ("", ""), ("ab", "abc")] {
            assert!(all(text, pattern).is_empty(), "{pattern} in {text}");
        }
    }

    #[test]
    fn multi_byte() {
        assert_eq!(all("ққққ", "ққ"), [0, 2, 4]);
        assert_eq!(all("\u{430}\u{306}\u{430}", "\u{430}"), [0, 4]);
    }

    #[test]
    fn agrees_with_a_plain_search() {
        let texts = ["abaababaabaab", "aaabaaabaaaab", "bbbbabbbab"];
        let patterns = [
            "a", "ab", "aab", "abaab", "baab", "aaab", "bb", "bbab", "aabaaab",
        ];
        for text in texts {
            for pattern in patterns {
                let plain: Vec<usize> = (0..text.len())
                    .filter(|at| text.get(*at..).unwrap().starts_with(pattern))
                    .collect();
                assert_eq!(all(text, pattern), plain, "{pattern} in {text}");
            }
        }
    }
}
