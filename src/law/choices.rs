//! Choices of readings, and formulas over them.

use super::{Expr, ExprId, InputId, Law, Op, Value};

/// A choice, by its place, for some readings or for every reading of the law, in the order
/// declared.
pub type Choices = Vec<(InputId, u32)>;

/// The first choices, in the order declared, that satisfy `under` and that `excluded` does not
/// exclude; `excluded` may look at some readings only, which are `mentioned`. Readings that
/// neither of them looks at take their first choice. `None` where there are no such choices.
///
/// Exponential in the number of readings looked at, in the worst case.
pub fn first_choices(
    law: &Law,
    under: ExprId,
    mut mentioned: Vec<InputId>,
    excluded: impl Fn(&Choices) -> bool,
) -> Option<Choices> {
    mention(law, under, &mut mentioned);
    mentioned.sort_unstable();
    mentioned.dedup();
    let mut chosen = Choices::new();
    let found = search(law, under, &excluded, &mentioned, &mut chosen);
    found.then(|| {
        law.readings()
            .map(|reading| {
                let known = chosen.iter().find(|(known, _)| *known == reading);
                (reading, known.map_or(0, |(_, place)| *place))
            })
            .collect()
    })
}

fn search(
    law: &Law,
    under: ExprId,
    excluded: &impl Fn(&Choices) -> bool,
    open: &[InputId],
    chosen: &mut Choices,
) -> bool {
    if holds(law, under, chosen) == Some(false) || excluded(chosen) {
        return false;
    }
    let Some((reading, rest)) = open.split_first() else {
        return true;
    };
    for place in 0..law.size_of(law[*reading].ty) {
        chosen.push((*reading, u32::try_from(place).unwrap_or(u32::MAX)));
        if search(law, under, excluded, rest, chosen) {
            return true;
        }
        chosen.pop();
    }
    false
}

/// Whether a formula over readings holds under some choices; `None` while that is open.
pub fn holds(law: &Law, formula: ExprId, chosen: &Choices) -> Option<bool> {
    match law.exprs.get(formula) {
        Expr::Lit(Value::Bool(value)) => Some(*value),
        Expr::Not(inner) => holds(law, *inner, chosen).map(|value| !value),
        Expr::And(parts) => kleene(law, parts, chosen, false),
        Expr::Or(parts) => kleene(law, parts, chosen, true),
        Expr::If(condition, yes, no) => {
            let branch = if holds(law, *condition, chosen)? {
                yes
            } else {
                no
            };
            holds(law, *branch, chosen)
        }
        Expr::Op(Op::Equal, operands) => match operands.as_slice() {
            [left, right] => Some(value(law, *left, chosen)? == value(law, *right, chosen)?),
            _ => None,
        },
        _ => None,
    }
}

fn kleene(law: &Law, parts: &[ExprId], chosen: &Choices, decisive: bool) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match holds(law, *part, chosen) {
            Some(value) if value == decisive => return Some(decisive),
            Some(_) => {}
            None => open = true,
        }
    }
    (!open).then_some(!decisive)
}

fn value(law: &Law, id: ExprId, chosen: &Choices) -> Option<Value> {
    match law.exprs.get(id) {
        Expr::Lit(value) => Some(*value),
        Expr::In(input) => {
            let (_, place) = chosen.iter().find(|(known, _)| known == input)?;
            Value::at_place(law[*input].ty, usize::try_from(*place).ok()?)
        }
        _ => None,
    }
}

/// The readings that a formula mentions.
fn mention(law: &Law, formula: ExprId, found: &mut Vec<InputId>) {
    match law.exprs.get(formula) {
        Expr::In(input) => found.push(*input),
        Expr::Not(inner) => mention(law, *inner, found),
        Expr::And(parts) | Expr::Or(parts) | Expr::Op(_, parts) => {
            parts.iter().for_each(|part| mention(law, *part, found));
        }
        Expr::If(a, b, c) => [a, b, c]
            .into_iter()
            .for_each(|part| mention(law, *part, found)),
        _ => {}
    }
}
