//! Why the law gives no answer on one of two sides.

use std::borrow::Cow;

use crate::eval::{Interpreter, Outcome, Situation};
use crate::law::{Expr, ExprId, InputKind, Law, RuleId, TermRole, WrittenId};
use crate::report::rule_words::cause_words;
use crate::verdict::{Difference, Witness};

/// The conflict, the gap or the operation without a result by which there is no answer for the person of
/// the example, and for others by another: on either side, where it is on that one alone.
pub(super) fn why(law: &Law, one: &Difference, sides: (ExprId, ExprId)) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for person in one.example.iter().chain(&one.others) {
        let [was, is] = [sides.0, sides.1].map(|side| causes(law, person, side));
        let ((Some(why), None) | (None, Some(why))) = (was, is) else {
            continue;
        };
        for why in why {
            if !told.contains(&why) {
                told.push(why);
            }
        }
    }
    told
}

fn causes(law: &Law, person: &Witness, side: ExprId) -> Option<Vec<String>> {
    let situation = Situation::of(law, person.day, person.values());
    match Interpreter::new(law, &situation).evaluate(side) {
        Outcome::Fail(causes) => {
            let law = of_side(law, side);
            Some(causes.iter().map(|one| cause_words(&law, one)).collect())
        }
        _ => None,
    }
}

/// The law with those values of parameters that it has on a side: of two versions that are put into one
/// law, the days of the other one are not told.
fn of_side(law: &Law, side: ExprId) -> Cow<'_, Law> {
    let bindings = match law.exprs.get(side) {
        Expr::With(bindings, _) => bindings.as_slice(),
        _ => &[],
    };
    let off = bindings.iter().filter_map(|(input, is)| {
        let is_off = law.exprs.is_bool(*is, true);
        match law[*input].kind {
            InputKind::Switch(rule) => is_off.then_some(rule),
            _ => None,
        }
    });
    let off: Vec<WrittenId> = off.collect();
    if off.is_empty() {
        return Cow::Borrowed(law);
    }
    let mut own = law.clone();
    let mut terms = std::mem::take(&mut own.terms);
    for term in &mut terms {
        let is_on = |rule: &RuleId| !off.contains(&own[*rule].written);
        term.rules.retain(is_on);
        if term.role == TermRole::Parameter {
            let first = |rule: &RuleId| own.exprs.days_in_order(own[*rule].from?);
            term.rules.sort_by_key(first);
        }
    }
    own.terms = terms;
    Cow::Owned(own)
}
