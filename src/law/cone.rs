//! What expressions hang on.

use std::collections::BTreeSet;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::{DoorId, Expr, ExprId, InputId, InputKind, Law, Needs, RuleId, TermId};

/// Everything an expression hangs on: inputs, terms and rules, calls followed.
#[derive(Debug, Default)]
pub struct Cone {
    /// Inputs, reach of a holding included.
    pub inputs: BTreeSet<InputId>,
    /// Terms called.
    pub terms: BTreeSet<TermId>,
    /// Rules that give these terms their values, lift or prevail.
    pub rules: BTreeSet<RuleId>,
    /// All expressions met.
    pub exprs: BTreeSet<ExprId>,
}

impl Cone {
    /// The holdings among its inputs, in the order of the law.
    pub fn holdings(&self, law: &Law) -> impl Iterator<Item = InputId> {
        self.inputs
            .iter()
            .copied()
            .filter(|input| law[*input].kind == InputKind::Holding)
    }
}

/// The cone of some expressions. Linear in its size.
pub fn cone(law: &Law, roots: impl IntoIterator<Item = ExprId>) -> Cone {
    cone_until(law, roots, |_| false)
}

/// The cone of some expressions, and where one of them asks what is within reach, of the gates of all
/// doors: that hangs on them.
pub fn cone_with_gates(law: &Law, roots: impl IntoIterator<Item = ExprId>) -> Cone {
    let roots: Vec<ExprId> = roots.into_iter().collect();
    let found = cone(law, roots.iter().copied());
    let reaches = |id: &ExprId| matches!(law.exprs.get(*id), Expr::Reach(_));
    if !found.exprs.iter().any(reaches) {
        return found;
    }
    let gates = law.doors.iter().map(|door| door.gate);
    cone(law, roots.into_iter().chain(gates))
}

/// The cone of some expressions, and of the gates of those doors alone that lie on a way to a holding
/// of which it is asked whether it is within reach. In a time that is linear in the size of that, and in
/// the number of doors.
pub fn cone_with_ways(law: &Law, roots: impl IntoIterator<Item = ExprId>) -> Cone {
    let mut roots: Vec<ExprId> = roots.into_iter().collect();
    let mut doors: BTreeSet<DoorId> = BTreeSet::new();
    loop {
        let found = cone(law, roots.iter().copied());
        let goals = found
            .exprs
            .iter()
            .filter_map(|id| match law.exprs.get(*id) {
                Expr::Reach(holding) => Some(*holding),
                _ => None,
            });
        let goals: BTreeSet<InputId> = goals.collect();
        let before = doors.len();
        if !goals.is_empty() {
            doors.extend(Needs::only_behind(law, goals).doors());
        }
        // Behind a gate it may be asked for other holdings.
        if doors.len() == before {
            return found;
        }
        roots.extend(doors.iter().map(|door| law[*door].gate));
    }
}

/// The cone of some expressions, in which terms for which `stop` holds are not entered.
pub fn cone_until(
    law: &Law,
    roots: impl IntoIterator<Item = ExprId>,
    stop: impl Fn(TermId) -> bool,
) -> Cone {
    let mut cone = Cone::default();
    let mut met: IndexSet<ExprId, FxBuildHasher> = IndexSet::default();
    let mut open: Vec<ExprId> = roots.into_iter().collect();
    let mut rules: Vec<RuleId> = Vec::new();
    loop {
        while let Some(id) = open.pop() {
            if !met.insert(id) {
                continue;
            }
            match law.exprs.get(id) {
                Expr::Lit(_) => {}
                Expr::In(input) | Expr::Reach(input) => {
                    cone.inputs.insert(*input);
                    open.extend(law[*input].history.map(|history| history.life));
                }
                Expr::Op(_, parts) | Expr::And(parts) | Expr::Or(parts) => open.extend(parts),
                Expr::Not(inner) => open.push(*inner),
                Expr::If(a, b, c) => open.extend([*a, *b, *c]),
                Expr::With(bindings, inner) => {
                    open.extend(bindings.iter().map(|(_, value)| *value));
                    open.push(*inner);
                }
                Expr::Call(term) => {
                    if cone.terms.insert(*term) && !stop(*term) {
                        open.extend(law[*term].otherwise);
                        rules.extend(&law[*term].rules);
                    }
                }
                Expr::Stands(rule) => rules.push(*rule),
            }
        }
        let Some(id) = rules.pop() else {
            cone.exprs = met.into_iter().collect();
            return cone;
        };
        if cone.rules.insert(id) {
            let rule = &law[id];
            open.extend(rule.exprs());
            rules.extend(rule.lifted_by.iter().chain(&rule.below));
        }
    }
}
