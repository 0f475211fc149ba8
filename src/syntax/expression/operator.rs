//! Operators: how tightly they bind, and what they make of their operands.

use crate::diagnostic::{Code, Diagnostic};

use super::super::expr::{Comparison, Expr, ExprKind, Operator, State};
use super::super::node::{Node, Rule};
use super::leaf::{became, direction, name};
use super::{Built, ExprBuilder};

/// How tightly an operator binds; zero for what is none. Operators of one power are read from the
/// left, `implies` from the right.
pub(super) fn power(operator: Rule) -> u8 {
    match operator {
        Rule::implies => 1,
        Rule::or => 2,
        Rule::and => 3,
        Rule::negation => 4,
        Rule::equal
        | Rule::unequal
        | Rule::less
        | Rule::at_most
        | Rule::greater
        | Rule::at_least
        | Rule::among
        | Rule::state => 6,
        // Said of a whole comparison.
        Rule::moved | Rule::governed | Rule::fiction | Rule::without => 5,
        Rule::rounded => 7,
        Rule::plus | Rule::subtract => 8,
        Rule::times | Rule::over => 9,
        Rule::minus => 10,
        _ => 0,
    }
}

/// Whether a construct joins what stands before it to something, or says something of it.
pub fn is_operator(construct: Rule) -> bool {
    power(construct) > 0 && !matches!(construct, Rule::negation | Rule::minus)
}

pub(super) fn postfix(left: Expr, node: &Node<'_>) -> Option<Expr> {
    let span = left.span.join(node.span());
    let left = Box::new(left);
    let kind = match node.rule() {
        Rule::without => ExprKind::Without(left, node.child(Rule::name).map(|n| name(&n))?),
        _ => {
            let state = node.children().find_map(|child| match child.rule() {
                Rule::kw_due => Some(State::Due),
                Rule::kw_overdue => Some(State::Overdue),
                Rule::kw_possible => Some(State::Possible),
                Rule::kw_open => Some(State::Open),
                Rule::became => became(&child).map(State::Became),
                Rule::within_reach if child.has(Rule::some_day) => Some(State::SomeDay),
                Rule::within_reach => Some(State::WithinReach),
                Rule::out_of_reach if child.has(Rule::for_good) => Some(State::ForGood),
                Rule::out_of_reach => Some(State::OutOfReach),
                _ => None,
            })?;
            ExprKind::State(left, state, node.has(Rule::kw_not))
        }
    };
    Some(Expr { kind, span })
}

pub(super) fn infix(operator: Rule, left: Built, right: Built) -> Option<Built> {
    use Comparison::{AtLeast, AtMost, Equal, Greater, Less, Unequal};
    use Operator::{Minus, Over, Plus, Times};
    let compare = |comparison| move |left, right| ExprKind::Compare(comparison, left, right);
    let compute = |operator| move |left, right| ExprKind::Arithmetic(operator, left, right);
    Some(match operator {
        Rule::and => chain(left, right, true),
        Rule::or => chain(left, right, false),
        Rule::implies => binary(left, right, ExprKind::Implies),
        Rule::equal => binary(left, right, compare(Equal)),
        Rule::unequal => binary(left, right, compare(Unequal)),
        Rule::less => binary(left, right, compare(Less)),
        Rule::at_most => binary(left, right, compare(AtMost)),
        Rule::greater => binary(left, right, compare(Greater)),
        Rule::at_least => binary(left, right, compare(AtLeast)),
        Rule::plus => binary(left, right, compute(Plus)),
        Rule::subtract => binary(left, right, compute(Minus)),
        Rule::times => binary(left, right, compute(Times)),
        Rule::over => binary(left, right, compute(Over)),
        Rule::moved => binary(left, right, ExprKind::On),
        Rule::governed => binary(left, right, ExprKind::Governed),
        _ => return None,
    })
}

fn binary(left: Built, right: Built, make: impl Fn(Box<Expr>, Box<Expr>) -> ExprKind) -> Built {
    let span = left.expr.span.join(right.expr.span);
    let kind = make(Box::new(left.expr), Box::new(right.expr));
    Built {
        expr: Expr { kind, span },
        height: left.height.max(right.height) + 1,
    }
}

/// `a and b and c` is one conjunction, so that long ones do not nest.
fn chain(left: Built, right: Built, and: bool) -> Built {
    let span = left.expr.span.join(right.expr.span);
    let (mut parts, height) = match (left.expr.kind, and) {
        (ExprKind::And(parts), true) | (ExprKind::Or(parts), false) => (parts, left.height),
        (kind, _) => {
            let span = left.expr.span;
            (vec![Expr { kind, span }], left.height + 1)
        }
    };
    parts.push(right.expr);
    let kind = if and {
        ExprKind::And(parts)
    } else {
        ExprKind::Or(parts)
    };
    Built {
        expr: Expr { kind, span },
        height: height.max(right.height + 1),
    }
}

impl ExprBuilder<'_> {
    /// One of several values that have names.
    pub(super) fn among(&mut self, left: Expr, node: &Node<'_>) -> Option<Expr> {
        let is_name = |one: &Node<'_>| one.rule() == Rule::name;
        let is_value = |one: &Node<'_>| matches!(one.rule(), Rule::truth | Rule::unnamed);
        if let Some(value) = node.children().find(is_value) {
            let values = node.children().filter(|one| is_name(one) || is_value(one));
            let help: Vec<String> = values
                .map(|one| format!("… = {}", one.text().trim()))
                .collect();
            self.found.push(
                Diagnostic::new(Code::Syntax, "`in` is followed by names of values")
                    .at(value.span(), "")
                    .help(format!("write `{}`", help.join(" or "))),
            );
            return None;
        }
        let span = left.span.join(node.span());
        let names = node.all(Rule::name).map(|one| name(&one)).collect();
        let kind = ExprKind::Among(Box::new(left), names);
        Some(Expr { kind, span })
    }

    pub(super) fn rounded(&mut self, left: Expr, node: &Node<'_>) -> Option<Expr> {
        let direction = direction(&node.child(Rule::direction)?)?;
        let step = match node.child(Rule::step_of) {
            Some(step) => Some(Box::new(self.primary(&step.children().next()?, 0)?.expr)),
            None => None,
        };
        let span = left.span.join(node.span());
        let kind = ExprKind::Rounded(Box::new(left), direction, step);
        Some(Expr { kind, span })
    }
}
