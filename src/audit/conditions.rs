//! Conditions of rules that make no difference.

use std::collections::BTreeSet;

use crate::law::{ExprId, WrittenId, cone};
use crate::verdict::Subject;

use super::Questions;

/// The claim: without the condition, the rule comes to the same. That is, about whoever meets the
/// others while the rule is in force, or certainly does not meet this one: certainly some other is
/// not met, or this one is. So a condition that keeps another from failing is not idle: that a list
/// has an element, before its least is asked for.
pub fn ask(questions: &mut Questions<'_>) {
    for written in questions.written() {
        let rules = questions.law[written].rules.clone();
        let Some(first) = rules.first() else { continue };
        let shared = shared(questions, written);
        let own: Vec<ExprId> = questions
            .conjuncts(*first)
            .into_iter()
            .filter(|condition| !shared.contains(condition))
            .filter(|condition| !questions.is_about_the_step(*condition))
            .filter(|condition| is_of_persons(questions, *condition))
            .collect();
        for condition in own {
            let mut ways = Vec::new();
            for rule in &rules {
                let mut others = questions.conjuncts(*rule);
                others.retain(|other| *other != condition);
                others.push(questions.in_force(*rule));
                ways.push(questions.law.exprs.and(others));
            }
            let others = questions.law.exprs.or(ways);
            let not_others = questions.law.exprs.not(others);
            let not_this = questions.law.exprs.not(condition);
            let meant = questions.law.exprs.or([others, not_this]);
            let claim = questions.law.exprs.or([not_others, condition]);
            let (name, span) = (&questions.law[written].name, questions.law[written].span);
            let name = format!("idle condition: {name}");
            let about = Subject::IdleCondition(written, condition);
            questions.put(about, (name, span), vec![meant], claim);
        }
    }
}

/// The conditions that all rules of the provision have: they are its own, not those of the rule.
fn shared(questions: &Questions<'_>, written: WrittenId) -> BTreeSet<ExprId> {
    let law = &questions.law;
    let Some(provision) = law[written].provision else {
        return BTreeSet::new();
    };
    let name = &law[written].name;
    let mut sisters = law.rules_of(provision);
    // Versions of one rule are no sisters.
    sisters.retain(|sister| *sister == written || law[*sister].name != *name);
    if sisters.len() < 2 {
        return BTreeSet::new();
    }
    let of = |written: &WrittenId| -> Option<BTreeSet<ExprId>> {
        let rule = law[*written].rules.first()?;
        Some(questions.conjuncts(*rule).into_iter().collect())
    };
    let sets = sisters.iter().filter_map(of);
    sets.reduce(|all, own| &all & &own).unwrap_or_default()
}

/// Whether a condition is about more than readings.
fn is_of_persons(questions: &Questions<'_>, condition: ExprId) -> bool {
    let law = &questions.law;
    let inputs = cone(law, [condition]).inputs;
    inputs
        .iter()
        .any(|input| law[*input].kind != crate::law::InputKind::Reading)
}
