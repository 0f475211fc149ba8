//! What a rule may ask for and not get, and when that is so, as far as the form of an expression tells.

use crate::law::{Expr, ExprId, Op, Ratio, RoundingMode, TermId, TermRole, Type, Value};

use super::Questions;
use super::day_range::stays_within;

/// What is asked for: the value of a parameter, the result of an operation.
#[derive(Debug, Clone, Copy)]
pub struct Sought {
    /// The expression.
    pub expr: ExprId,
    /// That it has no value.
    pub lacks: ExprId,
    /// That it has one.
    pub has: ExprId,
}

impl Sought {
    /// The value of a term without `otherwise`.
    pub fn value(questions: &mut Questions<'_>, term: TermId) -> Self {
        let mut values: Vec<ExprId> = Vec::new();
        for rule in questions.law[term].rules.clone() {
            values.push(questions.stands(rule));
        }
        let has = questions.law.exprs.or(values);
        Self {
            expr: questions.law.exprs.add(Expr::Call(term)),
            lacks: questions.law.exprs.not(has),
            has,
        }
    }

    /// When an operation has a result; `None` where it always has one, as far as its form tells.
    pub fn result(questions: &mut Questions<'_>, expr: ExprId) -> Option<Self> {
        let (op, operands) = match questions.law.exprs.get(expr) {
            Expr::Op(op, operands) => (*op, operands.clone()),
            Expr::Call(term) => {
                let role = questions.law[*term].role;
                return matches!(role, TermRole::Nothing(_) | TermRole::Never(_)).then(|| Self {
                    expr,
                    lacks: questions.law.exprs.lit(Value::Bool(true)),
                    has: questions.law.exprs.lit(Value::Bool(false)),
                });
            }
            _ => return None,
        };
        match (op, operands.as_slice()) {
            (Op::Divide, [_, divisor]) => {
                let zero = match questions.law.type_of(*divisor) {
                    Type::Money(currency) => Value::Money(currency, Ratio::ZERO),
                    _ => Value::Decimal(Ratio::ZERO),
                };
                if matches!(questions.law.exprs.get(*divisor), Expr::Lit(value) if *value != zero) {
                    return None;
                }
                let zero = questions.law.exprs.lit(zero);
                let lacks = questions.equal(*divisor, zero);
                let has = questions.law.exprs.not(lacks);
                Some(Self { expr, lacks, has })
            }
            (Op::Exact(places), [amount]) => {
                let unit = Ratio::decimal(1, places)?;
                let round = Expr::Op(Op::Round(RoundingMode::Down, unit), vec![*amount]);
                let round = questions.law.exprs.add(round);
                let has = questions.equal(round, *amount);
                let lacks = questions.law.exprs.not(has);
                Some(Self { expr, lacks, has })
            }
            (Op::Plus(period, rounding), [day]) => {
                if stays_within(questions.law, *day, period, rounding) {
                    return None;
                }
                let lacks = questions.equal(*day, *day);
                let has = questions.equal(expr, expr);
                Some(Self { expr, lacks, has })
            }
            // What the day and the period lack is nothing of the operation.
            (Op::Move(..), [day, period]) => {
                let (day, period) = (
                    questions.equal(*day, *day),
                    questions.equal(*period, *period),
                );
                let lacks = questions.law.exprs.and([day, period]);
                let has = questions.equal(expr, expr);
                Some(Self { expr, lacks, has })
            }
            _ => None,
        }
    }
}
