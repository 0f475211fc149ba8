use std::collections::BTreeSet;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span};

use super::expr::Expr;
use super::expression::ExprBuilder;
use super::item::Item;
use super::node::{Grammar, Node, Rule};
use super::{brackets, build};

/// What was understood of a file.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The items without mistakes, in the order of the file.
    pub items: Vec<Item>,
    /// One diagnostic for each mistake.
    pub diagnostics: Vec<Diagnostic>,
    /// Names that broken items seem to declare: references to them are no second mistake.
    pub broken: BTreeSet<String>,
}

/// The stack that the parser may use: enough for [`brackets::NESTING_LIMIT`] in a debug build, on
/// whatever thread it is called.
const STACK: usize = 64 * 1024 * 1024;

/// Parses a rule file. Never fails: mistakes are reported, and parsing goes on behind them.
/// Linear in the length of the text for files without mistakes.
pub fn parse(file: FileId, text: &str) -> Parsed {
    stacker::grow(STACK, || {
        let mut parser = FileParser {
            file,
            text,
            parsed: Parsed::default(),
        };
        parser.parsed.diagnostics = brackets::check(file, text);
        let unsound = !parser.parsed.diagnostics.is_empty();
        if parser
            .parsed
            .diagnostics
            .iter()
            .all(|found| found.code != Code::TooDeep)
        {
            parser.items(unsound);
        }
        parser.parsed
    })
}

/// Parses one expression that is all of `text`.
pub fn parse_expr(file: FileId, text: &str, found: &mut Vec<Diagnostic>) -> Option<Expr> {
    stacker::grow(STACK, || {
        found.extend(brackets::check(file, text));
        if !found.is_empty() {
            return None;
        }
        let mut parser = FileParser {
            file,
            text,
            parsed: Parsed::default(),
        };
        match Grammar::parse(Rule::expr, text) {
            Ok(mut pairs) => {
                let pair = pairs.next()?;
                let end = parser.skip_blank(pair.as_span().end());
                if end < text.len() {
                    let word = first_word(text.get(end..).unwrap_or_default());
                    let span = parser.span(end, end + word.len());
                    found.push(
                        Diagnostic::new(Code::Syntax, format!("`{word}` does not belong here"))
                            .at(span, ""),
                    );
                    return None;
                }
                ExprBuilder::new(found).build(&Node::new(pair, file, 0))
            }
            Err(error) => {
                parser.report(0, &error, false);
                found.append(&mut parser.parsed.diagnostics);
                None
            }
        }
    })
}

struct FileParser<'t> {
    file: FileId,
    text: &'t str,
    parsed: Parsed,
}

impl FileParser<'_> {
    /// Item after item. Where brackets do not match, syntax errors of the items in which they
    /// stand are consequences and stay silent.
    fn items(&mut self, unsound: bool) {
        let mut at = self.skip_blank(0);
        while at < self.text.len() {
            let rest = self.text.get(at..).unwrap_or_default();
            match Grammar::parse(Rule::item, rest) {
                Ok(mut pairs) => {
                    let Some(pair) = pairs.next() else { return };
                    let length = pair.as_span().end();
                    let node = Node::new(pair, self.file, at);
                    self.keep(&node);
                    at = self.skip_blank(at + length);
                }
                Err(error) => {
                    let end = self.end_of_item(at);
                    let within = self.text.get(at..end).unwrap_or_default();
                    self.recover(at, within, &error, unsound);
                    at = self.skip_blank(end);
                }
            }
        }
    }

    fn keep(&mut self, node: &Node<'_>) {
        let before = self.parsed.diagnostics.len();
        match build::item(node, &mut self.parsed.diagnostics) {
            Some(item) => self.parsed.items.push(item),
            None => {
                self.note_names(node.text());
                if self.parsed.diagnostics.len() == before {
                    let words = "this item has not the shape that the grammar promises";
                    self.parsed.diagnostics.push(
                        Diagnostic::new(Code::Syntax, words).at(node.span(), "please report this"),
                    );
                }
            }
        }
    }

    /// Reports the mistakes of one broken item. Inside a provision, the broken rule is blanked out
    /// and the rest is tried again, so that its sisters are still seen.
    fn recover(&mut self, at: usize, item: &str, error: &PestError, unsound: bool) {
        let mut remaining = item.to_owned();
        let mut place = self.report(at, error, unsound);
        loop {
            let Some((start, end)) = innermost_rule(&remaining, place.saturating_sub(at)) else {
                self.note_names(&remaining);
                return;
            };
            self.note_names(remaining.get(start..end).unwrap_or_default());
            let blank: String = remaining
                .get(start..end)
                .unwrap_or_default()
                .chars()
                .flat_map(|c| std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8()))
                .collect();
            remaining.replace_range(start..end, &blank);
            match Grammar::parse(Rule::item, &remaining) {
                Ok(mut pairs) => {
                    if let Some(pair) = pairs.next() {
                        let node = Node::new(pair, self.file, at);
                        self.keep(&node);
                    }
                    return;
                }
                Err(error) => place = self.report(at, &error, unsound),
            }
        }
    }

    /// Reports a syntax error of the slice that begins at `at`; returns its place in the file.
    fn report(&mut self, at: usize, error: &PestError, silent: bool) -> usize {
        let place = at
            + match error.location {
                InputLocation::Pos(place) | InputLocation::Span((place, _)) => place,
            };
        if silent
            && self
                .parsed
                .diagnostics
                .iter()
                .any(|d| d.code == Code::Unclosed)
        {
            return place;
        }
        let rest = self.text.get(place..).unwrap_or_default();
        let word: String = first_word(rest);
        let end = place + word.len();
        let message = if word.is_empty() {
            "the file ends too early".to_owned()
        } else {
            format!("`{word}` does not belong here")
        };
        let mut diagnostic = Diagnostic::new(Code::Syntax, message).at(self.span(place, end), "");
        let expected = expected_words(error);
        if !expected.is_empty() {
            diagnostic = diagnostic.help(format!("expected here: {}", expected.join(", ")));
        }
        self.parsed.diagnostics.push(diagnostic);
        place
    }

    /// Where a broken item ends: before the next line that begins, without indentation, with the
    /// keyword of an item.
    fn end_of_item(&self, at: usize) -> usize {
        let mut line_start = at;
        while let Some(rest) = self.text.get(line_start..) {
            let Some(newline) = rest.find('\n') else {
                break;
            };
            line_start += newline + 1;
            let line = self.text.get(line_start..).unwrap_or_default();
            if begins_item(line) {
                return line_start;
            }
        }
        self.text.len()
    }

    fn note_names(&mut self, text: &str) {
        let mut previous = "";
        for word in text.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
            if ITEM_WORDS.contains(&previous) && !word.is_empty() {
                self.parsed.broken.insert(word.to_owned());
            }
            if !word.is_empty() {
                previous = word;
            }
        }
        // Values of a broken enumeration or reading, parameters of a broken procedure.
        if let Some(open) = text.find(['{', '(']) {
            let first = text.trim_start();
            if ["enum", "reading", "procedure"]
                .iter()
                .any(|word| first.starts_with(word))
            {
                let inside = text.get(open..).unwrap_or_default();
                let names = inside.split(|c: char| !(c.is_alphanumeric() || c == '_'));
                self.parsed
                    .broken
                    .extend(names.filter(|n| !n.is_empty()).map(str::to_owned));
            }
        }
    }

    fn skip_blank(&self, mut at: usize) -> usize {
        loop {
            let rest = self.text.get(at..).unwrap_or_default();
            let blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{FEFF}');
            let trimmed = rest.trim_start_matches(blank);
            at += rest.len() - trimmed.len();
            if !trimmed.starts_with("//") {
                return at;
            }
            at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            file: self.file,
            start: clip(start),
            end: clip(end),
        }
    }
}

