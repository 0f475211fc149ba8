//! Whether the question of a reading arises where it is answered.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{
    Choices, Expr, ExprId, InputId, InputKind, Law, Value, first_choices, holds, mentioned,
};
use crate::text::Span;

use super::fixed::choice_of;

/// The first reading chosen whose question does not arise, where the readings that are not chosen
/// have their first choices, and the choice is not the first.
pub fn arises_not(law: &Law, chosen: &[(InputId, Value)]) -> Option<InputId> {
    excluded(law, chosen, &choices(law, chosen))
}

/// The first reading chosen whose question cannot arise, whatever the choices of readings that are
/// not chosen, and the choice is not the first.
pub fn never_arises(law: &Law, chosen: &[(InputId, Value)]) -> Option<InputId> {
    excluded(law, chosen, &placed(chosen))
}

/// Choices by their places.
fn placed(chosen: &[(InputId, Value)]) -> Choices {
    let place = |value: &Value| u32::try_from(value.place()?).ok();
    let chosen = chosen.iter();
    chosen
        .filter_map(|(reading, value)| Some((*reading, place(value)?)))
        .collect()
}

/// The first reading answered in a region that no choices fit, whose question does not arise with
/// the other answers there; `None` where the region is empty for another reason.
pub fn answered_in_vain(law: &Law, region: ExprId) -> Option<InputId> {
    let parts = law.exprs.conjuncts(region).into_iter();
    let mut answers: Vec<(InputId, Value)> =
        parts.filter_map(|part| choice_of(law, part)).collect();
    answers.sort_unstable();
    answers.dedup();
    let twice = answers.windows(2).any(|two| match two {
        [(one, _), (other, _)] => one == other,
        _ => false,
    });
    never_arises(law, &answers).filter(|_| !twice)
}

/// Whether the question of a reading that is fixed for all cases arises in none of them. A case has
/// choices of its own, as far as it names them, else those `fixed`, else the first ones.
pub fn arises_in_none(
    law: &Law,
    reading: InputId,
    fixed: &[(InputId, Value)],
    mut cases: impl Iterator<Item = Vec<(InputId, Value)>>,
) -> bool {
    let mut any = false;
    let arises = cases.any(|own| {
        any = true;
        let chosen = beside(&own, fixed);
        let only = chosen.iter().filter(|(known, _)| *known == reading);
        let all = choices(law, &chosen);
        excluded(law, &only.copied().collect::<Vec<_>>(), &all).is_none()
    });
    any && !arises
}

/// The first reading that a case chooses whose question does not arise with the choices `fixed` for
/// all cases, and the choice is not the first.
pub fn chosen_in_vain(
    law: &Law,
    own: &[(InputId, Value)],
    fixed: &[(InputId, Value)],
) -> Option<InputId> {
    excluded(law, own, &choices(law, &beside(own, fixed)))
}

/// Choices of readings, and those made outside of other readings.
pub fn beside(choices: &[(InputId, Value)], outside: &[(InputId, Value)]) -> Vec<(InputId, Value)> {
    let kept = outside.iter().filter(|(reading, _)| {
        let mut chosen = choices.iter();
        chosen.all(|(known, _)| known != reading)
    });
    choices.iter().chain(kept).copied().collect()
}

/// A choice of every reading: those not chosen have their first.
fn choices(law: &Law, chosen: &[(InputId, Value)]) -> Choices {
    law.readings()
        .map(|reading| {
            let of = chosen.iter().find(|(known, _)| *known == reading);
            let place = of.and_then(|(_, value)| value.place()).unwrap_or(0);
            (reading, u32::try_from(place).unwrap_or(u32::MAX))
        })
        .collect()
}

fn excluded(law: &Law, chosen: &[(InputId, Value)], all: &Choices) -> Option<InputId> {
    chosen.iter().find_map(|(reading, value)| {
        let arises = *law.arises.get(reading)?;
        (value.place() != Some(0) && holds(law, arises, all) == Some(false)).then_some(*reading)
    })
}

/// What is taken of the readings that nothing chooses.
#[derive(Debug, Clone, Copy)]
pub enum Unchosen {
    /// Their first choices.
    First,
    /// Any choices, of a region if there is one.
    Any(Option<ExprId>),
}

/// The first reading that is answered within an expression, by a supposition, where its question
/// cannot arise with the readings chosen outside.
pub fn supposed_in_vain(
    law: &Law,
    expr: ExprId,
    chosen: &[(InputId, Value)],
    unchosen: Unchosen,
) -> Option<InputId> {
    let mut open = vec![(expr, chosen.to_vec())];
    let mut seen = BTreeSet::new();
    while let Some((id, chosen)) = open.pop() {
        if !seen.insert((id, chosen.clone())) {
            continue;
        }
        match law.exprs.get(id) {
            Expr::With(bindings, inner) => {
                let mut answers = Vec::new();
                for (input, value) in bindings {
                    if let Expr::Lit(value) = law.exprs.get(*value)
                        && law[*input].kind == InputKind::Reading
                    {
                        answers.push((*input, *value));
                    }
                }
                let within = beside(&answers, &chosen);
                let mut answers = answers.into_iter();
                if let Some((reading, _)) =
                    answers.find(|answer| is_in_vain(law, *answer, &within, unchosen))
                {
                    return Some(reading);
                }
                open.push((*inner, within));
            }
            Expr::Not(one) => open.push((*one, chosen)),
            Expr::And(parts) | Expr::Or(parts) | Expr::Op(_, parts) => {
                open.extend(parts.iter().map(|part| (*part, chosen.clone())));
            }
            Expr::If(one, two, three) => {
                open.extend([one, two, three].map(|part| (*part, chosen.clone())));
            }
            Expr::Lit(_) | Expr::In(_) | Expr::Call(_) | Expr::Stands(_) | Expr::Reach(_) => {}
        }
    }
    None
}

/// Whether a question cannot arise with these choices, and its answer is not the first. Where that
/// takes too many tries to tell, it counts as one that may.
fn is_in_vain(
    law: &Law,
    (reading, value): (InputId, Value),
    chosen: &[(InputId, Value)],
    unchosen: Unchosen,
) -> bool {
    let Some(arises) = law.arises.get(&reading).copied() else {
        return false;
    };
    if value.place() == Some(0) {
        return false;
    }
    match unchosen {
        Unchosen::First => holds(law, arises, &choices(law, chosen)) == Some(false),
        Unchosen::Any(region) => {
            let chosen = placed(chosen);
            let region = region.map(|region| (region, true));
            let found = first_choices(law, region.as_slice(), mentioned(law, arises), |others| {
                // What is chosen goes before what the region is asked about.
                let all = chosen.iter().chain(others).copied().collect();
                holds(law, arises, &all) == Some(false)
            });
            found == Ok(None)
        }
    }
}

/// An answer to a question that does not arise.
pub fn does_not_arise(law: &Law, reading: InputId, at: Span) -> Diagnostic {
    let reading = &law[reading];
    let message = format!("the question of `{}` does not arise here", reading.name);
    let mut diagnostic = Diagnostic::new(Code::EmptyRegion, message).at(at, "");
    if let Some(declared) = reading.span {
        diagnostic = diagnostic.note("it is given other readings here", declared, "");
    }
    diagnostic.help("leave this answer out, or choose readings with which the question arises")
}
