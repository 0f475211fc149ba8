//! The ways by which a holding is within reach, as the proof takes them.

use std::collections::BTreeMap;

use crate::calendar::Interval;
use crate::certify::Names;
use crate::law::{
    DoorId, Expr, ExprId, Ground, InputId, InputKind, Law, Needs, Op, RuleId, Value, cone,
};
use crate::report::counted;
use crate::report::layout::{Note, Page};
use crate::report::words::{answered_so, capitalized, condition_phrase, does, whoever};
use crate::verdict::{Atom, Condition, Evidence, Node, ReadingCube, Region, Verdict};

use super::grounds;
use super::support::looks_elsewhere;

/// More ways to one holding are not told.
const WAYS_LIMIT: usize = 12;

/// A way, and the readings on which the proof takes it.
type Way = (Vec<DoorId>, ReadingCube);

/// For each holding that is within reach in some case of the proof, the different ways to it, each with the
/// readings on which it is taken, where these are not all, and the lines of what opens its steps and is
/// required for them; where one may wait, what others take comes first.
pub fn tell(page: &mut Page, law: &Law, verdict: &Verdict) {
    let plans = plans(law, verdict);
    if plans.is_empty() {
        return;
    }
    page.section("How it is reached", None);
    let claim = &law[verdict.claim];
    let asked = cone(law, [claim.claim]).exprs;
    let window = match looks_elsewhere(law, &asked) {
        true => Interval::ALWAYS,
        false => claim.window(),
    };
    let mut plans: Vec<(InputId, Vec<Way>)> = plans.into_iter().collect();
    if law.waits(&asked) {
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
        let stem = capitalized(&whoever(&[condition_phrase(law, lacking)]));
        let told = plans.iter().take(WAYS_LIMIT);
        let ways: Vec<(String, Note)> = told.map(|way| way_told(law, way, window)).collect();
        if let [(only, lines)] = ways.as_slice() {
            page.noted(2, &format!("{stem} {only}."), lines.clone());
            continue;
        }
        let left = plans.len() - ways.len();
        page.paragraph(1, &stem);
        let last = ways.len().saturating_sub(1);
        for (at, (way, lines)) in ways.into_iter().enumerate() {
            let end = match left {
                0 if at == last => ".",
                0 if at + 1 == last => ", or",
                0 => ",",
                _ => "",
            };
            page.labelled_with_note(4, "–", 7, &format!("{way}{end}"), lines);
        }
        if left > 0 {
            let others = counted(left, "other way", "other ways");
            page.paragraph(2, &format!("or goes {others}."));
        }
    }
}

/// The plans of the certificate, each once, the shortest first.
fn plans(law: &Law, verdict: &Verdict) -> BTreeMap<InputId, Vec<Way>> {
    let mut found: BTreeMap<InputId, Vec<Way>> = BTreeMap::new();
    let written = verdict.certificate.as_ref().ok();
    let Some(tree) = written.and_then(|written| written.tree.as_ref()) else {
        return found;
    };
    let names = Names::new(law);
    let mut next: Vec<(&Node, ReadingCube)> = vec![(tree, ReadingCube::default())];
    while let Some((node, on)) = next.pop() {
        match node {
            Node::Split { input, branches } => {
                let reading = names.find_input(input);
                let reading = reading.filter(|input| law[*input].kind == InputKind::Reading);
                for (values, below) in branches.iter().rev() {
                    let mut on = on.clone();
                    if let Some(reading) = reading {
                        let places = values.iter();
                        let places = places.filter_map(|value| names.find_place(reading, value));
                        let places = places.filter_map(|place| u32::try_from(place).ok());
                        on.0.insert(reading, places.collect());
                    }
                    next.push((below, on));
                }
            }
            Node::Threshold { below, from, .. } => {
                next.extend([(&**from, on.clone()), (below, on)])
            }
            Node::Condition {
                holds,
                fails_to_hold,
                ..
            } => next.extend([(&**fails_to_hold, on.clone()), (holds, on)]),
            Node::Holds { reach } => {
                for evidence in reach {
                    let Evidence::WithinReach { holding, plan } = evidence else {
                        continue;
                    };
                    let doors: Option<Vec<DoorId>> =
                        plan.iter().map(|door| names.find_door(door)).collect();
                    if let (Some(holding), Some(doors)) = (names.find_input(holding), doors)
                        && !doors.is_empty()
                    {
                        take(found.entry(holding).or_default(), doors, &on);
                    }
                }
            }
            Node::Outside { .. } | Node::Impossible { .. } => {}
        }
    }
    for ways in found.values_mut() {
        for (_, on) in &mut *ways {
            let is_some =
                |reading: InputId, places: &[u32]| places.len() < law.size_of(law[reading].ty);
            on.0.retain(|reading, places| is_some(*reading, places));
        }
        ways.sort_by_key(|(plan, _)| (plan.len(), plan.clone()));
    }
    found
}

/// A way that is taken on these readings, too: of each, the answers with which it is taken at all.
fn take(ways: &mut Vec<Way>, plan: Vec<DoorId>, on: &ReadingCube) {
    let Some((_, known)) = ways.iter_mut().find(|(known, _)| *known == plan) else {
        ways.push((plan, on.clone()));
        return;
    };
    known.0.retain(|reading, places| match on.0.get(reading) {
        Some(more) => {
            places.extend(more);
            places.sort_unstable();
            places.dedup();
            true
        }
        None => false,
    });
}

/// The steps, on which readings, and where the rules on them stand.
fn way_told(law: &Law, (plan, on): &Way, window: Interval) -> (String, Note) {
    let steps: Vec<String> = plan.iter().map(|door| does(law, *door)).collect();
    let steps = super::ways::in_order(&steps);
    let words = match on.0.is_empty() {
        true => steps,
        false => {
            let readings = answered_so(law, &Region(vec![on.clone()]));
            format!("{steps}, where {readings}")
        }
    };
    let mut behind: Vec<Ground> = Vec::new();
    for door in plan {
        let step = &law[law[*door].step];
        for term in [step.open].iter().chain(&step.requirements) {
            let rules = law[*term].rules.iter().copied();
            let opening = rules
                .filter(|rule| law.may_be_in_force(*rule, window) && speaks_of(law, *rule, *door));
            behind.extend(opening.flat_map(|rule| law[law[rule].written].grounds.clone()));
        }
    }
    (words, grounds::lines(law, &behind))
}

/// Whether a rule on a step may be behind its being possible as it is done here: it is about these choices,
/// and does not shut it.
fn speaks_of(law: &Law, rule: RuleId, door: DoorId) -> bool {
    let shuts = law[rule]
        .value()
        .is_some_and(|value| law.exprs.is_bool(value, false));
    let is_of_other = |condition: ExprId| {
        let Expr::Op(Op::Equal, sides) = law.exprs.get(condition) else {
            return false;
        };
        let input = sides.iter().find_map(|side| match law.exprs.get(*side) {
            Expr::In(input) => Some(*input),
            _ => None,
        });
        let value: Option<Value> = sides.iter().find_map(|side| match law.exprs.get(*side) {
            Expr::Lit(value) => Some(*value),
            _ => None,
        });
        let mut made = law[door].choices.iter();
        made.any(|(choice, of)| Some(*choice) == input && value.is_some_and(|value| value != *of))
    };
    !shuts && !law.conjuncts(rule).any(is_of_other)
}
