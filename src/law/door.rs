use crate::text::Span;

use super::{DoorId, ExprId, InputId, Law, Phrases, StepId, TermId, Value};

/// A step a person can take.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// Its place in the files.
    pub span: Option<Span>,
    /// Its words: "obtain a visa", `does` "obtains a visa".
    pub phrases: Phrases,
    /// Its parameters, each an input of kind choice.
    pub choices: Vec<InputId>,
    /// Whether it is open: a term.
    pub open: TermId,
    /// What rules require for it: terms, all of which must be true.
    pub requirements: Vec<TermId>,
    /// The norm on it (due, allowed, forbidden): a term.
    pub norm: TermId,
}

/// A step with its choices made: one way to a holding.
#[derive(Debug, Clone)]
pub struct Door {
    /// The step.
    pub step: StepId,
    /// The choices, in the order of the parameters.
    pub choices: Vec<(InputId, Value)>,
    /// What it grants.
    pub grants: Vec<InputId>,
    /// Open, with the occasion and the choices bound.
    pub open: ExprId,
    /// Each requirement, with the occasion and the choices bound; read with the holdings the
    /// person has by then.
    pub needs: Vec<ExprId>,
    /// `open` and all `needs`.
    pub gate: ExprId,
}

impl Law {
    /// What a door grants.
    pub fn grants(&self, door: DoorId) -> &[InputId] {
        &self[door].grants
    }

    /// The doors that grant a holding, in the order of the law.
    pub fn doors_to(&self, holding: InputId) -> impl Iterator<Item = DoorId> + '_ {
        self.doors
            .iter()
            .enumerate()
            .filter(move |(_, door)| door.grants.contains(&holding))
            .map(|(index, _)| DoorId::at(index))
    }
}
