//! Sanctions that lead back to what they punish.

use std::collections::BTreeSet;

use crate::law::{Expr, ExprId, InputId, Law, Op, RuleId, StepId, TermId, TermRole, Value};
use crate::verdict::Subject;

use super::Questions;

/// The claim, about whoever must take a step, is liable to a sanction because it is due, and is not at
/// what the sanction leads to, though a rule on that makes the same step due: there, it is not due. What
/// a sanction leads to is what its term says (`leads to`).
pub fn ask(questions: &mut Questions<'_>) {
    for (sanction, leads_to) in questions.law.leads.clone() {
        for duty in punished(questions.law, sanction) {
            if duty != leads_to {
                ask_of(questions, sanction, duty, leads_to);
            }
        }
    }
}

fn ask_of(questions: &mut Questions<'_>, sanction: TermId, duty: StepId, leads_to: StepId) {
    let law = &mut *questions.law;
    let (Some(at_it), Some(span)) = (occasion(law, leads_to), law[sanction].span) else {
        return;
    };
    let Some(due) = law.due(duty) else { return };
    let holds = law.exprs.add(Expr::Call(sanction));
    let (input, value) = at_it;
    let mut parts = Vec::new();
    for rule in binding(law, duty, leads_to) {
        parts.push(law.exprs.add(Expr::Stands(rule)));
    }
    if parts.is_empty() {
        return;
    }
    let binds = law.exprs.or(parts);
    let binds = law.exprs.add(Expr::With(vec![(input, value)], binds));
    let again = law.exprs.add(Expr::With(vec![(input, value)], due));
    let now = law.exprs.add(Expr::In(input));
    let is_at_it = questions.equal(now, value);
    let law = &mut *questions.law;
    let is_not = law.exprs.not(is_at_it);
    let claim = law.exprs.not(again);
    let name = format!(
        "sanction loop: {}, {} and {}",
        law[sanction].name, law[duty].name, law[leads_to].name
    );
    let about = Subject::SanctionLoop {
        sanction,
        duty,
        leads_to,
    };
    let whom = questions.law.exprs.and([holds, due, is_not, binds]);
    questions.put(about, (name, span), vec![whom], claim);
}

/// The input that says which step is being taken, and that it is this one.
fn occasion(law: &mut Law, step: StepId) -> Option<(InputId, ExprId)> {
    let occasion = law.occasion()?;
    // The first value is that no step is taken.
    let value = Value::at_place(law[occasion].ty, step.index() + 1)?;
    Some((occasion, law.exprs.lit(value)))
}

/// The rules on a step that make a duty due.
pub(super) fn binding(law: &Law, duty: StepId, on: StepId) -> Vec<RuleId> {
    let rules = law[law[duty].norm].rules.iter().copied();
    rules
        .filter(|rule| law[law[*rule].written].on.contains(&on) && law.is_binding(*rule))
        .collect()
}

/// The rules by which a sanction follows where a duty is not done.
pub(super) fn punishing(law: &Law, sanction: TermId, duty: StepId) -> Vec<RuleId> {
    let rules = law[sanction].rules.iter().copied();
    rules
        .filter(|rule| punished_by(law, *rule).contains(&duty))
        .collect()
}

/// The steps of which the rules on a sanction ask whether they are due.
fn punished(law: &Law, sanction: TermId) -> BTreeSet<StepId> {
    let rules = law[sanction].rules.iter();
    rules.flat_map(|rule| punished_by(law, *rule)).collect()
}

/// The steps of which a rule by which a sanction follows asks whether they are due, not whether they
/// are not.
fn punished_by(law: &Law, rule: RuleId) -> BTreeSet<StepId> {
    let gives = law[rule]
        .value()
        .is_some_and(|value| law.exprs.is_bool(value, true));
    let (mut seen, mut found) = (BTreeSet::new(), BTreeSet::new());
    if !gives {
        return found;
    }
    let mut open = law[rule].conditions.clone();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match law.exprs.get(id) {
            Expr::And(parts) | Expr::Or(parts) => open.extend(parts),
            Expr::With(_, inner) => open.push(*inner),
            Expr::Call(term) if law[*term].rules.is_empty() => open.extend(law[*term].otherwise),
            Expr::Op(Op::Equal, sides) if sides.iter().any(|side| law.is_must(*side)) => {
                found.extend(sides.iter().filter_map(|side| norm_of(law, *side)));
            }
            _ => {}
        }
    }
    found
}

/// The step whose norm an expression asks for.
fn norm_of(law: &Law, expr: ExprId) -> Option<StepId> {
    let Expr::Call(term) = law.exprs.get(expr) else {
        return None;
    };
    match law[*term].role {
        TermRole::Norm(step) => Some(step),
        _ => None,
    }
}
