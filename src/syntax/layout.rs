//! What belongs together by its layout: where the grammar is broken, indentation still tells
//! where an item or a rule begins and ends.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::closest;

use super::name::with_letter_first;
use super::node::Rule;
use super::scan::{Sign, scan};

/// The words with which items begin.
pub const ITEM_WORDS: &[&str] = &[
    "import",
    "source",
    "act",
    "canon",
    "reading",
    "enum",
    "currency",
    "fact",
    "holding",
    "define",
    "term",
    "parameter",
    "procedure",
    "event",
    "provision",
    "rule",
    "restate",
    "repeal",
    "move",
    "case",
    "prove",
    "assume",
    "unmodelled",
    "intended",
    "record",
    "list",
];

/// The words that cannot be names, as in the grammar.
pub const RESERVED: &[&str] = &[
    "and", "or", "nothing", "not", "implies", "if", "then", "else", "in", "is", "holds", "true",
    "false", "when", "day",
];

/// A line that begins or ends an item or rule.
struct Mark {
    at: usize,
    indent: usize,
    /// Begins one with this word; none: a `}` that ends one.
    word: Option<&'static str>,
}

/// The beginnings and ends of items and rules in a file, by layout.
pub struct Layout {
    marks: Vec<Mark>,
    length: usize,
}

impl Layout {
    /// Of the signs of a text, which is `length` bytes long.
    pub fn new(signs: &[Sign<'_>], length: usize) -> Self {
        let mut marks = Vec::new();
        for (place, sign) in signs.iter().enumerate() {
            let Some(indent) = sign.indent else { continue };
            let mark = |word| Mark {
                at: sign.at,
                indent,
                word,
            };
            if sign.text == "}" {
                marks.push(mark(None));
            } else if let Some(word) = begins_item(sign, signs.get(place + 1))
                && !goes_on(word, signs.get(..place).unwrap_or_default())
            {
                marks.push(mark(Some(word)));
            }
        }
        Self { marks, length }
    }

    /// Of a whole text.
    pub fn of(text: &str) -> Self {
        Self::new(&scan(text).collect::<Vec<_>>(), text.len())
    }

    /// The innermost item or rule around a place; what stands outside all of them belongs to none.
    pub fn around(&self, place: usize) -> Option<Range<usize>> {
        let before = self.marks.partition_point(|mark| mark.at <= place);
        let mut least = usize::MAX;
        for mark in self.marks.get(..before)?.iter().rev() {
            if mark.word.is_some() && mark.indent < least {
                let region = mark.at..self.end(mark.at, mark.indent);
                if region.contains(&place) {
                    return Some(region);
                }
            }
            least = least.min(mark.indent + usize::from(mark.word.is_none()));
            if least == 0 {
                return None;
            }
        }
        None
    }

    /// The word with which an item or rule begins at a place.
    pub fn word(&self, place: usize) -> Option<&'static str> {
        let at = self.marks.binary_search_by_key(&place, |mark| mark.at);
        self.marks.get(at.ok()?)?.word
    }

    /// Where what begins at a place with an indentation ends: before the next beginning that is
    /// indented no more, or behind its own `}`.
    pub fn end(&self, start: usize, indent: usize) -> usize {
        let after = self.marks.partition_point(|mark| mark.at <= start);
        self.marks
            .get(after..)
            .into_iter()
            .flatten()
            .find(|mark| mark.indent <= indent)
            .map_or(self.length, |mark| {
                mark.at + usize::from(mark.word.is_none() && mark.indent == indent)
            })
    }

    /// The item around a place that begins farthest to the left; the whole file, if there is none.
    pub fn outermost(&self, place: usize) -> Range<usize> {
        let least = self.marks.iter().map(|mark| mark.indent).min();
        self.marks
            .iter()
            .filter(|mark| mark.word.is_some() && Some(mark.indent) == least)
            .map(|mark| mark.at..self.end(mark.at, mark.indent))
            .find(|region| region.contains(&place))
            .unwrap_or(0..self.length)
    }

    /// The rules within a region.
    pub fn rules(&self, region: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        self.marks
            .iter()
            .filter(move |mark| mark.word == Some("rule") && region.contains(&mark.at))
            .map(|mark| mark.at..self.end(mark.at, mark.indent))
    }
}

