//! What the grammar did not expect, and what it would have taken, in words.

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span, closest, markless};

use super::clause_order::out_of_order;
use super::customary::{customary, quoted};
use super::failure::Failure;
use super::layout::{ITEM_WORDS, RESERVED};
use super::scan::{Sign, is_word_char, scan};

const UNITS: &[&str] = &[
    "days", "day", "weeks", "week", "months", "month", "years", "year",
];

/// The most signs that a quotation with marks in it is looked for in.
const LONGEST_QUOTED: usize = 200;

/// The most constructs that are listed as what may stand in a place.
const EXPECTED_LIMIT: usize = 10;

const EFFECT_WORDS: &[&str] = &["open", "closed", "requires", "must", "may"];

/// Says of the sign at a place of a text that it does not belong there, or of the last sign that
/// the text ends too early. `failure`, if the grammar has refused something there.
///
/// Where nothing can be said of the sign, and the grammar came further within one of its rules, it
/// is said of that place.
pub fn unexpected(file: FileId, text: &str, at: usize, failure: Option<&Failure>) -> Diagnostic {
    let base = at - failure.map_or(0, |failure| failure.place).min(at);
    let at = match failure {
        Some(failure) if failure.place == 0 => beyond_head(text, at),
        _ => at,
    };
    let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let next = text.get(at..).and_then(|rest| scan(rest).next());
    if let Some(found) = next.and_then(|sign| customary(text, at + sign.at)) {
        let span = Span::new(file, clip(found.place.start), clip(found.place.end));
        return Diagnostic::new(Code::Syntax, found.message)
            .at(span, "")
            .help(found.help);
    }
    let misplaced = mark_within(text, at)
        .or_else(|| instead(text, at))
        .or_else(|| next.and_then(|sign| out_of_order(text.get(..at)?, sign.text)));
    let (message, start, length) = match next {
        Some(sign) => {
            let shown = shown(sign.text);
            let is_no_name = is_of_the_language(sign.text) && wants_a_name(failure);
            let message = if is_no_name && misplaced.is_none() {
                format!("`{shown}` is a word of the language, and a name is wanted here")
            } else {
                format!("`{shown}` does not belong here")
            };
            (message, at + sign.at, shown.trim_end_matches('…').len())
        }
        None => {
            let end = text.trim_end();
            let last = end.chars().next_back().map_or(0, char::len_utf8);
            let message = "something is missing after this".to_owned();
            (message, end.len() - last, last)
        }
    };
    let span = Span::new(file, clip(start), clip(start + length));
    let diagnostic = Diagnostic::new(Code::Syntax, message).at(span, "");
    let word = next.map_or("", |sign| sign.text);
    if let Some(help) = misplaced {
        return diagnostic.help(help);
    }
    let Some(Failure { expected, .. }) = failure else {
        return diagnostic;
    };
    if let Some(help) = meant(text, at, expected).or_else(|| slip(word, expected)) {
        return diagnostic.help(help);
    }
    if let Some(further) = failure.and_then(|failure| failure.further.as_deref()) {
        return unexpected(file, text, base + further.place, Some(further));
    }
    // A long list helps nobody.
    match expected.is_empty() || expected.len() > EXPECTED_LIMIT {
        true => diagnostic,
        false => diagnostic.help(format!("expected here: {}", expected.join(", "))),
    }
}

