//! Picking readings that are not classified yet, and tidying the regions found.

use crate::law::{Expr, ExprId, InputId, Law, Op, Value};
use crate::verdict::{ReadingCube, Region};

/// One choice for every reading of the law, in the order declared.
pub type Choices = Vec<(InputId, u32)>;

/// The first choices, in the order declared, that satisfy `under` and lie in none of `blocked`.
/// Only readings that one of these mentions are varied; all others take their first choice.
pub fn pick(law: &Law, under: ExprId, blocked: &[ReadingCube]) -> Option<Choices> {
    let mut mentioned: Vec<InputId> = Vec::new();
    mention(law, under, &mut mentioned);
    for cube in blocked {
        mentioned.extend(cube.0.keys());
    }
    mentioned.sort_unstable();
    mentioned.dedup();
    let mut chosen = Choices::new();
    let found = search(law, under, blocked, &mentioned, &mut chosen);
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
    blocked: &[ReadingCube],
    open: &[InputId],
    chosen: &mut Choices,
) -> bool {
    if holds(law, under, chosen) == Some(false) || blocked.iter().any(|cube| cube.contains(chosen))
    {
        return false;
    }
    let Some((reading, rest)) = open.split_first() else {
        return true;
    };
    for place in 0..law.size_of(law[*reading].ty) {
        chosen.push((*reading, u32::try_from(place).unwrap_or(u32::MAX)));
        if search(law, under, blocked, rest, chosen) {
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

/// Cubes that differ in the choices of one reading become one, as long as there are such. Then
/// those that lie within another are dropped.
pub fn tidy(law: &Law, mut cubes: Vec<ReadingCube>) -> Region {
    while let Some((first, second, merged)) = mergeable(law, &cubes) {
        cubes.remove(second);
        if let Some(slot) = cubes.get_mut(first) {
            *slot = merged;
        }
    }
    let mut kept: Vec<ReadingCube> = Vec::new();
    for (at, cube) in cubes.iter().enumerate() {
        let covered = cubes.iter().enumerate().any(|(other_at, other)| {
            other_at != at && within(cube, other) && (other != cube || other_at < at)
        });
        if !covered {
            kept.push(cube.clone());
        }
    }
    kept.sort();
    Region(kept)
}

fn mergeable(law: &Law, cubes: &[ReadingCube]) -> Option<(usize, usize, ReadingCube)> {
    for (at, cube) in cubes.iter().enumerate() {
        for (other_at, other) in cubes.iter().enumerate().skip(at + 1) {
            if let Some(merged) = merge(law, cube, other) {
                return Some((at, other_at, merged));
            }
        }
    }
    None
}

fn merge(law: &Law, a: &ReadingCube, b: &ReadingCube) -> Option<ReadingCube> {
    if !a.0.keys().eq(b.0.keys()) {
        return None;
    }
    let mut differing =
        a.0.iter()
            .filter(|(reading, allowed)| b.0.get(reading) != Some(allowed));
    let (reading, allowed) = differing.next()?;
    if differing.next().is_some() {
        return None;
    }
    let mut union = allowed.clone();
    union.extend(b.0.get(reading)?);
    union.sort_unstable();
    union.dedup();
    let mut merged = a.clone();
    if union.len() == law.size_of(law[*reading].ty) {
        merged.0.remove(reading);
    } else {
        merged.0.insert(*reading, union);
    }
    Some(merged)
}

fn within(inner: &ReadingCube, outer: &ReadingCube) -> bool {
    outer.0.iter().all(|(reading, allowed)| {
        inner
            .0
            .get(reading)
            .is_some_and(|own| own.iter().all(|place| allowed.contains(place)))
    })
}
