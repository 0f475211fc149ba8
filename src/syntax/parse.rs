use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use pest::Parser;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span, composed};

use super::Item;
use super::brackets::{self, MISTAKES_LIMIT};
use super::build;
use super::depth::{NESTING_LIMIT, too_deep};
use super::expr::Expr;
use super::expression::ExprBuilder;
use super::failure::{Failure, read};
use super::layout::{ITEM_WORDS, Layout, item_word};
use super::node::{Grammar, Node, Rule};
use super::remains::{remains, with_other_days};
use super::scan::scan;
use super::unexpected::unexpected;
use super::unseen::{self, seen};

/// What was understood of a file.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The items without mistakes, in the order of the file.
    pub items: Vec<Item>,
    /// One diagnostic for each mistake.
    pub diagnostics: Vec<Diagnostic>,
    /// Names that broken items seem to declare: references to them are no second mistake.
    pub broken: BTreeSet<String>,
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
        let mut unsound = unseen::check(file, &text);
        let brackets = brackets::check(file, &text);
        let stopped = unsound.stopped.or(brackets.stopped);
        unsound.diagnostics.extend(brackets.diagnostics);
        unsound.diagnostics.extend(line_ends);
        if let Some(at) = stopped {
            note_rest(
                &mut unsound.diagnostics,
                file,
                at,
                "the file is not read from here on",
            );
        }
        unsound.holes.extend(brackets.holes);
        let mut parser = FileParser {
            file,
            text: text.into_owned(),
            layout: OnceCell::new(),
            parsed: Parsed {
                diagnostics: unsound.diagnostics,
                ..Parsed::default()
            },
        };
        for hole in merged(unsound.holes) {
            parser.leave_out(hole);
        }
        parser.leave_out_depths();
        parser.items();
        parser.parsed
    })
}

