//! What became of the place of rules among others.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::Versions;
use crate::law::{Law, RuleId, WrittenId};
use crate::report::words::{heading, joined};

/// A rule in two versions: one and the same where both have it as it is.
type Pair = (WrittenId, WrittenId);

/// Some rules by their names, with what they are called.
type Named<'l> = BTreeMap<&'l str, String>;

/// For each rule others.
type Others = BTreeMap<WrittenId, BTreeSet<WrittenId>>;

/// One way in which a rule stands to others.
struct Relation {
    /// Behind "no longer" and "now".
    words: &'static str,
    /// For each rule the others.
    others: Others,
}

/// How rules stand to one another in two versions.
pub(super) struct Order<'v> {
    law: &'v Law,
    /// What either version alone has.
    alone: [&'v [WrittenId]; 2],
    /// What both versions have, changed or not: of a rule that one alone has, it is no news that others
    /// are above or below it there alone.
    in_both: BTreeSet<&'v str>,
    under: [Relation; 2],
    over: [Relation; 2],
}

impl<'v> Order<'v> {
    pub(super) fn of(versions: &'v Versions) -> Self {
        let law = &versions.law;
        let names = |without: &[WrittenId]| -> BTreeSet<&'v str> {
            let all = (0..law.written.len()).map(WrittenId::at);
            all.filter(|rule| !without.contains(rule))
                .map(|rule| law[rule].name.as_str())
                .collect()
        };
        let [old, new] = [&versions.only_new, &versions.only_old].map(|without| names(without));
        let (gives_way, stands_above) = relation(law, |rule| &law[rule].below);
        let (is_lifted, lifts) = relation(law, |rule| &law[rule].lifted_by);
        let told = |words, others| Relation { words, others };
        Self {
            law,
            alone: [&versions.only_old, &versions.only_new],
            in_both: old.intersection(&new).copied().collect(),
            under: [
                told("gives way to", gives_way),
                told("is lifted by", is_lifted),
            ],
            over: [told("stands above", stands_above), told("lifts", lifts)],
        }
    }

    /// What a rule no longer gives way to, and what it now does.
    pub(super) fn under(&self, pair: Pair) -> Vec<String> {
        self.changed(&self.under, pair)
    }

    /// What a rule no longer stands above, and what it now does.
    pub(super) fn over(&self, pair: Pair) -> Vec<String> {
        self.changed(&self.over, pair)
    }

    fn changed(&self, relations: &[Relation], pair: Pair) -> Vec<String> {
        let changes = relations
            .iter()
            .map(|relation| self.changes(relation, pair));
        changes.flatten().collect()
    }

    fn changes(&self, relation: &Relation, (old, new): Pair) -> Vec<String> {
        let [only_old, only_new] = self.alone;
        let was = self.named(relation, old, only_new);
        let is = self.named(relation, new, only_old);
        [("no longer", &was, &is), ("now", &is, &was)]
            .into_iter()
            .filter_map(|(since, these, those)| {
                let alone = these.iter().filter(|(name, _)| !those.contains_key(*name));
                let others: Vec<&String> = alone.map(|(_, called)| called).collect();
                let does = relation.words;
                let does = match does.strip_prefix("is ") {
                    Some(done) => format!("is {since} {done}"),
                    None => format!("{since} {does}"),
                };
                (!others.is_empty()).then(|| format!("{does} {}", joined(&others, "and")))
            })
            .collect()
    }

    /// The others of one version, which has not what the other alone has.
    fn named(&self, relation: &Relation, rule: WrittenId, without: &[WrittenId]) -> Named<'v> {
        let law = self.law;
        let others = relation.others.get(&rule).into_iter().flatten();
        others
            .filter(|other| !without.contains(other))
            .map(|other| {
                (
                    law[*other].name.as_str(),
                    format!("“{}”", heading(law, *other)),
                )
            })
            .filter(|(name, _)| self.in_both.contains(name))
            .collect()
    }
}

/// For each rule of the files those it stands under, and for each those it stands over.
fn relation<'l>(law: &'l Law, over: impl Fn(RuleId) -> &'l [RuleId]) -> (Others, Others) {
    let (mut under, mut above) = (Others::new(), Others::new());
    for rule in (0..law.rules.len()).map(RuleId::at) {
        let own = law[rule].written;
        for other in over(rule) {
            let other = law[*other].written;
            under.entry(own).or_default().insert(other);
            above.entry(other).or_default().insert(own);
        }
    }
    (under, above)
}
