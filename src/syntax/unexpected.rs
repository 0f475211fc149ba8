//! What the grammar did not expect, and what it would have taken, in words.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span, closest, markless};

use super::alike::{Alike, alike, like_a_word};
use super::customary::{customary, quoted};
use super::failure::Failure;
use super::habit::{Known, habit, likely};
use super::layout::{ITEM_WORDS, RESERVED, is_of_the_grammar};
use super::name::with_letter_first;
use super::one_sign::one_sign;
use super::out_of_order::out_of_order;
use super::pattern::UNITS;
use super::scan::{Sign, begins_line, is_word_char, scan};
use super::spaces;

/// The most signs that a quotation with marks in it is looked for in.
const LONGEST_QUOTED: usize = 200;

/// The most constructs that are listed as what may stand in a place.
const EXPECTED_LIMIT: usize = 10;

const EFFECT_WORDS: &[&str] = &["open", "closed", "requires", "must", "may"];

/// Says of the sign at a place of a text that it does not belong there, or of the last sign that
/// the text ends too early. It stands in what begins at `start`, an item, a rule or an expression;
/// `failure`, if the grammar has refused something there.
///
/// Where nothing can be said of the sign, and the grammar came further within one of its rules, it
/// is said of that place.
pub fn unexpected(
    file: FileId,
    text: &str,
    start: usize,
    at: usize,
    failure: Option<&Failure>,
) -> Diagnostic {
    let at = match failure {
        Some(failure) if failure.place == 0 => beyond_head(text, at),
        _ => at,
    };
    let further = failure.and_then(|failure| failure.further.as_deref());
    let told = |place: Range<usize>, message: String, help: String| {
        Diagnostic::new(Code::Syntax, message)
            .at(span(file, &place), "")
            .help(help)
    };
    let next = text.get(at..).and_then(|rest| scan(rest).next());
    if let Some(found) = next.and_then(|sign| customary(text, at + sign.at)) {
        return told(found.place, found.message.to_owned(), found.help);
    }
    if let Some(found) = next.and_then(|sign| spaces::left(file, text, at + sign.at)) {
        return found;
    }
    let places = || {
        let beyond = further.map(|further| (start + further.place, Some(further)));
        std::iter::once((at, failure)).chain(beyond)
    };
    if let Some(Alike { at, written, meant }) = places().find_map(|(at, _)| alike(text, start, at))
    {
        return like_a_word(&written, &meant, span(file, &(at..at + written.len())))
            .help(format!("write `{meant}` with Latin letters"));
    }
    if let Some(Known { fit, help }) =
        places().find_map(|(at, failure)| habit(text, start, at, failure))
    {
        let written = text.get(fit.place.clone()).unwrap_or_default();
        return told(
            fit.place,
            format!("`{}` does not belong here", shown(written)),
            help,
        );
    }
    let mark = mark_within(text, at).or_else(|| in_marks(next?.text));
    let one = || {
        let all: Vec<_> = places().collect();
        all.into_iter()
            .rev()
            .find_map(|(at, failure)| one_sign(text, start, at, failure?))
    };
    if mark.is_none()
        && let Some(one) = one()
    {
        return told(one.place, one.message, one.help);
    }
    let misplaced = mark.or_else(|| out_of_order(text.get(..at)?, next?.text));
    let (message, place) = match next {
        Some(sign) => {
            let shown = shown(sign.text);
            let wants_name = further.is_none() && wants_a_name(failure);
            let message = if is_of_the_language(sign.text) && wants_name && misplaced.is_none() {
                format!("`{shown}` is a word of the language, and a name is wanted here")
            } else {
                format!("`{shown}` does not belong here")
            };
            let begins = at + sign.at;
            (message, begins..begins + shown.trim_end_matches('…').len())
        }
        None => {
            let end = text.trim_end();
            let last = end.chars().next_back().map_or(0, char::len_utf8);
            let message = "something is missing after this".to_owned();
            (message, end.len() - last..end.len())
        }
    };
    let diagnostic = Diagnostic::new(Code::Syntax, message).at(span(file, &place), "");
    if let Some(help) = misplaced {
        return diagnostic.help(help);
    }
    let Some(failure) = failure else {
        return diagnostic;
    };
    let word = next.map_or("", |sign| sign.text);
    let meant = file_called(text, at).or_else(|| {
        slip(
            word,
            next.is_some_and(|sign| begins_line(text, at + sign.at)),
            failure,
        )
    });
    if let Some(help) = meant {
        return diagnostic.help(help);
    }
    if let Some(Known { fit, help }) =
        places().find_map(|(at, failure)| likely(text, start, at, failure))
    {
        let written = text.get(fit.place.clone()).unwrap_or_default();
        return told(
            fit.place,
            format!("`{}` does not belong here", shown(written)),
            help,
        );
    }
    if let Some(help) = effect_without_value(text, at, failure) {
        return diagnostic.help(help);
    }
    if let Some(further) = further {
        return unexpected(file, text, start, start + further.place, Some(further));
    }
    // A long list helps nobody.
    match failure.expected.is_empty() || failure.expected.len() > EXPECTED_LIMIT {
        true => diagnostic,
        false => diagnostic.help(format!("expected here: {}", failure.expected.join(", "))),
    }
}

