//! Persons of whom enough is known that a question has an answer, whichever way readings are taken:
//! two with different answers show that what is missing of a person matters.

use crate::calendar::Day;
use crate::law::{ExprId, InputId, InputKind, Law, Type, Value};

use super::dice::Dice;
use super::interpreter::Interpreter;
use super::outcome::Outcome;
use super::situation::Situation;

/// So many persons are thought of for one combination of readings.
const TRIES: u64 = 4;

/// The most persons thought of for one question.
const TRIES_LIMIT: u64 = 32;

/// What is missing is supposed at most so many times for one person.
const ROUNDS: usize = 24;

/// The most persons kept for further combinations.
const KEPT: usize = 8;

/// What is supposed of a person beside what is given.
type Person = Vec<(InputId, Value)>;

/// The persons thought of for one question.
#[derive(Debug, Default)]
pub(super) struct Persons {
    /// Those of whom everything is given that is asked for, the last who helped first.
    kept: Vec<Person>,
    /// How many were thought of.
    thought_of: u64,
}

impl Persons {
    /// Nobody, whatever is asked.
    #[cfg(test)]
    pub fn none() -> Self {
        Self {
            kept: Vec::new(),
            thought_of: TRIES_LIMIT,
        }
    }

    /// Whether two persons have different answers on all readings that a situation leaves open. If
    /// they have, the answer is open on each of them, and no missing fact is idle. They are persons of
    /// whom the law speaks: what it assumes of everybody holds of them.
    pub fn differ(&mut self, law: &Law, situation: &Situation, expr: ExprId) -> bool {
        let mut found: Option<Outcome> = None;
        let mut at = 0;
        while let Some(person) = self.kept.get(at) {
            let supposed = with(situation, person);
            if let Some(outcome) = answer(law, &supposed, expr)
                && differs(&mut found, outcome)
            {
                // Whoever helped helps again.
                self.kept.get_mut(..=at).unwrap_or_default().rotate_right(1);
                return true;
            }
            at += 1;
        }
        for _ in 0..TRIES {
            if self.thought_of >= TRIES_LIMIT {
                return false;
            }
            let person = think_of(law, situation, expr, self.thought_of);
            self.thought_of += 1;
            let Some((person, outcome)) = person else {
                continue;
            };
            self.kept.insert(0, person);
            self.kept.truncate(KEPT);
            if let Some(outcome) = outcome
                && differs(&mut found, outcome)
            {
                return true;
            }
        }
        false
    }
}

/// Whether an answer is another than the one found, one of both being a value.
fn differs(found: &mut Option<Outcome>, outcome: Outcome) -> bool {
    let first = found.get_or_insert_with(|| outcome.clone());
    *first != outcome && (first.value().is_some() || outcome.value().is_some())
}

/// The answer of a person whom the law speaks of, if nothing more is needed for it.
fn answer(law: &Law, person: &Situation, expr: ExprId) -> Option<Outcome> {
    let mut interpreter = Interpreter::new(law, person);
    let is_spoken_of = |interpreter: &mut Interpreter<'_>| {
        let mut assumes = law.assumes.iter();
        assumes.all(|assumed| interpreter.evaluate(assumed.holds).is_true())
    };
    let outcome = interpreter.evaluate(expr);
    let counts = !outcome.is_open() && is_spoken_of(&mut interpreter);
    counts.then_some(outcome)
}

/// Supposes what is missing, by throws of dice, until nothing is but readings; with the answer, if it
/// hangs on none of them.
fn think_of(
    law: &Law,
    situation: &Situation,
    expr: ExprId,
    throw: u64,
) -> Option<(Person, Option<Outcome>)> {
    let mut dice = Dice::new(throw);
    let mut person = Person::new();
    for _ in 0..ROUNDS {
        let supposed = with(situation, &person);
        let mut interpreter = Interpreter::new(law, &supposed);
        let asked = law.assumes.iter().map(|assumed| assumed.holds);
        let mut missing = Vec::new();
        for expr in std::iter::once(expr).chain(asked) {
            if let Outcome::Open(inputs) = interpreter.evaluate(expr) {
                missing.extend(inputs);
            }
        }
        missing.retain(|input| law[*input].kind != InputKind::Reading);
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() {
            let outcome = answer(law, &supposed, expr);
            return Some((person, outcome));
        }
        for input in missing {
            let value = supposable(law, situation, input, &mut dice)?;
            person.push((input, value));
        }
    }
    None
}

fn with(situation: &Situation, person: &Person) -> Situation {
    let supposed = person.iter();
    supposed.fold(situation.clone(), |all, (input, value)| {
        all.with(*input, *value)
    })
}

/// One of a few values of an input: its ordinary one among them. `None` of what nobody is free to
/// suppose: what is not modelled, choices, and what has a time, of which the parts belong together.
fn supposable(law: &Law, situation: &Situation, input: InputId, dice: &mut Dice) -> Option<Value> {
    let declared = &law[input];
    let is_of_person = matches!(
        declared.kind,
        InputKind::Fact | InputKind::Holding | InputKind::Slot(..) | InputKind::Length(_)
    );
    if !is_of_person || declared.history.is_some() || law.history_of(input).is_some() {
        return None;
    }
    let size = law.size_of(declared.ty);
    if size > 0 {
        return match declared.usually {
            Some(usual) if dice.is_first() => Some(usual),
            _ => Value::at_place(declared.ty, dice.place(size)),
        };
    }
    let other = match (declared.ty, declared.kind) {
        (Type::Int, InputKind::Length(list)) => Value::Int(i64::from(law[list].most > 0)),
        (Type::Int, _) => Value::Int(0),
        (Type::Date, _) => Value::Day(the_day(law, situation)?),
        (Type::Period(unit), _) => Value::Period(unit, declared.range?.0),
        _ => declared.usually?,
    };
    let values = [declared.usually.unwrap_or(other), other];
    values.get(dice.place(values.len())).copied()
}

fn the_day(law: &Law, situation: &Situation) -> Option<Day> {
    match situation.get(law.day()?)? {
        Value::Day(day) => Some(day),
        _ => None,
    }
}
