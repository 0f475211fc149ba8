//! The passage a misquotation most likely means, and where it differs.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::alignment::pieces;
use super::difference::{Comparison, Difference, range_of};
use super::ellipsis;
use super::normal::Normal;
use super::offset::index;
use super::passage::Passage;
use super::quote::SearchText;
use super::regions::regions;
use super::token::{Token, Vocabulary};
use super::window::{Window, cheapest};

/// Quotations of more words and marks than this are not compared: the work grows with the square.
pub const QUOTE_WORDS_LIMIT: usize = 2_000;

/// The most pairs of a quotation's and a text's words compared for one quotation: a second or so.
const PAIRS_LIMIT: usize = 100_000_000;

/// The passage of a text that comes nearest to a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nearest {
    /// The passage.
    pub passage: Passage,
    /// Where the two differ, in the order of the text. None if the quotation is there after all,
    /// or if its parts around "…" are all there but in another order (then the passage is the
    /// first part that does not follow the part before it).
    pub differences: Vec<Difference>,
}

impl SearchText {
    /// The passage with the least changed, missing and added words, and what differs in it; the
    /// first of equals. `None` if less than half of the quotation's words agree, or if it has no
    /// words or more than [`QUOTE_WORDS_LIMIT`].
    ///
    /// Of a quotation with "…" the first part that is not there is compared, preferably with the
    /// text after the part before it.
    ///
    /// Work and memory are linear in the text, and the comparison itself is bounded by words of
    /// the quotation times words of the text. In a text so long that this exceeds a hundred
    /// million, only the stretches that share the most words with the quotation are compared.
    #[must_use]
    pub fn nearest(&self, quote: &str) -> Option<Nearest> {
        if let Some(passage) = self.find(quote).into_iter().next() {
            return Some(Nearest {
                passage,
                differences: Vec::new(),
            });
        }
        let quote = Normal::new(quote);
        let mut from = 0;
        for part in ellipsis::parts(quote.text()) {
            let words = quote.text().get(part.clone())?;
            if let Some(range) = self.first_from(words, from) {
                from = range.1;
            } else if let Some(range) = self.first_from(words, 0) {
                return Some(Nearest {
                    passage: self.passage(&[range]),
                    differences: Vec::new(),
                });
            } else {
                return self.nearest_part(&quote, part, from);
            }
        }
        None
    }

    fn nearest_part(&self, quote: &Normal, part: Range<usize>, from: usize) -> Option<Nearest> {
        let mut vocabulary = Vocabulary::default();
        let wanted = vocabulary.learn(quote.text().get(part.clone())?);
        if wanted.len() > QUOTE_WORDS_LIMIT {
            return None;
        }
        let tokens = vocabulary.read(self.normal.text());
        let after = tokens.partition_point(|token| index(token.start) < from);
        let window = std::iter::once(after)
            .chain((after > 0).then_some(0))
            .find_map(|skipped| best_window(&wanted, tokens.get(skipped..)?, vocabulary.len()))?;
        let comparison = Comparison {
            quote,
            part_start: part.start,
            wanted: &wanted,
            text: &self.normal,
            window,
        };
        Some(Nearest {
            passage: self.passage(&[range_of(window)?]),
            differences: comparison.differences(),
        })
    }
}

/// The cheapest window of the tokens in which half of the wanted words are, with their alignment.
fn best_window<'t>(
    wanted: &[Token],
    tokens: &'t [Token],
    vocabulary: usize,
) -> Option<&'t [Token]> {
    let budget = PAIRS_LIMIT.checked_div(wanted.len())?;
    let mut best: Option<(Window, &[Token])> = None;
    for region in regions(tokens, wanted, vocabulary, budget) {
        let region = tokens.get(region)?;
        let window = cheapest(wanted, region);
        if best.is_none_or(|(least, _)| window.cost < least.cost) {
            best = Some((window, region));
        }
    }
    let (window, region) = best?;
    region
        .get(window.start..window.end)
        .filter(|window| half_agrees(wanted, window))
}

