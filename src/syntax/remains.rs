//! What remains of an item with a mistake. The clause with the mistake is left out, so that mistakes
//! in others are told, and names in them looked up; it means nothing, and is no part of the law.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::FileId;

use super::Item;
use super::brackets::MISTAKES_LIMIT;
use super::clause_order::begins_clause;
use super::failure::read;
use super::node::{Node, Rule};
use super::out_of_order::item_around;
use super::parse::{Parsed, keep};
use super::scan::scan;
use super::unexpected::unexpected;

/// An item of more bytes than that is given up with its first mistake.
const LONGEST: usize = 1 << 16;

/// Clauses without which an item is none, and what stands for them.
const NEEDED: &[(&str, &str)] = &[("on", "on 2000-01-01"), ("claim", "claim a")];

/// What is found in an item behind its first mistake.
#[derive(Default)]
pub struct Remains {
    /// Further mistakes.
    pub diagnostics: Vec<Diagnostic>,
    /// The item without its mistaken clauses.
    pub items: Vec<Item>,
}

impl Remains {
    /// Builds an item that remains, with what is wrong in it.
    fn keep(&mut self, node: &Node<'_>) {
        let mut parsed = Parsed::default();
        keep(node, &mut parsed);
        self.diagnostics.extend(parsed.diagnostics);
        self.items.extend(parsed.items);
        self.items.extend(parsed.remains);
    }
}

/// What remains of the item, or rule of a provision, that is a stretch of a text, of which the
/// grammar refused a place.
pub fn remains(file: FileId, text: &str, item: Range<usize>, place: usize) -> Remains {
    let mut found = Remains::default();
    if item.len() > LONGEST {
        return found;
    }
    let Some(mut text) = text.get(..item.end).map(str::to_owned) else {
        return found;
    };
    let word = item_around(text.get(item.clone()).unwrap_or_default()).unwrap_or_default();
    // Whatever stands in a case without a day is refused for want of it.
    let own = text.get(item.clone()).unwrap_or_default();
    if word == "case" && !scan(own).any(|sign| sign.text == "on") {
        return found;
    }
    let mut place = place;
    while found.diagnostics.len() < MISTAKES_LIMIT {
        let Some(clause) = clause_around(&text, &item, word, place) else {
            return found;
        };
        let end = clause.end;
        if !leave_out(&mut text, clause) {
            return found;
        }
        let own = text.get(item.start..).unwrap_or_default();
        match read(Rule::whole_item, own) {
            Ok(mut pairs) => {
                let Some(pair) = pairs.next().and_then(|pair| pair.into_inner().next()) else {
                    return found;
                };
                found.keep(&Node::new(pair, file, item.start));
                return found;
            }
            Err(failure) => {
                let refused = item.start + failure.place;
                place = item.start + failure.within();
                let ends = text
                    .get(place..)
                    .is_none_or(|rest| scan(rest).next().is_none_or(|sign| sign.text == "}"));
                // Else it is a consequence of what was left out.
                if place < end || ends {
                    return found;
                }
                let told = unexpected(file, &text, item.start, refused, Some(&failure));
                found.diagnostics.push(told);
            }
        }
    }
    found
}

/// The clause within the braces of an item that a place belongs to. Clauses begin lines, those with
/// a misspelt word as far to the right as the first.
fn clause_around(
    text: &str,
    item: &Range<usize>,
    word: &str,
    place: usize,
) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    let mut begins = Vec::new();
    let mut indent = None;
    let mut end = item.end;
    for sign in scan(text.get(item.clone())?) {
        let at = item.start + sign.at;
        if depth == 1 && sign.indent.is_some() && sign.is_word() {
            indent = indent.or(sign.indent);
            if sign.indent == indent || begins_clause(word, sign.text) {
                begins.push(at);
            }
        }
        match sign.text {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && sign.text == "}" {
            end = at;
            break;
        }
    }
    begins.push(end);
    let pairs = begins.iter().zip(begins.iter().skip(1));
    let clauses: Vec<Range<usize>> = pairs.map(|(start, end)| *start..*end).collect();
    let own = clauses.iter().find(|clause| clause.contains(&place))?;
    // Where a clause is not wanted yet, something is missing at the end of the one before it.
    let before = clauses.iter().find(|clause| clause.end == place);
    let known = text.get(own.clone()).and_then(|own| scan(own).next())?;
    let before = before.filter(|_| own.start == place && begins_clause(word, known.text));
    Some(before.unwrap_or(own).clone())
}

/// Puts blanks in place of a clause, or what stands for it; tells whether that can be done.
fn leave_out(text: &mut String, clause: Range<usize>) -> bool {
    let Some(written) = text.get(clause.clone()) else {
        return false;
    };
    let mut signs = scan(written).map(|sign| sign.text);
    let first = signs.next().unwrap_or_default();
    let needed = NEEDED.iter().find(|(word, _)| *word == first);
    let stands = needed.map_or("", |(_, stands)| *stands);
    if first == "rule" || first == "provision" || stands.len() > written.len() {
        return false;
    }
    let blank = written.bytes().skip(stands.len()).map(|byte| match byte {
        b'\n' => '\n',
        _ => ' ',
    });
    let instead: String = stands.chars().chain(blank).collect();
    text.replace_range(clause, &instead);
    true
}

/// Keeps what remains of an item in which days do not exist: the day at hand in their place.
pub fn with_other_days(node: &Node<'_>, found: &[Diagnostic]) -> Remains {
    let (span, mut text) = (node.span(), node.text().to_owned());
    let mut remains = Remains::default();
    for one in found {
        let place = one.labels.first().map(|label| label.span);
        let Some(place) = place.filter(|_| one.code == Code::NoSuchDay) else {
            return remains;
        };
        let start = place.start.saturating_sub(span.start) as usize;
        let day = start..start + place.len() as usize;
        if text
            .get(day.clone())
            .is_none_or(|day| day.len() < "day".len())
        {
            return remains;
        }
        text.replace_range(day.clone(), &format!("{:1$}", "day", day.len()));
    }
    if let Ok(mut pairs) = read(Rule::item, &text)
        && let Some(pair) = pairs.next()
    {
        remains.keep(&Node::new(pair, span.file, span.start as usize));
    }
    remains
}
