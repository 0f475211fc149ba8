//! Patterns of signs: how something is written that the language says otherwise.
//!
//! Between blanks stand signs and classes of signs, `in|until` for either; what does not belong there
//! stands between `‹` and `›`. `NAME` is a word that may be one, `OWN` one
//! that is no word of the grammar, `NUMBER` and `UNIT` are those of a period, `FIGURE` is a number with
//! its decimals, `AMOUNT` one with its currency, `DAY` a written day, `STRING` a string, `DECLARES` the
//! word of an item that declares a name, `ANY` any one sign, and `…` any signs within the same braces. `SUBJECT` is the whole of
//! what something is said of, `age of born`, and never the end of a longer expression; `VALUE` is a day,
//! number, period, amount or subject, and never the beginning of a longer one. What ends with `?` may be
//! absent. What a class stands for is taken: `$1` is the first, `~1` a unit without its plural, `^1` how
//! a day is rounded that is moved by so many of a unit, and `$0` what does not belong there.

use std::ops::Range;

use super::layout::{ITEM_WORDS, RESERVED, is_of_the_grammar};
use super::scan::Sign;

/// Words of items that declare no name.
const NAMELESS: &[&str] = &["canon", "import", "restate", "repeal", "move", "intended"];

/// The units of periods.
pub const UNITS: &[&str] = &[
    "days", "day", "weeks", "week", "months", "month", "years", "year",
];

/// Behind these signs an expression goes on that began before them.
const GO_ON: &[&str] = &[
    ".", "of", "count", "+", "-", "*", "/", "%", "<", ">", "from", "until", "through", "to", "by",
    "rounded", "without",
];

/// Behind these a value is reckoned with.
const RECKONED: &[&str] = &["+", "-", "*", "/", ".", "("];

/// The words, one before the `=`, of items and effects that are their expression.
const DEFINED_BY: &[&str] = &["define", "assume", "then", ","];

/// The words with which `of` stands before a name.
const OF: &[&str] = &[
    "age",
    "start",
    "end",
    "adoption",
    "publication",
    "commencement",
];

/// So many signs `…` may stand for.
const LONGEST: usize = 40;

/// So many signs one class may stand for: `tax::fees::amount.part(first)`.
const LONGEST_CLASS: usize = 12;

/// How many signs a day is, `2024-01-01`.
const DAY_SIGNS: usize = 5;

/// What a pattern was found to stand for.
#[derive(Debug, PartialEq, Eq)]
pub struct Fit {
    /// What does not belong there, in the text.
    pub place: Range<usize>,
    /// What the classes stand for, each in the text.
    taken: Vec<Range<usize>>,
}

impl Fit {
    /// The same in a text that has so many bytes more before it.
    pub fn moved(self, by: usize) -> Self {
        let moved = |range: Range<usize>| range.start + by..range.end + by;
        Self {
            place: moved(self.place),
            taken: self.taken.into_iter().map(moved).collect(),
        }
    }

    /// The help of a pattern, with what its classes stand for in this text.
    pub fn fill(&self, help: &str, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = help;
        while let Some(at) = rest.find(['$', '~', '^']) {
            let (before, placeholder) = rest.split_at(at);
            filled.push_str(before);
            let mut signs = placeholder.chars();
            let (kind, number) = (signs.next(), signs.next().and_then(|c| c.to_digit(10)));
            let taken = match number {
                Some(0) => Some(&self.place),
                Some(number) => self.taken.get(number as usize - 1),
                None => None,
            };
            let words = taken.and_then(|one| text.get(one.clone()));
            let words = words.unwrap_or_default();
            filled.push_str(match kind {
                Some('~') => words.trim_end_matches('s'),
                Some('^') if words.starts_with(['m', 'y']) => " rounded up",
                Some('^') => "",
                _ => words,
            });
            rest = signs.as_str();
        }
        filled + rest
    }
}

