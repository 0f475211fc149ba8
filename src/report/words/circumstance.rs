//! Under which circumstances something is said: on another day, by another law, if.

use crate::law::{Expr, ExprId, InputId, InputKind, Law, Type, Value};

use super::clause::thing;
use super::condition::{input_phrase, member};
use super::names::{heading, noun};
use super::{joined, lasting};

/// "on 1 January 2024", "under the law of 1 January 2024", "if the person had a visa in effect".
pub fn circumstances(law: &Law, bindings: &[(InputId, ExprId)]) -> String {
    let (mut days, mut supposed, mut rules) = (Vec::new(), Vec::new(), Vec::new());
    for (input, to) in bindings {
        match law[*input].kind {
            InputKind::Day => days.push(format!("on {}", thing(law, *to))),
            InputKind::LawDay => days.push(format!("under the law of {}", thing(law, *to))),
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
    if !supposed.is_empty() {
        days.push(format!("supposed that {}", joined(&supposed, "and")));
    }
    if !rules.is_empty() {
        days.push(format!("but for {}", joined(&rules, "and")));
    }
    days.join(", ")
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
        _ => format!("the {} is {}", noun(law, input), thing(law, to)),
    }
}