fn span(file: FileId, place: &Range<usize>) -> Span {
    let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(file, clip(place.start), clip(place.end))
}

/// What to write in place of a day or number in quotation marks.
fn in_marks(sign: &str) -> Option<String> {
    quoted(sign).map(|inner| format!("write `{inner}`, without quotation marks"))
}

/// How a file is written before `::` that is called like a word of the language, at a place or
/// before it.
fn file_called(text: &str, at: usize) -> Option<String> {
    let (before, rest) = text.split_at_checked(at)?;
    let word = match rest.starts_with("::") {
        true => {
            let start = before.rfind(|c| !is_word_char(c)).map_or(0, |at| at + 1);
            before.get(start..)?
        }
        false => {
            let end = rest.find(|c| !is_word_char(c))?;
            let (word, behind) = rest.split_at_checked(end)?;
            behind.starts_with("::").then_some(word)?
        }
    };
    let is_word = RESERVED.contains(&word);
    is_word.then(|| format!("a file of this name is written `_{word}::…`"))
}

/// What to write where a name stands alone as an effect.
fn effect_without_value(text: &str, at: usize, failure: &Failure) -> Option<String> {
    let name = scan(text.get(at..)?).next()?.text;
    let begun = text.get(..at)?.trim_end();
    let begins = begun.ends_with(',') || scan(begun).last()?.text == "then";
    let is_name = name.starts_with(is_word_char) && !is_of_the_language(name);
    let wanted = wants(failure, "an effect");
    (begins && is_name && wanted && !is_compared(text, at))
        .then(|| format!("say which value it has: `{name} = …`"))
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

/// Whether `=` stands behind the word at a place, or what names a field.
fn is_compared(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let word = rest.find(|c| !is_word_char(c)).unwrap_or(rest.len());
    rest.get(word..)
        .is_some_and(|rest| rest.trim_start().starts_with(['=', '.', ':', '(']))
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

fn wants(failure: &Failure, construct: &str) -> bool {
    let mut expected = failure.expected.iter();
    expected.any(|words| words.starts_with(construct))
}

/// What to write where a word is a slip, or a sign of another language.
fn slip(word: &str, begins_line: bool, failure: &Failure) -> Option<String> {
    let expected = &failure.expected;
    let sign = match word.chars().next() {
        Some('“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'') => {
            Some("write straight quotation marks: \"…\"")
        }
        Some('≥') => Some("write `>=`"),
        Some('≤') => Some("write `<=`"),
        Some('≠') => Some("write `!=`"),
        Some('×' | '·') => Some("write `*`"),
        Some('÷') => Some("write `/`"),
        Some('=') if wants(failure, "an expression") => Some("values are compared with one `=`"),
        Some('&') => Some("write `and`"),
        Some('|') if wants(failure, "words in") => Some("write a comma"),
        Some('|') => Some("write `or`"),
        Some('!') => Some("write `not`"),
        Some(';') => Some("nothing ends with `;`"),
        Some('#') => Some("a comment begins with `//`"),
        _ => None,
    };
    if expected.iter().all(|words| words == "a name") {
        if is_of_the_language(word) {
            return Some("choose another name".to_owned());
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let begins = "a name begins with a letter";
            return Some(match with_letter_first(word) {
                Some(name) => format!("{begins}: `{name}`"),
                None => begins.to_owned(),
            });
        }
    }
    if sign.is_some() {
        return sign.map(str::to_owned);
    }
    if !word.starts_with(is_word_char) {
        return None;
    }
    let of_here = expected
        .iter()
        .filter(|words| words.starts_with('`'))
        .flat_map(|words| words.split(", "))
        .filter_map(|words| words.trim_matches('`').split(' ').next())
        .filter(|word| word.starts_with(is_word_char));
    let items = ITEM_WORDS.iter().copied();
    let items = items.filter(|_| begins_line || wants(failure, "an item"));
    let effects = EFFECT_WORDS.iter().copied();
    let effects = effects.filter(|_| wants(failure, "an effect"));
    let words: Vec<&str> = of_here.chain(items).chain(effects).collect();
    let small = word.to_lowercase();
    let near = words.iter().copied().find(|near| *near == small);
    let near = near.or_else(|| {
        let is_own = is_of_the_grammar(word);
        let near = || closest(word, words.iter().copied());
        (!is_own).then(near)?
    });
    near.filter(|near| *near != word)
        .map(|near| format!("did you mean `{near}`?"))
}
