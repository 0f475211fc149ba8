//! What a case is asked: the questions given, or those that suggest themselves.

use crate::check::{Checked, Question, question};
use crate::diagnostic::Diagnostic;
use crate::eval::{Cause, Interpreter, Outcome, Reason, RuleStatus, Situation, explain};
use crate::law::{Effect, InputId, Law, StepId, Term, TermId, Value};
use crate::text::Library;

/// Understands questions, each written in a text of its own that is shown under `place`.
///
/// # Errors
/// The mistakes of all questions.
pub fn understand(
    checked: &mut Checked,
    library: &mut Library,
    questions: &[(String, String)],
) -> Result<Vec<Question>, Vec<Diagnostic>> {
    let (mut understood, mut mistakes) = (Vec::new(), Vec::new());
    for (place, text) in questions {
        let file = library.add(place.clone(), text.clone());
        match question(checked, file, text) {
            Ok(found) => understood.push(found),
            Err(found) => mistakes.extend(found),
        }
    }
    if mistakes.is_empty() {
        Ok(understood)
    } else {
        Err(mistakes)
    }
}

/// The questions that suggest themselves: what the law comes to where it says anything of it, which
/// procedures are due that some rule may make due here, whether the step can be taken, and what is
/// within reach of that which is not held. And the terms that it comes to of which it says nothing.
pub fn suggested(
    checked: &mut Checked,
    library: &mut Library,
    case: &Situation,
    step: Option<&(StepId, Vec<(InputId, Value)>)>,
) -> (Vec<Question>, Vec<TermId>) {
    let steps: Vec<StepId> = (0..checked.law.steps.len()).map(StepId::at).collect();
    let (mut questions, mut untold) = (Vec::new(), Vec::new());
    for term in checked.law.results() {
        let gap = Outcome::Fail([Cause::Gap(term)].into());
        let Some(asked) = ask(checked, library, checked.law[term].name.clone()) else {
            continue;
        };
        if Interpreter::new(&checked.law, case).evaluate(asked.expr) == gap {
            untold.push(term);
        } else {
            questions.push(asked);
        }
    }
    for id in steps {
        let text = format!("{} is due", checked.law[id].name);
        if let Some(asked) = ask(checked, library, text)
            && may_be_due(&checked.law, case, id, &asked)
        {
            questions.push(asked);
        }
    }
    let mut texts: Vec<String> = Vec::new();
    if let Some((step, choices)) = step {
        texts.push(format!(
            "{} is possible",
            door(&checked.law, *step, choices)
        ));
    }
    let law = &checked.law;
    let held = |holding: &InputId| case.get(*holding) == Some(Value::Bool(true));
    texts.extend(
        law.holdings()
            .filter(|holding| !held(holding))
            .map(|holding| format!("{} is within reach", law[holding].name)),
    );
    for text in texts {
        questions.extend(ask(checked, library, text));
    }
    (questions, untold)
}

fn ask(checked: &mut Checked, library: &mut Library, text: String) -> Option<Question> {
    let file = library.add("question".to_owned(), text.clone());
    question(checked, file, &text).ok()
}

/// Whether some rule makes the procedure due that is not about another step.
fn may_be_due(law: &Law, case: &Situation, step: StepId, asked: &Question) -> bool {
    let norm = law[step].norm;
    let makes_due = |status: &RuleStatus| {
        !status.about_another_step
            && match law[status.rule].effect {
                Effect::Value(term, value) => {
                    term == norm
                        && matches!(
                            law.exprs.get(value),
                            crate::law::Expr::Lit(Value::Member(_, Term::MUST))
                        )
                }
                Effect::Lift => false,
            }
    };
    explain(law, case, asked.expr)
        .all()
        .into_iter()
        .flat_map(|explanation| &explanation.because)
        .any(|reason| match reason {
            Reason::Term(term) => term.rules.iter().any(makes_due),
            _ => false,
        })
}

/// A step with its choices, as it is written in the rules.
fn door(law: &Law, step: StepId, choices: &[(InputId, Value)]) -> String {
    let name = &law[step].name;
    if choices.is_empty() {
        return name.clone();
    }
    let choices: Vec<String> = choices
        .iter()
        .map(|(_, value)| chosen(law, *value))
        .collect();
    format!("{name}({})", choices.join(", "))
}

fn chosen(law: &Law, value: Value) -> String {
    match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Member(list, place) => law[list]
            .members
            .get(place as usize)
            .map(|(name, _)| name.clone())
            .unwrap_or_default(),
        Value::Int(number) => number.to_string(),
        Value::Decimal(number) | Value::Money(_, number) => number.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Period(unit, count) => unit.in_words(count),
    }
}
