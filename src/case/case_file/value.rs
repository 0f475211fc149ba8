//! Values as a case file writes them: each by the type of what it is given for.

use crate::calendar::{Day, NotADay, Period, Unit};
use crate::check::out_of_range;
use crate::diagnostic::{Code, Diagnostic, instead_of_day};
use crate::law::{EnumId, InputId, Law, Ratio, Type, Value};
use crate::syntax::{Figure, without_zero};
use crate::text::{Span, closest, composed};

use super::{Reader, shown};
use crate::case::json_text::{Json, Kind};

impl Reader<'_> {
    pub(super) fn value(&mut self, input: InputId, value: &Json<'_>) -> Option<Value> {
        let law = &self.checked.law;
        let name = &law[input].name;
        let kind = value.kind();
        let kind = self.noted(kind)?;
        match (law[input].ty, kind) {
            (Type::Bool, Kind::YesNo(yes)) => Some(Value::Bool(yes)),
            (Type::Int, Kind::Number(written)) => self.whole_number(&written, value.span),
            (Type::Decimal | Type::Money(_), Kind::Number(written) | Kind::Text(written)) => {
                self.amount(input, &written, value.span)
            }
            (Type::Date, Kind::Text(written)) => self.day(&written, value.span),
            (Type::Period(unit), Kind::Text(written)) => {
                self.period(input, unit, &written, value.span)
            }
            (Type::Enum(list), Kind::Text(written)) => self.member(list, &written, value.span),
            (_, Kind::Nothing) => {
                self.mistake(
                    Diagnostic::new(
                        Code::TypeMismatch,
                        format!("`{name}` is given without a value"),
                    )
                    .at(value.span, "")
                    .help("leave out what is not known"),
                );
                None
            }
            (ty, kind) => {
                let message = format!(
                    "`{name}` is {}, and this is {}",
                    wanted(law, ty),
                    shown(&kind)
                );
                let diagnostic = Diagnostic::new(Code::TypeMismatch, message).at(value.span, "");
                self.mistake(match example(law, ty) {
                    Some(example) => diagnostic.help(format!("write {example}")),
                    None => diagnostic,
                });
                None
            }
        }
    }

    /// Digits alone: a number with a point or an exponent is not taken for a whole one.
    fn whole_number(&mut self, written: &str, span: Span) -> Option<Value> {
        if let Ok(number) = written.parse::<i64>() {
            return Some(Value::Int(number));
        }
        let digits = written.trim_start_matches('-');
        let diagnostic = if digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Diagnostic::new(Code::NumberTooLarge, format!("`{written}` is too large")).help(
                format!("whole numbers go from {} to {}", i64::MIN, i64::MAX),
            )
        } else {
            Diagnostic::new(
                Code::TypeMismatch,
                format!("`{written}` is no whole number"),
            )
            .help("write it without a point and without an exponent")
        };
        self.mistake(diagnostic.at(span, ""));
        None
    }

    /// An exact number, with or without the name of its currency behind it: as it is written, never
    /// through a float.
    fn amount(&mut self, input: InputId, written: &str, span: Span) -> Option<Value> {
        let law = &self.checked.law;
        let (ty, places) = (law[input].ty, law[input].places);
        let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit() || c == '%');
        let (digits, currency) = match written.rsplit_once(' ') {
            Some((digits, last)) if !is_number(last) => (digits, Some(last)),
            _ => (written, None),
        };
        let own = match ty {
            Type::Money(id) => Some(law[id].name.as_str()),
            _ => None,
        };
        let example = example(law, ty).unwrap_or_default();
        let instead = |plain: &str| match own {
            Some(own) => format!("\"{plain} {own}\""),
            None => format!("\"{plain}\""),
        };
        let (sign, unsigned) = digits.split_at(usize::from(digits.starts_with('-')));
        let signed = |plain: &str| instead(&format!("{sign}{plain}"));
        if let Some(help) = without_zero(unsigned, true, signed) {
            self.mistake(begins_with_zero(digits, help).at(span, ""));
            return None;
        }
        // `40.000` may be meant as forty thousand where an amount has two places.
        let written_places = own.and_then(|_| Some(Figure::parse(unsigned)?.places));
        let further = written_places.is_some_and(|written| written > places);
        let diagnostic = match (Ratio::parse(digits), currency) {
            (Some(_), Some(other)) if own.is_some_and(|own| own != other) => Diagnostic::new(
                Code::CurrenciesDiffer,
                format!(
                    "`{}` is an amount of `{}`, and this is one of `{other}`",
                    law[input].name,
                    own.unwrap_or_default()
                ),
            ),
            (Some(number), None | Some(_)) if own.is_some() || currency.is_none() => {
                if number.units(places).is_some() && !further {
                    return Some(match ty {
                        Type::Money(id) => Value::Money(id, number),
                        _ => Value::Decimal(number),
                    });
                }
                let message = format!(
                    "`{}` is given to {}, and `{written}` has more",
                    law[input].name,
                    Figure::places_in_words(places)
                );
                let meant = Figure::parse(unsigned).map(|one| one.without_further_zeros(places));
                let meant: Vec<String> = meant.iter().flatten().map(|one| signed(one)).collect();
                let diagnostic = Diagnostic::new(Code::NotWholeUnits, message);
                match meant.is_empty() {
                    true => diagnostic,
                    false => diagnostic.help(format!("write {}", meant.join(" or "))),
                }
            }
            _ => match customary(digits) {
                Some((what, plain)) => {
                    let plain = plain.map(|plain| instead(&plain));
                    Diagnostic::new(Code::TypeMismatch, format!("`{digits}` {what}"))
                        .help(format!("write {}", plain.unwrap_or(example)))
                }
                None => Diagnostic::new(
                    Code::TypeMismatch,
                    format!("`{written}` is no exact number"),
                )
                .help(format!("write {example}")),
            },
        };
        self.mistake(diagnostic.at(span, ""));
        None
    }

    /// As it stands in a rule file: `10 days`, `2 years`.
    fn period(&mut self, input: InputId, unit: Unit, written: &str, span: Span) -> Option<Value> {
        let law = &self.checked.law;
        let name = &law[input].name;
        let of = Type::Period(unit);
        if let Some((count, units)) = written.split_once(' ')
            && let Some(help) = without_zero(count, false, |count| format!("\"{count} {units}\""))
        {
            self.mistake(begins_with_zero(count, help).at(span, ""));
            return None;
        }
        let diagnostic = match Period::parse(written).map(Period::counted) {
            Some((found, count)) if found == unit => match law[input].range {
                Some(range) if !(range.0..=range.1).contains(&count) => {
                    out_of_range(name, unit, range, law[input].span)
                }
                _ => return Some(Value::Period(unit, count)),
            },
            Some((other, _)) => {
                let (wanted, found) = (wanted(law, of), wanted(law, Type::Period(other)));
                let message = format!("`{name}` is {wanted}, and this is {found}");
                Diagnostic::new(Code::TypeMismatch, message)
                    .help(format!("write {}", example(law, of).unwrap_or_default()))
            }
            None => Diagnostic::new(Code::TypeMismatch, format!("`{written}` is no period"))
                .help(format!("write {}", example(law, of).unwrap_or_default())),
        };
        self.mistake(diagnostic.at(span, ""));
        None
    }

    pub(super) fn day(&mut self, written: &str, span: Span) -> Option<Value> {
        match written.parse::<Day>() {
            Ok(day) => Some(Value::Day(day)),
            Err(NotADay(_)) => {
                self.mistake(
                    Diagnostic::new(Code::NoSuchDay, format!("`{written}` is no day"))
                        .at(span, "")
                        .help(instead_of_day(
                            written,
                            "write YYYY-MM-DD, a day from 1801-01-01 to 2299-12-31",
                        )),
                );
                None
            }
        }
    }

    fn member(&mut self, list: EnumId, written: &str, span: Span) -> Option<Value> {
        let found = member(&self.checked.law, list, written);
        match found {
            Ok(value) => Some(value),
            Err(diagnostic) => {
                self.mistake(diagnostic.at(span, ""));
                None
            }
        }
    }
}