type PestError = pest::error::Error<Rule>;

const ITEM_WORDS: &[&str] = &[
    "source",
    "act",
    "reading",
    "enum",
    "fact",
    "holding",
    "define",
    "term",
    "procedure",
    "provision",
    "rule",
    "case",
    "prove",
    "assume",
];

fn begins_item(line: &str) -> bool {
    let word: String = line
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    ITEM_WORDS.contains(&word.as_str()) || line.starts_with("not encoded")
}

/// The innermost `rule … { … }` of a broken item that contains the place, by its brackets, but not
/// the item itself.
fn innermost_rule(item: &str, place: usize) -> Option<(usize, usize)> {
    let mut start = None;
    let mut offset = 0;
    for line in item.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let word = line.trim_start();
        let is_member = word.starts_with("rule ") || word.starts_with("provision ");
        if offset > 0 && offset + indent <= place && word.starts_with("rule ") {
            start = Some(offset + indent);
        }
        if is_member && offset + indent > place {
            break;
        }
        offset += line.len();
    }
    let start = start?;
    let mut depth = 0_usize;
    let mut in_string = false;
    for (at, character) in item.get(start..)?.char_indices() {
        match character {
            '"' => in_string = !in_string,
            '{' if !in_string => depth += 1,
            '}' if !in_string => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let end = start + at + 1;
                    return (end > place || start <= place).then_some((start, end));
                }
            }
            _ => {}
        }
    }
    None
}

/// The first word of a text, or its first sign, or a string as a whole.
fn first_word(text: &str) -> String {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    match text.chars().next() {
        None => String::new(),
        Some('"') => {
            let inner: String = text
                .chars()
                .skip(1)
                .take_while(|c| *c != '"')
                .take(40)
                .collect();
            format!("\"{inner}")
        }
        Some(first) if is_name(first) => text.chars().take_while(|c| is_name(*c)).collect(),
        Some(first) => first.to_string(),
    }
}

/// What the grammar would have taken, in words, each once, in the grammar's order.
fn expected_words(error: &PestError) -> Vec<String> {
    let ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return Vec::new();
    };
    let mut words = Vec::new();
    for positive in positives {
        let word = match positive {
            Rule::name => "a name".to_owned(),
            Rule::string => "words in `\"…\"`".to_owned(),
            Rule::date => "a day such as `2025-07-01`".to_owned(),
            Rule::integer
            | Rule::period
            | Rule::truth
            | Rule::negation
            | Rule::minus
            | Rule::conditional
            | Rule::age
            | Rule::clock
            | Rule::call
            | Rule::held
            | Rule::none_held => "an expression".to_owned(),
            Rule::expr => "an expression".to_owned(),
            Rule::item => "an item, such as `rule` or `fact`".to_owned(),
            Rule::equal
            | Rule::unequal
            | Rule::less
            | Rule::at_most
            | Rule::greater
            | Rule::at_least
            | Rule::plus
            | Rule::subtract
            | Rule::times
            | Rule::implies
            | Rule::or
            | Rule::and
            | Rule::among
            | Rule::rounded
            | Rule::state => "an operator".to_owned(),
            Rule::effect => "an effect, such as `open` or `requires`".to_owned(),
            Rule::COMMENT | Rule::WHITESPACE => continue,
            other => {
                let name = format!("{other:?}");
                let plain = name.strip_prefix("kw_").unwrap_or(&name);
                format!("`{}`", plain.replace('_', " "))
            }
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    // A long list helps nobody.
    if words.len() > 10 { Vec::new() } else { words }
}
