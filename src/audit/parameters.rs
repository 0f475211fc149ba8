//! Rules in force on days on which a parameter that they ask for has no value.

use std::collections::BTreeSet;

use crate::law::{Expr, RuleId, TermId, WrittenId};
use crate::verdict::Subject;

use super::Questions;
use super::asked::{Asked, parts_asked};
use super::sought::Sought;

/// The claim, about whoever meets the conditions of the rule while it is in force, of whom it asks
/// for the parameter when that has no value: it has one. It asks where its own text does, over
/// defines, by the law of whichever day; not over other rules, which are asked about themselves.
pub fn ask(questions: &mut Questions<'_>) {
    let terms = (0..questions.law.terms.len()).map(TermId::at);
    let parameters: BTreeSet<TermId> = terms
        .filter(|term| questions.law.is_parameter(*term))
        .collect();
    for written in questions.written() {
        let rules = questions.law[written].rules.clone();
        let mentioned = mentioned(questions, &rules);
        for parameter in mentioned.intersection(&parameters) {
            ask_of(questions, (written, &rules), *parameter);
        }
    }
}

/// The terms that the text of some rules mentions, over defines. In the order of the law.
fn mentioned(questions: &Questions<'_>, rules: &[RuleId]) -> BTreeSet<TermId> {
    let own = rules.iter().flat_map(|rule| questions.law[*rule].exprs());
    let parts = parts_asked(questions, own.collect()).into_iter();
    parts
        .filter_map(|id| match questions.law.exprs.get(id) {
            Expr::Call(term) => Some(*term),
            _ => None,
        })
        .collect()
}

fn ask_of(
    questions: &mut Questions<'_>,
    (written, rules): (WrittenId, &[RuleId]),
    parameter: TermId,
) {
    let mut asked = Asked::new(Sought::value(questions, parameter));
    let (mut whom, mut has) = (Vec::new(), Vec::new());
    for rule in rules {
        if let Some(asks) = asked.of_rule(questions, *rule) {
            whom.push(asks.whom);
            has.extend(asks.has);
        }
    }
    if whom.is_empty() {
        return;
    }
    let whom = questions.law.exprs.or(whom);
    has.sort_unstable();
    has.dedup();
    let claim = questions.law.exprs.and(has);
    let (name, span) = (&questions.law[written].name, questions.law[written].span);
    let name = format!("no value: {} in {name}", questions.law[parameter].name);
    let about = Subject::NoParameter(written, parameter);
    questions.put(about, (name, span), vec![whom], claim);
}
