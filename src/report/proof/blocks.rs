//! Who is caught, as rows: conditions that always come together are one block, and a row says of
//! each block whether it holds.

use crate::calendar::{Day, Interval};
use crate::verdict::{Caught, Condition, DeadEnd};

/// More blocks make more rows than anybody reads.
const BLOCK_LIMIT: usize = 3;

/// Who is caught.
pub struct Rows {
    /// What holds of everybody who is caught.
    pub stem: Vec<Condition>,
    /// The rows; none where a list is easier to read.
    pub rows: Vec<Row>,
}

/// One row: some conditions beside the stem, and the days for each column.
pub struct Row {
    /// Blocks, and whether all conditions of a block hold, or not all.
    pub blocks: Vec<(Vec<Condition>, bool)>,
    /// For each column the days, apart from one another and ascending; none: not caught.
    pub days: Vec<Vec<Interval>>,
}

/// The rows of all columns.
pub fn rows(found: &DeadEnd) -> Rows {
    let all: Vec<&Caught> = found
        .columns
        .iter()
        .flat_map(|column| &column.caught)
        .collect();
    let stem = common(&all);
    let blocks = blocks(&all, &stem);
    if blocks.len() > BLOCK_LIMIT {
        return Rows {
            stem,
            rows: Vec::new(),
        };
    }
    let mut rows: Vec<Row> = Vec::new();
    for number in 0..(1_usize << blocks.len()) {
        // The first row has everything.
        let holds = |at: usize| number >> (blocks.len() - at - 1) & 1 == 0;
        let choice: Vec<(Vec<Condition>, bool)> = blocks
            .iter()
            .enumerate()
            .map(|(at, block)| (block.clone(), holds(at)))
            .collect();
        if !is_possible(&choice) {
            continue;
        }
        let met = |caught: &&Caught| {
            choice.iter().all(|(block, holds)| {
                *holds || !block.iter().any(|c| caught.conditions.contains(c))
            })
        };
        let days: Vec<Vec<Interval>> = found
            .columns
            .iter()
            .map(|column| merged(column.caught.iter().filter(met).map(|caught| caught.days)))
            .collect();
        if days.iter().any(|days| !days.is_empty()) {
            rows.push(Row {
                blocks: choice,
                days,
            });
        }
    }
    merge(&mut rows);
    for row in &mut rows {
        row.blocks = implied(std::mem::take(&mut row.blocks));
    }
    Rows { stem, rows }
}

/// The conditions of all, in the order of the first.
fn common(all: &[&Caught]) -> Vec<Condition> {
    let Some((first, rest)) = all.split_first() else {
        return Vec::new();
    };
    let in_all = |condition: &&Condition| {
        rest.iter()
            .all(|other| other.conditions.contains(condition))
    };
    first.conditions.iter().filter(in_all).copied().collect()
}

/// Conditions beside the stem; those that are together wherever they are form one block.
fn blocks(all: &[&Caught], stem: &[Condition]) -> Vec<Vec<Condition>> {
    let mut blocks: Vec<(Vec<bool>, Vec<Condition>)> = Vec::new();
    for condition in all.iter().flat_map(|caught| &caught.conditions) {
        if stem.contains(condition) || blocks.iter().any(|(_, block)| block.contains(condition)) {
            continue;
        }
        let places: Vec<bool> = all
            .iter()
            .map(|caught| caught.conditions.contains(condition))
            .collect();
        match blocks.iter_mut().find(|(known, _)| *known == places) {
            Some((_, block)) => block.push(*condition),
            None => blocks.push((places, vec![*condition])),
        }
    }
    let mut blocks: Vec<Vec<Condition>> = blocks.into_iter().map(|(_, block)| block).collect();
    for block in &mut blocks {
        block.sort();
    }
    blocks
}

/// A block and one with an opposite condition do not hold together; of two that are each other's
/// opposites one holds.
fn is_possible(choice: &[(Vec<Condition>, bool)]) -> bool {
    choice.iter().enumerate().all(|(at, (block, holds))| {
        choice.iter().skip(at + 1).all(|(other, also)| {
            let opposite = block.iter().any(|c| other.contains(&negated(*c)));
            let exact = opposite && block.len() == 1 && other.len() == 1;
            !(opposite && *holds && *also) && !(exact && !*holds && !*also)
        })
    })
}

fn negated(condition: Condition) -> Condition {
    Condition {
        holds: !condition.holds,
        ..condition
    }
}

/// What follows from the rest of a row need not be said: where a condition holds, its opposite
/// does not.
fn implied(blocks: Vec<(Vec<Condition>, bool)>) -> Vec<(Vec<Condition>, bool)> {
    let held: Vec<Condition> = blocks
        .iter()
        .filter(|(_, holds)| *holds)
        .flat_map(|(block, _)| block.clone())
        .collect();
    blocks
        .into_iter()
        .filter(|(block, holds)| *holds || !block.iter().any(|c| held.contains(&negated(*c))))
        .collect()
}

/// Two rows that differ in one block and are the same otherwise are one row without it.
fn merge(rows: &mut Vec<Row>) {
    loop {
        let mut found = None;
        'search: for (at, row) in rows.iter().enumerate() {
            for (other_at, other) in rows.iter().enumerate().skip(at + 1) {
                if row.days == other.days
                    && let Some(block) = only_difference(row, other)
                {
                    found = Some((at, other_at, block));
                    break 'search;
                }
            }
        }
        let Some((at, other, block)) = found else {
            return;
        };
        rows.remove(other);
        if let Some(row) = rows.get_mut(at) {
            row.blocks.remove(block);
        }
    }
}

/// The place of the only block in which two rows differ.
fn only_difference(one: &Row, other: &Row) -> Option<usize> {
    if one.blocks.len() != other.blocks.len() {
        return None;
    }
    let mut different = Vec::new();
    for (at, (a, b)) in one.blocks.iter().zip(&other.blocks).enumerate() {
        if a.0 != b.0 {
            return None;
        }
        if a.1 != b.1 {
            different.push(at);
        }
    }
    match different.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Intervals as few that are apart from one another, ascending.
pub fn merged(intervals: impl Iterator<Item = Interval>) -> Vec<Interval> {
    let mut all: Vec<Interval> = intervals.filter(|days| !days.is_empty()).collect();
    all.sort_by_key(|days| days.from.unwrap_or(Day::MIN));
    let mut merged: Vec<Interval> = Vec::new();
    for days in all {
        match merged.last_mut() {
            Some(last)
                if last
                    .until
                    .is_none_or(|until| days.from.is_none_or(|from| from <= until)) =>
            {
                last.until = match (last.until, days.until) {
                    (Some(one), Some(two)) => Some(one.max(two)),
                    _ => None,
                };
            }
            _ => merged.push(days),
        }
    }
    merged
}
