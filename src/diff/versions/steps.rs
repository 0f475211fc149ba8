use std::collections::BTreeMap;

use crate::law::{Door, DoorId, InputId, StepId, TermId, Value};

use super::correspondence::{Correspondence, push};

impl Correspondence<'_> {
    /// What the steps of the older version are made of, and all doors.
    pub(super) fn fill_steps(&mut self) {
        for (at, step) in self.old.steps.iter().enumerate() {
            let id = self.step(StepId::at(at));
            let terms = |terms: &[TermId]| -> Vec<TermId> {
                terms.iter().map(|term| self.known_term(*term)).collect()
            };
            let requirements = terms(&step.requirements);
            let overdue = step.overdue.map(|term| self.known_term(term));
            if id.index() < self.known.steps {
                let known = &mut self.law[id];
                let more = requirements.into_iter();
                let more: Vec<TermId> = more
                    .filter(|term| !known.requirements.contains(term))
                    .collect();
                known.requirements.extend(more);
                known.overdue = known.overdue.or(overdue);
                continue;
            }
            let mut copy = step.clone();
            copy.choices = self.all_inputs(&step.choices);
            copy.open = self.known_term(step.open);
            copy.norm = self.known_term(step.norm);
            (copy.requirements, copy.overdue) = (requirements, overdue);
            self.law[id] = copy;
        }
        self.fill_doors();
    }

    /// A door that grants the same in both versions is one; where no rule of a version requires
    /// anything, what it requires is true there. Of others each version has its own.
    fn fill_doors(&mut self) {
        let mut known: BTreeMap<(StepId, Vec<(InputId, Value)>), DoorId> = BTreeMap::new();
        for (at, door) in self.law.doors.iter().enumerate() {
            known.insert((door.step, door.choices.clone()), DoorId::at(at));
        }
        let mut of_new = vec![true; self.law.doors.len()];
        let mut own = Vec::new();
        for door in &self.old.doors {
            let door = self.old_door(door);
            let same = known.get(&(door.step, door.choices.clone())).copied();
            let Some(same) = same.filter(|same| self.law[*same].grants == door.grants) else {
                own.push(door);
                continue;
            };
            if let Some(one) = of_new.get_mut(same.index()) {
                *one = false;
            }
            let open = self.by_version(door.open, self.law[same].open);
            let needs = &mut self.law[same].needs;
            let more = door.needs.into_iter();
            let more: Vec<_> = more.filter(|need| !needs.contains(need)).collect();
            needs.extend(more);
            self.law[same].open = open;
            self.close_gate(same);
        }
        for (at, of_new) in of_new.into_iter().enumerate() {
            if of_new {
                let door = DoorId::at(at);
                self.law[door].open = self.in_version(true, self.law[door].open);
                self.close_gate(door);
            }
        }
        for mut door in own {
            door.open = self.in_version(false, door.open);
            let door = DoorId::at(push(&mut self.law.doors, door));
            self.close_gate(door);
        }
    }

    fn old_door(&self, door: &Door) -> Door {
        let choices = door.choices.iter();
        Door {
            step: self.step(door.step),
            choices: choices
                .map(|(input, value)| (self.input(*input), self.value(*value)))
                .collect(),
            grants: self.all_inputs(&door.grants),
            open: self.expr(door.open),
            needs: self.all_exprs(&door.needs),
            gate: self.expr(door.gate),
        }
    }

    fn close_gate(&mut self, door: DoorId) {
        let parts = std::iter::once(self.law[door].open).chain(self.law[door].needs.clone());
        let gate = self.law.exprs.and(parts);
        self.law[door].gate = gate;
    }
}
