//! Rules that a canon orders: every use of one is told.

use crate::law::{Law, Prevails, RuleId};

use super::layout::{Ending, Page};
use super::proof::grounds;
use super::words::heading;

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
    for canon in &law.canons {
        let mut pairs: Vec<String> = Vec::new();
        for ((loser, winner), prevails) in &law.ordered {
            let [winner, loser] = [winner, loser].map(|rule| heading(law, law[*rule].written));
            let pair = format!("“{winner}” over “{loser}”");
            if *prevails == canon.prevails && !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        if pairs.is_empty() {
            continue;
        }
        let text = format!("Where rules disagree, {} prevails:", act(canon.prevails));
        page.paragraph(1, &text);
        grounds::tell_at(page, 2, law, &canon.grounds);
        page.list(2, &pairs, Ending::Apart);
    }
}
