//! A scan of brackets and quotation marks before parsing: it finds what is never closed, which the
//! grammar could only report as something unexpected much later.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span};

use super::clause_order::MEMBERS;
use super::depth::NESTING_LIMIT;
use super::layout::{ITEM_WORDS, Layout, item_word};
use super::scan::{Sign, scan};
use super::turned::until_unclosed;
use super::unopened::unopened;

/// Items that have braces around what they say.
const BRACED: &[&str] = &[
    "source",
    "act",
    "canon",
    "reading",
    "enum",
    "record",
    "parameter",
    "provision",
    "rule",
    "restate",
    "repeal",
    "move",
    "case",
    "prove",
];

/// After so many mistakes the rest of a file is not read.
pub const MISTAKES_LIMIT: usize = 100;

/// So many signs what is open is looked for to be closed.
const LONGEST_LIST: usize = 200;

/// Words of no more bytes are told in full.
const BRIEF: usize = 60;

/// What is unsound in a file: one diagnostic for each mistake, and the stretches to be left out so
/// that the rest is sound.
#[derive(Default)]
pub struct Unsound {
    pub diagnostics: Vec<Diagnostic>,
    pub holes: Vec<Range<usize>>,
    /// Where reading was given up, after too many mistakes.
    pub stopped: Option<usize>,
}

/// Checks strings and brackets of `text`. Brackets in strings and comments do not count. Linear.
pub fn check(file: FileId, text: &str) -> Unsound {
    if is_sound(text) {
        return Unsound::default();
    }
    // Only now does layout matter: it tells which bracket of a broken file is the culprit.
    let signs = until_unclosed(text);
    let mut search = Search {
        file,
        text,
        layout: Layout::new(&signs, text.len()),
        open: Vec::new(),
        line: Line::default(),
        last_brace: None,
        found: Unsound::default(),
    };
    let mut skip_to = 0;
    for (place, sign) in signs.iter().enumerate() {
        if sign.at < skip_to {
            continue;
        }
        if search.found.diagnostics.len() >= MISTAKES_LIMIT {
            search.found.holes.push(sign.at..text.len());
            search.found.stopped = Some(sign.at);
            return search.found;
        }
        if sign.is_unclosed() {
            skip_to = search.unclosed_string(sign);
            continue;
        }
        let word = item_word(sign, signs.get(place + 1));
        search.read(sign, word);
        let behind = signs.get(place + 1..).unwrap_or_default();
        if word == Some("provision") && lacks_brace(behind) {
            search.never_begun(sign);
        }
        match sign.text {
            "{" | "(" | "[" => {
                let before = place.checked_sub(1).and_then(|place| signs.get(place));
                search.opens(sign, before);
            }
            "}" => search.closes_brace(sign, behind),
            ")" => search.closes_other(sign, "(", behind),
            "]" => search.closes_other(sign, "[", behind),
            _ => {}
        }
    }
    let open = std::mem::take(&mut search.open);
    for bracket in open.iter().rev().take(MISTAKES_LIMIT) {
        search.never_closed(bracket);
    }
    search.found
}

fn is_sound(text: &str) -> bool {
    let mut open = Vec::new();
    for sign in scan(text) {
        match sign.text {
            "{" | "(" | "[" => open.push(sign.text),
            "}" if open.pop() != Some("{") => return false,
            ")" if open.pop() != Some("(") => return false,
            "]" if open.pop() != Some("[") => return false,
            _ if sign.is_unclosed() => return false,
            _ => {}
        }
    }
    open.is_empty()
}

/// A bracket that is open.
struct Bracket {
    at: usize,
    sign: &'static str,
    line: Line,
    /// It is missing, and would stand in what begins here.
    missing: bool,
}

/// Where the scan is.
#[derive(Clone, Copy, Default)]
struct Line {
    number: usize,
    indent: usize,
    /// The item or rule that began last is a provision: rules may stand in its braces.
    holds_rules: bool,
}

/// Whether a rule or provision begins in a provision before its brace is opened, by what follows its word.
fn lacks_brace(behind: &[Sign<'_>]) -> bool {
    let nexts = behind.iter().skip(1).map(Some).chain([None]);
    let mut until_brace = behind
        .iter()
        .zip(nexts)
        .take_while(|(sign, _)| !matches!(sign.text, "{" | "}") && !sign.is_unclosed());
    let first = until_brace.find_map(|(sign, next)| item_word(sign, next));
    first.is_some_and(|word| MEMBERS.contains(&word))
}

/// Whether a string has a line that closes a brace, by how far both are indented.
fn closes(string: &Sign<'_>, brace: &Bracket) -> bool {
    let mut lines = string.text.lines().skip(1);
    let is_brace = |line: &str| {
        let begun = line.trim_start();
        begun.starts_with('}') && line.len() - begun.len() == brace.line.indent
    };
    brace.sign == "{" && lines.any(is_brace)
}

struct Search<'t> {
    file: FileId,
    text: &'t str,
    layout: Layout,
    open: Vec<Bracket>,
    line: Line,
    /// Where the last brace was opened that is none around values, as in `in {one, two}`, or an element.
    last_brace: Option<usize>,
    found: Unsound,
}

