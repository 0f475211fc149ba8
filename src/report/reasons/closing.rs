//! What closes the reasons: the exceptions that do not apply, and what the answer does not need.

use crate::eval::{Explanation, Interpreter, RuleStatus, Situation, Standing};
use crate::law::{ExprId, InputId, InputKind, Law, Type, Value};

use super::TEXT;
use super::conditions::inputs;
use crate::report::counted;
use crate::report::layout::Page;
use crate::report::proof::grounds;
use crate::report::rule_words::why;
use crate::report::words::{heading, joined, noun};

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
    let phrases: Vec<String> = said
        .into_iter()
        .map(|input| match law[input].ty {
            Type::Bool => said_of_input(law, input),
            _ => format!("has one {} or another", noun(law, input)),
        })
        .collect();
    page.section("Not needed for the answer", None);
    let told = format!("Whether the person {}.", joined(&phrases, "or"));
    page.paragraph(1, &told);
    if !unsaid.is_empty() {
        let told = counted(unsaid.len(), "fact or holding", "facts and holdings");
        page.paragraph(1, &format!("Nor {told} of which the case says nothing."));
    }
}

/// The facts and holdings without which the answer is the same, of those not mentioned.
pub fn idle(law: &Law, case: &Situation, expr: ExprId, explanation: &Explanation) -> Vec<InputId> {
    let Some(answer) = explanation.outcome.value() else {
        return Vec::new();
    };
    let mentioned = inputs(law, explanation);
    let mut fewer = case.clone();
    let mut idle = Vec::new();
    // What holds over time is told as a whole.
    let histories = || law.histories().map(|(_, history)| history);
    let parts: Vec<InputId> = histories().flat_map(|history| history.inputs()).collect();
    for (index, input) in law.inputs.iter().enumerate() {
        let id = InputId::at(index);
        let told = matches!(input.kind, InputKind::Fact | InputKind::Holding);
        if !told || mentioned.contains(&id) || parts.contains(&id) {
            continue;
        }
        let mut without = fewer.clone();
        without.forget(id);
        for part in input.history.iter().flat_map(|history| history.inputs()) {
            without.forget(part);
        }
        if Interpreter::new(law, &without).evaluate(expr).value() == Some(answer) {
            fewer = without;
            idle.push(id);
        }
    }
    idle
}

fn said_of_input(law: &Law, input: InputId) -> String {
    let phrases = &law[input].phrases;
    let yes = phrases.yes.clone();
    yes.unwrap_or_else(|| format!("has {}", noun(law, input)))
}
