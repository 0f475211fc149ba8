//! Which holdings and gates can matter for what is within reach, read off the law.

use std::collections::BTreeSet;

use super::{ExprId, InputId, Law, cone};

/// The holdings whose possession can matter for reaching `goal`, the goal included.
pub fn holdings_behind(law: &Law, goal: InputId) -> BTreeSet<InputId> {
    let mut found = BTreeSet::from([goal]);
    let mut open = vec![goal];
    while let Some(at) = open.pop() {
        for need in needed_for(law, at) {
            if found.insert(need) {
                open.push(need);
            }
        }
    }
    found
}

/// The gates of all doors that can matter for reaching `goal`.
pub fn gates_behind(law: &Law, goal: InputId) -> impl Iterator<Item = ExprId> {
    let behind = holdings_behind(law, goal);
    law.doors
        .iter()
        .filter(move |door| door.grants.iter().any(|grant| behind.contains(grant)))
        .map(|door| door.gate)
}

/// The holdings that doors which grant `holding` look at.
pub fn needed_for(law: &Law, holding: InputId) -> BTreeSet<InputId> {
    let gates = law.doors_to(holding).map(|door| law[door].gate);
    cone(law, gates).holdings(law).collect()
}
