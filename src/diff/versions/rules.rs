use std::collections::{BTreeMap, BTreeSet};

use crate::law::{ActId, Amendment, AmendmentId, Effect, RuleId, Written, WrittenId};

use super::correspondence::{Correspondence, push};

/// Rules of the older version, each with the rule of the newer one that it is.
type Pairs = BTreeMap<WrittenId, WrittenId>;

impl Correspondence<'_> {
    /// Says which rule of the newer version each rule of the older one is, or that it is none.
    ///
    /// Two rules are one where they have a name, and the same life, conditions, effects and order
    /// among the rules that both versions have. What a rule says may name other rules, so that all
    /// of one name and shape are taken for one at first, and told apart as long as any differ.
    pub(super) fn pair_rules(&mut self) {
        let mut pairs = self.candidates();
        loop {
            let mut trial = self.clone();
            trial.place_rules(&pairs);
            trial.expressions();
            let before = pairs.len();
            let kept = |old: &WrittenId, new: &mut WrittenId| trial.are_one(*old, *new);
            pairs.retain(kept);
            if pairs.len() == before {
                break;
            }
        }
        self.place_rules(&pairs);
    }

    /// Rules of one name and of one number of effects; of several versions of a rule the first is
    /// the first.
    fn candidates(&self) -> Pairs {
        let mut known: BTreeMap<&str, Vec<WrittenId>> = BTreeMap::new();
        for (at, rule) in self.law.written.iter().enumerate() {
            known.entry(&rule.name).or_default().push(WrittenId::at(at));
        }
        let mut met: BTreeMap<&str, usize> = BTreeMap::new();
        let mut pairs = Pairs::new();
        for (at, rule) in self.old.written.iter().enumerate() {
            let place = met.entry(&rule.name).or_default();
            let same = known.get(rule.name.as_str());
            if let Some(new) = same.and_then(|same| same.get(*place))
                && self.law[*new].rules.len() == rule.rules.len()
            {
                pairs.insert(WrittenId::at(at), *new);
            }
            *place += 1;
        }
        pairs
    }

    /// Gives every rule of the older version its place: that of the newer one, or one of its own,
    /// which [`Self::fill_rules`] fills.
    fn place_rules(&mut self, pairs: &Pairs) {
        let old = self.old;
        self.rules = vec![RuleId::at(0); old.rules.len()];
        for (at, rule) in old.written.iter().enumerate() {
            let id = match pairs.get(&WrittenId::at(at)) {
                Some(new) => *new,
                None => self.place_of_its_own(rule),
            };
            for (own, known) in rule.rules.iter().zip(self.law[id].rules.clone()) {
                if let Some(place) = self.rules.get_mut(own.index()) {
                    *place = known;
                }
            }
            self.written.push(id);
        }
    }

    fn place_of_its_own(&mut self, rule: &Written) -> WrittenId {
        let old = self.old;
        let mut copy = rule.clone();
        let known = |act: Option<ActId>| self.acts.get(act?.index()).copied();
        (copy.act, copy.stands_in) = (known(rule.act), known(rule.stands_in));
        copy.provision = rule
            .provision
            .and_then(|around| self.provisions.get(around.index()).copied());
        copy.on = rule.on.iter().map(|step| self.step(*step)).collect();
        copy.grounds = self.grounds(&rule.grounds);
        copy.begins_by = rule.begins_by.map(|by| self.amendment(by));
        copy.ends_by = rule.ends_by.map(|by| self.amendment(by));
        let id = WrittenId::at(self.law.written.len());
        copy.rules = Vec::new();
        for own in &rule.rules {
            let mut own = old[*own].clone();
            own.written = id;
            copy.rules.push(RuleId::at(push(&mut self.law.rules, own)));
        }
        self.law.written.push(copy);
        id
    }

    fn amendment(&mut self, amendment: AmendmentId) -> AmendmentId {
        let amendment = &self.old[amendment];
        let copy = Amendment {
            span: amendment.span,
            act: amendment
                .act
                .and_then(|act| self.acts.get(act.index()).copied()),
            grounds: self.grounds(&amendment.grounds),
            repeals: amendment.repeals,
        };
        AmendmentId::at(push(&mut self.law.amendments, copy))
    }

    /// Whether a rule is the same in both versions, with every expression in its place.
    fn are_one(&self, old: WrittenId, new: WrittenId) -> bool {
        let pairs = self.old[old].rules.iter().zip(&self.law[new].rules);
        let mut pairs = pairs.map(|(old, new)| (&self.old[*old], &self.law[*new]));
        pairs.all(|(old, new)| {
            let day = |day: Option<_>| day.map(|day| self.expr(day));
            let effect = match (old.effect, new.effect) {
                (Effect::Value(term, value), Effect::Value(same, other)) => {
                    self.known_term(term) == same && self.expr(value) == other
                }
                (Effect::Lift, Effect::Lift) => true,
                (Effect::Value(..), Effect::Lift) | (Effect::Lift, Effect::Value(..)) => false,
            };
            effect
                && (day(old.from), day(old.until)) == (new.from, new.until)
                && self.all_exprs(&old.conditions) == new.conditions
                && self.in_both(&old.lifted_by) == self.of_both(&new.lifted_by)
                && self.in_both(&old.below) == self.of_both(&new.below)
        })
    }

    /// Of rules of the older version, those that the newer one has as well.
    fn in_both(&self, rules: &[RuleId]) -> BTreeSet<RuleId> {
        let rules = rules.iter().map(|rule| self.rule(*rule));
        rules
            .filter(|rule| rule.index() < self.known.rules)
            .collect()
    }

    /// Of rules of the newer version, those that the older one has as well.
    fn of_both(&self, rules: &[RuleId]) -> BTreeSet<RuleId> {
        let shared = |rule: &&RuleId| self.written.contains(&self.law[**rule].written);
        rules.iter().filter(shared).copied().collect()
    }

    pub(super) fn written_rule(&self, rule: WrittenId) -> WrittenId {
        self.written.get(rule.index()).copied().unwrap_or(rule)
    }

    /// The rules that the older version alone has.
    pub(super) fn only_old(&self) -> Vec<WrittenId> {
        let all = self.known.written..self.law.written.len();
        all.map(WrittenId::at).collect()
    }

    /// The rules that the newer version alone has.
    pub(super) fn only_new(&self) -> Vec<WrittenId> {
        let shared: BTreeSet<WrittenId> = self.written.iter().copied().collect();
        let all = (0..self.known.written).map(WrittenId::at);
        all.filter(|rule| !shared.contains(rule)).collect()
    }

    /// What the rules of the older version alone say, and how all are ordered.
    pub(super) fn fill_rules(&mut self) {
        for (at, rule) in self.old.rules.iter().enumerate() {
            let id = self.rule(RuleId::at(at));
            let others = |all: &[RuleId]| -> Vec<RuleId> {
                all.iter().map(|other| self.rule(*other)).collect()
            };
            let (lifted_by, below) = (others(&rule.lifted_by), others(&rule.below));
            if id.index() < self.known.rules {
                let known = &mut self.law[id];
                for (all, more) in [(&mut known.lifted_by, lifted_by), (&mut known.below, below)] {
                    let more = more.into_iter().filter(|one| !all.contains(one));
                    let more: Vec<RuleId> = more.collect();
                    all.extend(more);
                }
                continue;
            }
            let mut copy = rule.clone();
            copy.written = self.law[id].written;
            copy.from = rule.from.map(|day| self.expr(day));
            copy.until = rule.until.map(|day| self.expr(day));
            copy.conditions = self.all_exprs(&rule.conditions);
            if let Effect::Value(term, value) = rule.effect {
                let term = self.known_term(term);
                copy.effect = Effect::Value(term, self.expr(value));
                self.law[term].rules.push(id);
            }
            (copy.lifted_by, copy.below) = (lifted_by, below);
            self.law[id] = copy;
        }
        for (at, rule) in self.old.written.iter().enumerate() {
            let id = self.written_rule(WrittenId::at(at));
            if id.index() >= self.known.written {
                let (from, until) = (rule.from, rule.until);
                self.law[id].from = from.map(|day| self.expr(day));
                self.law[id].until = until.map(|day| self.expr(day));
            }
        }
        for ((gives_way, prevails), canon) in &self.old.ordered {
            let pair = (self.rule(*gives_way), self.rule(*prevails));
            self.law.ordered.entry(pair).or_insert(*canon);
        }
    }
}
