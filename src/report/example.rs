//! Somebody who is shown for an example: what is given of the person, and with which answers to readings
//! that is told of them which is told.

use crate::eval::Situation;
use crate::law::{ExprId, InputId, InputKind, Law, ListId, TermId, Value, cone};
use crate::verdict::{ReadingCube, Refuted};

use super::which_elements::speaking_of;

/// So many combinations of readings are looked at one by one.
const COMBINATIONS_LIMIT: usize = 64;

/// The situation of an example of what is found of a term. Of a term that elements of a list have, the
/// first element is the one spoken of, as in the claim.
pub fn situation(law: &Law, term: TermId, refuted: &Refuted) -> Situation {
    let situation = Situation::of(law, refuted.witness.day, refuted.witness.values());
    let of_record = |record| law.lists.iter().position(|list| list.record == record);
    match law[term].of.and_then(of_record) {
        Some(list) => speaking_of(law, &situation, (ListId::at(list), 0)),
        None => situation,
    }
}

/// The readings on which an example is told: those on which the finding has it, and the example's own
/// answer to each other question on which what is told of it hangs. That is read off `hangs_on`; where
/// these readings have more than 64 combinations, the example's own answer to all of them.
pub fn readings<T: PartialEq>(
    law: &Law,
    (refuted, situation): (&Refuted, &Situation),
    hangs_on: impl IntoIterator<Item = ExprId>,
    told: impl Fn(&Situation) -> T,
) -> ReadingCube {
    let mut cube = refuted.cube.clone();
    let inputs = cone(law, hangs_on).inputs.into_iter();
    let open: Vec<(InputId, Vec<Value>)> = inputs
        .filter(|input| law[*input].kind == InputKind::Reading)
        .map(|reading| (reading, choices(law, &cube, reading)))
        .filter(|(_, choices)| choices.len() > 1)
        .collect();
    let mut combinations = vec![Vec::new()];
    for (_, choices) in &open {
        if combinations.len().saturating_mul(choices.len()) > COMBINATIONS_LIMIT {
            combinations.clear();
            break;
        }
        let with = |before: &Vec<Value>| {
            let before = before.clone();
            let more = choices.iter();
            more.map(move |choice| [before.as_slice(), &[*choice]].concat())
                .collect::<Vec<_>>()
        };
        combinations = combinations.iter().flat_map(with).collect();
    }
    let tell = |of: &Vec<Value>| {
        let readings = open.iter().zip(of);
        let taken = readings.fold(situation.clone(), |taken, ((reading, _), choice)| {
            taken.with(*reading, *choice)
        });
        told(&taken)
    };
    let all: Vec<(&Vec<Value>, T)> = combinations.iter().map(|of| (of, tell(of))).collect();
    for (at, (reading, _)) in open.iter().enumerate() {
        let is_alike = |one: &[Value], other: &[Value]| {
            let mut both = one.iter().zip(other).enumerate();
            both.all(|(place, (one, other))| place == at || one == other)
        };
        let matters = all.iter().any(|(one, said)| {
            let mut others = all.iter();
            others.any(|(other, otherwise)| said != otherwise && is_alike(one, other))
        });
        let own = situation.get(*reading).and_then(Value::place);
        let own = own.and_then(|place| u32::try_from(place).ok());
        if let Some(place) = own.filter(|_| matters || all.is_empty()) {
            cube.0.insert(*reading, vec![place]);
        }
    }
    cube
}

/// The choices of a reading that a cube leaves.
fn choices(law: &Law, cube: &ReadingCube, reading: InputId) -> Vec<Value> {
    let ty = law[reading].ty;
    match cube.0.get(&reading) {
        Some(places) => {
            let places = places.iter();
            places
                .filter_map(|place| Value::at_place(ty, *place as usize))
                .collect()
        }
        None => (0..law.size_of(ty))
            .filter_map(|place| Value::at_place(ty, place))
            .collect(),
    }
}
