//! Readings that an answer does not depend on, but its reasons do.

use crate::eval::{Explaining, Explanation, Outcome, Situation, Standing};
use crate::law::{ExprId, InputId, InputKind, Law, Value};

use super::answer::Readings;
use super::rule_words::{Applies, RuleTold, rules_told, statuses};
use super::words::joined;

/// So many combinations of readings are looked at one by one for the rules behind one answer.
const LEAVES_LIMIT: usize = 64;

/// Takes the first choice of every reading on which some rule in the explanation depends, so that
/// there is one way to tell the reasons; which were taken is returned. Where the answer is `certain`,
/// readings are taken until the reasons come to it.
pub fn settle(
    explaining: &mut Explaining,
    law: &Law,
    case: Situation,
    expr: ExprId,
    certain: bool,
) -> (Situation, Vec<(InputId, Value)>) {
    let (mut settled, mut taken) = (case, Vec::new());
    for _ in 0..law.inputs.len() {
        let explanation = explaining.explain(law, &settled, expr);
        let Some((reading, first)) = open_reading(law, &settled, &explanation, certain)
            .and_then(|reading| Some((reading, Value::at_place(law[reading].ty, 0)?)))
        else {
            break;
        };
        settled.set(reading, first);
        taken.push((reading, first));
    }
    (settled, taken)
}

/// The rules behind an answer of a case on several combinations of readings, each with all readings
/// on which it depends. Where there are too many combinations, it is said what a rule depends on.
/// Where the answer is `certain`, it is divided until the reasons come to it.
pub fn rules(
    explaining: &mut Explaining,
    law: &Law,
    case: &Situation,
    branches: &[Readings],
    expr: ExprId,
    certain: bool,
) -> Vec<RuleTold> {
    let mut leaves: Vec<Vec<RuleTold>> = Vec::new();
    let many = branches.len() > LEAVES_LIMIT;
    let mut next: Vec<Situation> = if many {
        vec![case.clone()]
    } else {
        let situations = branches.iter().rev();
        situations.map(|readings| under(case, readings)).collect()
    };
    while let Some(situation) = next.pop() {
        let explanation = explaining.explain(law, &situation, expr);
        let full = many || leaves.len() + next.len() >= LEAVES_LIMIT;
        match open_reading(law, &situation, &explanation, certain) {
            Some(reading) if !full => {
                let ty = law[reading].ty;
                let choices = (0..law.size_of(ty)).rev();
                let choices = choices.filter_map(|place| Value::at_place(ty, place));
                next.extend(choices.map(|choice| situation.clone().with(reading, choice)));
            }
            _ => leaves.push(rules_told(law, &situation, &explanation)),
        }
    }
    merged(&leaves)
}

/// A case under some readings.
pub fn under(case: &Situation, readings: &[(InputId, Value)]) -> Situation {
    readings
        .iter()
        .fold(case.clone(), |case, (reading, choice)| {
            case.with(*reading, *choice)
        })
}

/// A reading on which a rule of the explanation depends. A fact that is missing comes first: as
/// long as one is, no reading settles the rule. A `certain` answer though may be the same on all
/// readings for different reasons, of which some miss the fact.
fn open_reading(
    law: &Law,
    case: &Situation,
    explanation: &Explanation,
    certain: bool,
) -> Option<InputId> {
    let is_open =
        |input: &InputId| law[*input].kind == InputKind::Reading && case.get(*input).is_none();
    if let Outcome::Open(missing) = &explanation.outcome
        && certain
        && let Some(reading) = missing.iter().copied().find(is_open)
    {
        return Some(reading);
    }
    let of_rules =
        statuses(law, explanation)
            .into_iter()
            .filter_map(|status| match &status.standing {
                Standing::Open { missing } => Some(missing),
                _ => None,
            });
    let of_values = explanation
        .all()
        .into_iter()
        .filter_map(|part| match &part.outcome {
            Outcome::Open(missing) => Some(missing),
            _ => None,
        });
    of_rules
        .chain(of_values)
        .filter(|missing| {
            missing
                .iter()
                .all(|input| law[*input].kind == InputKind::Reading || case.get(*input).is_some())
        })
        .flatten()
        .copied()
        .find(is_open)
}

/// What is said of a rule on all of several combinations of readings.
fn merged(leaves: &[Vec<RuleTold>]) -> Vec<RuleTold> {
    let mut all: Vec<(RuleTold, Vec<String>, usize)> = Vec::new();
    for told in leaves.iter().flatten() {
        match all.iter_mut().find(|(known, ..)| {
            let alike = !told.of_elements || known.applies == told.applies;
            known.written == told.written && alike
        }) {
            Some((known, reasons, times)) => {
                *times += 1;
                if known.applies != told.applies {
                    known.applies = Applies::Open;
                    reasons.clear();
                } else if !reasons.contains(&told.why) {
                    reasons.push(told.why.clone());
                }
            }
            None => all.push((told.clone(), vec![told.why.clone()], 1)),
        }
    }
    all.sort_by_key(|(told, ..)| (told.written, told.applies));
    all.into_iter()
        .map(|(mut told, reasons, times)| {
            told.why = match told.applies {
                Applies::Open if reasons.is_empty() => {
                    "applies on some of these readings".to_owned()
                }
                Applies::Yes if times < leaves.len() => {
                    "matters on some of these readings".to_owned()
                }
                _ => joined(&reasons, "or"),
            };
            told
        })
        .collect()
}
