use std::collections::BTreeSet;

use crate::law::{ClaimId, Law};

use super::super::Effort;
use super::super::day_range::boundaries;
use super::Key;
use super::key::Common;

/// The claims of two laws that hang on something else in the one than in the other, or that one of
/// them alone states. On all others the verdicts are the same, whatever they are: nothing has to be
/// decided to know it.
pub fn stated_otherwise(laws: [&Law; 2], effort: Effort) -> [Vec<ClaimId>; 2] {
    let keys = laws.map(|law| {
        let common = Common::of(law, effort, &boundaries(law));
        let claims = (0..law.claims.len()).map(ClaimId::at);
        claims
            .map(|id| {
                let claim = &law[id];
                (claim.name.as_str(), Key::of(&common, law, claim), id)
            })
            .collect::<Vec<_>>()
    });
    let known = keys.each_ref().map(|keys| {
        let known = keys.iter().map(|(name, key, _)| (*name, key));
        known.collect::<BTreeSet<_>>()
    });
    let [before, after] = &keys;
    let [known_before, known_after] = &known;
    [(before, known_after), (after, known_before)].map(|(own, other)| {
        let own = own.iter();
        let changed = own.filter(|(name, key, _)| !other.contains(&(*name, key)));
        changed.map(|(.., id)| *id).collect()
    })
}
