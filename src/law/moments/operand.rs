use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::law::with_stack;

use super::super::{Expr, ExprId, InputId, Law, Op, RuleId, Value};

use super::scopes::{Bound, Scope, Scopes};

/// Of an operand with more branches no more is said than that it hangs on the day.
pub const BRANCHES_LIMIT: usize = 256;

/// What an operand of a comparison may be, conditions aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operand {
    /// The day at hand.
    Today,
    /// A constant.
    Constant(Value),
    /// Something that is counted without the day.
    Settled(Scope, ExprId),
    /// The full years from this to the day at hand.
    Age(Scope, ExprId),
    /// Counted from the day in some other way.
    Moving,
}

/// What expressions of a law may be.
pub struct Operands<'l> {
    pub law: &'l Law,
    pub scopes: Scopes,
    clocks: [Option<InputId>; 2],
    known: IndexMap<(Scope, ExprId), BTreeSet<Operand>>,
    /// Some operand has more branches than are looked at.
    pub cut: bool,
}

impl<'l> Operands<'l> {
    pub fn new(law: &'l Law) -> Self {
        Self {
            law,
            scopes: Scopes::new(),
            clocks: [law.day(), law.law_day()],
            known: IndexMap::new(),
            cut: false,
        }
    }

    /// Whether a rule is switched off: it is not looked into.
    pub fn is_off(&self, scope: Scope, rule: RuleId) -> bool {
        let Some(switch) = self.law.switches.get(&self.law[rule].written) else {
            return false;
        };
        match self.scopes.of(self.law, scope, *switch) {
            Bound::To(_, to) => self.law.exprs.is_bool(to, true),
            Bound::Given => false,
        }
    }

    /// What an expression may be, by conditions that are not looked at here.
    pub fn of(&mut self, scope: Scope, expr: ExprId) -> BTreeSet<Operand> {
        if let Some(known) = self.known.get(&(scope, expr)) {
            return known.clone();
        }
        let found = with_stack(|| self.found(scope, expr));
        self.known.insert((scope, expr), found.clone());
        found
    }

    fn found(&mut self, scope: Scope, expr: ExprId) -> BTreeSet<Operand> {
        let law = self.law;
        let mut found = BTreeSet::new();
        let mut met = BTreeSet::new();
        let mut open = vec![(scope, expr)];
        while let Some((scope, id)) = open.pop() {
            if !met.insert((scope, id)) {
                continue;
            }
            if met.len() > BRANCHES_LIMIT {
                self.cut = true;
                return BTreeSet::from([Operand::Moving]);
            }
            match law.exprs.get(id) {
                Expr::Lit(value) => {
                    found.insert(Operand::Constant(*value));
                }
                Expr::In(input) => match self.scopes.of(law, scope, *input) {
                    Bound::To(scope, to) => open.push((scope, to)),
                    Bound::Given if self.clocks.contains(&Some(*input)) => {
                        found.insert(Operand::Today);
                    }
                    Bound::Given => {
                        found.insert(Operand::Settled(Scopes::TOP, id));
                    }
                },
                Expr::If(_, yes, no) => open.extend([(scope, *yes), (scope, *no)]),
                Expr::Call(term) => {
                    let term = &law[*term];
                    open.extend(term.otherwise.map(|value| (scope, value)));
                    for rule in &term.rules {
                        if !self.is_off(scope, *rule) {
                            open.extend(law[*rule].value().map(|value| (scope, value)));
                        }
                    }
                }
                Expr::With(bindings, inner) => {
                    let within = self.scopes.with(scope, bindings);
                    open.push((within, *inner));
                }
                // Of yes or no, and looked at for itself.
                Expr::Op(Op::Equal | Op::Less, _)
                | Expr::Not(_)
                | Expr::And(_)
                | Expr::Or(_)
                | Expr::Stands(_)
                | Expr::Reach(_) => {}
                Expr::Op(op, parts) => {
                    found.insert(self.operation(scope, id, *op, parts));
                }
            }
        }
        found
    }

    fn operation(&mut self, scope: Scope, id: ExprId, op: Op, parts: &[ExprId]) -> Operand {
        let of: Vec<BTreeSet<Operand>> = parts.iter().map(|part| self.of(scope, *part)).collect();
        match (op, of.as_slice(), parts) {
            (_, of, _) if of.iter().flatten().all(is_settled) => Operand::Settled(scope, id),
            (Op::Age, [birth, day], [of, _])
                if birth.iter().all(is_settled) && day.iter().all(|day| *day == Operand::Today) =>
            {
                Operand::Age(scope, *of)
            }
            _ => Operand::Moving,
        }
    }
}

fn is_settled(operand: &Operand) -> bool {
    matches!(operand, Operand::Constant(_) | Operand::Settled(..))
}