fn half_agrees(wanted: &[Token], window: &[Token]) -> bool {
    let all = wanted.iter().filter(|token| token.is_word).count();
    let agreeing = pieces(wanted, window)
        .iter()
        .filter(|piece| piece.same)
        .flat_map(|piece| wanted.get(piece.quote.clone()).unwrap_or_default())
        .filter(|token| token.is_word)
        .count();
    agreeing > 0 && agreeing.saturating_mul(2) >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "Cases:\n\n5) in case of deportation;\nand\n\n6) when obtaining visas of the\n Republic.\n";

    type Pairs = Vec<(String, String)>;

    /// The quotation's words, and the text's, of each difference; and the lines of the passage.
    fn compared(text: &str, quote: &str) -> Option<(Pairs, u32, u32)> {
        let nearest = SearchText::new(text).nearest(quote)?;
        let slice =
            |from: &str, (start, end)| from.get(index(start)..index(end)).unwrap().to_owned();
        let pairs = nearest.differences.iter().map(|difference| {
            let source = slice(text, difference.found_range);
            assert_eq!(Normal::new(&source).text(), difference.found.trim());
            (
                slice(quote, difference.quote_range),
                difference.found.clone(),
            )
        });
        Some((
            pairs.collect(),
            nearest.passage.first_line,
            nearest.passage.last_line,
        ))
    }

    fn differences(text: &str, quote: &str) -> Pairs {
        compared(text, quote).unwrap().0
    }

    fn pair(quote: &str, found: &str) -> (String, String) {
        (quote.to_owned(), found.to_owned())
    }

    #[test]
    fn a_changed_word() {
        let found = compared(TEXT, "6) when receiving visas of the Republic.");
        assert_eq!(found, Some((vec![pair("receiving", "obtaining")], 6, 7)));
    }

    #[test]
    fn neighbours_are_one_difference() {
        assert_eq!(
            differences(TEXT, "6) when somebody gets  visas of the Republic."),
            [pair("somebody gets", "obtaining")]
        );
        assert_eq!(differences("a b c d e", "a x y d e"), [pair("x y", "b c")]);
    }

    #[test]
    fn missing_and_added_words() {
        assert_eq!(
            differences(TEXT, "when obtaining visas of Republic"),
            [pair("", "the")]
        );
        assert_eq!(
            differences(TEXT, "when obtaining many visas of the Republic"),
            [pair("many", "")]
        );
        assert_eq!(differences("x a b c", "( a b c"), [pair("(", "")]);
    }

    #[test]
    fn marks_and_spaces() {
        assert_eq!(
            differences(TEXT, "visas of the Republic;"),
            [pair(";", ".")]
        );
        assert_eq!(
            differences("a refugee and / or b", "refugee and/or b"),
            [pair("/or", "/ or")]
        );
        assert_eq!(
            differences("the visas .", "the visas."),
            [pair("visas.", "visas .")]
        );
    }

    #[test]
    fn the_quotation_is_given_back_in_raw_bytes() {
        let quote = "  when \n receiving\u{a0}visas  of the Republic";
        assert_eq!(differences(TEXT, quote), [pair("receiving", "obtaining")]);
    }

    #[test]
    fn too_little_in_common() {
        for quote in [
            "",
            "…",
            "one two three",
            "Republic of two three",
            "!?",
            "receving",
        ] {
            assert_eq!(compared(TEXT, quote), None, "{quote}");
        }
        assert_eq!(compared("", "a b"), None);
        assert_eq!(compared("a b", &"a b ".repeat(QUOTE_WORDS_LIMIT)), None);
    }

    #[test]
    fn a_quotation_that_is_there_has_no_differences() {
        assert_eq!(compared(TEXT, "and 6) when"), Some((vec![], 4, 6)));
        assert_eq!(compared(TEXT, "Cases: … 6) when"), Some((vec![], 1, 6)));
    }

    #[test]
    fn parts_are_compared_one_by_one() {
        let text = "a b c d. e f g h. a b x d.";
        assert_eq!(
            compared(text, "e f … a b y d."),
            Some((vec![pair("y", "x")], 1, 1))
        );
        let nearest = SearchText::new(text).nearest("e f … b c").unwrap();
        assert_eq!((nearest.passage.start, nearest.differences), (2, vec![]));
    }

    #[test]
    fn first_of_equals() {
        let nearest = SearchText::new("a b c\na b d").nearest("a b e").unwrap();
        assert_eq!(nearest.passage.first_line, 1);
    }

    #[test]
    fn other_scripts() {
        let text = "\u{feff}Қазақстан Республикасының азаматтары";
        assert_eq!(
            differences(text, "Қазақстан Республикасының шетелдіктері"),
            [pair("шетелдіктері", "азаматтары")]
        );
    }
}
