//! What the tests of this room add to the draft of a law: steps as `check` makes them, with the
//! occasion bound at every gate; persons, and what comes of them.

pub use crate::law::draft::{Draft, day};

use crate::law::{Door, DoorId, ExprId, InputId, Phrases, StepId, TermId, Value};

use super::{Interpreter, Outcome, Situation};

impl Draft {
    /// A step that is open.
    pub fn step(&mut self, name: &str, grants: &[InputId]) -> StepId {
        let open = self.bool(true);
        let open = self.define("open", open);
        let requirement = self.bool(true);
        let norm = self.define("norm", requirement);
        let step = self.add_step(name, open, norm, grants);
        if let Some(occasions) = self.law.enums.first_mut() {
            occasions
                .members
                .push((name.to_owned(), Phrases::default()));
        }
        step
    }

    /// A way to take a step that needs this.
    pub fn door(&mut self, step: StepId, need: ExprId) -> DoorId {
        let occasion = self.law.occasion().unwrap();
        let taken = self.value(occasion, step.index() + 1);
        let taken = self.law.exprs.lit(taken);
        let mut bind = |inner| self.with(&[(occasion, taken)], inner);
        let need = bind(need);
        let open_term = self.law[step].open;
        let open = self.call(open_term);
        let open = self.with(&[(occasion, taken)], open);
        let gate = self.and(&[open, need]);
        self.law.doors.push(Door {
            step,
            choices: Vec::new(),
            grants: self.granted(step),
            open,
            needs: vec![need],
            gate,
        });
        DoorId::at(self.law.doors.len() - 1)
    }

    /// A step with one door, which needs these holdings.
    pub fn simple_door(&mut self, name: &str, grants: InputId, needs: &[InputId]) -> DoorId {
        let step = self.step(name, &[grants]);
        let needs: Vec<ExprId> = needs.iter().map(|need| self.is(*need)).collect();
        let need = self.and(&needs);
        self.door(step, need)
    }

    pub fn on(&self, text: &str) -> Situation {
        Situation::on(&self.law, day(text))
    }

    /// A person on 1 January 2025 of whom these things are known.
    pub fn person(&self, known: &[(InputId, bool)]) -> Situation {
        let mut situation = self.on("2025-01-01");
        for (input, value) in known {
            situation.set(*input, Value::Bool(*value));
        }
        situation
    }

    pub fn eval(&self, situation: &Situation, expr: ExprId) -> Outcome {
        Interpreter::new(&self.law, situation).evaluate(expr)
    }

    pub fn value_of(&self, situation: &Situation, term: TermId) -> Outcome {
        Interpreter::new(&self.law, situation).term(term)
    }
}
