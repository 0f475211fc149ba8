//! Doors: every step with every combination of its choices.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Choices, Door, Expr, ExprId, InputId, Law, StepId, Type, Value, holds};
use crate::text::Span;

use super::context::Checker;

/// The most combinations of choices of one step.
const DOOR_LIMIT: usize = 4_096;

impl Checker<'_> {
    /// Makes the doors of all steps, in the order of the steps and of the values declared.
    pub fn build_doors(&mut self) {
        for at in 0..self.law.steps.len() {
            let step = StepId::at(at);
            if !self.law[step].is_open_to_the_person() {
                let granted = self.granted.get(&step).into_iter().flatten();
                let granted = granted.map(|(_, input)| (step, *input));
                self.law.granted_unasked.extend(granted);
            }
            if self.law[step].is_event() {
                continue;
            }
            let inputs = self.law[step].choices.clone();
            let types: Vec<Type> = inputs.iter().map(|choice| self.law[*choice].ty).collect();
            let Some(combinations) = combinations(&self.law, &types) else {
                if let Some(span) = self.law[step].span {
                    let help = "split the procedure, or make what is not chosen a fact";
                    self.report_combinations(span, help);
                }
                continue;
            };
            for values in combinations {
                let choices = inputs.iter().copied().zip(values).collect();
                let door = self.door(step, choices);
                self.law.doors.push(door);
            }
        }
    }

    /// Reports more combinations of choices or attributes than there may be.
    pub fn report_combinations(&mut self, span: Span, help: &str) {
        self.report(
            Diagnostic::new(
                Code::TooMany,
                format!("the choices have more than {DOOR_LIMIT} combinations"),
            )
            .at(span, "")
            .help(help),
        );
    }

    /// What a step grants with these choices, each once.
    fn granted_by(&self, step: StepId, choices: &[(InputId, Value)]) -> Vec<InputId> {
        let chosen: Choices = choices
            .iter()
            .filter_map(|(input, value)| Some((*input, u32::try_from(value.place()?).ok()?)))
            .collect();
        let mut granted = Vec::new();
        if !self.law[step].is_open_to_the_person() {
            return granted;
        }
        for (when, input) in self.granted.get(&step).into_iter().flatten() {
            let is_granted = when.is_none_or(|when| holds(&self.law, when, &chosen) == Some(true));
            if is_granted && !granted.contains(input) {
                granted.push(*input);
            }
        }
        granted
    }

    fn door(&mut self, step: StepId, choices: Vec<(InputId, Value)>) -> Door {
        let occasion = self.occasion_value(step);
        let occasion = self.law.exprs.lit(occasion);
        let mut bindings = vec![(self.occasion, occasion)];
        // Whoever goes through a door does what is to be done.
        if let Some(became) = self.law.became()
            && let Some(performed) = Value::at_place(self.law[became].ty, 0)
        {
            bindings.push((became, self.law.exprs.lit(performed)));
        }
        for (input, value) in &choices {
            bindings.push((*input, self.law.exprs.lit(*value)));
        }
        let (open, requirements) = (self.law[step].open, self.law[step].requirements.clone());
        let exprs = &mut self.law.exprs;
        let mut bound = |term| {
            let call = exprs.add(Expr::Call(term));
            exprs.add(Expr::With(bindings.clone(), call))
        };
        let open = bound(open);
        let needs: Vec<ExprId> = requirements.into_iter().map(bound).collect();
        let gate = exprs.and(std::iter::once(open).chain(needs.iter().copied()));
        Door {
            step,
            grants: self.granted_by(step, &choices),
            choices,
            open,
            needs,
            gate,
        }
    }
}

/// All combinations of values of enumerated types, the first varying last; `None` where there are
/// too many.
pub fn combinations(law: &Law, types: &[Type]) -> Option<Vec<Vec<Value>>> {
    let mut all: Vec<Vec<Value>> = vec![Vec::new()];
    for ty in types {
        let values: Vec<Value> = (0..law.size_of(*ty))
            .filter_map(|place| Value::at_place(*ty, place))
            .collect();
        if all.len().saturating_mul(values.len()) > DOOR_LIMIT {
            return None;
        }
        all = all
            .into_iter()
            .flat_map(|made| {
                values.iter().map(move |value| {
                    let mut made = made.clone();
                    made.push(*value);
                    made
                })
            })
            .collect();
    }
    Some(all)
}
