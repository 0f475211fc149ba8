//! What closes the reasons: the exceptions that do not apply, and what the answer does not need.

use crate::eval::{Explanation, Interpreter, Outcome, RuleStatus, Situation, Standing};
use crate::law::{ExprId, InputId, InputKind, Law, StepId, Type, Value};

use super::conditions::{Facts, inputs, is_about_the_step};
use crate::report::counted;
use crate::report::last_day::last_days;
use crate::report::outline::{Exceptions, Line, NotNeeded};
use crate::report::rule_words::why;
use crate::report::rules_told::statuses;
use crate::report::words::{capitalized, does_with, heading, joined, noun, several};

/// The exceptions to what applies, none of which does.
pub(super) fn exceptions(law: &Law, case: &Situation, met: &[&RuleStatus]) -> Option<Exceptions> {
    let open = |status: &&RuleStatus| matches!(status.standing, Standing::Open { .. });
    let title = if met.iter().any(open) {
        "Exceptions"
    } else {
        "And no exception applies"
    };
    let lines = met.iter().map(|status| {
        let id = law[status.rule].written;
        let conditions: Vec<&Explanation> = status.conditions.iter().collect();
        let mut seen = Facts::of(law, case, None, &conditions).seen();
        let here = match another_choice(law, case, status) {
            Some((step, chosen)) => {
                seen.extend(&chosen);
                does_with(law, step, &chosen)
            }
            None => why(law, case, status),
        };
        let words = match ending(law, case, status) {
            Some(day) => format!("{}, last day {day}", heading(law, id)),
            None => heading(law, id),
        };
        let line = Line::new(&words).of(id).resting_on(&law[id].grounds);
        line.here(here).seeing(seen)
    });
    let lines: Vec<Line> = lines.collect();
    (!lines.is_empty()).then_some(Exceptions { title, lines })
}

/// The step being taken and the choices made, where a rule in force is about this step, and about another
/// choice: an exception for some ways to do it is told to whoever takes another.
pub(super) fn another_choice(
    law: &Law,
    case: &Situation,
    status: &RuleStatus,
) -> Option<(StepId, Vec<(InputId, Value)>)> {
    let Standing::ConditionFalse { conditions } = &status.standing else {
        return None;
    };
    let is_own = |condition: &ExprId| !is_about_the_step(law, *condition);
    if !status.about_another_step || !conditions.iter().all(is_own) {
        return None;
    }
    let step = law.step_of(case.get(law.occasion()?)?)?;
    let choices = law[step].choices.iter();
    let chosen: Vec<(InputId, Value)> = choices
        .filter_map(|choice| Some((*choice, case.get(*choice)?)))
        .collect();
    (!chosen.is_empty()).then_some((step, chosen))
}

/// The last day of a rule in force that has one: "30 June 2025", "1 July 2025 at the latest".
fn ending(law: &Law, case: &Situation, status: &RuleStatus) -> Option<String> {
    if matches!(status.standing, Standing::NotInForce(_)) {
        return None;
    }
    let life = Interpreter::new(law, case).life(status.rule);
    match (life.until?, life.latest) {
        (Outcome::Value(Value::Day(until)), _) => Some(until.previous()?.in_words()),
        (_, Some(latest)) => Some(format!("{} at the latest", latest.previous()?.in_words())),
        _ => None,
    }
}

/// The facts and holdings without which the answer is the same, of those not mentioned: what the
/// case says of them, and how many there are of which it says nothing.
pub(super) fn not_needed(
    law: &Law,
    case: &Situation,
    said: &[(InputId, Value)],
    expr: ExprId,
    explanation: &Explanation,
) -> NotNeeded {
    let is_said = |input: &InputId| {
        let mut of_input = parts_of(law, *input).into_iter();
        of_input.any(|part| said.iter().any(|(given, _)| *given == part))
    };
    let mut inputs = idle(law, case, expr, explanation);
    // Of lists those alone of which the case says something.
    inputs.retain(|input| !matches!(law[*input].kind, InputKind::Length(_)) || is_said(input));
    let (said, unsaid): (Vec<InputId>, Vec<InputId>) = inputs.iter().copied().partition(is_said);
    let mut words = Vec::new();
    if !said.is_empty() {
        words.push(told(law, said));
        if !unsaid.is_empty() {
            let told = counted(unsaid.len(), "fact or holding", "facts and holdings");
            words.push(format!("Nor {told} of which the case says nothing."));
        }
    }
    NotNeeded { inputs, words }
}

