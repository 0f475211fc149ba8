//! What a quotation says of bounds.

use crate::calendar::Day;
use crate::law::ExprId;
use crate::verdict::Side;

use super::named::{self, Named};
use super::words::{Bound, Meaning, Words};

/// A bound as it is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoted {
    /// A number, of whatever.
    Number(i64),
    /// A day.
    Day(Day),
    /// A term, parameter or fact by its name.
    Named(ExprId),
}

/// Words on a bound, with the bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// The bound.
    pub at: Quoted,
    /// With which side the bound itself goes by the words; none where they leave it open.
    pub side: Option<Side>,
    /// Words and bound: the first byte in the quotation and the one behind the last.
    pub span: (usize, usize),
}

/// So many words away from its bound a word is still about it.
const NEAR: usize = 4;

/// A word or number of the quotation.
#[derive(Debug)]
struct Token {
    lower: String,
    from: usize,
    to: usize,
    /// A sentence or part of one begins here, whose words are about something else.
    apart: bool,
}

/// All words on bounds that stand beside one, in the order of the text; some bounds have names.
pub fn said(words: &Words, names: &[Named], quote: &str) -> Vec<Said> {
    let tokens = tokens(quote);
    let text: Vec<&str> = tokens.iter().map(|token| token.lower.as_str()).collect();
    let mut found: Vec<Said> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let is_bound = |meaning| matches!(meaning, Meaning::Bound(_) | Meaning::Instead);
        let (bound, long) = match words.at(rest, is_bound) {
            Some((Meaning::Bound(bound), long)) => (bound, long),
            Some((_, long)) => {
                at += long;
                continue;
            }
            None => {
                at += 1;
                continue;
            }
        };
        // “700 or more than 70”, “under 16 or over 60”: the last words begin others, on what follows.
        if let Some(others) =
            (at + 1..at + long).find(|from| goes_on(words, &text, *from, (bound, at + long)))
        {
            at = others;
            continue;
        }
        let near = match bound.follows {
            true => behind((words, names), &tokens, &text, at + long, bound),
            false => before((words, names), &tokens, &text, at, bound),
        };
        if let Some((quoted, first, last)) = near {
            let (first, last) = (first.min(at), last.max(at + long));
            let (first, last) = negated(words, &tokens, &text, (first, last));
            let from = tokens.get(first).map_or(0, |token| token.from);
            let to = tokens.get(last - 1).map_or(quote.len(), |token| token.to);
            // Of two words on one bound, “not later than … inclusive”, the later says it better.
            let earlier = found.pop_if(|known| known.at == quoted && known.span.1 > from);
            let from = earlier.map_or(from, |known| known.span.0.min(from));
            // “From … inclusive” includes the day that it begins with.
            let begins = earlier.filter(|known| known.side == Some(Side::Above));
            found.push(Said {
                at: quoted,
                side: begins.map_or(bound.side, |known| known.side),
                span: (from, to),
            });
        }
        at += long;
    }
    found
}

/// Whether words on a bound begin at a place inside of others on one, and end behind these; or end there, and
/// what follows at once is their bound, while that of the others stands before them.
fn goes_on(words: &Words, text: &[&str], from: usize, (others, end): (Bound, usize)) -> bool {
    let rest = text.get(from..).unwrap_or_default();
    let is_bound = |meaning| matches!(meaning, Meaning::Bound(_));
    match words.at(rest, is_bound) {
        Some((_, long)) if from + long > end => true,
        Some((Meaning::Bound(bound), long)) if bound.follows && !others.follows => {
            from + long == end && matches!(read(words, text, end), Read::Bound(..))
        }
        _ => false,
    }
}

/// With the negation that stands beside the words.
fn negated(
    words: &Words,
    tokens: &[Token],
    text: &[&str],
    (first, last): (usize, usize),
) -> (usize, usize) {
    let is_negation = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        let negation = |meaning| matches!(meaning, Meaning::Negation);
        words.at(rest, negation).is_some()
    };
    let apart = |at: usize| tokens.get(at).is_none_or(|token| token.apart);
    let first = match first.checked_sub(1) {
        Some(before) if !apart(first) && is_negation(before) => before,
        _ => first,
    };
    let last = match !apart(last) && is_negation(last) {
        true => last + 1,
        false => last,
    };
    (first, last)
}

