//! What nobody asked for, for other programs.

use serde_json::{Value as Json, json};

use crate::law::Law;
use crate::verdict::Finding;

use super::{audit, proof_json};

/// The findings, each with the verdict on the claim that puts its question.
pub fn json(law: &Law, findings: &[Finding]) -> Json {
    let verdicts: Vec<_> = findings
        .iter()
        .map(|finding| finding.verdict.clone())
        .collect();
    let verdicts = match proof_json::of_findings(law, &verdicts) {
        Json::Array(verdicts) => verdicts,
        _ => Vec::new(),
    };
    let one = |(finding, verdict): (&Finding, Json)| {
        json!({
            "code": audit::code(finding.about).to_string(),
            "kind": audit::title(finding.about),
            "about": audit::name(law, finding.about),
            "words": audit::sentence(law, finding),
            "rules": finding.rules.iter().map(|rule| law[*rule].name.as_str()).collect::<Vec<_>>(),
            "also": finding.also.iter().map(|one| audit::name(law, *one)).collect::<Vec<_>>(),
            "intended": finding.intended,
            "decided": verdict,
        })
    };
    findings.iter().zip(verdicts).map(one).collect()
}
