//! The answers to questions about one case: data behind the text and the JSON of `eval`.

use std::collections::{BTreeMap, BTreeSet};

use crate::eval::{Branch, Cause, Outcome, Situation, TooManyBranches, by_reading};
use crate::law::{ExprId, InputId, Law, Value};
use crate::verdict::{ReadingCube, Region};

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// A question and its answers.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The question, in the language of the rules.
    pub question: String,
    /// The same as an expression.
    pub expr: ExprId,
    /// Its answers, which exclude one another and cover all readings: each value, and what has none.
    pub parts: Result<Vec<Part>, TooManyBranches>,
}

impl Answer {
    /// Answers a question about a case, on all readings that the case leaves open.
    pub fn new(law: &Law, case: &Situation, question: String, expr: ExprId) -> Self {
        let parts = by_reading(law, case, expr).map(|branches| parts(law, branches));
        Self {
            question,
            expr,
            parts,
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

/// The order in which answers are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Yes,
    No,
    Value(Value),
    Undetermined,
    Unsettled,
}

/// The branches with one answer become one part. Answers without a value are put together by their
/// kind: one list of what is missing, one of what is unsettled.
fn parts(law: &Law, branches: Vec<Branch>) -> Vec<Part> {
    let mut grouped: BTreeMap<Order, (Says, Vec<Readings>)> = BTreeMap::new();
    for Branch { readings, outcome } in branches {
        let (order, says) = said(outcome);
        let (known, branches) = grouped
            .entry(order)
            .or_insert_with(|| (says.clone(), Vec::new()));
        branches.push(readings);
        match (known, says) {
            (Says::Undetermined(all), Says::Undetermined(more)) => all.extend(more),
            (Says::Unsettled(all), Says::Unsettled(more)) => all.extend(more),
            _ => {}
        }
    }
    let cubes = |branches: &[Readings]| -> Vec<ReadingCube> {
        branches.iter().map(|readings| cube(readings)).collect()
    };
    let all: Vec<(Order, Vec<ReadingCube>)> = grouped
        .iter()
        .map(|(order, (_, branches))| (*order, cubes(branches)))
        .collect();
    grouped
        .into_iter()
        .map(|(order, (says, branches))| {
            let outside: Vec<ReadingCube> = all
                .iter()
                .filter(|(other, _)| *other != order)
                .flat_map(|(_, cubes)| cubes.clone())
                .collect();
            Part {
                says,
                region: Region(cubes(&branches)).widened(law, &outside),
                branches,
            }
        })
        .collect()
}

fn said(outcome: Outcome) -> (Order, Says) {
    match outcome {
        Outcome::Value(value) => {
            let order = match value {
                Value::Bool(true) => Order::Yes,
                Value::Bool(false) => Order::No,
                _ => Order::Value(value),
            };
            (order, Says::Is(value))
        }
        Outcome::Open(missing) => (Order::Undetermined, Says::Undetermined(missing)),
        Outcome::Fail(causes) => (Order::Unsettled, Says::Unsettled(causes)),
    }
}

fn cube(readings: &[(InputId, Value)]) -> ReadingCube {
    let places = readings.iter().filter_map(|(reading, choice)| {
        let place = u32::try_from(choice.place()?).ok()?;
        Some((*reading, vec![place]))
    });
    ReadingCube(places.collect())
}
