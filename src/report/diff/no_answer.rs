//! Why the law gives no answer on one of two sides.

use std::borrow::Cow;

use crate::eval::{Interpreter, Outcome, Situation};
use crate::law::{Expr, ExprId, InputKind, Law, RuleId, TermRole, WrittenId};
use crate::report::rule_words::cause_words;
use crate::verdict::{Difference, Witness};

use super::Sided;

/// Why a person has no answer who is told together with others.
pub(super) struct Reasons<'d> {
    /// The person.
    pub(super) person: &'d Witness,
    /// The difference that touches the person.
    pub(super) of: &'d Difference,
    /// What keeps the answer away, where it was not told of another person before: sentences without
    /// their full stops.
    pub(super) why: Vec<String>,
}

/// What is told of the persons of a group: of the example, and then of whoever has no answer for a reason
/// that is none of those before.
pub(super) fn by_person<'d>(law: &Law, group: &[Sided<'d>]) -> Vec<Reasons<'d>> {
    let differences = || group.iter().map(|(one, _)| *one);
    let examples = differences().filter_map(|one| Some((one, one.example.as_ref()?)));
    let others = differences().flat_map(|one| one.others.iter().map(move |other| (one, other)));
    let mut found: Vec<Reasons<'d>> = Vec::new();
    for (of, person) in examples.chain(others) {
        let mut why: Vec<String> = Vec::new();
        for reason in group
            .iter()
            .flat_map(|(_, sides)| of_person(law, person, *sides))
        {
            let mut told = found.iter().flat_map(|one| &one.why).chain(&why);
            if !told.any(|one| *one == reason) {
                why.push(reason);
            }
        }
        if found.is_empty() || !why.is_empty() {
            found.push(Reasons { person, of, why });
        }
    }
    found
}

/// The conflict, the gap or the operation without a result by which there is no answer for the person of
/// the example, and for others by another: on either side, where it is on that one alone.
pub(super) fn why(law: &Law, one: &Difference, sides: (ExprId, ExprId)) -> Vec<String> {
    let told = by_person(law, &[(one, sides)]).into_iter();
    told.flat_map(|one| one.why).collect()
}

/// Why a person has no answer on one side, and on that alone.
fn of_person(law: &Law, person: &Witness, sides: (ExprId, ExprId)) -> Vec<String> {
    match [sides.0, sides.1].map(|side| causes(law, person, side)) {
        [Some(why), None] | [None, Some(why)] => why,
        _ => Vec::new(),
    }
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
