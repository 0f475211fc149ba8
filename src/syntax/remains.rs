//! What remains of an item with a mistake. The clause with the mistake is left out, so that mistakes
//! in others are told, and names in them looked up; it means nothing, and is no part of the law.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::FileId;

use super::Item;
use super::brackets::MISTAKES_LIMIT;
use super::clause_order::{begins_clause, stands_before};
use super::failure::read;
use super::node::{Node, Rule};
use super::out_of_order::item_around;
use super::parse::{Parsed, keep};
use super::scan::scan;
use super::unexpected::unexpected;

/// An item of more bytes than that is given up with its first mistake.
const LONGEST: usize = 1 << 16;

/// A clause without which an item is none.
struct Needed {
    of: &'static str,
    clause: &'static str,
    /// What stands for it where it is left out.
    stands: &'static str,
}

const NEEDED: &[Needed] = &[
    Needed {
        of: "case",
        clause: "on",
        stands: "on 2000-01-01",
    },
    Needed {
        of: "prove",
        clause: "claim",
        stands: "claim a",
    },
];

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
    // Whatever stands in a case without a day, or a claim without its words, is refused for want of it.
    let own = text.get(item.clone()).unwrap_or_default();
    let needed = NEEDED.iter().find(|needed| needed.of == word);
    if needed.is_some_and(|needed| !has_clause(own, needed.clause)) {
        return found;
    }
    let mut place = place;
    while found.diagnostics.len() < MISTAKES_LIMIT {
        let Some(clause) = clause_around(&text, &item, word, place) else {
            return found;
        };
        let end = clause.end;
        if !leave_out(&mut text, item.start, clause) {
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

/// Whether a clause of an item is there. What is given or expected of a day has `on` in it, too.
fn has_clause(item: &str, clause: &str) -> bool {
    let mut begun = false;
    scan(item).any(|sign| {
        begun |= clause == "on" && matches!(sign.text, "under" | "given" | "step" | "expect");
        sign.text == clause && (!begun || sign.indent.is_some())
    })
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
            // The grounds of a value of a parameter belong to it.
            let is_clause = word != "parameter" && begins_clause(word, sign.text);
            if sign.indent == indent || is_clause {
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
    let first = |clause: &Range<usize>| {
        let sign = text.get(clause.clone()).and_then(|own| scan(own).next())?;
        Some(sign.text)
    };
    let known = first(own)?;
    let before = before.filter(|before| {
        let in_order = first(before).is_some_and(|earlier| !stands_before(word, known, earlier));
        own.start == place && begins_clause(word, known) && in_order
    });
    Some(before.unwrap_or(own).clone())
}

/// Puts blanks in place of a clause of the item that begins at a place, or what stands for it; tells
/// whether that can be done. Of a part of a list, the comma stays that parts its neighbours.
fn leave_out(text: &mut String, item: usize, clause: Range<usize>) -> bool {
    let Some(written) = text.get(clause.clone()) else {
        return false;
    };
    let last = |stretch: Range<usize>| scan(text.get(stretch).unwrap_or_default()).last();
    let is_parted = |at: usize| last(item..at).is_some_and(|sign| matches!(sign.text, "," | "{"));
    let comma = last(clause.clone()).filter(|sign| sign.text == "," && !is_parted(clause.start));
    let comma = comma.map(|sign| clause.start + sign.at);
    let mut signs = scan(written).map(|sign| sign.text);
    let first = signs.next().unwrap_or_default();
    let needed = NEEDED.iter().find(|needed| needed.clause == first);
    let stands = needed.map_or("", |needed| needed.stands);
    if first == "rule" || first == "provision" || stands.len() > written.len() {
        return false;
    }
    let blank = written.bytes().skip(stands.len()).map(|byte| match byte {
        b'\n' => '\n',
        _ => ' ',
    });
    let instead: String = stands.chars().chain(blank).collect();
    text.replace_range(clause, &instead);
    if let Some(comma) = comma {
        text.replace_range(comma..=comma, ",");
    }
    true
}

/// What the grammar takes of the item that begins at a place and ends with the text, for the names in it.
pub fn names_of(file: FileId, text: &str, start: usize) -> Vec<Item> {
    let mut remains = Remains::default();
    if let Some(own) = text.get(start..)
        && let Ok(mut pairs) = read(Rule::item, own)
        && let Some(pair) = pairs.next()
    {
        remains.keep(&Node::new(pair, file, start));
    }
    remains.items
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
