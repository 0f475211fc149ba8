use crate::law::{CurrencyId, InputId, InputKind, Law, Ratio, Value, WrittenId, plain};

use super::element::{element, several};
use super::lasting::day_noun;
use super::verb::is;

/// What a rule is called: its heading, or its name with spaces. A heading that rules of several
/// names have is told with the name.
pub fn heading(law: &Law, written: WrittenId) -> String {
    let called = law[written].called();
    match law.shared_headings.contains(&called) {
        true => format!("{called} ({})", law[written].name),
        false => called,
    }
}

/// The noun of a fact or holding: "a visa", "date of birth".
pub fn noun(law: &Law, input: InputId) -> String {
    match law[input].kind {
        InputKind::Length(list) => format!("number of {}", several(law, list)),
        InputKind::Slot(list, place) => {
            let of = element(law, list, place as usize);
            let field = law.field(input).unwrap_or(input);
            format!(
                "{} of {of}",
                words_or_name(law[field].phrases.main.as_ref(), &law[field].name)
            )
        }
        _ => day_noun(law, input)
            .unwrap_or_else(|| words_or_name(law[input].phrases.main.as_ref(), &law[input].name)),
    }
}

/// The same with its verb: "a visa is", "papers are".
pub fn noun_is(law: &Law, input: InputId) -> String {
    let noun = noun(law, input);
    let is = is(&noun);
    format!("{noun} {is}")
}

/// The noun of a holding without its article: "visa".
pub fn short(law: &Law, input: InputId) -> String {
    let phrases = &law[input].phrases;
    let words = phrases.short.as_ref().or(phrases.main.as_ref());
    words_or_name(words, &law[input].name)
}

/// What is written behind an amount: "KZT".
pub(super) fn currency(law: &Law, id: CurrencyId) -> String {
    let currency = &law[id];
    let words = &currency.phrases;
    words_or_name(words.short.as_ref().or(words.main.as_ref()), &currency.name)
}

/// A whole number: "12,500".
pub(super) fn number(of: i64) -> String {
    figures(Ratio::whole(of), 0)
}

/// A number with at least so many decimal places, as people read it: "12,500.50", "−1,234".
pub(super) fn figures(of: Ratio, places: u32) -> String {
    of.written(places, ",").replace('-', "−")
}

/// A value: "a foreigner", "1 July 2025", "yes", "12,500.50 KZT". A decimal that has no end is a
/// fraction: "1/3".
pub fn value(law: &Law, value: Value) -> String {
    match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Int(of) => number(of),
        Value::Decimal(number) => figures(number, 0),
        Value::Money(id, number) => {
            let places = law[id].places;
            format!("{} {}", figures(number, places), currency(law, id))
        }
        Value::Day(day) => day.in_words(),
        Value::Period(unit, count) => {
            let (count, unit) = unit.named(count);
            format!("{} {unit}", number(count))
        }
        Value::Member(list, place) => {
            let member = law[list].members.get(place as usize);
            member.map_or_else(
                || format!("value {place}"),
                |(name, phrases)| words_or_name(phrases.main.as_ref(), name),
            )
        }
    }
}

/// Words, or the bare name in their place.
pub fn words_or_name(words: Option<&String>, name: &str) -> String {
    words.cloned().unwrap_or_else(|| plain(name))
}
