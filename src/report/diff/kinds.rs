//! Kinds of persons that need not be told apart.

use crate::verdict::{Caught, Condition};

/// The kinds of persons, as one those that differ by nothing but whether one condition is met: "under 18,
/// or 18 or older" says nothing. Quadratic in their number for each that is left out.
pub(super) fn fewer(persons: &[Caught]) -> Vec<Caught> {
    let mut kinds = persons.to_vec();
    while let Some((gone, one)) = joined(&kinds) {
        kinds.retain(|kind| *kind != gone && !lies_in(kind, &one));
        kinds.push(one);
    }
    kinds
}

/// Two kinds that are one, the second of them, and that one.
fn joined(kinds: &[Caught]) -> Option<(Caught, Caught)> {
    let pairs = kinds.iter().enumerate().flat_map(|(at, one)| {
        let later = kinds.iter().skip(at + 1);
        later.map(move |other| (one, other))
    });
    { pairs }.find_map(|(one, other)| Some((other.clone(), both(one, other)?)))
}

fn both(one: &Caught, other: &Caught) -> Option<Caught> {
    let denied = |of: &Condition| Condition {
        holds: !of.holds,
        ..*of
    };
    let apart: Vec<&Condition> = one
        .conditions
        .iter()
        .filter(|of| !other.conditions.contains(of))
        .collect();
    let [only] = apart.as_slice() else {
        return None;
    };
    let same = one.days == other.days && one.conditions.len() == other.conditions.len();
    (same && other.conditions.contains(&denied(only))).then(|| {
        let mut both = one.clone();
        both.conditions.retain(|of| of != *only);
        both
    })
}

/// Whether what is told of the second kind is told of the first as well.
fn lies_in(kind: &Caught, other: &Caught) -> bool {
    let mut said = other.conditions.iter();
    kind.days == other.days && said.all(|of| kind.conditions.contains(of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Interval;
    use crate::law::InputId;
    use crate::verdict::Atom;

    fn kind(said: &[(usize, bool)]) -> Caught {
        let condition = |(at, holds): &(usize, bool)| Condition {
            atom: Atom::Flag(InputId::at(*at)),
            holds: *holds,
        };
        Caught {
            conditions: said.iter().map(condition).collect(),
            days: Interval::ALWAYS,
        }
    }

    #[test]
    fn what_is_met_or_not_is_not_told() {
        let told = fewer(&[
            kind(&[(0, true), (1, true)]),
            kind(&[(0, true), (1, false)]),
        ]);
        assert_eq!(told, [kind(&[(0, true)])]);
    }

    #[test]
    fn kinds_that_differ_by_more_stay() {
        let all = [
            kind(&[(0, true), (1, true)]),
            kind(&[(0, false), (1, false)]),
        ];
        assert_eq!(fewer(&all), all);
    }
}
