//! Values of parameters, which end with their acts.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::syntax::{Dated, Expr};
use crate::text::Span;

use super::corpus::Corpus;
use super::fixed::Fixed;
use super::mistakes::repealed;
use super::timeline::Ended;

/// A value of a parameter as it is written.
#[derive(Clone, Copy)]
pub struct Valued<'c> {
    /// The value.
    pub dated: &'c Dated,
    /// The first day of the next one, or the end of the parameter.
    pub until: Option<&'c Expr>,
}

/// The days on which values end because their acts are repealed, by the places of their first days.
pub fn ends(
    corpus: &Corpus<'_>,
    ended: &Ended<'_>,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<Span, Expr> {
    let mut ends = BTreeMap::new();
    for Valued { dated, until } in &corpus.values {
        let Some(act) = &dated.act else { continue };
        let Some((day, (_, place))) = ended.get(corpus.key(act)) else {
            continue;
        };
        let day = Fixed::On(*day);
        // What is no fixed day is reported by `check`.
        let Some(from) = corpus.days.fixed(&dated.from) else {
            continue;
        };
        if !from.may_precede(&day) {
            let help = "give the value to an act that is in force then, or delete it";
            found.push(repealed(act, &day, *place, help));
            continue;
        }
        let until = until.map(|until| corpus.days.fixed(until));
        let end = match until {
            None => Some(day),
            Some(until) => until.and_then(|until| {
                let earlier = day.may_precede(&until);
                day.min(&until).filter(|_| earlier)
            }),
        };
        if let Some(end) = end {
            ends.insert(dated.from.span, end.expr(*place));
        }
    }
    ends
}
