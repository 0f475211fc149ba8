//! Readings that an answer does not depend on, but its reasons do.

use std::collections::BTreeSet;

use crate::eval::{Explaining, Explanation, Outcome, Situation, Standing};
use crate::law::{ExprId, InputId, InputKind, Law, Value};
use crate::verdict::{ReadingCube, Region};

use super::answer::{Readings, cube};
use super::rule_words::{depends, facts_first};
use super::rules_told::{Applies, RuleTold, rules_told, statuses};
use super::words::{answered_so, joined};

/// So many combinations of readings are looked at one by one for the rules behind one answer.
const LEAVES_LIMIT: usize = 64;

/// Where it takes more sets of answers to say on which readings something is so, and on which it is not,
/// it is said that it is on some.
const CUBES_LIMIT: usize = 6;

/// So many sets of answers are told as they are, though the others may be fewer.
const FEW_CUBES: usize = 2;

/// Takes the first choice of every reading on which some rule in the explanation depends, so that
/// there is one way to tell the reasons; which were taken is returned. Where the answer is `certain`,
/// readings are taken until the reasons come to it.
pub fn settle(
    explaining: &mut Explaining,
    law: &Law,
    case: Situation,
    expr: ExprId,
    certain: bool,
) -> (Situation, Vec<(InputId, Value)>) {
    let (mut settled, mut taken) = (case, Vec::new());
    for _ in 0..law.inputs.len() {
        let explanation = explaining.explain(law, &settled, expr);
        let Some((reading, first)) = open_reading(law, &settled, &explanation, certain)
            .and_then(|reading| Some((reading, Value::at_place(law[reading].ty, 0)?)))
        else {
            break;
        };
        settled.set(reading, first);
        taken.push((reading, first));
    }
    (settled, taken)
}

/// The rules behind an answer of a case on several combinations of readings, each with all readings
/// on which it depends. Where there are too many combinations, it is said what a rule depends on.
/// Where the answer is `certain`, it is divided until the reasons come to it.
pub fn rules(
    explaining: &mut Explaining,
    law: &Law,
    case: &Situation,
    branches: &[Readings],
    expr: ExprId,
    certain: bool,
) -> Vec<RuleTold> {
    let mut leaves: Vec<Leaf> = Vec::new();
    let many = branches.len() > LEAVES_LIMIT;
    let mut next: Vec<Situation> = if many {
        vec![case.clone()]
    } else {
        let situations = branches.iter().rev();
        situations.map(|readings| under(case, readings)).collect()
    };
    while let Some(situation) = next.pop() {
        let explanation = explaining.explain(law, &situation, expr);
        let full = many || leaves.len() + next.len() >= LEAVES_LIMIT;
        match open_reading(law, &situation, &explanation, certain) {
            Some(reading) if !full => {
                let ty = law[reading].ty;
                let choices = (0..law.size_of(ty)).rev();
                let choices = choices.filter_map(|place| Value::at_place(ty, place));
                next.extend(choices.map(|choice| situation.clone().with(reading, choice)));
            }
            _ => {
                let told = rules_told(law, &situation, &explanation);
                leaves.push(Leaf::new(law, case, &situation, told));
            }
        }
    }
    merged(law, &leaves)
}

/// A case under some readings.
pub fn under(case: &Situation, readings: &[(InputId, Value)]) -> Situation {
    readings
        .iter()
        .fold(case.clone(), |case, (reading, choice)| {
            case.with(*reading, *choice)
        })
}

/// A reading on which a rule of the explanation depends. A fact that is missing comes first: as
/// long as one is, no reading settles the rule. A `certain` answer though may be the same on all
/// readings for different reasons, of which some miss the fact.
fn open_reading(
    law: &Law,
    case: &Situation,
    explanation: &Explanation,
    certain: bool,
) -> Option<InputId> {
    let is_open =
        |input: &InputId| law[*input].kind == InputKind::Reading && case.get(*input).is_none();
    if let Outcome::Open(missing) = &explanation.outcome
        && certain
        && let Some(reading) = missing.iter().copied().find(is_open)
    {
        return Some(reading);
    }
    let of_rules =
        statuses(law, explanation)
            .into_iter()
            .filter_map(|status| match &status.standing {
                Standing::Open { missing } => Some(missing),
                _ => None,
            });
    let of_values = explanation
        .all()
        .into_iter()
        .filter_map(|part| match &part.outcome {
            Outcome::Open(missing) => Some(missing),
            _ => None,
        });
    of_rules
        .chain(of_values)
        .filter(|missing| {
            missing
                .iter()
                .all(|input| law[*input].kind == InputKind::Reading || case.get(*input).is_some())
        })
        .flatten()
        .copied()
        .find(is_open)
}

