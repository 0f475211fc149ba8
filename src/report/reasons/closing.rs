//! What closes the reasons: the exceptions that do not apply, and what the answer does not need.

use crate::eval::{Explanation, Interpreter, RuleStatus, Situation, Standing};
use crate::law::{ExprId, InputId, InputKind, Law, Type, Value};

use super::TEXT;
use super::conditions::inputs;
use crate::report::counted;
use crate::report::last_day::last_days;
use crate::report::layout::Page;
use crate::report::proof::grounds;
use crate::report::rule_words::why;
use crate::report::rules_told::statuses;
use crate::report::words::{capitalized, heading, joined, noun};

/// The exceptions to what applies, none of which does.
pub(super) fn no_exception(
    page: &mut Page,
    law: &Law,
    case: &Situation,
    exceptions: &[&RuleStatus],
) {
    if exceptions.is_empty() {
        return;
    }
    let open = |status: &&RuleStatus| matches!(status.standing, Standing::Open { .. });
    let title = if exceptions.iter().any(open) {
        "Exceptions"
    } else {
        "And no exception applies"
    };
    page.section(title, None);
    for status in exceptions {
        let id = law[status.rule].written;
        page.gap();
        page.hanging(2, "–", TEXT, &format!("{}.", heading(law, id)));
        grounds::tell_at(page, TEXT, law, &law[id].grounds);
        let here = why(law, case, status);
        if !here.is_empty() {
            page.hanging(TEXT, "Here:", TEXT + 6, &format!("{here}."));
        }
    }
}

/// The facts and holdings without which the answer is the same, of those not mentioned: what the
/// case says of them, and how many there are of which it says nothing.
pub(super) fn not_needed(
    page: &mut Page,
    law: &Law,
    case: &Situation,
    said: &[(InputId, Value)],
    expr: ExprId,
    explanation: &Explanation,
) {
    let is_said = |input: &InputId| {
        let history = law[*input].history.map(|history| history.inputs());
        let mut of_input = history.into_iter().flatten().chain([*input]);
        of_input.any(|part| said.iter().any(|(given, _)| *given == part))
    };
    let (said, unsaid): (Vec<InputId>, Vec<InputId>) = idle(law, case, expr, explanation)
        .into_iter()
        .partition(is_said);
    if said.is_empty() {
        return;
    }
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
    page.section("Not needed for the answer", None);
    let told = format!("{}.", capitalized(&joined(&told, "and")));
    page.paragraph(1, &told);
    if !unsaid.is_empty() {
        let told = counted(unsaid.len(), "fact or holding", "facts and holdings");
        page.paragraph(1, &format!("Nor {told} of which the case says nothing."));
    }
}

/// The facts and holdings without which the answer is the same, of those not mentioned.
///
/// They are forgotten one after the other, in the order declared. Whatever is the answer with less
/// given is the answer with more; so those that can be forgotten together need not be tried apart.
pub fn idle(law: &Law, case: &Situation, expr: ExprId, explanation: &Explanation) -> Vec<InputId> {
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

fn said_of_input(law: &Law, input: InputId) -> String {
    let phrases = &law[input].phrases;
    let yes = phrases.yes.clone();
    yes.unwrap_or_else(|| format!("has {}", noun(law, input)))
}
