//! Parameters without a value on a day, in words.

use crate::calendar::Day;
use crate::law::{ExprId, Law, TermId};

/// When a parameter has values: "the first is from 1 July 2024, the last ended on 31 December 2024".
/// `None` of a term that is none, or whose days depend on more than
/// readings.
pub fn values_are(law: &Law, term: TermId) -> Option<String> {
    let (first, last) = (law[term].rules.first()?, law[term].rules.last()?);
    let mut rules = law[term].rules.iter();
    if law[term].otherwise.is_some() || !rules.all(|rule| law.is_dated(law[*rule].written)) {
        return None;
    }
    let first = days(law, law[*first].from?, Some)?;
    match law[*last].until {
        Some(until) => {
            let last = days(law, until, Day::previous)?;
            Some(format!(
                "the first is from {first}, the last ended on {last}"
            ))
        }
        None => Some(format!("the first is from {first}")),
    }
}

fn days(law: &Law, day: ExprId, said: impl Fn(Day) -> Option<Day>) -> Option<String> {
    let mut days = law.exprs.days_of(day)?;
    days.sort_unstable();
    days.dedup();
    let days: Option<Vec<String>> = days
        .into_iter()
        .map(|day| said(day).map(Day::in_words))
        .collect();
    Some(days?.join(" or "))
}
