use crate::text::Span;

use super::{DoorId, ExprId, InputId, Law, Phrases, StepId, TermId, Value};

/// Who takes a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The person.
    Person,
    /// Somebody else.
    Other {
        /// Who it is: "the host".
        who: String,
        /// Whoever it is takes the step whenever the person asks for it.
        on_request: bool,
    },
    /// Nobody the person could ask: an event that befalls the person. It has no doors.
    Event,
}

/// A step a person can take or have taken, or an event: what may be going on, one at a time.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// Its place in the files.
    pub span: Option<Span>,
    /// Its words: "obtain a visa", `does` "obtains a visa".
    pub phrases: Phrases,
    /// Who takes it.
    pub actor: Actor,
    /// Its parameters, each an input of kind choice.
    pub choices: Vec<InputId>,
    /// Whether it is open: a term.
    pub open: TermId,
    /// What rules require for it: terms, all of which must be true.
    pub requirements: Vec<TermId>,
    /// The norm on it (due, allowed, forbidden): a term.
    pub norm: TermId,
    /// Whether it is overdue: a term, if some rule gives it a deadline, or somebody has asked.
    pub overdue: Option<TermId>,
}

/// A step with its choices made: one way to a holding.
#[derive(Debug, Clone)]
pub struct Door {
    /// The step.
    pub step: StepId,
    /// The choices, in the order of the parameters.
    pub choices: Vec<(InputId, Value)>,
    /// What it grants to a person who goes through it: nothing where the step is that of somebody
    /// else, who takes it without being asked.
    pub grants: Vec<InputId>,
    /// Open, with the occasion and the choices bound.
    pub open: ExprId,
    /// Each requirement, with the occasion and the choices bound; read with the holdings the
    /// person has by then.
    pub needs: Vec<ExprId>,
    /// `open` and all `needs`.
    pub gate: ExprId,
}

impl Step {
    /// Whether it is an event.
    pub fn is_event(&self) -> bool {
        self.actor == Actor::Event
    }

    /// Whether the person can have it done.
    pub fn is_open_to_the_person(&self) -> bool {
        match &self.actor {
            Actor::Person => true,
            Actor::Other { on_request, .. } => *on_request,
            Actor::Event => false,
        }
    }

    /// Who takes it, where it is somebody else.
    pub fn bearer(&self) -> Option<&str> {
        match &self.actor {
            Actor::Other { who, .. } => Some(who),
            Actor::Person | Actor::Event => None,
        }
    }
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
