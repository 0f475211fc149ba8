//! Where the words of a text stand, so that a quotation is looked for only where its rarest word
//! is.

use std::hash::{BuildHasher, BuildHasherDefault};
use std::ops::Range;

use indexmap::IndexMap;
use rustc_hash::FxHasher;

use super::offset::offset;

type Hashes = BuildHasherDefault<FxHasher>;

/// For each word of a text, by a hash of it, where it begins. Words that share a hash share their
/// places: whoever looks a word up compares the text.
#[derive(Clone, Debug, Default)]
pub(super) struct WordIndex {
    places: IndexMap<u64, Vec<u32>, Hashes>,
}

impl WordIndex {
    /// Linear in the text.
    pub fn new(text: &str) -> WordIndex {
        let mut index = WordIndex::default();
        for word in words(text) {
            let place = offset(word.start);
            let hash = hash(text.get(word).unwrap_or_default());
            index.places.entry(hash).or_default().push(place);
        }
        index
    }

    /// The word of `part` that the text has most rarely, by its offset, and all places of it. Only
    /// words with something on both sides count: the first and the last may be cut. `None` where
    /// there is no such word.
    pub fn rarest(&self, part: &str) -> Option<(usize, &[u32])> {
        words(part)
            .filter(|word| word.start > 0 && word.end < part.len())
            .map(|word| {
                let hash = hash(part.get(word.clone()).unwrap_or_default());
                let places = self.places.get(&hash).map_or(&[][..], Vec::as_slice);
                (word.start, places)
            })
            .min_by_key(|(_, places)| places.len())
    }
}

fn hash(word: &str) -> u64 {
    Hashes::default().hash_one(word)
}

/// Runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut signs = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = signs.find(|(_, sign)| sign.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while let Some((at, sign)) = signs.next_if(|(_, sign)| sign.is_alphanumeric()) {
            end = at + sign.len_utf8();
        }
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarest_word_within() {
        let index = WordIndex::new("a b a c a d б, a b");
        let found = |part: &str| index.rarest(part).map(|(at, places)| (at, places.to_vec()));
        assert_eq!(found("a b a c"), Some((2, vec![2, 18])));
        assert_eq!(found("b a c a"), Some((4, vec![6])));
        assert_eq!(found("a d б,"), Some((2, vec![10])));
        assert_eq!(found("a x a"), Some((2, vec![])));
        // Either word may be the end or the beginning of another.
        assert_eq!(found("a b"), None);
    }
}
