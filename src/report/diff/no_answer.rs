//! Why the law gives no answer on one of two sides.

use crate::eval::{Interpreter, Outcome, Situation};
use crate::law::{ExprId, Law};
use crate::report::rule_words::cause_words;
use crate::verdict::{Difference, Witness};

/// The conflict, the gap or the operation without a result by which there is no answer for the person of
/// the example: on either side, where it is on that one alone.
pub(super) fn why(law: &Law, one: &Difference, sides: (ExprId, ExprId)) -> Vec<String> {
    let Some(person) = &one.example else {
        return Vec::new();
    };
    let [was, is] = [sides.0, sides.1].map(|side| causes(law, person, side));
    match (was, is) {
        (Some(why), None) | (None, Some(why)) => why,
        _ => Vec::new(),
    }
}

fn causes(law: &Law, person: &Witness, side: ExprId) -> Option<Vec<String>> {
    let situation = Situation::of(law, person.day, person.values());
    match Interpreter::new(law, &situation).evaluate(side) {
        Outcome::Fail(causes) => Some(causes.iter().map(|one| cause_words(law, one)).collect()),
        _ => None,
    }
}
