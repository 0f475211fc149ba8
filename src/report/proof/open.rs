//! What could not be decided: why, of whom, and what would settle it.

use crate::calendar::Day;
use crate::certify::bounds::{FIRST_DAY, LAST_DAY};
use crate::law::{Ground, Law, ListId};
use crate::report::layout::{Ending, Page};
use crate::report::words::several;
use crate::verdict::{Lack, Undecided, Verdict};

use super::{grounds, witness};

/// Why it could not be decided, and somebody of whom it is open.
pub fn why(page: &mut Page, law: &Law, verdict: &Verdict, undecided: &Undecided) {
    match &undecided.lacks {
        Lack::Passage(input, person) => {
            let name = &law[*input].name;
            let mut passages = law.unmodelled.iter();
            let Some(passage) = passages.find(|passage| passage.name == *name) else {
                return because(page, undecided);
            };
            let told = format!(
                "It could not be decided: it hangs on a sentence that is not modelled, since {}.",
                passage.because
            );
            page.paragraph(1, &told);
            grounds::tell(page, 2, law, &[Ground::Cited(passage.citation.clone())]);
            page.section("A person of whom it is open", None);
            let stated = &law[verdict.claim];
            let (person, _) = witness::described(law, stated, person, "it is open");
            page.paragraph(1, &person);
        }
        Lack::Most(list) => {
            let told = format!(
                "It could not be decided: persons with up to {} {} were looked at, and the rules do \
                 not say how many there are at most.",
                law[*list].most,
                several(law, *list)
            );
            page.paragraph(1, &told);
            if verdict.refuted.is_empty() {
                page.paragraph(1, "Nobody was found among them for whom it fails.");
            }
        }
        _ => because(page, undecided),
    }
}

fn because(page: &mut Page, undecided: &Undecided) {
    page.paragraph(1, &format!("It could not be decided: {undecided}."));
}

/// What would settle it: who writes the rules or asks may do one of these.
pub fn what_would_settle(page: &mut Page, law: &Law, undecided: &Undecided) {
    page.section("What would settle it", None);
    match ways(law, &undecided.lacks).as_slice() {
        [only] => page.paragraph(1, &format!("{only}.")),
        several => page.list(1, several, Ending::Joined("or", ".")),
    }
}

fn ways(law: &Law, lacks: &Lack) -> Vec<String> {
    let ways: &[&str] = match lacks {
        Lack::Steps => &[
            "more steps for each question, by `--effort`",
            "the same claim of fewer persons, on fewer days, or on fewer readings",
        ],
        Lack::Passage(..) => &[
            "a rule in the place of the sentence",
            "the same claim of those persons alone to whom the sentence does not matter",
        ],
        Lack::Most(list) => return vec![most(law, *list)],
        Lack::Days => return vec![covered(FIRST_DAY, LAST_DAY)],
        Lack::FewerReadings => &["the same claim `under` some answers, one claim for each of them"],
        Lack::AnotherForm => &[
            "the same claim of persons of whom more is given, so that less of it varies",
            "claims on its parts",
        ],
    };
    ways.iter().map(|way| (*way).to_owned()).collect()
}

fn most(law: &Law, list: ListId) -> String {
    format!(
        "How many {} there are at most, said by `up to` where `{}` is declared",
        several(law, list),
        law[list].name
    )
}

fn covered(first: Day, last: Day) -> String {
    format!(
        "A claim on days from {} to {}",
        first.in_words(),
        last.in_words()
    )
}
