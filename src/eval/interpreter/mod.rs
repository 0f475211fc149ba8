//! Expressions evaluated: a tree walk over the checked law, every shared part once.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::law::{
    Expr, ExprId, InputId, InputKind, Law, Needs, Op, RuleId, TermId, Value, with_stack,
};

use super::arithmetic;
use super::context::{ContextId, Contexts};
use super::outcome::{Cause, Junction, Outcome, Shortfall};
use super::situation::Situation;
use super::walk::Walk;

/// Beyond the deepest nesting that `check` lets pass (levels of expressions, terms and rules
/// count here), so that only a law which was never checked meets it.
const DEPTH_LIMIT: usize = 20_000;

/// What has an outcome of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Node {
    Expr(ExprId),
    Term(TermId),
    Stands(RuleId),
}

/// Evaluates a law in one situation.
///
/// Every expression, term and rule is evaluated once for each set of bindings it is met under, so
/// that the cost is linear in the size of the law for each of these (and in the number of doors
/// and holdings where something is to be within reach).
#[derive(Debug)]
pub struct Interpreter<'a> {
    pub(super) law: &'a Law,
    pub(super) contexts: Contexts,
    /// The bindings in force.
    pub(super) context: ContextId,
    pub(super) walks: BTreeMap<ContextId, Rc<Walk>>,
    needs: Option<Arc<Needs>>,
    situation: &'a Situation,
    clock: Option<InputId>,
    law_clock: Option<InputId>,
    memo: IndexMap<(ContextId, Node), Outcome, FxBuildHasher>,
    depth: usize,
}

impl<'a> Interpreter<'a> {
    /// An interpreter that has evaluated nothing yet.
    pub fn new(law: &'a Law, situation: &'a Situation) -> Self {
        Self {
            law,
            contexts: Contexts::new(),
            context: Contexts::OUTERMOST,
            walks: BTreeMap::new(),
            needs: None,
            situation,
            clock: law.day(),
            law_clock: law.law_day(),
            memo: IndexMap::default(),
            depth: 0,
        }
    }

    /// Takes over which doors look at which holdings, of the same law. Where that is known only of
    /// what lies behind some holdings, a walk to one of these goes through no other doors.
    #[must_use]
    pub fn knowing(mut self, needs: Arc<Needs>) -> Self {
        self.needs = Some(needs);
        self
    }

