//! Under which circumstances something is said: on the facts of another day, by another law, if.

use crate::law::{Expr, ExprId, InputId, InputKind, Law, Type, Value};

use super::condition::{input_phrase, member};
use super::element::bound_element;
use super::names::{heading, noun};
use super::reading::reading_taken;
use super::seen::as_written;
use super::thing::part;
use super::verb::is;
use super::{joined, lasting};

/// What stands behind something that is said under other circumstances.
#[derive(Debug, Default)]
pub struct Under {
    /// On which facts, by which law and without which rules: "on the facts of 1 January 2024".
    days: Vec<String>,
    /// What is supposed: "the person has a visa in effect".
    supposed: Vec<String>,
    /// What is said of days ends with something that a comma closes where the sentence goes on.
    days_want_comma: bool,
}

impl Under {
    /// Whether something is supposed, which is then said last.
    pub fn is_supposed(&self) -> bool {
        !self.supposed.is_empty()
    }

    /// Whether a comma comes before all of it.
    pub fn begins_with_comma(&self) -> bool {
        self.days.is_empty() && self.is_supposed()
    }

    /// Whether a comma closes it where the sentence goes on.
    pub fn wants_comma(&self) -> bool {
        self.days_want_comma || self.is_supposed()
    }

    /// The words with what comes before them: " on the facts of 1 January 2024", " by the law of
    /// 1 January 2024", ", supposing that the person has a visa in effect".
    pub fn words(&self) -> String {
        let mut words: String = self.days.iter().map(|told| format!(" {told}")).collect();
        if self.is_supposed() {
            words.push_str(&format!(
                ", supposing that {}",
                joined(&self.supposed, "and")
            ));
        }
        words
    }
}

/// The circumstances that are bound. The facts of another day are looked at by the law of the day at
/// hand.
pub fn circumstances(law: &Law, bindings: &[(InputId, ExprId)]) -> Under {
    let (mut under, mut rules) = (Under::default(), Vec::new());
    for (input, to) in bindings {
        let mut on_day = |told: &str| {
            let day = part(law, *to);
            under.days_want_comma = day.wants_comma();
            under.days.push(format!("{told} {}", day.words()));
        };
        match law[*input].kind {
            InputKind::Day => on_day("on the facts of"),
            InputKind::LawDay => on_day("by the law of"),
            // Versions of a rule may have one heading.
            InputKind::Switch(rule) => {
                let told = format!("“{}”", heading(law, rule));
                if !rules.contains(&told) {
                    rules.push(told);
                }
            }
            _ => match lasting::supposed(law, *input, bindings) {
                Some(told) => under.supposed.push(told),
                // Told with what has this time.
                None if is_part(law, *input, bindings) => {}
                None => under.supposed.push(if_so(law, *input, *to)),
            },
        }
    }
    if !rules.is_empty() {
        under.days_want_comma = false;
        under
            .days
            .push(format!("but for {}", joined(&rules, "and")));
    }
    under
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
        _ => {
            let noun = noun(law, input);
            let is = is(&noun);
            format!("the {noun} {is} {}", part(law, to).words())
        }
    }
}
