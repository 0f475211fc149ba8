//! Comparisons.

use crate::law::{Expr, ExprId, InputId, Op};

use super::context::Context;
use super::difference::contradict;
use super::linear::implied;
use super::rounding::same;
use super::{Atom, Evaluator, Outcome, Places, Values};

impl Evaluator<'_, '_> {
    /// `left < right` or `left = right`: decided by what values are possible, else by what was
    /// decided on the path, else open.
    pub(super) fn compare(&mut self, op: Op, left: &Outcome, right: &Outcome) -> Outcome {
        if left.values.is_empty() || right.values.is_empty() {
            return Outcome::failure();
        }
        let by_values = match (op, left.values, right.values) {
            (Op::Less, left, right) if left.is_ordered_with(right) => left.less(right),
            (Op::Equal, left, right) if left.is_ordered_with(right) => {
                if left.intersection(right).is_empty() {
                    Some(false)
                } else {
                    (left.single().is_some() && left.single() == right.single()).then_some(true)
                }
            }
            (Op::Equal, Values::Places(left), Values::Places(right)) => {
                if left.intersection(right).is_empty() {
                    Some(false)
                } else {
                    (left == right && left.single().is_some()).then_some(true)
                }
            }
            _ => return Outcome::anything(),
        };
        let symbols = left.symbol.zip(right.symbol);
        let are_amounts = matches!(left.values, Values::Amounts(_));
        let truth = by_values.or_else(|| {
            let (left, right) = symbols?;
            let comparison = self.ground.names.comparison(op, left, right);
            self.known(op, left, right).or_else(|| {
                let names = &self.ground.names;
                if are_amounts {
                    implied(names, self.path, comparison)
                } else {
                    self.by_form(comparison)
                }
            })
        });
        let fails = left.fails || right.fails;
        let mut why = self.ground.reasons.join(left.why, right.why);
        if let (None, false, Some((left, right))) = (truth, fails, symbols) {
            let comparison = self.ground.names.comparison(op, left, right);
            why = self.ground.reasons.one(Atom::Compare(comparison));
        }
        Outcome::truths(truth != Some(true), truth != Some(false), fails, why)
    }

    /// Whether an enumerated input that is not bound has one of these values.
    pub(super) fn membership(&mut self, input: InputId, places: Places) -> Outcome {
        let possible = self.path.places(input).unwrap_or(Places::ALL);
        let why = self.ground.reasons.one(Atom::Member(input, places));
        let (no, yes) = (
            !possible.is_within(places),
            !possible.intersection(places).is_empty(),
        );
        Outcome::truths(no, yes, false, why)
    }

    /// The input and value of an expression `input = value` over an enumerated input not bound.
    pub(super) fn test(&self, context: Context, expr: ExprId) -> Option<(InputId, Places)> {
        let law = self.ground.law;
        let Expr::Op(Op::Equal, sides) = law.exprs.get(expr) else {
            return None;
        };
        let [one, two] = sides.as_slice() else {
            return None;
        };
        let (input, value) = match (law.exprs.get(*one), law.exprs.get(*two)) {
            (Expr::In(input), Expr::Lit(value)) | (Expr::Lit(value), Expr::In(input)) => {
                (input, value)
            }
            _ => return None,
        };
        let is_open = self.memory.contexts.binding(context, *input).is_none()
            && self.ground.is_free(*input)
            && law[*input].ty == value.ty();
        let place = value.place().filter(|_| is_open)?;
        Some((*input, Places::one(place)))
    }

    /// A disjunction. Tests of one input are taken together: being one of all possible values is
    /// certain though no single value is.
    pub(super) fn disjunction(&mut self, context: Context, parts: &[ExprId]) -> Outcome {
        let mut tests: Vec<(InputId, Places)> = Vec::new();
        let mut others = Vec::new();
        for part in parts {
            match self.test(context, *part) {
                Some((input, places)) => {
                    match tests.iter_mut().find(|(known, _)| *known == input) {
                        Some((_, known)) => *known = known.union(places),
                        None => tests.push((input, places)),
                    }
                }
                None => others.push(*part),
            }
        }
        let mut outcomes = Vec::new();
        for (input, places) in tests {
            outcomes.push(self.membership(input, places));
        }
        for part in others {
            if outcomes.last().is_some_and(Outcome::is_true) {
                break;
            }
            outcomes.push(self.value(context, part));
        }
        super::connective::any(&mut self.ground.reasons, &outcomes)
    }

    /// What follows from how both sides are counted from one input: a birth and a day so many years
    /// after it are as far apart whichever day it is.
    fn by_form(&self, comparison: ExprId) -> Option<bool> {
        let names = &self.ground.names;
        if !names.counts_one_input_twice(comparison) {
            return None;
        }
        let cannot = |truth| contradict(names, self.path, &[(comparison, truth)]);
        match (cannot(true), cannot(false)) {
            (true, false) => Some(false),
            (false, true) => Some(true),
            _ => None,
        }
    }

    fn known(&mut self, op: Op, left: ExprId, right: ExprId) -> Option<bool> {
        if same(&self.ground.names, self.path, left, right) {
            return Some(op == Op::Equal);
        }
        let names = &mut self.ground.names;
        let less = self.path.truth(names.comparison(Op::Less, left, right));
        let greater = self.path.truth(names.comparison(Op::Less, right, left));
        let equal = self.path.truth(names.comparison(Op::Equal, left, right));
        if op == Op::Less {
            let excluded = greater == Some(true) || equal == Some(true);
            less.or(excluded.then_some(false))
        } else {
            let excluded = less == Some(true) || greater == Some(true);
            let forced = less == Some(false) && greater == Some(false);
            equal
                .or(excluded.then_some(false))
                .or(forced.then_some(true))
        }
    }
}