fn begins_with_zero(written: &str, help: String) -> Diagnostic {
    let message = format!("`{written}` begins with a zero");
    Diagnostic::new(Code::TypeMismatch, message).help(help)
}

/// What is wrong with a number that is written as people do, and the number as it is wanted, where
/// that is plain.
fn customary(digits: &str) -> Option<(&'static str, Option<String>)> {
    let has_digits = digits.contains(|c: char| c.is_ascii_digit());
    if !has_digits {
        return None;
    }
    let joined: String = digits.split_whitespace().collect();
    if joined != digits && Ratio::parse(&joined).is_some() {
        return Some(("has a space between its digits", Some(joined)));
    }
    let joined = digits.replace('_', "");
    if joined != digits && Ratio::parse(&joined).is_some() {
        return Some(("has `_` between its digits", Some(joined)));
    }
    let with_zero = format!("0{digits}");
    if digits.starts_with('.') && Ratio::parse(&with_zero).is_some() {
        return Some(("has no digit before its point", Some(with_zero)));
    }
    if digits.ends_with('%') {
        return Some(("is a percentage, and a number is wanted here", None));
    }
    let (whole, exponent) = digits.split_once(['e', 'E'])?;
    let is_exponent = exponent
        .trim_start_matches(['+', '-'])
        .parse::<u64>()
        .is_ok();
    (is_exponent && Ratio::parse(whole).is_some())
        .then_some(("has an exponent, and the number is to be written out", None))
}

