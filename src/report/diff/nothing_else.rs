//! What it rests on that nothing else changes.

use serde_json::{Value as Json, json};

use crate::certify::bounds::{FIRST_DAY, GREATEST_NUMBER, LAST_DAY};
use crate::law::Law;
use crate::report::counted;

use super::{Compared, Sided};

/// How much was asked, who stands behind the answers, and of how many differences it could not be told
/// whom they touch.
pub(super) fn words(compared: &Compared, found: &[Sided<'_>]) -> Vec<String> {
    let asked = compared.asked.len();
    if asked == 0 {
        return Vec::new();
    }
    let untold = untold(found);
    let touched = found.iter().filter(|(one, _)| one.persons.is_ok()).count();
    let (but, comma) = match undecided(found) {
        0 => ("", ""),
        _ => (", but for what is undecided", ","),
    };
    let mut lines = vec![counted(asked, "question was put", "questions were put") + "."];
    if touched > 0 {
        lines
            .push("Each person shown was gone through by a second program, without Z3.".to_owned());
    }
    if untold > 0 {
        let differences = counted(untold, "difference", "differences");
        lines.push(format!(
            "Of {differences} it could not be told exactly who is touched."
        ));
    }
    lines.push(match (found.len() - undecided(found), touched) {
        (0, _) => format!("That nothing that was asked changes for anybody{but}{comma} rests on Z3 alone."),
        (_, 0) => format!("That nothing else that was asked changes{but}{comma} rests on Z3 alone."),
        _ => format!(
            "That nothing else that was asked changes{but}, and what is said of everybody else, rests on Z3 \
             alone."
        ),
    });
    lines
}

/// The same for other programs, with how far it reaches.
pub(super) fn json(law: &Law, compared: &Compared, found: &[Sided<'_>]) -> Json {
    let lists = law.lists.iter();
    let lists = lists.map(|list| json!({ "list": list.name, "most": list.most }));
    let unmodelled = law.unmodelled.iter();
    let quotes = unmodelled.map(|passage| passage.citation.quote.as_str());
    json!({
        "questions": compared.asked.len(),
        "by_z3_alone": true,
        "undecided": undecided(found),
        "persons_untold": untold(found),
        "days": { "first": FIRST_DAY.to_string(), "last": LAST_DAY.to_string() },
        "greatest_number": GREATEST_NUMBER,
        "lists": lists.collect::<Vec<_>>(),
        "not_modelled": quotes.collect::<Vec<_>>(),
        "words": words(compared, found),
    })
}

fn undecided(found: &[Sided<'_>]) -> usize {
    let open = |(one, _): &&Sided<'_>| one.verdict.undecided.is_some();
    found.iter().filter(open).count()
}

/// The differences of which it is not told exactly whom they touch.
fn untold(found: &[Sided<'_>]) -> usize {
    let is_untold = |(one, _): &&Sided<'_>| one.verdict.undecided.is_none() && one.persons.is_err();
    found.iter().filter(is_untold).count()
}
