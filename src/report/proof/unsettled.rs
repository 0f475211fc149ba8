//! Why the rules give no answer: which rules contradict one another, and which do not apply.

use crate::eval::{Cause, Situation, explain};
use crate::law::{ExprId, Ground, Law, RuleId, WrittenId};
use crate::report::layout::{Page, Table};
use crate::report::rule_words::{cause_words, given, rule_reference};
use crate::report::rules_told::{Applies, rules_told};
use crate::report::words::{capitalized, heading};

use super::grounds;
use super::steps::rules_behind;

/// The causes for which a part of a claim comes to nothing, each with its rules, and the other
/// grounds behind the part.
pub fn tell(page: &mut Page, law: &Law, situation: &Situation, part: ExprId, causes: &[Cause]) {
    let mut told: Vec<Ground> = Vec::new();
    for cause in causes {
        page.gap();
        page.paragraph(1, &format!("{}.", capitalized(&cause_words(law, cause))));
        match cause {
            Cause::Conflict(_, rules) => {
                for rule in rules {
                    page.gap();
                    page.paragraph(2, &format!("{}.", given(law, *rule)));
                    let own = &law[law[*rule].written].grounds;
                    grounds::tell_at(page, 6, law, own);
                    told.extend(own.iter().cloned());
                }
            }
            Cause::Gap(term) => {
                let could: Vec<WrittenId> = law[*term]
                    .rules
                    .iter()
                    .map(|rule| law[*rule].written)
                    .collect();
                idle(page, law, situation, part, &could);
            }
            _ => {}
        }
    }
    let mut rest = rules_behind(law, situation, part);
    rest.retain(|ground| !told.contains(ground));
    grounds::tell(page, 2, law, &rest);
}

/// The rules that could say it, and why they do not apply.
fn idle(page: &mut Page, law: &Law, situation: &Situation, part: ExprId, could: &[WrittenId]) {
    let explanation = explain(law, situation, part);
    let mut table = Table::new();
    for rule in rules_told(law, situation, &explanation) {
        if rule.applies == Applies::No && could.contains(&rule.written) {
            let reference = rule_reference(law, rule.written);
            table.row([heading(law, rule.written), rule.why], &reference);
        }
    }
    if !table.is_empty() {
        page.gap();
        page.paragraph(1, "These rules do not apply");
        page.table(2, &table);
    }
}

/// What a cause hangs on: the conditions of its rules and what they say, or the operation.
pub fn behind(law: &Law, cause: &Cause) -> Vec<ExprId> {
    let rules = match cause {
        Cause::Conflict(_, rules) => rules.as_slice(),
        Cause::Gap(term) => law[*term].rules.as_slice(),
        Cause::Arithmetic(site, _) => return vec![*site],
        _ => return Vec::new(),
    };
    let of_rule = |rule: RuleId| {
        let conditions = law[rule].conditions.iter().copied();
        conditions.chain(law[rule].value())
    };
    rules.iter().copied().flat_map(of_rule).collect()
}
