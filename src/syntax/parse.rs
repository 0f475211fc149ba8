use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span};

use super::Item;
use super::brackets::{self, MISTAKES_LIMIT};
use super::broken_names::note_names;
use super::build;
use super::depth::{NESTING_LIMIT, too_deep};
use super::expr::Expr;
use super::expression::ExprBuilder;
use super::failure::read;
use super::file_parser::FileParser;
use super::node::{Node, Rule};
use super::remains::with_other_days;
use super::scan::scan;
use super::spaces;
use super::unexpected::unexpected;
use super::unseen;

/// What was understood of a file.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The items without mistakes, in the order of the file.
    pub items: Vec<Item>,
    /// One diagnostic for each mistake.
    pub diagnostics: Vec<Diagnostic>,
    /// Names that broken items seem to declare: references to them are no second mistake.
    pub broken: BTreeSet<String>,
    /// Names in broken items that seem to say until when something must be done.
    pub timed: BTreeSet<String>,
    /// What remains of items with mistakes, for the names in it alone.
    pub remains: Vec<Item>,
}

/// The stack that the parser may use: enough for [`NESTING_LIMIT`] in a debug build, on whatever
/// thread it is called.
const STACK: usize = 64 * 1024 * 1024;

/// Parses a rule file. Never fails: mistakes are reported, and parsing goes on behind them.
/// Linear in the length of the text for files without mistakes.
pub fn parse(file: FileId, text: &str) -> Parsed {
    stacker::grow(STACK, || {
        let (text, line_ends) = unseen::with_newlines(file, text);
        let (text, spaces) = spaces::with_plain(file, &text);
        let mut unsound = unseen::check(file, &text);
        let brackets = brackets::check(file, &text);
        let stopped = unsound.stopped.or(brackets.stopped);
        unsound.diagnostics.extend(brackets.diagnostics);
        unsound.diagnostics.extend(line_ends);
        unsound.diagnostics.extend(spaces);
        if let Some(at) = stopped {
            note_rest(
                &mut unsound.diagnostics,
                file,
                at,
                "the file is not read from here on",
            );
        }
        unsound.holes.extend(brackets.holes);
        let holes = merged(unsound.holes);
        FileParser::new(file, text.into_owned(), unsound.diagnostics).read(holes)
    })
}

/// Parses one expression that is all of `text`.
pub fn parse_expr(file: FileId, text: &str, found: &mut Vec<Diagnostic>) -> Option<Expr> {
    stacker::grow(STACK, || {
        let (text, mut mistakes) = spaces::with_plain(file, text);
        let text = text.as_ref();
        mistakes.extend(unseen::check(file, text).diagnostics);
        mistakes.extend(brackets::check(file, text).diagnostics);
        if !mistakes.is_empty() {
            found.extend(mistakes);
            return None;
        }
        if let Some(at) = too_deep(text) {
            found.push(nested_too_deep(file, at));
            return None;
        }
        let start = skip_blank(text, 0);
        match read(Rule::whole_expr, text.get(start..)?) {
            Ok(mut pairs) => {
                let pair = pairs.next()?.into_inner().next()?;
                ExprBuilder::new(found).build(&Node::new(pair, file, start))
            }
            Err(failure) => {
                let at = start + failure.place;
                found.push(unexpected(file, text, start, at, Some(&failure)));
                None
            }
        }
    })
}

/// Builds an item and adds it to what was understood; of a mistaken one the names.
pub fn keep(node: &Node<'_>, parsed: &mut Parsed) {
    let before = parsed.diagnostics.len();
    let item = build::item(node, parsed);
    if let Some(found @ [_, ..]) = parsed.diagnostics.get(before..) {
        let rest = with_other_days(node, found);
        parsed.diagnostics.extend(rest.diagnostics);
        parsed.remains.extend(rest.items);
    }
    if let Some(item) = item {
        parsed.items.push(item);
        return;
    }
    if parsed.diagnostics.len() == before {
        let words = "this item has not the shape that the grammar promises";
        parsed
            .diagnostics
            .push(Diagnostic::new(Code::Syntax, words).at(node.span(), "please report this"));
    }
    note_names(node.text(), parsed);
}

