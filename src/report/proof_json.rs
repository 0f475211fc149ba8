//! Verdicts for other programs.

use serde_json::{Value, json};

use crate::law::Law;
use crate::verdict::Verdict;

/// The verdicts, everything by name.
pub fn json(law: &Law, verdicts: &[Verdict]) -> Value {
    verdicts
        .iter()
        .map(|verdict| json!({ "claim": law[verdict.claim].name }))
        .collect()
}
