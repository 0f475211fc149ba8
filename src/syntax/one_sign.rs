//! Mistakes of one sign: one that is missing, one too many, or one in place of another. What the
//! mistake is, is found by trying: with the right sign the grammar comes further.

use std::ops::Range;

use super::failure::{Failure, reach};
use super::layout::ITEM_WORDS;
use super::out_of_order::item_around;
use super::scan::{Sign, begins_line, is_word_char, scan};

/// A mistake of one sign.
#[derive(Debug, PartialEq, Eq)]
pub struct OneSign {
    /// The sign that does not belong there, or before which another is missing.
    pub place: Range<usize>,
    pub message: String,
    pub help: String,
}

/// The signs that join others and say nothing by themselves, so that one may be forgotten. Where
/// several would do, `is` is meant: only few words may follow it.
const JOINTS: &[&str] = &[
    "is", ":", ",", "{", "to", "of", "by", "for", "then", "rule", "because", "taints", "claim",
];

/// Those with which a clause or item begins that may begin a line.
const BEGIN: &[&str] = &[
    "then", "rule", "because", "taints", "claim", "when", "given", "expect",
];

/// Those of which one may stand where none belongs, as may the word of an item.
const STRAY: &[&str] = &[
    ":", "=", ".", "is", "to", "of", "the", "from", "all", "day", "on", "in", "as",
];

/// Those of which one may stand in place of another.
const EXCHANGED: &[&str] = &[
    ":", "=", ".", ",", "to", "of", "by", "for", "from", "on", "in", "with", "at", "and",
];

const REACH: &[&str] = &["within reach", "out of reach"];

/// An item of more bytes than that is not tried.
const LONGEST: usize = 1 << 14;

/// What may be missing where several signs may be: more of them help nobody.
const WAYS: usize = 2;

/// The mistake of one sign at a place of a text, in what begins at `start` and the grammar refused.
pub fn one_sign(text: &str, start: usize, at: usize, failure: &Failure) -> Option<OneSign> {
    if at - start > LONGEST {
        return None;
    }
    let mut end = text.len().min(at + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let trial = Trial {
        text: text.get(start..end)?,
        at: at - start,
        failure,
    };
    let mut found = trial.best()?;
    found.place = found.place.start + start..found.place.end + start;
    Some(found)
}

struct Trial<'t> {
    text: &'t str,
    at: usize,
    failure: &'t Failure,
}

