//! Of whom the text of a rule asks for something that may be missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::law::{Expr, ExprId, RuleId, TermId};

use super::Questions;
use super::sought::Sought;

/// Who asks, in one rule.
pub struct Asks {
    /// The rule is in force, nothing lifts it or prevails, its conditions that do not ask are met, and
    /// it asks for what has no value.
    pub whom: ExprId,
    /// Wherever the rule may ask for it, it has a value.
    pub has: Vec<ExprId>,
    /// What the rule gives asks, not its conditions alone.
    pub in_value: bool,
}

/// What is known of an expression that asks for what may be missing.
#[derive(Debug, Clone, Copy)]
pub struct Asking {
    /// It asks for it while that has no value.
    pub lacks: ExprId,
    /// Wherever it may ask for it, that has a value.
    pub has: ExprId,
}

/// The expressions of which others are made, over defines; not over other rules, which are asked about
/// themselves.
pub fn parts_asked(questions: &Questions<'_>, mut open: Vec<ExprId>) -> BTreeSet<ExprId> {
    let law = &questions.law;
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match law.exprs.get(id) {
            Expr::Call(term) => open.extend(meaning(questions, *term)),
            other => open.extend(other.operands()),
        }
    }
    seen
}

/// That an expression has no value, for want of a value of a term or the result of an operation; `None`
/// where it always has one, as far as its form tells.
pub fn without_value(questions: &mut Questions<'_>, of: ExprId) -> Option<ExprId> {
    let mut lacks = Vec::new();
    for part in parts_asked(questions, vec![of]) {
        let sought = match questions.law.exprs.get(part) {
            Expr::Call(term) => {
                let term = *term;
                let of = &questions.law[term];
                let may_lack = of.otherwise.is_none() && !of.rules.is_empty();
                may_lack.then(|| Sought::value(questions, term))
            }
            _ => None,
        };
        let sought = sought.or_else(|| Sought::result(questions, part));
        let asked = sought.and_then(|sought| Asked::new(sought).of(questions, of));
        lacks.extend(asked.map(|asking| asking.lacks));
    }
    (!lacks.is_empty()).then(|| questions.law.exprs.or(lacks))
}

/// What a define stands for.
fn meaning(questions: &Questions<'_>, term: TermId) -> Option<ExprId> {
    let term = &questions.law[term];
    term.otherwise.filter(|_| term.rules.is_empty())
}

/// Of expressions, how they ask for one thing that may be missing.
pub struct Asked {
    sought: Sought,
    known: BTreeMap<ExprId, Option<Asking>>,
}

impl Asked {
    pub fn new(sought: Sought) -> Self {
        Self {
            sought,
            known: BTreeMap::new(),
        }
    }

    /// Of a rule; `None` where it does not ask.
    pub fn of_rule(&mut self, questions: &mut Questions<'_>, rule: RuleId) -> Option<Asks> {
        let (mut lacks, mut has, mut whom) = (Vec::new(), Vec::new(), Vec::new());
        let conjuncts: Vec<ExprId> = questions.law.conjuncts(rule).collect();
        for condition in conjuncts {
            match self.of(questions, condition) {
                Some(asking) => {
                    lacks.push(asking.lacks);
                    has.push(asking.has);
                }
                None => whom.push(condition),
            }
        }
        let value = questions.law[rule].value();
        let in_value = value.and_then(|value| self.of(questions, value));
        if let Some(asking) = in_value {
            lacks.push(asking.lacks);
            has.push(asking.has);
        }
        if lacks.is_empty() {
            return None;
        }
        whom.insert(0, questions.in_force(rule));
        let own = &questions.law[rule];
        for above in own
            .lifted_by
            .iter()
            .chain(&own.below)
            .copied()
            .collect::<Vec<_>>()
        {
            let stands = questions.stands(above);
            whom.push(questions.law.exprs.not(stands));
        }
        whom.push(questions.law.exprs.or(lacks));
        Some(Asks {
            whom: questions.law.exprs.and(whom),
            has,
            in_value: in_value.is_some(),
        })
    }

