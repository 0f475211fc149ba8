//! Under which circumstances something is said: on the facts of another day, by another law, if.

use crate::law::{Expr, ExprId, InputId, InputKind, Law, Type, Value};

use super::condition::{input_phrase, member};
use super::element::bound_element;
use super::names::{heading, noun};
use super::reading::reading_taken;
use super::seen::as_written;
use super::thing::part;
use super::{joined, lasting};

/// What stands behind something said under other circumstances, with what comes before it: " on
/// the facts of 1 January 2024", " by the law of 1 January 2024", ", supposed that the person has a
/// visa in effect". The facts of another day are looked at by the law of the day at hand.
pub fn circumstances(law: &Law, bindings: &[(InputId, ExprId)]) -> String {
    let (mut days, mut supposed, mut rules) = (Vec::new(), Vec::new(), Vec::new());
    for (input, to) in bindings {
        let day = || part(law, *to).words();
        match law[*input].kind {
            InputKind::Day => days.push(format!("on the facts of {}", day())),
            InputKind::LawDay => days.push(format!("by the law of {}", day())),
            // Versions of a rule may have one heading.
            InputKind::Switch(rule) => {
                let told = format!("“{}”", heading(law, rule));
                if !rules.contains(&told) {
                    rules.push(told);
                }
            }
            _ => match lasting::supposed(law, *input, bindings) {
                Some(told) => supposed.push(told),
                // Told with what has this time.
                None if is_part(law, *input, bindings) => {}
                None => supposed.push(if_so(law, *input, *to)),
            },
        }
    }
    if !rules.is_empty() {
        days.push(format!("but for {}", joined(&rules, "and")));
    }
    let mut words: String = days.iter().map(|told| format!(" {told}")).collect();
    if !supposed.is_empty() {
        words.push_str(&format!(", supposed that {}", joined(&supposed, "and")));
    }
    words
}

/// Whether an expression is told with something that is supposed of the person. That a step is taken where
/// it is asked whether it is possible is not supposed.
pub fn is_supposed(law: &Law, expr: ExprId) -> bool {
    let of_step = |expr: ExprId| {
        let mut doors = law.doors.iter();
        doors.any(|door| [door.open, door.gate].contains(&expr) || door.needs.contains(&expr))
    };
    let mut next = vec![expr];
    while let Some(expr) = next.pop() {
        if of_step(expr) {
            continue;
        }
        let expr = as_written(law, expr);
        if let Expr::With(bindings, _) = expr
            && bound_element(law, bindings.iter().copied()).is_none()
            && bindings.iter().any(|(input, _)| {
                let kind = law[*input].kind;
                !matches!(
                    kind,
                    InputKind::Day | InputKind::LawDay | InputKind::Switch(_)
                )
            })
        {
            return true;
        }
        next.extend(expr.operands());
    }
    false
}

/// Whether an input is part of the history of something that is bound with it.
fn is_part(law: &Law, input: InputId, bindings: &[(InputId, ExprId)]) -> bool {
    let history = law.history_of(input);
    history.is_some_and(|(of, _)| bindings.iter().any(|(bound, _)| *bound == of))
}

fn if_so(law: &Law, input: InputId, to: ExprId) -> String {
    match (law[input].kind, law.exprs.get(to)) {
        (InputKind::Fact | InputKind::Holding, Expr::Lit(Value::Bool(value))) => {
            format!("the person {}", input_phrase(law, input, *value))
        }
        (InputKind::Fact, Expr::Lit(value)) if matches!(law[input].ty, Type::Enum(_)) => {
            format!("the person {}", member(law, input, *value, true))
        }
        (InputKind::Occasion | InputKind::Became | InputKind::Choice(_), Expr::Lit(value)) => {
            format!("the person {}", member(law, input, *value, true))
        }
        (InputKind::Reading, Expr::Lit(value)) => reading_taken(law, input, *value),
        _ => format!("the {} is {}", noun(law, input), part(law, to).words()),
    }
}
