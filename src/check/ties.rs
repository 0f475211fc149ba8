//! What rules have to do with rules that are not in force, by name, for the law of a day.

use std::collections::{BTreeMap, BTreeSet};

use crate::amend::{Exception, Ties, VersionAt};
use crate::law::{Effect, Law, RuleId, TermRole, WrittenId};

/// What must be known of a law without errors to write it down as it stands on a day.
pub fn ties(law: &Law) -> Ties {
    let versions = Versions::of(law);
    let asked = law.asked_of_other_days();
    let mut ties = Ties {
        asked: asked.iter().map(|id| law[*id].name.clone()).collect(),
        ..Ties::default()
    };
    let mut over: BTreeMap<RuleId, BTreeSet<WrittenId>> = BTreeMap::new();
    for rule in law.rules.iter().filter(|rule| !rule.below.is_empty()) {
        let above = ties.above.entry(versions.at(rule.written)).or_default();
        for one in &rule.below {
            over.entry(*one).or_default().insert(rule.written);
            above.insert(versions.at(law[*one].written));
        }
    }
    for (at, written) in law.written.iter().enumerate() {
        if written.despite.is_empty() {
            continue;
        }
        let mut exception = Exception {
            named: written.despite.iter().cloned().collect(),
            ..Exception::default()
        };
        for rule in &written.rules {
            let rules = over.get(rule).into_iter().flatten();
            let rules = rules.map(|one| versions.at(*one)).collect();
            // A deadline adds to those of others.
            let adds = match law[*rule].effect {
                Effect::Value(term, _) => matches!(law[term].role, TermRole::Deadline(_)),
                Effect::Lift => true,
            };
            if !adds {
                exception.over.push(rules);
            }
        }
        exception.takes_steps = written.on.is_empty();
        ties.exceptions
            .insert(versions.at(WrittenId::at(at)), exception);
    }
    let on_steps = law.written.iter().enumerate();
    let on_steps = on_steps.filter(|(_, written)| !written.on.is_empty());
    ties.on_steps = on_steps
        .map(|(at, _)| versions.at(WrittenId::at(at)))
        .collect();
    ties
}

/// The names of all versions, with their places.
struct Versions(Vec<VersionAt>);

impl Versions {
    fn of(law: &Law) -> Self {
        let mut next: BTreeMap<&str, usize> = BTreeMap::new();
        let all = law.written.iter().map(|written| {
            let next = next.entry(&written.name).or_default();
            let place = *next;
            *next += 1;
            (written.name.clone(), place)
        });
        Self(all.collect())
    }

    #[expect(clippy::indexing_slicing, reason = "there is a version for each rule")]
    fn at(&self, id: WrittenId) -> VersionAt {
        self.0[id.index()].clone()
    }
}
