//! Explanations made: the interpreter's way gone again along what decides.

use std::collections::BTreeSet;

use crate::law::{Effect, Expr, ExprId, InputId, Law, RuleId, TermId};

use super::context::ContextId;
use super::explanation::{Explanation, Reason, RuleStatus, TermExplanation};
use super::interpreter::{Interpreter, with_stack};
use super::outcome::Outcome;
use super::relevance::Relevance;
use super::situation::Situation;
use super::standing::Standing;

/// The most expressions that one explanation holds.
const MAX_SIZE: usize = 20_000;

/// The deepest that explanations stand in one another; deeper than any text written from them.
const MAX_DEPTH: usize = 300;

/// Why an expression comes to what it comes to in a situation.
///
/// At most 20,000 expressions are explained, 300 deep; what is beyond is [`Reason::Cut`].
pub fn explain(law: &Law, situation: &Situation, expr: ExprId) -> Explanation {
    let nothing = Situation::unknown(law);
    let mut explainer = Explainer {
        law,
        interpreter: Interpreter::new(law, situation),
        relevance: Relevance::new(law, &nothing),
        explained: BTreeSet::new(),
        room: MAX_SIZE,
        depth: 0,
    };
    explainer.expression(expr)
}

pub(super) struct Explainer<'a> {
    pub law: &'a Law,
    pub interpreter: Interpreter<'a>,
    relevance: Relevance<'a>,
    /// The terms explained already.
    explained: BTreeSet<(ContextId, TermId)>,
    /// How many more expressions are explained.
    room: usize,
    depth: usize,
}

impl Explainer<'_> {
    pub fn expression(&mut self, expr: ExprId) -> Explanation {
        let outcome = self.interpreter.evaluate(expr);
        let because = if matches!(self.law.exprs.get(expr), Expr::Lit(_) | Expr::In(_)) {
            Vec::new()
        } else if self.room == 0 || self.depth >= MAX_DEPTH {
            vec![Reason::Cut]
        } else {
            self.room -= 1;
            self.depth += 1;
            let reasons = with_stack(|| self.reasons(expr));
            self.depth -= 1;
            reasons
        };
        Explanation { expr, outcome, because }
    }

    pub fn expressions(&mut self, exprs: &[ExprId]) -> Vec<Explanation> {
        exprs.iter().map(|expr| self.expression(*expr)).collect()
    }

    fn reasons(&mut self, expr: ExprId) -> Vec<Reason> {
        let law = self.law;
        match law.exprs.get(expr) {
            Expr::Call(term) => vec![self.call(*term)],
            Expr::Stands(rule) => vec![Reason::Rule(self.rule(*rule))],
            Expr::With(bindings, inner) => vec![self.with(bindings, *inner)],
            Expr::Reach(holding) => vec![self.reach(*holding)],
            _ => {
                let operands = self.interpreter.decisive_operands(expr);
                self.expressions(&operands).into_iter().map(Reason::Operand).collect()
            }
        }
    }

    fn with(&mut self, bindings: &[(InputId, ExprId)], inner: ExprId) -> Reason {
        let bound = self.interpreter.bound(bindings);
        let outer = self.interpreter.bind(bound.clone());
        let explanation = self.expression(inner);
        self.interpreter.enter(outer);
        Reason::Bound(bound, explanation)
    }

    fn call(&mut self, term: TermId) -> Reason {
        let declared = &self.law[term];
        if let (true, Some(meaning)) = (declared.rules.is_empty(), declared.otherwise) {
            return Reason::Define(term, self.expression(meaning));
        }
        if self.explained.insert((self.interpreter.context, term)) {
            Reason::Term(self.term(term))
        } else {
            Reason::Earlier(term)
        }
    }

    fn term(&mut self, term: TermId) -> TermExplanation {
        let law = self.law;
        let outcome = self.interpreter.term(term);
        let rules: Vec<RuleStatus> = law[term].rules.iter().map(|rule| self.rule(*rule)).collect();
        let wins = rules.iter().filter(|status| status.standing == Standing::Wins);
        let winners: Vec<RuleId> = wins.map(|status| status.rule).collect();
        let otherwise = law[term].otherwise.filter(|_| winners.is_empty());
        let otherwise = otherwise.map(|otherwise| self.expression(otherwise));
        TermExplanation { term, outcome, winners, rules, otherwise }
    }

    /// The rule and those that would lift it. Lifting is not circular in a checked law; in any
    /// other the depth is bounded.
    fn rule(&mut self, rule: RuleId) -> RuleStatus {
        let mut status = RuleStatus {
            rule,
            standing: self.interpreter.standing(rule),
            about_another_step: self.relevance.about_another_step(&self.interpreter, rule),
            conditions: Vec::new(),
            value: None,
            exceptions: Vec::new(),
        };
        if status.about_another_step || self.room == 0 || self.depth >= MAX_DEPTH {
            return status;
        }
        self.room -= 1;
        self.depth += 1;
        with_stack(|| self.fill(&mut status));
        self.depth -= 1;
        status
    }

    fn fill(&mut self, status: &mut RuleStatus) {
        let law = self.law;
        let decisive: fn(&Outcome) -> bool = match &status.standing {
            Standing::ConditionFalse { .. } => Outcome::is_false,
            Standing::Open { .. } => Outcome::is_open,
            Standing::Failed { .. } => Outcome::is_failed,
            _ => |_| true,
        };
        let conditions = self.interpreter.conditions(status.rule, decisive);
        status.conditions = self.expressions(&conditions);
        if matches!(
            status.standing,
            Standing::SwitchedOff | Standing::NotInForce(_) | Standing::ConditionFalse { .. }
        ) {
            return;
        }
        if let Effect::Value(_, value) = law[status.rule].effect {
            status.value = Some(self.expression(value));
        }
        status.exceptions = law[status.rule].lifted_by.iter().map(|rule| self.rule(*rule)).collect();
    }
}
