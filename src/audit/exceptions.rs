//! Exceptions that change nothing.

use crate::law::{Effect, Expr, ExprId, Op, RuleId, Value, WrittenId};
use crate::verdict::Subject;

use super::Questions;

/// The claim, about whoever the exception changes something for: there is nobody. It changes
/// something where it applies, and what it is an exception to would apply without it and give
/// another value.
pub fn ask(questions: &mut Questions<'_>) {
    for written in questions.written() {
        let mut bites = Vec::new();
        for rule in questions.law[written].rules.clone() {
            match questions.law[rule].effect {
                Effect::Lift => lifting(questions, written, rule, &mut bites),
                Effect::Value(_, value) => prevailing(questions, rule, value, &mut bites),
            }
        }
        if bites.is_empty() {
            continue;
        }
        let bites = questions.law.exprs.or(bites);
        let nobody = questions.law.exprs.lit(Value::Bool(false));
        let (name, span) = (&questions.law[written].name, questions.law[written].span);
        let name = format!("idle exception: {name}");
        questions.put(
            Subject::IdleException(written),
            (name, span),
            vec![bites],
            nobody,
        );
    }
}

/// The rule lifts another that would stand without it.
fn lifting(
    questions: &mut Questions<'_>,
    written: WrittenId,
    rule: RuleId,
    bites: &mut Vec<ExprId>,
) {
    let rules = (0..questions.law.rules.len()).map(RuleId::at);
    let lifted: Vec<RuleId> = rules
        .filter(|other| questions.law[*other].lifted_by.contains(&rule))
        .collect();
    if lifted.is_empty() {
        return;
    }
    let switch = questions.law.switch(written);
    let off = questions.law.exprs.lit(Value::Bool(true));
    let stands = questions.stands(rule);
    for other in lifted {
        let without = questions.stands(other);
        let without = questions
            .law
            .exprs
            .add(Expr::With(vec![(switch, off)], without));
        bites.push(questions.law.exprs.and([stands, without]));
    }
}

/// The rule stands above another that stands, too, and has another value.
fn prevailing(questions: &mut Questions<'_>, rule: RuleId, value: ExprId, bites: &mut Vec<ExprId>) {
    let rules = (0..questions.law.rules.len()).map(RuleId::at);
    let others: Vec<RuleId> = rules
        .filter(|other| questions.law[*other].below.contains(&rule))
        .collect();
    let wins = questions.wins(rule);
    for other in others {
        let Effect::Value(_, given) = questions.law[other].effect else {
            continue;
        };
        let stands = questions.stands(other);
        let same = questions
            .law
            .exprs
            .add(Expr::Op(Op::Equal, vec![value, given]));
        let differ = questions.law.exprs.not(same);
        bites.push(questions.law.exprs.and([wins, stands, differ]));
    }
}
