use std::collections::BTreeMap;
use std::rc::Rc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::law::{
    Effect, Expr, ExprId, InputId, InputKind, Law, RuleId, TermId, WrittenId, with_stack,
};

use super::input_set::InputSet;

/// A part of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    /// An expression.
    Expr(ExprId),
    /// A term.
    Term(TermId),
    /// Whether a rule applies.
    Rule(RuleId),
    /// What is within reach.
    Reach,
}

/// Which inputs a part of the law may read, so that bindings of others need not be told apart.
/// One more place than there are inputs stands for [`super::Ground::walking`].
///
/// Where parts go round in a circle they are taken to read everything: more is always right.
#[derive(Debug)]
pub(super) struct Support<'l> {
    law: &'l Law,
    switches: BTreeMap<WrittenId, InputId>,
    everything: Rc<InputSet>,
    /// `None` while it is being found.
    known: IndexMap<Part, Option<Rc<InputSet>>, FxBuildHasher>,
}

impl<'l> Support<'l> {
    pub fn new(law: &'l Law, switches: BTreeMap<WrittenId, InputId>) -> Self {
        let everything = Rc::new(InputSet::all(law.inputs.len() + 1));
        Self {
            law,
            switches,
            everything,
            known: IndexMap::default(),
        }
    }

    /// The inputs that a part may read. Linear in the law, over all calls.
    pub fn of(&mut self, part: Part) -> Rc<InputSet> {
        match self.known.get(&part) {
            Some(Some(found)) => return Rc::clone(found),
            Some(None) => return Rc::clone(&self.everything),
            None => {}
        }
        self.known.insert(part, None);
        let found = Rc::new(with_stack(|| self.find(part)));
        self.known.insert(part, Some(Rc::clone(&found)));
        found
    }

    fn find(&mut self, part: Part) -> InputSet {
        let law = self.law;
        let mut found = InputSet::none(law.inputs.len() + 1);
        let mut below = Vec::new();
        match part {
            Part::Expr(expr) => match law.exprs.get(expr) {
                Expr::Lit(_) => {}
                Expr::In(input) => {
                    found.insert(input.index());
                    below.extend(law[*input].history.map(|history| Part::Expr(history.life)));
                }
                Expr::Op(_, parts) | Expr::And(parts) | Expr::Or(parts) => {
                    below.extend(parts.iter().copied().map(Part::Expr));
                }
                Expr::Not(inner) => below.push(Part::Expr(*inner)),
                Expr::If(condition, yes, no) => {
                    below.extend([condition, yes, no].map(|expr| Part::Expr(*expr)));
                }
                Expr::Call(term) => below.push(Part::Term(*term)),
                Expr::Stands(rule) => below.push(Part::Rule(*rule)),
                Expr::Reach(_) => below.push(Part::Reach),
                Expr::With(bindings, inner) => {
                    found.add(&self.of(Part::Expr(*inner)));
                    for (input, _) in bindings {
                        found.remove(input.index());
                    }
                    below.extend(bindings.iter().map(|(_, value)| Part::Expr(*value)));
                }
            },
            Part::Term(term) => {
                below.extend(law[term].otherwise.map(Part::Expr));
                for rule in &law[term].rules {
                    below.push(Part::Rule(*rule));
                    below.extend(law[*rule].below.iter().copied().map(Part::Rule));
                    if let Effect::Value(_, value) = law[*rule].effect {
                        below.push(Part::Expr(value));
                    }
                }
            }
            Part::Rule(rule) => {
                let switch = self.switches.get(&law[rule].written).copied();
                let clock = law
                    .inputs_of(|kind| matches!(kind, InputKind::LawDay))
                    .next();
                for input in switch.into_iter().chain(clock) {
                    found.insert(input.index());
                }
                let rule = &law[rule];
                let exprs = rule.from.iter().chain(&rule.until).chain(&rule.conditions);
                below.extend(exprs.copied().map(Part::Expr));
                below.extend(rule.lifted_by.iter().copied().map(Part::Rule));
            }
            Part::Reach => {
                // Whether it is asked within a walk.
                found.insert(law.inputs.len());
                for holding in law.holdings() {
                    found.insert(holding.index());
                    let history = law[holding].history;
                    below.extend(history.map(|history| Part::Expr(history.life)));
                }
                below.extend(law.doors.iter().map(|door| Part::Expr(door.gate)));
            }
        }
        for part in below {
            found.add(&self.of(part));
        }
        found
    }
}
