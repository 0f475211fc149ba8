//! What closes the reasons: the exceptions that do not apply, and what the answer does not need.

use crate::eval::{Explaining, Explanation, RuleStatus, Situation, Standing};
use crate::law::{ExprId, InputId, InputKind, Law, Type, Value};

use super::conditions::{Facts, inputs};
use crate::report::counted;
use crate::report::last_day::last_days;
use crate::report::outline::{Exceptions, Line, NotNeeded};
use crate::report::rule_words::why;
use crate::report::rules_told::statuses;
use crate::report::words::{capitalized, heading, joined, noun};

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
        Line::new(&heading(law, id))
            .of(id)
            .resting_on(&law[id].grounds)
            .here(why(law, case, status))
            .seeing(Facts::of(law, case, None, &conditions).seen())
    });
    let lines: Vec<Line> = lines.collect();
    (!lines.is_empty()).then_some(Exceptions { title, lines })
}

/// The facts and holdings without which the answer is the same, of those not mentioned: what the
/// case says of them, and how many there are of which it says nothing.
pub(super) fn not_needed(
    explaining: &mut Explaining,
    law: &Law,
    case: &Situation,
    said: &[(InputId, Value)],
    expr: ExprId,
    explanation: &Explanation,
) -> NotNeeded {
    let is_said = |input: &InputId| {
        let history = law[*input].history.map(|history| history.inputs());
        let mut of_input = history.into_iter().flatten().chain([*input]);
        of_input.any(|part| said.iter().any(|(given, _)| *given == part))
    };
    let inputs = idle(explaining, law, case, expr, explanation);
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
        .map(|input| format!("the {}", noun(law, input)))
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
fn idle(
    explaining: &mut Explaining,
    law: &Law,
    case: &Situation,
    expr: ExprId,
    explanation: &Explanation,
) -> Vec<InputId> {
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
    let told = (0..law.inputs.len()).map(InputId::at).filter(|id| {
        matches!(law[*id].kind, InputKind::Fact | InputKind::Holding)
            && !mentioned.contains(id)
            && !parts.contains(id)
    });
    let mut fewer = case.clone();
    let mut idle = Vec::new();
    // What is still to be tried, the first of it last.
    let mut next = vec![told.collect::<Vec<InputId>>()];
    while let Some(together) = next.pop() {
        let without = together.iter().fold(fewer.clone(), |mut without, input| {
            let history = law[*input].history.into_iter();
            let of_input = history.flat_map(|history| history.inputs()).chain([*input]);
            of_input.for_each(|part| without.forget(part));
            without
        });
        let mut interpreter = explaining.interpreter(law, &without);
        let is_same = without == fewer || interpreter.evaluate(expr).value() == Some(answer);
        explaining.learn(interpreter);
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

fn said_of_input(law: &Law, input: InputId) -> String {
    let phrases = &law[input].phrases;
    let yes = phrases.yes.clone();
    yes.unwrap_or_else(|| format!("has {}", noun(law, input)))
}
