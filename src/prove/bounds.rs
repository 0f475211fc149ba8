//! Conditions of which it is seen without a solver that nobody meets all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::law::{Expr, ExprId, InputId, Law, Op, Value};

/// The least and the greatest that an input may be.
type Range = (i64, i64);

/// Whether the bounds that conditions set to single inputs contradict one another, so that nobody
/// certainly meets all of them. Linear in the size of the conditions; `false` says nothing.
///
/// Most questions on two rules of one term are about bands of a number or a day that do not meet.
pub fn contradict(law: &Law, conditions: &[ExprId]) -> bool {
    let mut known: BTreeMap<InputId, Range> = BTreeMap::new();
    let mut open: Vec<(ExprId, bool)> = conditions.iter().map(|id| (*id, true)).collect();
    let mut seen = BTreeSet::new();
    while let Some((id, truth)) = open.pop() {
        if !seen.insert((id, truth)) {
            continue;
        }
        let bound = match law.exprs.get(id) {
            Expr::In(input) => {
                let value = i64::from(truth);
                Some((*input, (value, value)))
            }
            Expr::Op(op, operands) => bound(law, *op, operands, truth),
            Expr::Not(inner) => {
                open.push((*inner, !truth));
                None
            }
            Expr::And(parts) if truth => {
                open.extend(parts.iter().map(|part| (*part, true)));
                None
            }
            Expr::Or(parts) if !truth => {
                open.extend(parts.iter().map(|part| (*part, false)));
                None
            }
            Expr::Stands(rule) if truth => {
                open.extend(law[*rule].conditions.iter().map(|part| (*part, true)));
                None
            }
            _ => None,
        };
        if let Some((input, (low, high))) = bound {
            let range = known.entry(input).or_insert((i64::MIN, i64::MAX));
            *range = (range.0.max(low), range.1.min(high));
            if range.0 > range.1 {
                return true;
            }
        }
    }
    false
}

/// What a comparison of an input with a constant leaves of the input.
fn bound(law: &Law, op: Op, operands: &[ExprId], truth: bool) -> Option<(InputId, Range)> {
    let [one, other] = operands else { return None };
    match (op, law.exprs.get(*one), law.exprs.get(*other)) {
        (Op::Less, Expr::In(input), Expr::Lit(limit)) => {
            let limit = number(*limit)?;
            let range = match truth {
                true => (i64::MIN, limit.checked_sub(1)?),
                false => (limit, i64::MAX),
            };
            Some((*input, range))
        }
        (Op::Less, Expr::Lit(limit), Expr::In(input)) => {
            let limit = number(*limit)?;
            let range = match truth {
                true => (limit.checked_add(1)?, i64::MAX),
                false => (i64::MIN, limit),
            };
            Some((*input, range))
        }
        (Op::Equal, Expr::In(input), Expr::Lit(value))
        | (Op::Equal, Expr::Lit(value), Expr::In(input))
            if truth =>
        {
            let value = number(*value)?;
            Some((*input, (value, value)))
        }
        _ => None,
    }
}

/// The place of a value among those of its type that are counted one by one.
fn number(value: Value) -> Option<i64> {
    match value {
        Value::Int(number) | Value::Period(_, number) => Some(number),
        Value::Day(day) => Some(i64::from(day.number())),
        Value::Bool(_) | Value::Member(..) => i64::try_from(value.place()?).ok(),
        Value::Decimal(_) | Value::Money(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::draft::Draft;
    use crate::law::{InputKind, Type};

    #[test]
    fn bands_that_do_not_meet() {
        let mut draft = Draft::bare();
        let count = draft.input("count", InputKind::Fact, Type::Int);
        let count = draft.is(count);
        let limits = [0, 10, 20].map(|limit| draft.int(limit));
        let below = limits.map(|limit| draft.op(Op::Less, &[count, limit]));
        let [_, under_ten, under_twenty] = below;
        let from_ten = draft.not(under_ten);
        let second = draft.and(&[from_ten, under_twenty]);
        assert!(contradict(&draft.law, &[under_ten, second]));
        assert!(!contradict(&draft.law, &[under_twenty, second]));
        // One value alone is left, and then none.
        let nine = draft.int(9);
        let above_nine = draft.op(Op::Less, &[nine, count]);
        assert!(contradict(&draft.law, &[under_ten, above_nine]));
        let from_nine = draft.op(Op::Less, &[count, nine]);
        let from_nine = draft.not(from_nine);
        assert!(!contradict(&draft.law, &[under_ten, from_nine]));
        // One of two is enough for a disjunction, all for its negation.
        let either = draft.or(&[under_ten, second]);
        assert!(!contradict(&draft.law, &[either, second]));
        let neither = draft.not(either);
        assert!(contradict(&draft.law, &[neither, under_ten]));
    }

    #[test]
    fn rules_and_facts() {
        let mut draft = Draft::bare();
        let member = draft.fact("member");
        let member = draft.is(member);
        let no_member = draft.not(member);
        let term = draft.term("charge", Type::Int, None);
        let value = draft.int(1);
        let rule = draft.rule("charge", term, value, &[member]);
        let stands = draft.add(Expr::Stands(rule));
        assert!(contradict(&draft.law, &[stands, no_member]));
        assert!(!contradict(&draft.law, &[stands, member]));
        // A rule that does not apply says nothing of its conditions.
        let stands_not = draft.not(stands);
        assert!(!contradict(&draft.law, &[stands_not, no_member]));
    }
}
