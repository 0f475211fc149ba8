//! Rules that are not in force and on which others hang nevertheless.

use std::collections::{BTreeMap, BTreeSet};

use super::Consolidation;
use super::standing::{Standing, Standings};

/// A version of a rule: its name, and its place among the versions.
pub type VersionAt = (String, usize);

/// What rules have to do with rules that are not in force on the day at hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ties {
    /// The rules of which something asks what holds under the law of another day.
    pub asked: BTreeSet<String>,
    /// For each version those that prevail over it, directly or through others. That they do does
    /// not hang on days.
    pub above: BTreeMap<VersionAt, BTreeSet<VersionAt>>,
    /// The rules that prevail over others by what they say.
    pub exceptions: BTreeMap<VersionAt, Exception>,
    /// The versions that name the steps they are about.
    pub on_steps: BTreeSet<VersionAt>,
}

/// A version that prevails over others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exception {
    /// The rules and provisions that are named.
    pub named: BTreeSet<String>,
    /// For each effect the versions over which it prevails; each effect needs one to be there, if
    /// the rule is to prevail over anything.
    pub over: Vec<BTreeSet<VersionAt>>,
    /// It is on the steps of what it prevails over, and names none.
    pub takes_steps: bool,
}

impl<'c> Standings<'c> {
    /// Lets versions stand, with their days, that are not in force and on which it hangs what
    /// others that stand say. Returns whether there were any.
    pub(super) fn keep_tied(&mut self, of: &Consolidation<'c>, ties: &Ties) -> bool {
        let mut tied: BTreeSet<&VersionAt> = BTreeSet::new();
        self.between(ties, &mut tied);
        for (version, exception) in &ties.exceptions {
            if self.stands(version) {
                self.prevails_over(of, ties, exception, &mut tied);
            }
        }
        for (rule, place) in &tied {
            if let Some((rule, _)) = of.corpus.rules.get_key_value(rule.as_str()) {
                self.keep_version(of, rule, *place);
            }
        }
        !tied.is_empty()
    }

    /// What stands between two rules, so that one prevails over the other.
    fn between<'t>(&self, ties: &'t Ties, tied: &mut BTreeSet<&'t VersionAt>) {
        let mut stand_below: BTreeSet<&VersionAt> = BTreeSet::new();
        for (_, above) in ties.above.iter().filter(|(one, _)| self.stands(one)) {
            stand_below.extend(above);
        }
        for (version, above) in &ties.above {
            if !self.stands(version)
                && stand_below.contains(version)
                && above.iter().any(|one| self.stands(one))
            {
                tied.insert(version);
            }
        }
    }

    /// What a rule needs in order to say what it says: something of each effect to prevail over,
    /// where it prevails over anything, and the steps that it is on.
    fn prevails_over<'t>(
        &self,
        of: &Consolidation<'c>,
        ties: &'t Ties,
        exception: &'t Exception,
        tied: &mut BTreeSet<&'t VersionAt>,
    ) {
        let mut rules: BTreeSet<&str> = BTreeSet::new();
        for name in &exception.named {
            match of.corpus.provisions.get(name.as_str()) {
                Some(inside) => rules.extend(inside),
                None => drop(rules.insert(name)),
            }
        }
        if rules.iter().any(|rule| self.get(rule) != Standing::Past) {
            for over in &exception.over {
                let named = |one: &&VersionAt| rules.contains(one.0.as_str());
                let mut named = over.iter().filter(named);
                if !named.clone().any(|one| self.stands(one)) {
                    tied.extend(named.next_back());
                }
            }
        }
        if exception.takes_steps {
            for rule in rules {
                let versions = (rule.to_owned(), 0)..=(rule.to_owned(), usize::MAX);
                let past = ties.on_steps.range(versions);
                tied.extend(past.filter(|one| !self.stands(one)));
            }
        }
    }

    /// Lets a version stand beside what stands of its rule: alone with its days, or, where there is
    /// more of the rule or it never begins, the rule with all that amends it.
    pub(super) fn keep_version(&mut self, of: &Consolidation<'c>, rule: &'c str, place: usize) {
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

    fn stands(&self, (rule, place): &VersionAt) -> bool {
        match self.get(rule) {
            Standing::Kept => true,
            Standing::Version(standing) => standing == *place,
            Standing::Past => false,
        }
    }
}
