//! The answers to questions about one case: data behind the text and the JSON of `eval`.

use std::collections::{BTreeMap, BTreeSet};

use crate::eval::{Branch, Cause, Interpreter, Outcome, Situation, TooManyBranches, by_reading};
use crate::law::{ExprId, InputId, InputKind, Law, Value};
use crate::verdict::{ReadingCube, Region};

/// The most different answers that are told of one question.
const ANSWERS_LIMIT: usize = 64;

/// The most pairs of branches with different answers that are compared to tell regions in few words;
/// where there are more, they are told as they were divided.
const PAIRS_LIMIT: usize = 250_000;

/// What is answered, in the order in which it is told, but for a yes, which comes first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// It is so, it is not so, or it comes to this number, day, amount or value.
    Is(Value),
    /// It depends on these facts and holdings, which are not given.
    Undetermined(BTreeSet<InputId>),
    /// The law gives no answer.
    Unsettled(BTreeSet<Cause>),
}

/// Readings, each taken by one choice.
pub type Readings = Vec<(InputId, Value)>;

/// An answer that holds on some readings.
#[derive(Debug, Clone)]
pub struct Part {
    /// What is answered.
    pub says: Says,
    /// On which readings.
    pub region: Region,
    /// The branches it was put together from: readings taken so, and those that do not matter open.
    pub branches: Vec<Readings>,
}

impl Part {
    /// Whether it is answered or not whatever the missing facts are.
    pub fn is_certain(&self) -> bool {
        !matches!(self.says, Says::Undetermined(_))
    }
}

/// Why a question is not answered although the case and the law would answer it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMany {
    /// Too many combinations of readings.
    #[error(transparent)]
    Branches(#[from] TooManyBranches),
    /// Too many different answers.
    #[error("there are more than {ANSWERS_LIMIT} different answers, by the readings taken")]
    Answers,
}

/// A question and its answers.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The question, in the language of the rules.
    pub question: String,
    /// The same as an expression.
    pub expr: ExprId,
    /// Its answers, which exclude one another and cover all readings: each value, each list of what
    /// is missing, and each of what is not settled.
    pub parts: Result<Vec<Part>, TooMany>,
}

impl Answer {
    /// Answers a question about a case, on all readings that the case leaves open.
    pub fn new(law: &Law, case: &Situation, question: String, expr: ExprId) -> Self {
        if let Some(outcome) = of_any_step(law, case, expr) {
            return Self::alike(question, expr, outcome);
        }
        let branches = by_reading(law, case, expr).map_err(TooMany::Branches);
        Self {
            question,
            expr,
            parts: branches.and_then(|branches| parts(law, branches)),
        }
    }

    /// The answer where one evaluation comes to it, whatever the readings and the missing facts are.
    pub fn alike(question: String, expr: ExprId, outcome: Outcome) -> Self {
        let part = Part {
            says: outcome.into(),
            region: Region::everything(),
            branches: vec![Readings::new()],
        };
        Self {
            question,
            expr,
            parts: Ok(vec![part]),
        }
    }

    /// Whether it has a value on all readings.
    pub fn is_determined(&self) -> bool {
        let settled = |part: &Part| matches!(part.says, Says::Is(_));
        self.parts
            .as_ref()
            .is_ok_and(|parts| parts.iter().all(settled))
    }
}

/// What is missing where it is open for want of the step. Each step has choices and readings of its
/// own: they are looked at once it is known.
fn of_any_step(law: &Law, case: &Situation, expr: ExprId) -> Option<Outcome> {
    let step = law.occasion().filter(|_| case.is_step_left_open(law))?;
    let outcome = Interpreter::new(law, case).evaluate(expr);
    let Outcome::Open(missing) = outcome else {
        return None;
    };
    let is_later =
        |input: &InputId| matches!(law[*input].kind, InputKind::Reading | InputKind::Choice(_));
    missing.contains(&step).then(|| {
        let others = missing.iter().copied().filter(|input| !is_later(input));
        Outcome::Open(others.collect())
    })
}

impl From<Outcome> for Says {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Value(value) => Self::Is(value),
            Outcome::Open(missing) => Self::Undetermined(missing),
            Outcome::Fail(causes) => Self::Unsettled(causes),
        }
    }
}

/// The branches with one answer become one part.
fn parts(law: &Law, branches: Vec<Branch>) -> Result<Vec<Part>, TooMany> {
    let mut grouped: BTreeMap<Says, Vec<Readings>> = BTreeMap::new();
    for Branch { readings, outcome } in branches {
        grouped.entry(outcome.into()).or_default().push(readings);
    }
    if grouped.len() > ANSWERS_LIMIT {
        grouped = undetermined_together(grouped);
    }
    if grouped.len() > ANSWERS_LIMIT {
        return Err(TooMany::Answers);
    }
    let all: Vec<Vec<ReadingCube>> = grouped
        .values()
        .map(|branches| branches.iter().map(|readings| cube(readings)).collect())
        .collect();
    let regions = regions(law, &all);
    let mut parts: Vec<Part> = grouped
        .into_iter()
        .zip(regions)
        .map(|((says, branches), region)| Part {
            says,
            region,
            branches,
        })
        .collect();
    parts.sort_by_key(|part| part.says != Says::Is(Value::Bool(true)));
    Ok(parts)
}

/// One list of all that is missing on some readings, in place of one for each.
fn undetermined_together(parts: BTreeMap<Says, Vec<Readings>>) -> BTreeMap<Says, Vec<Readings>> {
    let (mut missing, mut open) = (BTreeSet::new(), Vec::new());
    let mut together = BTreeMap::new();
    for (says, branches) in parts {
        match says {
            Says::Undetermined(more) => {
                missing.extend(more);
                open.extend(branches);
            }
            Says::Is(_) | Says::Unsettled(_) => {
                together.insert(says, branches);
            }
        }
    }
    if !open.is_empty() {
        together.insert(Says::Undetermined(missing), open);
    }
    together
}

/// On which readings each answer holds, of which the branches are given.
fn regions(law: &Law, all: &[Vec<ReadingCube>]) -> Vec<Region> {
    let total: usize = all.iter().map(Vec::len).sum();
    let pairs: usize = all.iter().map(|own| own.len() * (total - own.len())).sum();
    if pairs > PAIRS_LIMIT {
        return all.iter().cloned().map(Region).collect();
    }
    let outside = |of: usize| -> Vec<ReadingCube> {
        let others = all.iter().enumerate().filter(|(at, _)| *at != of);
        others.flat_map(|(_, cubes)| cubes.clone()).collect()
    };
    all.iter()
        .enumerate()
        .map(|(at, own)| Region(own.clone()).widened(law, &outside(at)))
        .collect()
}

/// These readings, taken so.
pub(super) fn cube(readings: &[(InputId, Value)]) -> ReadingCube {
    let places = readings.iter().filter_map(|(reading, choice)| {
        let place = u32::try_from(choice.place()?).ok()?;
        Some((*reading, vec![place]))
    });
    ReadingCube(places.collect())
}
