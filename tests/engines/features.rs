//! What laws made by chance have in them: a feature that is no longer made is compared no more.

use std::collections::BTreeMap;

use super::written::FIXED;

/// A feature, and how it is written where it is used.
const FEATURES: [(&str, &[&str]); 30] = [
    ("exceptions", &[" despite "]),
    ("exemptions", &[" lifts "]),
    ("without a rule", &[" without "]),
    ("first days", &["\n    from "]),
    ("last days", &["\n    until "]),
    ("readings", &["r = ", "s = ", "s != ", "s in "]),
    (
        "days by reading",
        &["from if ", "until if ", "in force if "],
    ),
    ("acts", &[" in act_"]),
    ("29 February", &["2024-02-29"]),
    ("ages", &["age of "]),
    (
        "days moved by months",
        &[
            "years rounded",
            "month rounded",
            "months rounded",
            "year rounded",
        ],
    ),
    ("days counted", &["days from ", "days of "]),
    (
        "times of facts",
        &["start of ", "end of ", " since ", " through "],
    ),
    (
        "other days",
        &[" on day", " on born", " on entry", " on 20"],
    ),
    ("other laws", &[" governed by "]),
    ("fictions", &[" with {"]),
    ("periods", &["t_days = ", "t_months = ", "wait", "span"]),
    ("money", &["t_sum = ", "price", "income", "fare("]),
    ("decimals", &["t_rate = ", "share"]),
    (
        "rounding",
        &["rounded half", "rounded up to", "rounded down to"],
    ),
    ("divisions", &[" / "]),
    ("overflows", &["9000000000000000000", "1000000000000"]),
    (
        "lists",
        &[
            "any children",
            "all children",
            "count children",
            "for children",
        ],
    ),
    ("elements", &[" of child {"]),
    ("steps that require", &["then requires "]),
    (
        "steps that are opened or closed",
        &["then open", "then closed"],
    ),
    ("duties", &["then must ", "then may "]),
    ("reach", &[" is within reach", " is out of reach"]),
    (
        "steps asked about",
        &[" is possible", " is not open", " is not due", " is due"],
    ),
    ("what is supposed nothing of", &["nothing held"]),
];

/// How many laws had each feature.
#[derive(Debug, Default)]
pub struct Features(BTreeMap<&'static str, usize>);

impl Features {
    /// Notes a law.
    pub fn note(&mut self, text: &str) {
        let own = text
            .split_inclusive('\n')
            .filter(|line| !FIXED.contains(line));
        let own: String = own.collect();
        for (feature, written) in FEATURES {
            if written.iter().any(|words| own.contains(words)) {
                *self.0.entry(feature).or_default() += 1;
            }
        }
    }

    /// The features that fewer laws had.
    pub fn rarer_than(&self, least: usize) -> Vec<&'static str> {
        let features = FEATURES.iter().map(|(feature, _)| *feature);
        let had = |feature: &str| self.0.get(feature).copied().unwrap_or_default();
        features.filter(|feature| had(feature) < least).collect()
    }
}
