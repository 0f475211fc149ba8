//! Questions about Boolean expressions, reach included.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use z3::ast::Bool;

use crate::calendar::Period;
use crate::law::{Expr, ExprId, InputId, Op, with_stack};

use super::encode::{Encoded, Encoder};
use super::formula::{all, any, not};
use super::reach::Want;
use super::scope::Scope;
use super::session::Session;

type Bindings = Vec<(InputId, ExprId)>;

/// What was asked in a session.
#[derive(Default)]
pub struct Questions {
    /// Questions are asked once: conditionals share their branches.
    asked: IndexMap<(Scope, ExprId, Want), Bool, FxBuildHasher>,
    /// Whether it is asked what is within reach.
    asking: BTreeMap<ExprId, bool>,
    /// Those of them that are literals.
    literals: IndexMap<(Scope, ExprId, Want), Bool, FxBuildHasher>,
    /// The scopes in which what is held is what is within reach elsewhere.
    reaching: IndexMap<(Scope, Bindings, Want), Scope, FxBuildHasher>,
}

impl Session<'_> {
    /// A question about a Boolean expression, reach included. Reach is encoded one way only, by a
    /// set that exists where the answer is as wanted; so the formula is for assuming, not for
    /// denying.
    pub fn question(&mut self, id: ExprId, want: Want) -> Bool {
        self.question_in(Encoder::TOP, id, want)
    }

    /// A question in a scope.
    pub fn question_in(&mut self, scope: Scope, id: ExprId, want: Want) -> Bool {
        if let Some(known) = self.questions.asked.get(&(scope, id, want)) {
            return known.clone();
        }
        let made = self.new_question(scope, id, want);
        self.questions.asked.insert((scope, id, want), made.clone());
        made
    }

    /// A question in a scope, as a literal.
    pub fn literal_in(&mut self, scope: Scope, id: ExprId, want: Want) -> Bool {
        if let Some(known) = self.questions.literals.get(&(scope, id, want)) {
            return known.clone();
        }
        let asked = self.question_in(scope, id, want);
        let made = self.named(&asked);
        self.questions
            .literals
            .insert((scope, id, want), made.clone());
        made
    }

    fn new_question(&mut self, scope: Scope, id: ExprId, want: Want) -> Bool {
        with_stack(|| {
            let law = self.law;
            match law.exprs.get(id) {
                Expr::Not(inner) => self.question_in(scope, *inner, want.negated()),
                Expr::And(parts) => self.joined(scope, parts, want, true),
                Expr::Or(parts) => self.joined(scope, parts, want, false),
                Expr::If(condition, yes, no) => {
                    let yes = self.question_in(scope, *yes, want);
                    let no = self.question_in(scope, *no, want);
                    // Where the condition has no truth value, the branches must agree.
                    if matches!(want, Want::True | Want::False) {
                        let held = self.question_in(scope, *condition, Want::True);
                        let failed = self.question_in(scope, *condition, Want::False);
                        let both = all([yes.clone(), no.clone()]);
                        any([all([held, yes]), all([failed, no]), both])
                    } else {
                        let not_held = self.question_in(scope, *condition, Want::NotTrue);
                        let not_failed = self.question_in(scope, *condition, Want::NotFalse);
                        let either = any([yes.clone(), no.clone()]);
                        all([any([not_held, yes]), any([not_failed, no]), either])
                    }
                }
                Expr::Reach(holding) => self.reach_in(scope, *holding, want),
                Expr::With(bindings, inner) => {
                    self.order_of_days(id);
                    let scope = self.within(scope, bindings, want);
                    self.question_in(scope, *inner, want)
                }
                _ => want.of(&self.encoder.truth(scope, id)),
            }
        })
    }

    /// The scope in which something with bindings is asked.
    pub fn within(&mut self, scope: Scope, bindings: &[(InputId, ExprId)], want: Want) -> Scope {
        if bindings.iter().any(|(_, to)| self.asks_reach(*to)) {
            self.with_reach(scope, bindings, want)
        } else {
            self.encoder.with(scope, bindings)
        }
    }

    /// What the calendar knows of the days that one may wait for.
    fn order_of_days(&mut self, id: ExprId) {
        let law = self.law;
        let Some(waiting) = law.waiting(id) else {
            return;
        };
        for (one, next) in &waiting.order {
            let ordered = self.is_not_later(*one, *next);
            self.solver.assert(&ordered);
        }
        // No day lies between one and the next.
        for next in &waiting.turning {
            let Expr::Op(Op::Plus(Period::Days(1), _), day) = law.exprs.get(*next) else {
                continue;
            };
            for day in day {
                for other in waiting.turning.iter().filter(|other| *other != next) {
                    let sides = [
                        self.is_not_later(*other, *day),
                        self.is_not_later(*next, *other),
                    ];
                    self.solver.assert(&any(sides));
                }
            }
        }
    }

    /// That a day, where it is one, is not later than another.
    fn is_not_later(&mut self, one: ExprId, other: ExprId) -> Bool {
        let days = [one, other].map(|day| self.encoder.expr(Encoder::TOP, day));
        let [
            Encoded::Number(one, is_one),
            Encoded::Number(other, is_other),
        ] = days
        else {
            return Bool::from_bool(true);
        };
        let no_day = [is_one, is_other].map(|is| not(&is));
        any(no_day.into_iter().chain([one.le(&other)]))
    }

    /// Whether it is asked what is within reach, rules aside, in which it never is.
    fn asks_reach(&mut self, id: ExprId) -> bool {
        if let Some(known) = self.questions.asking.get(&id) {
            return *known;
        }
        let law = self.law;
        let asks = with_stack(|| match law.exprs.get(id) {
            Expr::Reach(_) => true,
            Expr::Lit(_) | Expr::In(_) | Expr::Call(_) | Expr::Stands(_) => false,
            Expr::Op(_, parts) | Expr::And(parts) | Expr::Or(parts) => {
                parts.iter().any(|part| self.asks_reach(*part))
            }
            Expr::Not(inner) => self.asks_reach(*inner),
            Expr::If(condition, yes, no) => [condition, yes, no]
                .into_iter()
                .any(|part| self.asks_reach(*part)),
            Expr::With(bindings, inner) => {
                self.asks_reach(*inner) || bindings.iter().any(|(_, to)| self.asks_reach(*to))
            }
        });
        self.questions.asking.insert(id, asks);
        asks
    }

    /// The scope in which what is held at the start is what is within reach elsewhere. Since holding
    /// more closes no door, a support wants no more of it than that it is held, a closed set no more
    /// than that it is not; so that it is encoded the way that the question is. Nothing but reach and
    /// gates may be asked in it: bindings of the files never ask reach.
    fn with_reach(&mut self, scope: Scope, bindings: &[(InputId, ExprId)], want: Want) -> Scope {
        let key = (scope, bindings.to_vec(), want);
        if let Some(known) = self.questions.reaching.get(&key) {
            return *known;
        }
        let mut own = Vec::new();
        for (input, to) in bindings {
            let encoded = if self.asks_reach(*to) {
                let asked = self.question_in(scope, *to, want);
                let asked = self.named(&asked);
                let other = asked.not();
                match want {
                    Want::True | Want::NotFalse => Encoded::truth(asked, other),
                    Want::False | Want::NotTrue => Encoded::truth(other, asked),
                }
            } else {
                self.encoder.expr(scope, *to)
            };
            own.push((*input, encoded));
        }
        let made = self.encoder.bind(scope, own);
        self.questions.reaching.insert(key, made);
        made
    }

    fn joined(&mut self, scope: Scope, parts: &[ExprId], want: Want, and: bool) -> Bool {
        let parts: Vec<Bool> = parts
            .iter()
            .map(|part| self.question_in(scope, *part, want))
            .collect();
        let every = matches!(want, Want::True | Want::NotFalse) == and;
        if every { all(parts) } else { any(parts) }
    }
}