/// Whether the word of an item goes on with what was begun: `restate rule`, `unless a rule`.
pub fn goes_on(word: &str, before: &[Sign<'_>]) -> bool {
    let mut before = before.iter().rev().map(|sign| sign.text);
    let last = before.next();
    word == "rule"
        && (last == Some("restate") || last == Some("a") && before.next() == Some("unless"))
}

/// The word with which a sign begins an item, seen with the sign that follows.
pub fn item_word(sign: &Sign<'_>, next: Option<&Sign<'_>>) -> Option<&'static str> {
    let next = next.map_or("", |next| next.text);
    if sign.text == "not" {
        return (next == "encoded").then_some("not encoded");
    }
    // Two names in a row are in no expression, but a fact may be called `fact`, and `fact and` or
    // `fact rounded` be part of one.
    let begins_as_name = next.starts_with(|c: char| c == '_' || c.is_alphabetic());
    let named = begins_as_name && !RESERVED.contains(&next) && next != "rounded";
    // A digit before letters is a slip in a name.
    let named = named || with_letter_first(next).is_some();
    ITEM_WORDS
        .iter()
        .copied()
        .find(|word| named && *word == sign.text)
}

/// The word with which a line begins an item, or seems to: misspelt, and before a name.
fn begins_item(sign: &Sign<'_>, next: Option<&Sign<'_>>) -> Option<&'static str> {
    item_word(sign, next).or_else(|| {
        let names = sign.is_word() && next.is_some_and(|next| next.is_word());
        let near = || closest(sign.text, ITEM_WORDS.iter().copied());
        (names && !is_of_the_grammar(sign.text)).then(near)?
    })
}

/// Whether a word stands anywhere in the grammar.
pub fn is_of_the_grammar(word: &str) -> bool {
    keywords().any(|keyword| keyword == word)
}

/// The words that stand in the grammar.
pub fn keywords() -> impl Iterator<Item = Cow<'static, str>> {
    let constructs = Rule::all_rules().iter().filter_map(|construct| {
        let name = format!("{construct:?}");
        name.strip_prefix("kw_")
            .map(|word| Cow::Owned(word.to_owned()))
    });
    let reserved = RESERVED.iter().map(|word| Cow::Borrowed(*word));
    reserved.chain(constructs)
}

#[cfg(test)]
mod tests {
    use pest::Parser;

    use super::super::node::Grammar;
    use super::*;

    const TEXT: &str = "\
fact a : bool
provision p {
    rule q {
        then open
    }
    rule r { then open }
    rule s {
        then open
}
fact b : bool
";

    fn around(needle: &str) -> &str {
        let place = TEXT.find(needle).unwrap();
        let region = Layout::of(TEXT).around(place).unwrap();
        TEXT.get(region).unwrap().trim_end()
    }

    #[test]
    fn the_innermost_is_found() {
        assert_eq!(around("a :"), "fact a : bool");
        assert_eq!(around("q {"), "rule q {\n        then open\n    }");
        assert_eq!(around("r {"), "rule r { then open }");
        assert_eq!(around("s {"), "rule s {\n        then open");
        assert!(around("p {").starts_with("provision p") && around("p {").ends_with('}'));
        assert_eq!(around("b :"), "fact b : bool");
        assert_eq!(Layout::of(" x\nfact a : bool").around(1), None);
    }

    #[test]
    fn a_word_within_an_item_begins_none() {
        for text in [
            "restate\nrule q { then open }",
            "procedure p \"p\" closed unless a\nrule opens it",
        ] {
            assert_eq!(Layout::of(text).around(text.len() - 1), Some(0..text.len()));
        }
    }

    #[test]
    fn a_misspelt_word_begins_an_item() {
        let text = "fact a : bool\nrul q { then open }\nfat b : bool\nfact c : bool\nlifts d";
        let layout = Layout::of(text);
        let words: Vec<_> = layout.marks.iter().map(|mark| mark.word).collect();
        assert_eq!(words, ["fact", "rule", "fact", "fact"].map(Some));
    }

    /// Else `any` at the end of an item would take the word of the next one for a list.
    #[test]
    fn the_word_of_an_item_may_follow_an_expression() {
        for word in ITEM_WORDS {
            assert!(Grammar::parse(Rule::follows, word).is_ok(), "{word}");
        }
    }

    #[test]
    fn rules_of_a_provision() {
        let layout = Layout::of(TEXT);
        let region = layout.around(TEXT.find("p {").unwrap()).unwrap();
        assert_eq!(layout.rules(region).count(), 3);
    }
}
