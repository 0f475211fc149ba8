//! What the audit finds, put together: what one mistake, or one circle, is behind is told once.

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::certify::bounds::{FIRST_DAY, LAST_DAY};
use crate::law::{Claim, Law, cone_with_gates};
use crate::verdict::{Finding, Subject};

use super::super::day_range::days_in;
use super::super::replay::{Replayed, replay};
use super::Found;

/// What one mistake is behind is told once, with the first, where all that is told of the first is so of
/// the others.
pub(super) fn by_mistakes(law: &Law, found: Vec<Found>) -> Vec<Found> {
    let is_open = |one: &Finding| one.intended.is_none() && one.verdict.undecided.is_none();
    let mut told: Vec<Found> = Vec::new();
    for Found { finding, circles } in found {
        let mut all = told.iter_mut().map(|found| &mut found.finding);
        let first = all.find(|first| {
            is_open(first)
                && is_open(&finding)
                && first.about.is_told_with(law, finding.about)
                && is_shown_by(law, first, &finding)
        });
        if let Some(first) = first {
            first.also.push(finding.about);
            for rule in finding.rules {
                if !first.rules.contains(&rule) {
                    first.rules.push(rule);
                }
            }
        } else {
            told.push(Found { finding, circles });
        }
    }
    told
}

/// Whether another finding is so on the same readings and days as the first, and of the persons of the
/// first, as the interpreter says: on the day that is told, and of whichever day between the first and
/// the last on which something turns, whether they are so.
fn is_shown_by(law: &Law, first: &Finding, other: &Finding) -> bool {
    let (shown, own) = (&first.verdict.refuted, &other.verdict.refuted);
    let claims = [&law[first.verdict.claim], &law[other.verdict.claim]];
    let days = turning(law, claims);
    shown.len() == own.len()
        && shown.iter().zip(own).all(|(shown, own)| {
            let fails = |claim: &Claim, day: Day| {
                let mut person = shown.witness.clone();
                person.day = day;
                matches!(replay(law, claim, &person), Ok(Replayed::Fails))
            };
            let (from, to) = shown.days;
            let is_between = |day: &&Day| {
                from.is_none_or(|first| **day >= first) && to.is_none_or(|last| **day <= last)
            };
            let [first, other] = claims;
            shown.cube == own.cube
                && shown.days == own.days
                && fails(other, shown.witness.day)
                && days
                    .iter()
                    .filter(is_between)
                    .all(|day| fails(first, *day) == fails(other, *day))
        })
}

/// The constant days on which what two claims come to may turn: those that rules and comparisons behind them
/// have, and the days after these.
fn turning(law: &Law, claims: [&Claim; 2]) -> BTreeSet<Day> {
    let roots = claims.into_iter().flat_map(|claim| {
        let whom = claim.for_whom.iter().copied();
        whom.chain([claim.claim, claim.under])
    });
    let behind = cone_with_gates(law, roots);
    let bounds = behind.rules.iter().flat_map(|rule| law[*rule].bounds());
    let mut days = Vec::new();
    for expr in bounds.chain(behind.exprs.iter().copied()) {
        days_in(law, expr, &mut days);
    }
    let after = days.iter().filter_map(|day| day.next());
    let after: Vec<Day> = after.collect();
    let all = days.into_iter().chain(after);
    all.filter(|day| (FIRST_DAY..=LAST_DAY).contains(day))
        .collect()
}

/// One finding for each circle: a holding all of whose circles lead through another as well is told
/// with that one, which stands where the first of them would. What is intended stands by itself.
pub(super) fn by_circles(found: Vec<Found>) -> Vec<Finding> {
    let of = |at: usize| {
        let circles = found.get(at).map(|one| &one.circles);
        circles.filter(|circles| !circles.is_empty())
    };
    let is_open = |at: usize| {
        found
            .get(at)
            .is_some_and(|one| one.finding.intended.is_none())
    };
    // Those that no other has more of; of several with the same, the first.
    let has_more = |other: usize, at: usize| match (of(other), of(at)) {
        (Some(more), Some(circles)) => {
            is_open(other) && circles.is_subset(more) && (circles != more || other < at)
        }
        _ => false,
    };
    let circular: Vec<usize> = (0..found.len()).filter(|at| of(*at).is_some()).collect();
    let around = |at: usize| {
        let others = circular.iter().copied();
        let mut heads = others.filter(|other| *other != at && has_more(*other, at));
        let head = heads.find(|head| circular.iter().all(|third| !has_more(*third, *head)));
        head.filter(|_| is_open(at))
    };
    let heads: Vec<usize> = (0..found.len())
        .map(|at| around(at).unwrap_or(at))
        .collect();
    let mut told: Vec<(usize, Option<Finding>, Vec<Subject>)> = Vec::new();
    for (at, (Found { finding, .. }, head)) in found.into_iter().zip(heads).enumerate() {
        let place = told.iter().position(|(known, ..)| *known == head);
        let place = place.unwrap_or_else(|| {
            told.push((head, None, Vec::new()));
            told.len() - 1
        });
        if let Some((_, own, also)) = told.get_mut(place) {
            match finding.about {
                Subject::DeadEnd(_) if at != head => also.push(finding.about),
                _ => *own = Some(finding),
            }
        }
    }
    let with = |(_, own, mut also): (usize, Option<Finding>, Vec<Subject>)| {
        own.map(|mut own| {
            own.also.append(&mut also);
            own
        })
    };
    told.into_iter().filter_map(with).collect()
}