/// What to write where a sign and those around it show what was meant.
fn meant(text: &str, at: usize, expected: &[String]) -> Option<String> {
    let before = text.get(..at)?.trim_end();
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let before: Vec<&str> = scan(before.get(line..)?).map(|sign| sign.text).collect();
    let mut next = scan(text.get(at..)?).map(|sign| sign.text);
    let (sign, beyond) = (next.next()?, next.next());
    let of_length = ["an operator", "`of`"];
    let after_operand = expected
        .iter()
        .any(|words| of_length.contains(&words.as_str()));
    let is_word = |sign: &str| sign.starts_with(is_word_char);
    let is_number = |sign: &str| sign.starts_with(|first: char| first.is_ascii_digit());
    if let Some(inner) = quoted(sign) {
        return Some(format!("write `{inner}`, without quotation marks"));
    }
    match (before.as_slice(), sign) {
        (_, word) if RESERVED.contains(&word) && text.get(at + word.len()..)?.starts_with("::") => {
            Some(file_of_a_word(word))
        }
        ([.., word], ":") if RESERVED.contains(word) && text.get(at..)?.starts_with("::") => {
            Some(file_of_a_word(word))
        }
        (all, "for" | "until" | "through") if all.contains(&"grants") => Some(format!(
            "leave out `{sign} …`: what a step grants lasts, and how long it is valid cannot be said"
        )),
        ([.., "reach", "on", "some"], "day") => {
            Some("leave out `on`: `within reach some day`".to_owned())
        }
        ([.., last], unit) if after_operand && UNITS.contains(&unit) && is_number(last) => {
            Some("a period is a whole number of days, weeks, months or years".to_owned())
        }
        ([.., last], unit) if after_operand && UNITS.contains(&unit) => {
            let number = if is_word(last) { last } else { "…" };
            let one = unit.trim_end_matches('s');
            Some(format!("multiply the period: `{number} * 1 {one}`"))
        }
        ([.., "then" | ","], name) if is_word(name) && is_assigned(text, at) => {
            Some(format!("a value is given with `=`: `{name} = …`"))
        }
        ([.., "then" | ","], name)
            if is_word(name)
                && !is_of_the_language(name)
                && closest(name, EFFECT_WORDS.iter().copied()).is_none()
                && expected.iter().any(|words| words.starts_with("an effect"))
                && !is_compared(text, at) =>
        {
            Some(format!("say which value it has: `{name} = …`"))
        }
        ([.., "="], ">" | "<") => Some(format!("write `{sign}=`")),
        ([.., name, "("], sign)
            if is_word(name) && (is_number(sign) || sign == "(") && expected.len() == 1 =>
        {
            Some(format!(
                "in these brackets stand names, as in `{name}(yes)`: give what is computed one by `define`"
            ))
        }
        ([.., ":", last], "from" | "to") if is_word(last) => Some(match beyond {
            Some(number) if is_number(number) => format!(
                "leave out `{sign} …`: only a fact or a field says which values a case may give"
            ),
            _ => format!("a number or a period is wanted behind `{sign}`"),
        }),
        _ => None,
    }
}

/// What to write where a string ends at a quotation mark that was to be part of it: a word stands
/// right behind it.
fn mark_within(text: &str, at: usize) -> Option<String> {
    let (before, rest) = text.split_at_checked(at)?;
    if !before.ends_with('"') || !rest.starts_with(is_word_char) {
        return None;
    }
    let signs: Vec<&str> = scan(before).map(|sign| sign.text).collect();
    let (last, earlier) = signs.split_last()?;
    let ends = "a string ends at its second quotation mark";
    let [.., "cites", _] = earlier else {
        return Some(format!(
            "{ends}: write other marks within it, such as `“…”`"
        ));
    };
    let mut end = 0;
    for sign in scan(rest).take(LONGEST_QUOTED).filter(Sign::is_string) {
        end = sign.end();
        if !rest.get(end..)?.starts_with(is_word_char) {
            break;
        }
    }
    let quoted = format!("{}{}", last.strip_prefix('"')?, rest.get(..end)?);
    let quote = markless(quoted.strip_suffix('"')?);
    Some(format!(
        "{ends}: write `…` in place of marks within it:\n\"{quote}\""
    ))
}

