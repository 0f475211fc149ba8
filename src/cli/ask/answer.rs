//! Answers as they are typed.

use crate::calendar::{Day, Period, Unit};
use crate::eval::Wanted;
use crate::law::{ExprId, InputId, InputKind, Law, Ratio, Type, Value};
use crate::report::interview::{choices, values};
use crate::report::words::value;
use crate::syntax::Figure;
use crate::text::closest;

/// So many signs of a line are repeated.
const REPEATED: usize = 40;

/// What is typed in an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// An answer.
    Answer(String),
    /// It is not known.
    Unknown,
    /// Why is this asked?
    Why,
    /// The question before.
    Back,
}

impl Typed {
    /// What a line means.
    pub fn of(line: &str) -> Self {
        let words: String = line.to_lowercase().replace('’', "'");
        match words.trim_end_matches('.') {
            "" | "unknown" | "not known" | "i don't know" | "don't know" => Self::Unknown,
            "?" | "why" | "why?" => Self::Why,
            "back" => Self::Back,
            _ => Self::Answer(line.to_owned()),
        }
    }
}

/// Whether a line that is no answer looks for the end of the questions.
pub fn would_end(typed: &str) -> bool {
    let words = typed.to_lowercase();
    matches!(
        words.as_str(),
        "quit" | "exit" | "stop" | "end" | "q" | "help"
    )
}

/// What was typed as it is repeated: of much the beginning.
fn repeated(typed: &str) -> String {
    let mut signs = typed.chars();
    let begun: String = signs.by_ref().take(REPEATED).collect();
    match signs.next() {
        None => begun,
        Some(_) => format!("{begun}…"),
    }
}

/// What an answer gives.
///
/// # Errors
/// What is wrong with it, and what to type instead.
pub fn read(
    law: &Law,
    goal: ExprId,
    wanted: Wanted,
    typed: &str,
) -> Result<Vec<(InputId, Value)>, String> {
    let input = wanted.input();
    if law[input].history.is_some() {
        if let Some(given) = time(law, input, typed) {
            return given;
        }
        if matches!(wanted, Wanted::Time(_)) {
            return Err("Type since DAY, through DAY, since DAY through DAY, or never.".to_owned());
        }
    }
    let found = match law[input].ty {
        Type::Bool | Type::Enum(_) => chosen(law, goal, input, typed),
        Type::Date => day(typed).map(Value::Day),
        Type::Int => whole(law, input, typed),
        Type::Decimal | Type::Money(_) => amount(law, input, typed),
        Type::Period(unit) => period(law, input, unit, typed),
    };
    found.map(|value| law.given(input, value))
}

/// A choice by its number, its name or its words.
fn chosen(law: &Law, goal: ExprId, input: InputId, typed: &str) -> Result<Value, String> {
    let values = values(law, goal, input);
    let all = choices(law, goal, Wanted::Value(input));
    let typed = typed.to_lowercase();
    let name = |of: &Value| match of {
        Value::Member(list, place) => {
            let member = law[*list].members.get(*place as usize);
            member.map(|(name, _)| name.to_lowercase())
        }
        Value::Bool(true) => Some("yes".to_owned()),
        _ => Some("no".to_owned()),
    };
    let names: Vec<String> = values.iter().filter_map(name).collect();
    let words: Vec<String> = all.iter().map(|words| words.to_lowercase()).collect();
    let bare = |words: &String| {
        let without = words
            .strip_prefix("a ")
            .or_else(|| words.strip_prefix("an "));
        without.map(str::to_owned)
    };
    let short = law[input].ty == Type::Bool && matches!(typed.as_str(), "y" | "n");
    for (at, of) in values.iter().enumerate() {
        let is = |all: &[String]| all.get(at).is_some_and(|one| *one == typed);
        let is_bare = words
            .get(at)
            .and_then(bare)
            .is_some_and(|bare| bare == typed);
        let is_short = short && names.get(at).is_some_and(|name| name.starts_with(&typed));
        if (at + 1).to_string() == typed || is(&names) || is(&words) || is_bare || is_short {
            return Ok(*of);
        }
    }
    let known = names.iter().chain(&words).map(String::as_str);
    Err(match closest(&typed, known) {
        Some(near) => format!("That is none of the answers. Did you mean “{near}”?"),
        None => format!(
            "That is none of the answers. Type a number from 1 to {}.",
            values.len()
        ),
    })
}

