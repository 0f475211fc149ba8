//! A failed expectation of a case that would come out by the law of a day the case gives.

use crate::eval::{Interpreter, Tried};
use crate::law::{Case, Expectation, InputKind, Law, Value};

use super::words::{is_day_of_birth, noun};

/// What to write where an expectation fails by the law of the case's day, and comes out by that of
/// another day which the case gives: most often what was begun goes on by the law of its beginning.
pub fn by_the_law_of_its_day(
    law: &Law,
    case: &Case,
    expectation: &Expectation,
    tried: &Tried,
) -> Option<String> {
    let law_day = law.law_day()?;
    if tried.as_expected || expectation.undetermined {
        return None;
    }
    case.given.iter().find_map(|(input, given)| {
        let declared = &law[*input];
        let Value::Day(day) = *given else { return None };
        // Nothing is begun by being born.
        if is_day_of_birth(declared) {
            return None;
        }
        if declared.kind != InputKind::Fact || law.history_of(*input).is_some() || day == case.day {
            return None;
        }
        let situation = tried.situation.clone().with(law_day, *given);
        let mut interpreter = Interpreter::new(law, &situation);
        let holds = interpreter.evaluate(expectation.outcome).is_true();
        holds.then(|| {
            format!(
                "By the law of {}, the {}, it comes out as expected. If that law is meant, write \
                 `governed by {day}` behind what is expected.",
                day.in_words(),
                noun(law, *input),
            )
        })
    })
}
