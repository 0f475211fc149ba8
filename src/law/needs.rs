//! Which doors grant which holdings, and which holdings they look at.

use std::collections::{BTreeMap, BTreeSet};

use super::{DoorId, ExprId, InputId, Law, StepId, cone};

/// For each holding the doors that grant it and those that look at it, for each step the holdings
/// that its gates look at: of a whole law, or of what lies behind some holdings. A gate has the same
/// outcome as long as what it looks at is the same.
///
/// Read off a law once, in a time that is linear in the size of the law and of what each gate hangs
/// on.
#[derive(Debug, Clone)]
pub struct Needs {
    holdings: Vec<InputId>,
    doors: Vec<DoorId>,
    of_step: BTreeMap<StepId, BTreeSet<InputId>>,
    granting: BTreeMap<InputId, Vec<DoorId>>,
    looking: BTreeMap<InputId, Vec<DoorId>>,
}

impl Needs {
    /// All holdings and doors of a law: see [`Law::needs`].
    pub(super) fn new(law: &Law) -> Self {
        let mut gates: BTreeMap<StepId, Vec<ExprId>> = BTreeMap::new();
        for door in &law.doors {
            gates.entry(door.step).or_default().push(door.gate);
        }
        let looked_at =
            |(step, gates): (StepId, Vec<ExprId>)| (step, cone(law, gates).holdings(law).collect());
        let of_step = gates.into_iter().map(looked_at).collect();
        let doors = (0..law.doors.len()).map(DoorId::at).collect();
        Self::of_doors(law, law.holdings().collect(), doors, of_step)
    }

    /// The same as [`Self::behind`] all of a law, in a time that is linear in what lies behind these
    /// holdings and in the number of doors.
    pub fn only_behind(law: &Law, goals: impl IntoIterator<Item = InputId>) -> Self {
        let mut granting: BTreeMap<InputId, Vec<DoorId>> = BTreeMap::new();
        let mut gates: BTreeMap<StepId, Vec<ExprId>> = BTreeMap::new();
        for (at, door) in law.doors.iter().enumerate() {
            let id = DoorId::at(at);
            for holding in law.grants(id) {
                granting.entry(*holding).or_default().push(id);
            }
            gates.entry(door.step).or_default().push(door.gate);
        }
        let mut of_step: BTreeMap<StepId, BTreeSet<InputId>> = BTreeMap::new();
        let mut doors: BTreeSet<DoorId> = BTreeSet::new();
        let mut open: Vec<InputId> = goals.into_iter().collect();
        let mut holdings: BTreeSet<InputId> = open.iter().copied().collect();
        while let Some(at) = open.pop() {
            for door in granting.get(&at).into_iter().flatten() {
                doors.insert(*door);
                let step = law[*door].step;
                if of_step.contains_key(&step) {
                    continue;
                }
                let gates = gates.get(&step).into_iter().flatten().copied();
                let looked_at: BTreeSet<InputId> = cone(law, gates).holdings(law).collect();
                open.extend(looked_at.iter().filter(|need| holdings.insert(**need)));
                of_step.insert(step, looked_at);
            }
        }
        let holdings = holdings.into_iter().collect();
        Self::of_doors(law, holdings, doors.into_iter().collect(), of_step)
    }

    fn of_doors(
        law: &Law,
        holdings: Vec<InputId>,
        doors: Vec<DoorId>,
        of_step: BTreeMap<StepId, BTreeSet<InputId>>,
    ) -> Self {
        let mut granting: BTreeMap<InputId, Vec<DoorId>> = BTreeMap::new();
        let mut looking: BTreeMap<InputId, Vec<DoorId>> = BTreeMap::new();
        for door in &doors {
            let granted: BTreeSet<&InputId> = law.grants(*door).iter().collect();
            for holding in granted {
                granting.entry(*holding).or_default().push(*door);
            }
            for holding in of_step.get(&law[*door].step).into_iter().flatten() {
                looking.entry(*holding).or_default().push(*door);
            }
        }
        Self {
            holdings,
            doors,
            of_step,
            granting,
            looking,
        }
    }

    /// What can matter for reaching some holdings, and nothing else.
    #[must_use]
    pub fn behind(&self, law: &Law, goals: impl IntoIterator<Item = InputId>) -> Self {
        let holdings = self.holdings_behind(law, goals);
        let granting = holdings.iter().flat_map(|holding| self.granting(*holding));
        let doors: BTreeSet<DoorId> = granting.copied().collect();
        let steps = doors.iter().filter_map(|door| {
            let step = law[*door].step;
            Some((step, self.of_step.get(&step)?.clone()))
        });
        let of_step = steps.collect();
        let holdings = holdings.into_iter().collect();
        Self::of_doors(law, holdings, doors.into_iter().collect(), of_step)
    }

    /// The holdings, in the order of the law.
    pub fn holdings(&self) -> &[InputId] {
        &self.holdings
    }

    /// Whether a holding, and with it what lies behind it, is among these.
    pub fn covers(&self, holding: InputId) -> bool {
        self.holdings.binary_search(&holding).is_ok()
    }

    /// The doors, in the order of the law.
    pub fn doors(&self) -> &[DoorId] {
        &self.doors
    }

    /// The doors that grant a holding, in the order of the law.
    pub fn granting(&self, holding: InputId) -> &[DoorId] {
        self.granting.get(&holding).map_or(&[], Vec::as_slice)
    }

    /// The doors that look at a holding, in the order of the law.
    pub fn looking(&self, holding: InputId) -> &[DoorId] {
        self.looking.get(&holding).map_or(&[], Vec::as_slice)
    }

    /// The holdings that the gates of a step look at.
    pub fn of(&self, step: StepId) -> impl Iterator<Item = InputId> + '_ {
        self.of_step.get(&step).into_iter().flatten().copied()
    }

    /// The holdings that doors which grant `holding` look at.
    pub fn needed_for(&self, law: &Law, holding: InputId) -> BTreeSet<InputId> {
        let doors = self.granting(holding).iter();
        doors.flat_map(|door| self.of(law[*door].step)).collect()
    }

    /// The holdings whose possession can matter for reaching some, these included.
    pub fn holdings_behind(
        &self,
        law: &Law,
        goals: impl IntoIterator<Item = InputId>,
    ) -> BTreeSet<InputId> {
        let mut open: Vec<InputId> = goals.into_iter().collect();
        let mut found: BTreeSet<InputId> = open.iter().copied().collect();
        while let Some(at) = open.pop() {
            for need in self.needed_for(law, at) {
                if found.insert(need) {
                    open.push(need);
                }
            }
        }
        found
    }

    /// The gates of all doors that can matter for reaching `goal`, in the order of the law.
    pub fn gates_behind(&self, law: &Law, goal: InputId) -> Vec<ExprId> {
        let behind = self.holdings_behind(law, [goal]);
        let granting = behind.iter().flat_map(|holding| self.granting(*holding));
        let doors: BTreeSet<DoorId> = granting.copied().collect();
        doors.into_iter().map(|door| law[door].gate).collect()
    }
}
