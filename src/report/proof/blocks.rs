//! Who is caught, as rows: conditions that always come together are one block, and a row says of
//! each block whether it holds.

use crate::calendar::{Day, Interval};
use crate::verdict::{Atom, Caught, Column, Condition};

/// More blocks make more rows than anybody reads.
const BLOCK_LIMIT: usize = 3;

/// One of these holds; most clauses are a single condition.
pub type Clause = Vec<Condition>;

/// All of these hold.
pub type Block = Vec<Clause>;

/// One row: some conditions beside the stem, and the days for each column.
pub struct Row {
    /// Blocks, and whether each holds.
    pub blocks: Vec<(Block, bool)>,
    /// For each column the days, apart from one another and ascending; none: not caught.
    pub days: Vec<Vec<Interval>>,
}

/// Persons who are caught in a column.
#[derive(Clone, PartialEq, Eq)]
struct Entry {
    column: usize,
    clauses: Vec<Clause>,
    days: Interval,
}

/// What holds of everybody who is caught in any column.
pub fn stem(columns: &[&Column]) -> Vec<Condition> {
    let all: Vec<&Caught> = columns.iter().flat_map(|column| &column.caught).collect();
    let Some((first, rest)) = all.split_first() else {
        return Vec::new();
    };
    let in_all = |one: &&Condition| rest.iter().all(|other| other.conditions.contains(one));
    first.conditions.iter().filter(in_all).copied().collect()
}

/// The rows of columns, beside conditions that hold of all who are caught; none where a list is
/// easier to read, or where a row would say of persons for whom one of the `unanswered` conditions has
/// no answer that its opposite holds.
pub fn rows(columns: &[&Column], stem: &[Condition], unanswered: &[Atom]) -> Vec<Row> {
    let mut entries = Vec::new();
    for (column, of) in columns.iter().enumerate() {
        for caught in &of.caught {
            let beside = caught.conditions.iter().filter(|one| !stem.contains(one));
            let clauses = beside.map(|one| vec![*one]).collect();
            entries.push(Entry {
                column,
                clauses,
                days: caught.days,
            });
        }
    }
    while join_alternatives(&mut entries) {}
    let mut blocks = blocks(&entries);
    // What takes many words comes first: the rows are told under it.
    blocks.sort_by_key(|block| std::cmp::Reverse(block.iter().map(Vec::len).sum::<usize>()));
    for block in &mut blocks {
        block.sort_by_key(Vec::len);
    }
    let is_divided = |block: &Block| {
        let mut conditions = block.iter().flatten();
        let in_all = |entry: &Entry| block.iter().all(|clause| entry.clauses.contains(clause));
        conditions.all(|one| !unanswered.contains(&one.atom)) || entries.iter().all(in_all)
    };
    if blocks.len() > BLOCK_LIMIT || !blocks.iter().all(is_divided) {
        Vec::new()
    } else {
        all_rows(columns.len(), &entries, &blocks)
    }
}

/// Makes one entry of two that differ in one clause, if the two clauses stand for each other
/// wherever one of them is: "is not eligible" and "has to visit" become one clause. Whether there
/// were such.
fn join_alternatives(entries: &mut Vec<Entry>) -> bool {
    let Some((one, other)) = alternatives(entries) else {
        return false;
    };
    let mut joined = one.clone();
    joined.extend(&other);
    joined.sort();
    for entry in entries.iter_mut() {
        for clause in &mut entry.clauses {
            if *clause == one || *clause == other {
                clause.clone_from(&joined);
            }
        }
    }
    let mut kept: Vec<Entry> = Vec::new();
    for entry in entries.drain(..) {
        if !kept.contains(&entry) {
            kept.push(entry);
        }
    }
    *entries = kept;
    true
}

fn alternatives(entries: &[Entry]) -> Option<(Clause, Clause)> {
    for (at, entry) in entries.iter().enumerate() {
        for other in entries.iter().skip(at + 1) {
            if let Some((a, b)) = difference(entry, other)
                && stand_for_each_other(entries, a, b)
            {
                return Some((a.clone(), b.clone()));
            }
        }
    }
    None
}

/// The clauses in which two entries differ, if it is one in each.
fn difference<'e>(one: &'e Entry, other: &'e Entry) -> Option<(&'e Clause, &'e Clause)> {
    if one.column != other.column || one.days != other.days {
        return None;
    }
    let only = |a: &'e Entry, b: &Entry| {
        let mut own = a
            .clauses
            .iter()
            .filter(|clause| !b.clauses.contains(clause));
        own.next().filter(|_| own.next().is_none())
    };
    Some((only(one, other)?, only(other, one)?))
}

fn stand_for_each_other(entries: &[Entry], a: &Clause, b: &Clause) -> bool {
    let has_twin = |entry: &Entry, own: &Clause, other: &Clause| {
        entries
            .iter()
            .any(|twin| difference(entry, twin) == Some((own, other)))
    };
    entries.iter().all(|entry| {
        let (has_a, has_b) = (entry.clauses.contains(a), entry.clauses.contains(b));
        match (has_a, has_b) {
            (true, true) => false,
            (true, false) => has_twin(entry, a, b),
            (false, true) => has_twin(entry, b, a),
            (false, false) => true,
        }
    })
}