/// Where a pattern fits signs so that the one at a place lies in what does not belong there, right
/// behind it, or further behind it in the pattern.
pub fn fit(pattern: &str, signs: &[Sign<'_>], place: usize) -> Option<Fit> {
    let parts = parts(pattern);
    let any = parts.iter().filter(|part| part.says == "…").count();
    let furthest = parts.len() * LONGEST_CLASS + any * LONGEST;
    (place.saturating_sub(furthest)..=place)
        .rev()
        .find_map(|start| {
            let mut search = Search {
                signs,
                taken: Vec::new(),
                culprit: None,
            };
            let end = search.fits(&parts, start, false)?;
            let culprit = search.culprit?;
            let touches = culprit.start <= place && (place < end || place == culprit.end);
            let (first, last) = (
                signs.get(culprit.start)?,
                signs.get(culprit.end.checked_sub(1)?)?,
            );
            touches.then(|| Fit {
                place: first.at..last.end(),
                taken: search.taken,
            })
        })
}

fn is_number(sign: &Sign<'_>) -> bool {
    sign.text.starts_with(|c: char| c.is_ascii_digit())
}

fn is_name(sign: &Sign<'_>) -> bool {
    sign.is_word() && !is_number(sign) && !RESERVED.contains(&sign.text)
}

fn is_own(sign: &Sign<'_>) -> bool {
    is_name(sign) && !is_of_the_grammar(sign.text)
}

struct Part<'p> {
    /// One of these words, or a class.
    says: &'p str,
    may_be_absent: bool,
    begins_culprit: bool,
    ends_culprit: bool,
}

fn parts(pattern: &str) -> Vec<Part<'_>> {
    pattern
        .split(' ')
        .map(|one| Part {
            says: one
                .trim_start_matches('‹')
                .trim_end_matches('›')
                .trim_end_matches('?'),
            may_be_absent: one.ends_with('?'),
            begins_culprit: one.starts_with('‹'),
            ends_culprit: one.ends_with('›'),
        })
        .collect()
}

struct Search<'s, 't> {
    signs: &'s [Sign<'t>],
    taken: Vec<Range<usize>>,
    /// Which of the signs do not belong there.
    culprit: Option<Range<usize>>,
}

impl Search<'_, '_> {
    /// Where the signs end that the parts fit from a place on; `begins`, if what does not belong there begins
    /// with them.
    fn fits(&mut self, parts: &[Part<'_>], at: usize, begins: bool) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else {
            return Some(at);
        };
        if part.says == "…" {
            return self.any(rest, at);
        }
        let begins = begins || part.begins_culprit;
        let fitted = self.part(part, rest, at, begins);
        // What stands right before is not absent: the parts begin there.
        let is_before = || {
            let before = at.checked_sub(1);
            before.is_some_and(|before| self.length(part.says, before).is_some())
        };
        match part.may_be_absent && fitted.is_none() && !is_before() {
            true => self.fits(rest, at, begins),
            false => fitted,
        }
    }