/// The value of an enumeration, or choice of a reading, of a name; a mistake without its place
/// where there is none.
pub fn member(law: &Law, list: EnumId, written: &str) -> Result<Value, Diagnostic> {
    let names = || law[list].members.iter().map(|(name, _)| name.as_str());
    let place = names().position(|name| name == composed(written));
    if let Some(place) = place.and_then(|place| u32::try_from(place).ok()) {
        return Ok(Value::Member(list, place));
    }
    const SHOWN: usize = 20;
    let mut values = names().take(SHOWN).collect::<Vec<_>>().join("`, `");
    values.push_str(if names().count() > SHOWN {
        "`, …"
    } else {
        "`"
    });
    let help = match closest(written, names()) {
        Some(near) => format!("did you mean `{near}`? Its values are `{values}"),
        None => format!("its values are `{values}"),
    };
    let message = format!("`{}` has no value `{written}`", law[list].name);
    Err(Diagnostic::new(Code::UnknownValue, message).help(help))
}

/// What a type wants, in words.
fn wanted(law: &Law, ty: Type) -> String {
    match ty {
        Type::Bool => "of yes or no".to_owned(),
        Type::Int => "a whole number".to_owned(),
        Type::Decimal => "a decimal".to_owned(),
        Type::Money(currency) => format!("an amount of `{}`", law[currency].name),
        Type::Date => "a day".to_owned(),
        Type::Period(Unit::Months) => "a period in months or years".to_owned(),
        Type::Period(Unit::Days) => "a period in days".to_owned(),
        Type::Enum(list) => format!("a value of `{}`", law[list].name),
    }
}

fn example(law: &Law, ty: Type) -> Option<String> {
    match ty {
        Type::Decimal => Some("0.05 or \"0.05\"".to_owned()),
        Type::Money(currency) => Some(format!("\"12500.50 {}\"", law[currency].name)),
        Type::Date => Some("\"YYYY-MM-DD\"".to_owned()),
        Type::Period(Unit::Months) => Some("\"18 months\" or \"2 years\"".to_owned()),
        Type::Period(Unit::Days) => Some("\"10 days\" or \"2 weeks\"".to_owned()),
        Type::Enum(list) => law[list]
            .members
            .first()
            .map(|(name, _)| format!("\"{name}\"")),
        Type::Bool => Some("true or false".to_owned()),
        Type::Int => None,
    }
}
