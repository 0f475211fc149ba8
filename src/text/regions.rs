//! The stretches of a long text in which a quotation may have its nearest passage.

use std::ops::Range;

use super::offset::index;
use super::token::Token;

/// The stretches of `tokens` worth aligning with a quotation, in order and apart.
///
/// A stretch is worth it if some window of twice the quotation's length shares with it at least
/// half of its words (each counted as often as the quotation has it); every passage that the
/// quotation may be said to mean is in one. If the stretches hold more than `budget` tokens
/// together, more shared words are asked for until they fit, and the most alike alone remain.
/// Linear in the text, times the logarithm of the quotation's length.
pub(super) fn regions(
    tokens: &[Token],
    quote: &[Token],
    vocabulary: usize,
    budget: usize,
) -> Vec<Range<usize>> {
    let words = quote.iter().filter(|token| token.is_word).count();
    let search = Search {
        tokens,
        needed: counts(quote, vocabulary),
        reach: quote.len(),
    };
    let fits = |shared: usize| size(&search.regions(shared)) <= budget;
    let mut too_many = words.div_ceil(2).max(1);
    if fits(too_many) {
        return search.regions(too_many);
    }
    // With one shared word more than there are, nothing is left, and that fits.
    let mut fitting = words.saturating_add(1);
    while too_many.saturating_add(1) < fitting {
        let middle = too_many.midpoint(fitting);
        if fits(middle) {
            fitting = middle;
        } else {
            too_many = middle;
        }
    }
    let best = search.regions(fitting);
    if best.is_empty() {
        shortened(search.regions(too_many), budget)
    } else {
        best
    }
}

struct Search<'a> {
    tokens: &'a [Token],
    /// How often the quotation has each word of its vocabulary.
    needed: Vec<usize>,
    /// The length of the quotation in tokens.
    reach: usize,
}

impl Search<'_> {
    /// The windows that share so many words, widened and joined where they meet.
    fn regions(&self, least: usize) -> Vec<Range<usize>> {
        let width = self.reach.saturating_mul(2).min(self.tokens.len());
        let mut had = vec![0_usize; self.needed.len()];
        let mut shared = 0_usize;
        let mut regions: Vec<Range<usize>> = Vec::new();
        for (last, token) in self.tokens.iter().enumerate() {
            if let Some((had, needed)) = self.counted(token, &mut had) {
                *had = had.saturating_add(1);
                shared = shared.saturating_add(usize::from(*had <= needed));
            }
            let end = last.saturating_add(1);
            if let Some(gone) = last.checked_sub(width)
                && let Some(token) = self.tokens.get(gone)
                && let Some((had, needed)) = self.counted(token, &mut had)
            {
                shared = shared.saturating_sub(usize::from(*had <= needed));
                *had = had.saturating_sub(1);
            }
            if shared >= least && end >= width {
                let start = end.saturating_sub(width).saturating_sub(self.reach);
                let end = end.saturating_add(self.reach).min(self.tokens.len());
                match regions.last_mut() {
                    Some(before) if start <= before.end => before.end = end,
                    _ => regions.push(start..end),
                }
            }
        }
        regions
    }

    fn counted<'h>(&self, token: &Token, had: &'h mut [usize]) -> Option<(&'h mut usize, usize)> {
        let number = index(token.word);
        token.is_word.then_some(())?;
        had.get_mut(number).zip(self.needed.get(number).copied())
    }
}

fn counts(quote: &[Token], vocabulary: usize) -> Vec<usize> {
    let mut counts = vec![0_usize; vocabulary];
    for token in quote {
        if let Some(count) = counts.get_mut(index(token.word)) {
            *count = count.saturating_add(1);
        }
    }
    counts
}

fn size(regions: &[Range<usize>]) -> usize {
    regions.iter().map(ExactSizeIterator::len).sum()
}

fn shortened(regions: Vec<Range<usize>>, budget: usize) -> Vec<Range<usize>> {
    let mut left = budget;
    let mut kept = Vec::new();
    for region in regions {
        let end = region.end.min(region.start.saturating_add(left));
        left = left.saturating_sub(end.saturating_sub(region.start));
        if region.start < end {
            kept.push(region.start..end);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::token::Vocabulary;
    use super::*;

    fn found(text: &str, quote: &str, budget: usize) -> Vec<Range<usize>> {
        let mut vocabulary = Vocabulary::default();
        let quote = vocabulary.learn(quote);
        regions(&vocabulary.read(text), &quote, vocabulary.len(), budget)
    }

    #[test]
    fn only_where_half_of_the_words_are() {
        let text = format!("{}a b x d {}", "z ".repeat(50), "z ".repeat(50));
        assert_eq!(
            found(&text, "a b c d", 1000),
            vec![Range { start: 40, end: 63 }]
        );
        assert!(found(&text, "a q r s", 1000).is_empty());
    }

    #[test]
    fn short_texts_are_one_region() {
        assert_eq!(
            found("a b", "a b c d", 1000),
            vec![Range { start: 0, end: 2 }]
        );
        assert!(found("", "a", 1000).is_empty());
        assert!(found("a", "", 1000).is_empty());
    }

    #[test]
    fn the_most_alike_fit_the_budget() {
        let text = format!(
            "{}a b c x {}",
            "a b z z z z z z z z z z z z z z z z z z ".repeat(20),
            "z ".repeat(20)
        );
        assert!(size(&found(&text, "a b c d", 1000)) > 100);
        let few = found(&text, "a b c d", 100);
        assert!(few.iter().any(|region| region.contains(&401)) && size(&few) <= 100);
    }

    #[test]
    fn equally_alike_are_cut_off_at_the_budget() {
        let text = "a b z z z z z z z z z z z z z z ".repeat(20);
        assert_eq!(size(&found(&text, "a b c d", 30)), 30);
        assert!(found(&text, "a b c d", 0).is_empty());
    }
}
