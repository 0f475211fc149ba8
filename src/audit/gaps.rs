//! Persons, and elements of their lists, to whom no rule on a term applies.

use crate::law::{Expr, ExprId, RuleId, StepId, TermId, TermRole, Value};
use crate::verdict::Subject;

use super::Questions;

/// The claim, from the first day of the first rule on the term to the last of the last one: one of
/// them applies. A term of which all rules are about steps is asked for where one of the steps is
/// being taken; one that elements of a list have is asked of an
/// element of whom each rule certainly applies or not: that one is not born yet is no gap.
pub fn ask(questions: &mut Questions<'_>) {
    let terms: Vec<TermId> = (0..questions.law.terms.len()).map(TermId::at).collect();
    for id in terms {
        let term = &questions.law[id];
        let (rules, name, span) = (term.rules.clone(), term.name.clone(), term.span);
        let may_have_gaps = term.role == TermRole::Value && term.otherwise.is_none();
        let of_element = term.of.is_some();
        let (true, Some(span)) = (may_have_gaps, span) else {
            continue;
        };
        if rules.is_empty() {
            continue;
        }
        let (mut applies, mut begun, mut last) = (Vec::new(), Vec::new(), Vec::new());
        for rule in &rules {
            applies.push(questions.stands(*rule));
            begun.push(questions.has_begun(*rule));
            last.push(questions.lasts(*rule));
        }
        let steps: Vec<&[StepId]> = rules
            .iter()
            .map(|rule| questions.law[questions.law[*rule].written].on.as_slice())
            .collect();
        let mut taken: Vec<StepId> = steps.concat();
        if steps.iter().any(|steps| steps.is_empty()) {
            taken.clear();
        }
        taken.sort_unstable();
        taken.dedup();
        let mut for_whom = vec![questions.law.exprs.or(begun), questions.law.exprs.or(last)];
        for_whom.extend(some_taken(questions, &taken));
        if of_element {
            for_whom.extend(settled(questions, &rules));
        }
        let for_whom = questions.law.exprs.and(for_whom);
        let claim = questions.law.exprs.or(applies);
        questions.put(
            Subject::Gap(id),
            (format!("gap: {name}"), span),
            vec![for_whom],
            claim,
        );
    }
}

/// That it is settled of each rule whether it applies.
fn settled(questions: &mut Questions<'_>, rules: &[RuleId]) -> Vec<ExprId> {
    let each = rules.iter().map(|rule| {
        let stands = questions.stands(*rule);
        questions.equal(stands, stands)
    });
    each.collect()
}

/// One of the steps is being taken; nothing where there are none.
fn some_taken(questions: &mut Questions<'_>, steps: &[StepId]) -> Option<ExprId> {
    let occasion = questions.law.occasion().filter(|_| !steps.is_empty())?;
    let ty = questions.law[occasion].ty;
    let occasion = questions.law.exprs.add(Expr::In(occasion));
    let mut parts = Vec::new();
    for step in steps {
        // The first value is that no step is taken.
        let value: Value = Value::at_place(ty, step.index() + 1)?;
        let value = questions.law.exprs.lit(value);
        parts.push(questions.equal(occasion, value));
    }
    Some(questions.law.exprs.or(parts))
}
