use pest::iterators::Pair;
use pest_derive::Parser;

use crate::text::{FileId, Span};

/// The pest parser of `grammar/kzrule.pest`.
#[derive(Parser)]
#[grammar = "../grammar/kzrule.pest"]
pub struct Grammar;

/// A pest pair with its place in the file rather than in the parsed slice.
#[derive(Clone)]
pub struct Node<'i> {
    pair: Pair<'i, Rule>,
    file: FileId,
    offset: usize,
}

impl<'i> Node<'i> {
    pub fn new(pair: Pair<'i, Rule>, file: FileId, offset: usize) -> Self {
        Self { pair, file, offset }
    }

    pub fn rule(&self) -> Rule {
        self.pair.as_rule()
    }

    pub fn text(&self) -> &'i str {
        self.pair.as_str()
    }

    /// The parsed text around it, and where it begins there.
    pub fn around(&self) -> (&'i str, usize) {
        let span = self.pair.as_span();
        (span.get_input(), span.start())
    }

    /// The place, without the white space that pest leaves at the end of a repetition.
    pub fn span(&self) -> Span {
        let span = self.pair.as_span();
        let length = span.as_str().trim_end().len();
        let at = |position: usize| u32::try_from(self.offset + position).unwrap_or(u32::MAX);
        Span {
            file: self.file,
            start: at(span.start()),
            end: at(span.start() + length),
        }
    }

    pub fn children(&self) -> impl Iterator<Item = Node<'i>> + use<'i> {
        let (file, offset) = (self.file, self.offset);
        self.pair
            .clone()
            .into_inner()
            .map(move |pair| Node { pair, file, offset })
    }

    pub fn all(&self, wanted: Rule) -> impl Iterator<Item = Node<'i>> + use<'i> {
        self.children().filter(move |child| child.rule() == wanted)
    }

    pub fn child(&self, wanted: Rule) -> Option<Node<'i>> {
        self.all(wanted).next()
    }

    pub fn has(&self, wanted: Rule) -> bool {
        self.child(wanted).is_some()
    }
}

#[cfg(test)]
mod tests {
    const GRAMMAR: &str = include_str!("../../grammar/kzrule.pest");

    /// Else `100 cites …` would be an amount of the currency `cites`.
    #[test]
    fn no_word_of_the_language_is_a_currency() {
        let words = GRAMMAR.lines().filter(|line| line.starts_with("kw_"));
        let words = words.filter_map(|line| line.split('"').nth(1));
        let listed = GRAMMAR.split("any_keyword = _{").nth(1).unwrap();
        let listed: Vec<&str> = listed
            .split('}')
            .next()
            .unwrap()
            .split('"')
            .skip(1)
            .step_by(2)
            .collect();
        for word in words {
            assert!(listed.contains(&word), "`{word}` is not in `any_keyword`");
        }
        for (at, word) in listed.iter().enumerate() {
            let hidden = listed
                .iter()
                .take(at)
                .find(|other| word.starts_with(*other));
            assert_eq!(hidden, None, "`{word}` comes too late");
        }
    }
}
