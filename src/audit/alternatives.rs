//! Alternatives in the conditions of rules and provisions that add nobody.

use crate::law::{Expr, ExprId, WrittenId};
use crate::verdict::Subject;

use super::Questions;

/// The claim, about whoever meets the other conditions while the rule is in force, and this condition by
/// one alternative: another of its alternatives is met as well. Of a condition of a provision `of`
/// are the rules that share it, and the first stands for them.
pub fn ask(questions: &mut Questions<'_>, of: &[WrittenId], condition: ExprId, others: ExprId) {
    let Some(rule) = of.first().copied() else {
        return;
    };
    let alternatives = alternatives(questions, condition);
    for (at, alternative) in alternatives.iter().enumerate() {
        let rest = alternatives.iter().enumerate();
        let rest = rest.filter_map(|(place, one)| (place != at).then_some(*one));
        let rest: Vec<ExprId> = rest.collect();
        let rest = questions.law.exprs.or(rest);
        let (name, span) = (&questions.law[rule].name, questions.law[rule].span);
        let name = format!("idle alternative: {name}");
        let about = Subject::IdleAlternative(rule, condition, at);
        questions.put(about, (name, span), vec![others, *alternative], rest);
    }
}

/// The alternatives of a condition that was written as some.
fn alternatives(questions: &mut Questions<'_>, condition: ExprId) -> Vec<ExprId> {
    match questions.law.exprs.get(condition) {
        Expr::Or(parts) if !questions.law.told.contains_key(&condition) => {
            let parts = parts.clone();
            match is_equality(questions, &parts) {
                true => Vec::new(),
                false => parts,
            }
        }
        _ => Vec::new(),
    }
}

/// Whether this is that two things of yes or no are the same: both are so, or neither is.
fn is_equality(questions: &mut Questions<'_>, parts: &[ExprId]) -> bool {
    let [both, neither] = parts else { return false };
    let exprs = &mut questions.law.exprs;
    let [both, neither] = [both, neither].map(|part| exprs.conjuncts(*part));
    let negated: Vec<ExprId> = both.iter().map(|part| exprs.not(*part)).collect();
    both.len() == 2 && negated == neither
}
