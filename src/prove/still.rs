//! Somebody for whom a day changes one thing, and the next day changes nothing back.

use std::sync::Arc;

use crate::calendar::Day;
use crate::eval::{Interpreter, Situation};
use crate::law::{Claim, ExprId, InputKind, Law, Needs, Value};
use crate::verdict::Witness;

use super::replay::surely_fails;

/// By so many days a date of a person is moved, the least first.
const MOVES: [i32; 8] = [30, -30, 182, -182, 365, -365, 3652, -3652];

/// The person, with one date moved if an outcome is otherwise again on the day after and there is such a
/// person for whom it is not: what another day does would be shown beside this one. Whoever is found is
/// one for whom the claim fails; a few persons are tried.
pub(super) fn still(
    law: &Law,
    needs: &Arc<Needs>,
    claim: &Claim,
    is: ExprId,
    person: Witness,
) -> Witness {
    let stays = |person: &Witness| {
        let on = |day| {
            let situation = Situation::of(law, day, person.values());
            let interpreter = Interpreter::new(law, &situation);
            let mut interpreter = interpreter.knowing(Arc::clone(needs));
            interpreter.evaluate(is).value()
        };
        let next = person.day.next();
        next.is_none_or(|next| on(next) == on(person.day))
    };
    if stays(&person) {
        return person;
    }
    let moved = MOVES.iter().flat_map(|days| {
        let all = person.given.iter().enumerate();
        all.filter_map(|(at, (input, of))| {
            let Value::Day(date) = of else { return None };
            if let InputKind::Twin(_) = law[*input].kind {
                return None;
            }
            let date = Day::from_number(date.number().checked_add(*days)?)?;
            let mut moved = person.clone();
            *moved.given.get_mut(at)? = (*input, Value::Day(date));
            Some(moved)
        })
    });
    let found =
        { moved }.find(|moved| surely_fails(law, needs, claim, moved, moved.day) && stays(moved));
    found.unwrap_or(person)
}
