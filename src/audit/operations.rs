//! Operations that come to nothing: a division by zero, an amount that is not rounded, the least of
//! no element, the first day of what never holds, a day outside the calendar.

use std::collections::BTreeSet;

use crate::law::{Effect, Expr, ExprId, RuleId, TermId, TermRole, Value, WrittenId};
use crate::text::Span;
use crate::verdict::{NeededBy, Subject};

use super::Questions;
use super::asked::{Asked, Asking, parts_asked};
use super::sought::Sought;

/// The claim, about whomever a rule, or a term where no rule applies, asks for what has no result, and who has no answer for want of it:
/// there is a result. That a number becomes too large, or somebody is not born yet, is not asked: no
/// text of a law provides for it.
pub fn ask(questions: &mut Questions<'_>) {
    for written in questions.written() {
        let rules = questions.law[written].rules.clone();
        let own = rules.iter().flat_map(|rule| questions.law[*rule].exprs());
        for of in parts_asked(questions, own.collect()) {
            if let Some(sought) = Sought::result(questions, of) {
                ask_of_rules(questions, (written, &rules), sought);
            }
        }
    }
    for term in (0..questions.law.terms.len()).map(TermId::at) {
        let own = &questions.law[term];
        let (Some(otherwise), Some(span), TermRole::Value) = (own.otherwise, own.span, own.role)
        else {
            continue;
        };
        for of in parts_asked(questions, vec![otherwise]) {
            if let Some(sought) = Sought::result(questions, of) {
                ask_of_term(questions, (term, otherwise, span), sought);
            }
        }
    }
}

/// Where no rule on a term applies.
fn ask_of_term(
    questions: &mut Questions<'_>,
    (term, otherwise, span): (TermId, ExprId, Span),
    sought: Sought,
) {
    let Some(Asking { lacks, has }) = Asked::new(sought).of(questions, otherwise) else {
        return;
    };
    let mut whom = Vec::new();
    for rule in questions.law[term].rules.clone() {
        let stands = questions.stands(rule);
        whom.push(questions.law.exprs.not(stands));
    }
    whom.push(lacks);
    let whom = questions.law.exprs.and(whom);
    let name = format!("no result: {}", questions.law[term].name);
    let about = Subject::NoResult(NeededBy::Otherwise(term), sought.expr);
    questions.put(about, (name, span), vec![whom], has);
}

fn ask_of_rules(
    questions: &mut Questions<'_>,
    (written, rules): (WrittenId, &[RuleId]),
    sought: Sought,
) {
    let mut asked = Asked::new(sought);
    let (mut whom, mut has, mut in_value) = (Vec::new(), BTreeSet::new(), false);
    for rule in rules {
        let Some(asks) = asked.of_rule(questions, *rule) else {
            continue;
        };
        let Some(matters) = matters(questions, (written, *rule), asks.in_value) else {
            continue;
        };
        whom.push(questions.law.exprs.and([asks.whom, matters]));
        has.extend(asks.has);
        in_value |= asks.in_value;
    }
    if whom.is_empty() {
        return;
    }
    let whom = questions.law.exprs.or(whom);
    let claim = questions.law.exprs.and(has);
    let (name, span) = (&questions.law[written].name, questions.law[written].span);
    let name = format!("no result: {name}");
    let by = match in_value {
        true => NeededBy::Value(written),
        false => NeededBy::Conditions(written),
    };
    let about = Subject::NoResult(by, sought.expr);
    questions.put(about, (name, span), vec![whom], claim);
}

/// That there is no answer where the rule has none; `None` where there always is. Whether the rule
/// applies does not matter where another gives what it would give.
fn matters(
    questions: &mut Questions<'_>,
    (written, rule): (WrittenId, RuleId),
    in_value: bool,
) -> Option<ExprId> {
    match questions.law[rule].effect {
        Effect::Value(..) if in_value => Some(questions.law.exprs.lit(Value::Bool(true))),
        Effect::Value(term, value) => {
            if questions.law[term].otherwise == Some(value) {
                return None;
            }
            let mut none = Vec::new();
            for other in questions.law[term].rules.clone() {
                if other != rule && questions.law[other].value() == Some(value) {
                    let stands = questions.stands(other);
                    none.push(questions.law.exprs.not(stands));
                }
            }
            Some(questions.law.exprs.and(none))
        }
        Effect::Lift => {
            let all = (0..questions.law.rules.len()).map(RuleId::at);
            let lifted: Vec<RuleId> = all
                .filter(|other| questions.law[*other].lifted_by.contains(&rule))
                .collect();
            let switch = questions.law.switch(written);
            let off = questions.law.exprs.lit(Value::Bool(true));
            let mut some = Vec::new();
            for other in lifted {
                let stands = questions.stands(other);
                let without = Expr::With(vec![(switch, off)], stands);
                some.push(questions.law.exprs.add(without));
            }
            Some(questions.law.exprs.or(some))
        }
    }
}
