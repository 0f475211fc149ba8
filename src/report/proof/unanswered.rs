//! What may have no answer: a condition of a claim that has none is not met, and does not fail
//! either.

use crate::eval::{Interpreter, Situation};
use crate::law::{
    Expr, ExprId, InputId, Law, Op, RuleId, TermId, Type, Value, cone, cone_with_gates,
};

/// Of a term with more rules they are not looked at two by two.
const RULES_LIMIT: usize = 64;

/// Whether there may be somebody for whom an expression has no value: by a gap, by a conflict, or
/// by an operation that fails. It may be said of what has a value after all. Within the bounds of a
/// proof it is denied wrongly only where a day is moved out of the calendar by written periods, of a
/// hundred years or more together: that these lead to a day is not looked at. Linear in the cone; up
/// to the limit, each two rules of a term are compared.
pub fn may_be_unanswered(law: &Law, expr: ExprId) -> bool {
    let cone = cone_with_gates(law, [expr]);
    let moved: Vec<ExprId> = cone.exprs.iter().flat_map(|id| moved(law, *id)).collect();
    cone.terms
        .iter()
        .any(|term| has_gap(law, *term) || has_conflict(law, *term))
        || cone.exprs.iter().any(|id| may_fail(law, *id, &moved))
}

/// The inputs that are asked for as they are not.
fn moved(law: &Law, expr: ExprId) -> Vec<ExprId> {
    let Expr::With(bindings, _) = law.exprs.get(expr) else {
        return Vec::new();
    };
    let inputs = bindings.iter().map(|(input, _)| Expr::In(*input));
    inputs.filter_map(|input| law.exprs.find(&input)).collect()
}

fn has_gap(law: &Law, term: TermId) -> bool {
    law[term].otherwise.is_none()
}

/// Whether two rules that may stand together give a term different values.
fn has_conflict(law: &Law, term: TermId) -> bool {
    let rules = &law[term].rules;
    let differ = |(one, two): (&RuleId, &RuleId)| law[*one].value() != law[*two].value();
    if rules.len() > RULES_LIMIT {
        return rules.iter().zip(rules.iter().skip(1)).any(differ);
    }
    rules.iter().enumerate().any(|(at, one)| {
        let mut rest = rules.iter().skip(at.saturating_add(1));
        rest.any(|two| {
            differ((one, two))
                && !is_ordered(law, *one, *two)
                && !exclude_each_other(law, *one, *two)
        })
    })
}

/// Whether one answer to a question of few answers decides which of two rules may apply, so that
/// they never do together: the one is of citizens, the other of aliens.
fn exclude_each_other(law: &Law, one: RuleId, two: RuleId) -> bool {
    let [of_one, of_two] = [one, two].map(|rule| cone(law, law[rule].conditions.iter().copied()));
    let shared = of_one.inputs.intersection(&of_two.inputs);
    let is_listed = |input: &&InputId| matches!(law[**input].ty, Type::Bool | Type::Enum(_));
    shared.filter(is_listed).any(|input| {
        let ty = law[*input].ty;
        (0..law.size_of(ty)).all(|place| {
            let Some(value) = Value::at_place(ty, place) else {
                return false;
            };
            let situation = Situation::unknown(law).with(*input, value);
            let mut interpreter = Interpreter::new(law, &situation);
            let conditions = law[one].conditions.iter().chain(&law[two].conditions);
            conditions
                .into_iter()
                .any(|condition| interpreter.evaluate(*condition).is_false())
        })
    })
}

fn is_ordered(law: &Law, one: RuleId, two: RuleId) -> bool {
    law[one].below.contains(&two) || law[two].below.contains(&one)
}

fn may_fail(law: &Law, expr: ExprId, moved: &[ExprId]) -> bool {
    let Expr::Op(op, operands) = law.exprs.get(expr) else {
        return false;
    };
    match (op, operands.as_slice()) {
        (Op::Equal | Op::Less | Op::Days | Op::Widen | Op::Plus(..), _) => false,
        (Op::Move(..), [_, period]) => !matches!(law.exprs.get(*period), Expr::Lit(_)),
        // Fails of a birth that is still to come.
        (Op::Age, [birth, day]) => moved.contains(day) || !is_in_order(law, *birth, *day),
        _ => true,
    }
}

/// Whether it is assumed of everybody that one day is not after another.
fn is_in_order(law: &Law, birth: ExprId, day: ExprId) -> bool {
    law.assumes
        .iter()
        .any(|assumed| match law.exprs.get(assumed.holds) {
            Expr::Not(inner) => {
                matches!(law.exprs.get(*inner), Expr::Op(Op::Less, sides) if *sides == [day, birth])
            }
            _ => false,
        })
}
