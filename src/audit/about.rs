//! The rules that a question is about.

use crate::law::{Law, RuleId, WrittenId};
use crate::verdict::Subject;

use super::{never_granted, sanctions};

/// The rules of a question, in the order in which they are told. Those behind a person are told with
/// the person.
pub fn rules(law: &Law, about: Subject) -> Vec<WrittenId> {
    match about {
        Subject::NeverApplies(rule)
        | Subject::IdleCondition(rule, _)
        | Subject::IdleAlternative(rule, ..)
        | Subject::NoParameter(rule, _) => vec![rule],
        Subject::NoResult(by, _) => by.rule().into_iter().collect(),
        Subject::IdleException(rule) => {
            let mut all = vec![rule];
            all.extend(lifted(law, rule));
            all
        }
        Subject::IdleProvision(provision, _) => law.rules_of(provision),
        Subject::Gap(_)
        | Subject::Conflict(..)
        | Subject::ImpossibleDuty(_)
        | Subject::DeadEnd(_) => Vec::new(),
        Subject::SanctionLoop {
            sanction,
            duty,
            leads_to,
        } => {
            let punishing = sanctions::punishing(law, sanction, duty);
            let binding = sanctions::binding(law, duty, leads_to);
            let all = punishing.into_iter().chain(binding);
            let mut all: Vec<WrittenId> = all.map(|rule| law[rule].written).collect();
            all.dedup();
            all
        }
        Subject::NeverGranted(holding) => never_granted::opening(law, holding),
        Subject::Threshold(threshold) => vec![threshold.rule],
    }
}

/// The rules that a rule is an exception to, in the order of the files.
fn lifted(law: &Law, exception: WrittenId) -> Vec<WrittenId> {
    let own = &law[exception].rules;
    let is_under = |rule: &RuleId| {
        let rule = &law[*rule];
        rule.lifted_by
            .iter()
            .chain(&rule.below)
            .any(|above| own.contains(above))
    };
    let all = (0..law.rules.len()).map(RuleId::at).filter(is_under);
    let mut found: Vec<WrittenId> = all.map(|rule| law[rule].written).collect();
    found.sort_unstable();
    found.dedup();
    found
}
