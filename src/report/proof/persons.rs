//! Of whom something is so, in conditions, and an example for each set of readings.

use crate::calendar::Interval;
use crate::law::{Law, RecordId};
use crate::report::layout::{Ending, Page};
use crate::report::words::{Phrase, Relatives, bare, capitalized, relatives_of};
use crate::verdict::{ReadingCube, Refuted, Region, Verdict};

use super::{region, witness};

/// With which answers, since when, and what is so of every person, or of every element of such a record:
/// the conditions as verb phrases, none where these are all there are. Nothing is told of days that differ
/// by readings.
pub fn whoever(
    page: &mut Page,
    law: &Law,
    verdict: &Verdict,
    of: Option<RecordId>,
    conditions: &[Phrase],
) {
    lead(page, law, verdict);
    let every = every(law, verdict, of);
    let relatives = relatives(law, of);
    match conditions {
        [] => page.paragraph(1, &format!("{every}.")),
        few @ ([_] | [_, _]) => {
            page.paragraph(1, &format!("{every} {}.", relatives.behind(few)));
        }
        all => each(page, &every, relatives, all, ""),
    }
}

/// A noun, each of the conditions behind it in a line of its own, and how the sentence goes on.
pub fn each(
    page: &mut Page,
    noun: &str,
    relatives: Relatives,
    conditions: &[Phrase],
    behind: &str,
) {
    let (who, lines) = relatives.in_lines(conditions);
    let words: Vec<&str> = std::iter::once(noun).chain(who).collect();
    page.paragraph(1, &words.join(" "));
    let stop = if behind.is_empty() { "." } else { "" };
    page.list(2, &lines, Ending::Joined("and", stop));
    if !behind.is_empty() {
        page.paragraph(1, &format!("{behind}."));
    }
}

/// Those behind the noun of persons, or of elements.
pub fn relatives(law: &Law, of: Option<RecordId>) -> Relatives {
    of.map_or(Relatives::OF_A_PERSON, |record| relatives_of(law, record))
}

/// With which answers it is so, where that is not on all readings.
pub fn lead(page: &mut Page, law: &Law, verdict: &Verdict) {
    let cubes = verdict.refuted.iter().map(|refuted| refuted.cube.clone());
    let readings = region::beside(law, &law[verdict.claim], &Region(cubes.collect()));
    if !readings.is_everything() && !readings.is_nothing() {
        region::tell(page, "With", 1, law, &readings);
        page.gap();
    }
}

/// "Since 1 January 2024, every person"
pub fn every(law: &Law, verdict: &Verdict, of: Option<RecordId>) -> String {
    let kind = of.map_or_else(|| "person".to_owned(), |record| bare(law, record));
    let since = match days(verdict) {
        None => String::new(),
        Some(days) => match (days.from, days.last_day()) {
            (None, None) => String::new(),
            (Some(from), None) => format!("since {}, ", from.in_words()),
            _ => format!("{}, ", days.in_words()),
        },
    };
    capitalized(&format!("{since}every {kind}"))
}

/// The first and the last day, where they are the same on all readings.
pub fn days(verdict: &Verdict) -> Option<Interval> {
    let first = verdict.refuted.first()?.days;
    let same = verdict.refuted.iter().all(|refuted| refuted.days == first);
    same.then(|| Interval::from_to(first.0, first.1))
}

/// What is told of each person for whom a claim fails, with the readings on which the same is told.
pub(super) fn told_once<'r>(
    persons: impl IntoIterator<Item = (&'r ReadingCube, Page)>,
) -> Vec<(Page, Region)> {
    let mut told: Vec<(String, Page, Region)> = Vec::new();
    for (cube, own) in persons {
        let text = own.clone().finish();
        match told.iter_mut().find(|(known, ..)| *known == text) {
            Some((.., region)) => region.0.push(cube.clone()),
            None => told.push((text, own, Region(vec![cube.clone()]))),
        }
    }
    let told = told.into_iter();
    told.map(|(_, own, region)| (own, region)).collect()
}

/// Persons, each with the readings on which what is told of the person is so, and what is told beside;
/// those of whom the same is told are told once. Days that differ by readings are told here.
pub fn examples<'r>(
    page: &mut Page,
    law: &Law,
    verdict: &Verdict,
    persons: impl Iterator<Item = (&'r Refuted, &'r ReadingCube, Page)>,
) {
    let claim = &law[verdict.claim];
    let days_differ = days(verdict).is_none();
    let mut is_narrower = false;
    let told = told_once(persons.map(|(refuted, on, beside)| {
        is_narrower |= *on != refuted.cube;
        let (person, _) = witness::described_shortly(law, claim, &refuted.witness, "it is so");
        let mut own = Page::new();
        own.paragraph(1, &person);
        own.append(beside);
        if days_differ {
            own.gap();
            let (first, last) = refuted.days;
            let days = Interval::from_to(first, last).in_words();
            own.paragraph(1, &format!("With these answers somebody meets it {days}."));
        }
        (on, own)
    }));
    let alone = told.len() == 1;
    page.section(if alone { "An example" } else { "Examples" }, None);
    for (own, region) in told {
        page.gap();
        let mut all = Page::new();
        let readings = region::beside(law, claim, &region);
        match readings.is_everything() {
            true if alone => {}
            true => {
                all.paragraph(1, "On every reading:");
                all.gap();
            }
            // That it is so on these readings alone is told above.
            false if alone && !is_narrower => {}
            false => {
                region::tell(&mut all, "With", 1, law, &readings);
                all.gap();
            }
        }
        all.append(own);
        page.append_on(region, all);
    }
}