/// What to write in place of what other languages say so.
fn instead(text: &str, at: usize) -> Option<String> {
    let (before, rest) = text.split_at_checked(at)?;
    let mut signs = scan(rest).map(|sign| sign.text);
    let (word, next) = (signs.next()?, signs.next());
    if word == "in" && next == Some("[") {
        return Some("the values that something is among stand in braces: `in {…}`".to_owned());
    }
    let line = before
        .trim_end()
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let signs: Vec<&str> = scan(before.get(line..)?).map(|sign| sign.text).collect();
    let is_counted = matches!(signs.as_slice(), [.., "within", _, unit] if UNITS.contains(unit));
    (is_counted && matches!(word, "from" | "after" | "since")).then(|| {
        format!("write `of` in place of `{word}`: the days of a deadline begin behind its day")
    })
}

/// Whether `:=` stands behind the word at a place.
fn is_assigned(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let word = rest.find(|c| !is_word_char(c)).unwrap_or(rest.len());
    rest.get(word..)
        .is_some_and(|rest| rest.trim_start().starts_with(":="))
}

/// Whether `=` stands behind the word at a place, or what names a field.
fn is_compared(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let word = rest.find(|c| !is_word_char(c)).unwrap_or(rest.len());
    rest.get(word..)
        .is_some_and(|rest| rest.trim_start().starts_with(['=', '.', ':', '(']))
}

fn file_of_a_word(word: &str) -> String {
    format!("a file of this name is written `_{word}::…`")
}

/// Where an item goes wrong of which the grammar says only that it is none: behind its keyword
/// and name, if these are there.
fn beyond_head(text: &str, at: usize) -> usize {
    let mut signs = text.get(at..).into_iter().flat_map(scan);
    let keyword = signs
        .next()
        .is_some_and(|sign| ITEM_WORDS.contains(&sign.text));
    match (keyword, signs.next(), signs.next()) {
        (true, Some(name), Some(next)) if name.text.starts_with(is_word_char) => at + next.at,
        (true, Some(next), _) => at + next.at,
        _ => at,
    }
}

/// A sign as it is shown: of a long string its beginning.
fn shown(sign: &str) -> String {
    const LONGEST: usize = 40;
    let line = sign.split(['\n', '\r']).next().unwrap_or_default();
    let start: String = line.chars().take(LONGEST).collect();
    if start.len() < sign.len() {
        format!("{start}…")
    } else {
        start
    }
}

/// Whether a word cannot be a name.
fn is_of_the_language(word: &str) -> bool {
    RESERVED.contains(&word) || UNITS.contains(&word)
}

fn wants_a_name(failure: Option<&Failure>) -> bool {
    failure.is_some_and(|failure| failure.expected.iter().all(|words| words == "a name"))
}

/// What to write where a word is a slip, or a habit from elsewhere.
fn slip(word: &str, expected: &[String]) -> Option<String> {
    let habit = match word.chars().next() {
        Some('“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'') => {
            Some("write straight quotation marks: \"…\"")
        }
        Some('≥') => Some("write `>=`"),
        Some('≤') => Some("write `<=`"),
        Some('≠') => Some("write `!=`"),
        Some('×' | '·') => Some("write `*`"),
        Some('÷') => Some("write `/`"),
        Some('=') => Some("values are compared with one `=`"),
        Some('&') => Some("write `and`"),
        Some('|') => Some("write `or`"),
        Some('!') => Some("write `not`"),
        Some(';') => Some("nothing ends with `;`"),
        _ => None,
    };
    if is_of_the_language(word) && expected.iter().all(|words| words == "a name") {
        return Some("choose another name".to_owned());
    }
    if habit.is_some() {
        return habit.map(str::to_owned);
    }
    let of_here = expected
        .iter()
        .filter(|words| words.starts_with('`'))
        .flat_map(|words| words.split(", "))
        .map(|word| word.trim_matches('`'))
        .filter(|word| word.starts_with(is_word_char));
    let elsewhere = ITEM_WORDS.iter().chain(EFFECT_WORDS).copied();
    if word.starts_with(is_word_char)
        && let Some(near) = closest(word, of_here).or_else(|| closest(word, elsewhere))
        && near != word
    {
        return Some(format!("did you mean `{near}`?"));
    }
    None
}
