//! Which rules are about another step than the one being taken.

use std::collections::BTreeMap;

use indexmap::IndexSet;

use crate::law::{InputId, InputKind, Law, RuleId};

use super::context::ContextId;
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
    known: Known,
    /// What is taken in the contexts of the interpreter that asks, by its place among what is known.
    taken: BTreeMap<ContextId, usize>,
}

/// What is found out of the rules of a law: it depends on the steps taken alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// The steps taken, with the choices made.
    taken: IndexSet<Vec<Outcome>>,
    about_another_step: BTreeMap<(usize, RuleId), bool>,
}

impl<'a> Relevance<'a> {
    /// `nothing` is [`Situation::unknown`], and `known` what was found out of the same law.
    pub fn new(law: &'a Law, nothing: &'a Situation, known: Known) -> Self {
        let of_step = |kind: &InputKind| {
            matches!(
                kind,
                InputKind::Occasion | InputKind::Became | InputKind::Choice(_)
            )
        };
        Self {
            nobody: Interpreter::new(law, nothing),
            step_inputs: law.inputs_of(of_step).collect(),
            known,
            taken: BTreeMap::new(),
        }
    }

    /// What is found out, for the next who asks of the law.
    pub fn known(self) -> Known {
        self.known
    }

    /// Whether the rule is about another step than the one taken where `interpreter` stands.
    ///
    /// It is always the same interpreter that asks.
    pub fn about_another_step(&mut self, interpreter: &Interpreter<'_>, rule: RuleId) -> bool {
        let (inputs, known) = (&self.step_inputs, &mut self.known);
        let taken = *self.taken.entry(interpreter.context).or_insert_with(|| {
            let taken = inputs.iter().map(|input| interpreter.known(*input));
            known.taken.insert_full(taken.collect()).0
        });
        if let Some(known) = self.known.about_another_step.get(&(taken, rule)) {
            return *known;
        }
        let outcomes = self.known.taken.get_index(taken).cloned();
        let outcomes = outcomes.unwrap_or_default();
        let bound = self.step_inputs.iter().copied().zip(outcomes);
        let outer = self.nobody.bind(bound.collect());
        let ruled_out = !self.nobody.conditions(rule, Outcome::is_false).is_empty();
        self.nobody.enter(outer);
        let known = &mut self.known.about_another_step;
        known.insert((taken, rule), ruled_out);
        ruled_out
    }
}
