//! Sets of readings: each question with its answers, what several sets have in common told once.

use std::collections::BTreeMap;

use crate::law::{Claim, Law};
use crate::report::layout::{PROSE, Page, Table, width};
use crate::report::words::answers;
use crate::verdict::{ReadingCube, Region, cubes};

/// The readings a claim is stated for; `None` where these are all.
pub fn stated_for(law: &Law, claim: &Claim) -> Option<Region> {
    if law.exprs.is_bool(claim.under, true) {
        return None;
    }
    let cubes = cubes(law, claim.under, true)?;
    Some(Region(cubes))
}

/// The rest of a region, given that the claim is stated for certain readings alone.
pub fn beside(law: &Law, claim: &Claim, region: &Region) -> Region {
    let stated = stated_for(law, claim).map(|stated| common(&stated.0));
    let Some(stated) = stated else {
        return region.clone();
    };
    let rest = |cube: &ReadingCube| {
        let mut cube = cube.clone();
        cube.0
            .retain(|reading, places| stated.0.get(reading) != Some(places));
        cube
    };
    Region(region.0.iter().map(rest).collect())
}

/// A region, introduced by words that end with the answers: "It is proved with" becomes "… with
/// one of these answers:".
pub fn tell(page: &mut Page, lead: &str, level: usize, law: &Law, region: &Region) {
    let (common, rest) = parts(region);
    let single = rest.iter().all(|cube| cube.0.len() == 1);
    let which = match (common.0.len(), rest.is_empty(), single) {
        (0, true, _) => "every answer",
        (0, false, true) => "one of these answers",
        (0, false, false) => "one of these groups of answers",
        (1, true, _) => "this answer",
        _ => "these answers",
    };
    page.paragraph(level, &format!("{lead} {which}:"));
    list(page, level + 1, law, region);
}

/// A region as a list. Nothing is told of one that is everything.
fn list(page: &mut Page, level: usize, law: &Law, region: &Region) {
    let (common, rest) = parts(region);
    let single = rest.iter().all(|cube| cube.0.len() == 1);
    let mut rows = Rows::new(law, &region.0);
    rows.cube(&common);
    if !common.0.is_empty() && !rest.is_empty() {
        rows.word(if single {
            "and one of these"
        } else {
            "and one of these groups"
        });
    }
    for (at, cube) in rest.iter().enumerate() {
        // One of several answers, if that is not said above.
        if at > 0 && (!single || common.0.is_empty()) {
            rows.word("or");
        }
        rows.cube(cube);
    }
    rows.write(page, level);
}

/// What all cubes have in common, and the rest of each.
fn parts(region: &Region) -> (ReadingCube, Vec<ReadingCube>) {
    let common = common(&region.0);
    let rest: Vec<ReadingCube> = region.0.iter().map(|cube| without(cube, &common)).collect();
    let everything = rest.iter().any(|cube| cube.0.is_empty());
    (common, if everything { Vec::new() } else { rest })
}

/// Questions and answers: side by side where all of them fit, else below one another.
struct Rows<'l> {
    law: &'l Law,
    fits: bool,
    rows: Vec<Result<(String, String), &'static str>>,
}

impl<'l> Rows<'l> {
    fn new(law: &'l Law, cubes: &[ReadingCube]) -> Self {
        let all = cubes.iter().flat_map(|cube| answers(law, cube));
        let (questions, answers): (Vec<String>, Vec<String>) = all.unzip();
        let widest = |of: &[String]| of.iter().map(|words| width(words)).max().unwrap_or(0);
        Self {
            law,
            fits: widest(&questions) + widest(&answers) + 8 <= PROSE,
            rows: Vec::new(),
        }
    }

    fn cube(&mut self, cube: &ReadingCube) {
        self.rows
            .extend(answers(self.law, cube).into_iter().map(Ok));
    }

    fn word(&mut self, word: &'static str) {
        self.rows.push(Err(word));
    }

    fn write(self, page: &mut Page, level: usize) {
        if !self.fits {
            for row in self.rows {
                match row {
                    Ok((question, answer)) => {
                        page.paragraph(level, &question);
                        page.paragraph(level + 1, &answer);
                    }
                    Err(word) => page.paragraph(level - level.min(1), word),
                }
            }
            return;
        }
        let mut table = Table::new();
        for row in self.rows {
            match row {
                Ok((question, answer)) => table.row([question, answer], ""),
                Err(word) => table.row([word], ""),
            }
        }
        page.table(level, &table);
    }
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
