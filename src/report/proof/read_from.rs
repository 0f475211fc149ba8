//! Which rules say what a claim asks: what a lawyer reads beside a proof that goes through all cases.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Interval;
use crate::law::{Citation, Claim, Expr, ExprId, Ground, Law, RuleId, WrittenId, cone};
use crate::report::counted;
use crate::report::layout::Page;
use crate::report::words::{capitalized, citations, heading, joined, reference};
use crate::verdict::Verdict;

use super::support::looks_elsewhere;

/// So many rules are named; of more, some.
const FEW: usize = 4;

/// The rules that say what is asked, with their sentences, where nothing else is told behind a proof. What is
/// within reach is told by the ways to it.
pub fn tell(page: &mut Page, law: &Law, verdict: &Verdict) {
    let claim = &law[verdict.claim];
    if verdict.proved.is_nothing() || verdict.behind.is_some() || verdict.certificate.is_err() {
        return;
    }
    let asked = claim.for_whom.iter().copied().chain([claim.claim]);
    let asked = cone(law, asked).exprs;
    let reaches = |id: &ExprId| matches!(law.exprs.get(*id), Expr::Reach(_));
    if asked.iter().any(reaches) {
        return;
    }
    let window = match looks_elsewhere(law, &asked) {
        true => Interval::ALWAYS,
        false => claim.window(),
    };
    let (rules, out_of_force): (Vec<_>, Vec<_>) = rules(law, claim, window)
        .into_iter()
        .partition(|(_, is_in_force)| *is_in_force);
    let (rules, mut others) = (distinct(law, rules), distinct(law, out_of_force));
    // Of a rule of which one version is in force, the others are none.
    others.retain(|(name, _)| rules.iter().all(|(known, _)| known != name));
    if rules.is_empty() && others.is_empty() {
        return;
    }
    page.section("Read from", None);
    if !rules.is_empty() {
        let own = rules.iter().flat_map(|(_, rule)| law.own_grounds(*rule));
        sentences(page, law, &named(&rules), own);
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
        let days = others
            .iter()
            .flat_map(|(_, rule)| law.grounds_of_days(*rule));
        sentences(page, law, &text, days);
    }
}

/// Rules that are called alike once.
fn distinct(law: &Law, rules: Vec<(WrittenId, bool)>) -> Vec<(String, WrittenId)> {
    let mut found: Vec<(String, WrittenId)> = Vec::new();
    for (rule, _) in rules {
        let name = heading(law, rule);
        if found.iter().all(|(known, _)| *known != name) {
            found.push((name, rule));
        }
    }
    found
}

fn named(rules: &[(String, WrittenId)]) -> String {
    let mut names: Vec<String> = rules.iter().map(|(name, _)| format!("“{name}”")).collect();
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

/// What is said, with the lines behind it.
fn sentences<'g>(
    page: &mut Page,
    law: &Law,
    text: &str,
    grounds: impl Iterator<Item = &'g Ground>,
) {
    page.paragraph(1, text);
    let mut cited: Vec<&Citation> = grounds
        .filter_map(|ground| citations(std::slice::from_ref(ground)).pop())
        .collect();
    cited.sort_by_key(|citation| (citation.source, citation.lines.clone()));
    if !cited.is_empty() {
        page.noted(2, "The sentences:", reference(law, &cited));
    }
}

/// The rules that say what a claim asks itself, and what takes them back, in the order of the files, each with
/// whether it may be in force in a window.
fn rules(law: &Law, claim: &Claim, window: Interval) -> BTreeMap<WrittenId, bool> {
    let mut rules: BTreeSet<RuleId> = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<ExprId> = claim
        .for_whom
        .iter()
        .copied()
        .chain([claim.claim])
        .collect();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match law.exprs.get(id) {
            Expr::Call(term) => {
                rules.extend(&law[*term].rules);
                open.extend(law[*term].otherwise);
            }
            Expr::Stands(rule) => {
                rules.insert(*rule);
            }
            Expr::With(bound, inner) => {
                open.push(*inner);
                open.extend(bound.iter().map(|(_, to)| *to));
            }
            Expr::Op(_, parts) | Expr::And(parts) | Expr::Or(parts) => open.extend(parts),
            Expr::Not(inner) => open.push(*inner),
            Expr::If(condition, yes, no) => open.extend([*condition, *yes, *no]),
            Expr::In(_) | Expr::Lit(_) | Expr::Reach(_) => {}
        }
    }
    // What lifts a rule may be lifted itself.
    let mut left: Vec<RuleId> = rules.iter().copied().collect();
    while let Some(rule) = left.pop() {
        let above = law[rule].lifted_by.iter().copied();
        left.extend(above.filter(|above| rules.insert(*above)));
    }
    let mut found = BTreeMap::new();
    for rule in rules {
        *found.entry(law[rule].written).or_default() |= law.may_be_in_force(rule, window);
    }
    found
}
