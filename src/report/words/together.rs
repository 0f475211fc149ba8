//! Conditions on one element of a list, told together.

use crate::law::{Expr, InputId, InputKind, Law, ListId, Op, StepId, Value};
use crate::verdict::{Atom, Condition};

use super::Phrase;
use super::condition::{condition, input_phrase, member, part};
use super::element::{bound_element, one_of_list};
use super::relative::said_behind;
use super::step::does_with;

/// Conditions as verb phrases said of a person, those of the first element of a list, which stands for
/// each, together: "has a child who is under 12 and is in school". They stand last, behind what is said of
/// the person `besides`, which would else be said of the element. A step that is taken is told with what is
/// chosen for it: "obtains a visa electronically".
pub fn told_together(law: &Law, all: &[Condition], besides: Option<String>) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let mut elements: Vec<(ListId, Vec<Phrase>)> = Vec::new();
    let step = all.iter().find_map(|one| step_taken(law, *one));
    for one in all {
        if let Some(step) = step {
            if step_taken(law, *one).is_some() {
                let chosen = all.iter().filter_map(|one| choice_of(law, step, *one));
                told.push(does_with(law, step, &chosen.collect::<Vec<_>>()));
                continue;
            }
            // Told with the step.
            if choice_of(law, step, *one).is_some() {
                continue;
            }
        }
        let Some((list, said)) = of_first(law, *one) else {
            told.push(condition(law, *one));
            continue;
        };
        match elements.iter_mut().find(|(known, _)| *known == list) {
            Some((_, known)) => known.extend(said),
            None => elements.push((list, said.into_iter().collect())),
        }
    }
    told.extend(besides);
    told.extend(elements.into_iter().map(|(list, said)| {
        let record = law[list].record;
        let one = one_of_list(law, list);
        match said.is_empty() {
            true => format!("has {one}"),
            false => format!("has {one} {}", said_behind(law, record, Phrase::all(said))),
        }
    }));
    told
}

/// The step that is being taken.
fn step_taken(law: &Law, of: Condition) -> Option<StepId> {
    let Atom::Member(input, step) = of.atom else {
        return None;
    };
    if law[input].kind != InputKind::Occasion || !of.holds {
        return None;
    }
    // Places are those of the steps, after “no step”.
    let at = step.place()?.checked_sub(1)?;
    (at < law.steps.len()).then(|| StepId::at(at))
}

/// What is chosen for a step.
fn choice_of(law: &Law, step: StepId, of: Condition) -> Option<(InputId, Value)> {
    let (input, chosen) = match of.atom {
        Atom::Member(input, chosen) if of.holds => (input, chosen),
        Atom::Flag(input) => (input, Value::Bool(of.holds)),
        _ => return None,
    };
    (law[input].kind == InputKind::Choice(step)).then_some((input, chosen))
}

/// What a condition says of the first element of a list; nothing but that there is one where it says no
/// more.
fn of_first(law: &Law, of: Condition) -> Option<(ListId, Option<Phrase>)> {
    let first = |slot| law.slot(slot).filter(|(_, place)| *place == 0);
    match of.atom {
        Atom::Flag(slot) | Atom::Member(slot, _) => {
            let ((list, _), field) = (first(slot)?, law.field(slot)?);
            Some((
                list,
                Some(Phrase::one(match of.atom {
                    Atom::Member(_, value) => member(law, field, value, of.holds),
                    _ => input_phrase(law, field, of.holds),
                })),
            ))
        }
        Atom::Compare(expr) => match law.exprs.get(expr) {
            Expr::With(bindings, inner) => {
                let (list, place) = bound_element(law, bindings.iter().copied())?;
                (place == 0).then(|| (list, Some(part(law, *inner, of.holds))))
            }
            Expr::Op(Op::Less, operands) if of.holds => match operands.as_slice() {
                [none, length] => match (law.exprs.get(*none), law.exprs.get(*length)) {
                    (Expr::Lit(Value::Int(0)), Expr::In(length)) => match law[*length].kind {
                        InputKind::Length(list) => Some((list, None)),
                        _ => None,
                    },
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        },
        Atom::Define(_) => None,
    }
}
