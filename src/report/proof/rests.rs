//! What a verdict rests on: readings held fixed, assumptions, remarks, and its bounds.

use indexmap::{IndexMap, IndexSet};

use super::columns::unbounded;
use super::considered;
use super::first_and_last;
use super::support::{self, Numbers, Support};
use super::verdict;
use super::ways::way_out;
use crate::calendar::Interval;
use crate::certify::bounds::{FIRST_DAY, GREATEST_NUMBER, LAST_DAY};
use crate::law::{Citation, ClaimId, Input, InputId, InputKind, Law, ListId, Type, Value, figure};
use crate::report::canons;
use crate::report::layout::{Note, Page};
use crate::report::words::{
    assumptions, capitalized, choice, joined, noun_is, question, reference, remarks, up_to, value,
};
use crate::verdict::{Change, DeadEnd, OtherReading, Verdict};

/// Where answers stand.
const ANSWER: usize = 16;

/// What a verdict rests on beside the text.
pub fn tell(page: &mut Page, law: &Law, verdict: &Verdict, numbers: &Numbers<'_>) {
    let support = Support::of(law, verdict);
    match verdict::told(verdict) {
        Some(found) => of_dead_end(page, (law, numbers), found, &support),
        None => support.tell_assumed(page, numbers, &[]),
    }
    support.tell_reported(page, law);
}

