//! What rules have to do with rules that are not in force, by name, for the law of a day.

use std::collections::{BTreeMap, BTreeSet};

use crate::amend::{Exception, Ties, VersionAt};
use crate::law::{Law, RuleId, WrittenId};

use super::canons::never_meet;
use super::precedence::{Acts, Precedence};

/// What must be known of a law without errors to write it down as it stands on a day.
pub fn ties(law: &Law) -> Ties {
    let versions = Versions::of(law);
    let asked = law.asked_of_other_days();
    let mut ties = Ties {
        asked: asked.iter().map(|id| law[*id].name.clone()).collect(),
        placed: placed(law).into_iter().map(|id| versions.at(id)).collect(),
        ..Ties::default()
    };
    let mut over: BTreeMap<RuleId, BTreeSet<WrittenId>> = BTreeMap::new();
    for rule in law.rules.iter().filter(|rule| !rule.below.is_empty()) {
        for one in &rule.below {
            over.entry(*one).or_default().insert(rule.written);
        }
    }
    let targets = targets(law);
    let on_steps = on_steps(law, &targets);
    for (id, targets) in &targets {
        let written = &law[*id];
        let mut exception = Exception {
            lifts: written.despite.is_empty(),
            targets: targets.iter().map(|one| versions.at(*one)).collect(),
            ..Exception::default()
        };
        for rule in &written.rules {
            let over = over.get(rule).into_iter().flatten();
            let over = over.filter(|one| targets.contains(one));
            exception.prevails.extend(over.map(|one| versions.at(*one)));
        }
        if written.on.is_empty() {
            let steps = targets.intersection(&on_steps);
            exception.steps = steps.map(|one| versions.at(*one)).collect();
        }
        ties.exceptions.insert(versions.at(*id), exception);
    }
    ties
}

/// For each exception what it is one to, all versions of it; a provision stands for all its rules.
fn targets(law: &Law) -> BTreeMap<WrittenId, BTreeSet<WrittenId>> {
    let mut named: BTreeMap<&str, Vec<WrittenId>> = BTreeMap::new();
    let all = || law.written.iter().enumerate();
    for (at, written) in all() {
        let id = WrittenId::at(at);
        named.entry(&written.name).or_default().push(id);
        let mut around = written.provision;
        while let Some(provision) = around {
            named.entry(&law[provision].name).or_default().push(id);
            around = law[provision].parent;
        }
    }
    let exceptions = all().map(|(at, written)| {
        let names = written.despite.iter().chain(&written.lifts);
        let targets = names.filter_map(|name| named.get(name.as_str()));
        (WrittenId::at(at), targets.flatten().copied().collect())
    });
    let named_any = |(_, targets): &(WrittenId, BTreeSet<WrittenId>)| !targets.is_empty();
    exceptions.filter(named_any).collect()
}

/// The rules that are on steps: on those that they name, else on those of what they are exceptions
/// to.
fn on_steps(law: &Law, targets: &BTreeMap<WrittenId, BTreeSet<WrittenId>>) -> BTreeSet<WrittenId> {
    let mut followers: BTreeMap<WrittenId, Vec<WrittenId>> = BTreeMap::new();
    for (id, targets) in targets {
        for target in targets {
            followers.entry(*target).or_default().push(*id);
        }
    }
    let all = law.written.iter().enumerate();
    let named = all.filter(|(_, written)| !written.on.is_empty());
    let mut open: Vec<WrittenId> = named.map(|(at, _)| WrittenId::at(at)).collect();
    let mut found: BTreeSet<WrittenId> = open.iter().copied().collect();
    while let Some(id) = open.pop() {
        for follower in followers.get(&id).into_iter().flatten() {
            if found.insert(*follower) {
                open.push(*follower);
            }
        }
    }
    found
}

/// The rules that stand in another act than the one that gave them their words, where a canon would
/// say something else if they did not.
fn placed(law: &Law) -> BTreeSet<WrittenId> {
    let mut found = BTreeSet::new();
    let Some(precedence) = Precedence::of(law).filter(|_| !law.canons.is_empty()) else {
        return found;
    };
    let elsewhere = |id: WrittenId| {
        let acts = Acts::of(&law[id]);
        let stands_in = acts.words;
        let moved = Acts { stands_in, ..acts };
        (moved != acts).then_some((acts, moved))
    };
    for term in &law.terms {
        for rule in &term.rules {
            let id = law[*rule].written;
            let Some((acts, moved)) = elsewhere(id).filter(|_| !found.contains(&id)) else {
                continue;
            };
            let mut others = term.rules.iter().map(|other| &law[*other]);
            let matters = others.any(|other| {
                let of_other = Acts::of(&law[other.written]);
                let others = elsewhere(other.written).map(|(_, moved)| moved);
                let order = precedence.prevailing(acts, of_other);
                let is_other = |of_other| precedence.prevailing(moved, of_other) != order;
                id != other.written
                    && [Some(of_other), others].into_iter().flatten().any(is_other)
                    && !never_meet(law, &law[*rule], other)
            });
            if matters {
                found.insert(id);
            }
        }
    }
    found
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
