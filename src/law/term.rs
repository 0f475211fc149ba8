use crate::text::Span;

use super::{ExprId, Fold, Ground, InputId, ListId, Phrases, RecordId, RuleId, StepId, Type};

/// A value that rules determine by default logic, or a define: a term without rules whose
/// `otherwise` is its meaning.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its name; for terms the kernel makes itself, a name for messages ("register is due").
    pub name: String,
    /// Its place in the files.
    pub span: Option<Span>,
    /// The element it is said of: it reads that element's fields, and is asked for where an element
    /// is bound.
    pub of: Option<RecordId>,
    /// What it is for.
    pub role: TermRole,
    /// Its type.
    pub ty: Type,
    /// Its words for people.
    pub phrases: Phrases,
    /// Its value where no rule applies; none: a gap.
    pub otherwise: Option<ExprId>,
    /// The value rules that conclude it, in the order of the text.
    pub rules: Vec<RuleId>,
    /// Where a define comes from.
    pub grounds: Vec<Ground>,
}

/// What a term is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermRole {
    /// Declared by `define`.
    Define,
    /// Declared by `term`.
    Value,
    /// Declared by `parameter`: all that it has are dated values.
    Parameter,
    /// Whether a step is open.
    Open(StepId),
    /// What one rule (and those that prevail over it) requires for a step: a Boolean over
    /// holdings, true where nothing is required.
    Requirement(StepId),
    /// Whether an act is overdue: it is due, and a deadline for it has passed.
    Overdue(StepId),
    /// Whether the deadline that one rule (and those that prevail over it) sets for an act has
    /// passed, and the act was not done by then.
    Deadline(StepId),
    /// The first or last day on which something holds, by this part of its history; a gap where it
    /// never does.
    Border(InputId),
    /// A day on which what never holds does: a gap.
    Never(InputId),
    /// The number of days of a window on which something holds.
    DaysHeld(DaysHeld),
    /// The norm on an act: `nothing`, `may`, `must` or `must not`; see [`Term::NOTHING`] and
    /// what follows.
    Norm(StepId),
    /// What a list comes to. A term without rules whose `otherwise` is its meaning.
    Fold(Fold),
    /// The least or greatest of no element of a list: a gap.
    Nothing(ListId),
}

/// The days of a window on which something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DaysHeld {
    /// What holds.
    pub of: InputId,
    /// The first day of the window.
    pub from: ExprId,
    /// Its end.
    pub to: ExprId,
    /// The end is its last day, not the first after it.
    pub through: bool,
}

impl Term {
    /// The place of `nothing` among the norms: no rule says anything.
    pub const NOTHING: u32 = 0;
    /// The place of `may` among the norms.
    pub const MAY: u32 = 1;
    /// The place of `must` among the norms.
    pub const MUST: u32 = 2;
    /// The place of `must not` among the norms.
    pub const MUST_NOT: u32 = 3;

    /// Whether the term is a define.
    pub fn is_define(&self) -> bool {
        self.role == TermRole::Define
    }

    /// Whether what the term comes to is said by rules, or by dated values as of a parameter, that name it.
    pub fn is_given_values(&self) -> bool {
        matches!(self.role, TermRole::Value | TermRole::Parameter)
    }
}
