//! The constants that a number may be, read off its form.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use z3::DeclKind;
use z3::ast::{Ast, Bool, Dynamic, Int};

use crate::law::with_stack;

use super::formula::{all, any, not};

/// The most numbers that a factor may be and still be multiplied case by case.
pub const FACTORS_LIMIT: usize = 128;

/// Numbers, each with the condition that it is this one: one of them holds.
pub type Cases<N> = Vec<(Bool, N)>;

/// What was read off numbers, so that shared parts are read once; `None` of a number that is none
/// of a few constants.
#[derive(Default)]
pub struct Constants {
    known: IndexMap<Int, Option<Cases<i64>>, FxBuildHasher>,
}

impl Constants {
    /// The constants that a number may be, as many as factors may be: those between which its
    /// conditions choose, and sums, differences and products of such, as the value of a parameter
    /// on a day.
    pub fn of(&mut self, number: &Int) -> Option<Cases<i64>> {
        if let Some(value) = number.as_i64() {
            return Some(vec![(Bool::from_bool(true), value)]);
        }
        if let Some(known) = self.known.get(number) {
            return known.clone();
        }
        let found = with_stack(|| self.read(number));
        self.known.insert(number.clone(), found.clone());
        found
    }

    fn read(&mut self, number: &Int) -> Option<Cases<i64>> {
        let kind = number.safe_decl().ok()?.kind();
        let parts = number.children();
        if let (DeclKind::Ite, [condition, yes, no]) = (kind, parts.as_slice()) {
            let condition = condition.as_bool()?;
            let yes = self.of(&yes.as_int()?)?;
            let no = self.of(&no.as_int()?)?;
            return either(&condition, &yes, &no, FACTORS_LIMIT);
        }
        let of: fn(i64, i64) -> Option<i64> = match kind {
            DeclKind::Add => i64::checked_add,
            DeclKind::Sub => i64::checked_sub,
            DeclKind::Mul => i64::checked_mul,
            _ => return None,
        };
        let mut parts = parts.iter().map(Dynamic::as_int);
        let mut cases = self.of(&parts.next()??)?;
        for part in parts {
            let part = self.of(&part?)?;
            cases = together(&cases, &part, FACTORS_LIMIT, of)?;
        }
        Some(cases)
    }
}

/// The cases of one where a condition holds, else those of the other; `None` if they are more than
/// `most`.
pub fn either<N: Copy + PartialEq>(
    condition: &Bool,
    yes: &Cases<N>,
    no: &Cases<N>,
    most: usize,
) -> Option<Cases<N>> {
    let under = |side: Bool, cases: &Cases<N>| -> Cases<N> {
        let cases = cases.iter();
        cases
            .map(|(is, number)| (all([side.clone(), is.clone()]), *number))
            .collect()
    };
    let mut cases = under(condition.clone(), yes);
    cases.extend(under(not(condition), no));
    joined(cases, most)
}

/// What two numbers come to in each case of both; `None` if it is no number in one of them, or they are
/// more than `most`.
pub fn together<N: Copy + PartialEq>(
    ones: &Cases<N>,
    others: &Cases<N>,
    most: usize,
    of: impl Fn(N, N) -> Option<N>,
) -> Option<Cases<N>> {
    let mut pairs = Vec::with_capacity(ones.len().saturating_mul(others.len()));
    for (is, one) in ones {
        for (other_is, other) in others {
            pairs.push((all([is.clone(), other_is.clone()]), of(*one, *other)?));
        }
    }
    joined(pairs, most)
}

/// Cases in which equal constants are one; `None` if they are more than `most`.
fn joined<N: Copy + PartialEq>(cases: Cases<N>, most: usize) -> Option<Cases<N>> {
    let mut found: Cases<N> = Vec::new();
    for (is, number) in cases {
        match found.iter_mut().find(|(_, known)| *known == number) {
            Some((known, _)) => *known = any([known.clone(), is]),
            None => found.push((is, number)),
        }
    }
    (found.len() <= most).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(number: &Int) -> Option<Vec<i64>> {
        let cases = Constants::default().of(number)?;
        Some(cases.into_iter().map(|(_, value)| value).collect())
    }

    #[test]
    fn a_choice_between_constants_is_one_of_them() {
        let (early, late) = (Bool::new_const("early"), Bool::new_const("late"));
        let [one, two, three] = [1, 2, 3].map(Int::from_i64);
        let unit = early.ite(&one, &late.ite(&two, &three));
        assert_eq!(values(&unit), Some(vec![1, 2, 3]));
        let sum = &unit + &early.ite(&two, &one);
        assert_eq!(values(&sum), Some(vec![3, 2, 4, 5]));
        assert_eq!(values(&(&unit * &two)), Some(vec![2, 4, 6]));
    }

    #[test]
    fn of_too_many_constants_it_is_none() {
        let mut unit = Int::from_i64(0);
        for value in 1..=200 {
            let later = Bool::new_const(format!("from the {value}th day"));
            unit = later.ite(&Int::from_i64(value), &unit);
        }
        assert_eq!(values(&unit), None);
    }

    #[test]
    fn what_hangs_on_an_unknown_is_no_constant() {
        let (early, days) = (Bool::new_const("early"), Int::new_const("days"));
        let unit = early.ite(&Int::from_i64(1), &days);
        assert_eq!(values(&unit), None);
        assert_eq!(values(&days), None);
    }
}
