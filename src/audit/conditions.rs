//! Conditions of rules and provisions that make no difference.

use std::collections::BTreeSet;

use crate::law::{ExprId, InputKind, ProvisionId, WrittenId, cone};
use crate::verdict::Subject;

use super::{Questions, alternatives};

/// The claim: without the condition, the rule comes to the same. That is, about whoever meets the
/// others while the rule is in force, or certainly does not meet this one: certainly some other is
/// not met, or this one is. So a condition that keeps another from failing is not idle: that a list
/// has an element, before its least is asked for. What all rules of a provision require is a
/// condition of the provision, and idle if it is in each of them.
pub fn ask(questions: &mut Questions<'_>) {
    for written in questions.written() {
        let shared = match questions.law[written].provision {
            Some(provision) => shared(questions, provision, Some(written)),
            None => BTreeSet::new(),
        };
        let name = format!("idle condition: {}", questions.law[written].name);
        for condition in conditions(questions, written) {
            if !shared.contains(&condition) {
                let about = Subject::IdleCondition(written, condition);
                ask_of(questions, about, &name, &[written], condition);
            }
        }
    }
    for provision in (0..questions.law.provisions.len()).map(ProvisionId::at) {
        let rules = rules_of(questions, provision);
        let shared = shared(questions, provision, None);
        let above = match questions.law[provision].parent {
            Some(parent) => self::shared(questions, parent, None),
            None => BTreeSet::new(),
        };
        let Some(first) = rules.first() else { continue };
        let name = format!("idle condition: {}", questions.law[provision].name);
        for condition in conditions(questions, *first) {
            if shared.contains(&condition) && !above.contains(&condition) {
                let about = Subject::IdleProvision(provision, condition);
                ask_of(questions, about, &name, &rules, condition);
            }
        }
    }
}

fn ask_of(
    questions: &mut Questions<'_>,
    about: Subject,
    name: &str,
    of: &[WrittenId],
    condition: ExprId,
) {
    let mut ways = Vec::new();
    for written in of {
        for rule in questions.law[*written].rules.clone() {
            let mut others: Vec<ExprId> = questions.law.conjuncts(rule).collect();
            others.retain(|other| *other != condition);
            others.push(questions.in_force(rule));
            ways.push(questions.law.exprs.and(others));
        }
    }
    let span = match about {
        Subject::IdleProvision(provision, _) => Some(questions.law[provision].span),
        _ => of.first().map(|written| questions.law[*written].span),
    };
    let Some(span) = span else { return };
    let others = questions.law.exprs.or(ways);
    let not_others = questions.law.exprs.not(others);
    let not_this = questions.law.exprs.not(condition);
    let meant = questions.law.exprs.or([others, not_this]);
    let claim = questions.law.exprs.or([not_others, condition]);
    questions.put(about, (name.to_owned(), span), vec![meant], claim);
    alternatives::ask(questions, of, condition, others);
}

/// The conditions of a rule that are about persons, each once.
fn conditions(questions: &Questions<'_>, written: WrittenId) -> Vec<ExprId> {
    let Some(first) = questions.law[written].rules.first() else {
        return Vec::new();
    };
    let mut found: Vec<ExprId> = questions.law.conjuncts(*first).collect();
    found.retain(|condition| {
        !questions.is_about_the_step(*condition) && is_of_persons(questions, *condition)
    });
    found
}

/// The rules within a provision.
fn rules_of(questions: &Questions<'_>, provision: ProvisionId) -> Vec<WrittenId> {
    let mut rules = questions.law.rules_of(provision);
    rules.retain(|rule| !questions.law[*rule].rules.is_empty());
    rules
}

/// The conditions that all rules of the provision have, if there are two that are not versions of one;
/// of the versions of a rule that is asked about, it stands for all.
fn shared(
    questions: &Questions<'_>,
    provision: ProvisionId,
    for_rule: Option<WrittenId>,
) -> BTreeSet<ExprId> {
    let law = &questions.law;
    let mut sisters = rules_of(questions, provision);
    if let Some(own) = for_rule {
        sisters.retain(|sister| *sister == own || law[*sister].name != law[own].name);
    }
    let names: BTreeSet<&str> = sisters.iter().map(|one| law[*one].name.as_str()).collect();
    if names.len() < 2 {
        return BTreeSet::new();
    }
    let of = |written: &WrittenId| -> Option<BTreeSet<ExprId>> {
        let rule = law[*written].rules.first()?;
        Some(questions.law.conjuncts(*rule).collect())
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
        .any(|input| law[*input].kind != InputKind::Reading)
}
