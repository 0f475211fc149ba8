use super::{ActId, ExprId, InputId, Type};

/// A claim of a form of its own: an outcome beside the same outcome in one other circumstance.
///
/// It is an ordinary claim on a person and, where the circumstance is something about the person,
/// on one more input for it. What is kept here is what its words need.
#[derive(Debug, Clone)]
pub struct Form {
    /// The outcome as it was written.
    pub outcome: ExprId,
    /// Its type.
    pub ty: Type,
    /// The outcome on the one side.
    pub one: ExprId,
    /// On the other.
    pub other: ExprId,
    /// What is claimed of the two.
    pub relation: Relation,
    /// In what the two differ.
    pub between: Between,
    /// How many conditions of the claim say whom it is about. Those behind them say that there is
    /// somebody on the other side, and that there is an outcome to be lost.
    pub stated: usize,
}

/// What is claimed of two outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// They are the same.
    Same,
    /// What is so on the one side is so on the other.
    Kept,
    /// The other is not greater than the one, or not by more than this.
    NeverRises(Option<ExprId>),
    /// It is not less.
    NeverFalls(Option<ExprId>),
}

/// In what two sides differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Between {
    /// The law: that of the day before, and that of the day.
    Laws {
        /// The act whose days they are, where it is said by an act.
        act: Option<ActId>,
        /// The day, one of `days`.
        day: ExprId,
        /// The days of which it is claimed, in their order: fixed but for readings.
        days: Vec<ExprId>,
    },
    /// Two people who differ in these inputs: each with the one that stands for it on the other
    /// side.
    Neighbours {
        /// The inputs and their twins.
        twins: Vec<(InputId, InputId)>,
        /// That it is greater on the other side, and by how much, where that is said.
        rise: Option<Option<ExprId>>,
        /// That nothing which decides the outcome looks at these inputs: it is claimed to be the same, and
        /// is.
        idle: bool,
    },
}
