//! What the grammar did not expect, and what it would have taken, in words.

use pest::error::{ErrorVariant, InputLocation};

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{FileId, Span, closest, markless};

use super::clause_order::out_of_order;
use super::customary::{customary, quoted};
use super::layout::{ITEM_WORDS, RESERVED};
use super::node::Rule;
use super::scan::{Sign, is_word_char, scan};

const UNITS: &[&str] = &[
    "days", "day", "weeks", "week", "months", "month", "years", "year",
];

/// The most signs that a quotation with marks in it is looked for in.
const LONGEST_QUOTED: usize = 200;

const EFFECT_WORDS: &[&str] = &["open", "closed", "requires", "must", "may"];

pub type PestError = pest::error::Error<Rule>;

/// The place of an error, counted from where parsing began.
pub fn place(error: &PestError) -> usize {
    match error.location {
        InputLocation::Pos(place) | InputLocation::Span((place, _)) => place,
    }
}

/// Says of the sign at a place of a text that it does not belong there, or of the last sign that
/// the text ends too early.
pub fn unexpected(file: FileId, text: &str, at: usize, error: Option<&PestError>) -> Diagnostic {
    let at = match error {
        Some(error) if place(error) == 0 => beyond_head(text, at),
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
        .or_else(|| next.and_then(|sign| out_of_order(text.get(..at)?, sign.text)));
    let (message, start, length) = match next {
        Some(sign) => {
            let shown = shown(sign.text);
            let is_no_name = is_of_the_language(sign.text) && wants_a_name(error);
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
    let Some(expected) = error.map(expected_words) else {
        return diagnostic;
    };
    match meant(text, at, &expected).or_else(|| help(word, &expected)) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
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

fn wants_a_name(error: Option<&PestError>) -> bool {
    error.is_some_and(|error| expected_words(error).iter().all(|words| words == "a name"))
}

fn help(word: &str, expected: &[String]) -> Option<String> {
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
    let plain = |words: &'_ str| words.trim_matches('`').to_owned();
    let keywords: Vec<String> = expected
        .iter()
        .filter(|words| words.starts_with('`'))
        .map(|words| plain(words))
        .chain(
            ITEM_WORDS
                .iter()
                .chain(EFFECT_WORDS)
                .map(|word| (*word).to_owned()),
        )
        .collect();
    if word.starts_with(is_word_char)
        && let Some(near) = closest(word, keywords.iter().map(String::as_str))
        && near != word
    {
        return Some(format!("did you mean `{near}`?"));
    }
    // A long list helps nobody.
    (!expected.is_empty() && expected.len() <= 10)
        .then(|| format!("expected here: {}", expected.join(", ")))
}

/// What the grammar would have taken, in words, each once, in the grammar's order.
fn expected_words(error: &PestError) -> Vec<String> {
    let ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return Vec::new();
    };
    // An expression begins with a name, a day or one of many words: one name for all of them.
    let expression = positives
        .iter()
        .any(|positive| matches!(positive, Rule::expr | Rule::bracketed | Rule::integer));
    let mut words = Vec::new();
    for positive in positives {
        let word = match positive {
            _ if expression && begins_expression(*positive) => "an expression".to_owned(),
            Rule::name => "a name".to_owned(),
            Rule::string => "words in `\"…\"`".to_owned(),
            Rule::date => "a day such as `2025-07-01`".to_owned(),
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
            | Rule::over
            | Rule::implies
            | Rule::or
            | Rule::and
            | Rule::among
            | Rule::rounded
            | Rule::moved
            | Rule::governed
            | Rule::fiction
            | Rule::without
            | Rule::state => "an operator".to_owned(),
            Rule::effect => "an effect, such as `open` or `requires`".to_owned(),
            Rule::bound => "`from`, `until`, `through`, `commencement`".to_owned(),
            Rule::event => "`adoption`, `publication`".to_owned(),
            Rule::expiry => "`expiry of … days after`".to_owned(),
            Rule::COMMENT | Rule::WHITESPACE | Rule::EOI => continue,
            // Read only to be refused in words.
            Rule::truth | Rule::unnamed => continue,
            Rule::ground => "`cites`, `reported by`, `assumed`".to_owned(),
            Rule::of_element => "`of`".to_owned(),
            Rule::up_to => "`up to`".to_owned(),
            Rule::openness => "`open`, `closed unless a rule opens it`".to_owned(),
            Rule::phrase | Rule::phrase_kind => "words such as `no \"…\"`".to_owned(),
            Rule::bearer | Rule::reasons => "`by`".to_owned(),
            Rule::in_act => "`in`".to_owned(),
            Rule::on_day => "`on` and a day".to_owned(),
            Rule::for_whom => "`for`".to_owned(),
            Rule::least_unit => "`to`".to_owned(),
            Rule::bounds => "`from`".to_owned(),
            Rule::length => "a period".to_owned(),
            Rule::arises => "`given`".to_owned(),
            Rule::dated => "`from`".to_owned(),
            Rule::expected => "`expect`".to_owned(),
            Rule::params | Rule::arguments => "`(…)`".to_owned(),
            Rule::each | Rule::members => "a name, or an expression in brackets".to_owned(),
            Rule::choice | Rule::param | Rule::field | Rule::applied | Rule::word => {
                "a name".to_owned()
            }
            Rule::binding | Rule::flag | Rule::equals | Rule::entry | Rule::holding_is => {
                "something that is given".to_owned()
            }
            Rule::time | Rule::time_end => "`until`, `through`".to_owned(),
            Rule::deadline => "`within`, `by`".to_owned(),
            Rule::outcome => "an expression".to_owned(),
            Rule::unit => "`days`, `weeks`, `months`, `years`".to_owned(),
            Rule::direction => "`up`, `down`, `half up`, `half to even`".to_owned(),
            Rule::step_of => "a number".to_owned(),
            Rule::closing => "`nothing else`".to_owned(),
            Rule::became => "`performed`, `refused`, `failed`".to_owned(),
            Rule::text_path | Rule::link => "words in `\"…\"`".to_owned(),
            Rule::befalls => "`event`".to_owned(),
            Rule::enumeration => "`enum`".to_owned(),
            Rule::moved_day => "`move`".to_owned(),
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
    words
}

fn begins_expression(positive: Rule) -> bool {
    matches!(
        positive,
        Rule::expr
            | Rule::bracketed
            | Rule::name
            | Rule::date
            | Rule::integer
            | Rule::period
            | Rule::money
            | Rule::percent
            | Rule::decimal
            | Rule::extreme
            | Rule::kw_min
            | Rule::kw_max
            | Rule::truth
            | Rule::negation
            | Rule::minus
            | Rule::conditional
            | Rule::age
            | Rule::clock
            | Rule::act_day
            | Rule::border
            | Rule::days
            | Rule::kw_start
            | Rule::kw_end
            | Rule::kw_counted
            | Rule::kw_adoption
            | Rule::kw_publication
            | Rule::kw_commencement
            | Rule::mention
            | Rule::path
            | Rule::fold
            | Rule::kw_any
            | Rule::kw_all
            | Rule::kw_count
            | Rule::kw_sum
            | Rule::held
            | Rule::none_held
            | Rule::kw_not
            | Rule::kw_nothing
            | Rule::kw_if
            | Rule::kw_holds
            | Rule::kw_age
            | Rule::kw_day
            | Rule::kw_true
            | Rule::kw_false
    )
}
