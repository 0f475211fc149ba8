//! Circles: among defines, among exceptions, and among all terms and rules of the kernel.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Effect, Expr, ExprId, Law, RuleId, TermId};
use crate::text::Span;

use super::context::Checker;

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

/// The longest chain of expressions, calls included, that evaluation may follow.
pub const DEPTH_LIMIT: usize = 2_000;

impl Checker<'_> {
    /// Reports terms that depend on themselves through rules, and chains too long to follow.
    /// Whether there are none, so that passes over the law may recurse.
    pub fn find_circles(&mut self) -> bool {
        let law = &self.law;
        let (terms, rules) = (law.terms.len(), law.rules.len());
        let offset = terms + rules;
        // Nodes: terms, then rules, then expressions; edges to what is needed to evaluate them.
        let mut uses: Vec<Vec<usize>> = Vec::with_capacity(offset + law.exprs.len());
        for term in &law.terms {
            let mut used: Vec<usize> = term.rules.iter().map(|rule| terms + rule.index()).collect();
            used.extend(term.otherwise.map(|id| offset + id.index()));
            uses.push(used);
        }
        for rule in &law.rules {
            let mut used: Vec<usize> = rule
                .conditions
                .iter()
                .chain(&rule.from)
                .chain(&rule.until)
                .map(|id| offset + id.index())
                .collect();
            used.extend(
                rule.lifted_by
                    .iter()
                    .chain(&rule.below)
                    .map(|id| terms + id.index()),
            );
            if let Effect::Value(_, value) = rule.effect {
                used.push(offset + value.index());
            }
            uses.push(used);
        }
        for (_, expr) in law.exprs.iter() {
            uses.push(operands(expr, terms, offset));
        }
        let (order, circles) = order(&uses);
        if !circles.is_empty() {
            let mut told = BTreeSet::new();
            for circle in &circles {
                // A circle through something told already is most often the same mistake.
                let terms = circle.iter().copied().filter(|at| *at < offset);
                if terms.clone().all(|at| !told.contains(&at)) {
                    let diagnostic = self.circle_of_terms(circle);
                    self.report(diagnostic);
                }
                told.extend(terms);
            }
            return false;
        }
        let mut depth = vec![0_usize; uses.len()];
        for at in order {
            let deepest = uses
                .get(at)
                .into_iter()
                .flatten()
                .filter_map(|used| depth.get(*used))
                .max()
                .copied()
                .unwrap_or(0);
            if let Some(own) = depth.get_mut(at) {
                *own = deepest + 1;
            }
            if deepest + 1 >= DEPTH_LIMIT
                && let Some(span) = self.place_of_node(at)
            {
                let message = format!("more than {DEPTH_LIMIT} steps lead from this to the facts");
                self.report(
                    Diagnostic::new(Code::TooDeep, message)
                        .at(span, "")
                        .help("shorten the chain of definitions and rules that lead here"),
                );
                return false;
            }
        }
        true
    }

    fn circle_of_terms(&self, members: &[usize]) -> Diagnostic {
        let names: Vec<(String, Option<Span>)> = members
            .iter()
            .filter_map(|at| self.name_of_node(*at))
            .collect();
        let mut words: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
        words.dedup();
        let message = match words.as_slice() {
            [one] => format!("`{one}` depends on itself"),
            words => format!("a circle: {}", path(words)),
        };
        let places = names.iter().filter_map(|(_, span)| *span);
        circle(Code::CircularDefinition, message, places)
            .help("what a rule decides cannot be a condition for deciding it")
    }

    fn name_of_node(&self, at: usize) -> Option<(String, Option<Span>)> {
        let terms = self.law.terms.len();
        if at < terms {
            let term = &self.law[TermId::at(at)];
            return Some((term.name.clone(), term.span));
        }
        if at < terms + self.law.rules.len() {
            let written = &self.law[self.law[RuleId::at(at - terms)].written];
            return Some((written.name.clone(), Some(written.span)));
        }
        None
    }

    fn place_of_node(&self, at: usize) -> Option<Span> {
        self.name_of_node(at).and_then(|(_, span)| span)
    }
}

fn operands(expr: &Expr, terms: usize, offset: usize) -> Vec<usize> {
    let of = |ids: &[ExprId]| ids.iter().map(|id| offset + id.index()).collect();
    match expr {
        Expr::Lit(_) | Expr::In(_) | Expr::Reach(_) => Vec::new(),
        Expr::Op(_, ids) | Expr::And(ids) | Expr::Or(ids) => of(ids),
        Expr::Not(id) => of(&[*id]),
        Expr::If(a, b, c) => of(&[*a, *b, *c]),
        Expr::Call(term) => vec![term.index()],
        Expr::Stands(rule) => vec![terms + rule.index()],
        Expr::With(bindings, inner) => {
            let mut used: Vec<usize> = bindings.iter().map(|(_, id)| offset + id.index()).collect();
            used.push(offset + inner.index());
            used
        }
    }
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