/// The same of a dead end: what is assumed or remarked of its requirements and ways comes first.
fn of_dead_end(
    page: &mut Page,
    (law, numbers): (&Law, &Numbers<'_>),
    found: &DeadEnd,
    support: &Support,
) {
    let mut own = Page::new();
    readings(&mut own, law, found);
    resting_on_remarks(&mut own, law, found);
    let grounds = support::of_dead_end(found);
    let items = assumptions(&grounds);
    if !items.is_empty() {
        own.gap();
        support::assumed_in_full(&mut own, &items);
    }
    let requirements = found.requirements.iter();
    let remarked: Vec<&Citation> = requirements.flat_map(|one| remarks(&one.grounds)).collect();
    support
        .beside(found)
        .tell_assumed(&mut own, numbers, &remarked);
    if !own.is_empty() {
        page.section("What the proof rests on", None);
        page.append(own);
    }
}

/// The requirements that are taken from a remark, those of one remark together.
fn resting_on_remarks(page: &mut Page, law: &Law, found: &DeadEnd) {
    let mut told: Vec<(Note, Vec<String>)> = Vec::new();
    for (at, requirement) in found.requirements.iter().enumerate() {
        let cited = remarks(&requirement.grounds);
        if cited.is_empty() {
            continue;
        }
        let lines = reference(law, &cited);
        let number = (at + 1).to_string();
        match told.iter_mut().find(|(known, _)| *known == lines) {
            Some((_, numbers)) => numbers.push(number),
            None => told.push((lines, vec![number])),
        }
    }
    for (lines, numbers) in told {
        let (noun, verb) = if numbers.len() == 1 {
            ("Requirement", "is")
        } else {
            ("Requirements", "are")
        };
        let text = format!(
            "{noun} {} {verb} taken from a remark of the source’s authors, not from a provision.",
            joined(&numbers, "and")
        );
        page.noted(2, &text, &lines);
    }
}

/// What all verdicts rest on. The numbers are those of the verdicts with which it is told what they rest on.
pub fn of_all(page: &mut Page, (law, numbers): (&Law, &Numbers<'_>), verdicts: &[Verdict]) {
    let claims: Vec<ClaimId> = verdicts.iter().map(|verdict| verdict.claim).collect();
    of_claims(page, (law, numbers), &claims);
}

/// What answers to claims rest on, whether or not anything is told of each.
pub fn of_claims(page: &mut Page, (law, numbers): (&Law, &Numbers<'_>), claims: &[ClaimId]) {
    if claims.is_empty() {
        return;
    }
    page.wide_gap();
    page.section("What all this rests on", None);
    Support::tell_numbered(page, numbers);
    considered::tell(page, law, claims);
    bounds(page, law);
    excerpts(page, law);
    set_aside(page, law);
    unmodelled(page, law);
    canons::tell(page, law);
}

/// The readings held fixed, and what other choices would change.
fn readings(page: &mut Page, law: &Law, found: &DeadEnd) {
    let mut asked = None;
    for other in &found.others {
        if asked != Some(other.reading) {
            page.gap();
            page.paragraph(1, &question(law, other.reading));
            page.hanging(4, "used here", ANSWER, &choice(law, other.held));
            asked = Some(other.reading);
        }
        page.hanging(4, "otherwise", ANSWER, &choice(law, other.other));
        page.paragraph(ANSWER / 2, &change(other));
        freed(page, law, found, (ANSWER, other));
    }
    if !found.others.is_empty() {
        page.gap();
    }
}

/// The ways out that open with another choice.
pub fn freed(page: &mut Page, law: &Law, found: &DeadEnd, (column, other): (usize, &OtherReading)) {
    if let Change::Ways { freed, .. } = &other.change {
        for way in freed {
            way_out(page, law, found, (column, "–"), way);
        }
    }
}

/// What another choice changes.
pub fn change(other: &OtherReading) -> String {
    match &other.change {
        Change::NoCircle => "There is no circle.".to_owned(),
        Change::Fails(days) => match unbounded(*days).until {
            Some(_) => format!(
                "The claim fails {}, and holds {}.",
                first_and_last::words(*days),
                Interval {
                    from: days.until,
                    until: None,
                }
                .in_words()
            ),
            None => "The claim fails.".to_owned(),
        },
        Change::Ways {
            closed,
            narrowed,
            freed,
            eligibility,
        } => {
            let closed = ways_that(closed, ["closes", "close"]);
            let narrowed = ways_that(
                narrowed,
                [
                    "is left to fewer persons, or on fewer days",
                    "are left to fewer persons, or on fewer days",
                ],
            );
            let freed = match freed.len() {
                0 => None,
                1 => Some("another way out opens".to_owned()),
                _ => Some("other ways out open".to_owned()),
            };
            let moved = eligibility
                .then(|| "for some persons it changes whether they are eligible".to_owned());
            let parts = closed.into_iter().chain(narrowed).chain(freed);
            let parts: Vec<String> = parts.chain(moved).collect();
            if parts.is_empty() {
                "Nothing changes for those who are caught.".to_owned()
            } else {
                capitalized(&format!("{}.", joined(&parts, "and")))
            }
        }
    }
}

/// "ways out 2 and 9 close".
fn ways_that(places: &[usize], [one, several]: [&str; 2]) -> Option<String> {
    let numbers: Vec<String> = places.iter().map(|place| (place + 1).to_string()).collect();
    match numbers.as_slice() {
        [] => None,
        [only] => Some(format!("way out {only} {one}")),
        _ => Some(format!("ways out {} {several}", joined(&numbers, "and"))),
    }
}

/// How far the proof reaches.
fn bounds(page: &mut Page, law: &Law) {
    let is_number =
        |input: &Input| input.ty == Type::Int && !matches!(input.kind, InputKind::Length(_));
    let has = |wanted: fn(Type) -> bool| law.inputs.iter().any(|input| wanted(input.ty));
    let most = figure(GREATEST_NUMBER);
    let numbers = if law.inputs.iter().any(is_number) {
        format!(", and numbers from −{most} to {most}")
    } else {
        String::new()
    };
    let amounts = if has(|ty| matches!(ty, Type::Decimal | Type::Money(_))) {
        format!(", and amounts and decimals from −{most} to {most} of their least units")
    } else {
        String::new()
    };
    page.paragraph(
        1,
        &format!(
            "Days and dates from {} to {} are covered{numbers}{amounts}.",
            FIRST_DAY.in_words(),
            LAST_DAY.in_words()
        ),
    );
    for (at, input) in law.inputs.iter().enumerate() {
        if let (Type::Period(unit), Some((least, greatest))) = (input.ty, input.range)
            && matches!(input.kind, InputKind::Fact | InputKind::Field(_))
        {
            let text = format!(
                "Persons for whom the {} from {} to {} are covered.",
                noun_is(law, InputId::at(at)),
                value(law, Value::Period(unit, least)),
                value(law, Value::Period(unit, greatest))
            );
            page.paragraph(1, &text);
        }
    }
    for list in (0..law.lists.len()).map(ListId::at) {
        page.paragraph(
            1,
            &format!("Persons with {} are covered.", up_to(law, list)),
        );
    }
}

/// Sources of which the rules are about parts only.
fn excerpts(page: &mut Page, law: &Law) {
    let excerpts = law.sources.iter().filter(|source| source.excerpt);
    let titles: IndexSet<&str> = excerpts.map(|source| source.title.as_str()).collect();
    for title in titles {
        page.paragraph(1, &format!("Of “{title}”, only parts are encoded."));
    }
}

/// Passages that the rules set aside, those of one reason together.
fn set_aside(page: &mut Page, law: &Law) {
    let mut told: IndexMap<&str, Vec<&Citation>> = IndexMap::new();
    for (citation, because) in &law.not_encoded {
        told.entry(because).or_default().push(citation);
    }
    if told.is_empty() {
        return;
    }
    page.paragraph(
        1,
        "The rules set aside passages of the text as stating no rule:",
    );
    for (because, cited) in told {
        page.labelled_with_note(4, "–", 7, because, reference(law, &cited));
    }
}

/// Passages that state rules which are not modelled.
fn unmodelled(page: &mut Page, law: &Law) {
    for passage in &law.unmodelled {
        let text = format!("Not modelled, since {}:", passage.because);
        page.paragraph(1, &text);
        let quote = format!("“{}”", passage.citation.quote);
        page.noted(4, &quote, reference(law, &[&passage.citation]));
    }
    if !law.unmodelled.is_empty() {
        page.paragraph(
            1,
            "What depends on it is undetermined, and a claim on it undecided.",
        );
    }
}
