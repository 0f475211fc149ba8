//! What could not be decided: why, of whom, and what would settle it.

use crate::calendar::Day;
use crate::certify::bounds::{FIRST_DAY, LAST_DAY};
use crate::law::{Claim, Ground, Law, ListId, figure};
use crate::report::layout::{Ending, Page};
use crate::report::words::{capitalized, several, up_to};
use crate::verdict::{Lack, Undecided};

use super::{grounds, witness};

/// Why it could not be decided, and which part of it.
pub fn why(page: &mut Page, law: &Law, claim: &Claim, undecided: &Undecided) {
    match &undecided.lacks {
        Lack::Passage(input, _) => {
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
        }
        Lack::Most(list) => {
            let told = format!(
                "It could not be decided: persons with {} were looked at, and the rules do not say \
                 how many there are at most.",
                up_to(law, *list)
            );
            page.paragraph(1, &told);
        }
        Lack::Steps(_) => {
            because(page, undecided);
            // What was decided on some readings before is not kept.
            let told = format!(
                "It is left open as a whole: {}, and on every reading that it is stated for.",
                claim.window().in_words()
            );
            page.paragraph(1, &told);
        }
        _ => because(page, undecided),
    }
}

/// Somebody of whom it is open.
pub fn person(page: &mut Page, law: &Law, claim: &Claim, undecided: &Undecided) {
    if let Lack::Passage(_, person) = &undecided.lacks {
        page.section("A person of whom it is open", None);
        let (person, _) = witness::described(law, claim, person, "it is open");
        page.paragraph(1, &person);
    }
}

fn because(page: &mut Page, undecided: &Undecided) {
    page.paragraph(1, &format!("It could not be decided: {undecided}."));
}

/// What would settle it: whoever writes the rules or asks may do one of these. Of what nobody claims
/// there is nothing else to claim.
pub fn what_would_settle(page: &mut Page, law: &Law, undecided: &Undecided, is_claimed: bool) {
    let mut ways = by_rules(law, &undecided.lacks);
    if is_claimed {
        ways.extend(by_claims(&undecided.lacks));
    }
    if ways.is_empty() {
        return;
    }
    page.section("What would settle it", None);
    match ways.as_slice() {
        [only] => page.paragraph(1, &format!("{}.", capitalized(only))),
        several => page.list(1, several, Ending::Joined("or", ".")),
    }
}

/// What may be said otherwise in the rules, or allowed.
fn by_rules(law: &Law, lacks: &Lack) -> Vec<String> {
    match lacks {
        Lack::Steps(limit) => vec![format!(
            "more steps for each question, by `--effort N`, where N is greater than {}",
            figure(*limit)
        )],
        Lack::Passage(..) => vec!["a rule in the place of the sentence".to_owned()],
        Lack::Most(list) => vec![most(law, *list)],
        Lack::Days | Lack::FewerReadings | Lack::AnotherForm => Vec::new(),
    }
}

/// What else may be claimed.
fn by_claims(lacks: &Lack) -> Vec<String> {
    let claim = match lacks {
        Lack::Most(_) => return Vec::new(),
        Lack::Steps(_) => {
            "the same claim of fewer persons, by `for`, on fewer days, by `from` and `until`, or on \
             fewer readings, by `under`"
        }
        Lack::Passage(..) => {
            "the same claim of those persons alone to whom the sentence does not matter"
        }
        Lack::Days => return vec![covered(FIRST_DAY, LAST_DAY)],
        Lack::FewerReadings => "several claims, each `under` some of the answers",
        Lack::AnotherForm => "the same claim of persons of whom more is given, or on its parts",
    };
    vec![claim.to_owned()]
}

fn most(law: &Law, list: ListId) -> String {
    format!(
        "how many {} there are at most, said by `up to` where `{}` is declared",
        several(law, list),
        law[list].name
    )
}

fn covered(first: Day, last: Day) -> String {
    format!(
        "the same claim on days from {} to {}",
        first.in_words(),
        last.in_words()
    )
}
