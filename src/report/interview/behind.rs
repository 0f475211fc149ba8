//! The rules for which something is asked.

use std::collections::BTreeSet;

use crate::eval::{Situation, Standing, Wanted, explain};
use crate::law::{Expr, ExprId, Ground, InputId, Law, Op, Rule, WrittenId, cone, cone_with_gates};

use super::super::rules_told::statuses;

/// The sentences for which a rule asks something. What a rounded value says by itself may be how it is
/// rounded: what it is a value of stands in its provision.
pub(super) fn own_sentences(law: &Law, rule: WrittenId) -> &[Ground] {
    let of_rule = law.rules.iter().filter(|one| one.written == rule);
    let mut values = of_rule.filter_map(Rule::value);
    let is_rounded = |value: ExprId| matches!(law.exprs.get(value), Expr::Op(Op::Round(..), _));
    match values.any(is_rounded) {
        true => &law[rule].grounds,
        false => law.own_grounds(rule),
    }
}

/// The rules for which it is asked: those that may apply and hang on it, before those that name it;
/// those that ask for least else first.
pub(super) fn rules(law: &Law, case: &Situation, expr: ExprId, wanted: Wanted) -> Vec<WrittenId> {
    let parts = parts_of(law, wanted.input());
    // Of an element that is spoken of, rules name the field.
    let names = |rule: WrittenId| -> Option<usize> {
        let exprs = law
            .rules
            .iter()
            .filter(|one| one.written == rule)
            .flat_map(|one| one.exprs());
        let inputs = cone(law, exprs).inputs;
        let named = inputs.iter().any(|one| parts.contains(one));
        named.then_some(inputs.len())
    };
    let explanation = explain(law, case, expr);
    let mut found: Vec<(usize, WrittenId)> = statuses(law, &explanation)
        .into_iter()
        .filter(|status| match &status.standing {
            Standing::Open { missing } => missing.iter().any(|one| parts.contains(one)),
            _ => false,
        })
        .filter_map(|status| {
            let rule = law[status.rule].written;
            Some((names(rule)?, rule))
        })
        .collect();
    if found.is_empty() {
        let behind = cone_with_gates(law, [expr]).rules.into_iter();
        let written: BTreeSet<WrittenId> = behind.map(|rule| law[rule].written).collect();
        found = written
            .into_iter()
            .filter_map(|rule| Some((names(rule)?, rule)))
            .collect();
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(_, rule)| rule).collect()
}

/// What rules name of something that is asked for: the parts of what holds over time, the field of an element.
pub(super) fn parts_of(law: &Law, input: InputId) -> BTreeSet<InputId> {
    let history = law[input].history.into_iter();
    let history = history.flat_map(|history| history.inputs());
    history.chain([input]).chain(law.field(input)).collect()
}
