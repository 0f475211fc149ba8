//! The changes that are tried: each is one that a drafter would make of one rule.

use std::collections::BTreeSet;

use crate::law::{Expr, InputId, Law, RuleId, StepId, TermRole, Value, Written, WrittenId};
use crate::verdict::Edit;

use super::polarity::{Polarity, polarity};

/// A change that may help to a goal.
pub struct Candidate {
    pub edit: Edit,
    /// Whether it can do nothing but help, by its form, whatever else is changed.
    pub only_helps: bool,
}

/// All changes that may open a way to a goal, in the order of the rules; new rules come last.
///
/// A rule that stands in the way is repealed. Where it is about several steps it is restated
/// without one of them, and where it does something else, too, it is restated without what stands
/// in the way. A rule that helps begins sooner, or does not end. A door that a rule would have to
/// open is opened by a new one.
pub fn candidates(law: &Law, goal: InputId) -> Vec<Candidate> {
    let needs = law.needs().behind(law, [goal]);
    let polarity = polarity(law, needs.gates_behind(law, goal));
    let mut found = Vec::new();
    for (at, written) in law.written.iter().enumerate() {
        let id = WrittenId::at(at);
        found.extend(dropping(law, id, written, &polarity));
        found.extend(moving(law, id, written, &polarity));
    }
    for id in needs.doors() {
        let door = &law[*id];
        let closed = law[law[door.step].open]
            .otherwise
            .is_none_or(|otherwise| *law.exprs.get(otherwise) != Expr::Lit(Value::Bool(true)));
        if closed {
            found.push(Candidate {
                edit: Edit::Open(*id),
                only_helps: true,
            });
        }
    }
    found
}

/// The ways to drop what stands in the way in one rule.
fn dropping(law: &Law, id: WrittenId, written: &Written, polarity: &Polarity) -> Vec<Candidate> {
    let (in_the_way, others): (Vec<RuleId>, Vec<RuleId>) = written
        .rules
        .iter()
        .partition(|rule| polarity.hurt.contains(rule));
    if in_the_way.is_empty() {
        return Vec::new();
    }
    let candidate = |edit: Edit, dropped: &[RuleId]| Candidate {
        edit,
        only_helps: !dropped.iter().any(|rule| polarity.help.contains(rule)),
    };
    let steps: BTreeSet<StepId> = in_the_way
        .iter()
        .filter_map(|rule| requires_for(law, *rule))
        .collect();
    let requires_alone = |rule: &RuleId| requires_for(law, *rule).is_some();
    if written.on.len() > 1 && written.rules.iter().all(requires_alone) {
        return steps
            .into_iter()
            .map(|step| {
                let of_step = |rule: &&RuleId| requires_for(law, **rule) == Some(step);
                let dropped: Vec<RuleId> = written.rules.iter().filter(of_step).copied().collect();
                candidate(Edit::NotOn(id, step), &dropped)
            })
            .collect();
    }
    // What is in no one's way and helps nobody here may still matter elsewhere.
    if others.is_empty() {
        return vec![candidate(Edit::Repeal(id), &in_the_way)];
    }
    // All effects of one kind are one clause of the rule.
    let kinds: Vec<TermRole> = in_the_way
        .iter()
        .filter_map(|rule| kind(law, *rule))
        .collect();
    let dropped: Vec<RuleId> = written
        .rules
        .iter()
        .filter(|rule| kind(law, **rule).is_some_and(|kind| kinds.contains(&kind)))
        .copied()
        .collect();
    let edit = match dropped.len() == written.rules.len() {
        true => Edit::Repeal(id),
        false => Edit::Without(id, dropped.clone()),
    };
    vec![candidate(edit, &dropped)]
}

/// The step for which a rule requires something, if that is what it does.
fn requires_for(law: &Law, rule: RuleId) -> Option<StepId> {
    match kind(law, rule)? {
        TermRole::Requirement(step) => Some(step),
        _ => None,
    }
}

/// What an effect is about; nothing where it only lifts.
fn kind(law: &Law, rule: RuleId) -> Option<TermRole> {
    match law[rule].effect {
        crate::law::Effect::Value(term, _) => Some(law[term].role),
        crate::law::Effect::Lift => None,
    }
}

/// The ways to let one rule be in force for longer.
fn moving(law: &Law, id: WrittenId, written: &Written, polarity: &Polarity) -> Vec<Candidate> {
    let mut found = Vec::new();
    if !written
        .rules
        .iter()
        .any(|rule| polarity.help.contains(rule))
    {
        return found;
    }
    let only_helps = !written
        .rules
        .iter()
        .any(|rule| polarity.hurt.contains(rule));
    let mut note = |edit| found.push(Candidate { edit, only_helps });
    let any =
        |has: fn(&crate::law::Rule) -> bool| written.rules.iter().any(|rule| has(&law[*rule]));
    // What an act ended or restated is another matter than a day that was set for the rule.
    if written.begins_by.is_none() && any(|rule| rule.from.is_some()) {
        note(Edit::Sooner(id));
    }
    if written.ends_by.is_none() && any(|rule| rule.until.is_some()) {
        note(Edit::Lasting(id));
    }
    found
}
