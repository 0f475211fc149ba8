//! Which inputs a part of the law reads, so that what does not look at what a scope binds is encoded
//! once, outside it.

use std::rc::Rc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::law::{Effect, Expr, ExprId, InputId, Law, RuleId, TermId, with_stack};

/// The inputs that a part may look at; `None` where it may be any.
type Known = Option<Rc<[InputId]>>;

/// What is encoded once for each scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    Expr(ExprId),
    Term(TermId),
    Rule(RuleId),
}

/// The inputs each part may look at, in ascending order; `None` where it may be any. More is always
/// right: what is bound is then told apart where it need not be.
///
/// It is read off the law here, and not asked of the checker, since the two check one another.
#[derive(Debug, Default)]
pub struct Reads {
    known: IndexMap<Part, Known, FxBuildHasher>,
}

impl Reads {
    /// The inputs that a part may look at, what is within reach left aside; any where it asks what would
    /// be without a rule that it is itself part of. Over all calls linear in the law, times the inputs
    /// that its parts look at.
    pub fn of(&mut self, law: &Law, part: Part) -> Known {
        if let Some(known) = self.known.get(&part) {
            return known.clone();
        }
        self.known.insert(part, None);
        let found: Known = with_stack(|| self.find(law, part)).map(Rc::from);
        self.known.insert(part, found.clone());
        found
    }

    fn find(&mut self, law: &Law, part: Part) -> Option<Vec<InputId>> {
        let mut found = Vec::new();
        let mut below = Vec::new();
        match part {
            Part::Expr(expr) => match law.exprs.get(expr) {
                // Reach is asked for by questions, and in expressions it is nothing.
                Expr::Lit(_) | Expr::Reach(_) => {}
                Expr::In(input) => {
                    found.push(*input);
                    below.extend(law[*input].history.map(|history| Part::Expr(history.life)));
                }
                Expr::Op(_, parts) | Expr::And(parts) | Expr::Or(parts) => {
                    below.extend(parts.iter().copied().map(Part::Expr));
                }
                Expr::Not(inner) => below.push(Part::Expr(*inner)),
                Expr::If(condition, yes, no) => {
                    below.extend([condition, yes, no].map(|part| Part::Expr(*part)));
                }
                Expr::Call(term) => below.push(Part::Term(*term)),
                Expr::Stands(rule) => below.push(Part::Rule(*rule)),
                Expr::With(bindings, inner) => {
                    let inner = self.of(law, Part::Expr(*inner))?;
                    let is_bound =
                        |input: &InputId| bindings.iter().any(|(bound, _)| bound == input);
                    found.extend(inner.iter().filter(|input| !is_bound(input)));
                    below.extend(bindings.iter().map(|(_, value)| Part::Expr(*value)));
                }
            },
            Part::Term(term) => {
                let term = &law[term];
                below.extend(term.otherwise.map(Part::Expr));
                for rule in &term.rules {
                    below.push(Part::Rule(*rule));
                    below.extend(law[*rule].below.iter().copied().map(Part::Rule));
                    if let Effect::Value(_, value) = law[*rule].effect {
                        below.push(Part::Expr(value));
                    }
                }
            }
            Part::Rule(rule) => {
                let rule = &law[rule];
                found.extend(law.switches.get(&rule.written));
                found.extend(law.law_day());
                let exprs = rule.from.iter().chain(&rule.until).chain(&rule.conditions);
                below.extend(exprs.copied().map(Part::Expr));
                below.extend(rule.lifted_by.iter().copied().map(Part::Rule));
            }
        }
        for part in below {
            found.extend_from_slice(&self.of(law, part)?);
        }
        found.sort_unstable();
        found.dedup();
        Some(found)
    }
}
