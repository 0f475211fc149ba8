//! Conditions told together: those on one element of a list, and a step with what is chosen for it.

use crate::law::{Expr, ExprId, InputId, InputKind, Law, ListId, Op, StepId, Value};
use crate::verdict::{Atom, Condition};

use super::Phrase;
use super::condition::{condition_phrase, input_phrase, member, part, phrase};
use super::element::{bound_element, one_of_list};
use super::relative::said_behind;
use super::step::does_with;

/// Conditions as verb phrases said of a person, those of the first element of a list, which stands for
/// each, together: "has a child who is under 12 and is in school". They stand last, behind what is said of
/// the person `besides`, which would else be said of the element. A step that is taken is told with what is
/// chosen for it: "obtains a visa electronically".
pub fn told_together(law: &Law, all: &[Condition], besides: Option<String>) -> Vec<Phrase> {
    let mut told: Vec<Phrase> = Vec::new();
    let mut elements: Vec<(ListId, Vec<Phrase>)> = Vec::new();
    let step = all.iter().filter_map(|one| given_by(*one));
    let step = { step }.find_map(|is| step_taken(law, is));
    for one in all {
        if let (Some(step), Some(is)) = (step, given_by(*one)) {
            if step_taken(law, is).is_some() {
                let chosen = all.iter().filter_map(|one| given_by(*one));
                let chosen: Vec<Given> = chosen.filter(|is| is_choice(law, step, *is)).collect();
                told.push(Phrase::one(does_with(law, step, &chosen)));
                continue;
            }
            if is_choice(law, step, is) {
                continue;
            }
        }
        let Some((list, said)) = of_first(law, *one) else {
            told.push(condition_phrase(law, *one));
            continue;
        };
        match elements.iter_mut().find(|(known, _)| *known == list) {
            Some((_, known)) => known.extend(said),
            None => elements.push((list, said.into_iter().collect())),
        }
    }
    told.extend(besides.map(Phrase::one));
    told.extend(elements.into_iter().map(|(list, said)| {
        let record = law[list].record;
        let one = one_of_list(law, list);
        match said.is_empty() {
            true => Phrase::one(format!("has {one}")),
            false => {
                let said = said_behind(law, record, Phrase::all(said));
                Phrase::of_element(format!("has {one} {said}"))
            }
        }
    }));
    told
}

/// Conditions as one verb phrase said of a person, a step that is taken with what is chosen for it.
pub fn said_together(law: &Law, all: &[ExprId]) -> Phrase {
    let told: Vec<Option<Given>> = all.iter().map(|one| given(law, *one)).collect();
    let step = told.iter().flatten().find_map(|is| step_taken(law, *is));
    let each = all.iter().zip(&told);
    let said = each.filter_map(|(one, is)| match (step, is) {
        (Some(step), Some(is)) if step_taken(law, *is).is_some() => {
            let chosen = told.iter().flatten().copied();
            let chosen: Vec<Given> = chosen.filter(|is| is_choice(law, step, *is)).collect();
            Some(Phrase::one(does_with(law, step, &chosen)))
        }
        (Some(step), Some(is)) if is_choice(law, step, *is) => None,
        _ => Some(phrase(law, *one, true)),
    });
    Phrase::all(said.collect())
}

/// An input, and the value that it has.
type Given = (InputId, Value);

/// What a condition says of one input, where it says which value it has.
fn given(law: &Law, condition: ExprId) -> Option<Given> {
    let input = |expr: ExprId| match law.exprs.get(expr) {
        Expr::In(input) => Some(*input),
        _ => None,
    };
    let value = |expr: ExprId| match law.exprs.get(expr) {
        Expr::Lit(value) => Some(*value),
        _ => None,
    };
    match law.exprs.get(condition) {
        Expr::In(input) => Some((*input, Value::Bool(true))),
        Expr::Not(inner) => Some((input(*inner)?, Value::Bool(false))),
        Expr::Op(Op::Equal, sides) => match sides.as_slice() {
            [one, other] => match input(*one) {
                Some(input) => Some((input, value(*other)?)),
                None => Some((input(*other)?, value(*one)?)),
            },
            _ => None,
        },
        _ => None,
    }
}

/// The same of an atom.
fn given_by(of: Condition) -> Option<Given> {
    match of.atom {
        Atom::Member(input, value) => of.holds.then_some((input, value)),
        Atom::Flag(input) => Some((input, Value::Bool(of.holds))),
        Atom::Define(_) | Atom::Compare(_) => None,
    }
}

/// The step that is being taken.
fn step_taken(law: &Law, (input, step): Given) -> Option<StepId> {
    let is_occasion = law[input].kind == InputKind::Occasion;
    law.step_of(step).filter(|_| is_occasion)
}

/// Whether it is chosen for a step.
fn is_choice(law: &Law, step: StepId, (input, _): Given) -> bool {
    law[input].kind == InputKind::Choice(step)
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