    /// What is given, whatever is bound.
    pub(super) fn situation(&self) -> &'a Situation {
        self.situation
    }

    /// The value of an expression.
    pub fn evaluate(&mut self, expr: ExprId) -> Outcome {
        match self.law.exprs.get(expr) {
            Expr::Lit(value) => Outcome::Value(*value),
            Expr::In(input) => self.input(*input),
            _ => self.outcome_of(Node::Expr(expr)),
        }
    }

    /// The value of a term.
    pub fn term(&mut self, term: TermId) -> Outcome {
        self.outcome_of(Node::Term(term))
    }

    /// Whether a rule applies, even if another prevails over it.
    pub fn stands(&mut self, rule: RuleId) -> Outcome {
        self.outcome_of(Node::Stands(rule))
    }

    /// What an input stands for under the bindings in force.
    pub fn input(&mut self, input: InputId) -> Outcome {
        match self.life_of(input) {
            Some(life) => match self.evaluate(life) {
                Outcome::Open(_) if self.lasts_through_today(input) => Outcome::truth(true),
                found => found,
            },
            None => self.known(input),
        }
    }

    /// Whether something holds through the very day at hand: then it does whenever it began.
    fn lasts_through_today(&self, input: InputId) -> bool {
        let (Some(history), Some(clock)) = (self.law[input].history, self.clock) else {
            return false;
        };
        let begins_unknown = self.contexts.binding(self.context, history.since).is_none()
            && self.situation.get(history.since).is_none();
        let last = self.known(history.through);
        begins_unknown
            && self.known(history.ever).is_true()
            && matches!(last, Outcome::Value(_))
            && last == self.known(clock)
    }

    /// Where the history of an input tells whether it holds: neither bound nor given on the day
    /// at hand. What is given says nothing of a history that is supposed.
    pub(super) fn life_of(&self, input: InputId) -> Option<ExprId> {
        let history = self.law[input].history?;
        let bound = |input| self.contexts.binding(self.context, input).is_some();
        let given_elsewhere =
            self.clock.is_some_and(bound) || history.inputs().into_iter().any(bound);
        let known = bound(input) || (!given_elsewhere && self.situation.get(input).is_some());
        (!known).then_some(history.life)
    }

    /// What an input without a history stands for under the bindings in force.
    pub(super) fn known(&self, input: InputId) -> Outcome {
        match self.contexts.binding(self.context, input) {
            Some(bound) => bound.clone(),
            None => self.given(input),
        }
    }

    /// The day whose rules are in force. Unless bound or given by itself, it is the day that the
    /// situation gives: moving the day of the facts for a part of the law does not move it.
    pub(super) fn law_day(&self) -> Outcome {
        self.law_clock
            .map_or_else(|| self.given_day(), |clock| self.known(clock))
    }

    /// Whether a rule is switched off.
    pub(super) fn is_off(&self, rule: RuleId) -> Outcome {
        self.law
            .switches
            .get(&self.law[rule].written)
            .map_or(Outcome::truth(false), |switch| self.known(*switch))
    }

    /// Puts bindings into force; what was in force before is returned and to be put back.
    pub(super) fn bind(&mut self, bindings: Vec<(InputId, Outcome)>) -> ContextId {
        if let Some(known) = self.contexts.within(self.context, &bindings) {
            return self.enter(known);
        }
        let mut context = self.contexts.copy(self.context);
        let by = || bindings.iter().map(|(input, _)| *input);
        let law = self.law;
        context
            .bindings
            .retain(|input, _| !law.unbinds(by(), *input));
        for (input, outcome) in &bindings {
            // A binding that changes nothing would only keep equal contexts apart.
            if self.law[*input].history.is_none() && *outcome == self.given(*input) {
                context.bindings.remove(input);
            } else {
                context.bindings.insert(*input, outcome.clone());
            }
        }
        let id = self.contexts.id(context);
        self.contexts.keep(self.context, bindings, id);
        self.enter(id)
    }

    /// Puts a context met before into force; the one in force before is returned.
    pub(super) fn enter(&mut self, context: ContextId) -> ContextId {
        std::mem::replace(&mut self.context, context)
    }

    /// All that was evaluated, in the order in which that was come to, with where.
    pub(super) fn met(&self) -> Vec<(ContextId, Node)> {
        self.memo.keys().copied().collect()
    }

    /// Which doors look at which holdings, of the law if nothing else is known.
    pub(super) fn needs(&self) -> Arc<Needs> {
        Arc::clone(self.needs.as_ref().unwrap_or_else(|| self.law.needs()))
    }

    /// Sees to it that walks lead to a holding, if what is known leaves it out.
    pub(super) fn look_behind(&mut self, goal: InputId) {
        if self.needs.as_ref().is_some_and(|known| !known.covers(goal)) {
            self.needs = None;
            self.walks.clear();
        }
    }

    /// Whether the gate of a door is being evaluated.
    pub(super) fn is_walking(&self) -> bool {
        self.contexts.is_walking(self.context)
    }

    /// The outcomes of what a `With` binds, under the bindings around it.
    pub(super) fn bound(&mut self, bindings: &[(InputId, ExprId)]) -> Vec<(InputId, Outcome)> {
        bindings
            .iter()
            .map(|(input, value)| (*input, self.evaluate(*value)))
            .collect()
    }

    /// What the situation gives, or what stands in its place where it gives nothing.
    fn given(&self, input: InputId) -> Outcome {
        if let Some(value) = self.situation.get(input) {
            return Outcome::Value(value);
        }
        let declared = &self.law[input];
        match declared.kind {
            InputKind::LawDay => self.given_day(),
            InputKind::Switch(_) | InputKind::Version => Outcome::truth(false),
            InputKind::Occasion if self.situation.is_step_left_open(self.law) => {
                Outcome::missing(input)
            }
            // Else the step is not a fact that may be unknown but part of the question.
            InputKind::Occasion | InputKind::Became => {
                Value::at_place(declared.ty, 0).map_or(Outcome::missing(input), Outcome::Value)
            }
            // Of a list that is not given, no single element is missing.
            InputKind::Slot(list, _) if self.situation.get(self.law[list].length).is_none() => {
                Outcome::missing(self.law[list].length)
            }
            InputKind::Fact
            | InputKind::Field(_)
            | InputKind::Length(_)
            | InputKind::Slot(..)
            | InputKind::Holding
            | InputKind::Reading
            | InputKind::Choice(_)
            | InputKind::Unmodelled
            | InputKind::Twin(_)
            | InputKind::Day => Outcome::missing(input),
        }
    }

    fn given_day(&self) -> Outcome {
        match self.clock {
            Some(clock) => self
                .situation
                .get(clock)
                .map_or(Outcome::missing(clock), Outcome::Value),
            None => Outcome::failed(Cause::NoClock),
        }
    }

    fn outcome_of(&mut self, node: Node) -> Outcome {
        let key = (self.context, node);
        if let Some(known) = self.memo.get(&key) {
            return known.clone();
        }
        if self.depth >= DEPTH_LIMIT {
            return Outcome::failed(Cause::TooDeep);
        }
        self.depth += 1;
        let outcome = with_stack(|| match node {
            Node::Expr(expr) => self.expression(expr),
            Node::Term(term) => self.term_by_default(term),
            Node::Stands(rule) => self.rule_stands(rule),
        });
        self.depth -= 1;
        self.memo.insert(key, outcome.clone());
        outcome
    }

    fn expression(&mut self, site: ExprId) -> Outcome {
        let law = self.law;
        match law.exprs.get(site) {
            Expr::Lit(_) | Expr::In(_) => self.evaluate(site),
            Expr::Op(op, operands) => self.operation(*op, site, operands),
            Expr::Not(inner) => self.evaluate(*inner).truth_or_failure(site).negated(),
            Expr::And(parts) => self.junction(Junction::and(), site, parts),
            Expr::Or(parts) => self.junction(Junction::or(), site, parts),
            Expr::If(condition, yes, no) => self.conditional(site, *condition, *yes, *no),
            Expr::Call(term) => self.term(*term),
            Expr::Stands(rule) => self.stands(*rule),
            Expr::With(bindings, inner) => self.with(bindings, *inner),
            Expr::Reach(holding) => self.within_reach(*holding),
        }
    }

    fn operation(&mut self, op: Op, site: ExprId, operands: &[ExprId]) -> Outcome {
        let mut values = Vec::with_capacity(operands.len());
        let mut lacking = Shortfall::default();
        for operand in operands {
            let outcome = self.evaluate(*operand);
            lacking.add(&outcome);
            values.extend(outcome.value());
        }
        lacking
            .fail_first()
            .unwrap_or_else(|| arithmetic::apply(op, site, &values))
    }

    fn junction(&mut self, mut junction: Junction, site: ExprId, parts: &[ExprId]) -> Outcome {
        for part in parts {
            if junction.add(&self.evaluate(*part).truth_or_failure(site)) {
                break;
            }
        }
        junction.outcome()
    }

    fn conditional(&mut self, site: ExprId, condition: ExprId, yes: ExprId, no: ExprId) -> Outcome {
        match self.evaluate(condition).truth_or_failure(site) {
            Outcome::Value(Value::Bool(true)) => self.evaluate(yes),
            Outcome::Value(_) => self.evaluate(no),
            unsettled => {
                let (yes, no) = (self.evaluate(yes), self.evaluate(no));
                if yes == no && yes.value().is_some() {
                    return yes;
                }
                let mut lacking = Shortfall::default();
                // Where the condition has failed, what is missing matters only as long as the
                // branches may still come to the same.
                if unsettled.is_open() || !(yes.is_failed() || no.is_failed()) {
                    lacking.add(&yes);
                    lacking.add(&no);
                }
                lacking.add(&unsettled);
                lacking.open_first().unwrap_or(unsettled)
            }
        }
    }

    fn with(&mut self, bindings: &[(InputId, ExprId)], inner: ExprId) -> Outcome {
        let bound = self.bound(bindings);
        let outer = self.bind(bound);
        let outcome = self.evaluate(inner);
        self.enter(outer);
        outcome
    }
}

#[cfg(test)]
mod tests;
