//! What is said of steps and holdings: due, open, possible, within reach.

use crate::diagnostic::Code;
use crate::law::Expr as Kernel;
use crate::law::{ExprId, InputId, Op, StepId, Type, Value};
use crate::syntax::{Applied, Became, Expr, ExprKind, Name, State};
use crate::text::Span;

use super::super::Symbol;
use super::super::context::occasion_value;
use super::super::rules::declare_overdue;
use super::{Lower, Place, bare};

impl Lower<'_> {
    pub(super) fn state(&mut self, subject: &Expr, state: State) -> Option<ExprId> {
        match state {
            State::WithinReach | State::OutOfReach | State::SomeDay | State::ForGood => {
                let held = match &subject.kind {
                    ExprKind::Name(name) => bare(name),
                    ExprKind::Call(name, arguments) => Applied {
                        name: name.clone(),
                        arguments: arguments.clone(),
                        span: subject.span,
                    },
                    _ => {
                        let message = "only a holding is within reach";
                        self.mistake(Code::WrongKind, message, subject.span, "");
                        return None;
                    }
                };
                let reach = match state {
                    State::WithinReach | State::OutOfReach => {
                        let reach = self.of_one(&held, |this, holding| {
                            Some(this.law.exprs.add(Kernel::Reach(holding)))
                        })?;
                        self.only_in_questions(subject.span, "within reach")?;
                        reach
                    }
                    _ => {
                        self.only_in_questions(subject.span, "within reach some day")?;
                        self.of_one(&held, |this, holding| this.some_day(holding, subject.span))?
                    }
                };
                Some(match state {
                    State::WithinReach | State::SomeDay => reach,
                    _ => self.law.exprs.not(reach),
                })
            }
            State::Became(became) => self.became(subject, became),
            State::Overdue => {
                let step = self.procedure_of(subject, &[])?.0;
                let overdue = match self.law[step].overdue {
                    // To it no rule gives a deadline: it never is.
                    None if self.place == Place::Asked => Some(declare_overdue(self.law, step)),
                    overdue => overdue,
                };
                let Some(overdue) = overdue else {
                    let name = self.law[step].name.clone();
                    if self.symbols.may_be_timed(&name) {
                        return None;
                    }
                    let message = format!("no rule gives `{name}` a deadline");
                    let help = format!("write one: `must {name} within 30 days of …`");
                    self.mistake(Code::WrongKind, message, subject.span, &help);
                    return None;
                };
                Some(self.law.exprs.add(Kernel::Call(overdue)))
            }
            State::Due => {
                let step = self.procedure_of(subject, &[])?.0;
                self.law.due(step)
            }
            State::Open | State::Possible => self.door_state(subject, state),
        }
    }

    /// `obtain_visa(electronic) is possible`; without choices: with some choice.
    pub(super) fn door_state(&mut self, subject: &Expr, state: State) -> Option<ExprId> {
        self.only_in_questions(subject.span, "open or possible")?;
        let arguments: &[Name] = match &subject.kind {
            ExprKind::Call(_, arguments) => arguments,
            _ => &[],
        };
        let (step, choices) = self.procedure_of(subject, arguments)?;
        let doors: Vec<ExprId> = self
            .law
            .doors
            .iter()
            .filter(|door| door.step == step)
            .filter(|door| choices.iter().all(|choice| door.choices.contains(choice)))
            .map(|door| {
                if state == State::Open {
                    door.open
                } else {
                    door.gate
                }
            })
            .collect();
        Some(self.law.exprs.or(doors))
    }

    /// `register is refused`: it is being done, and this became of it.
    fn became(&mut self, subject: &Expr, became: Became) -> Option<ExprId> {
        let arguments: &[Name] = match &subject.kind {
            ExprKind::Call(_, arguments) => arguments,
            _ => &[],
        };
        let (step, choices) = self.procedure_of(subject, arguments)?;
        let mut parts = vec![self.is_taken(step)?];
        for (choice, value) in choices {
            parts.push(self.has_value(choice, value));
        }
        let (input, value) = self.became_value(became)?;
        parts.push(self.has_value(input, value));
        Some(self.law.exprs.and(parts))
    }

    /// The input that says what became of a step, and its value.
    pub fn became_value(&mut self, became: Became) -> Option<(InputId, Value)> {
        let input = super::super::context::became(self.law);
        let place = Became::ALL.iter().position(|known| *known == became)?;
        Some((input, Value::at_place(self.law[input].ty, place)?))
    }

    /// The condition that a step is being taken.
    pub fn is_taken(&mut self, step: StepId) -> Option<ExprId> {
        let (occasion, taken) = (self.law.occasion()?, occasion_value(self.law, step)?);
        Some(self.has_value(occasion, taken))
    }

    fn has_value(&mut self, input: InputId, value: Value) -> ExprId {
        let (input, value) = (
            self.law.exprs.add(Kernel::In(input)),
            self.law.exprs.lit(value),
        );
        self.law
            .exprs
            .add(Kernel::Op(Op::Equal, vec![input, value]))
    }

    /// A procedure, no event, and the choices made.
    fn procedure_of(
        &mut self,
        subject: &Expr,
        arguments: &[Name],
    ) -> Option<(StepId, Vec<(InputId, Value)>)> {
        let found = self.step_of(subject, arguments)?;
        let (ExprKind::Name(name) | ExprKind::Call(name, _)) = &subject.kind else {
            return None;
        };
        self.is_procedure(found.0, name).then_some(found)
    }

    /// Whether a step is a procedure; reports an event.
    pub fn is_procedure(&mut self, step: StepId, name: &Name) -> bool {
        let is_event = self.law[step].is_event();
        if is_event {
            self.mistake(
                Code::WrongKind,
                format!(
                    "`{}` is an event, and a procedure is wanted here",
                    name.text
                ),
                name.span,
                "an event befalls a person: nobody opens it, and it is not due; rules are `on` it",
            );
        }
        !is_event
    }

    /// A step and the choices made.
    pub(super) fn step_of(
        &mut self,
        subject: &Expr,
        arguments: &[Name],
    ) -> Option<(StepId, Vec<(InputId, Value)>)> {
        let (ExprKind::Name(name) | ExprKind::Call(name, _)) = &subject.kind else {
            self.mistake(
                Code::WrongKind,
                "only of a procedure can this be said",
                subject.span,
                "",
            );
            return None;
        };
        let step = self
            .symbols
            .find(name, "a procedure", self.found, |symbol| match symbol {
                Symbol::Step(id) => Some(id),
                _ => None,
            })?;
        let choices = self.arguments(step, arguments, subject.span)?;
        Some((step, choices))
    }

    /// Arguments against the parameters of a step; none at all leaves the choices free.
    pub fn arguments(
        &mut self,
        step: StepId,
        arguments: &[Name],
        span: Span,
    ) -> Option<Vec<(InputId, Value)>> {
        let choices = self.law[step].choices.clone();
        if self.symbols.is_broken(&self.law[step].name) {
            return None;
        }
        if !arguments.is_empty() && arguments.len() != choices.len() {
            let law = &self.law;
            let names: Vec<String> = choices.iter().map(|c| law[*c].name.clone()).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let step = self.law[step].name.clone();
            self.wrong_count(&step, "choice", &names, arguments.len(), span);
            return None;
        }
        let mut made = Vec::new();
        for (choice, argument) in choices.iter().zip(arguments) {
            let ty = self.law[*choice].ty;
            let value = match ty {
                Type::Enum(list) => self.member(list, argument),
                _ => match argument.text.as_str() {
                    "yes" => Some(Value::Bool(true)),
                    "no" => Some(Value::Bool(false)),
                    _ => None,
                },
            };
            let Some(value) = value else {
                if !self.symbols.is_broken(&argument.text) {
                    let diagnostic = self.unknown_value(argument, Some(ty));
                    self.found.push(diagnostic);
                }
                return None;
            };
            made.push((*choice, value));
        }
        Some(made)
    }
}
