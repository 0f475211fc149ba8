//! How everything that an evaluation compared lay to one another.

use std::cmp::Ordering;

use crate::law::{Expr, Op, Value};

use super::interpreter::{Interpreter, Node};
use super::outcome::Outcome;

/// How the sides of each comparison lay to one another, in the order in which they were come to; that of
/// the day of the law and the bounds of the lives of rules among them.
///
/// Numbers and days have no other way into an answer of yes or no. So where one thing is moved and the trace
/// is the same before and after, nothing has turned in between and the answer is the same, as long as what
/// is compared never rises and falls again on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trace(Vec<(Node, Option<Ordering>)>);

impl Interpreter<'_> {
    /// The trace of all that was evaluated until here.
    pub(super) fn trace(&mut self) -> Trace {
        let law = self.law;
        let mut met = Vec::new();
        let outer = self.context;
        for (context, node) in self.met() {
            self.enter(context);
            match node {
                Node::Expr(expr) => {
                    if let Expr::Op(Op::Equal | Op::Less, sides) = law.exprs.get(expr)
                        && let [left, right] = sides.as_slice()
                    {
                        let sides = [*left, *right].map(|side| self.evaluate(side));
                        met.push((node, lie(&sides)));
                    }
                }
                Node::Stands(rule) => {
                    for bound in law[rule].bounds() {
                        let days = self.possible_days(bound).unwrap_or_default();
                        let days = days.into_iter().map(|day| Outcome::Value(Value::Day(day)));
                        let today = self.law_day();
                        met.extend(days.map(|day| (node, lie(&[today.clone(), day]))));
                    }
                }
                Node::Term(_) => {}
            }
        }
        self.enter(outer);
        Trace(met)
    }
}

/// How two values of one type lie to one another; nothing where there is none.
fn lie([left, right]: &[Outcome; 2]) -> Option<Ordering> {
    Some(left.value()?.cmp(&right.value()?))
}
