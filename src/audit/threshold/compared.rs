//! What a rule compares with constants, and between which days it is in force.

use std::collections::BTreeSet;

use crate::calendar::Unit;
use crate::law::{Expr, ExprId, InputId, Law, Op, TermRole, Value, WrittenId};
use crate::verdict::Side;

use super::named::is_named;
use super::quote::Quoted;

/// What inputs are bound to.
type Bindings = Vec<(InputId, ExprId)>;

/// A comparison with a bound.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The bound, each time it may be taken for a number or day of the text.
    pub at: Quoted,
    /// With which side the bound itself goes.
    pub side: Side,
    /// Whether there is nothing between a number and the next: persons, full years, days.
    pub whole: bool,
    /// The two sides, and under which bindings they are compared, the outermost first.
    pub sides: (ExprId, ExprId),
    /// See `sides`.
    pub under: Vec<Bindings>,
}

/// The comparisons of a rule with constants: in its conditions, its deadlines, what it gives, over
/// defines, and in what it asks of the elements of lists; and the days of its life, with which the day of the law is compared.
pub fn compared(law: &Law, written: WrittenId, law_day: Option<ExprId>) -> Vec<Compared> {
    let mut found = Vec::new();
    let mut seen: BTreeSet<(ExprId, Vec<ExprId>)> = BTreeSet::new();
    let mut open: Vec<(ExprId, Vec<Bindings>, Vec<ExprId>)> = Vec::new();
    for rule in law[written].rules.iter().rev() {
        let rule = &law[*rule];
        let own = rule.conditions.iter().copied().chain(rule.value());
        open.extend(own.map(|id| (id, Vec::new(), Vec::new())));
    }
    while let Some((id, under, path)) = open.pop() {
        if !seen.insert((id, path.clone())) {
            continue;
        }
        match law.exprs.get(id) {
            Expr::Op(Op::Less, sides) => {
                if let [left, right] = sides.as_slice() {
                    less(law, (*left, *right), &under, &mut found);
                }
                // How many elements there are of which something is so.
                open.extend(
                    sides
                        .iter()
                        .map(|part| (*part, under.clone(), path.clone())),
                );
            }
            // What is asked of each element; not how many there are, which the text does not compare.
            Expr::Call(term) if let TermRole::Fold(fold) = law[*term].role => {
                let parts = fold.of.into_iter().chain(fold.condition);
                open.extend(parts.map(|part| (part, under.clone(), path.clone())));
            }
            Expr::Call(term) if is_meaning(law[*term].role) && law[*term].rules.is_empty() => {
                let meaning = law[*term].otherwise;
                open.extend(meaning.map(|meaning| (meaning, under, path)));
            }
            // Bindings within bindings within bindings are left alone, so that this ends soon.
            Expr::With(bindings, inner) if path.len() < 2 => {
                let (mut under, mut path) = (under, path);
                under.push(bindings.clone());
                path.push(id);
                open.push((*inner, under, path));
            }
            Expr::With(..) => {}
            other => {
                let operands = other.operands().into_iter().rev();
                open.extend(operands.map(|part| (part, under.clone(), path.clone())));
            }
        }
    }
    if let Some(day) = law_day {
        life(law, written, day, &mut found);
    }
    found
}

fn is_meaning(role: TermRole) -> bool {
    !matches!(role, TermRole::Norm(_) | TermRole::Open(_))
}

/// `left < right`: a bound on the right goes with what is above, one on the left with what is below.
fn less(law: &Law, (left, right): (ExprId, ExprId), under: &[Bindings], found: &mut Vec<Compared>) {
    for (side, expr) in [(Side::Below, left), (Side::Above, right)] {
        for (at, whole) in bounds(law, expr) {
            found.push(Compared {
                at,
                side,
                whole,
                sides: (left, right),
                under: under.to_vec(),
            });
        }
    }
}

/// The first day of a rule goes with what is later, and so does the first on which it is no longer in
/// force.
fn life(law: &Law, written: WrittenId, day: ExprId, found: &mut Vec<Compared>) {
    for rule in &law[written].rules {
        for bound in law[*rule].bounds() {
            for at in law.exprs.days_of(bound).unwrap_or_default() {
                found.push(Compared {
                    at: Quoted::Day(at),
                    side: Side::Above,
                    whole: true,
                    sides: (day, bound),
                    under: Vec::new(),
                });
            }
        }
    }
}

/// What a side of a comparison may be called in a text: a constant, by its number; a day moved by a
/// period, by that; anything that has a name, by that.
fn bounds(law: &Law, expr: ExprId) -> Vec<(Quoted, bool)> {
    let mut found = Vec::new();
    for branch in law.exprs.branches(expr) {
        if is_named(law, branch) {
            found.push((Quoted::Named(branch), false));
        }
        match law.exprs.get(branch) {
            Expr::Lit(value) => found.extend(of_value(*value)),
            Expr::Op(Op::Plus(period, _), _) => {
                let (unit, count) = period.counted();
                found.extend(of_value(Value::Period(unit, count)));
            }
            Expr::Op(Op::Move(..), sides) => {
                if let [_, by] = sides.as_slice() {
                    found.extend(bounds(law, *by));
                }
            }
            Expr::Op(Op::Widen, sides) => {
                found.extend(sides.iter().flat_map(|side| bounds(law, *side)));
            }
            // A define, and the values of a parameter.
            Expr::Call(term) => {
                let term = &law[*term];
                if term.rules.is_empty() {
                    found.extend(term.otherwise.into_iter().flat_map(|id| bounds(law, id)));
                } else {
                    let values = term.rules.iter().filter_map(|rule| law[*rule].value());
                    let values = values.filter_map(|value| match law.exprs.get(value) {
                        Expr::Lit(value) => Some(*value),
                        _ => None,
                    });
                    found.extend(values.flat_map(of_value));
                }
            }
            _ => {}
        }
    }
    found
}

fn of_value(value: Value) -> Vec<(Quoted, bool)> {
    let number = |number| (Quoted::Number(number), false);
    match value {
        Value::Int(count) => vec![(Quoted::Number(count), true)],
        Value::Day(day) => vec![(Quoted::Day(day), true)],
        Value::Decimal(of) | Value::Money(_, of) if of.den() == 1 => {
            Vec::from_iter(i64::try_from(of.num()).ok().map(number))
        }
        Value::Period(unit, count) => {
            let parts = match unit {
                Unit::Months => [1, 12],
                Unit::Days => [1, 7],
            };
            let parts = parts.into_iter().filter(|part| count % part == 0);
            parts.map(|part| number((count / part).abs())).collect()
        }
        _ => Vec::new(),
    }
}
