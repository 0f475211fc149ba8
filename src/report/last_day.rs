//! Until when something must be done, and from which facts that is counted.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::eval::{Decisive, Interpreter, Outcome, Situation, by_reading, decisive_names};
use crate::law::{
    Effect, Expr, ExprId, InputId, InputKind, Law, StepId, TermRole, Value, WrittenId, cone,
};

use super::rule_words::missing_words;
use super::words::{infinitive, joined, member, noun, reading_taken, thing, value};

/// The last day that a rule sets for a step.
#[derive(Debug, Clone)]
pub struct LastDay {
    /// The step.
    pub step: StepId,
    /// What the day comes to in the case.
    pub outcome: Outcome,
    /// The day, how it is counted, and each fact and reading that it hangs on; or what is missing.
    pub words: Vec<String>,
}

/// The last days that a rule sets, in the order in which it sets them.
pub fn last_days(law: &Law, case: &Situation, rule: WrittenId) -> Vec<LastDay> {
    let mut found: Vec<LastDay> = Vec::new();
    for rule in &law[rule].rules {
        let Effect::Value(term, value) = law[*rule].effect else {
            continue;
        };
        let TermRole::Deadline(step) = law[term].role else {
            continue;
        };
        let Some(day) = law.last_days.get(&value) else {
            continue;
        };
        // What prevails over several deadlines of a step has one for all of them.
        if found.iter().all(|known| known.step != step) {
            found.push(last_day(law, case, step, *day));
        }
    }
    found
}

fn last_day(law: &Law, case: &Situation, step: StepId, day: ExprId) -> LastDay {
    let outcome = Interpreter::new(law, case).evaluate(day);
    let to = infinitive(law, step);
    let stem = match law[step].bearer() {
        Some(who) => format!("the last day for {who} to {to}"),
        None => format!("the last day to {to}"),
    };
    let words = match &outcome {
        Outcome::Value(is) => counted(law, case, &stem, day, *is),
        Outcome::Open(missing) => match days_by_reading(law, case, day) {
            Some(days) => {
                let is = format!("{stem} is {}", days.join(", or "));
                let counted_from = cone(law, [day]).inputs.into_iter();
                let facts = counted_from.filter_map(|input| fact(law, case, input));
                std::iter::once(is).chain(facts).collect()
            }
            None => {
                let day = thing(law, taken(law, case, day));
                let missing = joined(&missing_words(law, missing), "and");
                vec![
                    format!("{stem} is {day}"),
                    format!("that depends on {missing}, which is not given"),
                ]
            }
        },
        Outcome::Fail(_) => vec![format!("{stem} is not settled")],
    };
    LastDay {
        step,
        outcome,
        words,
    }
}

/// A day, how it is counted, and what it hangs on.
fn counted(law: &Law, case: &Situation, stem: &str, day: ExprId, is: Value) -> Vec<String> {
    let (counted, is) = (thing(law, taken(law, case, day)), value(law, is));
    let mut words = vec![match counted == is {
        true => format!("{stem} is {is}"),
        false => format!("{stem} is {is}, {counted}"),
    }];
    let reasons = decisive_names(law, case, day).into_iter();
    let inputs: Vec<InputId> = reasons
        .filter_map(|reason| match reason {
            Decisive::Input(input) => Some(input),
            _ => None,
        })
        .collect();
    let all = || inputs.iter().copied();
    words.extend(all().filter_map(|input| fact(law, case, input)));
    words.extend(all().filter_map(|input| match law[input].kind {
        InputKind::Reading => Some(reading_taken(law, input, case.get(input)?)),
        _ => None,
    }));
    words
}

/// What the case says of a fact: "the arrival is 9 January 2026", "the person has a visa".
fn fact(law: &Law, case: &Situation, input: InputId) -> Option<String> {
    let is = case.get(input)?;
    match law[input].kind {
        InputKind::Fact | InputKind::Holding => Some(match is {
            Value::Bool(_) | Value::Member(..) => {
                format!("the person {}", member(law, input, is, true))
            }
            _ => format!("the {} is {}", noun(law, input), value(law, is)),
        }),
        _ => None,
    }
}

/// The branches of a conditional that the case takes, as far as it says.
fn taken(law: &Law, case: &Situation, day: ExprId) -> ExprId {
    let mut interpreter = Interpreter::new(law, case);
    let mut taken = day;
    while let Expr::If(condition, yes, no) = *law.exprs.get(taken) {
        taken = match interpreter.evaluate(condition).value() {
            Some(Value::Bool(true)) => yes,
            Some(Value::Bool(false)) => no,
            _ => return taken,
        };
    }
    taken
}

/// The days that it is on some reading, in their order; nothing where there may be more.
fn days_by_reading(law: &Law, case: &Situation, day: ExprId) -> Option<Vec<String>> {
    let mut days: BTreeMap<Day, Vec<String>> = BTreeMap::new();
    for branch in by_reading(law, case, day).ok()? {
        let Some(Value::Day(day)) = branch.outcome.value() else {
            return None;
        };
        let answers = branch.readings.into_iter();
        let answers = answers.map(|(reading, choice)| reading_taken(law, reading, choice));
        let answers: Vec<String> = answers.collect();
        days.entry(day).or_default().push(joined(&answers, "and"));
    }
    let days = days.into_iter();
    Some(
        days.map(|(day, answers)| format!("{} where {}", day.in_words(), joined(&answers, "or")))
            .collect(),
    )
}