    /// Of an expression; `None` where it does not ask. Each is looked at once.
    pub fn of(&mut self, questions: &mut Questions<'_>, root: ExprId) -> Option<Asking> {
        let mut open = vec![(root, false)];
        while let Some((id, parts_are_known)) = open.pop() {
            if self.known.contains_key(&id) {
                continue;
            }
            if id == self.sought.expr {
                let Sought { lacks, has, .. } = self.sought;
                self.known.insert(id, Some(Asking { lacks, has }));
                continue;
            }
            let expr = questions.law.exprs.get(id).clone();
            if parts_are_known {
                let found = self.put_together(questions, &expr);
                self.known.insert(id, found);
                continue;
            }
            open.push((id, true));
            match &expr {
                Expr::Call(term) => {
                    open.extend(meaning(questions, *term).map(|meaning| (meaning, false)));
                }
                other => open.extend(other.operands().into_iter().map(|part| (part, false))),
            }
        }
        self.get(root)
    }

    fn get(&self, id: ExprId) -> Option<Asking> {
        self.known.get(&id).copied().flatten()
    }

    fn put_together(&self, questions: &mut Questions<'_>, expr: &Expr) -> Option<Asking> {
        match expr {
            Expr::Call(term) => self.get(meaning(questions, *term)?),
            Expr::Lit(_) | Expr::In(_) | Expr::Reach(_) | Expr::Stands(_) => None,
            Expr::Not(inner) => self.get(*inner),
            Expr::Op(_, parts) => self.together(questions, parts.iter().copied(), &[]),
            // A part that decides the whole leaves the others unasked.
            Expr::And(parts) => {
                let others = parts
                    .iter()
                    .copied()
                    .filter(|part| self.get(*part).is_none());
                let others: Vec<ExprId> = others.collect();
                self.together(questions, parts.iter().copied(), &others)
            }
            Expr::Or(parts) => {
                let mut others = Vec::new();
                for part in parts.iter().filter(|part| self.get(**part).is_none()) {
                    others.push(questions.law.exprs.not(*part));
                }
                self.together(questions, parts.iter().copied(), &others)
            }
            Expr::If(condition, yes, no) => {
                let of_condition = self.get(*condition);
                let not = questions.law.exprs.not(*condition);
                let (mut lacks, mut has) = (Vec::new(), Vec::new());
                for (branch, guard) in [(*yes, *condition), (*no, not)] {
                    if let Some(asking) = self.get(branch) {
                        lacks.push(questions.law.exprs.and([guard, asking.lacks]));
                        has.push(asking.has);
                    }
                }
                lacks.extend(of_condition.map(|asking| asking.lacks));
                has.extend(of_condition.map(|asking| asking.has));
                joined(questions, lacks, has)
            }
            Expr::With(bindings, inner) => {
                let bound = bindings.iter().map(|(_, to)| *to);
                let of_bound = self.together(questions, bound, &[]);
                let of_inner = self.get(*inner);
                let mut wrap = |expr| {
                    let with = Expr::With(bindings.clone(), expr);
                    questions.law.exprs.add(with)
                };
                let of_inner = of_inner.map(|asking| Asking {
                    lacks: wrap(asking.lacks),
                    has: wrap(asking.has),
                });
                let both = || of_bound.into_iter().chain(of_inner);
                let lacks = both().map(|asking| asking.lacks).collect();
                let has = both().map(|asking| asking.has).collect();
                joined(questions, lacks, has)
            }
        }
    }

    /// Some part lacks it, while all that do not ask for it are as told.
    fn together(
        &self,
        questions: &mut Questions<'_>,
        parts: impl Iterator<Item = ExprId>,
        while_so: &[ExprId],
    ) -> Option<Asking> {
        let asking = parts.filter_map(|part| self.get(part));
        let (lacks, has) = asking.map(|asking| (asking.lacks, asking.has)).unzip();
        let Asking { lacks, has } = joined(questions, lacks, has)?;
        let lacks = while_so.iter().copied().chain([lacks]);
        Some(Asking {
            lacks: questions.law.exprs.and(lacks),
            has,
        })
    }
}

fn joined(questions: &mut Questions<'_>, lacks: Vec<ExprId>, has: Vec<ExprId>) -> Option<Asking> {
    let exprs = &mut questions.law.exprs;
    (!lacks.is_empty()).then(|| Asking {
        lacks: exprs.or(lacks),
        has: exprs.and(has),
    })
}