/// Parses one expression that is all of `text`.
pub fn parse_expr(file: FileId, text: &str, found: &mut Vec<Diagnostic>) -> Option<Expr> {
    stacker::grow(STACK, || {
        let mut mistakes = unseen::check(file, text).diagnostics;
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

/// A mistake, and the place that the grammar refused.
struct Mistake {
    place: usize,
    told: Diagnostic,
}

struct FileParser {
    file: FileId,
    /// The text, with blanks in place of what was left out.
    text: String,
    /// Made when what is unsound has been left out.
    layout: OnceCell<Layout>,
    parsed: Parsed,
}

impl FileParser {
    /// What was understood of a file that the grammar accepts, whatever its layout; `None` of any
    /// other.
    fn accepted(&self) -> Option<Parsed> {
        let mut parsed = self.parsed.clone();
        let mut at = skip_blank(&self.text, 0);
        while let Some(rest) = self.text.get(at..).filter(|rest| !rest.is_empty()) {
            let pair = Grammar::parse(Rule::item, rest).ok()?.next()?;
            let node = Node::new(pair, self.file, at);
            let end = at + node.text().len();
            keep(&node, &mut parsed);
            if parsed.diagnostics.len() >= MISTAKES_LIMIT {
                return None;
            }
            at = skip_blank(&self.text, end);
        }
        Some(parsed)
    }

    fn items(&mut self) {
        // Layout is asked only where the grammar does not tell what belongs together.
        if let Some(parsed) = self.accepted() {
            self.parsed = parsed;
            return;
        }
        let mut at = skip_blank(&self.text, 0);
        while at < self.text.len() {
            let region = self.region_at(at);
            if self.parsed.diagnostics.len() >= MISTAKES_LIMIT {
                self.note_names(at..self.text.len());
                self.count_broken(region);
                return;
            }
            let end = match self.item(region.clone()) {
                Ok(end) => end,
                Err(_) => self.recover(region),
            };
            at = skip_blank(&self.text, end);
        }
    }

    /// Counts the items with mistakes from a region on, of which no more is told.
    fn count_broken(&mut self, region: Range<usize>) {
        let mut first = None;
        let mut count = 0_usize;
        let mut region = region;
        while let Some(text) = self
            .text
            .get(region.clone())
            .filter(|text| !text.is_empty())
        {
            let at = region.start;
            let end = match Grammar::parse(Rule::item, text) {
                Ok(pairs) => at + pairs.last().map_or(text.len(), |pair| pair.as_span().end()),
                Err(_) => {
                    first = first.or(Some(at));
                    count += 1;
                    region.end
                }
            };
            let next = skip_blank(&self.text, end);
            if next >= self.text.len() {
                break;
            }
            region = self.region_at(next);
        }
        let words = match count {
            1 => "one item more has mistakes, which are not told".to_owned(),
            count => format!("from here on {count} more items have mistakes, which are not told"),
        };
        if let Some(at) = first {
            note_rest(&mut self.parsed.diagnostics, self.file, at, &words);
        }
    }

    /// Parses and keeps the item that begins a region; returns where it ends.
    fn item(&mut self, region: Range<usize>) -> Result<usize, Box<Mistake>> {
        let at = region.start;
        let within = self.text.get(region).unwrap_or_default();
        let mut pairs = match read(Rule::item, within) {
            Ok(pairs) => pairs,
            Err(failure) => {
                let end = at + within.len();
                let place = at + failure.place;
                let text = self.text.get(..end).unwrap_or_default();
                return Err(self.mistake(text, at, place, Some(&failure)));
            }
        };
        let Some(pair) = pairs.next() else {
            return Ok(self.text.len());
        };
        let node = Node::new(pair, self.file, at);
        let end = at + node.text().len();
        if let Some(found) = self.goes_on(at..end, at + within.len()) {
            return Err(found);
        }
        keep(&node, &mut self.parsed);
        Ok(end)
    }

    /// What is wrong with an item behind which its line goes on, or a line that is indented more,
    /// with something that is no item: it belongs to this one, which therefore has another meaning
    /// than what was read of it.
    fn goes_on(&self, item: Range<usize>, region: usize) -> Option<Box<Mistake>> {
        let text = self.text.get(..region)?;
        let next = skip_blank(text, item.end);
        let rest = text.get(next..).filter(|rest| !rest.is_empty())?;
        let last = item.start + text.get(item.clone())?.trim_end().len();
        if text.get(last..next)?.contains('\n') && indent(text, next) <= indent(text, item.start) {
            return None;
        }
        let mut signs = scan(rest);
        let (first, second) = (signs.next()?, signs.next());
        if item_word(&first, second.as_ref()).is_some() || Grammar::parse(Rule::item, rest).is_ok()
        {
            return None;
        }
        let failure = read(Rule::whole_item, text.get(item.start..)?).err();
        let failure = failure.filter(|failure| item.start + failure.place >= next);
        let at = failure
            .as_ref()
            .map_or(next, |failure| item.start + failure.place);
        Some(self.mistake(text, item.start, at, failure.as_ref()))
    }

    /// Reports the mistakes of a broken item; returns where it ends. Broken rules of a provision
    /// are left out, so that their sisters are still seen.
    fn recover(&mut self, item: Range<usize>) -> usize {
        let rules: Vec<Range<usize>> = self
            .layout()
            .rules(item.clone())
            .filter(|rule| rule.start > item.start)
            .collect();
        for rule in rules {
            if let Some(mistake) = self.mistake_in_rule(&rule) {
                self.tell(mistake, rule.clone());
                self.leave_out(rule);
            }
            if self.parsed.diagnostics.len() >= MISTAKES_LIMIT {
                break;
            }
        }
        match self.item(item.clone()) {
            Ok(end) => end,
            Err(mistake) => {
                self.tell(mistake, item.clone());
                self.note_names(item.clone());
                // Perhaps only the first word is misspelt.
                let text = self.text.get(item.clone()).unwrap_or_default();
                let second = scan(text).nth(1).filter(|sign| sign.is_word());
                self.parsed
                    .broken
                    .extend(second.map(|sign| composed(sign.text).into_owned()));
                item.end
            }
        }
    }

    /// Reports the first mistake of an item or rule, and those in its other clauses.
    fn tell(&mut self, mistake: Box<Mistake>, item: Range<usize>) {
        self.parsed.diagnostics.push(mistake.told);
        let rest = remains(self.file, &self.text, item, mistake.place);
        self.parsed.diagnostics.extend(rest.diagnostics);
        self.parsed.remains.extend(rest.items);
    }

    /// What the grammar says of a place in what begins at `start`, up to where `text` ends.
    fn mistake(
        &self,
        text: &str,
        start: usize,
        at: usize,
        failure: Option<&Failure>,
    ) -> Box<Mistake> {
        let further = failure.and_then(|failure| failure.further.as_deref());
        let place = further.map_or(at, |further| at.max(start + further.place));
        let told = unexpected(self.file, text, start, at, failure);
        Box::new(Mistake { place, told })
    }

    /// Why a rule of a provision is none.
    fn mistake_in_rule(&self, rule: &Range<usize>) -> Option<Box<Mistake>> {
        let (at, text) = (rule.start, self.text.get(..rule.end).unwrap_or_default());
        match read(Rule::rule, text.get(at..).unwrap_or_default()) {
            Ok(pairs) => {
                let length = pairs.last().map_or(0, |pair| pair.as_span().end());
                let end = skip_blank(text, at + length);
                (end < text.len()).then(|| self.mistake(text, at, end, None))
            }
            Err(failure) => {
                let place = at + failure.place;
                Some(self.mistake(text, at, place, Some(&failure)))
            }
        }
    }

    /// The item at a place, by layout, so that one without its end does not run into the next. The
    /// rules of a provision may stand as far to the left as the provision itself, which therefore
    /// ends with its brace: brackets are sound here.
    fn region_at(&self, at: usize) -> Range<usize> {
        let rest = self.text.get(at..).unwrap_or_default();
        if rest.starts_with("provision")
            && let Some(length) = braced(rest)
        {
            return at..at + length;
        }
        let end = self.layout().end(at, indent(&self.text, at)).max(at + 1);
        at..at + closed(rest, end - at)
    }

    fn layout(&self) -> &Layout {
        self.layout.get_or_init(|| Layout::of(&self.text))
    }

    /// Reports and leaves out what nests too deep for the parser.
    fn leave_out_depths(&mut self) {
        let Some(at) = too_deep(&self.text) else {
            return;
        };
        self.parsed.diagnostics.push(nested_too_deep(self.file, at));
        let item = Layout::of(&self.text).outermost(at);
        self.leave_out(item);
        if too_deep(&self.text).is_some() {
            self.leave_out(0..self.text.len());
        }
    }

    /// Puts blanks in place of a stretch, which declares nothing any more.
    fn leave_out(&mut self, hole: Range<usize>) {
        self.note_names(hole.clone());
        let Some(text) = self.text.get(hole.clone()) else {
            return;
        };
        let blank = text
            .bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
            .collect::<String>();
        self.text.replace_range(hole, &blank);
    }

    /// Notes the names that a broken stretch seems to declare.
    fn note_names(&mut self, stretch: Range<usize>) {
        let text = self.text.get(stretch).unwrap_or_default();
        note_names(text, &mut self.parsed.broken);
    }
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
    note_names(node.text(), &mut parsed.broken);
}

/// Notes the names that a broken text seems to declare.
fn note_names(text: &str, broken: &mut BTreeSet<String>) {
    let text = seen(text);
    let text = text.as_ref();
    let words: Vec<Cow<'_, str>> = scan(text)
        .filter(|sign| sign.is_word())
        .map(|sign| composed(sign.text))
        .collect();
    for (word, next) in words.iter().zip(words.iter().skip(1)) {
        if ITEM_WORDS.contains(&word.as_ref()) {
            broken.insert(next.clone().into_owned());
        }
    }
    // Values of an enumeration or reading, parameters of a procedure or event, fields of a
    // record.
    let lists = ["enum", "reading", "procedure", "event", "record"];
    if words.iter().any(|word| lists.contains(&word.as_ref())) {
        broken.extend(words.into_iter().map(Cow::into_owned));
    }
}

/// How far the line of a place is indented. An item behind another on its line is indented as the
/// line.
fn indent(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..).unwrap_or_default();
    line.len() - line.trim_start().len()
}

/// The length of a text up to the brace that closes its first one.
fn braced(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for sign in scan(text) {
        match sign.text {
            "{" => depth += 1,
            "}" => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(sign.end());
                }
            }
            _ => {}
        }
    }
    None
}

