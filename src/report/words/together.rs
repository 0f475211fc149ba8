//! Conditions on one element of a list, told together.

use crate::law::{Expr, InputKind, Law, ListId, Op, Value};
use crate::verdict::{Atom, Condition};

use super::Phrase;
use super::condition::{condition, input_phrase, member, part};
use super::element::{bound_element, one_of_list};
use super::relative::said_behind;

/// Conditions as verb phrases said of a person, those of the first element of a list, which stands for
/// each, together: "has a child who is under 12 and is in school". They stand last, behind what is said of
/// the person `besides`, which would else be said of the element.
pub fn told_together(law: &Law, all: &[Condition], besides: Option<String>) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let mut elements: Vec<(ListId, Vec<Phrase>)> = Vec::new();
    for one in all {
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
