//! Answers that no missing day or number can change: between what an expression lies, whatever is
//! missing.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::law::{Expr, ExprId, InputId, InputKind, Law, Op, Type, Value, with_stack};

use super::interpreter::{Interpreter, Node};
use super::outcome::Outcome;
use super::situation::Situation;

mod range;
mod rules;
mod supposed;

#[cfg(test)]
mod tests;

use range::{Range, all, operation};

/// The most expressions, terms and rules that are looked at for one answer, each time.
const ROOM: usize = 20_000;

/// The value that an expression has of every person that there can be, if it can be told by the
/// bounds between which everything in it lies. What the rules assume of every person is taken to
/// hold of this one.
///
/// Where the branches of conditionals as they are do not tell, it is tried once more, each branch
/// with what its condition says of it, and each part of an `and` or `or` with what those before it
/// leave to it. That looks at shared parts as often as there are branches,
/// and may come to the limit where the first does not.
pub(super) fn settled(law: &Law, situation: &Situation, expr: ExprId) -> Option<Value> {
    [false, true].into_iter().find_map(|by_branch| {
        let mut bounds = Bounds::new(law, situation, by_branch);
        bounds.suppose_of_everybody();
        bounds.in_new_scope(|bounds| bounds.expr(expr)).value()
    })
}

struct Bounds<'l> {
    law: &'l Law,
    situation: &'l Situation,
    interpreter: Interpreter<'l>,
    /// Whether branches are looked at with what their conditions say.
    by_branch: bool,
    /// What is known of inputs that are missing.
    known: BTreeMap<InputId, Range>,
    /// What is supposed of expressions under the bindings in force.
    truths: BTreeMap<ExprId, bool>,
    /// What the bindings in force bind.
    bound: BTreeMap<InputId, Range>,
    /// Which input a bound one stands for, if it stands for one.
    named: BTreeMap<InputId, Option<InputId>>,
    memo: BTreeMap<(usize, Node), Range>,
    /// The bindings in force and what is supposed, by a number of their own.
    scope: usize,
    scopes: usize,
    room: usize,
}

impl<'l> Bounds<'l> {
    fn new(law: &'l Law, situation: &'l Situation, by_branch: bool) -> Self {
        Self {
            law,
            situation,
            interpreter: Interpreter::new(law, situation),
            by_branch,
            known: BTreeMap::new(),
            truths: BTreeMap::new(),
            bound: BTreeMap::new(),
            named: BTreeMap::new(),
            memo: BTreeMap::new(),
            scope: 0,
            scopes: 0,
            room: ROOM,
        }
    }

    /// What an input may be by its type alone.
    fn of_type(&self, input: InputId) -> Range {
        let declared = &self.law[input];
        match (declared.ty, declared.kind) {
            (Type::Bool, _) => Range::YES_OR_NO,
            (Type::Int, InputKind::Length(list)) => {
                let list = &self.law[list];
                let most = i64::try_from(list.most).unwrap_or(i64::MAX);
                let most = if list.bounded { most } else { i64::MAX };
                Range::between(Value::Int(0), Value::Int(most))
            }
            (Type::Int, _) => Range::between(Value::Int(i64::MIN), Value::Int(i64::MAX)),
            (Type::Date, _) => Range::between(Value::Day(Day::MIN), Value::Day(Day::MAX)),
            (Type::Period(unit), _) => declared.range.map_or(Range::ANY, |(least, most)| {
                let of = |count| Value::Period(unit, count);
                Range::between(of(least), of(most))
            }),
            (Type::Decimal | Type::Money(_) | Type::Enum(_), _) => Range::ANY,
        }
    }

    fn expr(&mut self, expr: ExprId) -> Range {
        if let Some(truth) = self.truths.get(&expr) {
            return Range::exactly(Value::Bool(*truth));
        }
        match self.interpreter.evaluate(expr) {
            Outcome::Value(value) => return Range::exactly(value),
            Outcome::Fail(_) => return Range::UNKNOWN,
            Outcome::Open(_) => {}
        }
        match self.law.exprs.get(expr) {
            Expr::In(input) => self.input(*input),
            _ => self.node(Node::Expr(expr)),
        }
    }

    fn input(&mut self, input: InputId) -> Range {
        if let Some(bound) = self.bound.get(&input) {
            return *bound;
        }
        if let Some(life) = self.interpreter.life_of(input) {
            return self.expr(life);
        }
        match self.known.get(&input) {
            Some(known) => *known,
            None => self.of_type(input),
        }
    }

    fn node(&mut self, node: Node) -> Range {
        let key = (self.scope, node);
        if let Some(known) = self.memo.get(&key) {
            return *known;
        }
        let Some(room) = self.room.checked_sub(1) else {
            return Range::UNKNOWN;
        };
        self.room = room;
        let range = with_stack(|| match node {
            Node::Expr(expr) => self.expression(expr),
            Node::Term(term) => self.term(term),
            Node::Stands(rule) => self.stands(rule),
        });
        self.memo.insert(key, range);
        range
    }