/// What is said of the rules on some readings.
struct Leaf {
    /// The readings that the case leaves open, as they are taken.
    readings: ReadingCube,
    told: Vec<RuleTold>,
}

impl Leaf {
    fn new(law: &Law, case: &Situation, taken: &Situation, told: Vec<RuleTold>) -> Self {
        let open = law
            .readings()
            .filter(|reading| case.get(*reading).is_none());
        let readings: Vec<(InputId, Value)> = open
            .filter_map(|reading| Some((reading, taken.get(reading)?)))
            .collect();
        Self {
            readings: cube(&readings),
            told,
        }
    }
}

/// What is said of the rules on all of several combinations of readings.
fn merged(law: &Law, leaves: &[Leaf]) -> Vec<RuleTold> {
    let mut all: Vec<Vec<(usize, &RuleTold)>> = Vec::new();
    for (at, leaf) in leaves.iter().enumerate() {
        for told in &leaf.told {
            let same = all.iter_mut().find(|group| {
                group.first().is_some_and(|(_, known)| {
                    let alike = !told.of_elements || known.applies == told.applies;
                    known.written == told.written && alike
                })
            });
            match same {
                Some(group) => group.push((at, told)),
                None => all.push(vec![(at, told)]),
            }
        }
    }
    let groups = all.iter();
    let mut all: Vec<RuleTold> = groups
        .filter_map(|group| of_all(law, leaves, group))
        .collect();
    all.sort_by_key(|told| (told.written, told.applies));
    all
}

/// What is said of one rule, of what is said of it on each combination that it is met on.
fn of_all(law: &Law, leaves: &[Leaf], group: &[(usize, &RuleTold)]) -> Option<RuleTold> {
    let (_, first) = group.first()?;
    let mut told = (*first).clone();
    let alike = group.iter().all(|(_, one)| one.applies == told.applies);
    let those = |applies: Applies| -> BTreeSet<usize> {
        let those = group.iter().filter(|(_, one)| one.applies == applies);
        those.map(|(at, _)| *at).collect()
    };
    let (applying, open) = (those(Applies::Yes), those(Applies::Open));
    let missing = group.iter().flat_map(|(_, one)| &one.missing);
    told.missing = facts_first(law, &missing.copied().collect());
    let mut reasons: Vec<String> = Vec::new();
    for (_, one) in group {
        if !one.why.is_empty() && !reasons.contains(&one.why) {
            reasons.push(one.why.clone());
        }
    }
    if !alike {
        told.applies = Applies::Open;
    }
    let on = |which| on_readings(law, leaves, which);
    told.why = match told.applies {
        Applies::Yes if applying.len() < leaves.len() && !told.of_elements => {
            format!("matters {}", on(&applying))
        }
        Applies::Open if !applying.is_empty() && told.missing.is_empty() => {
            format!("applies {}", on(&applying))
        }
        Applies::Open if !applying.is_empty() => {
            let depends = depends(law, &told.missing);
            format!("applies {}, else {depends}", on(&applying))
        }
        Applies::Open if !told.of_elements && !told.missing.is_empty() => {
            let depends = depends(law, &told.missing);
            match alike {
                true => depends,
                false => format!("{depends}, {}", on(&open)),
            }
        }
        _ => joined(&reasons, "or"),
    };
    Some(told)
}

/// On which of the combinations something is so: "where “Which …?” is answered “…”"; where that takes
/// fewer words, on which it is not: "except where …".
fn on_readings(law: &Law, leaves: &[Leaf], which: &BTreeSet<usize>) -> String {
    let (inside, outside): (Vec<_>, Vec<_>) = leaves
        .iter()
        .enumerate()
        .partition(|(at, _)| which.contains(at));
    let cubes = |leaves: Vec<(usize, &Leaf)>| -> Vec<ReadingCube> {
        let cubes = leaves.into_iter().map(|(_, leaf)| leaf.readings.clone());
        cubes.collect()
    };
    let (inside, outside) = (cubes(inside), cubes(outside));
    let region = Region(inside.clone()).widened(law, &outside);
    if region.is_everything() {
        return "on some of these readings".to_owned();
    }
    if region.0.len() <= FEW_CUBES {
        return format!("where {}", answered_so(law, &region));
    }
    let others = Region(outside).widened(law, &inside);
    match (region.0.len(), others.0.len()) {
        (is, is_not) if is_not < is && is_not <= CUBES_LIMIT => {
            format!("except where {}", answered_so(law, &others))
        }
        (is, _) if is <= CUBES_LIMIT => format!("where {}", answered_so(law, &region)),
        _ => "on some of these readings".to_owned(),
    }
}
