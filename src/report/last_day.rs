//! Until when something must be done, and from which facts that is counted.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::eval::{Decisive, Interpreter, Outcome, Situation, by_reading, decisive_names};
use crate::law::{Effect, Expr, ExprId, InputId, InputKind, Law, RuleId, StepId, TermRole, Value};

use super::rule_words::missing_words;
use super::words::{infinitive, is as verb_is, joined, member, noun, reading_taken, thing, value};

/// The last day that a rule sets for a step.
#[derive(Debug, Clone)]
pub struct LastDay {
    /// The step.
    pub step: StepId,
    /// What the day comes to in the case.
    pub outcome: Outcome,
    /// The day, and how it is counted; or what is missing.
    words: Vec<String>,
    /// Each fact and reading that it hangs on, in words.
    given: Vec<(InputId, String)>,
    /// What it is counted from, and whatever else decides it in the case.
    pub hangs_on: BTreeSet<InputId>,
}

impl LastDay {
    /// The day, how it is counted, and each fact and reading that it hangs on, but for those told already.
    pub fn words_beside(&self, told: &[(InputId, Value)]) -> Vec<String> {
        let is_told = |input: &InputId| told.iter().any(|(known, _)| known == input);
        let given = self.given.iter().filter(|(input, _)| !is_told(input));
        let given = given.map(|(_, words)| words);
        self.words.iter().chain(given).cloned().collect()
    }
}

/// The last days that a rule sets for the step that it makes due, or that it says is late, each once; none
/// of any other effect.
pub fn last_days(law: &Law, case: &Situation, rule: RuleId) -> Vec<LastDay> {
    let of = |rule: RuleId| match law[rule].effect {
        Effect::Value(term, value) => Some((law[term].role, value)),
        Effect::Lift => None,
    };
    let (step, rules) = match of(rule) {
        Some((TermRole::Norm(step), _)) => (step, law[law[rule].written].rules.as_slice()),
        Some((TermRole::Deadline(step), _)) => (step, std::slice::from_ref(&rule)),
        _ => return Vec::new(),
    };
    let mut days: Vec<ExprId> = Vec::new();
    for rule in rules {
        let Some((TermRole::Deadline(late), value)) = of(*rule) else {
            continue;
        };
        // What prevails over several deadlines of a step has the same for all of them.
        let day = law.last_days.get(&value);
        days.extend(day.filter(|day| late == step && !days.contains(day)));
    }
    let days = days.into_iter();
    days.map(|day| last_day(law, case, step, day)).collect()
}

fn last_day(law: &Law, case: &Situation, step: StepId, day: ExprId) -> LastDay {
    let outcome = Interpreter::new(law, case).evaluate(day);
    let to = infinitive(law, step);
    let stem = match law[step].bearer() {
        Some(who) => format!("the last day for {who} to {to}"),
        None => format!("the last day to {to}"),
    };
    let mut hangs_on = decisive_inputs(law, case, day);
    let mut given = Vec::new();
    let words = match &outcome {
        Outcome::Value(is) => {
            given = facts(law, case, &hangs_on);
            given.extend(readings(law, case, &hangs_on));
            counted(law, case, (step, &stem), day, *is)
        }
        Outcome::Open(missing) => match days_by_reading(law, case, day) {
            Some((days, decisive)) => {
                let is = format!("{stem} is {}", days.join(", or "));
                given = facts(law, case, &decisive);
                hangs_on.extend(decisive);
                vec![is]
            }
            None => {
                let day = thing(law, taken(law, case, day));
                let missing = missing_words(law, missing);
                let missing = joined(&missing, "and");
                vec![
                    format!("{stem} is {day}"),
                    format!("that depends on what is not given: {missing}"),
                ]
            }
        },
        Outcome::Fail(_) => vec![format!("{stem} is not settled")],
    };
    LastDay {
        step,
        outcome,
        words,
        given,
        hangs_on,
    }
}

