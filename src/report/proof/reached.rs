//! The ways by which a holding is within reach, as the proof takes them.

use std::collections::BTreeMap;

use crate::certify::Names;
use crate::law::{DoorId, InputId, Law, Needs, cone};
use crate::report::counted;
use crate::report::layout::{Ending, Page};
use crate::report::words::{condition, does};
use crate::verdict::{Atom, Condition, Evidence, Line, Verdict};

/// More ways to one holding are not told.
const WAYS_LIMIT: usize = 12;

/// For each holding that is within reach in some case of the proof, the different ways to it; where one
/// may wait, what others take comes first.
pub fn tell(page: &mut Page, law: &Law, verdict: &Verdict) {
    let plans = plans(law, verdict);
    if plans.is_empty() {
        return;
    }
    page.section("How it is reached", None);
    let claim = &law[verdict.claim];
    let mut plans: Vec<(InputId, Vec<Vec<DoorId>>)> = plans.into_iter().collect();
    if law.waits(&cone(law, [claim.claim]).exprs) {
        // What is got on one day is what is asked for on a later one.
        let behind = |holding| Needs::only_behind(law, [holding]).holdings().len();
        plans.sort_by_cached_key(|(holding, _)| (behind(*holding), *holding));
    }
    for (holding, plans) in plans {
        page.gap();
        let lacking = Condition {
            atom: Atom::Flag(holding),
            holds: false,
        };
        let stem = format!("Whoever {}", condition(law, lacking));
        let told = plans.iter().take(WAYS_LIMIT);
        let ways: Vec<String> = told.map(|plan| steps(law, plan)).collect();
        match ways.as_slice() {
            [only] => page.paragraph(1, &format!("{stem} {only}.")),
            [one, other] => page.paragraph(1, &format!("{stem} either {one}, or {other}.")),
            ways => {
                page.paragraph(1, &stem);
                match plans.len() - ways.len() {
                    0 => page.list(2, ways, Ending::Joined("or", ".")),
                    left => {
                        page.list(2, ways, Ending::Apart);
                        let others = counted(left, "other way", "other ways");
                        page.paragraph(2, &format!("or goes {others}."));
                    }
                }
            }
        }
    }
}

/// The plans of the certificate, each once, the shortest first.
fn plans(law: &Law, verdict: &Verdict) -> BTreeMap<InputId, Vec<Vec<DoorId>>> {
    let mut found: BTreeMap<InputId, Vec<Vec<DoorId>>> = BTreeMap::new();
    let tree = verdict
        .certificate
        .as_ref()
        .ok()
        .and_then(|written| written.tree.clone());
    let Some(tree) = tree else {
        return found;
    };
    let names = Names::new(law);
    for line in Vec::<Line>::from(tree) {
        let Line::Holds(reach) = line else { continue };
        for evidence in reach {
            let Evidence::WithinReach { holding, plan } = evidence else {
                continue;
            };
            let doors: Option<Vec<DoorId>> =
                plan.iter().map(|door| names.find_door(door)).collect();
            if let (Some(holding), Some(doors)) = (names.find_input(&holding), doors)
                && !doors.is_empty()
            {
                let all = found.entry(holding).or_default();
                if !all.contains(&doors) {
                    all.push(doors);
                }
            }
        }
    }
    for plans in found.values_mut() {
        plans.sort_by_key(|plan| (plan.len(), plan.clone()));
    }
    found
}

fn steps(law: &Law, plan: &[DoorId]) -> String {
    let steps: Vec<String> = plan.iter().map(|door| does(law, *door)).collect();
    super::ways::in_order(&steps)
}
