//! Quotations found in a text, white space aside.

use super::ellipsis;
use super::lines::LineTable;
use super::normal::Normal;
use super::occurrences::Occurrences;
use super::passage::Passage;
use super::word::cuts_word;
use super::word_index::WordIndex;

/// The most passages that [`SearchText::find`] lists; more say nothing new about a quotation that
/// is ambiguous anyway, and a quoted "a" in a huge text would fill the memory.
pub const PASSAGES_LIMIT: usize = 10_000;

/// A text prepared for finding quotations in it: built once per source, in linear time.
///
/// Every run of white space counts as one space; letters must agree exactly, case and accents
/// included (no Unicode composition: a quotation has to encode its accents as the text does).
#[derive(Clone, Debug)]
pub struct SearchText {
    pub(super) normal: Normal,
    words: WordIndex,
    lines: LineTable,
}

impl SearchText {
    /// Prepares a text. Needs about as much memory as the text, and is no longer tied to it.
    #[must_use]
    pub fn new(text: &str) -> SearchText {
        let normal = Normal::new(text);
        SearchText {
            words: WordIndex::new(normal.text()),
            normal,
            lines: LineTable::new(text),
        }
    }

    /// All passages that agree with the quotation, overlapping ones included, in the order of the
    /// text; at most [`PASSAGES_LIMIT`]. None for an empty quotation.
    ///
    /// A "…" between spaces stands for words left out: the first part is looked for everywhere,
    /// and each further part where it next follows. Linear in the quotation where
    /// a whole word inside it is rare in the text, else linear in the text.
    #[must_use]
    pub fn find(&self, quote: &str) -> Vec<Passage> {
        let quote = Normal::new(quote);
        let mut parts = ellipsis::parts(quote.text())
            .into_iter()
            .filter_map(|range| quote.text().get(range))
            .map(|part| self.follow(part));
        let Some(mut first) = parts.next() else {
            return Vec::new();
        };
        let mut others: Vec<Follower<'_>> = parts.collect();
        let mut passages = Vec::new();
        while let Some(head) = first.current() {
            let mut ranges = vec![head];
            let mut from = head.1;
            for other in &mut others {
                other.skip_to(from);
                // What follows no more here will follow no more later in the text either.
                let Some(range) = other.current() else {
                    return passages;
                };
                from = range.1;
                ranges.push(range);
            }
            passages.push(self.passage(&ranges));
            if passages.len() >= PASSAGES_LIMIT {
                break;
            }
            first.advance();
        }
        passages
    }

    /// The first occurrence of one part of a quotation at or after a byte, both in uniform text.
    pub(super) fn first_from(&self, part: &str, from: usize) -> Option<(usize, usize)> {
        let mut follower = self.follow(part);
        follower.skip_to(from);
        follower.current()
    }

    fn follow<'a>(&'a self, part: &'a str) -> Follower<'a> {
        let text = self.normal.text();
        // Where all words are frequent, to compare at each of them could take longer than to read
        // the text once.
        let quick = |places: &[u32]| places.len().saturating_mul(part.len()) <= text.len();
        let starts = match self.words.rarest(part) {
            Some((offset, places)) if quick(places) => Starts::Beside {
                text,
                part,
                offset,
                places: places.iter(),
            },
            _ => Starts::Anywhere(Occurrences::new(text, part)),
        };
        Follower::new(starts, part.len())
    }

    /// The passage made up of these ranges of the uniform text.
    pub(super) fn passage(&self, ranges: &[(usize, usize)]) -> Passage {
        let text = self.normal.text();
        let parts: Vec<(u32, u32)> = ranges
            .iter()
            .map(|(start, end)| self.normal.original_range(*start, *end))
            .collect();
        let start = parts.first().map_or(0, |part| part.0);
        let end = parts.last().map_or(start, |part| part.1);
        Passage {
            start,
            end,
            first_line: self.lines.line_of(start),
            last_line: self.lines.line_of(end.saturating_sub(1).max(start)),
            inside_word: ranges
                .iter()
                .any(|(start, end)| cuts_word(text, *start) || cuts_word(text, *end)),
            parts,
        }
    }
}

/// The occurrences of one part of a quotation, one at a time.
struct Follower<'a> {
    starts: Starts<'a>,
    current: Option<usize>,
    length: usize,
}

/// Where a part of a quotation begins in a text, ascending.
enum Starts<'a> {
    /// Found by one of its words, which begins in the part at an offset.
    Beside {
        text: &'a str,
        part: &'a str,
        offset: usize,
        places: std::slice::Iter<'a, u32>,
    },
    /// Found by going through the text.
    Anywhere(Occurrences<'a>),
}

