//! Parameters without a value on a day, in words.

use crate::calendar::Day;
use crate::law::{ExprId, Law, TermId};

/// When a parameter has values: "the first is from 1 July 2024, the last ended on 31 December 2024";
/// with the days on which one ends before the next. `None` of a term that is none, or whose days depend on more than
/// readings.
pub fn values_are(law: &Law, term: TermId) -> Option<String> {
    if !law.is_parameter(term) {
        return None;
    }
    let values = law.values_of(term);
    let (first, last) = (values.first()?, values.last()?);
    let mut told = format!("the first is from {}", days(law, law[*first].from?, Some)?);
    for (one, next) in values.iter().zip(values.iter().skip(1)) {
        let (end, begins) = (law[*one].until?, law[*next].from?);
        if end != begins {
            let (last, begins) = (days(law, end, Day::previous)?, days(law, begins, Some)?);
            told.push_str(&format!(", one ended on {last}, the next is from {begins}"));
        }
    }
    if let Some(until) = law[*last].until {
        let last = days(law, until, Day::previous)?;
        told.push_str(&format!(", the last ended on {last}"));
    }
    Some(told)
}

fn days(law: &Law, day: ExprId, said: impl Fn(Day) -> Option<Day>) -> Option<String> {
    let days = law.exprs.days_in_order(day)?;
    let days: Option<Vec<String>> = days
        .into_iter()
        .map(|day| said(day).map(Day::in_words))
        .collect();
    Some(days?.join(" or "))
}
