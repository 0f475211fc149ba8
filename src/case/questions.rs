//! What a case is asked: the questions given, or those that suggest themselves.

use crate::calendar::Day;
use crate::check::{Checked, Question, question};
use crate::diagnostic::Diagnostic;
use crate::eval::{
    Cause, Explaining, Explanation, Interpreter, Outcome, Reason, RuleStatus, Situation,
};
use crate::law::{Effect, InputId, Law, RuleId, StepId, TermId, Value};
use crate::text::Library;

/// Understands questions, each written in a text of its own that is shown under `place`. They are
/// asked on this day or on later ones, if that is known, and with these choices of readings.
///
/// # Errors
/// The mistakes of all questions.
pub fn understand(
    checked: &mut Checked,
    library: &mut Library,
    questions: &[(String, String)],
    since: Option<Day>,
    fixed: &[(InputId, Value)],
) -> Result<Vec<Question>, Vec<Diagnostic>> {
    let (mut understood, mut mistakes) = (Vec::new(), Vec::new());
    for (place, text) in questions {
        match understand_one(checked, library, (place, text), since, fixed) {
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

/// Understands one question, written in a text of its own that is shown under `place`; see
/// [`understand`].
///
/// # Errors
/// Its mistakes.
pub fn understand_one(
    checked: &mut Checked,
    library: &mut Library,
    (place, text): (&str, &str),
    since: Option<Day>,
    fixed: &[(InputId, Value)],
) -> Result<Question, Vec<Diagnostic>> {
    let file = library.add(place.to_owned(), text.to_owned());
    question(checked, file, text, since, fixed)
}

/// The questions that suggest themselves of a law, understood once.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    /// What the law comes to.
    results: Vec<(TermId, Question)>,
    /// Which procedures are due.
    due: Vec<(StepId, Question)>,
    /// What is within reach.
    reach: Vec<(InputId, Question)>,
}

impl Suggestions {
    /// Those of a law.
    pub fn of(checked: &mut Checked, library: &mut Library) -> Self {
        let steps: Vec<StepId> = (0..checked.law.steps.len()).map(StepId::at).collect();
        let holdings: Vec<InputId> = checked.law.holdings().collect();
        let mut suggestions = Self::default();
        for term in checked.law.results() {
            let asked = ask(checked, library, checked.law[term].name.clone());
            suggestions.results.extend(asked.map(|asked| (term, asked)));
        }
        for step in steps {
            if !ever_due(&checked.law, step) {
                continue;
            }
            let text = format!("{} is due", checked.law[step].name);
            let asked = ask(checked, library, text);
            suggestions.due.extend(asked.map(|asked| (step, asked)));
        }
        for holding in holdings {
            let text = format!("{} is within reach", checked.law[holding].name);
            let asked = ask(checked, library, text);
            suggestions
                .reach
                .extend(asked.map(|asked| (holding, asked)));
        }
        suggestions
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Question> {
        let results = self.results.iter().map(|(_, asked)| asked);
        let due = self.due.iter().map(|(_, asked)| asked);
        let reach = self.reach.iter().map(|(_, asked)| asked);
        results.chain(due).chain(reach)
    }

    /// What the law comes to where it says anything of it here, and the terms of which it says
    /// nothing.
    ///
    /// The interpreter is one of the case.
    pub fn results(&self, interpreter: &mut Interpreter) -> (Vec<&Question>, Vec<TermId>) {
        let (mut questions, mut untold) = (Vec::new(), Vec::new());
        for (term, asked) in &self.results {
            let gap = Outcome::Fail([Cause::Gap(*term)].into());
            if interpreter.evaluate(asked.expr) == gap {
                untold.push(*term);
            } else {
                questions.push(asked);
            }
        }
        (questions, untold)
    }

    /// Which procedures are due that some rule may make due here.
    pub fn due(&self, explaining: &mut Explaining, law: &Law, case: &Situation) -> Vec<&Question> {
        let due = self.due.iter();
        let due = due.filter(|(step, asked)| {
            let explanation = explaining.explain(law, case, asked.expr);
            may_be_due(law, &explanation, *step)
        });
        due.map(|(_, asked)| asked).collect()
    }

    /// What is within reach of that which is not held.
    pub fn reach(&self, case: &Situation) -> Vec<&Question> {
        let held = |holding: InputId| case.get(holding) == Some(Value::Bool(true));
        let reach = self.reach.iter().filter(|(holding, _)| !held(*holding));
        reach.map(|(_, asked)| asked).collect()
    }
}

/// Whether a step can be taken with these choices.
pub fn possible(
    checked: &mut Checked,
    library: &mut Library,
    step: StepId,
    choices: &[(InputId, Value)],
) -> Option<Question> {
    let text = format!("{} is possible", door(&checked.law, step, choices));
    ask(checked, library, text)
}

fn ask(checked: &mut Checked, library: &mut Library, text: String) -> Option<Question> {
    understand_one(checked, library, ("question", &text), None, &[]).ok()
}

/// Whether some rule of the law makes the procedure due.
fn ever_due(law: &Law, step: StepId) -> bool {
    let rules = law[law[step].norm].rules.iter();
    rules.copied().any(|rule| makes_due(law, rule, step))
}

fn makes_due(law: &Law, rule: RuleId, step: StepId) -> bool {
    let is_of_step = matches!(law[rule].effect, Effect::Value(term, _) if term == law[step].norm);
    is_of_step && law.is_binding(rule)
}

/// Whether some rule makes the procedure due that is not about another step.
fn may_be_due(law: &Law, explanation: &Explanation, step: StepId) -> bool {
    let makes_due =
        |status: &RuleStatus| !status.about_another_step && makes_due(law, status.rule, step);
    explanation
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
