//! Which rules say what a claim asks: what a lawyer reads beside a proof that goes through all cases.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::calendar::Interval;
use crate::law::{
    Citation, Expr, ExprId, Ground, Law, RuleId, TermId, WrittenId, cone, cone_until,
};
use crate::report::counted;
use crate::report::layout::Page;
use crate::report::words::{capitalized, citations, heading, joined, reference, told};
use crate::verdict::Verdict;

use super::grounds;
use super::support::looks_elsewhere;

/// So many rules are named; of more, some.
const FEW: usize = 4;

/// So many sentences are quoted; of more, the lines are told.
const QUOTED: usize = 3;

/// The rules that say what is asked, with their sentences, and the lines of all that these may rest on,
/// where nothing else is told behind a proof. What is within reach is told by the ways to it.
pub fn tell(page: &mut Page, law: &Law, verdict: &Verdict) {
    let claim = &law[verdict.claim];
    if verdict.proved.is_nothing() || verdict.behind.is_some() || verdict.certificate.is_err() {
        return;
    }
    let asked = claim.for_whom.iter().copied().chain([claim.claim]);
    let asked: Vec<ExprId> = asked.collect();
    let whole = cone(law, asked.iter().copied());
    let reaches = |id: &ExprId| matches!(law.exprs.get(*id), Expr::Reach(_));
    if whole.exprs.iter().any(reaches) {
        return;
    }
    let window = match looks_elsewhere(law, &whole.exprs) {
        true => Interval::ALWAYS,
        false => claim.window(),
    };
    let first = Called::of(law, rules(law, asked), window);
    let (rules, others) = first
        .into_iter()
        .partition::<Vec<_>, _>(|called| called.is_in_force);
    if rules.is_empty() && others.is_empty() {
        return;
    }
    page.section("Read from", None);
    if !rules.is_empty() {
        page.paragraph(1, &named(&rules));
        let own = of_rules(&rules, |rule| law.own_grounds(rule).iter());
        sentences(page, law, &own);
        let mut behind = Called::of(law, whole.rules, window);
        behind.retain(|called| called.is_in_force);
        let of_rules = of_rules(&behind, |rule| {
            law[rule].grounds.iter().chain(law.grounds_of_days(rule))
        });
        let of_terms = whole.terms.iter().flat_map(|term| &law[*term].grounds);
        let mut further: Vec<&Ground> = of_rules.into_iter().chain(of_terms).collect();
        further.retain(|ground| !own.contains(ground));
        lines(page, law, "What they may rest on:", &further);
    }
    if !others.is_empty() {
        let text = match rules.is_empty() {
            true => "No rule that says anything of it is in force on these days.".to_owned(),
            false => {
                let (one, several) = ("other rule is", "other rules are");
                let count = counted(others.len(), one, several);
                format!("{} in force on none of these days.", capitalized(&count))
            }
        };
        page.paragraph(1, &text);
        let days = of_rules(&others, |rule| law.grounds_of_days(rule));
        lines(page, law, "The sentences:", &days);
    }
}

/// Rules that are called alike.
struct Called {
    name: String,
    /// Those in force, where some are: the other versions are none then.
    rules: Vec<WrittenId>,
    is_in_force: bool,
}

impl Called {
    /// In the order of the files, each with whether it may be in force in a window.
    fn of(law: &Law, rules: BTreeSet<RuleId>, window: Interval) -> Vec<Self> {
        let mut all: IndexMap<String, Vec<(WrittenId, bool)>> = IndexMap::new();
        let mut in_order: Vec<RuleId> = rules.into_iter().collect();
        in_order.sort_by_key(|rule| law[*rule].written);
        for rule in in_order {
            let id = law[rule].written;
            let of_name = all.entry(heading(law, id)).or_default();
            of_name.push((id, law.may_be_in_force(rule, window)));
        }
        let called = all.into_iter().map(|(name, found)| {
            let is_in_force = found.iter().any(|(_, is_in_force)| *is_in_force);
            let mut rules: Vec<WrittenId> = found
                .into_iter()
                .filter(|(_, own)| *own == is_in_force)
                .map(|(rule, _)| rule)
                .collect();
            rules.dedup();
            Self {
                name,
                rules,
                is_in_force,
            }
        });
        called.collect()
    }
}

fn named(rules: &[Called]) -> String {
    let names = rules.iter().map(|called| format!("“{}”", called.name));
    let mut names: Vec<String> = names.collect();
    if let [only] = names.as_slice() {
        return format!("The rule {only}. Each case that it leaves possible was gone through.");
    }
    let all = names.len();
    if all > FEW {
        names.truncate(FEW - 1);
        names.push(counted(all + 1 - FEW, "other", "others"));
    }
    let names = joined(&names, "and");
    format!("The rules {names}. Each case that they leave possible was gone through.")
}

/// The grounds of rules, each once.
fn of_rules<'l, G: Iterator<Item = &'l Ground>>(
    rules: &[Called],
    grounds: impl Fn(WrittenId) -> G,
) -> Vec<&'l Ground> {
    let all = rules.iter().flat_map(|called| &called.rules);
    let mut found: Vec<&Ground> = Vec::new();
    for ground in all.flat_map(|rule| grounds(*rule)) {
        if !found.contains(&ground) {
            found.push(ground);
        }
    }
    found
}

/// Few sentences word for word, of more the lines.
fn sentences(page: &mut Page, law: &Law, own: &[&Ground]) {
    let cited = own
        .iter()
        .filter(|ground| matches!(ground, Ground::Cited(_)));
    let cited: Vec<Ground> = cited.map(|ground| (*ground).clone()).collect();
    match told(law, &cited).len() <= QUOTED {
        true => grounds::tell(page, 2, law, &cited),
        false => lines(page, law, "The sentences:", own),
    }
}

/// Where sentences stand; nothing where there are none.
fn lines(page: &mut Page, law: &Law, called: &str, grounds: &[&Ground]) {
    let cited = grounds
        .iter()
        .filter_map(|ground| citations(std::slice::from_ref(*ground)).pop());
    let mut cited: Vec<&Citation> = cited.collect();
    cited.sort_by_key(|citation| (citation.source, citation.lines.clone()));
    if !cited.is_empty() {
        page.noted(2, called, reference(law, &cited));
    }
}

/// The rules that say what is asked themselves, and what takes them back.
fn rules(law: &Law, asked: Vec<ExprId>) -> BTreeSet<RuleId> {
    let is_of_rules = |term: TermId| !law[term].rules.is_empty();
    let near = cone_until(law, asked, is_of_rules);
    let of_terms = near.terms.iter().flat_map(|term| &law[*term].rules);
    let mut rules: BTreeSet<RuleId> = of_terms.copied().chain(near.rules).collect();
    // What lifts a rule may be lifted itself.
    let mut left: Vec<RuleId> = rules.iter().copied().collect();
    while let Some(rule) = left.pop() {
        let above = law[rule].lifted_by.iter().copied();
        left.extend(above.filter(|above| rules.insert(*above)));
    }
    rules
}
