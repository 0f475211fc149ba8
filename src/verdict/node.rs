use std::fmt;

use serde::{Deserialize, Serialize};

use super::Line;

/// A decision tree that proves a claim: the cases of its splits are exhaustive, and in each leaf
/// the claim holds or the case is none of its cases.
///
/// It is stored as the list of its nodes, each before those below it; see [`Line`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Line>", into = "Vec<Line>")]
pub enum Node {
    /// The values of an enumerated input.
    Split {
        /// The name of the input.
        input: String,
        /// A partition of the values that are still possible.
        branches: Vec<(Vec<String>, Node)>,
    },
    /// A day or a number is below or not below a bound.
    Threshold {
        /// The name of the input.
        input: String,
        /// The first value that is not below.
        at: String,
        /// Where it is less.
        below: Box<Node>,
        /// Where it is not.
        from: Box<Node>,
    },
    /// A comparison of two things that both vary, a yes-or-no define that cannot fail, or that an
    /// operation has a result.
    Condition {
        /// The comparison or operation, as it would stand in a rule file.
        condition: String,
        /// Where it is true.
        holds: Box<Node>,
        /// Where it is false.
        fails_to_hold: Box<Node>,
    },
    /// The claim is not about this case.
    Outside {
        /// What cannot be true here.
        because: Premise,
    },
    /// The claim is true.
    Holds {
        /// What is within reach and what is not, as far as the claim depends on it.
        reach: Vec<Evidence>,
    },
    /// There is no such case: conditions decided above contradict each other.
    Impossible {
        /// These conditions.
        conditions: Vec<String>,
    },
}

/// What a claim presupposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Premise {
    /// The readings it is stated for, of them those on which it is proved.
    Region,
    /// Its days.
    Window,
    /// What holds of every possible person.
    Assumption,
    /// The persons it is about.
    ForWhom,
}

impl fmt::Display for Premise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Region => "the readings",
            Self::Window => "the days",
            Self::Assumption => "what holds of every person",
            Self::ForWhom => "the persons it is about",
        })
    }
}

/// Why a holding is within reach or out of reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Evidence {
    /// Nobody gets one of these holdings without having one of them already.
    OutOfReach {
        /// The holding.
        holding: String,
        /// A closed set: none is held, and each step that would grant one needs one.
        closed: Vec<String>,
    },
    /// Steps that lead to the holding.
    WithinReach {
        /// The holding.
        holding: String,
        /// The steps with their choices, in order; none where it is held already.
        plan: Vec<String>,
    },
}

impl Evidence {
    /// The holding it is about.
    pub fn holding(&self) -> &str {
        match self {
            Self::OutOfReach { holding, .. } | Self::WithinReach { holding, .. } => holding,
        }
    }
}