/// Where all brackets are closed that a text opens before a place; the place, where all are there.
fn closed(text: &str, place: usize) -> usize {
    let mut depth = 0_usize;
    for sign in scan(text) {
        if sign.at >= place && depth == 0 {
            break;
        }
        match sign.text {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                if sign.at >= place && depth == 0 {
                    return sign.end();
                }
            }
            _ => {}
        }
    }
    place
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
fn note_rest(found: &mut [Diagnostic], file: FileId, at: usize, words: &str) {
    let start = u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span::new(file, start, start.saturating_add(1));
    if let Some(last) = found.get_mut(MISTAKES_LIMIT - 1) {
        *last = last.clone().note(words, span, "");
    }
}

fn nested_too_deep(file: FileId, at: usize) -> Diagnostic {
    let start = u32::try_from(at).unwrap_or(u32::MAX);
    let message = format!("brackets and conditions nest deeper than {NESTING_LIMIT} levels");
    Diagnostic::new(Code::TooDeep, message)
        .at(
            Span::new(file, start, start.saturating_add(1)),
            "one level too many",
        )
        .help("name a part of the expression by `define`")
}

fn skip_blank(text: &str, at: usize) -> usize {
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
        let one = "one item more has mistakes, which are not told";
        assert_eq!(told(&broken(101)), (100, one.to_owned()));
        let many = "from here on 30 more items have mistakes, which are not told";
        assert_eq!(told(&broken(130)), (100, many.to_owned()));
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
