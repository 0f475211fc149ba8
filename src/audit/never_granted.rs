//! Holdings that no step gives anybody.

use std::collections::BTreeSet;

use crate::law::{DoorId, InputId, Law, WrittenId};
use crate::verdict::Subject;

use super::Questions;

/// The claim: every door to the holding is shut, whatever a person has. What no step of a person grants
/// is had from elsewhere.
pub fn ask(questions: &mut Questions<'_>) {
    let holdings: Vec<InputId> = questions.law.holdings().collect();
    for holding in holdings {
        let doors: Vec<DoorId> = questions.law.doors_to(holding).collect();
        if doors.is_empty() {
            continue;
        }
        let Some(span) = questions.law[holding].span else {
            continue;
        };
        let gates: Vec<_> = doors.iter().map(|door| questions.law[*door].gate).collect();
        let some = questions.law.exprs.or(gates);
        let claim = questions.law.exprs.not(some);
        let name = format!("never granted: {}", questions.law[holding].name);
        questions.put(
            Subject::NeverGranted(holding),
            (name, span),
            Vec::new(),
            claim,
        );
    }
}

/// The rules on whether a step is open that grants the holding, in the order of the files.
pub fn opening(law: &Law, holding: InputId) -> Vec<WrittenId> {
    let doors = law.doors_to(holding);
    let open = doors.flat_map(|door| &law[law[law[door].step].open].rules);
    let all: BTreeSet<WrittenId> = open.map(|rule| law[*rule].written).collect();
    all.into_iter().collect()
}
