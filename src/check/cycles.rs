//! Circles among anything, and how they are told.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Expr, ExprId, Law};
use crate::text::Span;

/// An order in which every element comes after those it uses, and the circles that prevent one:
/// each circle once, beginning with its first element. Elements of circles, and what only they
/// lead to, still appear in the order. Linear; no recursion, so that long chains are no danger.
pub fn order(uses: &[Vec<usize>]) -> (Vec<usize>, Vec<Vec<usize>>) {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = vec![Mark::New; uses.len()];
    let mut order = Vec::new();
    let mut circles: Vec<Vec<usize>> = Vec::new();
    for start in 0..uses.len() {
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((at, next)) = path.pop() {
            let Some(mark) = marks.get_mut(at) else {
                continue;
            };
            if next == 0 {
                if *mark != Mark::New {
                    continue;
                }
                *mark = Mark::Open;
            }
            match uses.get(at).and_then(|used| used.get(next)) {
                Some(used) => {
                    path.push((at, next + 1));
                    match marks.get(*used) {
                        Some(Mark::New) => path.push((*used, 0)),
                        Some(Mark::Open) => {
                            let from = path.iter().position(|(on, _)| on == used).unwrap_or(0);
                            let circle: Vec<usize> =
                                path.iter().skip(from).map(|(on, _)| *on).collect();
                            circles.push(circle);
                        }
                        _ => {}
                    }
                }
                None => {
                    *mark = Mark::Done;
                    order.push(at);
                }
            }
        }
    }
    (order, circles)
}

/// The most members of a circle that are told.
const TOLD_LIMIT: usize = 6;

/// A circle as a path that ends where it begins: `a` → `b` → `a`.
pub fn path(names: &[&str]) -> String {
    let mut path: Vec<String> = names
        .iter()
        .take(TOLD_LIMIT)
        .map(|name| format!("`{name}`"))
        .collect();
    if names.len() > TOLD_LIMIT {
        path.push(format!("({} more)", names.len() - TOLD_LIMIT));
    }
    path.extend(names.first().map(|first| format!("`{first}`")));
    path.join(" → ")
}

/// A circle with the places of its members.
pub fn circle(code: Code, message: String, mut places: impl Iterator<Item = Span>) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(code, message);
    if let Some(first) = places.next() {
        diagnostic = diagnostic.at(first, "");
    }
    for place in places.take(TOLD_LIMIT - 1) {
        diagnostic = diagnostic.note("by way of", place, "");
    }
    diagnostic
}

/// Every expression that an expression is made of, itself included, calls not followed; for
/// passes over the law. Each is visited once.
pub fn parts(law: &Law, root: ExprId, visit: &mut impl FnMut(ExprId, &Expr)) {
    let mut seen = BTreeSet::new();
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let expr = law.exprs.get(id);
        visit(id, expr);
        match expr {
            Expr::Op(_, ids) | Expr::And(ids) | Expr::Or(ids) => open.extend(ids),
            Expr::Not(inner) => open.push(*inner),
            Expr::If(a, b, c) => open.extend([*a, *b, *c]),
            Expr::With(bindings, inner) => {
                open.extend(bindings.iter().map(|(_, id)| *id));
                open.push(*inner);
            }
            Expr::Lit(_) | Expr::In(_) | Expr::Call(_) | Expr::Stands(_) | Expr::Reach(_) => {}
        }
    }
}
