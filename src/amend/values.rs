//! Values of parameters, which end with their acts.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{Dated, Expr};
use crate::text::Span;

use super::corpus::Corpus;
use super::fixed::Fixed;
use super::timeline::Ended;

/// A value of a parameter as it is written.
#[derive(Clone, Copy)]
pub struct Valued<'c> {
    /// The value.
    pub dated: &'c Dated,
    /// The first day of the next one, or the end of the parameter.
    pub until: Option<&'c Expr>,
}

/// What comes of values because their acts are repealed; values are known by the places of their
/// first days.
#[derive(Debug, Default)]
pub struct Values {
    /// The days on which values end.
    pub ends: BTreeMap<Span, Expr>,
    /// The places of the names under which their acts are repealed on these days.
    pub ended_by: BTreeMap<Span, Span>,
    /// Values of acts that are repealed before the values begin: they never are, and the ones before
    /// them go on.
    pub never: BTreeSet<Span>,
}

/// What comes of the values of acts that are repealed.
pub fn of_repealed_acts(corpus: &Corpus<'_>, ended: &Ended<'_>) -> Values {
    let mut found = Values::default();
    let repealed = |dated: &Dated| {
        let (day, (_, place)) = ended.get(corpus.key(dated.act.as_ref()?))?;
        Some((Fixed::On(*day), *place))
    };
    for Valued { dated, .. } in &corpus.values {
        // What is no fixed day is reported by `check`.
        if let Some((day, _)) = repealed(dated)
            && let Some(from) = corpus.days.fixed(&dated.from)
            && !from.may_precede(&day)
        {
            found.never.insert(dated.from.span);
        }
    }
    for (at, Valued { dated, .. }) in corpus.values.iter().enumerate() {
        let Some((day, place)) = repealed(dated) else {
            continue;
        };
        if found.never.contains(&dated.from.span) || corpus.days.fixed(&dated.from).is_none() {
            continue;
        }
        let rest = corpus.values.get(at..).unwrap_or_default();
        let until = until(rest, &found.never).map(|until| corpus.days.fixed(until));
        let end = match until {
            None => Some(day),
            Some(until) => until.and_then(|until| {
                let earlier = day.may_precede(&until);
                day.min(&until).filter(|_| earlier)
            }),
        };
        if let Some(end) = end {
            found.ends.insert(dated.from.span, end.expr(place));
            found.ended_by.insert(dated.from.span, place);
        }
    }
    found
}

/// The end of the first of some values: the first day of the next one that ever is, or the end of
/// the parameter.
fn until<'c>(values: &[Valued<'c>], never: &BTreeSet<Span>) -> Option<&'c Expr> {
    let ends = values.iter().map(|value| value.until);
    let next = |until: Option<&'c Expr>| !until.is_some_and(|until| never.contains(&until.span));
    ends.take_while(Option::is_some)
        .find(|until| next(*until))
        .flatten()
}
