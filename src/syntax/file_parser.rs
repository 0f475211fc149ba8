//! A rule file, item by item: a broken one is reported, and reading goes on behind it.

use std::cell::OnceCell;
use std::ops::Range;

use pest::Parser;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::FileId;

use super::brackets::MISTAKES_LIMIT;
use super::broken_names::note_names;
use super::depth::too_deep;
use super::failure::{Failure, read};
use super::layout::{Layout, item_word};
use super::node::{Grammar, Node, Rule};
use super::parse::{Parsed, keep, nested_too_deep, note_rest, skip_blank};
use super::remains::{names_of, remains};
use super::scan::{begins_line, scan};
use super::unexpected::unexpected;

/// A mistake, and the place that the grammar refused.
struct Mistake {
    place: usize,
    told: Diagnostic,
}

/// A rule file that is being read.
pub struct FileParser {
    file: FileId,
    /// The text, with blanks in place of what was left out.
    text: String,
    /// Made when what is unsound has been left out.
    layout: OnceCell<Layout>,
    parsed: Parsed,
    /// Where brackets have no other one: what is around them may have lost its beginning.
    unpaired: Vec<usize>,
    /// How many items and rules have mistakes that are not told, and where the first of them begins.
    untold: Option<(usize, usize)>,
}

impl FileParser {
    /// Of a text in which these mistakes were found before it is read.
    pub fn new(file: FileId, text: String, diagnostics: Vec<Diagnostic>) -> Self {
        let unclosed = diagnostics.iter().filter(|one| one.code == Code::Unclosed);
        let places = unclosed.filter_map(|one| one.labels.first());
        Self {
            file,
            text,
            unpaired: places.map(|label| label.span.start as usize).collect(),
            layout: OnceCell::new(),
            parsed: Parsed {
                diagnostics,
                ..Parsed::default()
            },
            untold: None,
        }
    }

    /// What is understood of the text without these stretches.
    pub fn read(mut self, holes: Vec<Range<usize>>) -> Parsed {
        let is_mark =
            |hole: &&Range<usize>| matches!(self.text.get((*hole).clone()), Some(")" | "]"));
        let marks: Vec<usize> = holes
            .iter()
            .filter(is_mark)
            .map(|hole| hole.start)
            .collect();
        for hole in holes {
            self.leave_out(hole);
        }
        for mark in marks {
            self.leave_out_unclear(mark);
        }
        self.leave_out_depths();
        self.items();
        self.parsed
    }

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
            if self.is_full() {
                self.note_names(region.clone());
                let end = self.untold(Rule::item, region);
                at = skip_blank(&self.text, end);
                continue;
            }
            let end = match self.item(region.clone()) {
                Ok(end) => end,
                Err(_) => self.recover(region),
            };
            at = skip_blank(&self.text, end);
        }
        self.note_untold();
    }

    /// Says how many items and rules have mistakes of which no more is told.
    fn note_untold(&mut self) {
        let Some((at, count)) = self.untold else {
            return;
        };
        let words = match count {
            1 => "one more item or rule has mistakes, which are not told".to_owned(),
            count => {
                format!(
                    "from here on {count} more items or rules have mistakes, which are not told"
                )
            }
        };
        note_rest(&mut self.parsed.diagnostics, self.file, at, &words);
    }

    /// Parses the item or rule of a region, in which no more mistakes are told; returns where it ends.
    fn untold(&mut self, what: Rule, region: Range<usize>) -> usize {
        let text = self.text.get(region.clone()).unwrap_or_default();
        match Grammar::parse(what, text) {
            Ok(pairs) => {
                let length = pairs.last().map_or(text.len(), |pair| pair.as_span().end());
                region.start + length
            }
            Err(_) => {
                let (_, count) = self.untold.get_or_insert((region.start, 0));
                *count += 1;
                region.end
            }
        }
    }

    fn is_full(&self) -> bool {
        self.parsed.diagnostics.len() >= MISTAKES_LIMIT
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
            .map(|rule| self.without_outer_braces(rule))
            .collect();
        let mut is_partial = false;
        for rule in rules {
            if self.is_full() {
                self.untold(Rule::rule, rule);
                continue;
            }
            if let Some(mistake) = self.mistake_in_rule(&rule) {
                self.tell(*mistake, rule.clone());
                self.leave_out(rule);
                is_partial = true;
            }
        }
        // Which rules its provisions have is not known then.
        if is_partial {
            self.note_names(item.clone());
        }
        if self.is_full() {
            self.note_names(item.clone());
            return item.end;
        }
        match self.item(item.clone()) {
            Ok(end) => end,
            Err(mistake) => {
                self.tell(*mistake, item.clone());
                self.note_names(item.clone());
                item.end
            }
        }
    }

    /// Reports the first mistake of an item or rule, and those in its other clauses, but for what
    /// follows from a bracket.
    fn tell(&mut self, mistake: Mistake, item: Range<usize>) {
        if self.unpaired.iter().any(|at| item.contains(at)) {
            return;
        }
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
        let place = failure.map_or(at, |failure| start + failure.within());
        let told = unexpected(self.file, text, start, at, failure);
        Box::new(Mistake { place, told })
    }

    /// A rule of a provision without what closes the provision on its line.
    fn without_outer_braces(&self, rule: Range<usize>) -> Range<usize> {
        let text = self.text.get(rule.clone()).unwrap_or_default();
        let end = braced(text).filter(|end| {
            let behind = text.get(*end..).unwrap_or_default();
            scan(behind).all(|sign| sign.text == "}")
        });
        rule.start..end.map_or(rule.end, |end| rule.start + end)
    }

    /// Why a rule of a provision is none.
    fn mistake_in_rule(&self, rule: &Range<usize>) -> Option<Box<Mistake>> {
        let (at, text) = (rule.start, self.text.get(..rule.end).unwrap_or_default());
        match read(Rule::rule, text.get(at..).unwrap_or_default()) {
            Ok(pairs) => {
                let length = pairs.last().map_or(0, |pair| pair.as_span().end());
                let end = skip_blank(text, at + length);
                // What begins a line as far to the left stands beside the rule.
                let beside = begins_line(text, end) && indent(text, end) <= indent(text, at);
                (end < text.len() && !beside).then(|| self.mistake(text, at, end, None))
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

    /// Leaves out the item or rule in which a round or square bracket closes nothing, but for the names in
    /// it: what it means without the bracket was not meant.
    fn leave_out_unclear(&mut self, mark: usize) {
        let around = Layout::of(&self.text).around(mark);
        let Some(item) = around else { return };
        let text = self.text.get(..item.end).unwrap_or_default();
        if text
            .get(item.start..)
            .is_some_and(|own| own.starts_with("provision"))
        {
            return;
        }
        self.parsed
            .remains
            .extend(names_of(self.file, text, item.start));
        self.leave_out(item);
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
        note_names(text, &mut self.parsed);
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
