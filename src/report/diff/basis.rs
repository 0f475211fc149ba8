//! What a rule or a definition rests on in two versions, and where it stands.

use crate::diff::Basis;
use crate::law::{Ground, Law, ProvisionId, SourceId, Written, plain};
use crate::report::words::joined;

use super::rules::Sided;

/// What became of the basis of a rule; nothing where the sentences and the provision are as before.
pub(super) fn of_rule(law: &Law, was: &Basis, is: &Written) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    words.extend(other_grounds(law, &was.grounds, &is.grounds).map(str::to_owned));
    words.extend(moved(law, was.provision, is.provision));
    words
}

/// That the grounds are others; nothing where they are alike to a reader.
pub(super) fn other_grounds(law: &Law, was: &[Ground], is: &[Ground]) -> Option<&'static str> {
    let [gone, came] = [(was, is), (is, was)].map(|(these, those)| {
        let alone = these.iter().filter(|one| !is_in(law, those, one));
        alone.collect::<Vec<_>>()
    });
    if gone.is_empty() && came.is_empty() {
        return None;
    }
    let sorted = |grounds: &[&Ground]| {
        let quoted = grounds.iter().map(|ground| match ground {
            Ground::Cited(citation) => Some((citation.quote.clone(), citation.remark)),
            Ground::Reported(..) | Ground::Assumed(_) => None,
        });
        let quoted: Option<Vec<(String, bool)>> = quoted.collect();
        quoted.map(|mut quoted| {
            quoted.sort_unstable();
            quoted
        })
    };
    Some(match (sorted(&gone), sorted(&came)) {
        (Some(gone), Some(came)) if gone == came => "rests on the same words of another text",
        (Some(_), Some(_)) => "rests on other words",
        _ => "rests on something else",
    })
}

/// Whether a sentence among grounds that are alike stands in other lines of its text.
pub(super) fn in_other_lines(law: &Law, was: &[Ground], is: &[Ground]) -> bool {
    let lines = |ground: &Ground| match ground {
        Ground::Cited(citation) => Some(citation.lines.clone()),
        Ground::Reported(..) | Ground::Assumed(_) => None,
    };
    let stands = |one: &Ground| {
        let mut alike = was.iter().filter(|other| says_alike(law, one, other));
        alike.any(|other| lines(other) == lines(one))
    };
    !is.iter().all(stands)
}

/// That a rule stands in another provision.
pub(super) fn moved(
    law: &Law,
    was: Option<ProvisionId>,
    is: Option<ProvisionId>,
) -> Option<String> {
    let [(was, before), (is, after)] = [was, is].map(|around| path(law, around));
    if was == is {
        return None;
    }
    // Of headings that are the same, the names tell which is meant.
    let [before, after] = match before == after {
        true => [(was, before), (is, after)].map(|(names, called)| {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            format!("{called} ({})", names.join(" of "))
        }),
        false => [before, after],
    };
    let mut told = Vec::new();
    told.extend((!before.is_empty()).then(|| format!("no longer stands in {before}")));
    told.extend((!after.is_empty()).then(|| format!("now stands in {after}")));
    Some(joined(&told, "and"))
}

/// The names of the provisions around a rule, innermost first, and what they are called.
fn path(law: &Law, provision: Option<ProvisionId>) -> (Vec<&str>, String) {
    let around = std::iter::successors(provision, |at| law[*at].parent);
    let around: Vec<ProvisionId> = around.collect();
    let called = around.iter().map(|at| {
        let provision = &law[*at];
        let heading = provision.heading.clone();
        format!("“{}”", heading.unwrap_or_else(|| plain(&provision.name)))
    });
    let called: Vec<String> = called.collect();
    let names = around.iter().map(|at| law[*at].name.as_str());
    (names.collect(), called.join(" of "))
}

/// The grounds on either side: once those that are the same to a reader, then those of one side alone.
pub(super) fn of_both(law: &Law, names: &[String; 2], (was, is): (&[Ground], &[Ground])) -> Sided {
    let (both, came): (Vec<Ground>, Vec<Ground>) =
        is.iter().cloned().partition(|one| is_in(law, was, one));
    let gone = was.iter().filter(|one| !is_in(law, is, one));
    let [before, after] = names.clone();
    let sides = [
        (None, both),
        (Some(before), gone.cloned().collect()),
        (Some(after), came),
    ];
    let told = sides.into_iter().filter(|(_, grounds)| !grounds.is_empty());
    told.collect()
}

fn is_in(law: &Law, all: &[Ground], one: &Ground) -> bool {
    all.iter().any(|other| says_alike(law, one, other))
}

/// Whether two grounds are one to a reader, wherever in their texts the words stand. Of two versions
/// of one text, the name or the title may be another.
fn says_alike(law: &Law, was: &Ground, is: &Ground) -> bool {
    let same_text = |was: SourceId, is: SourceId| {
        let (was, is) = (&law[was], &law[is]);
        was.name == is.name || was.title == is.title
    };
    match (was, is) {
        (Ground::Cited(was), Ground::Cited(is)) => {
            same_text(was.source, is.source) && was.quote == is.quote && was.remark == is.remark
        }
        (Ground::Reported(was, words), Ground::Reported(is, same)) => {
            same_text(*was, *is) && words == same
        }
        _ => was == is,
    }
}