/// The clauses; those that are together wherever they are form one block.
fn blocks(entries: &[Entry]) -> Vec<Block> {
    let mut blocks: Vec<(Vec<bool>, Block)> = Vec::new();
    for clause in entries.iter().flat_map(|entry| &entry.clauses) {
        if blocks.iter().any(|(_, block)| block.contains(clause)) {
            continue;
        }
        let places: Vec<bool> = entries
            .iter()
            .map(|entry| entry.clauses.contains(clause))
            .collect();
        match blocks.iter_mut().find(|(known, _)| *known == places) {
            Some((_, block)) => block.push(clause.clone()),
            None => blocks.push((places, vec![clause.clone()])),
        }
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}

/// A row for each combination that is possible and caught somewhere, the first with everything.
fn all_rows(columns: usize, entries: &[Entry], blocks: &[Block]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for number in 0..(1_usize << blocks.len()) {
        let holds = |at: usize| (number >> (blocks.len() - at - 1)) & 1 == 0;
        let choice: Vec<(Block, bool)> = blocks
            .iter()
            .enumerate()
            .map(|(at, block)| (block.clone(), holds(at)))
            .collect();
        if !is_possible(&choice) {
            continue;
        }
        let met = |entry: &&Entry| {
            let denied = |clause: &Clause| {
                choice
                    .iter()
                    .any(|(block, holds)| !holds && block.contains(clause))
            };
            !entry.clauses.iter().any(denied)
        };
        let days: Vec<Vec<Interval>> = (0..columns)
            .map(|column| {
                let own = entries.iter().filter(|entry| entry.column == column);
                merged(own.filter(met).map(|entry| entry.days))
            })
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
    rows
}

/// The opposite of a block that is a single condition.
fn opposite(block: &Block) -> Option<Block> {
    match block.as_slice() {
        [clause] => match clause.as_slice() {
            [only] => Some(vec![vec![negated(*only)]]),
            _ => None,
        },
        _ => None,
    }
}

/// A block and one with an opposite condition do not hold together; of two that are each other's
/// opposites one holds.
fn is_possible(choice: &[(Block, bool)]) -> bool {
    choice.iter().enumerate().all(|(at, (block, holds))| {
        choice.iter().skip(at + 1).all(|(other, also)| {
            let exact = opposite(block).is_some_and(|opposite| opposite == *other);
            let contradict = block.iter().any(|clause| match clause.as_slice() {
                [only] => other.contains(&vec![negated(*only)]),
                _ => false,
            });
            let both = *holds && *also;
            let neither = !*holds && !*also;
            !(contradict && both || exact && neither)
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
fn implied(blocks: Vec<(Block, bool)>) -> Vec<(Block, bool)> {
    let held: Vec<Block> = blocks
        .iter()
        .filter(|(_, holds)| *holds)
        .map(|(block, _)| block.clone())
        .collect();
    let follows = |block: &Block| opposite(block).is_some_and(|opposite| held.contains(&opposite));
    blocks
        .into_iter()
        .filter(|(block, holds)| *holds || !follows(block))
        .collect()
}

/// Two rows that differ in one block and are the same otherwise are one row without it.
fn merge(rows: &mut Vec<Row>) {
    while let Some((at, other, block)) = mergeable(rows) {
        rows.remove(other);
        if let Some(row) = rows.get_mut(at) {
            row.blocks.remove(block);
        }
    }
}

fn mergeable(rows: &[Row]) -> Option<(usize, usize, usize)> {
    for (at, row) in rows.iter().enumerate() {
        for (other_at, other) in rows.iter().enumerate().skip(at + 1) {
            if row.days == other.days
                && let Some(block) = only_difference(row, other)
            {
                return Some((at, other_at, block));
            }
        }
    }
    None
}

/// The place of the only block in which two rows differ.
fn only_difference(one: &Row, other: &Row) -> Option<usize> {
    if one.blocks.len() != other.blocks.len() {
        return None;
    }
    let mut different = None;
    for (at, (a, b)) in one.blocks.iter().zip(&other.blocks).enumerate() {
        if a.0 != b.0 || (a.1 != b.1 && different.replace(at).is_some()) {
            return None;
        }
    }
    different
}

/// Intervals as few that are apart from one another, ascending.
pub fn merged(intervals: impl Iterator<Item = Interval>) -> Vec<Interval> {
    let mut all: Vec<Interval> = intervals.filter(|days| !days.is_empty()).collect();
    all.sort_by_key(|days| days.from.unwrap_or(Day::MIN));
    let mut merged: Vec<Interval> = Vec::new();
    for days in all {
        let touches = |last: &Interval| {
            last.until
                .is_none_or(|until| days.from.is_none_or(|from| from <= until))
        };
        match merged.last_mut() {
            Some(last) if touches(last) => {
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