/// "The status, the date of birth, and whether the person is in Kazakhstan."
fn told(law: &Law, said: Vec<InputId>) -> String {
    let (yes_or_no, others): (Vec<InputId>, Vec<InputId>) = said
        .into_iter()
        .partition(|input| law[*input].ty == Type::Bool);
    let mut told: Vec<String> = others
        .into_iter()
        .map(|input| match law[input].kind {
            InputKind::Length(list) => format!("the {}", several(law, list)),
            _ => format!("the {}", noun(law, input)),
        })
        .collect();
    if !yes_or_no.is_empty() {
        let phrases = yes_or_no.into_iter().map(|input| said_of_input(law, input));
        let phrases: Vec<String> = phrases.collect();
        told.push(format!("whether the person {}", joined(&phrases, "or")));
    }
    format!("{}.", capitalized(&joined(&told, "and")))
}

/// The facts and holdings without which the answer is the same, of those not mentioned.
///
/// They are forgotten one after the other, in the order declared. Whatever is the answer with less
/// given is the answer with more; so those that can be forgotten together need not be tried apart.
fn idle(law: &Law, case: &Situation, expr: ExprId, explanation: &Explanation) -> Vec<InputId> {
    let Some(answer) = explanation.outcome.value() else {
        return Vec::new();
    };
    let mut mentioned = inputs(law, explanation);
    // Until when something must be done is told with the duty, and so is what that is counted from.
    for status in statuses(law, explanation) {
        if status.standing == Standing::Wins {
            let last_days = last_days(law, case, status.rule).into_iter();
            mentioned.extend(last_days.flat_map(|last| last.hangs_on));
        }
    }
    // What holds over time is told as a whole.
    let histories = || law.histories().map(|(_, history)| history);
    let parts: Vec<InputId> = histories().flat_map(|history| history.inputs()).collect();
    let mentions = |id: &InputId| mentioned.contains(id);
    let told = (0..law.inputs.len()).map(InputId::at).filter(|id| {
        let is_told = matches!(
            law[*id].kind,
            InputKind::Fact | InputKind::Holding | InputKind::Length(_)
        );
        is_told && !parts.contains(id) && !parts_of(law, *id).iter().any(mentions)
    });
    let mut fewer = case.clone();
    let mut idle = Vec::new();
    // What is still to be tried, the first of it last.
    let mut next = vec![told.collect::<Vec<InputId>>()];
    while let Some(together) = next.pop() {
        let without = together.iter().fold(fewer.clone(), |mut without, input| {
            let of_input = parts_of(law, *input).into_iter();
            of_input.for_each(|part| without.forget(part));
            without
        });
        let mut interpreter = Interpreter::new(law, &without);
        let is_same = without == fewer || interpreter.evaluate(expr).value() == Some(answer);
        if is_same {
            fewer = without;
            idle.extend(together);
        } else if together.len() > 1 {
            let (first, second) = together.split_at(together.len() / 2);
            next.extend([second.to_vec(), first.to_vec()]);
        }
    }
    idle
}

/// An input with what is given with it: the days of what holds over time, the elements of a list.
fn parts_of(law: &Law, input: InputId) -> Vec<InputId> {
    let history = law[input].history.into_iter();
    let days = history.flat_map(|history| history.inputs());
    let list = match law[input].kind {
        InputKind::Length(list) => law[list].slots.as_slice(),
        _ => &[],
    };
    let elements = list.iter().flatten().copied();
    days.chain(elements).chain([input]).collect()
}

fn said_of_input(law: &Law, input: InputId) -> String {
    let phrases = &law[input].phrases;
    let yes = phrases.yes.clone();
    yes.unwrap_or_else(|| format!("has {}", noun(law, input)))
}
