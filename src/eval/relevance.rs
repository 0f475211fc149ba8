//! Which rules are about another step than the one being taken.

use crate::law::{InputId, InputKind, Law, RuleId};

use super::interpreter::Interpreter;
use super::outcome::Outcome;
use super::situation::Situation;

/// Tells rules that could matter to a person from those about another step or another choice.
///
/// A condition that is false whoever the person is, and on whatever day, only because of the step
/// taken and the choices made, says nothing about the person: such a rule is no reason for
/// anything. It is found by evaluating the condition with nothing else known.
#[derive(Debug)]
pub(super) struct Relevance<'a> {
    nobody: Interpreter<'a>,
    step_inputs: Vec<InputId>,
}

impl<'a> Relevance<'a> {
    /// `nothing` is [`Situation::unknown`].
    pub fn new(law: &'a Law, nothing: &'a Situation) -> Self {
        let of_step = |kind: &InputKind| {
            matches!(
                kind,
                InputKind::Occasion | InputKind::Became | InputKind::Choice(_)
            )
        };
        Self {
            nobody: Interpreter::new(law, nothing),
            step_inputs: law.inputs_of(of_step).collect(),
        }
    }

    /// Whether the rule is about another step than the one taken where `interpreter` stands.
    pub fn about_another_step(&mut self, interpreter: &Interpreter<'_>, rule: RuleId) -> bool {
        let taken = self
            .step_inputs
            .iter()
            .map(|input| (*input, interpreter.known(*input)))
            .collect();
        let outer = self.nobody.bind(taken);
        let ruled_out = !self.nobody.conditions(rule, Outcome::is_false).is_empty();
        self.nobody.enter(outer);
        ruled_out
    }
}
