//! Which elements of a list meet what the list is asked for.

use crate::eval::{Explanation, Interpreter, Reason, Situation};
use crate::law::{ExprId, Fold, FoldKind, Law, ListId, TermRole, Value};

use super::words::{elements, said_of_person};

/// Of each list of which a condition asks how many elements, or whether some, meet something: which of
/// them do, "counts: the first and the third child"; where not all do that have to, which do not. Nothing
/// where it is open of one of them, or where the list has no more than one.
pub fn which_elements(law: &Law, case: &Situation, condition: &Explanation) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut next = vec![condition];
    while let Some(part) = next.pop() {
        for reason in part.because.iter().rev() {
            match reason {
                Reason::Define(term, inner) => match law[*term].role {
                    TermRole::Fold(fold) => {
                        let told = of_fold(law, case, fold, inner.outcome.is_false());
                        let fresh = told.filter(|told| !found.contains(told));
                        found.extend(fresh);
                    }
                    _ => next.push(inner),
                },
                Reason::Operand(inner) => next.push(inner),
                // On another day other elements may meet it.
                _ => {}
            }
        }
    }
    found
}

/// The case with an element as the one spoken of.
pub fn speaking_of(law: &Law, case: &Situation, (list, place): (ListId, usize)) -> Situation {
    let mut case = case.clone();
    let list = &law[list];
    let slots = list.slots.get(place).into_iter().flatten();
    for (field, slot) in law[list.record].fields.iter().zip(slots) {
        match case.get(*slot) {
            Some(value) => case.set(*field, value),
            None => case.forget(*field),
        }
    }
    case
}

fn of_fold(law: &Law, case: &Situation, fold: Fold, fails: bool) -> Option<String> {
    let (asked, holds) = match (fold.kind, fold.condition, fold.of) {
        (FoldKind::All, None, Some(of)) if fails => (of, false),
        (FoldKind::All, ..) => return None,
        (_, Some(condition), _) => (condition, true),
        (_, None, _) => return None,
    };
    let Some(Value::Int(length)) = case.get(law[fold.list].length) else {
        return None;
    };
    let length = usize::try_from(length).ok().filter(|length| *length > 1)?;
    let meets = |place: usize| meets(law, case, (fold.list, place), asked);
    let all: Option<Vec<bool>> = (0..length).map(meets).collect();
    let places = all?.into_iter().enumerate();
    let places: Vec<usize> = places
        .filter_map(|(place, is)| (is == holds).then_some(place))
        .collect();
    let said = said_of_person(law, asked, holds);
    (!places.is_empty()).then(|| format!("{said}: {}", elements(law, fold.list, &places)))
}

fn meets(law: &Law, case: &Situation, at: (ListId, usize), asked: ExprId) -> Option<bool> {
    let case = speaking_of(law, case, at);
    match Interpreter::new(law, &case).evaluate(asked).value()? {
        Value::Bool(meets) => Some(meets),
        _ => None,
    }
}
