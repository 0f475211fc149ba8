use crate::law::{ActId, InputId, ProvisionId, TermId, WrittenId};

/// Something with a name that may be a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decisive {
    /// A rule of the files.
    Written(WrittenId),
    /// A provision around such a rule.
    Provision(ProvisionId),
    /// The act of such a rule.
    Act(ActId),
    /// A term or define.
    Term(TermId),
    /// A fact, holding, reading, choice or clock.
    Input(InputId),
}