/// A day, how it is counted, and how long ago it was where the step is overdue.
fn counted(
    law: &Law,
    case: &Situation,
    (step, stem): (StepId, &str),
    day: ExprId,
    is: Value,
) -> Vec<String> {
    let (counted, told) = (thing(law, taken(law, case, day)), value(law, is));
    let mut words = vec![match counted == told {
        true => format!("{stem} is {told}"),
        false => format!("{stem} is {told}, {counted}"),
    }];
    words.extend(passed(law, case, step, is));
    words
}

/// The facts among some inputs, in words.
fn facts(law: &Law, case: &Situation, inputs: &BTreeSet<InputId>) -> Vec<(InputId, String)> {
    let facts = inputs.iter();
    let facts = facts.filter_map(|input| Some((*input, fact(law, case, *input)?)));
    facts.collect()
}

/// The readings among some inputs, in words.
fn readings(law: &Law, case: &Situation, inputs: &BTreeSet<InputId>) -> Vec<(InputId, String)> {
    let readings = inputs.iter();
    let readings = readings.filter(|input| law[**input].kind == InputKind::Reading);
    let taken = |input: &InputId| Some((*input, reading_taken(law, *input, case.get(*input)?)));
    readings.filter_map(taken).collect()
}

/// How long ago the last day was, of a step that is overdue on the day of the case: "62 days before
/// 13 March 2024".
fn passed(law: &Law, case: &Situation, step: StepId, last: Value) -> Option<String> {
    let overdue = law.exprs.find(&Expr::Call(law[step].overdue?))?;
    if !Interpreter::new(law, case).evaluate(overdue).is_true() {
        return None;
    }
    let (Value::Day(last), Some(Value::Day(today))) = (last, case.get(law.day()?)) else {
        return None;
    };
    let days = usize::try_from(last.days_until(today)).ok();
    let days = super::counted(days.filter(|days| *days > 0)?, "day", "days");
    Some(format!("that is {days} before {}", today.in_words()))
}

/// The inputs that decide what the day comes to.
fn decisive_inputs(law: &Law, case: &Situation, day: ExprId) -> BTreeSet<InputId> {
    let reasons = decisive_names(law, case, day).into_iter();
    let inputs = reasons.filter_map(|reason| match reason {
        Decisive::Input(input) => Some(input),
        _ => None,
    });
    inputs.collect()
}

/// What the case says of a fact: "the arrival is 9 January 2026", "the person has a visa".
fn fact(law: &Law, case: &Situation, input: InputId) -> Option<String> {
    let is = case.get(input)?;
    match law[input].kind {
        InputKind::Fact | InputKind::Holding => Some(match is {
            Value::Bool(_) | Value::Member(..) => {
                format!("the person {}", member(law, input, is, true))
            }
            _ => {
                let noun = noun(law, input);
                let verb = verb_is(&noun);
                format!("the {noun} {verb} {}", value(law, is))
            }
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

/// The days that it is on some reading, in their order, and what decides it on one of them; nothing where
/// there may be more days.
fn days_by_reading(
    law: &Law,
    case: &Situation,
    day: ExprId,
) -> Option<(Vec<String>, BTreeSet<InputId>)> {
    let mut days: BTreeMap<Day, Vec<String>> = BTreeMap::new();
    let mut decisive = BTreeSet::new();
    for branch in by_reading(law, case, day).ok()? {
        let Some(Value::Day(is)) = branch.outcome.value() else {
            return None;
        };
        let mut read = case.clone();
        for (reading, choice) in &branch.readings {
            read.set(*reading, *choice);
        }
        decisive.extend(decisive_inputs(law, &read, day));
        let answers = branch.readings.into_iter();
        let answers = answers.map(|(reading, choice)| reading_taken(law, reading, choice));
        let answers: Vec<String> = answers.collect();
        days.entry(is).or_default().push(joined(&answers, "and"));
    }
    let days = days.into_iter();
    let days = days
        .map(|(day, answers)| format!("{} where {}", day.in_words(), joined(&answers, "or")))
        .collect();
    Some((days, decisive))
}
