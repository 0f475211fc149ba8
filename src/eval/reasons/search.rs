use std::collections::BTreeSet;

use crate::law::{Expr, ExprId, InputId, Law, with_stack};

use super::super::context::ContextId;
use super::super::interpreter::{Interpreter, Node};
use super::super::outcome::Outcome;
use super::super::relevance::{Known, Relevance};
use super::super::situation::Situation;
use super::decisive::Decisive;

/// Goes through an expression and all that decides what it comes to, everything once.
pub(super) struct Search<'a> {
    pub law: &'a Law,
    pub interpreter: Interpreter<'a>,
    pub relevance: Relevance<'a>,
    seen: BTreeSet<(ContextId, Node)>,
    pub names: BTreeSet<Decisive>,
    /// What keeps exceptions off is a reason as well.
    pub with_exceptions: bool,
}

impl<'a> Search<'a> {
    /// `nothing` is [`Situation::unknown`].
    pub fn new(law: &'a Law, interpreter: Interpreter<'a>, nothing: &'a Situation) -> Self {
        Self {
            law,
            interpreter,
            relevance: Relevance::new(law, nothing, Known::default()),
            seen: BTreeSet::new(),
            names: BTreeSet::new(),
            with_exceptions: false,
        }
    }

    /// Whether this was not met before under the same bindings.
    pub fn is_new(&mut self, node: Node) -> bool {
        self.seen.insert((self.interpreter.context, node))
    }

    pub fn expression(&mut self, expr: ExprId) {
        if self.is_new(Node::Expr(expr)) {
            with_stack(|| self.visit(expr));
        }
    }

    pub fn expressions(&mut self, exprs: &[ExprId]) {
        for expr in exprs {
            self.expression(*expr);
        }
    }

    fn visit(&mut self, expr: ExprId) {
        let law = self.law;
        match law.exprs.get(expr) {
            Expr::Lit(_) => {}
            Expr::In(input) => self.input(*input),
            Expr::Call(term) => self.term(*term),
            Expr::Stands(rule) => self.whether_it_stands(*rule),
            Expr::With(bindings, inner) => {
                let bound = self.interpreter.bound(bindings);
                let outer = self.interpreter.bind(bound);
                self.expression(*inner);
                self.interpreter.enter(outer);
            }
            Expr::Reach(holding) => self.reach(*holding),
            _ => {
                let operands = self.interpreter.decisive_operands(expr);
                self.expressions(&operands);
            }
        }
    }

    pub fn input(&mut self, input: InputId) {
        self.names.insert(Decisive::Input(input));
        if let Some(life) = self.interpreter.life_of(input) {
            return self.expression(life);
        }
        // An input that is bound may be open because of others.
        let outcome = self.interpreter.input(input);
        self.missing(&outcome);
    }

    pub fn missing(&mut self, outcome: &Outcome) {
        if let Outcome::Open(missing) = outcome {
            self.names
                .extend(missing.iter().copied().map(Decisive::Input));
        }
    }
}
