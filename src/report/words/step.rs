//! Steps in words, and what a claim says of them.

use crate::law::{Door, DoorId, ExprId, InputId, Law, StepId, Value, plain};

use super::names::{value, words_or_name};

/// What is said of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is open.
    Open,
    /// It is open, and what is required is held.
    Possible,
}

/// A step with its choices, as done by a person: "obtains a visa electronically".
pub fn does(law: &Law, door: DoorId) -> String {
    let Door { step, choices, .. } = &law[door];
    with_choices(law, step_does(law, *step), choices)
}

/// A step with its choices, as an infinitive: "obtain a visa electronically".
pub fn to_do(law: &Law, door: DoorId) -> String {
    let Door { step, choices, .. } = &law[door];
    with_choices(law, step_to_do(law, *step), choices)
}

/// The infinitive of a step. A step of somebody else: "have the host notify the police".
pub fn step_to_do(law: &Law, step: StepId) -> String {
    match law[step].bearer() {
        Some(who) => format!("have {who} {}", infinitive(law, step)),
        None => infinitive(law, step),
    }
}

/// The verb of a step. A step of somebody else: "has the host notify the police".
pub fn step_does(law: &Law, step: StepId) -> String {
    match law[step].bearer() {
        Some(who) => format!("has {who} {}", infinitive(law, step)),
        None => words_or_name(law[step].phrases.does.as_ref(), &law[step].name),
    }
}

/// The infinitive of a step, whoever takes it.
pub fn infinitive(law: &Law, step: StepId) -> String {
    words_or_name(law[step].phrases.main.as_ref(), &law[step].name)
}

/// A step with these choices, as done by a person.
pub fn does_with(law: &Law, step: StepId, choices: &[(InputId, Value)]) -> String {
    with_choices(law, step_does(law, step), choices)
}

/// The same as an infinitive.
pub(super) fn to_do_with(law: &Law, step: StepId, choices: &[(InputId, Value)]) -> String {
    with_choices(law, step_to_do(law, step), choices)
}

/// A value has words that go on from those of the step. A parameter of yes or no has none, and is told by
/// its name: "is hit (not loud)".
fn with_choices(law: &Law, mut words: String, choices: &[(InputId, Value)]) -> String {
    let mut named = Vec::new();
    for (input, chosen) in choices {
        match chosen {
            Value::Bool(yes) => {
                let not = if *yes { "" } else { "not " };
                named.push(format!("{not}{}", plain(&law[*input].name)));
            }
            _ => words.push_str(&format!(" {}", value(law, *chosen))),
        }
    }
    if !named.is_empty() {
        words.push_str(&format!(" ({})", named.join(", ")));
    }
    words
}

/// What is said of a step at the beginning of a list of conjuncts, as an infinitive, and how many
/// conjuncts that takes: claims on steps are conditions of the kernel like all others.
pub fn possibility(law: &Law, conjuncts: &[ExprId]) -> Option<(State, String, usize)> {
    let first = conjuncts.first()?;
    for at in 0..law.doors.len() {
        let id = DoorId::at(at);
        let door = &law[id];
        let gate = law.exprs.conjuncts(door.gate);
        if door.gate == *first {
            return Some((State::Possible, to_do(law, id), 1));
        }
        if door.open == *first {
            return Some(if conjuncts.starts_with(&gate) {
                (State::Possible, to_do(law, id), gate.len())
            } else {
                (State::Open, to_do(law, id), 1)
            });
        }
    }
    None
}

/// Whether disjuncts are the ways to take a step whose choices are left free.
pub fn is_some_step(law: &Law, disjuncts: &[ExprId]) -> bool {
    some_possibility(law, disjuncts).is_some()
}

/// What is said of a step whose choices are left free: the disjuncts are its doors.
pub fn some_possibility(law: &Law, disjuncts: &[ExprId]) -> Option<(State, String)> {
    (0..law.steps.len()).map(StepId::at).find_map(|step| {
        let doors = || law.doors.iter().filter(|door| door.step == step);
        let is = |part: fn(&Door) -> ExprId| {
            doors().count() == disjuncts.len()
                && doors().map(part).zip(disjuncts).all(|(a, b)| a == *b)
        };
        if is(|door| door.gate) {
            Some((State::Possible, step_to_do(law, step)))
        } else if is(|door| door.open) {
            Some((State::Open, step_to_do(law, step)))
        } else {
            None
        }
    })
}
