//! Rules that are not in force and on which others hang nevertheless.

use std::collections::{BTreeMap, BTreeSet};

use super::Consolidation;
use super::because::Because;
use super::standing::{Standing, Standings};

/// A version of a rule: its name, and its place among the versions.
pub type VersionAt = (String, usize);

/// What rules have to do with rules that are not in force on the day at hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ties {
    /// The rules of which something asks what holds under the law of another day.
    pub asked: BTreeSet<String>,
    /// The versions of which a canon asks in which act they stand, where another gave them their words.
    pub placed: BTreeSet<VersionAt>,
    /// The versions that are exceptions to others by what they say.
    pub exceptions: BTreeMap<VersionAt, Exception>,
}

/// A version that lifts others or prevails over them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exception {
    /// It lifts them.
    pub lifts: bool,
    /// All that it is an exception to.
    pub targets: BTreeSet<VersionAt>,
    /// Those of them over which it prevails in anything.
    pub prevails: BTreeSet<VersionAt>,
    /// Those of them from which it has the steps that it is on, where it names none itself.
    pub steps: BTreeSet<VersionAt>,
}

/// Versions on which something hangs: for each the rule that prevails over it.
pub(super) type Tied<'t> = BTreeMap<&'t VersionAt, &'t str>;

impl<'c> Standings<'c> {
    /// Lets versions stand, with their days, that are not in force and on which it hangs what
    /// others that stand say. Returns whether there were any.
    pub(super) fn keep_tied(&mut self, of: &Consolidation<'c>, ties: &Ties) -> bool {
        let mut tied: Tied<'_> = BTreeMap::new();
        for (version, exception) in &ties.exceptions {
            if self.stands(version) && !exception.lifts {
                self.gives_steps(ties, (version, exception), &mut tied);
            }
        }
        // Where the name must stay, there must be something to prevail over.
        for idle in self.idle(of, ties).iter().filter(|one| one.gives_steps) {
            tied.extend(idle.below.map(|below| (below, idle.above)));
        }
        let known = |rule: &str| of.corpus.rules.get_key_value(rule).map(|(rule, _)| *rule);
        for ((rule, place), above) in &tied {
            if let (Some(rule), Some(above)) = (known(rule), known(above)) {
                self.keep_version(of, rule, *place, Because::Exception(above));
            }
        }
        !tied.is_empty()
    }