/// The first bound behind some words: what it is, its first token and the one behind its last.
fn behind(
    (words, names): (&Words, &[Named]),
    tokens: &[Token],
    text: &[&str],
    from: usize,
    bound: Bound,
) -> Option<(Quoted, usize, usize)> {
    for at in from..from + NEAR {
        if tokens.get(at)?.apart {
            return None;
        }
        let rest = text.get(at..).unwrap_or_default();
        let is_bound = |meaning| matches!(meaning, Meaning::Bound(_) | Meaning::Article);
        if words.at(rest, is_bound).is_some() {
            return None;
        }
        if let Some((name, long)) = named::at(names, text, at, from) {
            return of_name(name, bound).map(|quoted| (quoted, at, at + long));
        }
        match read(words, text, at) {
            Read::Bound(quoted, long) => return fits(quoted, bound).map(|q| (q, at, at + long)),
            Read::Other => return None,
            Read::Nothing => {}
        }
    }
    None
}

/// The last bound before some words.
fn before(
    (words, names): (&Words, &[Named]),
    tokens: &[Token],
    text: &[&str],
    until: usize,
    bound: Bound,
) -> Option<(Quoted, usize, usize)> {
    let mut found = None;
    // A day takes four words.
    let first = until.saturating_sub(NEAR + 3);
    let mut at = first;
    while at < until {
        let rest = text.get(at..until).unwrap_or_default();
        let is_article = |meaning| matches!(meaning, Meaning::Article);
        let of_passage = words.at(rest, is_article).is_some();
        if tokens.get(at).is_some_and(|token| token.apart) {
            found = None;
        }
        let text = text.get(..until).unwrap_or_default();
        if let Some((name, long)) = named::at(names, text, at, at) {
            found = of_name(name, bound).map(|quoted| (quoted, at, at + long));
            at += long;
            continue;
        }
        match read(words, text, at) {
            Read::Bound(quoted, long) => {
                found = (at + long + NEAR > until).then_some((quoted, at, at + long));
                at += long;
            }
            Read::Other => {
                found = None;
                at += 1;
            }
            Read::Nothing => at += 1 + usize::from(of_passage),
        }
    }
    let is_apart = tokens.get(until).is_none_or(|token| token.apart);
    let (quoted, from, to) = found.filter(|(.., to)| !is_apart && to + NEAR > until)?;
    fits(quoted, bound).map(|quoted| (quoted, from, to))
}

fn fits(quoted: Quoted, bound: Bound) -> Option<Quoted> {
    let is_meant = match quoted {
        Quoted::Day(_) => bound.day,
        Quoted::Number(_) | Quoted::Named(_) => bound.number,
    };
    is_meant.then_some(quoted)
}

fn of_name(name: &Named, bound: Bound) -> Option<Quoted> {
    let is_meant = match name.is_day {
        true => bound.day,
        false => bound.number,
    };
    is_meant.then_some(Quoted::Named(name.at))
}

/// What stands at a token.
enum Read {
    /// A bound of so many tokens.
    Bound(Quoted, usize),
    /// A figure that is none: a part of a number, a percentage, a day without its year.
    Other,
    Nothing,
}

fn read(words: &Words, text: &[&str], at: usize) -> Read {
    let Some(token) = text.get(at) else {
        return Read::Nothing;
    };
    let figure = |at: usize| text.get(at).and_then(|token| number(token));
    let month = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        let is_month = |meaning| matches!(meaning, Meaning::Month(_));
        match words.at(rest, is_month) {
            Some((Meaning::Month(month), _)) => Some(month),
            _ => None,
        }
    };
    // 1 July 2025; July 1, 2025; 2025 жылғы 1 шілде.
    let orders = [
        (figure(at + 2), month(at + 1), figure(at), 3),
        (figure(at + 2), month(at), figure(at + 1), 3),
        (figure(at), month(at + 3), figure(at + 2), 4),
    ];
    for (year, month, day, long) in orders {
        if let (Some(year), Some(month), Some(day)) = (year, month, day) {
            let small = |number: i64| i32::try_from(number).ok();
            let date = small(year).zip(small(day));
            return match date.and_then(|(year, day)| Day::new(year, month, day)) {
                Some(day) => Read::Bound(Quoted::Day(day), long),
                None => Read::Other,
            };
        }
    }
    if let Some(day) = Day::parse_iso(token) {
        return Read::Bound(Quoted::Day(day), 1);
    }
    if token.starts_with(|first: char| first.is_ascii_digit()) {
        return match figure(at) {
            Some(number) if month(at + 1).is_none() => Read::Bound(Quoted::Number(number), 1),
            _ => Read::Other,
        };
    }
    let rest = text.get(at..).unwrap_or_default();
    let is_number = |meaning| matches!(meaning, Meaning::Number(_));
    match words.at(rest, is_number) {
        Some((Meaning::Number(number), long)) => Read::Bound(Quoted::Number(number), long),
        _ => Read::Nothing,
    }
}

