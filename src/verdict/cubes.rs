//! The readings of which a condition on readings is so, as cubes.

use crate::law::{Expr, ExprId, InputId, InputKind, Law, Op, Value};

use super::ReadingCube;

/// The cubes of a condition on readings; `None` if it is about something else as well.
pub fn cubes(law: &Law, expr: ExprId, holds: bool) -> Option<Vec<ReadingCube>> {
    match law.exprs.get(expr) {
        Expr::Lit(Value::Bool(value)) if *value == holds => Some(vec![ReadingCube::default()]),
        Expr::Lit(_) => Some(Vec::new()),
        Expr::Not(inner) => cubes(law, *inner, !holds),
        Expr::And(parts) if holds => all(law, parts, true),
        Expr::And(parts) => any(law, parts, false),
        Expr::Or(parts) if holds => any(law, parts, true),
        Expr::Or(parts) => all(law, parts, false),
        Expr::If(condition, yes, no) => {
            let branch = |of: ExprId, side: bool| {
                let (side, of) = (cubes(law, *condition, side)?, cubes(law, of, holds)?);
                intersected(&side, &of)
            };
            let mut found = branch(*yes, true)?;
            found.extend(branch(*no, false)?);
            (found.len() <= CUBE_LIMIT).then_some(found)
        }
        Expr::Op(Op::Equal, operands) => {
            let [left, right] = operands.as_slice() else {
                return None;
            };
            match (law.exprs.get(*left), law.exprs.get(*right)) {
                (Expr::In(reading), Expr::Lit(of)) | (Expr::Lit(of), Expr::In(reading)) => {
                    answered(law, *reading, *of, holds)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// Beyond so many cubes, a condition is not told by its cubes.
const CUBE_LIMIT: usize = 16;

fn any(law: &Law, parts: &[ExprId], holds: bool) -> Option<Vec<ReadingCube>> {
    let mut found = Vec::new();
    for part in parts {
        found.extend(cubes(law, *part, holds)?);
    }
    (found.len() <= CUBE_LIMIT).then_some(found)
}

fn all(law: &Law, parts: &[ExprId], holds: bool) -> Option<Vec<ReadingCube>> {
    let mut found = vec![ReadingCube::default()];
    for part in parts {
        found = intersected(&found, &cubes(law, *part, holds)?)?;
    }
    Some(found)
}

/// What lies in one of either list.
fn intersected(ones: &[ReadingCube], others: &[ReadingCube]) -> Option<Vec<ReadingCube>> {
    let met = |one| {
        others
            .iter()
            .filter_map(move |other| ReadingCube::meet(one, other))
    };
    let small = ones.len().saturating_mul(others.len()) <= CUBE_LIMIT;
    small.then(|| ones.iter().flat_map(met).collect())
}

fn answered(law: &Law, reading: InputId, of: Value, holds: bool) -> Option<Vec<ReadingCube>> {
    if law[reading].kind != InputKind::Reading {
        return None;
    }
    let wanted = of.place()?;
    let places = (0..law.size_of(law[reading].ty))
        .filter(|place| (*place == wanted) == holds)
        .filter_map(|place| u32::try_from(place).ok())
        .collect();
    Some(vec![ReadingCube([(reading, places)].into())])
}