    /// What a rule needs in order to be on the steps that it is on: what it has the steps from may have
    /// them from others.
    fn gives_steps<'t>(
        &self,
        ties: &'t Ties,
        (of, exception): (&'t VersionAt, &'t Exception),
        tied: &mut Tied<'t>,
    ) {
        let mut open: Vec<&VersionAt> = exception.steps.iter().collect();
        let mut seen: BTreeSet<&VersionAt> = BTreeSet::new();
        while let Some(version) = open.pop() {
            if seen.insert(version) {
                let further = ties.exceptions.get(version);
                open.extend(further.into_iter().flat_map(|one| &one.steps));
            }
        }
        let missing = seen.into_iter().filter(|one| !self.stands(one));
        tied.extend(missing.map(|one| (one, of.0.as_str())));
    }

    /// Lets versions stand to which others that stand are subject, where nothing that stands under
    /// the name decides the same. Returns whether there were any.
    pub(super) fn keep_above(&mut self, of: &Consolidation<'c>, ties: &Ties) -> bool {
        let mut above: BTreeMap<&VersionAt, Vec<&VersionAt>> = BTreeMap::new();
        for (version, exception) in &ties.exceptions {
            for lower in &exception.prevails {
                above.entry(lower).or_default().push(version);
            }
        }
        let mut needed: Vec<(&'c str, usize, &'c str)> = Vec::new();
        for (version, above) in above {
            let Some((lower, _)) = of.corpus.rules.get_key_value(version.0.as_str()) else {
                continue;
            };
            let rule = of.version_of(lower, version.1);
            let Some(rule) = rule.filter(|_| self.stands(version)) else {
                continue;
            };
            for name in rule.subject_to.iter().filter(|name| self.is_there(name)) {
                let named = above.iter().filter(|one| of.is_named(name, one));
                let named: Vec<&&VersionAt> = named.collect();
                if named.iter().any(|one| self.stands(one)) {
                    continue;
                }
                let last = named.last().and_then(|one| {
                    let (rule, _) = of.corpus.rules.get_key_value(one.0.as_str())?;
                    Some((*rule, one.1, *lower))
                });
                needed.extend(last);
            }
        }
        for (rule, place, lower) in &needed {
            self.keep_version(of, rule, *place, Because::Subject(lower));
        }
        !needed.is_empty()
    }

    /// Lets a rule of a provision stand that is not repealed, where all that stands of it is kept
    /// with its repeal and a rule that begins afterwards lifts it. Returns whether there was one.
    pub(super) fn keep_unrepealed(&mut self, of: &Consolidation<'c>) -> bool {
        let mut needed: Vec<(&'c str, usize, &'c str)> = Vec::new();
        for (name, standing) in &self.all {
            for (place, rule) in of.rules(name) {
                let stands = match standing {
                    Standing::Kept => true,
                    Standing::Version(at) => *at == place,
                    Standing::Past => false,
                };
                let life = match of.version(name, place) {
                    Some(version) => Some(version.life.clone()),
                    None => of.life(name),
                };
                let Some(begins) = life.and_then(|life| life.from).filter(|_| stands) else {
                    continue;
                };
                let is_over = |rule: &&'c str| {
                    let repealed = of.histories.get(rule).and_then(|one| one.repealed.as_ref());
                    repealed.is_some_and(|(day, _)| !begins.may_precede(day))
                };
                for lifted in &rule.lifts {
                    let inside = of.corpus.provisions.get(lifted.own());
                    let (past, there): (Vec<&'c str>, Vec<&'c str>) = inside
                        .into_iter()
                        .flatten()
                        .copied()
                        .partition(|one| self.get(one) == Standing::Past);
                    let over = |one: &&'c str| self.get(one) == Standing::Kept && is_over(one);
                    if there.is_empty() || !there.iter().all(over) {
                        continue;
                    }
                    let last = past.into_iter().rfind(|one| !is_over(one));
                    let last = last.and_then(|one| {
                        let (place, _) = of.rules(one).last()?;
                        Some((one, place, *name))
                    });
                    needed.extend(last);
                }
            }
        }
        for (rule, place, by) in &needed {
            self.keep_version(of, rule, *place, Because::Lifted(by));
        }
        !needed.is_empty()
    }

    /// Lets a rule stand for each that is kept and lifts nothing else. Returns whether there was
    /// one.
    pub(super) fn keep_lifted(&mut self, of: &Consolidation<'c>) -> bool {
        let mut lifted = BTreeMap::new();
        for (name, standing) in &self.all {
            if *standing != Standing::Kept {
                continue;
            }
            let lifts = of.rules(name).map(|(_, rule)| &rule.lifts);
            for names in lifts.filter(|names| !names.iter().any(|one| self.is_there(one))) {
                let first = names.first();
                let rule = first.and_then(|one| of.corpus.rules.get_key_value(one.own()));
                lifted.extend(rule.map(|(rule, _)| (*rule, Because::Lifted(name))));
            }
        }
        let any = !lifted.is_empty();
        for (rule, because) in lifted {
            self.keep(rule, because);
        }
        any
    }

    /// Keeps all of a rule of which another version says that it is subject to something: this is
    /// said of the rule, and so of every version. Returns whether there was one.
    pub(super) fn keep_subject(&mut self, of: &Consolidation<'c>) -> bool {
        let mut subject = Vec::new();
        for (name, standing) in &self.all {
            let Standing::Version(place) = standing else {
                continue;
            };
            let said = of.version_of(name, *place).map(|rule| &rule.subject_to);
            let said: BTreeSet<&str> = said.into_iter().flatten().map(|one| one.own()).collect();
            let mut others = of.rules(name).flat_map(|(_, rule)| &rule.subject_to);
            let more = others.find(|one| self.is_there(one) && !said.contains(one.own()));
            let above = more.and_then(|one| of.rule_or_provision(one.own()));
            subject.extend(above.map(|above| (*name, above)));
        }
        for (rule, above) in &subject {
            self.keep(rule, Because::GivesWay(above));
        }
        !subject.is_empty()
    }

    /// Keeps all of a rule of which a canon asks in which act it stands, where its present words would
    /// not say so: the words with which it was enacted do. Returns whether there was one.
    pub(super) fn keep_placed(&mut self, of: &Consolidation<'c>, ties: &Ties) -> bool {
        let mut placed = Vec::new();
        for (name, place) in &ties.placed {
            let standing = of.corpus.rules.get_key_value(name.as_str());
            let alone = standing.filter(|(_, standing)| !standing.is_framed);
            let stands = self.get(name) == Standing::Version(*place);
            placed.extend(alone.filter(|_| stands).map(|(rule, _)| *rule));
        }
        for rule in &placed {
            self.keep(rule, Because::Placed);
        }
        !placed.is_empty()
    }

    /// Lets a version stand beside what stands of its rule: alone with its days, or, where there is
    /// more of the rule or it never begins, the rule with all that amends it.
    pub(super) fn keep_version(
        &mut self,
        of: &Consolidation<'c>,
        rule: &'c str,
        place: usize,
        because: Because<'c>,
    ) {
        self.because.entry(rule).or_insert(because);
        let version = of.histories.get(rule);
        let version = version.and_then(|history| history.versions.get(place));
        let never = version.is_some_and(|version| version.never);
        let standing = match self.get(rule) {
            Standing::Past if !never => Standing::Version(place),
            Standing::Version(known) if known == place => Standing::Version(place),
            _ => Standing::Kept,
        };
        self.set(rule, standing);
    }

    pub(super) fn stands(&self, (rule, place): &VersionAt) -> bool {
        match self.get(rule) {
            Standing::Kept => true,
            Standing::Version(standing) => standing == *place,
            Standing::Past => false,
        }
    }
}