/// `2025-07-15` or `15 July 2025`.
pub fn day(typed: &str) -> Result<Day, String> {
    if let Ok(day) = typed.parse::<Day>() {
        return Ok(day);
    }
    let words: Vec<&str> = typed.split_whitespace().collect();
    if let [number, _, year] = words.as_slice()
        && let (Ok(number), Ok(year)) = (number.parse::<u8>(), year.parse::<u16>())
    {
        let days = (1..=12).filter_map(|month| {
            let written = format!("{year:04}-{month:02}-{number:02}");
            written.parse::<Day>().ok()
        });
        let typed = words.join(" ").to_lowercase();
        let same = |day: &Day| {
            let words = day.in_words().to_lowercase();
            words == typed.trim_start_matches('0')
        };
        if let Some(day) = days.into_iter().find(same) {
            return Ok(day);
        }
    }
    Err(format!(
        "“{}” is no day of the calendar. Type it as 2025-07-15 or as 15 July 2025, from 1801 to 2299.",
        repeated(typed)
    ))
}

/// The digits of a number without the commas between groups of three, and with the minus of a
/// keyboard; `None` where they group otherwise.
fn ungrouped(typed: &str) -> Option<String> {
    let typed = typed.replace('−', "-");
    let (whole, rest) = match typed.split_once('.') {
        Some((whole, rest)) => (whole, format!(".{rest}")),
        None => (typed.as_str(), String::new()),
    };
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next().unwrap_or_default();
    let mut rest_of = groups.clone();
    let grouped = groups.next().is_some();
    let three = rest_of.all(|group| group.len() == 3);
    let plain = !rest.contains(',') && three && (!grouped || (1..=3).contains(&first.len()));
    plain.then(|| format!("{}{rest}", whole.replace(',', "")))
}

fn whole(law: &Law, input: InputId, typed: &str) -> Result<Value, String> {
    let number = ungrouped(typed).and_then(|digits| digits.parse::<i64>().ok());
    let Some(number) = number else {
        let typed = repeated(typed);
        return Err(format!("“{typed}” is no whole number. Type digits alone."));
    };
    if let InputKind::Length(list) = law[input].kind {
        let most = law[list].most;
        let fits = usize::try_from(number).is_ok_and(|number| number <= most);
        if !fits {
            return Err(format!(
                "Type a number from 0 to {most}: no more are looked at."
            ));
        }
    }
    Ok(Value::Int(number))
}

/// An exact number, with or without its currency behind it.
fn amount(law: &Law, input: InputId, typed: &str) -> Result<Value, String> {
    let (digits, behind) = match typed.split_once(char::is_whitespace) {
        Some((digits, behind)) => (digits, behind.trim()),
        None => (typed, ""),
    };
    let places = law[input].places;
    let currency = match law[input].ty {
        Type::Money(id) => Some(id),
        _ => None,
    };
    let number = ungrouped(digits).and_then(|digits| Ratio::parse(&digits));
    let Some(number) = number else {
        return Err(format!(
            "“{}” is no exact number. Type it as 12,500.50 or as 12500.50.",
            repeated(typed)
        ));
    };
    let known = currency.is_some_and(|id| {
        let phrases = &law[id].phrases;
        let names = [
            Some(&law[id].name),
            phrases.main.as_ref(),
            phrases.short.as_ref(),
        ];
        names.into_iter().flatten().any(|name| name == behind)
    });
    if !behind.is_empty() && !known {
        return Err(format!(
            "“{}” is not what is asked for: type the number alone.",
            repeated(behind)
        ));
    }
    // `1.000` may be meant as a thousand where an amount has two places.
    let further = currency.is_some()
        && digits
            .split_once('.')
            .is_some_and(|(_, part)| part.len() > places as usize);
    if number.units(places).is_none() || further {
        return Err(match places {
            0 => "Type it without decimal places.".to_owned(),
            _ => {
                let most = Figure::places_in_words(places);
                format!("There are at most {most} here.")
            }
        });
    }
    Ok(match currency {
        Some(id) => Value::Money(id, number),
        None => Value::Decimal(number),
    })
}

