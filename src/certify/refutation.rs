//! A refutation: on all readings of its cube, the witness fulfils the premises and the claim is
//! not true of it.

use std::collections::BTreeSet;

use crate::law::{Claim, InputId, InputKind, ListId};
use crate::verdict::{Premise, Refutation};

use super::bounds::READING_SPLITS_LIMIT;
use super::partition::split_reading;
use super::question::Readings;
use super::{Domain, Evaluator, Ground, Path, Places, Question, Reason, Reasons, Rejected};

/// Checks a refutation, splitting the readings of the cube as far as needed.
pub(super) fn check(
    ground: &mut Ground,
    question: &Question,
    cube: &Readings,
    refutation: &Refutation,
) -> Result<(), Rejected> {
    let witness = witness(ground, question.claim, refutation)?;
    let path = cube.iter().fold(witness, |path, (reading, places)| {
        path.within(*reading, *places)
    });
    let mut left = vec![path];
    let mut work = 0;
    while let Some(path) = left.pop() {
        work += 1;
        if work > READING_SPLITS_LIMIT {
            return Err(Rejected::TooMuchWork);
        }
        let mut evaluator = Evaluator::new(ground, &path, Reason::Found);
        let Some(why) = still_open(question, &mut evaluator)? else {
            continue;
        };
        left.extend(split_reading(ground, &path, why)?);
    }
    Ok(())
}

/// `None` if the path is refuted or the claim is not stated for its readings, else what this
/// depends on.
fn still_open(question: &Question, evaluator: &mut Evaluator) -> Result<Option<Reasons>, Rejected> {
    let mut why = Reasons::NONE;
    let mut settled = true;
    for premise in Question::PREMISES {
        let outcome = question.premise(evaluator, premise);
        if premise == Premise::Region && !outcome.can_be_true() {
            return Ok(None);
        }
        if outcome.is_settled() && !outcome.is_true() {
            return Err(Rejected::WitnessOutside(premise));
        }
        settled &= outcome.is_true();
        why = evaluator.ground.reasons.join(why, outcome.why);
    }
    let claim = evaluator.truth(question.claim.claim);
    if settled && claim.is_true() {
        return Err(Rejected::WitnessFulfils);
    }
    if settled && !claim.can_be_true() {
        return Ok(None);
    }
    Ok(Some(evaluator.ground.reasons.join(why, claim.why)))
}

/// The path on which all inputs that the claim reads, but readings, have the values of the witness.
fn witness(ground: &mut Ground, claim: &Claim, refutation: &Refutation) -> Result<Path, Rejected> {
    let read = ground.read_by(claim);
    let mut path = Path::start(ground.law);
    let mut named = BTreeSet::new();
    let length = |list: ListId| {
        let input = ground.law[list].length;
        let value = refutation.witness.get(ground.names.input(input))?;
        ground.names.find_number(input, value)
    };
    for input in (0..ground.law.inputs.len()).map(InputId::at) {
        let kind = ground.law[input].kind;
        let is_left_open = matches!(kind, InputKind::Reading | InputKind::Unmodelled);
        if is_left_open || !ground.is_free(input) || !read.contains(input.index()) {
            continue;
        }
        let name = ground.names.input(input);
        let value = match (refutation.witness.get(name), kind) {
            (Some(value), _) => value,
            // Where a list has no element, there is nothing to say of it: whatever it would be, the
            // person is the same.
            (None, InputKind::Slot(list, place))
                if length(list).is_some_and(|length| length <= i64::from(place)) =>
            {
                continue;
            }
            (None, _) => return Err(Rejected::WitnessLacks(name.to_owned())),
        };
        named.insert(name);
        let wrong = || Rejected::WrongValue(name.to_owned(), value.clone());
        path = match path.domain(input) {
            Some(Domain::Places(_)) => {
                let place = ground.names.find_place(input, value).ok_or_else(wrong)?;
                path.within(input, Places::one(place))
            }
            Some(Domain::Days(range) | Domain::Numbers(range)) => {
                let number = ground.names.find_number(input, value).ok_or_else(wrong)?;
                if !range.contains(number) {
                    return Err(wrong());
                }
                path.from(input, number).to(input, number)
            }
            None => return Err(wrong()),
        };
    }
    let mut given = refutation.witness.keys();
    if let Some(stray) = given.find(|name| !named.contains(name.as_str())) {
        return Err(Rejected::WitnessStray(stray.clone()));
    }
    Ok(path)
}
