//! What is said above a dead end where answers are chosen that it is not told for.
//!
//! A dead end is told for some answers, and what one other answer changes was found with all others
//! as they are there. So what is said of one other answer stands only where no second one is chosen;
//! where there are several, it is said that nobody has looked.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use crate::law::{ClaimId, InputId, Law, Value};
use crate::report::layout::{Page, unbroken};
use crate::report::proof::{columns, region, rests};
use crate::report::words::{answers, choice, question};
use crate::verdict::{DeadEnd, OtherReading, ReadingCube, Region};

use super::back::{Back, Place};
use super::blocks::Blocks;
use super::readings::{choices, written};

/// What a notice is about: a dead end, the claim it stands behind, and where it is told.
pub struct About<'a> {
    /// The claim.
    pub claim: ClaimId,
    /// The dead end.
    pub found: &'a DeadEnd,
    /// The place on the page.
    pub place: &'a Place,
    /// Whether the verdict above follows the answers chosen.
    pub follows: bool,
}

/// All notices; at most one is seen at a time.
pub fn notices(law: &Law, about: &About<'_>, back: &mut Back) -> Markup {
    let told = Told::of(law, about);
    let of_one: Vec<Markup> = about
        .found
        .others
        .iter()
        .filter_map(|other| of_one(law, about, &told, other, back))
        .collect();
    html! {
        @for notice in of_one { (notice) }
        (of_several(law, about, &told))
    }
}

/// The answers that a dead end is told for.
struct Told {
    /// Those of each column, with what is held fixed beside them; the first is the one from which
    /// other answers were tried.
    columns: Vec<ReadingCube>,
    /// Those that the claim is stated for.
    stated: Region,
}

impl Told {
    fn of(law: &Law, about: &About<'_>) -> Self {
        let held = about.found.held.iter();
        let held = held.filter_map(|(reading, of)| Some((*reading, vec![place(*of)?])));
        let held = ReadingCube(held.collect());
        let columns = columns::readings(&about.found.columns).0;
        let columns = columns.iter().filter_map(|column| column.meet(&held));
        Self {
            columns: columns.collect(),
            stated: region::stated_for(law, &law[about.claim]).unwrap_or_else(Region::everything),
        }
    }

    /// The first column, whatever the answer to one question.
    fn but_for(&self, reading: InputId) -> Region {
        let but_for = |column: &ReadingCube| {
            let mut cube = column.clone();
            cube.0.remove(&reading);
            cube
        };
        Region(self.columns.first().map(but_for).into_iter().collect())
    }

    /// Where what is told is so, or what differs is known: the columns, and what differs from the
    /// first of them in one answer.
    fn known(&self, found: &DeadEnd) -> Region {
        let mut known = self.columns.clone();
        for (reading, _) in &found.held {
            known.extend(self.but_for(*reading).0);
        }
        Region(known).meet(&self.stated)
    }

    /// The answers to each question, in some column or as the claim is stated.
    fn answers(&self) -> BTreeMap<InputId, BTreeSet<u32>> {
        let mut told: BTreeMap<InputId, BTreeSet<u32>> = BTreeMap::new();
        for (reading, places) in self.columns.iter().flat_map(|cube| &cube.0) {
            told.entry(*reading).or_default().extend(places);
        }
        let stated = self.stated.0.iter().flat_map(|cube| &cube.0);
        let columns: BTreeSet<InputId> = told.keys().copied().collect();
        for (reading, places) in stated.filter(|(reading, _)| !columns.contains(reading)) {
            told.entry(*reading).or_default().extend(places);
        }
        told
    }
}

/// What one other answer changes, all others being as they are told.
fn of_one(
    law: &Law,
    about: &About<'_>,
    told: &Told,
    other: &OtherReading,
    back: &mut Back,
) -> Option<Markup> {
    let chosen = Region(vec![ReadingCube(
        [(other.reading, vec![place(other.other)?])].into(),
    )]);
    let beside = told.but_for(other.reading);
    let column = about.found.columns.first();
    let with = [
        column.and_then(|column| columns::on(law, column)),
        (about.found.held.len() > 1)
            .then(|| "with all other questions answered as there".to_owned()),
    ];
    let with: String = with
        .into_iter()
        .flatten()
        .map(|with| format!(", {with}"))
        .collect();
    let mut ways = Page::new();
    rests::freed(&mut ways, law, about.found, (2, other));
    let ways = Blocks::at(back, about.place.clone()).all(&ways.into_parts());
    Some(html! {
        div .notice hidden data-chosen=(written(&chosen)) data-beside=(written(&beside)) {
            p {
                "What follows is told for the answer “" (unbroken(&choice(law, other.held))) "” to the question “"
                (unbroken(&question(law, other.reading))) "” With the answer chosen" (unbroken(&with)) ": "
                (unbroken(&rests::change(other)))
            }
            (ways)
        }
    })
}

/// What is said where answers are chosen together of which nothing is known.
fn of_several(law: &Law, about: &About<'_>, told: &Told) -> Markup {
    let known = told.known(about.found);
    let found = match about.found.repairs {
        Some(_) => "of circles, of who is caught, of ways out and of repairs",
        None => "of circles, of who is caught and of ways out",
    };
    html! {
        @if !known.is_everything() {
            div .notice hidden data-beyond=(written(&known)) {
                p {
                    "What follows " (found) " was found for other answers than those chosen. What these change together was not looked into."
                    @if about.follows {
                        " The verdict above is that of the answers chosen, and so is a person for whom the claim \
                         fails, where one is told."
                    }
                }
                ul {
                    @for (reading, places) in told.answers() {
                        (taken(law, reading, &places))
                    }
                }
            }
        }
    }
}

/// What is told for in the place of an answer, where another one is chosen.
fn taken(law: &Law, reading: InputId, places: &BTreeSet<u32>) -> Markup {
    let all = choices(law, reading).into_iter().filter_map(place);
    let others: Vec<u32> = all.filter(|of| !places.contains(of)).collect();
    let cube = |places: Vec<u32>| ReadingCube([(reading, places)].into());
    let told = answers(law, &cube(places.iter().copied().collect()));
    html! {
        @if !others.is_empty() {
            @for (question, answer) in told {
                li hidden data-chosen=(written(&Region(vec![cube(others.clone())]))) {
                    (unbroken(&question)) " What follows is told for the answer “" (unbroken(&answer)) "”."
                }
            }
        }
    }
}

fn place(of: Value) -> Option<u32> {
    u32::try_from(of.place()?).ok()
}