fn period(law: &Law, input: InputId, unit: Unit, typed: &str) -> Result<Value, String> {
    let shown = |count| value(law, Value::Period(unit, count));
    let example = shown(10);
    match Period::parse(typed).map(Period::counted) {
        Some((found, count)) if found == unit => match law[input].range {
            Some((least, most)) if !(least..=most).contains(&count) => Err(format!(
                "It lies between {} and {}.",
                shown(least),
                shown(most)
            )),
            _ => Ok(Value::Period(unit, count)),
        },
        _ => Err(format!(
            "“{}” is no such period. Type it as {example}.",
            repeated(typed)
        )),
    }
}

/// `since DAY`, `through DAY`, `since DAY through DAY`, `until DAY`, `never`; `None` where it is
/// none of these.
fn time(law: &Law, of: InputId, typed: &str) -> Option<Result<Vec<(InputId, Value)>, String>> {
    let history = law[of].history?;
    let typed = typed.trim();
    if typed.eq_ignore_ascii_case("never") {
        return Some(Ok(vec![(history.ever, Value::Bool(false))]));
    }
    let mut since: Option<Vec<&str>> = None;
    let mut end: Option<(bool, Vec<&str>)> = None;
    for word in typed.split_whitespace() {
        match word.to_lowercase().as_str() {
            "since" | "from" if since.is_none() && end.is_none() => since = Some(Vec::new()),
            "through" if end.is_none() => end = Some((true, Vec::new())),
            "until" if end.is_none() => end = Some((false, Vec::new())),
            _ => match (&mut since, &mut end) {
                (_, Some((_, words))) | (Some(words), None) => words.push(word),
                (None, None) => return None,
            },
        }
    }
    let since = since.map(|words| day(&words.join(" "))).transpose();
    let end = end.map(|(through, words)| {
        let day = day(&words.join(" "))?;
        let last = if through { Some(day) } else { day.previous() };
        last.ok_or_else(|| "That is before the calendar begins.".to_owned())
    });
    Some(match (since, end.transpose()) {
        (Err(wrong), _) | (_, Err(wrong)) => Err(wrong),
        (Ok(since), Ok(end)) => history
            .lasting(since, end)
            .ok_or_else(|| "It ends before it begins.".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_figures_and_in_words() {
        let wanted: Day = "1985-06-05".parse().unwrap();
        for typed in ["1985-06-05", "5 June 1985", "05 june 1985", "5  June  1985"] {
            assert_eq!(day(typed), Ok(wanted), "{typed}");
        }
        for typed in [
            "1985-6-5",
            "31 June 1985",
            "5 Jun 1985",
            "5.6.1985",
            "yesterday",
        ] {
            assert!(day(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn commas_group_and_are_no_points() {
        let plain = |typed: &str| ungrouped(typed);
        assert_eq!(plain("12,500.50").as_deref(), Some("12500.50"));
        assert_eq!(plain("1,234,567").as_deref(), Some("1234567"));
        assert_eq!(plain("12500").as_deref(), Some("12500"));
        for typed in ["12,50", "1,2345", "1234,567", ",500", "12.5,0"] {
            assert_eq!(plain(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_typed() {
        assert_eq!(Typed::of(""), Typed::Unknown);
        assert_eq!(Typed::of("I don’t know."), Typed::Unknown);
        assert_eq!(Typed::of("?"), Typed::Why);
        assert_eq!(Typed::of("Back"), Typed::Back);
        assert_eq!(Typed::of("2"), Typed::Answer("2".to_owned()));
    }
}
