//! What must be fixed when the rules are read: bounds in time, regions of readings, constants.

use std::collections::BTreeSet;

use crate::amend::outside_calendar;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Choices, Expr, ExprId, InputId, InputKind, Law, Op, Value, holds};
use crate::text::Span;

use super::cycles::parts;

/// Whether a formula is about readings alone, calls of defines not allowed.
pub fn over_readings(law: &Law, id: ExprId) -> bool {
    let mut only = true;
    parts(law, id, &mut |_, expr| match expr {
        Expr::In(input) => only &= law[*input].kind == InputKind::Reading,
        Expr::Call(_) | Expr::Stands(_) | Expr::Reach(_) | Expr::With(..) => only = false,
        _ => {}
    });
    only
}

/// Whether a day is a constant, or one constant or another by readings.
pub fn fixed_day(law: &Law, id: ExprId) -> bool {
    let mut open = vec![id];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match law.exprs.get(id) {
            Expr::Lit(Value::Day(_)) => {}
            Expr::If(condition, yes, no) if over_readings(law, *condition) => {
                open.extend([*yes, *no]);
            }
            _ => return false,
        }
    }
    true
}

/// A day that must be fixed and is not: it lies outside the calendar, or else hangs on more than
/// readings, of which `message` and `help` speak.
pub fn not_fixed(law: &Law, id: ExprId, at: Span, message: &str, help: &str) -> Diagnostic {
    if leaves_calendar(law, id) {
        return outside_calendar(at);
    }
    let found = Diagnostic::new(Code::NotFixed, message).at(at, "");
    match help {
        "" => found,
        help => found.help(help),
    }
}

/// Whether a day is that of a constant moved by constants, on some reading, and had to be computed
/// no further because there is no such day.
fn leaves_calendar(law: &Law, id: ExprId) -> bool {
    let mut open = vec![id];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match law.exprs.get(id) {
            Expr::If(_, yes, no) => open.extend([*yes, *no]),
            Expr::Op(Op::Plus(..), _) => {
                let mut of = id;
                while let Expr::Op(Op::Plus(..), operands) = law.exprs.get(of)
                    && let [inner] = operands.as_slice()
                {
                    of = *inner;
                }
                if matches!(law.exprs.get(of), Expr::Lit(_)) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// A reading and its choice, where a formula says no more than that it has it. What a reading is
/// given is left to `arises_not`.
fn choice_of(law: &Law, id: ExprId) -> Option<(InputId, Value)> {
    let id = match law.exprs.get(id) {
        Expr::If(condition, yes, _) => {
            let (reading, _) = choice_of(law, *yes)?;
            (law.arises.get(&reading) == Some(condition)).then_some(*yes)?
        }
        _ => id,
    };
    let Expr::Op(Op::Equal, operands) = law.exprs.get(id) else {
        return None;
    };
    let [left, right] = operands.as_slice() else {
        return None;
    };
    match (law.exprs.get(*left), law.exprs.get(*right)) {
        (Expr::In(input), Expr::Lit(value)) if law[*input].kind == InputKind::Reading => {
            Some((*input, *value))
        }
        _ => None,
    }
}

/// The first reading chosen whose question does not arise, where the readings that are not chosen
/// have their first choices, and the choice is not the first.
pub fn arises_not(law: &Law, chosen: &[(InputId, Value)]) -> Option<InputId> {
    excluded(law, chosen, &choices(law, chosen))
}

/// The first reading chosen whose question cannot arise, whatever the choices of readings that are
/// not chosen, and the choice is not the first.
pub fn never_arises(law: &Law, chosen: &[(InputId, Value)]) -> Option<InputId> {
    let place = |value: &Value| u32::try_from(value.place()?).ok();
    let choices: Choices = chosen
        .iter()
        .filter_map(|(reading, value)| Some((*reading, place(value)?)))
        .collect();
    excluded(law, chosen, &choices)
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

/// The first reading that is answered within an expression, by a supposition, where its question
/// does not arise: with readings chosen outside, and those not chosen taken by their first choices.
pub fn supposed_in_vain(law: &Law, expr: ExprId, chosen: &[(InputId, Value)]) -> Option<InputId> {
    let mut open = vec![(expr, chosen.to_vec())];
    let mut seen = BTreeSet::new();
    while let Some((id, chosen)) = open.pop() {
        if !seen.insert((id, chosen.clone())) {
            continue;
        }
        match law.exprs.get(id) {
            Expr::With(bindings, inner) => {
                let mut within = chosen;
                for (input, value) in bindings {
                    if let Expr::Lit(value) = law.exprs.get(*value)
                        && law[*input].kind == InputKind::Reading
                    {
                        within.retain(|(known, _)| known != input);
                        within.push((*input, *value));
                    }
                }
                let bound = |reading: &InputId| bindings.iter().any(|(known, _)| known == reading);
                if let Some(reading) = arises_not(law, &within).filter(bound) {
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

/// A region written as `READING = CHOICE and …`; a mistake at `span` for any other formula.
pub fn chosen(law: &Law, id: ExprId, span: Span) -> Result<Vec<(InputId, Value)>, Diagnostic> {
    let mut choices = Vec::new();
    for part in law.exprs.conjuncts(id) {
        match choice_of(law, part) {
            Some((reading, value)) => match choices.iter().find(|(known, _)| *known == reading) {
                Some((_, other)) if *other != value => {
                    let name = &law[reading].name;
                    let message = format!("two choices of `{name}` at once");
                    return Err(Diagnostic::new(Code::DuplicateClause, message)
                        .at(span, "")
                        .help("a case is about one choice of each reading; write a second case"));
                }
                _ => choices.push((reading, value)),
            },
            None => {
                return Err(Diagnostic::new(
                    Code::NotFixed,
                    "a case fixes readings to one choice each",
                )
                .at(span, "")
                .help("write `READING = CHOICE and …`"));
            }
        }
    }
    Ok(choices)
}