    fn expression(&mut self, expr: ExprId) -> Range {
        let law = self.law;
        match law.exprs.get(expr) {
            Expr::Lit(value) => Range::exactly(*value),
            Expr::In(input) => self.input(*input),
            Expr::Not(inner) => self.expr(*inner).negated(),
            Expr::And(parts) => all(&self.in_turn(parts, true)),
            Expr::Or(parts) => {
                let parts = self.in_turn(parts, false);
                let negated: Vec<Range> = parts.into_iter().map(Range::negated).collect();
                all(&negated).negated()
            }
            Expr::If(condition, yes, no) => self.conditional(*condition, *yes, *no),
            Expr::Op(op, operands) => {
                let ranges: Vec<Range> = operands.iter().map(|one| self.expr(*one)).collect();
                match (op, operands.as_slice()) {
                    // Of one value with itself, whatever it is.
                    (Op::Equal | Op::Less, [one, two]) if one == two => {
                        let fails = ranges.iter().any(|range| range.fails);
                        Range::exactly(Value::Bool(*op == Op::Equal)).failing(fails)
                    }
                    (Op::Days, [from, to]) if self.is_in_order(*from, *to) => {
                        let days = operation(*op, expr, &ranges);
                        days.narrowed(Value::Int(0), true).unwrap_or(days)
                    }
                    _ => operation(*op, expr, &ranges),
                }
            }
            Expr::Call(term) => self.node(Node::Term(*term)),
            Expr::Stands(rule) => self.node(Node::Stands(*rule)),
            Expr::With(bindings, inner) => self.within(bindings, |this| this.expr(*inner)),
            Expr::Reach(_) => Range::UNKNOWN,
        }
    }

    /// Between what the parts of an `and` or `or` lie. Where one before has another truth than this,
    /// it decides alone: so that, by branch, each is looked at where all before have it.
    fn in_turn(&mut self, parts: &[ExprId], neutral: bool) -> Vec<Range> {
        if !self.by_branch {
            return parts.iter().map(|part| self.expr(*part)).collect();
        }
        let (known, truths) = (self.known.clone(), self.truths.clone());
        let ranges = self.in_new_scope(|this| {
            let found = parts.iter().map(|part| {
                let range = this.expr(*part);
                this.suppose(*part, neutral);
                // What was found without this supposition does not count with it.
                this.scopes += 1;
                this.scope = this.scopes;
                range
            });
            found.collect()
        });
        self.known = known;
        self.truths = truths;
        ranges
    }

    fn conditional(&mut self, condition: ExprId, yes: ExprId, no: ExprId) -> Range {
        let decided = self.expr(condition);
        let branches = match decided.only() {
            Some(Value::Bool(true)) => self.expr(yes),
            Some(Value::Bool(false)) => self.expr(no),
            _ => match self.lesser_or_greater(condition, yes, no) {
                Some(one_of_two) => one_of_two,
                None if self.by_branch => {
                    let yes = self.supposing(condition, true, |this| this.expr(yes));
                    yes.or(self.supposing(condition, false, |this| this.expr(no)))
                }
                None => self.expr(yes).or(self.expr(no)),
            },
        };
        branches.failing(decided.fails)
    }

    /// The lesser or the greater of two, which is the one of them that is compared so.
    fn lesser_or_greater(&mut self, condition: ExprId, yes: ExprId, no: ExprId) -> Option<Range> {
        let Expr::Op(Op::Less, compared) = self.law.exprs.get(condition) else {
            return None;
        };
        let of = match compared.as_slice() {
            compared if compared == [yes, no] => Range::lesser,
            compared if compared == [no, yes] => Range::greater,
            _ => return None,
        };
        Some(of(self.expr(yes), self.expr(no)))
    }

    /// Does something under bindings.
    fn within<T>(&mut self, bindings: &[(InputId, ExprId)], act: impl FnOnce(&mut Self) -> T) -> T {
        let law = self.law;
        let (mut bound, mut named) = (self.bound.clone(), self.named.clone());
        let by = || bindings.iter().map(|(input, _)| *input);
        bound.retain(|input, _| !law.unbinds(by(), *input));
        named.retain(|input, _| !law.unbinds(by(), *input));
        for (input, value) in bindings {
            bound.insert(*input, self.expr(*value));
            let stands_for = match law.exprs.get(*value) {
                Expr::In(other) => self.stands_for(*other),
                _ => None,
            };
            named.insert(*input, stands_for);
        }
        let values = self.interpreter.bound(bindings);
        let outer = self.interpreter.bind(values);
        let bound = std::mem::replace(&mut self.bound, bound);
        let named = std::mem::replace(&mut self.named, named);
        let truths = std::mem::take(&mut self.truths);
        let done = self.in_new_scope(act);
        self.truths = truths;
        self.named = named;
        self.bound = bound;
        self.interpreter.enter(outer);
        done
    }

    /// Does something, so that what is found of it is not taken for what is so elsewhere.
    fn in_new_scope<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        self.scopes += 1;
        let scope = std::mem::replace(&mut self.scope, self.scopes);
        let done = act(self);
        self.scope = scope;
        done
    }
}
