//! What changes, in a few lines ahead of everything else.

use indexmap::IndexMap;

use crate::law::Law;
use crate::report::layout::{Ending, Page};
use crate::report::words::capitalized;
use crate::report::{counted, first_few};
use crate::verdict::{Affected, Turn};

use super::group::{ONLY, whose};
use super::{Compared, Sided, named};

/// So many outcomes are named of one way in which they change.
const NAMED: usize = 6;

/// Each way in which outcomes change for somebody, with the outcomes; whether anybody gains or loses;
/// and how many claims and findings are others.
pub(super) fn tell(page: &mut Page, law: &Law, compared: &Compared, found: &[Sided<'_>]) {
    let (open, decided): (Vec<&Sided<'_>>, Vec<&Sided<'_>>) = found
        .iter()
        .partition(|(one, _)| one.verdict.undecided.is_some());
    let mut ways: IndexMap<String, Vec<String>> = IndexMap::new();
    for (one, _) in &decided {
        let (label, words) = named(law, one.about, one.turn);
        let way = match (words, one.turn) {
            (_, Turn::Lapses) => "no answer where there was one".to_owned(),
            (_, Turn::Arises) => "an answer where there was none".to_owned(),
            (Some([was, is]), _) => format!("{is} where it was {was}"),
            (None, _) => format!("another value{}", whose(law, one.about, ONLY)),
        };
        let labels = ways.entry(way).or_default();
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let mut items: Vec<String> = Vec::new();
    for (way, labels) in ways {
        let labels = first_few(labels, NAMED).join("; ");
        items.push(capitalized(&format!("{way}: {labels}.")));
    }
    items.extend(
        balance(&decided)
            .filter(|_| open.is_empty())
            .map(str::to_owned),
    );
    if !open.is_empty() {
        let undecided = counted(open.len(), "question is", "questions are");
        items.push(format!("{undecided} undecided."));
    }
    if found.is_empty() {
        items.push("Nothing that was asked changes for anybody.".to_owned());
    }
    for (changes, one, many) in [
        (
            &compared.claims,
            "claim comes out otherwise",
            "claims come out otherwise",
        ),
        (
            &compared.findings,
            "finding comes or goes",
            "findings come or go",
        ),
    ] {
        if !changes.is_empty() {
            items.push(format!("{}.", counted(changes.len(), one, many)));
        }
    }
    page.gap();
    page.list(1, &items, Ending::Apart);
}

/// That nobody loses, or gains, by what is a gain or a loss; nothing where both are, or where for somebody
/// an answer comes or goes.
fn balance(decided: &[&Sided<'_>]) -> Option<&'static str> {
    let is_weighed = |about: Affected| !matches!(about, Affected::Holds(..) | Affected::Value(..));
    let all_weighed = decided.iter().all(|(one, _)| is_weighed(one.about));
    let weighed = decided.iter().filter(|(one, _)| is_weighed(one.about));
    let gains: Option<Vec<bool>> = weighed
        .map(|(one, _)| one.turn.is_gain(one.about))
        .collect();
    let gains = gains.filter(|gains| !gains.is_empty())?;
    match (gains.contains(&true), gains.contains(&false), all_weighed) {
        (true, false, true) => Some("Nobody loses."),
        (false, true, true) => Some("Nobody gains."),
        (true, false, false) => {
            Some("Of what is due, possible and within reach, nobody loses anything.")
        }
        (false, true, false) => {
            Some("Of what is due, possible and within reach, nobody gains anything.")
        }
        _ => None,
    }
}