/// A whole number: groups of three may be parted by commas or spaces.
fn number(token: &str) -> Option<i64> {
    let digits: String = token.chars().filter(|c| !is_group(*c)).collect();
    let parts: Vec<&str> = token.split(is_group).collect();
    let grouped = match parts.as_slice() {
        [_] => true,
        [first, others @ ..] => {
            (1..=3).contains(&first.len()) && others.iter().all(|part| part.len() == 3)
        }
        [] => false,
    };
    let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    (grouped && plain).then(|| digits.parse().ok()).flatten()
}

fn is_group(c: char) -> bool {
    matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}')
}

/// The words of a text, in small letters.
pub fn lower_words(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.lower).collect()
}

/// The words and figures of a text. A figure is one token with what it is grouped or divided by.
fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let char_at = |at: usize| letters.get(at).map(|(_, c)| *c);
    let byte_at = |at: usize| letters.get(at).map_or(text.len(), |(byte, _)| *byte);
    let is_digit = |at: usize| char_at(at).is_some_and(|c| c.is_ascii_digit());
    let mut found = Vec::new();
    let mut apart = true;
    let mut at = 0;
    while let Some(c) = char_at(at) {
        if !c.is_alphanumeric() {
            apart |= matches!(c, '.' | ';' | ':' | '!' | '?' | '…');
            at += 1;
            continue;
        }
        let first = at;
        let begins_with_digit = c.is_ascii_digit();
        loop {
            let joins = match char_at(at) {
                Some(c) if c.is_alphanumeric() => !begins_with_digit || c.is_ascii_digit(),
                Some('.' | '/' | '%' | '-' | ',') if begins_with_digit => {
                    is_digit(at + 1) || char_at(at) == Some('%')
                }
                // 20 000: a group of exactly three.
                Some(' ' | '\u{a0}' | '\u{202f}') if begins_with_digit => {
                    at - first <= 11
                        && (1..=3).all(|more| is_digit(at + more))
                        && !is_digit(at + 4)
                        && !year_like(&letters, first, at)
                }
                _ => false,
            };
            if !joins {
                break;
            }
            at += 1;
        }
        // An ending behind a figure (`200-ге`, `5th`) is a token of its own; no figure is made of it.
        let (from, to) = (byte_at(first), byte_at(at));
        let lower = text.get(from..to).unwrap_or_default().to_lowercase();
        found.push(Token {
            lower,
            from,
            to,
            apart: std::mem::take(&mut apart),
        });
        if at == first {
            at += 1;
        }
    }
    found
}