    /// The same where the first of the parts is there.
    fn part(
        &mut self,
        part: &Part<'_>,
        rest: &[Part<'_>],
        at: usize,
        begins: bool,
    ) -> Option<usize> {
        let length = self.length(part.says, at)?;
        let kept = (self.taken.len(), self.culprit.clone());
        let range = self.signs.get(at)?.at..self.signs.get(at + length - 1)?.end();
        if part.says.starts_with(|c: char| c.is_ascii_uppercase()) && part.says != "DECLARES" {
            self.taken.push(range);
        }
        if begins {
            self.culprit = Some(at..at + length);
        }
        if part.ends_culprit
            && let Some(culprit) = &mut self.culprit
        {
            culprit.end = at + length;
        }
        let end = self.fits(rest, at + length, false);
        if end.is_none() {
            self.taken.truncate(kept.0);
            self.culprit = kept.1;
        }
        end
    }

    /// The same behind any signs, as few as possible, none of which opens or closes a brace.
    fn any(&mut self, rest: &[Part<'_>], at: usize) -> Option<usize> {
        let signs = self.signs;
        let brace = |sign: &&Sign<'_>| matches!(sign.text, "{" | "}");
        let within = signs.iter().skip(at).take_while(|sign| !brace(sign));
        let most = within.take(LONGEST).count();
        (at..=at + most).find_map(|at| self.fits(rest, at, false))
    }

    /// How many signs a number is at a place, of which the decimals stand right behind the point.
    fn figure(&self, at: usize) -> Option<usize> {
        let whole = self.signs.get(at).filter(|sign| is_number(sign))?;
        let rest = (self.signs.get(at + 1), self.signs.get(at + 2));
        let (Some(point), Some(decimals)) = rest else {
            return Some(1);
        };
        let joined = point.text == "." && point.at == whole.end() && decimals.at == point.end();
        Some(if joined && is_number(decimals) { 3 } else { 1 })
    }

    /// How many signs are what something is said of: what comes before belongs to nothing that goes on there.
    fn subject(&self, at: usize) -> Option<usize> {
        let before = |back: usize| at.checked_sub(back).and_then(|at| self.signs.get(at));
        let word = |back: usize| before(back).map_or("", |sign| sign.text);
        let goes_on = match word(1) {
            // Behind the `=` of a comparison it is compared; behind that of an item it is the whole.
            "=" => !before(2).is_some_and(Sign::is_string) && !DEFINED_BY.contains(&word(3)),
            ":" => word(2) == ":",
            one => GO_ON.contains(&one) || before(1).is_some_and(is_number),
        };
        if goes_on {
            return None;
        }
        self.whole_subject(at)
    }

    fn whole_subject(&self, at: usize) -> Option<usize> {
        let text = |at: usize| self.signs.get(at).map_or("", |sign| sign.text);
        match (text(at), text(at + 1)) {
            ("day", _) => Some(1),
            ("count", _) => Some(1 + self.path(at + 1)?),
            (word, "of") if OF.contains(&word) => Some(2 + self.path(at + 2)?),
            _ => self.path(at),
        }
    }

    /// How many signs a name is with its file, field or attribute.
    fn path(&self, at: usize) -> Option<usize> {
        let text = |at: usize| self.signs.get(at).map_or("", |sign| sign.text);
        let is_name = |at: usize| self.signs.get(at).is_some_and(is_name);
        if !is_name(at) {
            return None;
        }
        let mut length = 1;
        while text(at + length) == ":" && text(at + length + 1) == ":" && is_name(at + length + 2) {
            length += 3;
        }
        while text(at + length) == "." && is_name(at + length + 1) {
            length += 2;
        }
        if text(at + length) == "(" && is_name(at + length + 1) && text(at + length + 2) == ")" {
            length += 3;
        }
        Some(length)
    }

    /// How many signs a value is that nothing is reckoned with.
    fn value(&self, at: usize) -> Option<usize> {
        let figure = |figure: usize| {
            let unit = self.signs.get(at + figure);
            let unit = unit.filter(|sign| {
                let is_unit = UNITS.contains(&sign.text) || sign.text == "%";
                is_unit || sign.indent.is_none() && is_own(sign)
            });
            figure + usize::from(unit.is_some())
        };
        let length = self
            .length("DAY", at)
            .or_else(|| self.figure(at).map(figure))
            .or_else(|| self.whole_subject(at))?;
        let behind = self.signs.get(at + length);
        let goes_on = behind.is_some_and(|sign| RECKONED.contains(&sign.text));
        (!goes_on).then_some(length)
    }

    /// How many signs are what a part says at a place.
    fn length(&self, says: &str, at: usize) -> Option<usize> {
        let sign = self.signs.get(at)?;
        if says.contains('|') {
            return says.split('|').find_map(|one| self.length(one, at));
        }
        let fits = match says {
            "ANY" => true,
            "NAME" => is_name(sign),
            "OWN" => is_own(sign),
            "DECLARES" => ITEM_WORDS.contains(&sign.text) && !NAMELESS.contains(&sign.text),
            "FIGURE" => return self.figure(at),
            "SUBJECT" => return self.subject(at),
            "VALUE" => return self.value(at),
            "AMOUNT" => {
                let figure = self.figure(at)?;
                let currency = self.signs.get(at + figure);
                let currency = currency.filter(|sign| sign.indent.is_none() && is_own(sign));
                return Some(figure + usize::from(currency.is_some()));
            }
            "NUMBER" => is_number(sign),
            "UNIT" => UNITS.contains(&sign.text),
            "STRING" => sign.is_string(),
            "DAY" => {
                let day = self.signs.get(at..at + DAY_SIGNS)?;
                let texts: Vec<&str> = day.iter().map(|sign| sign.text).collect();
                let is_day = is_number(sign) && matches!(texts[..], [_, "-", _, "-", _]);
                return is_day.then_some(DAY_SIGNS);
            }
            word => word == sign.text,
        };
        fits.then_some(1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;

    /// What does not belong there, and the help, where a pattern fits a text at `^`.
    fn told(pattern: &str, help: &str, text: &str) -> Option<(String, String)> {
        let at = text.find('^')?;
        let text = text.replace('^', "");
        let signs: Vec<Sign<'_>> = scan(&text).collect();
        let place = signs.iter().position(|sign| sign.at >= at)?;
        let fit = fit(pattern, &signs, place)?;
        let culprit = text.get(fit.place.clone())?.to_owned();
        Some((culprit, fit.fill(help, &text)))
    }

    fn pair(one: &str, other: &str) -> Option<(String, String)> {
        Some((one.to_owned(), other.to_owned()))
    }

    #[test]
    fn patterns_fit_around_the_place() {
        let deadline = "must NAME ‹in|until› NUMBER UNIT";
        for (text, wanted) in [
            ("then must p ^in 30 days of x", pair("in", "1: p, 3: day")),
            (
                "then must p until 30 ^days of x",
                pair("until", "1: p, 3: day"),
            ),
            ("then ^must p in 30 days of x", None),
            ("then must p in 30 days of ^x", None),
            ("then must p ^on 30 days of x", None),
        ] {
            assert_eq!(told(deadline, "1: $1, 3: ~3", text), wanted, "{text}");
        }
        let two = "claim ‹no one› loses";
        assert_eq!(
            told(two, "$0", "claim no ^one loses a"),
            pair("no one", "no one")
        );
    }

    #[test]
    fn subjects_are_whole() {
        let between = "SUBJECT ‹is? between VALUE and VALUE›";
        for (text, wanted) in [
            (
                "define t = age of born ^between 18 and 65",
                Some("age of born 18 65"),
            ),
            (
                "when kid.n is ^between 1 year and 2 years",
                Some("kid.n 1 year 2 years"),
            ),
            ("when n ^between 1.5 crown and a.b", Some("n 1.5 crown a.b")),
            ("when 5 crown ^between 1 and 2", None),
            ("when a + b ^between 1 and 2", None),
            ("when a = b ^between 1 and 2", None),
            ("when a ^between 1 and b + 2", None),
            ("define t = b ^between 1 and 2", Some("b 1 2")),
        ] {
            let found = told(between, "$1 $2 $3", text).map(|(_, help)| help);
            assert_eq!(found.as_deref(), wanted, "{text}");
        }
        let ago = "SUBJECT ‹is? more than NUMBER UNIT ago›";
        let help = |text: &str| Some(told(ago, "$1 + $2 $3^3 < day", text)?.1);
        let days = help("when arrived ^more than 30 days ago");
        assert_eq!(days.as_deref(), Some("arrived + 30 days < day"));
        let years = help("when born is ^more than 18 years ago");
        assert_eq!(years.as_deref(), Some("born + 18 years rounded up < day"));
    }

    #[test]
    fn what_stands_between_stays_within_braces() {
        let price = "grants … ‹for› DAY";
        let wanted = pair("for", "2024-01-01");
        assert_eq!(told(price, "$1", "grants a, b(c) ^for 2024-01-01"), wanted);
        assert_eq!(told(price, "$1", "grants a { } ^for 2024-01-01"), None);
    }
}
