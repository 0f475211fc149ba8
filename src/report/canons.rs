//! Rules that a canon orders: every use of one is told.

use std::collections::BTreeMap;

use indexmap::IndexSet;

use crate::law::{Law, Prevails, RuleId, WrittenId};

use super::layout::{Ending, Page};
use super::proof::grounds;
use super::words::heading;

/// The most pairs of rules that are told of one canon.
const TOLD_LIMIT: usize = 100;

/// Which act prevails by a canon: "the later act".
pub fn act(prevails: Prevails) -> &'static str {
    match prevails {
        Prevails::Higher => "the higher act",
        Prevails::Special => "the more special act",
        Prevails::Later => "the later act",
    }
}

/// The canon by which all these rules prevail over one; `None` where something else orders them.
pub fn over(law: &Law, rule: RuleId, above: &[RuleId]) -> Option<Prevails> {
    let mut canons = above.iter().map(|above| law.ordered.get(&(rule, *above)));
    let first = *canons.next()??;
    canons.all(|canon| canon == Some(&first)).then_some(first)
}

/// The pairs of rules that canons order, for those who check the rules; empty where there are none.
pub fn text(law: &Law) -> String {
    let mut page = Page::new();
    tell(&mut page, law);
    if law.ordered.is_empty() {
        return String::new();
    }
    page.gap();
    page.finish()
}

/// Each canon with the pairs of rules that it orders, and where it comes from.
pub fn tell(page: &mut Page, law: &Law) {
    if law.canons.is_empty() {
        return;
    }
    let written = (0..law.written.len()).map(WrittenId::at);
    let headings: Vec<String> = written.map(|rule| heading(law, rule)).collect();
    let called = |rule: RuleId| headings.get(law[rule].written.index());
    let mut by_canon: BTreeMap<Prevails, IndexSet<(&String, &String)>> = BTreeMap::new();
    for ((loser, winner), prevails) in &law.ordered {
        let pair = called(*winner).zip(called(*loser));
        by_canon.entry(*prevails).or_default().extend(pair);
    }
    for canon in &law.canons {
        let Some(pairs) = by_canon.get(&canon.prevails) else {
            continue;
        };
        let text = format!("Where rules disagree, {} prevails:", act(canon.prevails));
        page.paragraph(1, &text);
        grounds::tell_at(page, 2, law, &canon.grounds);
        let told = pairs.iter().take(TOLD_LIMIT);
        let told: Vec<String> = told
            .map(|(winner, loser)| format!("“{winner}” over “{loser}”"))
            .collect();
        page.list(2, &told, Ending::Apart);
        if pairs.len() > TOLD_LIMIT {
            page.paragraph(2, &format!("… and {} more", pairs.len() - TOLD_LIMIT));
        }
    }
}
