use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::law::Fingerprint;

use super::Node;

/// The version of the format that this program writes and reads.
pub const CERTIFICATE_VERSION: u32 = 1;

/// Why a claim holds on some readings and fails on the others, in a form that a reader can follow
/// and a small program can check without a solver.
///
/// Everything is named as in the rule files. Nothing is written that is not checked: a certificate
/// with any one thing changed or left out is rejected, unless it is a proof again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// The version of the format.
    pub version: u32,
    /// The law it was made for.
    pub law: Fingerprint,
    /// The name of the claim.
    pub claim: String,
    /// Of whom it is proved, where the claim is a question that nobody asked, about everybody: the
    /// persons caught in a dead end. Absent: of whom the claim says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persons: Option<Vec<Kind>>,
    /// The readings on which the claim is proved.
    pub proved: Vec<Cube>,
    /// The proof for all of them; none where the claim is proved on no reading (which is to be
    /// said, too).
    #[serde(deserialize_with = "Option::deserialize")]
    pub tree: Option<Node>,
    /// The readings on which it is refuted, with witnesses. Together with `proved`, each reading
    /// the claim is stated for is in exactly one cube.
    pub refuted: Vec<Refutation>,
}

/// A set of readings: for each reading that matters, the choices allowed. The empty cube is all
/// readings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cube(pub Vec<(String, Vec<String>)>);

/// Readings on which a claim fails, and a person and a day for whom it fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refutation {
    /// The readings.
    pub cube: Cube,
    /// The values of all inputs on which the claim hangs, but readings and what is fixed by the kernel
    /// (the law day is the day, no rule is switched off), by their names.
    pub witness: BTreeMap<String, String>,
}

/// Persons on some days, on some readings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// The readings.
    pub readings: Cube,
    /// Who meets all of these.
    pub conditions: Vec<NamedCondition>,
    /// The first day.
    #[serde(deserialize_with = "Option::deserialize")]
    pub from: Option<String>,
    /// The day after the last.
    #[serde(deserialize_with = "Option::deserialize")]
    pub until: Option<String>,
}

/// A condition on a person by its name in the rule files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedCondition {
    /// What is said.
    pub what: NamedAtom,
    /// Whether it is so.
    pub holds: bool,
}

/// What a condition says, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum NamedAtom {
    /// A yes-or-no define holds.
    Define(String),
    /// A yes-or-no fact is so, or a holding is held at the start.
    Fact(String),
    /// A fact has a value.
    Value {
        /// The fact.
        fact: String,
        /// The value.
        value: String,
    },
    /// A comparison, as it would stand in a rule file.
    Comparison(String),
}