impl Trial<'_> {
    /// The change with which the grammar comes furthest. Of several the least is taken: to leave
    /// something out, to write something else, to add something.
    fn best(&self) -> Option<OneSign> {
        let mut behind = scan(self.text.get(self.at..)?);
        let sign = behind.next()?;
        let place = self.at + sign.at..self.at + sign.end();
        let next = behind
            .next()
            .map_or(self.text.len(), |sign| self.at + sign.at);
        let beyond = behind
            .next()
            .map_or(self.text.len(), |sign| self.at + sign.at);
        let before: Vec<Sign<'_>> = scan(self.text.get(..self.at)?).collect();
        let last = *before.last()?;
        let mut changes: Vec<(usize, OneSign)> = Vec::new();
        let mut keep = |reached: Option<usize>, enough: usize, change: OneSign| {
            let further = |known: &(usize, OneSign)| reached > Some(known.0);
            if let Some(reached) = reached.filter(|reached| *reached >= enough)
                && changes.iter().all(further)
            {
                changes = vec![(reached, change)];
            }
        };
        for (stray, enough) in [(last.at..last.end(), next), (place.clone(), beyond)] {
            let word = self.text.get(stray.clone())?;
            let is_stray = STRAY.contains(&word) || ITEM_WORDS.contains(&word) && before.len() > 1;
            // What stands behind a sign too many is something by itself.
            let is_followed = sign.is_word() || sign.is_string() || stray == place;
            if is_stray && is_followed {
                let left_out = OneSign {
                    place: stray.clone(),
                    message: format!("`{word}` does not belong here"),
                    help: format!("leave out `{word}`"),
                };
                keep(self.reach(stray, ""), enough, left_out);
            }
        }
        if let [only] = self.failure.expected.as_slice()
            && let Some(wanted) = keyword(only)
            && EXCHANGED.contains(&sign.text)
        {
            let other = OneSign {
                place: place.clone(),
                message: format!("`{}` does not belong here", sign.text),
                help: format!("write `{wanted}` in place of `{}`", sign.text),
            };
            keep(self.reach(place.clone(), wanted), beyond, other);
        }
        let mut missing: Vec<(usize, &str)> = Vec::new();
        let enough = beyond.max(place.end);
        let here = place.start..place.start;
        for joint in JOINTS.iter().chain(self.clauses(sign.text, place.start)) {
            if let Some(reached) = self.reach(here.clone(), joint) {
                missing.push((reached, joint));
            }
        }
        // Between two operands it is one of many.
        let operator = self.expects("an operator");
        let joined = missing.iter().any(|(reached, _)| *reached >= enough);
        if !(operator && joined)
            && let Some(reached) = self.reach(here, "=")
        {
            missing.push((reached, "="));
        }
        let most = missing.iter().map(|(reached, _)| *reached).max();
        missing.retain(|(reached, _)| Some(*reached) == most);
        if missing.iter().any(|(_, joint)| *joint == "is") {
            missing.truncate(1);
        }
        if missing.len() <= WAYS {
            let (before, behind) = (self.word_until(last), self.word_from(&place));
            let ways: Vec<&str> = missing.iter().map(|(_, joint)| *joint).collect();
            let begins = begins_line(self.text, place.start);
            keep(
                most,
                enough,
                absent(place, &ways, (&before, &behind), operator, begins),
            );
        }
        changes.pop().map(|(_, change)| change)
    }

    /// The words of clauses that may be forgotten before a sign: it begins a line, and the clause would be
    /// the first of its kind, or of those of which there is none behind.
    fn clauses(&self, sign: &str, at: usize) -> &'static [&'static str] {
        let has = |text: Option<&str>, word: &str| {
            text.is_some_and(|text| scan(text).any(|sign| sign.text == word))
        };
        let (before, behind) = (self.text.get(..self.at), self.text.get(self.at..));
        let around = before.and_then(item_around);
        match around {
            Some("case") if sign == "under" => &["expect"],
            _ if !begins_line(self.text, at) => &[],
            Some("case") if has(before, "expect") || !has(behind, "expect") => &["expect"],
            Some("case") if !has(before, "given") => &["given"],
            Some("rule" | "provision") if !has(before, "when") => &["when"],
            _ => &[],
        }
    }

    fn expects(&self, words: &str) -> bool {
        self.failure.expected.iter().any(|one| one == words)
    }

    /// Up to which place of this text the grammar takes it with another sign in place of a stretch.
    fn reach(&self, stretch: Range<usize>, sign: &str) -> Option<usize> {
        let (before, behind) = (
            self.text.get(..stretch.start)?,
            self.text.get(stretch.end..)?,
        );
        let changed = format!("{before} {sign} {behind}");
        let reached = reach(self.failure.what, &changed);
        let length = sign.len() + 2;
        (reached >= stretch.start + length).then(|| reached - length + stretch.len())
    }

    /// A sign that ends something as it is shown, a day or number in full.
    fn word_until(&self, sign: Sign<'_>) -> String {
        let before = self.text.get(..sign.end()).unwrap_or_default();
        let start = before.rfind(|c| !in_figure(c)).map_or(0, |at| {
            at + before
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
        });
        let whole = before.get(start..).filter(|word| is_figure(word));
        brief(whole.unwrap_or(sign.text))
    }

    /// A sign that begins something, in the same way; what is said of reach in full, too.
    fn word_from(&self, place: &Range<usize>) -> String {
        let rest = self.text.get(place.start..).unwrap_or_default();
        if let Some(said) = REACH.iter().find(|said| rest.starts_with(*said)) {
            return (*said).to_owned();
        }
        let length = rest.find(|c| !in_figure(c)).unwrap_or(rest.len());
        let whole = rest.get(..length).filter(|word| is_figure(word));
        brief(
            whole
                .or_else(|| self.text.get(place.clone()))
                .unwrap_or_default(),
        )
    }
}

fn in_figure(c: char) -> bool {
    is_word_char(c) || matches!(c, '-' | '.')
}

fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// A sign in an example of what to write.
fn brief(sign: &str) -> String {
    match sign.starts_with('"') {
        true => "\"…\"".to_owned(),
        false => sign.to_owned(),
    }
}

/// The one word or mark that a construct is told by.
fn keyword(construct: &str) -> Option<&str> {
    let word = construct.strip_prefix('`')?.strip_suffix('`')?;
    let plain = !word.contains(['`', ' ', '…']);
    plain.then_some(word)
}

/// That one of some signs is missing between two others.
fn absent(
    place: Range<usize>,
    ways: &[&str],
    (before, behind): (&str, &str),
    operator: bool,
    begins_line: bool,
) -> OneSign {
    // Of a string or bracket the example says nothing.
    let before = match before.starts_with(['"', '{', '(', '}']) {
        true => "",
        false => before,
    };
    let written = |sign: &&str| {
        let joined = match *sign {
            // On the line of what it begins.
            sign if begins_line && BEGIN.contains(&sign) => format!("{sign} {behind}"),
            "," => format!("{before}, {behind}"),
            ":" if is_figure(before) => format!("{before}: {behind}"),
            sign => format!("{before} {sign} {behind}"),
        };
        format!("`{}`", joined.trim_start())
    };
    let all: Vec<String> = ways.iter().map(written).collect();
    let (what, help) = match ways {
        ["="] if operator => (
            "an operator".to_owned(),
            format!("write one behind `{before}`, such as `and`, `or` or `=`"),
        ),
        ["{"] => (
            "`{`".to_owned(),
            "what belongs together here stands in braces: `{ … }`".to_owned(),
        ),
        [only] => (format!("`{only}`"), format!("write {}", all.join(""))),
        _ => (
            "something".to_owned(),
            format!("write {}", all.join(" or ")),
        ),
    };
    OneSign {
        place,
        message: format!("{what} is missing before `{behind}`"),
        help,
    }
}