/// Four digits are no beginning of a grouped number.
fn year_like(letters: &[(usize, char)], first: usize, at: usize) -> bool {
    let token = letters.get(first..at).unwrap_or_default();
    token.len() > 3 && token.iter().all(|(_, c)| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words with their bound as they stand in the text, the bound, and the side.
    fn of(text: &str) -> Vec<(&str, Quoted, Option<Side>)> {
        let said = said(&Words::new(), &[], text);
        said.iter()
            .map(|one| (text.get(one.span.0..one.span.1).unwrap(), one.at, one.side))
            .collect()
    }

    fn day(text: &str) -> Quoted {
        Quoted::Day(Day::parse_iso(text).unwrap())
    }

    const BELOW: Option<Side> = Some(Side::Below);
    const ABOVE: Option<Side> = Some(Side::Above);

    #[test]
    fn english() {
        use Quoted::Number;
        for (text, words, at, side) in [
            (
                "income exceeds 20,000 tenge",
                "exceeds 20,000",
                Number(20_000),
                BELOW,
            ),
            (
                "a sum not exceeding 200",
                "not exceeding 200",
                Number(200),
                BELOW,
            ),
            (
                "who have reached the age of 16 in",
                "reached the age of 16",
                Number(16),
                ABOVE,
            ),
            (
                "not less than three years",
                "not less than three",
                Number(3),
                ABOVE,
            ),
            (
                "not later than 1 July 2025.",
                "not later than 1 July 2025",
                day("2025-07-01"),
                BELOW,
            ),
            (
                "before July 1, 2025",
                "before July 1, 2025",
                day("2025-07-01"),
                ABOVE,
            ),
            (
                "suspended until 1 July 2025",
                "until 1 July 2025",
                day("2025-07-01"),
                None,
            ),
            ("persons of 16 or older", "16 or older", Number(16), ABOVE),
            (
                "weighs 700 kilograms or more than 70",
                "more than 70",
                Number(70),
                BELOW,
            ),
            (
                "on or after 2025-07-01",
                "on or after 2025-07-01",
                day("2025-07-01"),
                ABOVE,
            ),
        ] {
            assert_eq!(of(text), [(words, at, side)], "{text}");
        }
    }

    #[test]
    fn words_of_bounds() {
        use Quoted::Number;
        for (text, side) in [
            ("exceeding 200", BELOW),
            ("in excess of 200", BELOW),
            ("over 200", BELOW),
            ("no more than 200", BELOW),
            ("less than or equal to 200", BELOW),
            ("up to and including 200", BELOW),
            ("200 or below", BELOW),
            ("below or equal to 200", BELOW),
            ("up to but not including 200", ABOVE),
            ("up to, but excluding, 200", ABOVE),
            ("up to 200 exclusive", ABOVE),
            ("from the age of 200", ABOVE),
            ("turned 200", ABOVE),
            ("200 at the most", BELOW),
            ("at least 200", ABOVE),
            ("no fewer than 200", ABOVE),
            ("under 200", ABOVE),
            ("equal to or greater than 200", ABOVE),
            ("equals or exceeds 200", ABOVE),
            ("greater than or equal to 200", ABOVE),
            ("200 and upwards", ABOVE),
            ("200 or higher", ABOVE),
            ("200 или больше", ABOVE),
            ("200 или ниже", BELOW),
            ("200 және одан жоғары", ABOVE),
        ] {
            assert_eq!(of(text), [(text, Number(200), side)], "{text}");
        }
        for (text, side) in [
            ("prior to 1 July 2025", ABOVE),
            ("not prior to 1 July 2025", ABOVE),
            ("after 1 July 2025", BELOW),
            ("no later than 1 July 2025", BELOW),
            ("1 July 2025 at the latest", BELOW),
            ("from 1 July 2025 onwards", ABOVE),
            ("with effect from 1 July 2025", ABOVE),
            ("beginning on 1 July 2025", ABOVE),
            ("up to and including 1 July 2025", BELOW),
            ("not later than 1 July 2025 inclusive", BELOW),
            ("from 1 July 2025 inclusive", ABOVE),
            ("until 1 July 2025 inclusive", BELOW),
            ("until and including 1 July 2025", BELOW),
            ("until the end of 1 July 2025", BELOW),
        ] {
            assert_eq!(of(text), [(text, day("2025-07-01"), side)], "{text}");
        }
    }

    #[test]
    fn two_bounds_of_which_the_words_stand_between() {
        use Quoted::Number;
        let under = |words| (words, Number(16), ABOVE);
        let over = |words| (words, Number(60), BELOW);
        for (text, found) in [
            ("under 16 or over 60", [under("under 16"), over("over 60")]),
            ("under 16 and over 60", [under("under 16"), over("over 60")]),
            ("over 60 or under 16", [over("over 60"), under("under 16")]),
            (
                "under the age of 16 or over the age of 60",
                [under("under the age of 16"), over("over the age of 60")],
            ),
        ] {
            assert_eq!(of(text), found, "{text}");
        }
        assert_eq!(of("60 or over pay 3"), [("60 or over", Number(60), ABOVE)]);
    }

    #[test]
    fn russian_and_kazakh() {
        use Quoted::Number;
        for (text, words, at, side) in [
            (
                "не превышающий 20 000 тенге",
                "не превышающий 20 000",
                Number(20_000),
                BELOW,
            ),
            (
                "не позднее 1 июля 2025 года",
                "не позднее 1 июля 2025",
                day("2025-07-01"),
                BELOW,
            ),
            (
                "до 1 июля 2025 года",
                "до 1 июля 2025",
                day("2025-07-01"),
                None,
            ),
            ("достигшие 16 лет", "достигшие 16", Number(16), ABOVE),
            ("лица 16 лет и старше", "16 лет и старше", Number(16), ABOVE),
            (
                "2025 жылғы 1 шілдеге дейін",
                "2025 жылғы 1 шілдеге дейін",
                day("2025-07-01"),
                None,
            ),
            ("16 жасқа толған", "16 жасқа толған", Number(16), ABOVE),
            ("200-ден аспайтын", "200-ден аспайтын", Number(200), BELOW),
            (
                "300 кроннан аспайды",
                "300 кроннан аспайды",
                Number(300),
                BELOW,
            ),
            ("18 жастан кіші", "18 жастан кіші", Number(18), ABOVE),
            ("От 300 крон", "От 300", Number(300), ABOVE),
            (
                "он алты жасқа толмаған",
                "он алты жасқа толмаған",
                Number(16),
                ABOVE,
            ),
        ] {
            assert_eq!(of(text), [(words, at, side)], "{text}");
        }
    }

    #[test]
    fn what_is_no_bound() {
        for text in [
            "after Article 5 of the Code",
            "more than 1.5 times",
            "exceeds 20% of it",
            "before 1 July of the year",
            "after it. 16 persons",
            "exceeds the limit",
            "the 5th day after issue",
            "1 January 2025 is replaced by 1 July 2025",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }
}
