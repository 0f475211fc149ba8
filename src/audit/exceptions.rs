//! Exceptions that change nothing.

use std::collections::BTreeMap;

use crate::law::{Effect, Expected, Expr, ExprId, RuleId, TermId, Value, WrittenId};
use crate::verdict::Subject;

use super::Questions;
use super::asked::without_value;

/// The claim, about whoever the exception changes something for: there is nobody. It changes
/// something where it applies, and what it is an exception to would apply without it and give
/// another value; or a value, where the exception gives none, or contradicts a rule beside it.
pub fn ask(questions: &mut Questions<'_>) {
    let under = under(questions);
    for written in questions.written() {
        let (mut bites, mut beyond) = (Vec::new(), Vec::new());
        for rule in questions.law[written].rules.clone() {
            let own = under.get(&rule).map_or(&[][..], Vec::as_slice);
            match questions.law[rule].effect {
                Effect::Lift => lifting(questions, (written, rule), own, &mut bites),
                Effect::Value(term, value) if own.is_empty() => {
                    by_itself(questions, (rule, term, value), &mut bites);
                }
                Effect::Value(term, value) => {
                    prevailing(questions, (rule, value), own, &mut bites);
                    contradicting(questions, (rule, term, value), &mut bites);
                    by_itself_beyond(questions, (rule, term, value), own, &mut beyond);
                }
            }
        }
        if bites.is_empty() {
            continue;
        }
        let bites = questions.law.exprs.or(bites);
        let nobody = questions.law.exprs.lit(Value::Bool(false));
        let (name, span) = (
            questions.law[written].name.clone(),
            questions.law[written].span,
        );
        let about = Subject::IdleException(written);
        let idle = (format!("idle exception: {name}"), span);
        questions.put(about, idle, vec![bites], nobody);
        if !beyond.is_empty() {
            let whom = questions.law.exprs.or(beyond);
            let name = (format!("beyond: {name}"), span);
            let claim = questions.claim(name, vec![whom], nobody, Expected::Proved);
            let mut put = questions.put.last_mut().into_iter();
            if let Some(question) = put.find(|question| question.about == about) {
                question.beyond = claim;
            }
        }
    }
}

/// For each rule those that it lifts or prevails over.
fn under(questions: &Questions<'_>) -> BTreeMap<RuleId, Vec<RuleId>> {
    let law = &questions.law;
    let mut under: BTreeMap<RuleId, Vec<RuleId>> = BTreeMap::new();
    for other in (0..law.rules.len()).map(RuleId::at) {
        for above in law[other].lifted_by.iter().chain(&law[other].below) {
            under.entry(*above).or_default().push(other);
        }
    }
    under
}

/// The rule lifts another that would stand without it.
fn lifting(
    questions: &mut Questions<'_>,
    (written, rule): (WrittenId, RuleId),
    under: &[RuleId],
    bites: &mut Vec<ExprId>,
) {
    if under.is_empty() {
        return;
    }
    let switch = questions.law.switch(written);
    let off = questions.law.exprs.lit(Value::Bool(true));
    let stands = questions.stands(rule);
    for other in under.iter().copied() {
        let without = questions.stands(other);
        let without = questions
            .law
            .exprs
            .add(Expr::With(vec![(switch, off)], without));
        bites.push(questions.law.exprs.and([stands, without]));
    }
}

/// The rule requires something, or sets a deadline, on days on which nothing is in force in the place of
/// which it would stand.
fn by_itself(
    questions: &mut Questions<'_>,
    (rule, term, value): (RuleId, TermId, ExprId),
    bites: &mut Vec<ExprId>,
) {
    let Some(otherwise) = questions.law[term].otherwise else {
        return;
    };
    if questions.law.unsaid(rule).next().is_none() {
        return;
    }
    let wins = questions.wins(rule);
    let differ = differ(questions, value, otherwise);
    bites.push(questions.law.exprs.and([wins, differ]));
}

/// The rule says something where nothing stands that it prevails over: it is not only an exception.
fn by_itself_beyond(
    questions: &mut Questions<'_>,
    (rule, term, value): (RuleId, TermId, ExprId),
    under: &[RuleId],
    beyond: &mut Vec<ExprId>,
) {
    let mut whom = vec![questions.wins(rule)];
    for other in under.iter().copied() {
        let stands = questions.stands(other);
        whom.push(questions.law.exprs.not(stands));
    }
    if let Some(otherwise) = questions.law[term].otherwise {
        whom.push(differ(questions, value, otherwise));
    }
    beyond.push(questions.law.exprs.and(whom));
}

/// The rule stands above another that stands, too, and has another value.
fn prevailing(
    questions: &mut Questions<'_>,
    (rule, value): (RuleId, ExprId),
    under: &[RuleId],
    bites: &mut Vec<ExprId>,
) {
    let wins = questions.wins(rule);
    let without_value = without_value(questions, value);
    for other in under.iter().copied() {
        let Effect::Value(_, given) = questions.law[other].effect else {
            continue;
        };
        let stands = questions.stands(other);
        let differ = differ(questions, value, given);
        bites.push(questions.law.exprs.and([wins, stands, differ]));
        if let Some(none) = without_value
            && value != given
        {
            let has_value = questions.equal(given, given);
            bites.push(questions.law.exprs.and([wins, stands, has_value, none]));
        }
    }
}

/// The rule prevails over another, and contradicts a third that does so, too.
fn contradicting(
    questions: &mut Questions<'_>,
    (rule, term, value): (RuleId, TermId, ExprId),
    bites: &mut Vec<ExprId>,
) {
    let wins = questions.wins(rule);
    for other in questions.law[term].rules.clone() {
        let law = &questions.law;
        let is_beside = !law[rule].below.contains(&other) && !law[other].below.contains(&rule);
        let Some(given) = law[other].value().filter(|_| other != rule && is_beside) else {
            continue;
        };
        let also = questions.wins(other);
        let differ = differ(questions, value, given);
        bites.push(questions.law.exprs.and([wins, also, differ]));
    }
}

fn differ(questions: &mut Questions<'_>, one: ExprId, other: ExprId) -> ExprId {
    let same = questions.equal(one, other);
    questions.law.exprs.not(same)
}