impl Iterator for Starts<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        match self {
            Starts::Beside {
                text,
                part,
                offset,
                places,
            } => places.find_map(|place| {
                let start = (*place as usize).checked_sub(*offset)?;
                let end = start.saturating_add(part.len());
                (text.as_bytes().get(start..end) == Some(part.as_bytes())).then_some(start)
            }),
            Starts::Anywhere(occurrences) => occurrences.next(),
        }
    }
}

impl<'a> Follower<'a> {
    fn new(mut starts: Starts<'a>, length: usize) -> Follower<'a> {
        let current = starts.next();
        Follower {
            starts,
            current,
            length,
        }
    }

    fn current(&self) -> Option<(usize, usize)> {
        self.current
            .map(|start| (start, start.saturating_add(self.length)))
    }

    fn advance(&mut self) {
        self.current = self.starts.next();
    }

    fn skip_to(&mut self, from: usize) {
        while self.current.is_some_and(|start| start < from) {
            self.advance();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, quote: &str) -> Vec<(u32, u32)> {
        SearchText::new(text)
            .find(quote)
            .iter()
            .map(|passage| (passage.start, passage.end))
            .collect()
    }

    #[test]
    fn words_that_are_rare_lead_to_the_same_passages() {
        let words = ["a", "b", "ab", "ba", "б", "1"];
        let (mut text, mut seed) = (String::new(), 7_usize);
        for _ in 0..400 {
            seed = (seed * 1_103 + 12_345) % 65_536;
            text += words[seed % words.len()];
            text += [" ", ", ", " "][seed % 3];
        }
        let search = SearchText::new(&text);
        for (start, length) in (0..text.len()).zip((3..30).cycle()) {
            let Some(quote) = text.get(start..start + length) else {
                continue;
            };
            let normal = Normal::new(quote);
            let plain = Occurrences::new(search.normal.text(), normal.text()).count();
            assert_eq!(search.find(quote).len(), plain, "{quote:?}");
        }
    }

    #[test]
    fn over_line_ends() {
        let passages = SearchText::new("One\r\n\r\nvisas of the \n Republic.")
            .find(" visas  of the Republic. ");
        assert_eq!(
            passages,
            [Passage {
                start: 7,
                end: 31,
                first_line: 3,
                last_line: 4,
                inside_word: false,
                parts: vec![(7, 31)]
            }]
        );
    }

    #[test]
    fn every_occurrence() {
        assert_eq!(found("in in in", "in"), [(0, 2), (3, 5), (6, 8)]);
        assert_eq!(found("in in in", "in in"), [(0, 5), (3, 8)]);
    }

    #[test]
    fn nothing_to_find() {
        for quote in ["", " ", "\u{feff}", "…", " … … "] {
            assert_eq!(found("a b … c", quote), [], "{quote}");
        }
        assert_eq!(found("", "a"), []);
        assert_eq!(found("in Kazakhstan", "In Kazakhstan"), []);
    }

    #[test]
    fn inside_a_word_is_told() {
        let text = SearchText::new("Article 443-1 of the Code");
        let inside = |quote| {
            text.find(quote)
                .iter()
                .map(|passage| passage.inside_word)
                .collect::<Vec<_>>()
        };
        assert_eq!(inside("Article 443-1"), [false]);
        assert_eq!(inside("Article 443"), [true]);
        assert_eq!(inside("ticle"), [true]);
        assert_eq!(inside("of … od"), [true]);
    }

    #[test]
    fn ellipsis_takes_the_nearest_following_part() {
        let text = SearchText::new("b a x b y b a z b");
        let parts: Vec<Vec<(u32, u32)>> = text
            .find("a … b")
            .into_iter()
            .map(|passage| passage.parts)
            .collect();
        assert_eq!(parts, [vec![(2, 3), (6, 7)], vec![(12, 13), (16, 17)]]);
        assert_eq!(found("b a", "a … b"), []);
        assert_eq!(found("a b c a", "a … b … c"), [(0, 5)]);
    }

    #[test]
    fn ellipsis_parts_do_not_overlap() {
        assert_eq!(found("in in", "in … in"), [(0, 5)]);
        assert_eq!(found("in", "in … in"), []);
    }

    #[test]
    fn other_scripts_and_marks() {
        assert_eq!(
            found(
                "\u{feff}Қазақстан\u{a0}Республикасы",
                "Қазақстан Республикасы"
            ),
            [(3, 47)]
        );
        assert!(
            SearchText::new("мои\u{306} дом")
                .find("мои")
                .iter()
                .all(|passage| passage.inside_word)
        );
    }

    #[test]
    fn lists_are_bounded() {
        let text = "a ".repeat(PASSAGES_LIMIT + 5);
        assert_eq!(found(&text, "a").len(), PASSAGES_LIMIT);
    }
}