/// The stretches without those that lie within others, in the order of the file.
fn merged(mut holes: Vec<Range<usize>>) -> Vec<Range<usize>> {
    holes.sort_by_key(|hole| (hole.start, hole.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for hole in holes {
        match merged.last_mut() {
            Some(last) if hole.start < last.end => last.end = last.end.max(hole.end),
            _ => merged.push(hole),
        }
    }
    merged
}

/// Says beside the last mistake that is told of a file that there are more from a place on.
pub fn note_rest(found: &mut [Diagnostic], file: FileId, at: usize, words: &str) {
    let start = u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span::new(file, start, start.saturating_add(1));
    if let Some(last) = found.get_mut(MISTAKES_LIMIT - 1) {
        *last = last.clone().note(words, span, "");
    }
}

pub fn nested_too_deep(file: FileId, at: usize) -> Diagnostic {
    let start = u32::try_from(at).unwrap_or(u32::MAX);
    let message = format!("brackets and conditions nest deeper than {NESTING_LIMIT} levels");
    Diagnostic::new(Code::TooDeep, message)
        .at(
            Span::new(file, start, start.saturating_add(1)),
            "one level too many",
        )
        .help("name a part of the expression by `define`")
}

pub fn skip_blank(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    scan(rest).next().map_or(text.len(), |sign| at + sign.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Library;

    fn mistakes(text: &str) -> Vec<String> {
        let file = Library::new().add("a.kzrule".to_owned(), text.to_owned());
        let parsed = parse(file, text);
        let told = parsed.diagnostics.into_iter();
        told.map(|one| one.message).collect()
    }

    #[test]
    fn that_there_are_more_mistakes_is_told() {
        let told = |text: &str| {
            let file = Library::new().add("a.kzrule".to_owned(), text.to_owned());
            let found = parse(file, text).diagnostics;
            let notes = found.iter().flat_map(|one| &one.notes);
            let headings: Vec<String> = notes.map(|note| note.heading.clone()).collect();
            (found.len(), headings.join(", "))
        };
        let broken = |count: usize| "fact : bool\nfact a : bool\n".repeat(count);
        assert_eq!(told(&broken(100)), (100, String::new()));
        let one = "one more item or rule has mistakes, which are not told";
        assert_eq!(told(&broken(101)), (100, one.to_owned()));
        let many = "from here on 30 more items or rules have mistakes, which are not told";
        assert_eq!(told(&broken(130)), (100, many.to_owned()));
        let rules = "rule r { then }\n".repeat(130);
        assert_eq!(
            told(&format!("provision p {{\n{rules}}}")),
            (100, many.to_owned())
        );
        let unread = "the file is not read from here on";
        assert_eq!(
            told(&"fact a : bool )\n".repeat(130)),
            (100, unread.to_owned())
        );
    }

    #[test]
    fn mistakes_in_other_clauses_are_told_once_each() {
        for (rule, places) in [
            (
                "    when a b c\n    until 2024-02-31\n    then shall p\n",
                vec!["b", "2024-02-31", "shall"],
            ),
            (
                "    assumd \"x\"\n    wen a\n    then opn\n",
                vec!["assumd", "wen", "opn"],
            ),
            // Nothing follows from what was left out.
            ("    when a and\n    then open\n", vec!["then"]),
            ("    when a\n    then shall p\n", vec!["shall"]),
        ] {
            for (before, behind) in [("", ""), ("provision q \"Q\" {\n", "}\n"), ("restate ", "")] {
                let text = format!("{before}rule r {{\n    assumed \"y\"\n{rule}}}\n{behind}");
                let file = Library::new().add("a.kzrule".to_owned(), text.clone());
                let found = parse(file, &text).diagnostics;
                let spans = found.iter().filter_map(|one| one.labels.first());
                let mut spans: Vec<_> = spans.collect();
                spans.sort_unstable();
                let told: Vec<&str> = spans
                    .into_iter()
                    .filter_map(|label| {
                        text.get(label.span.start as usize..label.span.end as usize)
                    })
                    .collect();
                assert_eq!(told, places, "{text}");
            }
        }
    }

    const TERM: &str = "term t : int \"t\" otherwise 0\n";

    #[test]
    fn layout_refuses_nothing_that_the_grammar_accepts() {
        for text in [
            "    rule r \"r\" {\n    assumed \"x\"\n  then t = 1\n}\n",
            "        rule r\n{\nassumed \"x\"\nthen t = 1\n    }\n    fact a : bool \"a\"",
            "fact a\n: bool\n      \"a\" fact b : bool \"b\"",
        ] {
            assert_eq!(mistakes(&format!("{TERM}{text}")), [""; 0], "{text}");
            // Nor beside a mistake.
            let beside = format!("fact : bool\n{TERM}{text}");
            assert_eq!(mistakes(&beside).len(), 1, "{text}");
        }
    }
}
