use crate::law::{Expr, ExprId, InputId, InputKind, Law, Op, RuleId, StepId, Value};

use super::condition::phrase;
use super::names::noun;
use super::phrase::Phrase;
use super::step::to_do_with;

/// What a rule requires for a step: "to enter requires a visa or a permit to reside", with the choices that
/// the rule is about.
pub fn requires(law: &Law, rule: RuleId, step: StepId, value: ExprId) -> String {
    let choices: Vec<(InputId, Value)> = law
        .conjuncts(rule)
        .filter_map(|conjunct| choice_made(law, conjunct))
        .collect();
    let step = to_do_with(law, step, &choices);
    format!("to {step} requires {}", needed(law, value))
}

/// What is required: "a visa or a permit to reside", "that the person is an adult".
pub fn needed(law: &Law, value: ExprId) -> String {
    match things(law, value) {
        Some(things) => things.words(),
        None => {
            let told = phrase(law, value, true).stated("the person");
            format!("that {}", told.words())
        }
    }
}

/// The holdings that are required, where nothing else is.
fn things(law: &Law, value: ExprId) -> Option<Phrase> {
    let all = |parts: &[ExprId]| -> Option<Vec<Phrase>> {
        parts.iter().map(|part| things(law, *part)).collect()
    };
    match law.exprs.get(value) {
        Expr::In(input) if law[*input].kind == InputKind::Holding => {
            Some(Phrase::one(noun(law, *input)))
        }
        Expr::Or(parts) => all(parts).map(Phrase::any),
        Expr::And(parts) => all(parts).map(Phrase::all),
        _ => None,
    }
}

/// A choice of a step that a condition asks for.
fn choice_made(law: &Law, condition: ExprId) -> Option<(InputId, Value)> {
    match law.exprs.get(condition) {
        Expr::In(input) if matches!(law[*input].kind, InputKind::Choice(_)) => {
            Some((*input, Value::Bool(true)))
        }
        Expr::Not(inner) => match choice_made(law, *inner)? {
            (input, Value::Bool(yes)) => Some((input, Value::Bool(!yes))),
            _ => None,
        },
        Expr::Op(Op::Equal, sides) => {
            let [left, right] = sides.as_slice() else {
                return None;
            };
            match (law.exprs.get(*left), law.exprs.get(*right)) {
                (Expr::In(input), Expr::Lit(value)) | (Expr::Lit(value), Expr::In(input))
                    if matches!(law[*input].kind, InputKind::Choice(_)) =>
                {
                    Some((*input, *value))
                }
                _ => None,
            }
        }
        _ => None,
    }
}