impl Search<'_> {
    /// Takes note of lines and of the item or rule that begins. What is open and cannot contain it
    /// was never closed.
    fn read(&mut self, sign: &Sign<'_>, word: Option<&str>) {
        if let Some(indent) = sign.indent {
            self.line.number += 1;
            self.line.indent = indent;
        }
        let Some(word) = word else { return };
        self.line.holds_rules = word == "provision";
        let Some(indent) = sign.indent else { return };
        let member = matches!(word, "rule" | "provision");
        while let Some(top) = self.open.pop_if(|top| {
            let further = top.line.indent < indent + usize::from(top.missing);
            let contains = top.line.holds_rules && top.sign == "{" && further;
            !(member && contains)
        }) {
            self.never_closed(&top);
        }
    }

    fn opens(&mut self, sign: &Sign<'_>, before: Option<&Sign<'_>>) {
        let lists_values = before.is_some_and(|before| before.text == "in");
        let is_element = self.open.last().is_some_and(|top| top.sign == "[");
        if sign.text == "{" && !lists_values && !is_element {
            self.last_brace = Some(sign.at);
        }
        self.open.push(Bracket {
            at: sign.at,
            sign: match sign.text {
                "(" => "(",
                "[" => "[",
                _ => "{",
            },
            line: self.line,
            missing: false,
        });
    }

    fn closes_other(&mut self, sign: &Sign<'_>, opening: &str, behind: &[Sign<'_>]) {
        let mut near = self.open.iter().enumerate().rev().take(NESTING_LIMIT);
        let Some((closed, _)) = near.find(|(_, bracket)| bracket.sign == opening) else {
            return self.closes_nothing(sign);
        };
        if self.are_closed(closed, behind) {
            return self.closes_nothing(sign);
        }
        while self.open.len() > closed + 1 {
            if let Some(bracket) = self.open.pop() {
                self.never_closed(&bracket);
            }
        }
        self.open.pop();
    }

    /// Whether several brackets are open from this one on, and these signs close them all.
    fn are_closed(&self, from: usize, behind: &[Sign<'_>]) -> bool {
        let within = self.open.get(from..).unwrap_or_default();
        let mut open: Vec<&str> = within.iter().map(|bracket| bracket.sign).collect();
        if open.len() < 2 {
            return false;
        }
        for sign in behind.iter().take(LONGEST_LIST) {
            match sign.text {
                "{" | "(" | "[" => open.push(sign.text),
                "}" if open.pop() != Some("{") => return false,
                ")" if open.pop() != Some("(") => return false,
                "]" if open.pop() != Some("[") => return false,
                _ => {}
            }
            if open.is_empty() {
                return true;
            }
            if ITEM_WORDS.contains(&sign.text) && sign.indent.is_some() {
                return false;
            }
        }
        false
    }

    /// Whether the innermost bracket that is open is a square one that these signs close.
    fn is_within_list(&self, behind: &[Sign<'_>]) -> bool {
        if self.open.last().is_none_or(|top| top.sign != "[") {
            return false;
        }
        let mut depth = 0_usize;
        let closes = behind.iter().take(LONGEST_LIST).find(|sign| {
            match sign.text {
                "[" => depth += 1,
                "]" if depth == 0 => return true,
                "]" => depth -= 1,
                _ => {}
            }
            ITEM_WORDS.contains(&sign.text) && sign.indent.is_some()
        });
        closes.is_some_and(|sign| sign.text == "]")
    }

    fn closes_brace(&mut self, sign: &Sign<'_>, behind: &[Sign<'_>]) {
        if sign.indent.is_none() && self.is_within_list(behind) {
            self.closes_nothing(sign);
            // Without its element the list is none.
            let list = self.layout.around(sign.at);
            return self.found.holes.extend(list);
        }
        let braces = || {
            let near = self.open.iter().enumerate().rev().take(NESTING_LIMIT);
            near.filter(|(_, bracket)| bracket.sign == "{")
        };
        let line = self.line;
        let aligned = braces().find(|(_, brace)| sign.indent == Some(brace.line.indent));
        let innermost = braces().next().filter(|(_, brace)| match sign.indent {
            Some(indent) => brace.line.indent >= indent,
            None => brace.line.number == line.number || !brace.line.holds_rules,
        });
        let Some((closed, _)) = aligned.or(innermost) else {
            return self.closes_nothing(sign);
        };
        while self.open.len() > closed + 1 {
            if let Some(bracket) = self.open.pop() {
                self.never_closed(&bracket);
            }
        }
        if let Some(provision) = self.open.pop().filter(|brace| brace.missing) {
            self.found.holes.push(provision.at..sign.end());
        }
    }

    /// The brace of a provision is missing: what closes it is no second mistake.
    fn never_begun(&mut self, provision: &Sign<'_>) {
        let message = "the `{` of this `provision` is missing";
        self.found.diagnostics.push(
            Diagnostic::new(Code::Unclosed, message)
                .at(self.stretch(provision.at..provision.end()), "")
                .help("write `{` behind its name, its title and its act"),
        );
        self.open.push(Bracket {
            at: provision.at,
            sign: "{",
            line: self.line,
            missing: true,
        });
    }

    fn never_closed(&mut self, bracket: &Bracket) {
        if bracket.missing {
            let provision = self.layout.around(bracket.at);
            return self.found.holes.extend(provision);
        }
        let opening = bracket.sign;
        let closing = match opening {
            "(" => ")",
            "[" => "]",
            _ => "}",
        };
        self.found.diagnostics.push(
            Diagnostic::new(Code::Unclosed, format!("this `{opening}` is never closed"))
                .at(self.span(bracket.at), "opened here")
                .help(format!("close it with `{closing}`")),
        );
        let hole = self.layout.around(bracket.at);
        self.found
            .holes
            .push(hole.unwrap_or(bracket.at..bracket.at + 1));
    }

    /// The item or rule of which a brace closes what was never opened, where it has no other one.
    fn never_opened(&self, sign: &Sign<'_>) -> Option<Range<usize>> {
        let item = self.layout.around(sign.at).filter(|_| sign.text == "}")?;
        let braced = self
            .layout
            .word(item.start)
            .is_some_and(|word| BRACED.contains(&word));
        let opened = self.last_brace.is_some_and(|brace| brace >= item.start);
        (braced && !opened).then(|| item.start..sign.end())
    }

    fn closes_nothing(&mut self, sign: &Sign<'_>) {
        if let Some(item) = self.never_opened(sign) {
            let word = self.layout.word(item.start).unwrap_or_default();
            let message = format!("the `{{` of this `{word}` is missing");
            self.found.diagnostics.push(
                Diagnostic::new(Code::Unclosed, message)
                    .at(self.span(sign.at), "this closes it")
                    .help("write `{` behind its name, its title and what it is about"),
            );
            self.found.holes.push(item);
            return;
        }
        self.found.diagnostics.push(
            Diagnostic::new(
                Code::Unclosed,
                format!("this `{}` closes nothing", sign.text),
            )
            .at(self.span(sign.at), "")
            .help("remove it, or open the bracket it belongs to"),
        );
        self.found.holes.push(sign.at..sign.end());
    }

    /// Returns where the scan goes on: behind the item or rule in which the string stands.
    fn unclosed_string(&mut self, sign: &Sign<'_>) -> usize {
        let string = sign.at..sign.end();
        let mut hole = self.layout.around(sign.at).unwrap_or(string);
        self.found
            .diagnostics
            .push(match unopened(self.text, hole.start, sign.at) {
                Some(words) => self.never_opened_words(words),
                None => Diagnostic::new(Code::Unclosed, "this quotation mark is never closed")
                    .at(self.span(sign.at), "")
                    .help("close it with `\"`; a quotation has no empty line in it"),
            });
        // What it swallows may close a brace around it.
        let around = self.open.iter().find(|around| closes(sign, around));
        if let Some(item) = around.and_then(|around| self.layout.around(around.at)) {
            hole.start = hole.start.min(item.start);
        }
        let end = hole.end.max(sign.end());
        self.open.retain(|bracket| !hole.contains(&bracket.at));
        self.found.holes.push(hole.start..end);
        end
    }

    /// That some words lack the quotation mark before them.
    fn never_opened_words(&self, words: Range<usize>) -> Diagnostic {
        let written = self.text.get(words.clone()).unwrap_or_default();
        let first = scan(written).next().map_or("", |sign| sign.text);
        let message = format!("the quotation mark before `{first}` is missing");
        let is_brief = written.len() <= BRIEF && !written.contains('\n');
        let help = match is_brief {
            true => format!("write `\"{written}\"`"),
            false => format!("write `\"{first} …\"`"),
        };
        let place = words.start..words.start + first.len();
        Diagnostic::new(Code::Unclosed, message)
            .at(self.stretch(place), "")
            .help(help)
    }

    fn span(&self, at: usize) -> Span {
        self.stretch(at..at.saturating_add(1))
    }

    fn stretch(&self, place: Range<usize>) -> Span {
        let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(self.file, clip(place.start), clip(place.end))
    }
}
