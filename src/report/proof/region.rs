//! Sets of readings: each question with its answers, what several sets have in common told once.

use std::collections::BTreeMap;

use crate::law::{Claim, Law};
use crate::report::layout::{Page, Table};
use crate::report::words::{answers, cubes};
use crate::verdict::{ReadingCube, Region};

/// The readings a claim is stated for; `None` where these are all.
pub fn stated_for(law: &Law, claim: &Claim) -> Option<Region> {
    if law.exprs.is_bool(claim.under, true) {
        return None;
    }
    let cubes = cubes(law, claim.under, true)?;
    Some(Region(cubes))
}

/// A region. Nothing is told of one that is everything.
pub fn tell(page: &mut Page, level: usize, law: &Law, region: &Region) {
    let common = common(&region.0);
    let rest: Vec<ReadingCube> = region.0.iter().map(|cube| without(cube, &common)).collect();
    let single = rest.iter().all(|cube| cube.0.len() == 1);
    let mut table = Table::new();
    for (question, answer) in answers(law, &common) {
        table.row([question, answer], "");
    }
    if rest.iter().any(|cube| cube.0.is_empty()) {
        page.table(level, &table);
        return;
    }
    if !common.0.is_empty() {
        let word = if single {
            "and one of these"
        } else {
            "and all answers of one of these groups"
        };
        table.row([word, ""], "");
    }
    for (at, cube) in rest.iter().enumerate() {
        if at > 0 && !single {
            table.row(["or", ""], "");
        }
        for (question, answer) in answers(law, cube) {
            table.row([question, answer], "");
        }
    }
    page.table(level, &table);
}

/// The readings that all cubes answer in the same way.
fn common(cubes: &[ReadingCube]) -> ReadingCube {
    let Some((first, rest)) = cubes.split_first() else {
        return ReadingCube::default();
    };
    let same = |(reading, places): &(&crate::law::InputId, &Vec<u32>)| {
        rest.iter().all(|cube| cube.0.get(reading) == Some(places))
    };
    ReadingCube(
        first
            .0
            .iter()
            .filter(same)
            .map(|(reading, places)| (*reading, places.clone()))
            .collect(),
    )
}

fn without(cube: &ReadingCube, common: &ReadingCube) -> ReadingCube {
    let left: BTreeMap<_, _> = cube
        .0
        .iter()
        .filter(|(reading, _)| !common.0.contains_key(reading))
        .map(|(reading, places)| (*reading, places.clone()))
        .collect();
    ReadingCube(left)
}
