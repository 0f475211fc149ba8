//! Which doors look at which holdings.

use std::collections::{BTreeMap, BTreeSet};

use crate::law::{DoorId, ExprId, InputId, Law, StepId, cone};

/// For each step the holdings that its gates look at, and for each holding the doors that look
/// at it. A gate has the same outcome as long as those are the same.
#[derive(Debug)]
pub(super) struct Needs {
    of_step: Vec<BTreeSet<InputId>>,
    doors: BTreeMap<InputId, Vec<DoorId>>,
}

impl Needs {
    pub fn new(law: &Law) -> Self {
        let mut gates: Vec<Vec<ExprId>> = vec![Vec::new(); law.steps.len()];
        for door in &law.doors {
            gates
                .get_mut(door.step.index())
                .into_iter()
                .for_each(|own| own.push(door.gate));
        }
        let of_step: Vec<BTreeSet<InputId>> = gates
            .into_iter()
            .map(|gates| cone(law, gates).holdings(law).collect())
            .collect();
        let mut doors: BTreeMap<InputId, Vec<DoorId>> = BTreeMap::new();
        for door in (0..law.doors.len()).map(DoorId::at) {
            for holding in of_step.get(law[door].step.index()).into_iter().flatten() {
                doors.entry(*holding).or_default().push(door);
            }
        }
        Self { of_step, doors }
    }

    /// The holdings that the gates of a step look at.
    pub fn of(&self, step: StepId) -> impl Iterator<Item = InputId> + '_ {
        self.of_step
            .get(step.index())
            .into_iter()
            .flatten()
            .copied()
    }

    /// The doors that look at a holding, in the order of the law.
    pub fn doors(&self, holding: InputId) -> &[DoorId] {
        self.doors.get(&holding).map_or(&[], Vec::as_slice)
    }
}
