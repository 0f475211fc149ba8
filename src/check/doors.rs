//! Doors: every step with every combination of its choices.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Door, Expr, ExprId, InputId, StepId, Value};

use super::context::Checker;

/// The most combinations of choices of one step.
const DOOR_LIMIT: usize = 4_096;

impl Checker<'_> {
    /// Makes the doors of all steps, in the order of the steps and of the values declared.
    pub fn build_doors(&mut self) {
        for at in 0..self.law.steps.len() {
            let step = StepId::at(at);
            let Some(combinations) = self.combinations(step) else {
                continue;
            };
            for choices in combinations {
                let door = self.door(step, choices);
                self.law.doors.push(door);
            }
        }
    }

    fn combinations(&mut self, step: StepId) -> Option<Vec<Vec<(InputId, Value)>>> {
        let mut all: Vec<Vec<(InputId, Value)>> = vec![Vec::new()];
        for choice in self.law[step].choices.clone() {
            let ty = self.law[choice].ty;
            let values: Vec<Value> = (0..self.law.size_of(ty))
                .filter_map(|place| Value::at_place(ty, place))
                .collect();
            if all.len().saturating_mul(values.len()) > DOOR_LIMIT {
                if let Some(span) = self.law[step].span {
                    self.report(
                        Diagnostic::new(
                            Code::TooMany,
                            format!("the choices have more than {DOOR_LIMIT} combinations"),
                        )
                        .at(span, "")
                        .help("split the procedure, or make what is not chosen a fact"),
                    );
                }
                return None;
            }
            all = all
                .into_iter()
                .flat_map(|made| {
                    values.iter().map(move |value| {
                        let mut made = made.clone();
                        made.push((choice, *value));
                        made
                    })
                })
                .collect();
        }
        Some(all)
    }

    fn door(&mut self, step: StepId, choices: Vec<(InputId, Value)>) -> Door {
        let occasion = self.occasion_value(step);
        let occasion = self.law.exprs.lit(occasion);
        let mut bindings = vec![(self.occasion, occasion)];
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
            choices,
            open,
            needs,
            gate,
        }
    }
}
